"""Publish affairs (三务公开): draft, check with secrecy review, approve, put up, take down; questions and answers."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from branches.tree import district_above
from evidence.models import StoredFile
from ledgers.enums.publication import PhotoMoment, PublicationAction, PublicationPlace
from ledgers.models import Objection, Publication, PublicationFile, PublicationProfile, PublicationStep
from ledgers.publication_catalogue import BY_CODE
from ledgers.publication_rules import MOVES, may_attach, may_detach, may_move, may_object, may_publish, may_write
from ledgers.selectors.rules import rule_history
from ledgers.services.meetings import TooManyFiles
from ledgers.words import day_in_words

A = PublicationAction

FIELDS = ("kind", "title", "period_start", "period_end", "content", "places", "meeting_on")


class PublicationRefused(Exception):
    """The publication may not be written so; `field` names the column that is wrong, when it is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class PublicationConflict(PublicationRefused):
    """Someone saved the draft since it was opened; `current` is the draft as it stands."""

    def __init__(self, current: Publication) -> None:
        self.current = current
        super().__init__(
            _("%(who)s在%(when)s保存过，您的修改还没有保存。下面是他写的和您写的，请对照改好后再保存一次。")
            % {"who": current.saved_by, "when": f"{timezone.localtime(current.saved_at):%H:%M}"}
        )


def _refuse(answer) -> None:
    if not answer:
        raise PublicationRefused(answer.reason)


def _locked(pk: int) -> Publication:
    publications = Publication.objects.select_for_update(of=("self",)).select_related("branch", "saved_by")
    found = publications.filter(pk=pk).first()
    if found is None:
        raise PublicationRefused(_("这条公开事项刚刚被删除了。"))
    return found


def rule_number(branch: Organisation, code: str, day: dt.date) -> int:
    """Return the number of a rule in the branch's district on `day`."""
    return int(rule_history(district_above(branch)).on(day).value(code))


def _refuse_unless_sound(values: dict) -> None:
    if not values["title"].strip():
        raise PublicationRefused(_("请写标题。"), "title")
    if values["period_end"] < values["period_start"]:
        raise PublicationRefused(_("结束日期不能早于开始日期。"), "period_end")
    if not set(values["places"]) <= set(PublicationPlace.values):
        raise PublicationRefused(_("请选公开地点。"), "places")


@transaction.atomic
def publication_start(
    *, branch: Organisation, item: str, values: dict, key: uuid.UUID, by: User, at: dt.datetime
) -> Publication:
    """Start a draft with `values` (names of FIELDS); the same `key` again returns the draft it started.

    `item` is a code of the catalogue, or "" for a matter of one's own. Raises PublicationRefused.
    """
    _refuse(may_publish(by, branch))
    Organisation.objects.select_for_update().get(pk=branch.pk)
    if existing := Publication.objects.filter(branch=branch, key=key).first():
        return existing
    if item and item not in BY_CODE:
        raise PublicationRefused(_("目录里没有这个事项。"))
    _refuse_unless_sound(values)
    return Publication.objects.create(
        branch=branch,
        item=item,
        key=key,
        drafted_on=timezone.localdate(at),
        created_at=at,
        created_by=by,
        saved_at=at,
        saved_by=by,
        **{name: values[name] for name in FIELDS},
    )


@transaction.atomic
def publication_save(*, publication: Publication, values: dict, version: int, by: User, at: dt.datetime) -> Publication:
    """Save a draft over the version the person opened; saving what is there already writes nothing.

    Raises PublicationRefused, PublicationConflict.
    """
    current = _locked(publication.pk)
    _refuse(may_write(by, current))
    changes = {name: values[name] for name in FIELDS if values[name] != getattr(current, name)}
    if not changes:
        return current
    if current.version != version:
        raise PublicationConflict(current)
    _refuse_unless_sound(values)
    for name, value in changes.items():
        setattr(current, name, value)
    current.version, current.saved_at, current.saved_by = version + 1, at, by
    current.save(update_fields=[*changes, "version", "saved_at", "saved_by"])
    return current


@transaction.atomic
def publication_delete(*, publication: Publication, by: User) -> None:
    """Delete a draft that was started by mistake; one that has been on its way keeps its steps. Raises."""
    current = _locked(publication.pk)
    _refuse(may_write(by, current))
    if current.steps.exists() or current.files.exists():
        raise PublicationRefused(_("这条已经审核过或者放了照片，留作记录，不能删除。"))
    current.delete()


# --- The one move ----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Paper:
    """What the paper says of a step: the day on it, who signed it, for how long and where it hangs, and a word."""

    on: dt.date | None = None
    checker: str = ""
    secrecy_checker: str = ""
    approver: str = ""
    until: dt.date | None = None
    places: tuple[str, ...] = ()
    note: str = ""


def _check(current: Publication, paper: Paper) -> dict:
    for name in ("checker", "secrecy_checker"):
        if not getattr(paper, name).strip():
            raise PublicationRefused(_("请写姓名。"), name)
    return {
        "checked_on": _day(paper.on, current.drafted_on, _("起草")),
        "checker": paper.checker.strip(),
        "secrecy_checker": paper.secrecy_checker.strip(),
    }


def _approve(current: Publication, paper: Paper) -> dict:
    if not paper.approver.strip():
        raise PublicationRefused(_("请写姓名。"), "approver")
    return {"approved_on": _day(paper.on, current.checked_on, _("审核")), "approver": paper.approver.strip()}


def _put_up(current: Publication, paper: Paper) -> dict:
    day = _day(paper.on, current.approved_on, _("审批"))
    places = [place for place in PublicationPlace.values if place in (paper.places or current.places)]
    if not places:
        raise PublicationRefused(_("请选公布在哪里。"), "places")
    least = rule_number(current.branch, "publication.shown_days", day)
    until = paper.until or day + dt.timedelta(days=least)
    if (until - day).days < least:
        raise PublicationRefused(
            _("至少公示%(n)d天，要到%(day)s以后。") % {"n": least, "day": day_in_words(day + dt.timedelta(days=least))},
            "until",
        )
    return {"put_up_on": day, "planned_until": until, "places": places}


def _take_down(current: Publication, paper: Paper) -> dict:
    return {"taken_down_on": _day(paper.on, current.put_up_on, _("贴出"))}


def _return(current: Publication, paper: Paper) -> dict:
    if not paper.note.strip():
        raise PublicationRefused(_("请写明哪里要改。"), "note")
    return {"checked_on": None, "checker": "", "secrecy_checker": "", "approved_on": None, "approver": ""}


EFFECTS = {A.CHECK: _check, A.APPROVE: _approve, A.PUT_UP: _put_up, A.TAKE_DOWN: _take_down, A.RETURN: _return}


def _day(day: dt.date | None, earliest: dt.date, before: str) -> dt.date:
    if day is None:
        raise PublicationRefused(_("请选日期。"), "on")
    if day < earliest:
        raise PublicationRefused(
            _("不能早于%(before)s那天（%(day)s）。") % {"before": before, "day": day_in_words(earliest)}, "on"
        )
    return day


@transaction.atomic
def publication_move(*, publication: Publication, action: str, paper: Paper, by: User, at: dt.datetime) -> Publication:
    """Move a publication one step on (or back to the draft) and return it. Nothing else changes its status.

    In order: the row is locked, the move is looked up in MOVES and its rule asked, the paper's days and names are
    written with the new status by an update that holds only from the old one, and the step is logged. The same move
    again, after it was made, changes nothing.

    Raises:
        PublicationRefused: with a sentence and the field's name: not the turn of this step, a personal number in the
            text, a day out of order or in the future, a name that is missing.
    """
    current = _locked(publication.pk)
    done = current.steps.order_by("-pk").first()
    if done and done.action == action and done.to_status == current.status and (current.status, action) not in MOVES:
        _refuse(may_publish(by, current.branch))
        return current
    _refuse(may_move(by, current, action))
    if paper.on and paper.on > timezone.localdate(at):
        raise PublicationRefused(_("这一天还没有到。"), "on")
    before, after = current.status, MOVES[current.status, action]
    changes = EFFECTS[action](current, paper)
    moved = Publication.objects.filter(pk=current.pk, status=before).update(
        status=after, saved_at=at, saved_by=by, version=current.version + 1, **changes
    )
    if moved != 1:
        raise PublicationRefused(_("刚刚有人办过这一步，请刷新后再看。"))
    PublicationStep.objects.create(
        publication=current,
        action=action,
        from_status=before,
        to_status=after,
        by=by,
        at=at,
        note=paper.note.strip()[: PublicationStep._meta.get_field("note").max_length],
    )
    return _locked(current.pk)


# --- Photos ------------------------------------------------------------------------------------------------------
@transaction.atomic
def publication_attach(
    *, publication: Publication, file: StoredFile, moment: str, by: User, at: dt.datetime, limit: int
) -> PublicationFile:
    """Attach a stored file; attaching it twice is one attachment. Raises PublicationRefused, TooManyFiles."""
    current = _locked(publication.pk)
    _refuse(may_attach(by, current))
    if existing := PublicationFile.objects.filter(publication=current, file=file).first():
        if existing.moment != moment:
            raise PublicationRefused(
                _("这张照片已经放在“%(moment)s”里了，请另选一张。") % {"moment": existing.get_moment_display()}
            )
        return existing
    if moment != PhotoMoment.DRAFT and not file.is_picture:
        raise PublicationRefused(_("这里只放照片。文件请放到“底稿”里。"))
    if current.files.count() >= limit:
        raise TooManyFiles(_("一条记录最多放 %(n)d 个附件，请先删掉不需要的。") % {"n": limit})
    return PublicationFile.objects.create(publication=current, file=file, moment=moment, added_at=at, added_by=by)


@transaction.atomic
def publication_detach(*, link: PublicationFile, by: User) -> None:
    """Take a file off a publication that still hangs; the stored file stays. Raises PublicationRefused."""
    _refuse(may_detach(by, _locked(link.publication_id)))
    link.delete()


# --- Questions and answers -----------------------------------------------------------------------------------------
@transaction.atomic
def objection_record(
    *,
    publication: Publication,
    key: uuid.UUID,
    received_on: dt.date | None,
    text: str,
    from_whom: str,
    by: User,
    at: dt.datetime,
) -> Objection:
    """Record what a villager asked; `from_whom` is empty for someone without a name. The same `key` records once.

    The day by which it is to be answered follows the rule of the day it came in. Raises PublicationRefused.
    """
    current = _locked(publication.pk)
    if existing := Objection.objects.filter(publication=current, key=key).first():
        return existing
    _refuse(may_object(by, current))
    if not text.strip():
        raise PublicationRefused(_("请写异议内容。"), "text")
    if received_on is None:
        raise PublicationRefused(_("请选收到的日期。"), "received_on")
    if received_on < current.put_up_on:
        raise PublicationRefused(
            _("不能早于贴出那天（%(day)s）。") % {"day": day_in_words(current.put_up_on)}, "received_on"
        )
    if received_on > timezone.localdate(at):
        raise PublicationRefused(_("这一天还没有到。"), "received_on")
    days = rule_number(current.branch, "publication.answer_days", received_on)
    return Objection.objects.create(
        publication=current,
        key=key,
        received_on=received_on,
        from_whom=from_whom.strip(),
        text=text.strip(),
        due_on=received_on + dt.timedelta(days=days),
        recorded_at=at,
        recorded_by=by,
    )


@transaction.atomic
def objection_answer(
    *, objection: Objection, answered_on: dt.date | None, answer: str, by: User, at: dt.datetime
) -> Objection:
    """Write down the answer that was given; it is given once. Raises PublicationRefused."""
    current = (
        Objection.objects.select_for_update(of=("self",)).select_related("publication__branch").get(pk=objection.pk)
    )
    _refuse(may_publish(by, current.publication.branch))
    if current.answered_on is not None:
        if current.answer == answer.strip():
            return current
        raise PublicationRefused(_("这条异议已经答复过了。"))
    if not answer.strip():
        raise PublicationRefused(_("请写怎么答复的。"), "answer")
    if answered_on is None:
        raise PublicationRefused(_("请选答复的日期。"), "answered_on")
    if answered_on < current.received_on:
        raise PublicationRefused(
            _("不能早于收到那天（%(day)s）。") % {"day": day_in_words(current.received_on)}, "answered_on"
        )
    if answered_on > timezone.localdate(at):
        raise PublicationRefused(_("这一天还没有到。"), "answered_on")
    current.answered_on, current.answer = answered_on, answer.strip()
    current.answered_at, current.answered_by = at, by
    current.save(update_fields=["answered_on", "answer", "answered_at", "answered_by"])
    return current


@transaction.atomic
def publication_profile_set(*, branch: Organisation, has_busy_finance: bool, by: User, at: dt.datetime) -> None:
    """Say whether money moves often in the village, so that its accounts are published monthly. Raises."""
    _refuse(may_publish(by, branch))
    profile = PublicationProfile.objects.select_for_update().filter(branch=branch).first()
    if profile and profile.has_busy_finance == has_busy_finance:
        return
    profile = profile or PublicationProfile(branch=branch)
    profile.has_busy_finance, profile.set_at, profile.set_by = has_busy_finance, at, by
    profile.save()
