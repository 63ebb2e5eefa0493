"""Yearly assessments: counts, grades, who loses the post; audits before the next election."""

import datetime as dt

import pytest
from django.db import Error, transaction

from cadres.enums import EndReason, EntryKind, PostKind
from cadres.enums.assessment import AssessmentState, AuditKind, AuditOrgan, AuditSubject, Grade
from cadres.integrity import problems
from cadres.models import Assessment, AssessmentLine, Tenure, TermAudit
from cadres.selectors.assessment import audits_due
from cadres.services.assessment import (
    Votes,
    assessment_confirm,
    assessment_save,
    audit_finish,
    audit_open,
    audit_publish,
    audit_save,
    outcome_of,
)
from cadres.services.files import CadreRefused
from tests.cadres.cadre_samples import hold, make_cadre
from tests.cadres.pay_samples import (
    LATER,
    YEAR,
    assess,
    make_assessment,
    make_audit,
    make_team,
    make_term,
    open_posts,
    vote,
)
from tests.factories import NOW


def confirm(assessment, by, ending=()) -> Assessment:
    return assessment_confirm(assessment=assessment, ending=ending, by=by, at=NOW)


# --- The meeting -----------------------------------------------------------------------------------------------
def test_two_thirds_of_the_representatives_make_it_valid(district):
    make_team(district)

    with pytest.raises(CadreRefused, match="三分之二"):
        make_assessment(district, entitled=30, present=19)
    assessment = make_assessment(district, entitled=30, present=20)

    with pytest.raises(Error), transaction.atomic():
        Assessment.objects.filter(pk=assessment.pk).update(present=19)
    with pytest.raises(CadreRefused, match="已经登记"):
        make_assessment(district)


def test_the_body_that_supervises_leads_it(district):
    make_team(district)
    hold(district, make_cadre(district, name="监示例"), PostKind.SUPERVISION_HEAD)

    with pytest.raises(CadreRefused, match="监示例") as refusal:
        make_assessment(district, host="别人")
    assert refusal.value.field == "host"
    with pytest.raises(CadreRefused):
        make_assessment(district, host=" ")

    assert make_assessment(district).lines.count() == 4


def test_only_the_township_writes_it_down(district):
    make_team(district)

    for by in (district.secretary, district.other_reviewer, district.district_reviewer):
        with pytest.raises(CadreRefused):
            make_assessment(district, by=by)


def test_nobody_has_more_ballots_than_representatives_were_there(district):
    make_team(district)
    assessment = make_assessment(district)
    line = assessment.lines.first()

    with pytest.raises(CadreRefused, match="比实到代表") as refusal:
        assessment_save(assessment=assessment, votes={line.pk: Votes(25)}, by=district.reviewer, at=NOW)

    assert refusal.value.field == str(line.pk)


def test_who_has_several_posts_is_assessed_once(district):
    cadre = make_cadre(district)
    hold(district, cadre, PostKind.PARTY_SECRETARY)
    hold(district, cadre, PostKind.DIRECTOR)

    assert [line.kind for line in make_assessment(district).lines.all()] == [PostKind.PARTY_SECRETARY]


# --- Results ---------------------------------------------------------------------------------------------------
def test_a_result_enters_the_file_and_the_village_reads_it(district):
    team = make_team(district)
    draft = make_assessment(district)
    assert not Assessment.objects.visible_to(district.secretary).exists()
    assert not AssessmentLine.objects.visible_to(district.secretary).exists()

    found = confirm(vote(draft, district.reviewer), district.reviewer)

    assert found.state == AssessmentState.CONFIRMED
    assert Assessment.objects.visible_to(district.secretary).get() == found
    entry = team[0].entries.get(kind=EntryKind.ASSESSMENT)
    assert entry.title == "2025年度考核：称职"
    assert "称职18票" in entry.note
    assert list(found.lines.values_list("grade", flat=True)) == [Grade.COMPETENT] * 3
    assert not list(problems())


def test_a_confirmed_assessment_is_frozen_in_the_database(district):
    make_team(district)
    found = assess(district)

    with pytest.raises(CadreRefused, match="不能再改"):
        vote(found, district.reviewer)
    for forbidden in (
        lambda: found.lines.all().update(grade=Grade.EXCELLENT),
        lambda: found.lines.all().delete(),
        lambda: Assessment.objects.filter(pk=found.pk).update(state=AssessmentState.DRAFT),
    ):
        with pytest.raises(Error), transaction.atomic():
            forbidden()


def test_nothing_is_confirmed_without_ballots_and_the_township_s_grade(district):
    make_team(district)
    assessment = make_assessment(district)

    with pytest.raises(CadreRefused, match="还没有评议票数"):
        confirm(assessment, district.reviewer)


def test_excellent_is_kept_within_its_share_of_the_township(district):
    team = make_team(district)
    assessment = vote(make_assessment(district), district.reviewer, excellent=(team[0],))

    # Three cadres: 30 per cent of them is nobody.
    with pytest.raises(CadreRefused, match="优秀最多0人"):
        confirm(assessment, district.reviewer)

    hold(district, make_cadre(district, district.sibling))
    confirm(assessment, district.reviewer)
    assert team[0].assessment_lines.get().grade == Grade.EXCELLENT


def test_who_came_lately_gets_no_grade(district):
    make_team(district)
    late = make_cadre(district)
    hold(district, late, PostKind.SUPERVISION_HEAD, since=dt.date(2025, 7, 5))
    early = make_cadre(district)
    hold(district, early, PostKind.SUPERVISION_MEMBER, since=dt.date(2025, 6, 20))

    assessment = make_assessment(district, host=late.name)
    confirm(vote(assessment, district.reviewer, unfit=(late,)), district.reviewer)

    assert late.assessment_lines.get().grade == Grade.UNGRADED
    assert early.assessment_lines.get().grade == Grade.COMPETENT


# --- Two in a row ----------------------------------------------------------------------------------------------
def test_two_in_a_row_end_the_post_by_the_township_s_confirming(district):
    _secretary, director, member = make_team(district)
    assess(district, 2024, unfit=(director,))
    assert open_posts(director) == [PostKind.DIRECTOR]

    second = vote(make_assessment(district, 2025), district.reviewer, unfit=(director, member))
    assert set(outcome_of(second).ending) == {director.pk}
    assert open_posts(director) == [PostKind.DIRECTOR]
    confirm(second, district.reviewer, ending=[director.pk])

    tenure = Tenure.objects.get(cadre=director)
    assert (tenure.until, tenure.end_reason) == (NOW.date(), EndReason.UNFIT)
    assert "第三十三条" in tenure.end_note
    assert open_posts(member) == [PostKind.COMMITTEE_MEMBER]
    assert director.name in second.steps.last().note
    assert not list(problems())


@pytest.mark.parametrize("named", ["nobody", "another", "one too many"])
def test_a_post_never_ends_silently(district, named):
    secretary, director, _member = make_team(district)
    assess(district, 2024, unfit=(director,))
    second = vote(make_assessment(district, 2025), district.reviewer, unfit=(director,))
    ending = {"nobody": [], "another": [secretary.pk], "one too many": [director.pk, secretary.pk]}[named]

    with pytest.raises(CadreRefused, match="逐人勾选") as refusal:
        confirm(second, district.reviewer, ending=ending)

    assert director.name in str(refusal.value)
    assert open_posts(director) == [PostKind.DIRECTOR]
    second.refresh_from_db()
    assert second.state == AssessmentState.DRAFT
    assert not director.entries.filter(title__startswith="2025").exists()


def test_a_good_year_between_breaks_the_row(district):
    _secretary, director, _member = make_team(district)
    assess(district, 2023, unfit=(director,))
    assess(district, 2024)
    assess(district, 2025, unfit=(director,))

    assert open_posts(director) == [PostKind.DIRECTOR]
    third = vote(make_assessment(district, 2026), district.reviewer, unfit=(director,))
    confirm(third, district.reviewer, ending=[director.pk])
    assert open_posts(director) == []


def test_the_law_ends_posts_of_the_village_committee_not_of_the_party(district):
    cadre = make_cadre(district)
    hold(district, cadre, PostKind.PARTY_SECRETARY)
    hold(district, cadre, PostKind.DIRECTOR)
    assess(district, 2024, unfit=(cadre,))

    assess(district, 2025, unfit=(cadre,), ending=[cadre.pk])

    assert open_posts(cadre) == [PostKind.PARTY_SECRETARY]


def test_the_township_s_own_grade_takes_nobody_s_elected_post(district):
    _secretary, director, _member = make_team(district)
    for year in (2024, 2025):
        assessment = vote(make_assessment(district, year), district.reviewer)
        line = assessment.lines.get(cadre=director)
        votes = {line.pk: Votes(4, 18, 2, 0, Grade.UNFIT)}
        assessment_save(assessment=assessment, votes=votes, by=district.reviewer, at=NOW)
        confirm(assessment, district.reviewer)

    assert [line.grade for line in director.assessment_lines.all()] == [Grade.UNFIT] * 2
    assert open_posts(director) == [PostKind.DIRECTOR]


def test_years_are_confirmed_in_their_order(district):
    _secretary, director, _member = make_team(district)
    earlier = vote(make_assessment(district, 2024), district.reviewer, unfit=(director,))
    later = vote(make_assessment(district, 2025), district.reviewer, unfit=(director,))

    with pytest.raises(CadreRefused, match="以前年度"):
        confirm(later, district.reviewer)
    confirm(earlier, district.reviewer)
    with pytest.raises(CadreRefused, match="逐人勾选"):
        confirm(later, district.reviewer)


# --- Audits ----------------------------------------------------------------------------------------------------
def test_an_audit_looks_at_all_matters_before_its_conclusion(district):
    term = make_term(district)
    audit = audit_open(
        term=term,
        kind=AuditKind.TERM,
        organ=AuditOrgan.TOWNSHIP,
        begun_on=dt.date(2026, 10, 1),
        by=district.reviewer,
        at=NOW,
    )

    def finish(on=dt.date(2026, 10, 20), result="财务收支真实，没有发现违规。"):
        return audit_finish(audit=audit, on=on, result=result, by=district.reviewer, at=NOW)

    with pytest.raises(CadreRefused, match="财务收支"):
        finish()
    with pytest.raises(CadreRefused, match="还没有结论"):
        audit_publish(audit=audit, on=dt.date(2026, 10, 25), by=district.reviewer, at=NOW)
    findings = {subject: ("没有发现问题", subject == AuditSubject.LAND) for subject in AuditSubject.values}
    audit_save(audit=audit, findings=findings, by=district.reviewer, at=NOW)
    with pytest.raises(CadreRefused, match="不能早于"):
        finish(dt.date(2026, 9, 30))
    with pytest.raises(CadreRefused, match="还没有到"):
        finish(dt.date(2026, 11, 3))
    audit = finish()
    with pytest.raises(CadreRefused, match="不能早于"):
        audit_publish(audit=audit, on=dt.date(2026, 10, 19), by=district.reviewer, at=NOW)

    audit = audit_publish(audit=audit, on=dt.date(2026, 10, 25), by=district.reviewer, at=NOW)

    assert not audit.is_late
    with pytest.raises(CadreRefused, match="不能再改"):
        audit_save(audit=audit, findings=findings, by=district.reviewer, at=NOW)
    for wrong in ({"done_on": dt.date(2026, 9, 1)}, {"published_on": dt.date(2026, 10, 1)}, {"done_on": None}):
        with pytest.raises(Error), transaction.atomic():
            TermAudit.objects.filter(pk=audit.pk).update(**wrong)
    assert not list(problems())


def test_a_missing_audit_is_flagged_before_the_term_runs_out(district):
    term = make_term(district)  # until 2026-12-10

    def due(day, notice=90):
        return [(each.term, each.is_over) for each in audits_due(district.branches, day, notice)]

    assert due(dt.date(2026, 9, 1)) == []
    assert due(dt.date(2026, 9, 11)) == [(term, False)]
    assert due(dt.date(2026, 12, 10)) == [(term, True)]
    audit = make_audit(district, term)
    assert due(dt.date(2026, 11, 2)) == [(term, False)]
    audit_finish(audit=audit, on=dt.date(2026, 10, 20), result="没有问题", by=district.reviewer, at=NOW)
    assert due(dt.date(2026, 11, 2)) == [(term, False)]

    audit_publish(audit=audit, on=dt.date(2026, 10, 25), by=district.reviewer, at=NOW)

    assert due(dt.date(2026, 12, 10)) == []


def test_a_term_is_audited_once_and_who_leaves_by_name(district):
    term = make_term(district)
    make_audit(district, term)
    leaver, stranger = make_cadre(district), make_cadre(district, district.other_branch)

    def begin(**values):
        columns = {"kind": AuditKind.LEAVING, "organ": AuditOrgan.FINANCE, "begun_on": dt.date(2026, 10, 8)}
        return audit_open(term=term, **(columns | values), by=district.reviewer, at=NOW)

    with pytest.raises(CadreRefused, match="已经登记"):
        begin(kind=AuditKind.TERM)
    for nobody in (None, stranger):
        with pytest.raises(CadreRefused, match="离任的村干部"):
            begin(cadre=nobody)
    with pytest.raises(CadreRefused, match="这一届产生"):
        begin(cadre=leaver, begun_on=dt.date(2021, 1, 1))
    assert begin(cadre=leaver).cadre == leaver


def test_a_result_after_the_term_is_late(district):
    term = make_term(district, since=dt.date(2021, 10, 20))  # until 2026-10-20
    audit = make_audit(district, term)
    audit_finish(audit=audit, on=dt.date(2026, 10, 19), result="没有问题", by=district.reviewer, at=NOW)

    assert audit_publish(audit=audit, on=dt.date(2026, 10, 25), by=district.reviewer, at=LATER).is_late


def test_last_year_s_assessment_can_be_held_this_year(district):
    make_team(district)

    assert make_assessment(district, YEAR, held_on=dt.date(2026, 1, 15)).pk
    with pytest.raises(CadreRefused, match="当年或者第二年"):
        make_assessment(district, 2024, held_on=dt.date(2026, 1, 15))
