"""Who may do what to a publication, with the reason when not. No writes here."""

from django.utils.translation import gettext as _

from branches.enums import Permission
from branches.models import Organisation, User
from config.lib.verdict import YES, Answer, No, first_no
from ledgers.enums.publication import PublicationAction, PublicationStatus
from ledgers.models import Publication
from ledgers.publication_privacy import personal_data_in

A, S = PublicationAction, PublicationStatus

# (from, action) → to: draft, check with secrecy review, approve, put up (党务公开条例（试行）第十五条).
MOVES: dict[tuple[str, str], str] = {
    (S.DRAFT, A.CHECK): S.CHECKED,
    (S.CHECKED, A.APPROVE): S.APPROVED,
    (S.APPROVED, A.PUT_UP): S.UP,
    (S.UP, A.TAKE_DOWN): S.DOWN,
    (S.CHECKED, A.RETURN): S.DRAFT,
    (S.APPROVED, A.RETURN): S.DRAFT,
}


def may_publish(by: User, branch: Organisation) -> Answer:
    """Only the branch's own secretary writes its publications."""
    if not by.may(Permission.LEDGER_EDIT):
        return No(_("只有本支部的书记、文书可以办理三务公开。"))
    if not by.party_scope.covers(branch.path):
        return No(_("这个支部不在您的管理范围内。"))
    return YES


def is_draft(publication: Publication) -> Answer:
    if publication.status != S.DRAFT:
        return No(
            _("现在是“%(state)s”，不能再改。要改的话，先退回修改，改好后重新审核。")
            % {"state": publication.get_status_display()}
            if publication.status in (S.CHECKED, S.APPROVED)
            else _("已经公布的内容不能再改。写错了就撤下，重新公布一次。")
        )
    return YES


def may_write(by: User, publication: Publication) -> Answer:
    return first_no(may_publish(by, publication.branch), is_draft(publication))


def is_clean(publication: Publication) -> Answer:
    """No personal number leaves the draft: on a board it can be photographed by anyone."""
    found = personal_data_in(f"{publication.title}\n{publication.content}")
    if found:
        return No(_("内容里有%(what)s，不能公开。请删掉，或者用星号遮住中间几位。") % {"what": "、".join(found)})
    return YES


def is_written(publication: Publication) -> Answer:
    return YES if publication.content.strip() else No(_("还没有写公开内容。"))


def may_move(by: User, publication: Publication, action: str) -> Answer:
    if not (answer := may_publish(by, publication.branch)):
        return answer
    if (publication.status, action) not in MOVES:
        return No(_("现在是“%(state)s”，不能办这一步。") % {"state": publication.get_status_display()})
    if action in (A.RETURN, A.TAKE_DOWN):
        return YES
    return first_no(is_written(publication), is_clean(publication))


def next_action(publication: Publication) -> str | None:
    """Return the step that comes next on the way from the draft to the archive."""
    return next((a for (status, a) in MOVES if status == publication.status and a != A.RETURN), None)


def may_attach(by: User, publication: Publication) -> Answer:
    """Photos are added at any time: who forgot the last day's may still have it on the phone."""
    return may_publish(by, publication.branch)


def may_detach(by: User, publication: Publication) -> Answer:
    if publication.status == S.DOWN:
        return No(_("已经撤下存档，照片不能再移除。"))
    return may_publish(by, publication.branch)


def may_object(by: User, publication: Publication) -> Answer:
    if not publication.is_public:
        return No(_("还没有公布，不会有异议。"))
    return may_publish(by, publication.branch)
