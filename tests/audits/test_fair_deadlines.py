"""Fair deadlines: townships in need, our own standstills, holidays that nobody wrote down yet."""

import datetime as dt
import random

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audits.models import Effect, Heartbeat
from audits.selectors.figures import month_figures
from audits.selectors.queue import Choice, queue_counts, queue_rows
from audits.services.deadlines import deadlines_run
from audits.services.extensions import ExtensionRefused, extension_grant, extension_revoke
from audits.services.uptime import heartbeat_leave
from audits.uptime import TOLERANCE, joined, standstills
from branches.models import Holiday
from config.lib.workdays import is_workday, roll_to_workday
from ledgers.enums import Action, Status
from ledgers.limits import LIMITS, Down, Limits, Move, outage_moves, put_off, with_credits
from ledgers.models import Ledger, LimitExtension, Month, OutageCredit
from ledgers.selectors.limits import month_limits
from ledgers.services.months import end_of_day
from notices.models import Notice
from tests.factories import NOW, District, ledger_of, local, make_month, submit_ledger
from tests.together import at_once

HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
FLOOD = local("2026-11-02 10:00")


def extend(district, *townships, until=dt.date(2026, 11, 13), at=FLOOD):
    return extension_grant(
        month=district.month,
        townships=townships or [district.township],
        until=until,
        reason="洪涝灾害",
        document="临组发〔2026〕12号",
        by=district.district_reviewer,
        at=at,
    )


def titles(user):
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("title", flat=True))


def hand_in(district, branch, at):
    return submit_ledger(district.ledger(branch), district.secretary_of(branch), at)


def counted(district) -> dict:
    total = month_figures(district.month)["total"]
    return {
        key: total[key] for key in ("on_time", "on_time_extended", "by_exception", "late", "not_received", "not_due")
    }


# --- Townships in need ---------------------------------------------------------------------------------------------
def test_an_extension_moves_all_limits_of_its_township_and_no_other(district):
    extend(district)

    own, usual = (month_limits(district.month).of(t.pk) for t in (district.township, district.other_township))
    assert usual == Limits.of(district.month)
    assert own.on_time_until == local("2026-11-14 00:00")
    # Ten days on, over the weekend of the 21st: 9 + 10 and 10 + 10 November.
    assert own.locks_at == local("2026-11-20 00:00")
    assert own.report_by == local("2026-11-21 00:00")
    assert district.ledger().extended_on_time_until == own.on_time_until
    assert district.ledger(district.other_branch).extended_on_time_until is None


def test_lock_reminders_and_warnings_follow_the_townships_limit(district):
    extend(district)

    deadlines_run(at=local("2026-11-04 09:00"))
    assert titles(district.reviewer)[-1] != "2026年10月有2个支部没有按时提交台账"
    assert titles(district.other_reviewer) == ["2026年10月有2个支部没有按时提交台账"]
    assert "2026年10月台账已过按时截止时间，请尽快提交" not in titles(district.secretary)

    deadlines_run(at=local("2026-11-10 00:00"))
    assert district.ledger().status == Status.OPEN
    assert district.ledger(district.other_branch).status == Status.LOCKED

    deadlines_run(at=local("2026-11-12 09:00"))
    assert titles(district.secretary)[-1] == "2026年10月台账还没有提交，离按时截止还有1天"
    deadlines_run(at=local("2026-11-14 09:00"))
    assert titles(district.reviewer)[-1] == "2026年10月有2个支部没有按时提交台账"
    deadlines_run(at=local("2026-11-20 00:00"))
    assert district.ledger().status == Status.LOCKED


def test_each_way_of_coming_in_is_counted_by_itself(district):
    hand_in(district, district.sibling, NOW)
    extend(district)
    hand_in(district, district.branch, local("2026-11-13 23:00"))
    hand_in(district, district.other_branch, local("2026-11-05 10:00"))

    assert counted(district) == {
        "on_time": 2,
        "on_time_extended": 1,
        "by_exception": 0,
        "late": 1,
        "not_received": 1,
        "not_due": 0,
    }
    rows = {row.name: row for row in queue_rows(district.leader, district.month, Choice(), at=NOW)}
    assert [rows[name].is_late for name in ("马源村", "上聂村", "竹溪村")] == [False, False, True]
    for state, count in (("on_time", 2), ("on_time_extended", 1), ("late", 1)):
        assert queue_counts(district.leader, district.month, Choice(state), at=NOW)[state] == count


def test_branches_inside_their_extension_are_not_yet_missing(district):
    extend(district)
    deadlines_run(at=local("2026-11-10 00:00"))

    figures = month_figures(district.month)
    assert (figures["total"]["not_due"], figures["total"]["not_received"]) == (2, 2)
    assert [group["township"] for group in figures["not_received"]] == ["龙溪镇"]


def test_an_extension_after_the_lock_opens_what_was_locked_too_early(district):
    hand_in(district, district.sibling, local("2026-11-06 10:00"))  # late, before anybody knew
    deadlines_run(at=local("2026-11-10 00:10"))
    assert counted(district)["late"] == 1

    extend(district, at=local("2026-11-11 09:00"))

    ledger = district.ledger()
    assert ledger.status == Status.OPEN
    step = ledger.steps.latest("pk")
    assert (step.action, step.by) == (Action.REOPEN, district.district_reviewer)
    assert "洪涝灾害" in step.reason and "临组发〔2026〕12号" in step.reason
    assert district.ledger(district.other_branch).status == Status.LOCKED
    assert counted(district)["late"] == 0 and counted(district)["on_time_extended"] == 1


def test_revoking_leaves_those_alone_who_have_handed_in(district):
    (extension,) = extend(district)
    hand_in(district, district.sibling, local("2026-11-05 10:00"))
    at = local("2026-11-06 09:00")

    extension_revoke(extension=extension, reason="水退了", by=district.district_reviewer, at=at)

    assert counted(district)["on_time_extended"] == 1
    assert district.ledger().extended_on_time_until is None
    deadlines_run(at=local("2026-11-10 00:00"))
    assert district.ledger().status == Status.LOCKED


def test_what_may_not_be_extended_or_revoked_says_why(district):
    def refusal(call):
        with pytest.raises(ExtensionRefused) as refused:
            call()
        return str(refused.value)

    assert "要晚于今天" in refusal(lambda: extend(district, at=local("2026-11-20 09:00")))
    assert "已经是11月3日" in refusal(lambda: extend(district, until=dt.date(2026, 11, 3)))
    assert "最多顺延31天" in refusal(lambda: extend(district, until=dt.date(2026, 12, 31)))
    (extension,) = extend(district)
    assert "已经是11月13日" in refusal(lambda: extend(district, until=dt.date(2026, 11, 12)))
    revoke = lambda at, reason="错了": extension_revoke(  # noqa: E731
        extension=extension, reason=reason, by=district.district_reviewer, at=at
    )
    assert "请写明" in refusal(lambda: revoke(FLOOD, " "))
    assert "已经过了" in refusal(lambda: revoke(local("2026-11-14 00:00")))
    assert not LimitExtension.objects.exclude(revoked_at=None).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutageCredit.objects.create(
            month=district.month, limit="locks_at", moved_from=NOW, moved_to=NOW, down_from=NOW, down_until=NOW,
            hours=1, at=NOW,
        )  # fmt: skip


def test_the_district_extends_and_revokes_on_its_page_and_the_branch_reads_why(district, sign_in, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: FLOOD)
    client = sign_in(district.district_reviewer)
    address = reverse("audits:extension-new", args=[district.month.key])
    assert address in client.get(reverse("audits:extension-list")).content.decode()
    sent = {"townships": [district.township.pk], "until": "2026-11-13", "reason": "洪涝灾害", "document": ""}
    wrong = client.post(address, sent)
    assert wrong.status_code == 422 and "请填文号" in wrong.content.decode() and "洪涝灾害" in wrong.content.decode()
    listed = client.post(address, sent | {"document": "临组发〔2026〕12号"}, follow=True).content.decode()
    assert "11月13日（周五）24:00" in listed and "洪涝灾害" in listed

    month = reverse("ledgers:month-detail", args=[district.month.key])
    page = sign_in(district.secretary).get(month).content.decode()
    assert "因洪涝灾害（临组发〔2026〕12号），按时截止顺延到11月13日（周五）24:00。" in page
    assert "<strong>11月13日（周五）24:00</strong>前提交算按时" in page
    other = sign_in(district.other_secretary).get(month).content.decode()
    assert "洪涝" not in other and "<strong>11月3日（周二）24:00</strong>" in other

    client = sign_in(district.district_reviewer)
    revoke = reverse("audits:extension-revoke", args=[LimitExtension.objects.get().pk])
    assert client.post(revoke, {"reason": ""}).status_code == 422
    assert "已撤销：水退了" in client.post(revoke, {"reason": "水退了"}, follow=True).content.decode()


# --- Our own standstills -------------------------------------------------------------------------------------------
def beat(start, end, every=10):
    """Let the clock tick from `start` to `end`, both included."""
    at = start
    while at <= end:
        heartbeat_leave(at=at)
        at += every * MINUTE


def test_hours_of_standstill_before_a_limit_are_given_back_once(district):
    beat(local("2026-11-03 12:00"), local("2026-11-03 22:00"))
    back = local("2026-11-03 23:30")
    heartbeat_leave(at=back)
    for _again in range(3):
        deadlines_run(at=back)

    credits = list(OutageCredit.objects.values_list("limit", "moved_from", "moved_to", "hours"))
    assert credits == [("on_time_until", local("2026-11-04 00:00"), local("2026-11-04 02:00"), 2)]
    assert district.ledger().extended_on_time_until == local("2026-11-04 02:00")
    hand_in(district, district.branch, local("2026-11-04 01:59"))
    hand_in(district, district.sibling, local("2026-11-04 02:00"))
    assert (counted(district)["on_time_extended"], counted(district)["late"]) == (1, 1)
    assert titles(district.other_secretary)[-1] == "2026年10月台账的截止时间顺延了：系统停机2小时，截止时间顺延"
    # The reminders of the day are not sent a second time, and the warning waits for the morning.
    deadlines_run(at=local("2026-11-04 09:00"))
    assert titles(district.other_secretary).count("2026年10月台账已过按时截止时间，请尽快提交") == 1
    assert titles(district.other_reviewer) == ["2026年10月有2个支部没有按时提交台账"]


def test_a_standstill_over_the_lock_gives_the_lost_hours_back_before_it_locks(district):
    beat(local("2026-11-09 20:00"), local("2026-11-09 21:00"))
    back = local("2026-11-10 07:20")  # the lock was at 0:00; ten hours and twenty minutes are lost
    heartbeat_leave(at=back)
    deadlines_run(at=back)

    assert district.ledger().status == Status.OPEN
    assert district.ledger().extended_locks_at == local("2026-11-10 11:00")
    hand_in(district, district.branch, local("2026-11-10 10:59"))
    deadlines_run(at=local("2026-11-10 11:00"))
    assert district.ledger(district.sibling).status == Status.LOCKED


def test_the_branch_reads_that_the_system_stood_still(district, sign_in, monkeypatch):
    beat(local("2026-11-03 20:00"), local("2026-11-03 22:00"))
    back = local("2026-11-03 23:30")
    heartbeat_leave(at=back)
    deadlines_run(at=back)
    monkeypatch.setattr("django.utils.timezone.now", lambda: back)

    page = sign_in(district.secretary).get(reverse("ledgers:month-detail", args=[district.month.key]))
    assert "系统停机2小时（11-03 22:00起），按时截止顺延到11月4日（周三）02:00。" in page.content.decode()
    listed = sign_in(district.leader).get(reverse("audits:extension-list")).content.decode()
    assert "11-03 22:00 – 11-03 23:30" in listed and "按时截止" in listed


@pytest.mark.parametrize(
    ("stops", "starts"),
    [
        ("2026-11-03 22:00", "2026-11-03 22:30"),  # half an hour is not more than half an hour
        ("2026-10-20 22:00", "2026-10-21 08:00"),  # days before any limit
        ("2026-11-24 10:00", "2026-12-30 10:00"),  # idle for the rest of the month, its circular is over
    ],
)
def test_no_credit_for_a_short_an_early_or_an_idle_standstill(district, stops, starts):
    beat(local(stops) - HOUR, local(stops))
    heartbeat_leave(at=local(starts))
    deadlines_run(at=local(starts))

    assert not OutageCredit.objects.filter(month=district.month).exists()


def test_nothing_counts_before_the_first_tick_nor_before_the_month_was_opened(district):
    heartbeat_leave(at=local("2026-11-03 23:30"))
    deadlines_run(at=local("2026-11-03 23:30"))
    assert not OutageCredit.objects.exists()

    Heartbeat.objects.all().delete()
    Month.objects.update(opened_at=local("2026-11-03 23:00"))
    beat(local("2026-11-03 20:00"), local("2026-11-03 21:00"))
    heartbeat_leave(at=local("2026-11-03 23:30"))
    deadlines_run(at=local("2026-11-03 23:30"))
    assert not OutageCredit.objects.exists()


def test_a_tick_by_hand_for_another_day_is_no_heartbeat(district):
    call_command("tick", "--at", "2026-11-03T23:30")
    assert not Heartbeat.objects.exists()
    call_command("tick")
    assert Heartbeat.objects.count() == 1


def test_an_extension_and_a_standstill_add_up(district):
    extend(district)
    beat(local("2026-11-13 20:00"), local("2026-11-13 22:00"))
    heartbeat_leave(at=local("2026-11-13 23:30"))
    deadlines_run(at=local("2026-11-13 23:30"))

    assert district.ledger().extended_on_time_until == local("2026-11-14 02:00")
    assert district.ledger(district.other_branch).extended_on_time_until is None


def test_lost_doubled_and_disordered_ticks_come_out_the_same(district):
    moments = [local("2026-11-03 18:00") + 10 * MINUTE * n for n in range(13)]  # until 20:00
    moments += [local("2026-11-03 23:00") + 10 * MINUTE * n for n in range(6)]
    lost = [moment for number, moment in enumerate(moments) if number not in (2, 15)]
    random.Random(7).shuffle(moments := lost * 2)
    for moment in moments:
        heartbeat_leave(at=moment)

    # A single lost tick makes a gap of twenty minutes: too short for credit.
    assert Heartbeat.objects.count() == 4
    for moment in (local("2026-11-03 23:50"), local("2026-11-03 23:10"), local("2026-11-03 23:50")):
        deadlines_run(at=moment)
    assert OutageCredit.objects.get().hours == 3
    # Ticks that turn up later inside the standstill change nothing that was promised, and give nothing twice.
    heartbeat_leave(at=local("2026-11-03 21:30"))
    deadlines_run(at=local("2026-11-04 00:10"))
    assert OutageCredit.objects.get().moved_to == local("2026-11-04 03:00")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_give_credit_once():
    district = District()
    beat(local("2026-11-03 20:00"), local("2026-11-03 22:00"))

    def worker():
        heartbeat_leave(at=local("2026-11-03 23:30"))
        deadlines_run(at=local("2026-11-03 23:30"))

    assert at_once(worker, worker) == [None, None]
    assert OutageCredit.objects.count() == 1
    assert Heartbeat.objects.count() == 2
    assert ledger_of(district.branch, district.month).extended_on_time_until == local("2026-11-04 02:00")


# --- Properties ----------------------------------------------------------------------------------------------------
BASE = local("2026-11-04 00:00")
offsets = st.integers(0, 60 * 24 * 12)
limits_drawn = st.lists(st.integers(0, 24 * 20), min_size=5, max_size=5).map(
    lambda hours: Limits(
        *(BASE + HOUR * each for each in (lambda a, b, c, d, e: (a, b, min(c, d), d, e))(*sorted(hours)))
    )
)
downs_drawn = st.lists(st.tuples(offsets, st.integers(1, 60 * 60)), max_size=6)


def play(limits, downs):
    given_moves: list[Move] = []
    for start, length in downs:
        down = Down(BASE + start * MINUTE, BASE + (start + length) * MINUTE)
        now = with_credits(limits, given_moves)
        given_moves += outage_moves(now, down, given_moves, dt.timedelta(hours=24), dt.timedelta(minutes=30))
    return given_moves


@given(limits_drawn, downs_drawn)
def test_credits_never_shorten_and_giving_them_again_gives_nothing(limits, downs):
    downs = [(start, length) for start, length in sorted(downs)]
    moves = play(limits, downs)
    after = with_credits(limits, moves)

    assert all(getattr(after, name) >= getattr(limits, name) for name in LIMITS)
    assert after.on_time_until <= after.locks_at
    assert all(move.hours > 0 and move.moved_to > move.moved_from for move in moves)
    for start, length in downs:
        down = Down(BASE + start * MINUTE, BASE + (start + length) * MINUTE)
        mine = [move for move in moves if move.down == down]
        for move in outage_moves(after, down, moves, dt.timedelta(hours=24), dt.timedelta(minutes=30)):
            # Only for a limit that this standstill has not moved and that has come into its reach since.
            assert move.limit not in {each.limit for each in mine}


@given(limits_drawn, st.integers(1, 40), st.integers(-30, 24 * 60 * 30))
def test_extending_never_makes_late_what_was_on_time(limits, days, minutes):
    later = put_off(limits, limits.on_time_until + dt.timedelta(days=days), lambda limit: limit)
    received = limits.on_time_until + minutes * MINUTE

    assert all(getattr(later, name) >= getattr(limits, name) for name in LIMITS)
    if received < limits.on_time_until:
        assert received < later.on_time_until
    assert later.on_time_until <= later.locks_at <= later.report_by <= later.rereview_by
    assert later.review_by <= later.report_by


@given(st.lists(st.integers(0, 500), min_size=1), st.randoms())
def test_ticks_in_any_order_make_the_same_stretches(minutes, chance):
    ticks = [(BASE + each * MINUTE, BASE + each * MINUTE) for each in minutes]
    whole = joined(ticks)
    chance.shuffle(ticks)
    grown: list = []
    for tick in ticks:
        grown = joined([*grown, tick])

    assert grown == whole
    assert all(down.end - down.start > TOLERANCE for down in standstills(whole))
    assert whole[0][0] == min(ticks)[0] and whole[-1][1] == max(ticks)[1]


@given(st.dates(dt.date(2027, 1, 1), dt.date(2029, 12, 1)), st.dictionaries(st.integers(0, 20), st.booleans()))
def test_rolling_to_a_working_day_beyond_the_published_years(day, written):
    overrides = {day + dt.timedelta(days=number): works for number, works in written.items()}
    found = roll_to_workday(day, overrides)

    def works(each: dt.date) -> bool:
        return overrides.get(each, each.isoweekday() <= 5)

    passed = [day + dt.timedelta(days=n) for n in range((found - day).days)]
    assert works(found) and not any(map(works, passed))
    assert is_workday(found, overrides)


# --- Holidays that are written down --------------------------------------------------------------------------------
def test_the_administrator_writes_next_years_holidays_and_limits_follow(district, sign_in):
    client = sign_in(district.system_admin)
    address = reverse("branches:holiday-list")
    assert "2027年的安排还没有录入" in client.get(address, {"year": "2027"}).content.decode()
    # A Wednesday and Thursday off, as if 2027 had a holiday there.
    sent = {"first": "2027-03-03", "last": "2027-03-04", "kind": "rest", "name": "示例假", "source": ""}
    wrong = client.post(address, sent)
    assert wrong.status_code == 422 and "请填通知文号" in wrong.content.decode() and "示例假" in wrong.content.decode()
    assert "一次最多写15天" in client.post(address, sent | {"last": "2027-12-04", "source": "号"}).content.decode()
    assert not Holiday.objects.exists()
    sent["source"] = "国办发明电〔2026〕8号"
    page = client.post(address, sent, follow=True).content.decode()
    assert "2027-03-03" in page and "国办发明电〔2026〕8号" in page
    work = {"first": "2027-03-06", "last": "2027-03-06", "kind": "work", "name": "示例假"}
    client.post(address, sent | work)

    month = make_month(district.root, dt.date(2027, 2, 1))
    assert month.on_time_until == end_of_day(dt.date(2027, 3, 5))  # the 3rd is off, the 5th a Friday
    assert month.locks_at == end_of_day(dt.date(2027, 3, 8))

    client.post(reverse("branches:holiday-delete"), {"holiday": Holiday.objects.first().pk})
    assert Holiday.objects.count() == 2
    assert sign_in(district.district_reviewer).get(address).status_code == 403


def test_novembers_warning_leads_to_the_page_and_stops_once_a_day_is_written(district):
    deadlines_run(at=local("2026-11-20 10:00"))
    assert Notice.objects.get(recipient=district.system_admin).url == reverse("branches:holiday-list") + "?year=2027"

    Effect.objects.filter(key="calendar:2027").delete()
    Notice.objects.all().delete()
    Holiday.objects.create(date=dt.date(2027, 1, 1), is_workday=False, name="元旦", source="国办发明电〔2026〕8号")
    deadlines_run(at=local("2026-11-21 10:00"))
    assert titles(district.system_admin) == []


def test_who_stands_by_is_not_moved_by_a_neighbours_flood(district):
    """The other township's ledgers keep their columns empty: nothing is written for them at all."""
    before = list(Ledger.objects.filter(township=district.other_township).values())
    extend(district)
    assert list(Ledger.objects.filter(township=district.other_township).values()) == before
