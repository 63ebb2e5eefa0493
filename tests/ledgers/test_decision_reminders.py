"""What the pre-review and the morning's reminders say about decisions."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledgers.enums.decisions import FilePurpose
from ledgers.prechecks.decisions import check_decisions
from ledgers.prechecks.findings import Findings
from ledgers.reminders.decisions import decision_reminders
from ledgers.selectors.decisions import branch_decision_records
from ledgers.selectors.rules import rule_history
from ledgers.services.decisions import emergency_decide, emergency_request, objection_add
from tests.factories import NOW, District
from tests.ledgers.decision_samples import confirm, decided, october, photograph, publish, start

TODAY = NOW.date()


def found(district: District, day: dt.date) -> list[str]:
    findings = Findings(rule_history(district.root).on(day))
    check_decisions(branch_decision_records(district.branch, day), findings, day=day)
    return [f"{warning.code}: {warning.text}" for warning in findings]


def reminded(district: District, day: dt.date) -> list[str]:
    return [f"{each.title} {each.body}" for each in decision_reminders(district.root, day)]


def posted(district: District, day: int):
    """A decision whose resolution hangs since `day` of October."""
    decision = decided(district, 4)
    photograph(district, confirm(district, decision, 5, day=day), FilePurpose.FIRST_DAY)
    return decision


def test_a_decision_by_the_rules_gives_no_cause(district: District):
    decided(district, 5)
    assert found(district, TODAY) == []
    assert reminded(district, TODAY) == []


def test_a_step_against_the_rules_is_named_with_its_step(district: District):
    decision = decided(district, 2)
    confirm(district, decision, 3, attendee="")
    assert found(district, TODAY) == [
        "decision_step: 2026-001“硬化三组通组路”第3步（党员大会审议）：没有写乡镇参会人员。"
    ]


def test_the_end_of_a_publication_is_said_on_its_day_and_owed_afterwards(district: District):
    posted(district, 27)  # seven days end on 2 November
    assert reminded(district, TODAY - dt.timedelta(days=1)) == []
    [text] = reminded(district, TODAY)
    assert "今天是公示最后一天" in text
    assert "末日照片" in text
    assert found(district, TODAY) == []
    [text] = found(district, TODAY + dt.timedelta(days=1))
    assert "decision_overdue" in text
    assert "第5步公示11月2日已满" in text


def test_an_objection_is_due_within_ten_days(district: District):
    decision = posted(district, 27)
    objection_add(
        decision=decision,
        number=5,
        who="村民",
        raised_on=october(30),
        text="路窄",
        by=district.secretary,
        at=NOW,
    )
    assert not any("有异议要答复" in text for text in reminded(district, dt.date(2026, 11, 5)))
    assert any("请在11月9日前答复" in text for text in reminded(district, dt.date(2026, 11, 6)))
    assert any("有异议应在11月9日前答复" in text for text in found(district, dt.date(2026, 11, 10)))


def test_disaster_relief_is_to_be_caught_up(district: District):
    decision, due = start(district), TODAY + dt.timedelta(days=20)
    asked = emergency_request(decision=decision, reason="洪水", due_on=due, by=district.secretary, at=NOW)
    emergency_decide(exemption=asked, approve=True, note="", by=district.district_reviewer, at=NOW)
    assert reminded(district, due - dt.timedelta(days=8)) == []
    [text] = reminded(district, due - dt.timedelta(days=7))
    assert "要在11月22日前把四议两公开程序补办完" in text
    late = due + dt.timedelta(days=1)
    assert any("补办期限11月22日已过" in text for text in reminded(district, late))
    assert any(text.startswith("decision_emergency") for text in found(district, late))


def test_a_result_is_asked_for_half_a_year_later_and_only_once(district: District):
    decision = decided(district, 5)
    day = TODAY + dt.timedelta(days=180)
    assert reminded(district, day - dt.timedelta(days=1)) == []
    keys = {each.key for later in range(3) for each in decision_reminders(district.root, day + dt.timedelta(later))}
    assert len(keys) == 1
    publish(district, decision, 6)
    assert reminded(district, day) == []


def test_a_matter_that_does_not_move_is_noticed(district: District):
    decided(district, 1)
    assert found(district, TODAY + dt.timedelta(days=60)) == []
    [text] = found(district, TODAY + dt.timedelta(days=61))
    assert "还停在第2步" in text


def test_reminders_cost_the_same_for_few_and_many(district: District):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            reminded(district, TODAY)
        return len(captured)

    decided(district, 3)
    few = queries()
    decided(district, 5, district.sibling)
    start(district, district.other_branch)
    assert queries() == few
