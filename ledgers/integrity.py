"""What must hold among ledgers, steps and submissions beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.found_by_name import stale_terms
from config.lib.integrity import failed_checks
from ledgers.enums import Severity
from ledgers.models import LocalRule, Member
from ledgers.selectors.rules import local_version, national_on

CHECKS = {
    "transfer {0} is {1} and its last step says {2}": """
        SELECT transfer.id, transfer.state, coalesce(last.to_state, 'none')
        FROM ledgers_transfer transfer
        LEFT JOIN LATERAL (
            SELECT to_state FROM ledgers_transferstep step WHERE step.transfer_id = transfer.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE transfer.state <> coalesce(last.to_state, 'none')
    """,
    "transfer {0} put member {1} on the roll of another branch": """
        SELECT transfer.id, member.id
        FROM ledgers_transfer transfer JOIN ledgers_member member ON member.id = transfer.new_member_id
        WHERE member.branch_id <> transfer.target_id
    """,
    "decision {0} is in version {1} and keeps {2} earlier ones": """
        SELECT decision.id, decision.version, count(earlier.id)
        FROM ledgers_decision decision LEFT JOIN ledgers_decisionversion earlier ON earlier.decision_id = decision.id
        GROUP BY decision.id HAVING decision.version <> count(earlier.id) + 1
    """,
    "decision {0} is {1} and its log says {2}": """
        SELECT decision.id, decision.state, coalesce(last.to_state, 'none')
        FROM ledgers_decision decision
        LEFT JOIN LATERAL (
            SELECT to_state FROM ledgers_decisionlog log WHERE log.decision_id = decision.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE decision.state <> coalesce(last.to_state, 'none')
    """,
    "branch {0} numbered {2} decisions of {1} up to {3}": """
        SELECT branch_id, year, count(*), max(serial)
        FROM ledgers_decision GROUP BY branch_id, year HAVING count(*) <> max(serial)
    """,
    "decision step {0} rests on meeting {1} of another branch": """
        SELECT step.id, meeting.id
        FROM ledgers_decisionstep step
        JOIN ledgers_decision decision ON decision.id = step.decision_id
        JOIN ledgers_meeting meeting ON meeting.id = step.meeting_id
        JOIN ledgers_ledger ledger ON ledger.id = meeting.ledger_id
        WHERE ledger.branch_id <> decision.branch_id
    """,
    "member {0} is {1} and the last step of the membership says {2}": """
        SELECT member.id, member.state, coalesce(last.to_state, 'normal')
        FROM ledgers_member member
        LEFT JOIN LATERAL (
            SELECT to_state FROM ledgers_membershipstep step WHERE step.member_id = member.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE member.state <> 'moved' AND member.state <> coalesce(last.to_state, 'normal')
    """,
    "member {0} is suspended since {1} and the step says {2}": """
        SELECT member.id, member.suspended_on, step."on"
        FROM ledgers_member member
        JOIN LATERAL (
            SELECT action, "on" FROM ledgers_membershipstep step
            WHERE step.member_id = member.id AND step.to_state = 'suspended' ORDER BY id DESC LIMIT 1
        ) step ON true
        WHERE member.state = 'suspended' AND step.action = 'suspend' AND member.suspended_on IS DISTINCT FROM step."on"
    """,
    "member {0} is away at {1!r} by the roll and at {2!r} by the absences": """
        SELECT member.id, member.away_to, coalesce(absence.place, '')
        FROM ledgers_member member
        LEFT JOIN ledgers_absence absence
            ON absence.member_id = member.id AND absence.until IS NULL AND absence.withdrawn_at IS NULL
        WHERE member.away_to <> coalesce(absence.place, '')
    """,
    "member {0} is {1} and was expelled, advised to leave or removed by measure {2}": """
        SELECT member.id, member.state, measure.id
        FROM ledgers_member member
        JOIN (
            SELECT id, member_id FROM ledgers_disciplinarymeasure WHERE kind = 'expulsion' AND withdrawn_at IS NULL
            UNION ALL
            SELECT id, member_id FROM ledgers_organisationalmeasure
            WHERE kind IN ('advise', 'remove') AND withdrawn_at IS NULL
        ) measure ON measure.member_id = member.id
        WHERE member.state IN ('normal', 'suspended')
    """,
    "month {0} expects {1} ledgers and has {2}": """
        SELECT month.id, month.expected, count(ledger.id)
        FROM ledgers_month month LEFT JOIN ledgers_ledger ledger ON ledger.month_id = month.id
        GROUP BY month.id HAVING month.expected <> count(ledger.id)
    """,
    "ledger {0} is {1} and its last step says {2}": """
        SELECT ledger.id, ledger.status, coalesce(last.to_status, 'open')
        FROM ledgers_ledger ledger
        LEFT JOIN LATERAL (
            SELECT to_status FROM ledgers_ledgerstep step WHERE step.ledger_id = ledger.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE ledger.status <> coalesce(last.to_status, 'open')
    """,
    "ledger {0} has revision {1} and {2} submissions": """
        SELECT ledger.id, ledger.revision, count(submission.id)
        FROM ledgers_ledger ledger LEFT JOIN ledgers_submission submission ON submission.ledger_id = ledger.id
        GROUP BY ledger.id HAVING ledger.revision <> count(submission.id)
    """,
    "ledger {0} stands on the desk of organisation {1}, which is neither branch, township nor district": """
        SELECT ledger.id, ledger.desk_id
        FROM ledgers_ledger ledger JOIN ledgers_month month ON month.id = ledger.month_id
        WHERE ledger.desk_id NOT IN (ledger.branch_id, ledger.township_id, month.district_id)
    """,
    "ledger {0} belongs to branch {1} outside the district of its month": """
        SELECT ledger.id, branch.code
        FROM ledgers_ledger ledger
        JOIN ledgers_month month ON month.id = ledger.month_id
        JOIN branches_organisation branch ON branch.id = ledger.branch_id
        JOIN branches_organisation district ON district.id = month.district_id
        WHERE branch.path NOT LIKE district.path || '%'
    """,
    "meeting {0} calls member {1} of another branch": """
        SELECT meeting.id, member.id
        FROM ledgers_attendance line
        JOIN ledgers_meeting meeting ON meeting.id = line.meeting_id
        JOIN ledgers_ledger ledger ON ledger.id = meeting.ledger_id
        JOIN ledgers_member member ON member.id = line.member_id
        WHERE member.branch_id <> ledger.branch_id AND member.state = 'normal'
    """,
    "dues {0} were paid by member {1} of another branch": """
        SELECT payment.id, member.id
        FROM ledgers_duespayment payment
        JOIN ledgers_ledger ledger ON ledger.id = payment.ledger_id
        JOIN ledgers_member member ON member.id = payment.member_id
        WHERE member.branch_id <> ledger.branch_id AND member.state = 'normal'
    """,
    "step {1} of candidate {0} was done on {2}, before the application": """
        SELECT candidate.id, step.code, step.done_on
        FROM ledgers_developmentstep step JOIN ledgers_candidate candidate ON candidate.id = step.candidate_id
        WHERE step.done_on < candidate.applied_on
    """,
    "candidate {0} is {1} and its steps say {2}": """
        SELECT id, stage, expected FROM (
            SELECT candidate.id, candidate.stage, CASE
                WHEN 24 <= begun_at OR bool_or(step.code = 24) THEN 'full'
                WHEN 17 <= begun_at OR bool_or(step.code = 17) THEN 'probationary'
                WHEN 8 <= begun_at OR bool_or(step.code = 7) AND bool_or(step.code = 8) THEN 'prospect'
                WHEN 4 <= begun_at OR bool_or(step.code = 3) AND bool_or(step.code = 4) THEN 'activist'
                ELSE 'applicant' END AS expected
            FROM ledgers_candidate candidate LEFT JOIN ledgers_developmentstep step ON step.candidate_id = candidate.id
            GROUP BY candidate.id
        ) found WHERE stage <> expected
    """,
    "candidate {0} was accepted on {1} and member {2} joined on {3}": """
        SELECT candidate.id, step.done_on, member.id, member.joined_on
        FROM ledgers_candidate candidate
        JOIN ledgers_member member ON member.id = candidate.member_id
        JOIN ledgers_developmentstep step ON step.candidate_id = candidate.id AND step.code = 15
        WHERE step.done_on <> member.joined_on
    """,
    "candidate {0} is guided by member {1}, who is not a full member or is the person": """
        SELECT candidate.id, member.id
        FROM ledgers_developmentstep step
        JOIN ledgers_candidate candidate ON candidate.id = step.candidate_id
        JOIN ledgers_member member ON member.id IN (step.first_member_id, step.second_member_id)
        WHERE member.category <> 'full' OR member.id = candidate.member_id
    """,
    "meeting {0} counts a vote of member {1}, who is on probation": """
        SELECT line.meeting_id, member.id
        FROM ledgers_attendance line JOIN ledgers_member member ON member.id = line.member_id
        WHERE line.votes AND member.category = 'probationary'
    """,
    "meeting {0} has {1} excluded members and is no meeting that decides": """
        SELECT meeting.id, count(*)
        FROM ledgers_attendance line JOIN ledgers_meeting meeting ON meeting.id = line.meeting_id
        WHERE line.exclusion <> '' AND meeting.kind NOT IN ('general', 'life', 'lecture')
        GROUP BY meeting.id
    """,
    "meeting {0} was held with meeting {1} of another ledger": """
        SELECT second.id, first.id
        FROM ledgers_meeting second JOIN ledgers_meeting first ON first.id = second.held_with_id
        WHERE second.ledger_id <> first.ledger_id
    """,
    "line {0} of appraisal {1} counts other ballots than were cast": """
        SELECT line.id, appraisal.id
        FROM ledgers_appraisalline line JOIN ledgers_appraisal appraisal ON appraisal.id = line.appraisal_id
        WHERE line.ballots IS NOT NULL AND line.ballots IS DISTINCT FROM appraisal.ballots_cast
    """,
    "appraisal {0} has {1} excellent of {2} appraised": """
        SELECT appraisal.id, count(*) FILTER (WHERE line.grade = 'excellent'), count(*)
        FROM ledgers_appraisal appraisal JOIN ledgers_appraisalline line ON line.appraisal_id = appraisal.id
        WHERE line.is_full AND line.part = 'here'
        GROUP BY appraisal.id HAVING count(*) FILTER (WHERE line.grade = 'excellent') > count(*) / 3
    """,
    "appraisal {0} is {1} and its last step says {2}": """
        SELECT appraisal.id, appraisal.status, coalesce(last.to_status, 'open')
        FROM ledgers_appraisal appraisal
        LEFT JOIN LATERAL (
            SELECT to_status FROM ledgers_appraisalstep step
            WHERE step.appraisal_id = appraisal.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE appraisal.status <> coalesce(last.to_status, 'open')
    """,
    "talk {0} names member {1} of another branch": """
        SELECT talk.id, member.id
        FROM ledgers_talk talk JOIN ledgers_member member ON member.id IN (talk.one_id, talk.other_id)
        WHERE member.branch_id <> talk.branch_id AND member.state = 'normal'
    """,
    "objection {0} came on {1}, before its notice was put up": """
        SELECT objection.id, objection.received_on
        FROM ledgers_objection objection JOIN ledgers_publication notice ON notice.id = objection.publication_id
        WHERE notice.put_up_on IS NULL OR objection.received_on < notice.put_up_on
    """,
    "publication {0} shows file {1} of another organisation": """
        SELECT link.publication_id, file.id
        FROM ledgers_publicationfile link
        JOIN ledgers_publication notice ON notice.id = link.publication_id
        JOIN evidence_storedfile file ON file.id = link.file_id
        WHERE file.organisation_id <> notice.branch_id
    """,
    "publication {0} is {1} and its last step says {2}": """
        SELECT notice.id, notice.status, coalesce(last.to_status, 'draft')
        FROM ledgers_publication notice
        LEFT JOIN LATERAL (
            SELECT to_status FROM ledgers_publicationstep step
            WHERE step.publication_id = notice.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE notice.status <> coalesce(last.to_status, 'draft')
    """,
    "roll import {0} is {1} and its last step says {2}": """
        SELECT import.id, import.stage, coalesce(last.to_stage, 'nothing')
        FROM ledgers_rollimport import
        LEFT JOIN LATERAL (
            SELECT to_stage FROM ledgers_rollimportstep step
            WHERE step.roll_import_id = import.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE import.stage <> coalesce(last.to_stage, 'nothing')
    """,
    "roll import {0} is {1} and still holds what was uploaded": """
        SELECT import.id, import.stage
        FROM ledgers_rollimport import JOIN ledgers_rollimportcontent content ON content.roll_import_id = import.id
        WHERE import.finished_at IS NOT NULL AND (import.stage <> 'done' OR length(content.upload) > 0)
    """,
    "access {0} shows member {1} of another branch": """
        SELECT access.id, member.id
        FROM ledgers_sensitiveaccess access JOIN ledgers_member member ON member.id = access.member_id
        WHERE member.branch_id <> access.organisation_id AND member.state = 'normal'
    """,
    "dues {0} for {1} were received in the ledger of {2}: too long ago or too far ahead": """
        SELECT payment.id, payment.month, month.month
        FROM ledgers_duespayment payment
        JOIN ledgers_ledger ledger ON ledger.id = payment.ledger_id
        JOIN ledgers_month month ON month.id = ledger.month_id
        WHERE payment.month < month.month - interval '12 months' OR payment.month >= month.month + interval '12 months'
    """,
    "month {0} received {1} cents of dues by its ledgers and {2} by the townships of its district": """
        SELECT month.id, sum(payment.paid_cents), coalesce(sum(payment.paid_cents) FILTER (
            WHERE township.path LIKE district.path || '%' AND branch.path LIKE district.path || '%'
        ), 0)
        FROM ledgers_duespayment payment
        JOIN ledgers_ledger ledger ON ledger.id = payment.ledger_id
        JOIN ledgers_month month ON month.id = ledger.month_id
        JOIN branches_organisation district ON district.id = month.district_id
        JOIN branches_organisation township ON township.id = ledger.township_id
        JOIN branches_organisation branch ON branch.id = ledger.branch_id
        GROUP BY month.id
        HAVING bool_or(township.path NOT LIKE district.path || '%' OR branch.path NOT LIKE district.path || '%')
    """,
    "ledger {0} was handed in with {1} cents of dues and now has {2}": """
        SELECT ledger.id, (submission.snapshot #>> '{dues,cents}')::bigint, coalesce(paid.cents, 0)
        FROM ledgers_ledger ledger
        JOIN ledgers_submission submission ON submission.ledger_id = ledger.id AND submission.revision = ledger.revision
        LEFT JOIN LATERAL (
            SELECT sum(paid_cents) AS cents FROM ledgers_duespayment payment WHERE payment.ledger_id = ledger.id
        ) paid ON true
        WHERE ledger.status IN ('submitted', 'passed')
            AND (submission.snapshot #>> '{dues,cents}')::bigint <> coalesce(paid.cents, 0)
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row; the queries are set-based, so a whole year is checked in seconds."""
    yield from failed_checks(CHECKS)
    yield from rule_problems()
    yield from stale_terms(Member)


def rule_problems() -> Iterator[str]:
    """Yield a sentence per version of a district that the software does not know or that leaves its bounds.

    The rules themselves are files, so that no query knows them; a district writes some dozens of versions a year.
    """
    for row in LocalRule.objects.order_by("pk").iterator():
        where = f"local rule {row.pk} of district {row.district_id}"
        base = national_on(row.code, row.valid_from)
        if base is None:
            yield f"{where} has the code {row.code}, which no rule has"
            continue
        value = _read(row)
        if value is None:
            yield f"{where} has a value of {row.code} that cannot be read: {row.value!r}"
        elif base.is_check:
            if base.severity == Severity.BLOCK != row.severity:
                yield f"{where} softens {row.code}, which always blocks, to {row.severity}"
        elif base.is_local and not base.least <= value <= base.most:
            yield f"{where} has {value} for {row.code}, which lies between {base.least} and {base.most}"
        elif not base.is_local and value != base.value:
            yield f"{where} has {value} for {row.code}, which only the law changes"


def _read(row: LocalRule):
    try:
        return local_version(row).value
    except (ArithmeticError, TypeError, ValueError):
        return None
