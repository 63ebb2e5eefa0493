"""Begin and end tenures, fix seats, open terms. Nothing else writes who holds a post."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from branches.tree import district_above
from cadres.enums import Basis, EndReason, PostKind
from cadres.models import Cadre, Seats, Tenure, Term
from cadres.posts import BY_KIND, COMMITTEE_SEATS, POSTS
from cadres.rules.files import may_edit
from cadres.services.files import CadreRefused, refuse_unless
from config.lib.months import years_later
from ledgers.selectors.rules import rule_history


def seats_of(village: Organisation) -> dict[str, int]:
    """Return post → number of seats of a village: its own where fixed, else the usual."""
    fixed = dict(Seats.objects.filter(organisation=village).values_list("kind", "seats"))
    return {post.kind: fixed.get(post.kind, post.seats) for post in POSTS}


@transaction.atomic
def seats_set(*, village: Organisation, seats: dict[str, int], by: User, at: dt.datetime) -> None:
    """Fix how many seats each post of a village has; `seats` maps posts to numbers. Raises CadreRefused.

    主任, 副主任 and 委员 of the village committee are three to seven together (村民委员会组织法 第六条), and no post
    gets fewer seats than it has holders.
    """
    refuse_unless(may_edit(by, village))
    Organisation.objects.select_for_update(of=("self",)).get(pk=village.pk)
    wanted = seats_of(village) | seats
    least, most = COMMITTEE_SEATS
    together = sum(wanted[kind] for kind in (PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, PostKind.COMMITTEE_MEMBER))
    if not least <= together <= most:
        raise CadreRefused(
            _("村委会由主任、副主任和委员共%(least)d至%(most)d人组成，现在是%(n)d人。")
            % {"least": least, "most": most, "n": together},
            PostKind.COMMITTEE_MEMBER,
        )
    holders: dict[str, int] = {}
    for kind in Tenure.objects.filter(organisation=village, until=None).values_list("kind", flat=True):
        holders[kind] = holders.get(kind, 0) + 1
    for kind, number in wanted.items():
        post = BY_KIND[kind]
        if number > post.most:
            raise CadreRefused(_("%(post)s最多%(n)d人。") % {"post": kind.label, "n": post.most}, kind)
        if number < holders.get(kind, 0):
            raise CadreRefused(
                _("%(post)s现在有%(n)d人在任，职数不能更少。") % {"post": kind.label, "n": holders[kind]}, kind
            )
    for kind, number in seats.items():
        Seats.objects.update_or_create(organisation=village, kind=kind, defaults={"seats": number})


@transaction.atomic
def tenure_begin(
    *,
    village: Organisation,
    cadre: Cadre,
    kind: str,
    since: dt.date,
    basis: str,
    by: User | None,
    at: dt.datetime,
    paper: str = "",
) -> Tenure:
    """Let a cadre hold a post. Raises CadreRefused: no free seat, no Party member, no such day, holds it already.

    Who may is the caller's question for a filed appointment; what was there before the file (Basis.CENSUS) is entered
    by the township. `by` is None for the software itself.
    """
    if basis == Basis.CENSUS:
        refuse_unless(may_edit(by, village))
        _refuse_unfiled(village, kind, at)
    Organisation.objects.select_for_update(of=("self",)).get(pk=village.pk)
    post = BY_KIND[kind]
    if since > timezone.localtime(at).date():
        raise CadreRefused(_("任职日期还没有到。"), "since")
    if post.needs_party and not cadre.is_party_member:
        raise CadreRefused(_("%(post)s要由正式党员担任。") % {"post": PostKind(kind).label}, "cadre")
    held = Tenure.objects.filter(organisation=village, kind=kind, until=None)
    if held.filter(cadre=cadre).exists():
        raise CadreRefused(_("%(who)s已经担任%(post)s。") % {"who": cadre, "post": PostKind(kind).label}, "cadre")
    if held.count() >= seats_of(village)[kind]:
        raise CadreRefused(_("%(post)s的职数已满，请先登记离任。") % {"post": PostKind(kind).label}, "kind")
    if held.model.objects.filter(organisation=village, kind=kind, cadre=cadre, until__gt=since).valid().exists():
        raise CadreRefused(_("这段时间已经登记过任职。"), "since")
    return Tenure.objects.create(
        organisation=village, cadre=cadre, kind=kind, since=since, basis=basis, paper=paper.strip(), by=by, at=at
    )


def _refuse_unfiled(village: Organisation, kind: str, at: dt.datetime) -> None:
    """Once the district has closed the census, the two committees' posts are filled through the filing only."""
    today = timezone.localtime(at).date()
    if BY_KIND[kind].is_core and not rule_history(district_above(village)).on(today).value("cadres.census_open"):
        raise CadreRefused(_("存量登记已经结束，两委岗位的任职要先报区委组织部备案。"), "kind")


@transaction.atomic
def tenure_end(
    *, tenure: Tenure, until: dt.date, reason: str, by: User | None, at: dt.datetime, note: str = ""
) -> Tenure:
    """End a tenure on `until`, the first day on which the post is no longer held. Raises CadreRefused.

    One that was entered by mistake ends on the day of its beginning and counts as never held.
    """
    if by is not None:
        refuse_unless(may_edit(by, tenure.organisation))
    current = Tenure.objects.select_for_update(of=("self",), no_key=True).get(pk=tenure.pk)
    if not current.is_open:
        raise CadreRefused(_("这次任职已经登记离任。"))
    if reason == EndReason.MISTAKE:
        until = current.since
        if not note.strip():
            raise CadreRefused(_("请写明错在哪里。"), "note")
    elif until <= current.since:
        raise CadreRefused(_("离任日期要晚于任职日期。"), "until")
    if until > timezone.localtime(at).date():
        raise CadreRefused(_("离任日期还没有到。"), "until")
    current.until, current.end_reason, current.end_note = until, reason, note.strip()
    try:
        with transaction.atomic():
            current.save(update_fields=["until", "end_reason", "end_note"])
    except IntegrityError:
        raise CadreRefused(_("离任日期和任职日期对不上，请核对。"), "until") from None
    return current


@transaction.atomic
def term_open(
    *, village: Organisation, body: str, number: int, since: dt.date, years: int, by: User, at: dt.datetime
) -> Term:
    """Open a term of `years` years from the day on which the new body was elected. Raises CadreRefused."""
    refuse_unless(may_edit(by, village))
    if since > timezone.localtime(at).date():
        raise CadreRefused(_("产生日期还没有到。"), "since")
    earlier = Term.objects.filter(organisation=village, body=body)
    if earlier.filter(number__gte=number).exists() or earlier.filter(since__gte=since).exists():
        raise CadreRefused(_("已经有这一届或更晚的一届。"), "number")
    return Term.objects.create(
        organisation=village, body=body, number=number, since=since, until=years_later(since, years)
    )


@transaction.atomic
def term_hand_over(*, term: Term, on: dt.date, by: User, at: dt.datetime) -> Term:
    """Write down when the old body gave its work over (工作移交, 村民委员会组织法 第二十条). Raises CadreRefused."""
    refuse_unless(may_edit(by, term.organisation))
    if on < term.since:
        raise CadreRefused(_("移交日期不能早于产生日期。"), "on")
    if on > timezone.localtime(at).date():
        raise CadreRefused(_("移交日期还没有到。"), "on")
    changed = Term.objects.filter(pk=term.pk, handed_over_on=None).update(handed_over_on=on)
    if not changed:
        raise CadreRefused(_("这一届的移交已经登记。"))
    term.refresh_from_db()
    return term
