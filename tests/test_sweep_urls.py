"""Every address × every role × own, neighbouring and foreign rows. A new address without a line here fails."""

import html
import re

import pytest
from django.urls import get_resolver, reverse

from audits.models import CommitmentFile, FindingFile, VisitFile
from branches.enums import ROLES, Permission, Role
from cadres.enums import PostKind
from ledgers.development_steps import ACTIVIST, TALK
from ledgers.enums import MeetingKind
from ledgers.models import DecisionFile, MeetingFile
from ledgers.services.decisions import draft_attach, objection_add
from ledgers.services.dues import DuesLine, dues_save
from tests.audits.fairness_samples import make_exception, make_extension
from tests.audits.finding_samples import open_one
from tests.audits.finding_samples import walk as walk_finding
from tests.audits.inspection_samples import make_visit
from tests.audits.remark_samples import make_remark
from tests.audits.sample_samples import plan_by_hand
from tests.audits.talk_samples import make_case
from tests.cadres.appointment_samples import sent
from tests.cadres.cadre_samples import hold, make_cadre, make_file_rows
from tests.cadres.duty_samples import make_check, make_leave, make_matter, make_roster, make_swap
from tests.cadres.growth_samples import make_growth, make_selection
from tests.cadres.pay_samples import fill as fill_pay
from tests.dashboards.export_samples import long_export
from tests.economy.bottleneck_samples import assigned
from tests.economy.economy_samples import fill_economy
from tests.economy.enterprise_samples import make_enterprise_rows
from tests.economy.project_samples import make_project_rows
from tests.facilities.samples import fill as fill_facilities
from tests.factories import NOW, District, grant, make_circular, make_file, record_meeting
from tests.ledgers.decision_samples import decided
from tests.ledgers.development_samples import make_candidate, walk
from tests.ledgers.imports_samples import good, receive
from tests.ledgers.organised_life_samples import make_appraisal, make_talk
from tests.ledgers.publication_samples import add_photo, make_objection, make_publication
from tests.ledgers.standing_samples import make_measures, make_standing
from tests.ledgers.transfer_samples import issued

P = Permission
EVERYONE = None  # any role, for what is one's own

# name → (permission it needs or EVERYONE, methods it answers)
PAGES: dict[str, tuple[Permission | None, str]] = {
    "home": (EVERYONE, "GET"),
    "branches:me": (EVERYONE, "GET"),
    "branches:hat-switch": (EVERYONE, "POST"),
    "branches:large-type-switch": (EVERYONE, "POST"),
    "branches:account-list": (P.ACCOUNT_MANAGE, "GET"),
    "branches:holiday-list": (P.CALENDAR_EDIT, "GET POST"),
    "branches:holiday-delete": (P.CALENDAR_EDIT, "POST"),
    "branches:security": (P.SECURITY_VIEW, "GET"),
    "branches:history": (P.HISTORY_VIEW, "GET"),
    "evidence:file-detail": (P.LEDGER_VIEW, "GET"),
    "evidence:file-preview": (P.LEDGER_VIEW, "GET"),
    "evidence:file-thumbnail": (P.LEDGER_VIEW, "GET"),
    "notices:notice-list": (EVERYONE, "GET"),
    "notices:notice-badge": (EVERYONE, "GET"),
    "notices:notice-read-all": (EVERYONE, "POST"),
    "notices:notice-open": (EVERYONE, "POST"),
    "notices:channel-list": (EVERYONE, "GET"),
    "notices:channel-new": (EVERYONE, "GET POST"),
    "notices:channel-detail": (EVERYONE, "GET"),
    "notices:channel-confirm": (EVERYONE, "POST"),
    "notices:channel-check": (EVERYONE, "POST"),
    "notices:channel-digest": (EVERYONE, "POST"),
    "notices:channel-remove": (EVERYONE, "POST"),
    "notices:unreachable": (P.ACCOUNT_MANAGE, "GET"),
    "notices:hours": (P.RULE_EDIT, "GET POST"),
    "ledgers:month-current": (P.LEDGER_EDIT, "GET"),
    "ledgers:work": (P.LEDGER_VIEW, "GET"),
    "ledgers:owed-current": (P.OVERVIEW_VIEW, "GET"),
    "ledgers:owed": (P.OVERVIEW_VIEW, "GET"),
    "ledgers:month-detail": (P.LEDGER_EDIT, "GET"),
    "ledgers:meeting-start": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:meeting-edit": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:meeting-autosave": (P.LEDGER_EDIT, "POST"),
    "ledgers:meeting-upload": (P.LEDGER_EDIT, "POST"),
    "ledgers:meeting-delete": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:file-remove": (P.LEDGER_EDIT, "POST"),
    "ledgers:roll-confirm": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:dues-edit": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:ledger-submit": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:ledger-receipt": (P.LEDGER_EDIT, "GET"),
    "ledgers:exception-ask": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:member-list": (P.MEMBER_VIEW, "GET"),
    "ledgers:member-new": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:member-detail": (P.MEMBER_VIEW, "GET"),
    "ledgers:member-reveal": (P.MEMBER_VIEW, "POST"),
    "ledgers:member-edit": (P.MEMBER_EDIT, "GET POST"),
    # ledgers: imports
    "ledgers:member-template": (P.MEMBER_EDIT, "GET"),
    "ledgers:member-import": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:access-list": (P.HISTORY_VIEW, "GET"),
    "ledgers:member-summary": (P.MEMBER_VIEW, "GET POST"),
    "ledgers:member-export": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:import-detail": (P.MEMBER_EDIT, "GET"),
    "ledgers:import-apply": (P.MEMBER_EDIT, "POST"),
    "ledgers:import-drop": (P.MEMBER_EDIT, "POST"),
    "ledgers:import-errors": (P.MEMBER_EDIT, "GET"),
    # ledgers: development
    "ledgers:candidate-list": (P.MEMBER_VIEW, "GET"),
    "ledgers:candidate-new": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:candidate-detail": (P.MEMBER_VIEW, "GET"),
    "ledgers:candidate-edit": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:candidate-close": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:candidate-reopen": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:candidate-prolong": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:candidate-step": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:development-step-edit": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:development-step-remove": (P.MEMBER_EDIT, "POST"),
    # ledgers: standing
    "ledgers:transfer-list": (P.MEMBER_VIEW, "GET"),
    "ledgers:transfer-in": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:transfer-new": (P.MEMBER_EDIT, "GET POST"),
    "ledgers:transfer-detail": (P.MEMBER_VIEW, "GET"),
    "ledgers:transfer-move": (P.MEMBER_EDIT, "POST"),
    "ledgers:transfer-print": (P.MEMBER_VIEW, "GET"),
    "ledgers:study-list": (P.MEMBER_VIEW, "GET POST"),
    "ledgers:study-delete": (P.MEMBER_EDIT, "POST"),
    "ledgers:meeting-study": (P.MEMBER_EDIT, "POST"),
    "ledgers:member-standing": (P.MEMBER_VIEW, "GET"),
    "ledgers:member-absence": (P.MEMBER_EDIT, "POST"),
    "ledgers:member-lost": (P.MEMBER_EDIT, "POST"),
    "ledgers:member-membership": (P.MEMBER_EDIT, "POST"),
    "ledgers:member-measure": (P.MEMBER_EDIT, "POST"),
    "ledgers:member-organisational": (P.MEMBER_EDIT, "POST"),
    "ledgers:rectification-judge": (P.MEMBER_EDIT, "POST"),
    "ledgers:organisational-withdraw": (P.MEMBER_EDIT, "POST"),
    "ledgers:measure-withdraw": (P.MEMBER_EDIT, "POST"),
    "ledgers:absence-withdraw": (P.MEMBER_EDIT, "POST"),
    "ledgers:member-exemption": (P.MEMBER_EDIT, "POST"),
    "ledgers:absence-end": (P.MEMBER_EDIT, "POST"),
    "ledgers:absence-contact": (P.MEMBER_EDIT, "POST"),
    "ledgers:exemption-end": (P.MEMBER_EDIT, "POST"),
    # ledgers: organised life
    "ledgers:talk-list": (P.MEMBER_VIEW, "GET POST"),
    "ledgers:talk-delete": (P.LEDGER_EDIT, "POST"),
    "ledgers:appraisal-list": (P.MEMBER_VIEW, "GET POST"),
    "ledgers:appraisal-detail": (P.MEMBER_VIEW, "GET POST"),
    "ledgers:appraisal-move": (P.LEDGER_EDIT, "POST"),
    "ledgers:appraisal-line": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:suggestion-list": (P.REVIEW_DISTRICT, "GET POST"),
    "ledgers:meeting-ballots": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:meeting-exclusions": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:meeting-together": (P.LEDGER_EDIT, "POST"),
    "ledgers:meeting-outline": (P.LEDGER_EDIT, "POST"),
    # ledgers: dues
    "ledgers:dues-standards": (P.MEMBER_VIEW, "GET POST"),
    "ledgers:dues-sheet": (P.LEDGER_VIEW, "GET"),
    "ledgers:dues-sums": (P.OVERVIEW_VIEW, "GET"),
    "ledgers:dues-member": (P.MEMBER_VIEW, "GET POST"),
    "ledgers:dues-member-receipt": (P.MEMBER_VIEW, "GET"),
    "ledgers:dues-payment-receipt": (P.MEMBER_VIEW, "GET"),
    "ledgers:dues-month": (P.MEMBER_VIEW, "GET"),
    # ledgers: publication
    "ledgers:publication-list": (P.LEDGER_VIEW, "GET"),
    "ledgers:publication-branches": (P.OVERVIEW_VIEW, "GET"),
    "ledgers:publication-new": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:publication-frequency": (P.LEDGER_EDIT, "POST"),
    "ledgers:publication-detail": (P.LEDGER_VIEW, "GET"),
    "ledgers:publication-edit": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:publication-move": (P.LEDGER_EDIT, "POST"),
    "ledgers:publication-delete": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:publication-print": (P.LEDGER_VIEW, "GET"),
    "ledgers:publication-upload": (P.LEDGER_EDIT, "POST"),
    "ledgers:publication-object": (P.LEDGER_EDIT, "POST"),
    "ledgers:noticefile-remove": (P.LEDGER_EDIT, "POST"),
    "ledgers:objection-answer": (P.LEDGER_EDIT, "POST"),
    # ledgers: decisions
    "ledgers:decision-list": (P.LEDGER_VIEW, "GET"),
    "ledgers:decision-urgent-list": (P.REVIEW_DISTRICT, "GET"),
    "ledgers:decision-new": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:decision-detail": (P.LEDGER_VIEW, "GET"),
    "ledgers:decision-change": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:decision-stop": (P.LEDGER_EDIT, "POST"),
    "ledgers:decision-forms": (P.LEDGER_VIEW, "GET"),
    "ledgers:decision-pdf": (P.LEDGER_VIEW, "GET"),
    "ledgers:decision-objection": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:decision-urgent": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:decision-urgent-decide": (P.REVIEW_DISTRICT, "POST"),
    "ledgers:decision-step": (P.LEDGER_VIEW, "GET POST"),
    "ledgers:decision-step-close": (P.LEDGER_EDIT, "POST"),
    "ledgers:decision-step-files": (P.LEDGER_EDIT, "POST"),
    "ledgers:decision-step-drafts": (P.LEDGER_EDIT, "POST"),
    "ledgers:decisionobjection-answer": (P.LEDGER_EDIT, "GET POST"),
    "ledgers:decisionfile-remove": (P.LEDGER_EDIT, "POST"),
    "ledgers:decisiondraft-remove": (P.LEDGER_EDIT, "POST"),
    # ledgers: rules
    "ledgers:rule-list": (P.LEDGER_VIEW, "GET"),
    "ledgers:rule-days": (P.LEDGER_VIEW, "GET POST"),
    "ledgers:rule-detail": (P.LEDGER_VIEW, "GET"),
    "ledgers:rule-edit": (P.RULE_EDIT, "GET POST"),
    "ledgers:rule-withdraw": (P.RULE_EDIT, "GET POST"),
    # cadres: posts and files
    "cadres:village-list": (P.CADRE_VIEW, "GET"),
    "cadres:village-detail": (P.CADRE_VIEW, "GET"),
    "cadres:village-tenure": (P.CADRE_EDIT, "POST"),
    "cadres:village-term": (P.CADRE_EDIT, "POST"),
    "cadres:village-seats": (P.CADRE_EDIT, "POST"),
    "cadres:term-hand-over": (P.CADRE_EDIT, "POST"),
    "cadres:tenure-end": (P.CADRE_EDIT, "GET POST"),
    "cadres:cadre-list": (P.CADRE_VIEW, "GET"),
    "cadres:cadre-own": (EVERYONE, "GET"),
    "cadres:cadre-export": (P.CADRE_EDIT, "GET POST"),
    "cadres:cadre-new": (P.CADRE_EDIT, "GET POST"),
    "cadres:cadre-detail": (P.CADRE_VIEW, "GET"),
    "cadres:cadre-edit": (P.CADRE_EDIT, "GET POST"),
    "cadres:cadre-reveal": (P.CADRE_EDIT, "POST"),
    "cadres:cadre-entry": (P.CADRE_EDIT, "POST"),
    "cadres:cadre-kin": (P.CADRE_EDIT, "POST"),
    "cadres:entry-withdraw": (P.CADRE_EDIT, "GET POST"),
    "cadres:kinship-withdraw": (P.CADRE_EDIT, "GET POST"),
    "cadres:access-list": (P.HISTORY_VIEW, "GET"),
    "audits:queue-current": (P.OVERVIEW_VIEW, "GET"),
    "audits:queue": (P.OVERVIEW_VIEW, "GET"),
    "audits:bulk-pass": (P.REVIEW_TOWNSHIP, "POST"),
    "audits:month-report": (P.REVIEW_TOWNSHIP, "POST"),
    "audits:ledger-review": (P.LEDGER_VIEW, "GET"),
    "audits:verdict-give": (P.REVIEW_TOWNSHIP, "POST"),
    # audits: own filters and presence
    "audits:savedfilter-save": (P.OVERVIEW_VIEW, "POST"),
    "audits:savedfilter-remove": (P.OVERVIEW_VIEW, "POST"),
    "audits:ledger-presence": (P.LEDGER_VIEW, "POST"),
    # audits: remarks and problems
    "audits:remark-list": (P.REVIEW_TOWNSHIP, "GET POST"),
    "audits:remark-retire": (P.REVIEW_TOWNSHIP, "POST"),
    "audits:problem-current": (P.OVERVIEW_VIEW, "GET"),
    "audits:problem-list": (P.OVERVIEW_VIEW, "GET"),
    "audits:exception-list": (P.OVERVIEW_VIEW, "GET"),
    "audits:exception-detail": (P.OVERVIEW_VIEW, "GET POST"),
    "audits:extension-list": (P.OVERVIEW_VIEW, "GET"),
    "audits:extension-new": (P.REVIEW_DISTRICT, "GET POST"),
    "audits:extension-revoke": (P.REVIEW_DISTRICT, "GET POST"),
    "audits:circular-list": (P.CIRCULAR_VIEW, "GET"),
    "audits:circular-draft": (P.CIRCULAR_DRAFT, "POST"),
    "audits:circular-detail": (P.CIRCULAR_VIEW, "GET"),
    "audits:circular-edit": (P.CIRCULAR_DRAFT, "GET POST"),
    "audits:circular-refresh": (P.CIRCULAR_DRAFT, "POST"),
    "audits:circular-move": (P.CIRCULAR_DRAFT, "POST"),
    "audits:circular-preview": (P.CIRCULAR_VIEW, "GET"),
    "audits:circular-file": (P.CIRCULAR_VIEW, "GET"),
    "audits:circular-receipts": (P.CIRCULAR_VIEW, "GET"),
    "audits:circular-receive": (P.CIRCULAR_RECEIVE, "POST"),
    "audits:circular-remind": (P.CIRCULAR_DRAFT, "POST"),
    # audits: samples and agreement
    "audits:sample-month": (P.OVERVIEW_VIEW, "GET POST"),
    "audits:sample-detail": (P.OVERVIEW_VIEW, "GET"),
    "audits:sample-draw": (P.REVIEW_DISTRICT, "POST"),
    "audits:sample-cancel": (P.REVIEW_DISTRICT, "POST"),
    "audits:sample-repeat": (P.OVERVIEW_VIEW, "GET"),
    "audits:sample-keys": (P.OVERVIEW_VIEW, "GET"),
    "audits:agreement": (P.OVERVIEW_VIEW, "GET"),
    "audits:agreement-township": (P.OVERVIEW_VIEW, "GET"),
    "audits:circular-draft-quarter": (P.CIRCULAR_DRAFT, "POST"),
    "audits:circular-verify": (P.CIRCULAR_VIEW, "GET POST"),
    "audits:circular-correct": (P.CIRCULAR_DRAFT, "GET POST"),
    "audits:circular-docx": (P.CIRCULAR_VIEW, "GET"),  # the officers; readers hear why not
    "audits:colour-table": (P.LEDGER_VIEW, "GET"),
    "audits:fraud-current": (P.OVERVIEW_VIEW, "GET"),
    "audits:fraud-list": (P.OVERVIEW_VIEW, "GET"),
    "audits:ledger-fraud": (P.OVERVIEW_VIEW, "GET POST"),
    "audits:case-list": (P.LEDGER_VIEW, "GET"),
    "audits:case-detail": (P.LEDGER_VIEW, "GET"),
    "audits:case-move": (P.LEDGER_VIEW, "POST"),
    "audits:case-notice": (P.LEDGER_VIEW, "GET"),
    "audits:case-minutes": (P.LEDGER_VIEW, "GET"),
    "audits:commitment-settle": (P.LEDGER_VIEW, "POST"),
    "audits:commitment-report": (P.LEDGER_VIEW, "POST"),
    "audits:commitment-upload": (P.LEDGER_VIEW, "POST"),
    "audits:commitmentfile-remove": (P.LEDGER_VIEW, "POST"),
    # audits: findings
    "audits:finding-list": (P.LEDGER_VIEW, "GET"),
    "audits:finding-new": (P.LEDGER_VIEW, "GET POST"),
    "audits:finding-issue": (P.REVIEW_TOWNSHIP, "POST"),
    "audits:finding-rates": (P.OVERVIEW_VIEW, "GET"),
    "audits:finding-detail": (P.LEDGER_VIEW, "GET"),
    "audits:finding-move": (P.LEDGER_EDIT, "POST"),
    "audits:finding-upload": (P.LEDGER_EDIT, "POST"),
    "audits:findingfile-remove": (P.LEDGER_EDIT, "POST"),
    "audits:finding-letter": (P.LEDGER_VIEW, "GET"),
    # audits: inspections
    "audits:inspection-list": (P.INSPECTION_VIEW, "GET"),
    "audits:inspection-plan-new": (P.INSPECTION_PLAN, "GET POST"),
    "audits:inspection-plan": (P.INSPECTION_VIEW, "GET"),
    "audits:inspection-compare": (P.INSPECTION_VIEW, "GET"),
    "audits:visit-detail": (P.INSPECTION_VIEW, "GET"),
    "audits:visit-arrive": (P.INSPECTION_VISIT, "POST"),
    "audits:visit-edit": (P.INSPECTION_VISIT, "GET POST"),
    "audits:visit-autosave": (P.INSPECTION_VISIT, "POST"),
    "audits:visit-upload": (P.INSPECTION_VISIT, "POST"),
    "audits:visit-correct": (P.INSPECTION_VISIT, "POST"),
    "audits:visitfile-remove": (P.INSPECTION_VISIT, "POST"),
    # cadres: pay and assessment
    "cadres:pay-list": (P.CADRE_VIEW, "GET"),
    "cadres:pay-draw": (P.CADRE_EDIT, "POST"),
    "cadres:pay-export": (P.CADRE_VIEW, "POST"),
    "cadres:payexport-detail": (P.CADRE_VIEW, "GET"),
    "cadres:pay-standards": (P.CADRE_VIEW, "GET POST"),
    "cadres:allowance-list": (P.CADRE_VIEW, "GET POST"),
    "cadres:allowance-end": (P.CADRE_EDIT, "POST"),
    "cadres:allowance-withdraw": (P.CADRE_EDIT, "POST"),
    "cadres:paysheet-detail": (P.CADRE_VIEW, "GET"),
    "cadres:paysheet-move": (P.CADRE_VIEW, "POST"),
    "cadres:paysheet-correct": (P.CADRE_FILE, "POST"),
    "cadres:assessment-list": (P.CADRE_VIEW, "GET"),
    "cadres:assessment-new": (P.CADRE_EDIT, "GET POST"),
    "cadres:assessment-detail": (P.CADRE_VIEW, "GET POST"),
    "cadres:assessment-confirm": (P.CADRE_EDIT, "POST"),
    "cadres:termaudit-list": (P.CADRE_VIEW, "GET"),
    "cadres:termaudit-new": (P.CADRE_EDIT, "GET POST"),
    "cadres:termaudit-detail": (P.CADRE_VIEW, "GET POST"),
    "cadres:termaudit-move": (P.CADRE_EDIT, "POST"),
    # cadres: double improvement
    "cadres:growth-overview": (P.CADRE_VIEW, "GET"),
    "cadres:target-edit": (P.CADRE_FILE, "GET POST"),
    "cadres:growth-people": (P.CADRE_VIEW, "GET"),
    "cadres:growth-own": (EVERYONE, "GET"),
    "cadres:course-list": (P.CADRE_VIEW, "GET"),
    "cadres:course-new": (P.CADRE_EDIT, "GET POST"),
    "cadres:course-detail": (P.CADRE_VIEW, "GET"),
    "cadres:course-move": (P.CADRE_EDIT, "POST"),
    "cadres:course-subsidy": (P.CADRE_EDIT, "POST"),
    "cadres:subsidy-withdraw": (P.CADRE_EDIT, "POST"),
    "cadres:recognition-list": (P.CADRE_VIEW, "GET"),
    "cadres:recognition-new": (P.CADRE_EDIT, "GET POST"),
    "cadres:recognition-detail": (P.CADRE_VIEW, "GET"),
    "cadres:recognition-move": (P.CADRE_EDIT, "POST"),
    # cadres: talent
    "cadres:round-list": (P.CADRE_VIEW, "GET"),
    "cadres:round-new": (P.CADRE_FILE, "GET POST"),
    "cadres:round-detail": (P.CADRE_VIEW, "GET"),
    "cadres:round-move": (P.CADRE_FILE, "POST"),
    "cadres:round-apply": (P.CADRE_EDIT, "GET POST"),
    "cadres:application-detail": (P.CADRE_VIEW, "GET"),
    "cadres:application-move": (P.CADRE_FILE, "POST"),
    "cadres:application-object": (P.CADRE_FILE, "POST"),
    "cadres:selectionobjection-answer": (P.CADRE_FILE, "POST"),
    "cadres:talent-list": (P.CADRE_VIEW, "GET"),
    "cadres:talent-new": (P.CADRE_EDIT, "GET POST"),
    "cadres:talent-withdraw": (P.CADRE_EDIT, "GET POST"),
    "cadres:honour-list": (P.CADRE_VIEW, "GET"),
    "cadres:honour-new": (P.CADRE_EDIT, "GET POST"),
    "cadres:honour-withdraw": (P.CADRE_EDIT, "GET POST"),
    "audits:dutyabsence-list": (P.DUTY_CHECK, "GET"),
    "audits:dutyabsence-finding": (P.DUTY_CHECK, "POST"),
    # facilities: checks of premises
    "facilities:check-overview": (P.FACILITY_VIEW, "GET"),
    "facilities:check-village": (P.FACILITY_VIEW, "GET"),
    "facilities:check-begin": (P.FACILITY_VIEW, "POST"),
    "facilities:check-detail": (P.FACILITY_VIEW, "GET"),
    "facilities:checkline-edit": (P.FACILITY_VIEW, "GET POST"),
    "facilities:check-take-over": (P.FACILITY_VIEW, "POST"),
    "facilities:check-finish": (P.FACILITY_VIEW, "POST"),
    "facilities:check-drop": (P.FACILITY_VIEW, "POST"),
    # facilities: clearing below-standard villages
    "facilities:project-overview": (P.FACILITY_VIEW, "GET"),
    "facilities:census-new": (P.FACILITY_CHECK, "GET POST"),
    "facilities:census-project": (P.FACILITY_CHECK, "GET POST"),
    "facilities:project-detail": (P.FACILITY_VIEW, "GET"),
    "facilities:project-edit": (P.FACILITY_CHECK, "GET POST"),
    "facilities:project-move": (P.FACILITY_CHECK, "POST"),
    "facilities:project-accept": (P.FACILITY_DECIDE, "POST"),
    "facilities:project-report": (P.FACILITY_EDIT, "POST"),
    "facilities:project-photo": (P.FACILITY_EDIT, "POST"),
    "facilities:project-milestone": (P.FACILITY_CHECK, "POST"),
    "facilities:project-payment": (P.FACILITY_CHECK, "POST"),
    "facilities:milestone-reach": (P.FACILITY_CHECK, "POST"),
    "facilities:payment-withdraw": (P.FACILITY_CHECK, "POST"),
    # facilities: red-flag branches
    "facilities:redflag-overview": (P.FACILITY_VIEW, "GET"),
    "facilities:redflag-new": (P.FACILITY_EDIT, "GET POST"),
    "facilities:redflag-detail": (P.FACILITY_VIEW, "GET"),
    "facilities:redflag-move": (P.FACILITY_CHECK, "POST"),
    "facilities:redflag-propose": (P.FACILITY_DECIDE, "POST"),
    "facilities:redflag-pay": (P.FACILITY_DECIDE, "POST"),
    "facilities:redflag-use": (P.FACILITY_EDIT, "POST"),
    "facilities:use-withdraw": (P.FACILITY_EDIT, "POST"),
    "facilities:redflag-object": (P.FACILITY_CHECK, "POST"),
    "facilities:objection-answer": (P.FACILITY_DECIDE, "POST"),
    "facilities:redflag-recheck": (P.FACILITY_DECIDE, "POST"),
    "facilities:redflag-plaque": (P.FACILITY_DECIDE, "POST"),
    "facilities:veto-list": (P.FACILITY_VIEW, "GET POST"),
    "facilities:veto-withdraw": (P.FACILITY_DECIDE, "POST"),
    # facilities: service centres
    "facilities:centre-overview": (P.FACILITY_VIEW, "GET"),
    "facilities:centre-village": (P.FACILITY_VIEW, "GET"),
    "facilities:centre-edit": (P.FACILITY_EDIT, "GET POST"),
    "facilities:centre-service": (P.FACILITY_EDIT, "POST"),
    "facilities:centre-satisfaction": (P.FACILITY_EDIT, "POST"),
    "facilities:service-retire": (P.FACILITY_EDIT, "POST"),
    # cadres: duty
    "cadres:duty-current": (P.DUTY_VIEW, "GET"),
    "cadres:duty-month": (P.DUTY_VIEW, "GET"),
    "cadres:duty-villages": (P.DUTY_VIEW, "GET"),
    "cadres:duty-plate": (P.DUTY_VIEW, "GET"),
    "cadres:roster-make": (P.DUTY_EDIT, "POST"),
    "cadres:roster-confirm": (P.DUTY_EDIT, "POST"),
    "cadres:roster-publish": (P.DUTY_EDIT, "POST"),
    "cadres:duty-detail": (P.DUTY_VIEW, "GET"),
    "cadres:duty-confirm": (P.DUTY_EDIT, "POST"),
    "cadres:duty-assign": (P.DUTY_EDIT, "POST"),
    "cadres:duty-swap": (P.DUTY_EDIT, "POST"),
    "cadres:duty-log": (P.DUTY_EDIT, "POST"),
    "cadres:duty-check": (P.DUTY_CHECK, "POST"),
    "cadres:dutyswap-answer": (P.DUTY_EDIT, "POST"),
    "cadres:dutyleave-list": (P.DUTY_VIEW, "GET POST"),
    "cadres:dutyleave-decide": (P.DUTY_VIEW, "POST"),
    "cadres:matter-list": (P.DUTY_VIEW, "GET POST"),
    "cadres:matter-close": (P.DUTY_EDIT, "POST"),
    "cadres:spotcheck-list": (P.DUTY_VIEW, "GET"),
    "cadres:spotcheck-withdraw": (P.DUTY_CHECK, "POST"),
    # cadres: appointments
    "cadres:appointment-list": (P.CADRE_VIEW, "GET"),
    "cadres:appointment-new": (P.CADRE_EDIT, "GET POST"),
    "cadres:appointment-detail": (P.CADRE_VIEW, "GET"),
    "cadres:appointment-edit": (P.CADRE_EDIT, "GET POST"),
    "cadres:appointment-move": (P.CADRE_EDIT, "POST"),
    "cadres:appointment-paper": (P.CADRE_VIEW, "GET"),
    "cadres:appointment-review": (P.CADRE_EDIT, "GET"),
    "cadres:appointment-filing": (P.CADRE_EDIT, "GET"),
    "cadres:opinion-list": (P.VETTING_ANSWER, "GET"),
    "cadres:opinion-detail": (P.VETTING_ANSWER, "GET POST"),
    "cadres:opinion-reveal": (P.VETTING_ANSWER, "POST"),
    # economy: income
    "economy:overview": (P.ECONOMY_VIEW, "GET"),
    "economy:village-list": (P.ECONOMY_VIEW, "GET"),
    "economy:village-detail": (P.ECONOMY_VIEW, "GET"),
    "economy:incomeentry-new": (P.ECONOMY_EDIT, "GET POST"),
    "economy:incomeentry-withdraw": (P.ECONOMY_EDIT, "GET POST"),
    "economy:incomeentry-voucher": (P.ECONOMY_EDIT, "GET POST"),
    "economy:year-close": (P.ECONOMY_EDIT, "POST"),
    "economy:incomebook-audit": (P.ECONOMY_REVIEW, "POST"),
    "economy:incomebook-reopen": (P.ECONOMY_REVIEW, "POST"),
    "economy:income-export": (P.ECONOMY_VIEW, "GET"),
    "economy:import-new": (P.ECONOMY_REVIEW, "GET POST"),
    "economy:incomeimport-detail": (P.ECONOMY_REVIEW, "GET"),
    "economy:incomeimport-apply": (P.ECONOMY_REVIEW, "POST"),
    "economy:incomeimport-drop": (P.ECONOMY_REVIEW, "POST"),
    "economy:incomeimport-errors": (P.ECONOMY_REVIEW, "GET"),
    # economy: contracts, plan, bonuses
    "economy:contract-list": (P.ECONOMY_VIEW, "GET"),
    "economy:contract-new": (P.ECONOMY_EDIT, "GET POST"),
    "economy:contract-detail": (P.ECONOMY_VIEW, "GET"),
    "economy:contract-end": (P.ECONOMY_EDIT, "POST"),
    "economy:contract-withdraw": (P.ECONOMY_EDIT, "POST"),
    "economy:plan": (P.ECONOMY_VIEW, "GET"),
    "economy:plan-open": (P.ECONOMY_REVIEW, "POST"),
    "economy:plan-targets": (P.ECONOMY_REVIEW, "GET POST"),
    "economy:incometarget-explain": (P.ECONOMY_EDIT, "GET POST"),
    "economy:bonus-list": (P.ECONOMY_VIEW, "GET"),
    "economy:bonus-village": (P.ECONOMY_VIEW, "GET"),
    "economy:bonus-new": (P.ECONOMY_EDIT, "GET POST"),
    "economy:bonusplan-detail": (P.ECONOMY_VIEW, "GET"),
    "economy:bonusplan-edit": (P.ECONOMY_EDIT, "GET POST"),
    "economy:bonusplan-move": (P.ECONOMY_VIEW, "POST"),
    "economy:incomebook-hand-over": (P.ECONOMY_REVIEW, "POST"),
    # economy: projects
    "economy:project-list": (P.ECONOMY_VIEW, "GET"),
    "economy:project-new": (P.ECONOMY_EDIT, "GET POST"),
    "economy:project-detail": (P.ECONOMY_VIEW, "GET"),
    "economy:project-edit": (P.ECONOMY_EDIT, "GET POST"),
    "economy:project-move": (P.ECONOMY_VIEW, "POST"),
    "economy:project-decide": (P.ECONOMY_EDIT, "POST"),
    "economy:project-change": (P.ECONOMY_EDIT, "GET POST"),
    "economy:project-progress": (P.ECONOMY_EDIT, "POST"),
    "economy:project-ask": (P.ECONOMY_EDIT, "POST"),
    "economy:project-share": (P.ECONOMY_EDIT, "GET POST"),
    "economy:projectrelease-settle": (P.ECONOMY_CHECK, "POST"),
    # economy: enterprises, agreements, specialities
    "economy:enterprise-list": (P.ECONOMY_VIEW, "GET"),
    "economy:enterprise-new": (P.ECONOMY_CHECK, "GET POST"),
    "economy:enterprise-detail": (P.ECONOMY_VIEW, "GET"),
    "economy:enterprise-edit": (P.ECONOMY_CHECK, "GET POST"),
    "economy:agreement-new": (P.ECONOMY_CHECK, "GET POST"),
    "economy:agreement-detail": (P.ECONOMY_VIEW, "GET"),
    "economy:agreement-review": (P.ECONOMY_CHECK, "POST"),
    "economy:agreement-end": (P.ECONOMY_CHECK, "POST"),
    "economy:speciality-list": (P.ECONOMY_VIEW, "GET"),
    "economy:speciality-own": (P.ECONOMY_EDIT, "GET POST"),
    # economy: policy bottlenecks
    "economy:bottleneck-list": (P.ECONOMY_VIEW, "GET"),
    "economy:bottleneck-new": (P.ECONOMY_EDIT, "GET POST"),
    "economy:bottleneck-detail": (P.ECONOMY_VIEW, "GET"),
    "economy:bottleneck-move": (P.ECONOMY_VIEW, "POST"),
    "dashboards:overview-current": (P.OVERVIEW_VIEW, "GET"),
    "dashboards:cockpit": (P.OVERVIEW_VIEW, "GET"),
    "dashboards:screen": (P.OVERVIEW_VIEW, "GET"),
    "dashboards:panel": (P.OVERVIEW_VIEW, "GET"),
    "dashboards:manual": (EVERYONE, "GET"),
    "dashboards:guide-move": (EVERYONE, "POST"),
    "dashboards:search": (P.LEDGER_VIEW, "GET"),
    "dashboards:village-own": (P.LEDGER_EDIT, "GET"),
    "dashboards:village": (P.LEDGER_VIEW, "GET"),
    "dashboards:calendar": (EVERYONE, "GET"),
    "dashboards:export-list": (EVERYONE, "GET"),
    "dashboards:export-new": (EVERYONE, "GET POST"),
    "dashboards:export-detail": (EVERYONE, "GET"),
    "dashboards:export-file": (EVERYONE, "GET"),
    "dashboards:feed-new": (EVERYONE, "POST"),
    "dashboards:feed-stop": (EVERYONE, "POST"),
    "dashboards:overview": (P.OVERVIEW_VIEW, "GET"),
    "dashboards:ledger-list": (P.OVERVIEW_VIEW, "GET"),
    "dashboards:summary-table": (P.OVERVIEW_VIEW, "GET"),
}
# Open to all: whoever watches the machine, and the sign-in itself.
OPEN = {"healthz", "components", "dashboards:calendar-feed"}  # the last opens to its private token only
# Two roles of the chain share these with the township's reviewers.
ALSO = {
    "audits:bulk-pass": P.REVIEW_DISTRICT,
    "audits:verdict-give": P.REVIEW_DISTRICT,
    "audits:remark-list": P.REVIEW_DISTRICT,
    "audits:remark-retire": P.REVIEW_DISTRICT,
    "audits:finding-issue": P.REVIEW_DISTRICT,
    "ledgers:appraisal-move": P.REVIEW_TOWNSHIP,
    "ledgers:transfer-move": P.REVIEW_TOWNSHIP,
    "cadres:cadre-export": P.CADRE_FILE,
    "cadres:cadre-reveal": P.CADRE_FILE,
    "cadres:application-move": P.CADRE_EDIT,
    "audits:circular-edit": P.CIRCULAR_CHECK,
    "audits:circular-refresh": P.CIRCULAR_CHECK,
    "cadres:appointment-move": P.CADRE_FILE,
    "cadres:appointment-review": P.CADRE_FILE,
    "cadres:appointment-filing": P.CADRE_FILE,
    "facilities:project-move": P.FACILITY_DECIDE,
    "facilities:project-payment": P.FACILITY_DECIDE,
    "facilities:payment-withdraw": P.FACILITY_DECIDE,
    "facilities:project-accept": P.FACILITY_VERIFY,
    "facilities:project-report": P.FACILITY_CHECK,
    "facilities:project-photo": P.FACILITY_CHECK,
    "economy:enterprise-new": P.ECONOMY_APPROVE,
    "economy:enterprise-edit": P.ECONOMY_APPROVE,
    "economy:agreement-new": P.ECONOMY_APPROVE,
    "economy:agreement-review": P.ECONOMY_APPROVE,
    "economy:agreement-end": P.ECONOMY_APPROVE,
    "economy:speciality-own": P.ECONOMY_CHECK,
    "economy:bottleneck-list": P.BOTTLENECK_ANSWER,
    "economy:bottleneck-detail": P.BOTTLENECK_ANSWER,
    "economy:bottleneck-move": P.BOTTLENECK_ANSWER,
    "facilities:redflag-move": P.FACILITY_DECIDE,
    "facilities:redflag-object": P.FACILITY_DECIDE,
    "facilities:redflag-recheck": P.FACILITY_VERIFY,
}


def named_addresses(resolver=None, namespace="") -> dict[str, list[str]]:
    """Return every named address of ours with the names of its arguments."""
    found: dict[str, list[str]] = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            if "allauth" in str(entry.urlconf_name):
                continue
            prefix = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            found |= named_addresses(entry, prefix)
        elif entry.name:
            found[f"{namespace}{entry.name}"] = list(entry.pattern.converters)
    return found


ADDRESSES = named_addresses()
ROWS = [name for name, arguments in ADDRESSES.items() if {"pk", "file_id", "uuid"} & set(arguments)]


def test_every_address_is_swept():
    assert set(ADDRESSES) - OPEN == set(PAGES)


class World:
    """A district with a row behind every address, the people of each role, and a stranger district."""

    def __init__(self) -> None:
        self.home = home = District()
        self.away = District(code="361003", name="东乡区")
        self.meeting = record_meeting(home.ledger(), home.secretary, MeetingKind.THEME_DAY)
        self.file = make_file(home.branch, home.secretary)
        self.link = MeetingFile.objects.create(
            meeting=self.meeting, file=self.file, added_by=home.secretary, added_at=NOW
        )
        self.ledger = home.ledger()
        self.member = self.meeting.attendances.first().member
        self.project, self.release = make_project_rows(home)
        self.talk = make_talk(home)
        self.exception, self.extension = make_exception(home), make_extension(home)
        # To outside: a transfer inside the district is rightly seen by the branch it goes to (test_transfers).
        self.transfer = issued(home, target=None, outside="中共义乌市佛堂镇示例村支部")
        self.appraisal = make_appraisal(home)
        self.circular = make_circular(home)
        self.sample = plan_by_hand(home)
        self.case = make_case(home)
        self.commitment_file = CommitmentFile.objects.create(
            commitment=self.case.commitments.first(), file=self.file, added_by=home.secretary, added_at=NOW
        )
        self.candidate = walk(make_candidate(home.branch, home.secretary), home.secretary, TALK)
        self.publication = make_publication(home.branch, home.secretary, upto="up")
        self.noticefile = add_photo(self.publication, home.secretary)
        self.objection = make_objection(self.publication, home.secretary)
        self.decision = decided(home, 5)
        self.decision_file = DecisionFile.objects.filter(step__decision=self.decision).first()
        self.decision_draft = draft_attach(
            decision=self.decision, version=1, number=6, file=self.file, by=home.secretary, at=NOW
        )
        self.objection = objection_add(
            decision=self.decision,
            number=5,
            who="村民",
            raised_on=NOW.date(),
            text="路面宽度",
            by=home.secretary,
            at=NOW,
        )
        self.study, self.absence, self.exemption = make_standing(home, self.member)
        self.measure, self.organisational = make_measures(home, self.member)
        self.remark = make_remark(home.township, home.reviewer)
        self.roll_import = receive(home, good(), good(姓名="李示例", 入党日期="不记得"))
        line = DuesLine(self.member.pk, 20, NOW.date())
        dues_save(ledger=self.ledger, lines=[line], by=home.secretary, at=NOW)
        self.payment = self.ledger.dues.get()
        self.finding = walk_finding(home, open_one(home), "issue")
        self.finding_file = FindingFile.objects.create(
            finding=self.finding, file=self.file, added_by=home.secretary, added_at=NOW
        )
        self.visit = make_visit(home)
        self.pay = fill_pay(home)
        self.visit_file = VisitFile.objects.create(
            visit=self.visit, file=self.file, added_by=home.inspector, added_at=NOW
        )
        self.cadre = make_cadre(home)
        self.tenure = hold(home, self.cadre, PostKind.SUPERVISION_HEAD)
        self.entry, self.kinship, self.term = make_file_rows(home, self.cadre)
        self.course, self.subsidy, self.recognition = make_growth(home)
        self.honour, self.talent, self.application, self.selection_objection = make_selection(home)
        self.roster = make_roster(home)
        self.swap = make_swap(home, self.roster)
        self.leave = make_leave(home, self.swap.other)
        self.matter = make_matter(home, self.swap.asker)
        self.check = make_check(home, self.roster)
        self.appointment = sent(home)
        self.opinion = self.appointment.opinions.get()
        self.economy = fill_economy(home)
        self.facilities = fill_facilities(home)
        self.enterprise, self.agreement = make_enterprise_rows(home)
        self.bottleneck = assigned(home)
        self.export = long_export(home)
        self.people = {
            Role.SECRETARY: home.secretary,
            Role.TOWNSHIP_REVIEWER: home.reviewer,
            Role.TOWNSHIP_LEADER: home.township_leader,
            Role.DISTRICT_REVIEWER: home.district_reviewer,
            Role.DISTRICT_CHECKER: home.checker,
            Role.DISTRICT_LEAD: home.lead,
            Role.STATION_INSPECTOR: home.inspector,
            Role.LEADER: home.leader,
            Role.DEPARTMENT_OFFICER: home.officer,
            Role.SYSTEM_ADMIN: home.system_admin,
            Role.SECURITY_ADMIN: home.security_admin,
            Role.AUDIT_ADMIN: home.audit_admin,
        }

    def address(self, name: str) -> str:
        section, _colon, page = name.rpartition(":")
        values = {
            "month": self.home.month.key,
            "village": self.home.branch.pk,
            "code": "meetings.late_entry_days",
            "step": ACTIVIST,
            "year": 2026,
            "number": 5,
            "item": "flag",
            "panel": "rates",
        }
        for argument in ADDRESSES[name]:
            if argument in values:
                continue
            values[argument] = self.row(section, page)
        return reverse(name, kwargs={key: values[key] for key in ADDRESSES[name]})

    def row(self, section: str, page: str):
        if section == "evidence":
            return self.file.pk
        if section == "notices":
            return 999_999  # another's message: nobody but the recipient finds it
        if section == "dashboards" and page.startswith("export"):
            return self.export.pk
        if page.startswith("savedfilter"):
            return 999_999  # another's filter: nobody but its person finds it
        if section == "economy" and page.startswith("agreement"):
            return self.agreement.pk  # audits has pages of that name
        for prefix, row in (
            *(self.economy.items() if section == "economy" else ()),
            *(self.facilities.items() if section == "facilities" else ()),
            *self.pay.items(),
            ("projectrelease", self.release),
            ("enterprise", self.enterprise),
            ("bottleneck", self.bottleneck),
            ("project", self.project),
            ("dutyabsence", self.check.absence),
            ("dutyswap", self.swap),
            ("dutyleave", self.leave),
            ("duty", self.swap.duty),
            ("roster", self.roster),
            ("matter", self.matter),
            ("spotcheck", self.check),
            ("appointment", self.appointment),
            ("opinion", self.opinion),
            ("visitfile", self.visit_file),
            ("visit", self.visit),
            ("inspection-plan", self.visit.plan),
            ("meeting", self.meeting),
            ("file", self.link),
            ("member", self.member),
            ("transfer-new", self.member),
            ("transfer", self.transfer),
            ("circular", self.circular),
            ("sample", self.sample),
            ("agreement", self.home.township),
            ("case", self.case),
            ("commitmentfile", self.commitment_file),
            ("commitment", self.case.commitments.first()),
            ("finding-letter", self.home.branch),
            ("findingfile", self.finding_file),
            ("finding", self.finding),
            ("candidate", self.candidate),
            ("development-step", self.candidate.steps.first()),
            ("study", self.study),
            ("absence", self.absence),
            ("exemption", self.exemption),
            ("measure", self.measure),
            ("organisational", self.organisational),
            ("rectification", self.organisational),
            ("exception", self.exception),
            ("extension", self.extension),
            ("talk", self.talk),
            ("appraisal-line", self.appraisal.lines.first()),
            ("appraisal", self.appraisal),
            ("publication", self.publication),
            ("remark", self.remark),
            ("noticefile", self.noticefile),
            ("objection", self.objection),
            ("decisionobjection", self.objection),
            ("decisionfile", self.decision_file),
            ("decisiondraft", self.decision_draft),
            ("decision", self.decision),
            ("import", self.roll_import),
            ("course", self.course),
            ("subsidy", self.subsidy),
            ("recognition", self.recognition),
            ("honour", self.honour),
            ("talent", self.talent),
            ("round", self.application.round),
            ("application", self.application),
            ("selectionobjection", self.selection_objection),
            ("dues-member", self.member),
            ("dues-payment", self.payment),
            ("village", self.home.branch),
            ("cadre", self.cadre),
            ("tenure", self.tenure),
            ("term", self.term),
            ("entry", self.entry),
            ("kinship", self.kinship),
        ):
            if page.startswith(prefix):
                return row.pk
        return self.ledger.pk


@pytest.fixture
def world(db) -> World:
    return World()


def ask(client, world: World, name: str, person):
    """Ask for an address as `person` by its first method; a POST carries nothing, so that nothing changes."""
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    address, methods = world.address(name), PAGES[name][1]
    response = client.get(address) if methods.startswith("GET") else client.post(address)
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def reason_given(response) -> bool:
    """Tell whether a refusal says why in a sentence a person can act on."""
    if response.context is not None and response.context.get("reason"):
        return str(response.context["reason"]) in html.unescape(response.content.decode())
    return bool(re.search(r"[\u4e00-\u9fff]{6}", response.content.decode()))


def test_anonymous_visitors_reach_the_sign_in_only(client, world):
    for name in PAGES:
        response = client.get(world.address(name))
        assert response.status_code == 302, name
        assert response.url.startswith("/accounts/login/"), name


@pytest.mark.parametrize("role", list(ROLES))
def test_roles_reach_what_they_may_and_hear_why_not(client, world, role):
    person = world.people[role]
    permissions = ROLES[role].permissions
    for name, (needed, _methods) in PAGES.items():
        response = ask(client, world, name, person)
        allowed = needed is EVERYONE or needed in permissions or ALSO.get(name) in permissions
        if not allowed:
            assert response.status_code in (403, 404), f"{role} at {name}: {response.status_code}"
            if response.status_code == 403:
                assert reason_given(response), f"{role} at {name}"
        else:
            assert response.status_code < 500, f"{role} at {name}: {response.status_code}"
            assert response.status_code != 405, f"{role} at {name}"


@pytest.mark.parametrize("role", list(ROLES))
def test_strangers_never_learn_that_a_row_exists(client, world, role):
    away = world.away
    stranger = {
        Role.SECRETARY: away.secretary,
        Role.TOWNSHIP_REVIEWER: away.reviewer,
        Role.TOWNSHIP_LEADER: away.township_leader,
        Role.DISTRICT_REVIEWER: away.district_reviewer,
        Role.DISTRICT_CHECKER: away.checker,
        Role.DISTRICT_LEAD: away.lead,
        Role.STATION_INSPECTOR: away.inspector,
        Role.LEADER: away.leader,
        Role.DEPARTMENT_OFFICER: away.officer,
        Role.SYSTEM_ADMIN: away.system_admin,
        Role.SECURITY_ADMIN: away.security_admin,
        Role.AUDIT_ADMIN: away.audit_admin,
    }[role]
    for name in ROWS:
        response = ask(client, world, name, stranger)
        assert response.status_code == 404, f"{role} of another district at {name}: {response.status_code}"


def test_neighbours_in_the_district_do_not_see_each_others_rows(client, world):
    home = world.home
    neighbours = [home.sibling_secretary, home.other_secretary, home.other_reviewer]
    for name in ROWS:
        if name.startswith(("audits:circular", "audits:sample", "cadres:round")):
            continue  # addressed to the whole district: a circular, how its samples were drawn, a round of selection
        for neighbour in neighbours:
            response = ask(client, world, name, neighbour)
            assert response.status_code == 404, f"{neighbour} at {name}: {response.status_code}"


def test_changes_are_post_only(client, world):
    for name, (_needed, methods) in PAGES.items():
        if methods == "POST":
            client.force_login(world.home.secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
            assert client.get(world.address(name)).status_code == 405, name


def test_a_page_in_a_hat_of_another_role_is_refused(client, world):
    """Someone who is a secretary here and a reviewer elsewhere acts under one hat at a time."""
    person = world.home.secretary
    grant(person, Role.TOWNSHIP_REVIEWER, world.home.other_township)
    hats = {held.role: held for held in person.memberships.all()}
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    client.post(reverse("branches:hat-switch"), {"membership": hats[Role.TOWNSHIP_REVIEWER].pk})
    assert client.get(world.address("ledgers:meeting-edit")).status_code == 404
    assert client.get(reverse("audits:queue", args=[world.home.month.key])).status_code == 200

    client.post(reverse("branches:hat-switch"), {"membership": hats[Role.SECRETARY].pk})
    assert client.get(world.address("ledgers:meeting-edit")).status_code == 200
    assert client.get(reverse("audits:queue", args=[world.home.month.key])).status_code == 403
