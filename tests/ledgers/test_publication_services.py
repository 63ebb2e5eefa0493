"""Publishing affairs behind the pages: constraints, the one move, what the month and the clock are told."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from ledgers import integrity
from ledgers.enums.publication import PhotoMoment, PublicationAction
from ledgers.models import Objection, Publication, PublicationFile, PublicationStep
from ledgers.obligations import ItemState
from ledgers.publication_owed import publication_item, publications_owed
from ledgers.reminders.publication import publication_reminders
from ledgers.selectors.publication import publication_facts
from ledgers.selectors.rules import rule_history
from ledgers.services.publication import (
    Paper,
    PublicationRefused,
    publication_attach,
    publication_move,
    publication_profile_set,
)
from ledgers.services.rules import Wording, rule_fix
from tests.factories import NOW, District, make_branch, make_file
from tests.ledgers.publication_samples import TODAY, add_photo, make_objection, make_publication, morning
from tests.together import at_once

OCTOBER, DECEMBER = dt.date(2026, 10, 1), dt.date(2026, 12, 1)
QUARTER = {"period_start": dt.date(2026, 10, 1), "period_end": dt.date(2026, 12, 31)}


def change(row, **columns) -> None:
    with transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**columns)


# --- Facts the database holds ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("upto", "columns", "name"),
    [
        ("draft", {"kind": "x"}, "kind_known"),
        ("draft", {"title": ""}, "has_title"),
        ("draft", {"period_end": dt.date(2026, 6, 30)}, "period_in_order"),
        ("draft", {"places": ["moon"]}, "places_known"),
        ("draft", {"status": "up"}, "status_has_its_days"),
        ("draft", {"checked_on": TODAY}, "checked_pair"),
        ("checked", {"secrecy_checker": ""}, "checked_pair"),
        ("checked", {"status": "draft"}, "status_has_its_days"),
        ("approved", {"approver": ""}, "approved_pair"),
        ("approved", {"approved_on": TODAY - dt.timedelta(days=1)}, "days_in_order"),
        ("up", {"planned_until": None}, "put_up_pair"),
        ("up", {"planned_until": TODAY}, "put_up_pair"),
        ("up", {"put_up_on": TODAY - dt.timedelta(days=1)}, "days_in_order"),
        ("up", {"content": ""}, "says_what_and_where"),
        ("up", {"places": []}, "says_what_and_where"),
        ("down", {"taken_down_on": TODAY - dt.timedelta(days=1)}, "days_in_order"),
        ("down", {"status": "up"}, "status_has_its_days"),
    ],
)
def test_the_database_refuses_what_cannot_be(district, upto, columns, name):
    publication = make_publication(district.branch, district.secretary, upto=upto)

    with pytest.raises(IntegrityError, match=name):
        change(publication, **columns)


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"text": ""}, "says_what"),
        ({"due_on": TODAY - dt.timedelta(days=1)}, "due_after_received"),
        ({"answer": "看过了"}, "answered_pair"),
        ({"answered_on": TODAY}, "answered_pair"),
        ({"answer": "看过了", "answered_at": NOW, "answered_by": F("recorded_by")}, "answered_pair"),
    ],
)
def test_an_objection_is_answered_as_a_whole(district, columns, name):
    objection = make_objection(make_publication(district.branch, district.secretary, upto="up"), district.secretary)

    with pytest.raises(IntegrityError, match=name):
        change(objection, **columns)


def test_steps_are_never_changed(district):
    step = make_publication(district.branch, district.secretary, upto="checked").steps.get()

    with pytest.raises(InternalError, match="append_only"), transaction.atomic():
        PublicationStep.objects.filter(pk=step.pk).update(note="x")


def test_check_data_knows_what_constraints_cannot_say(district):
    publication = make_publication(district.branch, district.secretary, upto="up")
    make_objection(publication, district.secretary)
    add_photo(publication, district.secretary)
    assert list(integrity.problems()) == []

    Objection.objects.update(received_on=TODAY - dt.timedelta(days=3))
    PublicationFile.objects.update(file=make_file(district.sibling, district.sibling_secretary))
    draft = make_publication(district.branch, district.secretary, upto="checked")
    Publication.objects.filter(pk=draft.pk).update(status="draft", checked_on=None, checker="", secrecy_checker="")

    found = " ".join(integrity.problems())
    for words in ("before its notice was put up", "of another organisation", "is draft and its last step says checked"):
        assert words in found


# --- The one move ----------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_people_take_one_step_once():
    district = District()
    publication = make_publication(district.branch, district.secretary, upto="approved")
    paper = Paper(on=TODAY, until=TODAY + dt.timedelta(days=7), places=("board",))

    def put_up():
        publication_move(
            publication=publication,
            action=PublicationAction.PUT_UP,
            paper=paper,
            by=district.secretary,
            at=morning(TODAY),
        )

    at_once(put_up, put_up)

    assert publication.steps.filter(action="put_up").count() == 1


def test_only_the_branchs_own_secretary_moves_it(district):
    publication = make_publication(district.branch, district.secretary)
    for person in (district.sibling_secretary, district.reviewer, district.district_reviewer):
        with pytest.raises(PublicationRefused):
            publication_move(
                publication=publication,
                action=PublicationAction.CHECK,
                paper=Paper(on=TODAY, checker="甲", secrecy_checker="乙"),
                by=person,
                at=morning(TODAY),
            )
    assert not publication.steps.exists()


def test_a_districts_own_days_hold(district):
    for code, value in (("publication.shown_days", 10), ("publication.answer_days", 5)):
        rule_fix(
            district=district.root,
            code=code,
            wording=Wording(value, "warn", "区委组织部通知", "", "district", dt.date(2026, 11, 3), "按区里安排"),
            by=district.district_reviewer,
            at=NOW,
        )
    day = dt.date(2026, 11, 3)

    with pytest.raises(PublicationRefused, match="至少公示10天"):
        make_publication(district.branch, district.secretary, upto="up", day=day, days=7)
    publication = make_publication(district.branch, district.secretary, upto="up", day=day, days=10)

    assert make_objection(publication, district.secretary).due_on == dt.date(2026, 11, 8)


def test_only_a_picture_proves_a_day(district):
    publication = make_publication(district.branch, district.secretary, upto="up")
    file = make_file(district.branch, district.secretary)
    file.kind = "pdf"

    with pytest.raises(PublicationRefused, match="这里只放照片"):
        publication_attach(
            publication=publication,
            file=file,
            moment=PhotoMoment.FIRST,
            by=district.secretary,
            at=morning(TODAY),
            limit=9,
        )


# --- The month -------------------------------------------------------------------------------------------
def test_the_month_learns_what_hangs(district):
    book = rule_history(district.root).on(DECEMBER)

    def item(today):
        facts = publication_facts([district.branch.pk], DECEMBER, today, district=district.root)
        return publication_item(facts[district.branch.pk], book)

    assert item(dt.date(2026, 12, 10)).state == ItemState.MISSING
    for code in ("finance.accounts", "village.affairs", "party.work"):
        make_publication(
            district.branch, district.secretary, upto="up", item=code, day=dt.date(2026, 12, 20), **QUARTER
        )
    assert item(dt.date(2026, 12, 21)).state == ItemState.DONE
    assert item(dt.date(2026, 12, 19)).state == ItemState.UNFINISHED  # it was not up yet


def test_facts_carry_photos_questions_and_personal_numbers(district):
    publication = make_publication(district.branch, district.secretary, upto="up")
    add_photo(publication, district.secretary)
    make_objection(publication, district.secretary)
    make_publication(district.branch, district.secretary, content="电话 13812345678")
    publication_profile_set(branch=district.branch, has_busy_finance=True, by=district.secretary, at=NOW)

    facts = publication_facts([district.branch.pk, district.sibling.pk], OCTOBER, TODAY, district=district.root)

    own = facts[district.branch.pk]
    assert own.has_busy_finance
    assert [fact.has_last_photo for fact in own.publications] == [True, False]
    assert [len(fact.objections) for fact in own.publications] == [1, 0]
    assert [fact.personal for fact in own.publications] == [(), ("手机号（1381…）",)]
    assert facts[district.sibling.pk].publications == ()
    assert own.since == OCTOBER


def test_facts_cost_the_same_for_one_branch_and_for_many(district):
    def cost(branches) -> int:
        with CaptureQueriesContext(connection) as queries:
            publication_facts(branches, OCTOBER, TODAY, district=district.root)
        return len(queries)

    make_objection(make_publication(district.branch, district.secretary, upto="up"), district.secretary)
    one = cost([district.branch.pk])
    for branch, by in (
        (district.sibling, district.sibling_secretary),
        (district.other_branch, district.other_secretary),
    ):
        for _time in range(3):
            make_objection(make_publication(branch, by, upto="up"), by)

    assert cost([branch.pk for branch in district.branches]) == one == 4


# --- The clock -------------------------------------------------------------------------------------------
def reminded(district, day, branch=None) -> dict[str, str]:
    branch = branch or district.branch
    return {r.key: r.title for r in publication_reminders(district.root, day) if r.branch == branch.pk}


def test_branches_are_reminded_before_the_quarter_ends(district):
    assert reminded(district, dt.date(2026, 12, 25)) == {}
    titles = reminded(district, dt.date(2026, 12, 26))
    assert titles["publication-due:village.affairs:2026-10-01"] == "12月31日前要公布：2026年第四季度村务一般事项"

    make_publication(
        district.branch, district.secretary, upto="up", item="village.affairs", day=dt.date(2026, 12, 20), **QUARTER
    )
    assert "publication-due:village.affairs:2026-10-01" not in reminded(district, dt.date(2026, 12, 27))
    assert "publication-due:village.affairs:2026-10-01" in reminded(district, dt.date(2026, 12, 27), district.sibling)


def test_branches_are_reminded_to_take_down_and_to_answer(district):
    publication = make_publication(district.branch, district.secretary, upto="up")
    objection = make_objection(publication, district.secretary)

    assert reminded(district, dt.date(2026, 11, 8)) == {}
    assert set(reminded(district, dt.date(2026, 11, 9))) == {
        f"publication-down:{publication.pk}",
        f"publication-answer:{objection.pk}:soon",
    }
    assert f"publication-answer:{objection.pk}:last" in reminded(district, dt.date(2026, 11, 12))
    assert f"publication-answer:{objection.pk}:soon" not in reminded(district, dt.date(2026, 11, 13))


def test_reminders_cost_the_same_for_few_and_many_branches(district):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            list(publication_reminders(district.root, dt.date(2026, 12, 28)))
        return len(queries)

    make_objection(make_publication(district.branch, district.secretary, upto="up"), district.secretary)
    few = cost()
    for number in range(5):
        make_branch(district.township, f"新增{number}村委会")
    make_publication(district.sibling, district.sibling_secretary, upto="up")

    assert cost() == few


def test_what_is_owed_follows_the_rules_of_the_district(district):
    rule_fix(
        district=district.root,
        code="publication.village_months",
        wording=Wording(1, "warn", "区委组织部通知", "", "district", DECEMBER, "每月公布"),
        by=district.district_reviewer,
        at=NOW,
    )
    facts = publication_facts([district.branch.pk], DECEMBER, DECEMBER, district=district.root)[district.branch.pk]
    found = publications_owed(facts, rule_history(district.root).on(DECEMBER), DECEMBER)

    assert "2026年12月村务一般事项" in [owed.title for owed in found]
