"""Begin, fill in and finish a check of premises (六有)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from branches.tree import district_above
from config.lib.months import same_day_later
from evidence.models import StoredFile
from facilities.checklist import VERSION, Criterion, Item, Measure, item_named, items_of
from facilities.enums.checks import CheckLevel, CheckState
from facilities.models import CheckLine, FacilityCheck
from facilities.people import secretaries, township_reviewers
from facilities.refusal import FacilityRefused, refuse_unless
from facilities.rules.checks import is_photo_of, may_check, may_take_over, may_write
from facilities.six_haves import judge_item, total_of
from ledgers.rulebook.book import RuleBook
from ledgers.selectors.rules import rule_history
from notices.services import notices_send

EARLIEST = dt.date(2000, 1, 1)
LATEST_ENTRY = dt.timedelta(days=31)  # a check may be written down so long after it was made


def book_of(village: Organisation, day: dt.date) -> RuleBook:
    """Return the rules of the village's district that hold on `day`."""
    return rule_history(district_above(village)).on(day)


@transaction.atomic
def check_begin(*, village: Organisation, level: str, by: User, at: dt.datetime) -> FacilityCheck:
    """Begin a check, or go on with the level's unfinished one; it rests on what was last said about the village.

    A township begins with the village's claim, a station with the newest check, a village with its own last one.
    Raises FacilityRefused.
    """
    refuse_unless(may_check(by, village, level))
    before = FacilityCheck.objects.done().filter(organisation=village, version=VERSION)
    if level != CheckLevel.STATION:
        before = before.filter(level=CheckLevel.SELF)
    found, _is_new = FacilityCheck.objects.get_or_create(
        organisation=village,
        level=level,
        state=CheckState.DRAFT,
        defaults={
            "version": VERSION,
            "rests_on": before.order_by("-done_at", "-pk").first(),
            "begun_by": by,
            "begun_at": at,
        },
    )
    return found


def _draft(check: FacilityCheck, by: User) -> FacilityCheck:
    """Return the check locked; raises FacilityRefused when `by` may not write it."""
    rows = FacilityCheck.objects.select_for_update(of=("self",)).select_related("organisation", "rests_on")
    current = rows.filter(pk=check.pk).first()
    if current is None:
        raise FacilityRefused(_("这次检查已经删掉了。"))
    refuse_unless(may_write(by, current))
    return current


def _measured(criterion: Criterion, value, today: dt.date) -> int:
    """Return a measure that can be true; raises FacilityRefused at the criterion's field."""
    if not isinstance(value, int) or isinstance(value, bool) and criterion.measure not in (Measure.YES, Measure.NO):
        raise FacilityRefused(_("%(what)s没有填。") % {"what": criterion.label}, criterion.code)
    value = int(value)
    if criterion.measure == Measure.FRESH:
        if not EARLIEST.toordinal() <= value <= today.toordinal():
            raise FacilityRefused(_("日期不对，不能晚于今天。"), criterion.code)
    elif criterion.choices:
        if value not in dict(criterion.choices):
            raise FacilityRefused(_("请选一项。"), criterion.code)
    elif not 0 <= value <= (1 if criterion.measure in (Measure.YES, Measure.NO) else criterion.most):
        raise FacilityRefused(_("这个数不可能，请核对。"), criterion.code)
    return value


@transaction.atomic
def line_save(
    *,
    check: FacilityCheck,
    item: str,
    measures: Mapping[str, int],
    photo: StoredFile | None = None,
    by: User,
    at: dt.datetime,
) -> CheckLine:
    """Write what was measured at one item; without a photo the one that is there stays.

    `measures` maps each criterion of the item to a whole number: 1 or 0, a number of its unit, the number of a choice,
    a day as its ordinal. Raises FacilityRefused naming the field.
    """
    current = _draft(check, by)
    found = item_named(current.version, item)
    if found is None:
        raise FacilityRefused(_("清单里没有这一项。"))
    today = timezone.localdate(at)
    kept = {each.code: _measured(each, measures.get(each.code), today) for each in found.criteria}
    if photo is not None:
        refuse_unless(is_photo_of(photo, current.organisation), "photo")
    columns = {"photo_id": photo.pk if photo else _photos_so_far(current).get(item)}
    line, _is_new = CheckLine.objects.update_or_create(
        made_in=current, item=item, defaults=columns | {"measures": kept, "by": by, "at": at}
    )
    return line


def _photos_so_far(check: FacilityCheck) -> dict[str, int]:
    """Return the photo of each item that the draft has, or else the check it rests on; a station takes its own."""
    photos: dict[str, int] = {}
    for made_in in (check.rests_on_id if check.level != CheckLevel.STATION else None, check.pk):
        lines = CheckLine.objects.filter(made_in=made_in, photo__isnull=False)
        photos |= dict(lines.values_list("item", "photo"))
    return photos


@transaction.atomic
def lines_take_over(*, check: FacilityCheck, by: User, at: dt.datetime) -> int:
    """Find all items that were not looked at yet as the check before says, and return how many these were.

    For the township that has been there and found the claim true. Raises FacilityRefused.
    """
    current = _draft(check, by)
    refuse_unless(may_take_over(by, current))
    looked_at = set(current.lines.values_list("item", flat=True))
    codes = {item.code for item in items_of(current.version)} - looked_at
    photos = _photos_so_far(current)
    made = [
        CheckLine(made_in=current, item=row.item, measures=row.measures, photo_id=photos.get(row.item), by=by, at=at)
        for row in current.rests_on.lines.filter(item__in=codes)
    ]
    CheckLine.objects.bulk_create(made)
    return len(made)


@transaction.atomic
def check_finish(*, check: FacilityCheck, done_on: dt.date, note: str = "", by: User, at: dt.datetime) -> FacilityCheck:
    """Finish a check: judge each item by the rules of `done_on`, keep score and gaps, tell the other side.

    A station's verification is valid for the district's months from `done_on`. Raises FacilityRefused: an item was not
    looked at, a photo is missing (rule facilities.photo_needed), the day is impossible.
    """
    current = _draft(check, by)
    today = timezone.localdate(at)
    if done_on > today:
        raise FacilityRefused(_("检查日期还没有到。"), "done_on")
    if done_on < max(current.organisation.active_from, today - LATEST_ENTRY):
        raise FacilityRefused(_("检查日期过去太久了，请填实际检查的那天。"), "done_on")
    book = book_of(current.organisation, done_on)
    lines = {line.item: line for line in current.lines.all()}
    items = items_of(current.version)
    _refuse_unfinished(current, items, lines, book)
    verdicts = [judge_item(item, lines[item.code].measures, book, done_on) for item in items]
    for verdict in verdicts:
        line = lines[verdict.item.code]
        line.gaps, line.points = list(verdict.gaps), verdict.points
    CheckLine.objects.bulk_update(lines.values(), ["gaps", "points"])
    total = total_of(verdicts, book)
    current.score, current.met, current.is_standard = total.score, total.met, total.is_standard
    current.state, current.note = CheckState.DONE, note.strip()
    current.done_on, current.done_at, current.done_by = done_on, at, by
    if current.level == CheckLevel.STATION:
        current.valid_until = same_day_later(done_on, int(book.value("facilities.verify_months")))
    current.save()
    _tell(current, at)
    return current


def _refuse_unfinished(
    check: FacilityCheck, items: tuple[Item, ...], lines: Mapping[str, CheckLine], book: RuleBook
) -> None:
    if missing := [str(item.label) for item in items if item.code not in lines]:
        raise FacilityRefused(_("还有没填的：%(items)s。") % {"items": "、".join(missing)})
    if check.level == CheckLevel.SELF and book.value("facilities.photo_needed"):
        if missing := [str(item.label) for item in items if lines[item.code].photo_id is None]:
            raise FacilityRefused(_("还缺照片：%(items)s。") % {"items": "、".join(missing)})


def _tell(check: FacilityCheck, at: dt.datetime) -> None:
    village = check.organisation
    words = {"village": village.village_name, "score": check.score, "level": check.get_level_display()}
    if check.level == CheckLevel.SELF:
        people, title = township_reviewers(village), _("%(village)s交来六有自查，%(score)d分，请检查")
    else:
        people, title = secretaries(village), _("%(level)s：%(village)s六有%(score)d分")
    notices_send(
        recipients=people,
        key=f"facilitycheck:{check.pk}",
        title=title % words,
        url=reverse("facilities:check-detail", args=[check.pk]),
        at=at,
    )


@transaction.atomic
def check_drop(*, check: FacilityCheck, by: User) -> None:
    """Delete an unfinished check. Raises FacilityRefused."""
    _draft(check, by).delete()
