"""What a branch owes in a month: pure rules, no database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers.enums import MeetingKind
from ledgers.obligations import Appraised, ItemState, LedgerFacts, MeetingFact, YearFacts, items_of

OCTOBER, NOVEMBER, DECEMBER = dt.date(2026, 10, 1), dt.date(2026, 11, 1), dt.date(2026, 12, 1)


def meeting(kind, day=dt.date(2026, 10, 20), group="", gaps=()):
    return MeetingFact(1, kind, group, day, gaps)


def facts(**changes) -> LedgerFacts:
    ordinary = {
        "month": OCTOBER,
        "members": 30,
        "full_members": 28,
        "committee_from": 7,
        "groups": (),
        "meetings": (),
        "dues_owing": 30,
    }
    return LedgerFacts(**ordinary | changes)


def states(found: LedgerFacts) -> dict[str, str]:
    return {item.code: str(item.state) for item in items_of(found)}


def test_an_empty_month_owes_theme_day_committee_roll_and_dues():
    assert states(facts()) == {
        "theme_day": "missing",
        "committee": "missing",
        "general": "later",
        "lecture": "later",
        "roll": "missing",
        "dues": "missing",
    }


@pytest.mark.parametrize(("full_members", "owes_committee"), [(6, False), (7, True), (8, True)])
def test_a_branch_with_seven_full_members_has_a_committee(full_members, owes_committee):
    assert ("committee" in states(facts(full_members=full_members))) is owes_committee


def test_each_party_group_owes_its_own_meeting():
    held = [meeting(MeetingKind.GROUP, group="第一党小组")]

    found = states(facts(groups=("第一党小组", "第二党小组"), meetings=held))

    assert (found["group:第一党小组"], found["group:第二党小组"]) == ("done", "missing")


def test_a_record_with_gaps_is_begun_and_says_what_is_missing():
    held = [meeting(MeetingKind.THEME_DAY, gaps=("地点", "议题"))]

    item = items_of(facts(meetings=held))[0]

    assert (item.state, item.detail) == (ItemState.UNFINISHED, "还缺：地点、议题")


def test_one_whole_record_is_enough_beside_one_with_gaps():
    held = [meeting(MeetingKind.THEME_DAY, gaps=("地点",)), meeting(MeetingKind.THEME_DAY)]

    item = items_of(facts(meetings=held))[0]

    assert (item.state, item.detail) == (ItemState.DONE, "10月20日")


@pytest.mark.parametrize(
    ("month", "earlier", "state"),
    [
        (OCTOBER, (), ItemState.LATER),
        (NOVEMBER, (), ItemState.LATER),
        (DECEMBER, (), ItemState.MISSING),
        (NOVEMBER, (meeting(MeetingKind.GENERAL),), ItemState.NOT_OWED),
        (DECEMBER, (meeting(MeetingKind.GENERAL),), ItemState.NOT_OWED),
        (DECEMBER, (meeting(MeetingKind.GENERAL, gaps=("决议",)),), ItemState.MISSING),
        (DECEMBER, (meeting(MeetingKind.LECTURE),), ItemState.MISSING),
    ],
)
def test_a_general_meeting_is_owed_once_a_quarter(month, earlier, state):
    found = {item.code: item for item in items_of(facts(month=month, earlier_in_quarter=earlier))}

    assert found["general"].state == state


def test_a_general_meeting_in_a_month_that_need_not_have_one_counts():
    assert states(facts(meetings=[meeting(MeetingKind.GENERAL)]))["general"] == "done"


@pytest.mark.parametrize(
    ("owing", "paid", "cents", "state", "detail"),
    [
        (30, 0, 0, "missing", "已交 0 人，还差 30 人 · 实收 0.00 元"),
        (30, 28, 560, "unfinished", "已交 28 人，还差 2 人 · 实收 5.60 元"),
        (30, 30, 1460, "done", "30 人已交齐 · 实收 14.60 元"),
        (0, 0, 0, "not_owed", "本月没有应交党费的党员"),
    ],
)
def test_dues_are_done_when_everyone_has_paid(owing, paid, cents, state, detail):
    item = items_of(facts(dues_owing=owing, dues_paid=paid, dues_cents=cents))[-1]

    assert (item.code, str(item.state), item.detail) == ("dues", state, detail)


def test_done_never_exceeds_owed():
    held = [meeting(MeetingKind.THEME_DAY)] * 5 + [meeting(MeetingKind.COMMITTEE)] * 3
    items = items_of(facts(meetings=held, roll_confirmed=True, dues_owing=0))

    owed = [item for item in items if item.is_owed]
    assert (sum(item.is_done for item in owed), len(owed)) == (3, 3)


# --- Once a year ---------------------------------------------------------------------------------------------------
def year(**changes) -> YearFacts:
    done = {
        "earlier": (meeting(MeetingKind.LIFE), meeting(MeetingKind.LECTURE)._replace(by_secretary=True)),
        "appraised": Appraised.REPORTED,
    }
    return YearFacts(**done | changes)


def test_an_ordinary_month_says_nothing_of_the_year():
    assert not {"life", "own_lecture", "appraisal", "talks"} & states(facts()).keys()
    assert states(facts(meetings=[meeting(MeetingKind.LIFE)]))["life"] == "done"


@pytest.mark.parametrize(("month", "state"), [(NOVEMBER, "later"), (DECEMBER, "missing")])
def test_the_things_of_the_year_are_due_in_december(month, state):
    found = states(facts(month=month, year=YearFacts(not_talked_to=30, pairs_left=("委员之间",))))

    assert [found[code] for code in ("life", "own_lecture", "appraisal", "talks")] == [state] * 4


def test_what_was_done_in_the_year_is_not_owed_again():
    found = states(facts(month=DECEMBER, year=year()))

    assert (found["life"], found["own_lecture"], found["appraisal"], found["talks"]) == (
        "not_owed",
        "not_owed",
        "done",
        "done",
    )


def test_an_appraisal_that_has_begun_waits_for_its_report():
    items = {item.code: item for item in items_of(facts(month=DECEMBER, year=year(appraised=Appraised.BEGUN)))}

    assert (items["appraisal"].state, items["appraisal"].detail) == (ItemState.UNFINISHED, "已经开始，还没有报备")


def test_who_was_not_talked_to_is_counted():
    found = year(not_talked_to=3, pairs_left=("书记和委员", "党员之间"))
    items = {item.code: item for item in items_of(facts(month=DECEMBER, year=found))}

    assert items["talks"].detail == "还有 3 人没有谈到，书记和委员、党员之间还没有谈"


KINDS = [kind for kind in MeetingKind if kind != MeetingKind.OTHER]


@st.composite
def branch_years(draw):
    """A branch and its whole meetings, month by month of a year."""
    groups = tuple(draw(st.sets(st.sampled_from(["第一党小组", "第二党小组"]))))
    held = {}
    for month in range(1, 13):
        rows = draw(st.lists(st.tuples(st.sampled_from(KINDS), st.booleans(), st.booleans()), max_size=5))
        held[month] = [
            MeetingFact(
                number,
                kind,
                draw(st.sampled_from(groups)) if kind == MeetingKind.GROUP and groups else "",
                dt.date(2026, month, 20),
                () if whole else ("地点",),
                by_secretary,
            )
            for number, (kind, whole, by_secretary) in enumerate(rows)
        ]
    return draw(st.integers(1, 12)), groups, held


def owed_by_hand(full: int, groups, held, month: int) -> set[str]:
    """What is still to be done in `month`, counted on the fingers from the regulation."""

    def done(kind, months, group="", by_secretary=False):
        return any(
            m.kind == kind and m.group == group and not m.gaps and (m.by_secretary or not by_secretary)
            for each in months
            for m in held[each]
        )

    def begun(kind):
        return any(m.kind == kind for m in held[month])

    left = set()
    if not done(MeetingKind.THEME_DAY, [month]):
        left.add("theme_day")
    if full >= 7 and not done(MeetingKind.COMMITTEE, [month]):
        left.add("committee")
    left |= {f"group:{group}" for group in groups if not done(MeetingKind.GROUP, [month], group)}
    quarter = [each for each in range(1, 13) if (each - 1) // 3 == (month - 1) // 3 and each <= month]
    for code, kind in (("general", MeetingKind.GENERAL), ("lecture", MeetingKind.LECTURE)):
        # A record with gaps is to be finished, whatever was held before.
        if not done(kind, [month]) and (begun(kind) or (month % 3 == 0 and not done(kind, quarter))):
            left.add(code)
    so_far = range(1, month + 1)
    if not done(MeetingKind.LIFE, [month]) and (
        begun(MeetingKind.LIFE) or (month == 12 and not done(MeetingKind.LIFE, so_far))
    ):
        left.add("life")
    if month == 12 and not done(MeetingKind.LECTURE, so_far, by_secretary=True):
        left.add("own_lecture")
    return left


@given(branch_years())
def test_what_is_still_owed_is_what_the_regulation_says_in_every_month_of_a_year(found):
    full, groups, held = found
    for month in range(1, 13):
        quarter = [each for each in range(1, month) if (each - 1) // 3 == (month - 1) // 3]
        items = items_of(
            facts(
                month=dt.date(2026, month, 1),
                full_members=full,
                groups=groups,
                meetings=held[month],
                earlier_in_quarter=[
                    m for each in quarter for m in held[each] if m.kind in (MeetingKind.GENERAL, MeetingKind.LECTURE)
                ],
                year=YearFacts(
                    earlier=[
                        m
                        for each in range(1, month)
                        for m in held[each]
                        if m.kind in (MeetingKind.LIFE, MeetingKind.LECTURE)
                    ],
                    appraised=Appraised.REPORTED,
                )
                if month >= 11
                else None,
                roll_confirmed=True,
                dues_owing=0,
            )
        )

        left = {item.code for item in items if item.is_owed and not item.is_done}
        assert left == owed_by_hand(full, groups, held, month)
