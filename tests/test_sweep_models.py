"""Every model that belongs to an organisation offers `visible_to`, and no row leaves its district by it."""

import pytest
from django.apps import apps
from django.conf import settings

from branches.enums import ROLES, Role
from branches.models import Organisation
from ledgers.development_steps import TALK
from tests.audits.finding_samples import open_one
from tests.audits.finding_samples import walk as walk_finding
from tests.audits.inspection_samples import finished_visit
from tests.audits.sample_samples import plan_by_hand
from tests.audits.talk_samples import make_case
from tests.cadres.appointment_samples import reviewed
from tests.cadres.cadre_samples import make_cadre, make_file_rows
from tests.cadres.duty_samples import make_check, make_leave, make_matter, make_roster, make_swap
from tests.cadres.growth_samples import make_growth, make_selection
from tests.cadres.pay_samples import fill as fill_pay
from tests.dashboards.export_samples import long_export
from tests.economy.bottleneck_samples import assigned
from tests.economy.economy_samples import fill_economy
from tests.economy.enterprise_samples import make_enterprise_rows
from tests.economy.project_samples import make_project_rows
from tests.facilities.samples import fill as fill_facilities
from tests.factories import District, record_meeting
from tests.ledgers.decision_samples import decided
from tests.ledgers.development_samples import make_candidate, walk
from tests.ledgers.transfer_samples import issued

OURS = [
    model
    for config in apps.get_app_configs()
    if str(config.path) == str(settings.BASE_DIR / config.label)
    for model in config.get_models()
    if not model._meta.model_name.endswith("event")
]
# Rows without an owner: the same for all districts, or a log that no page reads by itself.
SHARED = {"checklist", "checklistitem", "numberseries", "findingseries", "effect", "holiday", "user"}
# Rows that are reached through their owner only, never looked up by themselves.
THROUGH_OWNER = {"guidancestation", "stationcoverage", "circularstep"}


def reaches_organisation(model, seen=()) -> bool:
    if model is Organisation:
        return True
    if model in seen:
        return False
    return any(
        reaches_organisation(field.related_model, (*seen, model))
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model and field.related_model._meta.label != "branches.User"
    )


SCOPED = [
    model for model in OURS if model._meta.model_name not in SHARED | THROUGH_OWNER and reaches_organisation(model)
]


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_model_offers_visible_to(model):
    assert callable(getattr(model.objects.all(), "visible_to", None))


def test_no_row_is_visible_from_another_district(db):
    here, there = District(), District(code="361003", name="东乡区")
    make_project_rows(here)
    ledger = here.submitted()
    record_meeting(here.ledger(here.sibling), here.sibling_secretary)
    walk(make_candidate(here.branch, here.secretary), here.secretary, TALK)
    decided(here, 5, here.sibling)
    issued(here)
    plan_by_hand(here)
    make_case(here, here.sibling)
    walk_finding(here, open_one(here), "issue")
    finished_visit(here)
    fill_pay(here)
    fill_economy(here)
    roster = make_roster(here)
    make_swap(here, roster)
    make_check(here, roster)
    make_matter(here, make_leave(here, roster.duties.first().main).cadre)
    make_file_rows(here, make_cadre(here))
    make_growth(here)
    make_selection(here)
    reviewed(here)
    fill_facilities(here)
    make_enterprise_rows(here)
    assigned(here)
    long_export(here)

    for model in SCOPED:
        rows = model.objects.all()
        own = set(rows.visible_to(here.district_reviewer).values_list("pk", flat=True))
        for stranger in (
            there.district_reviewer,
            there.reviewer,
            there.secretary,
            there.leader,
            there.inspector,
            there.officer,
        ):
            seen = set(rows.visible_to(stranger).values_list("pk", flat=True))
            assert not own & seen, f"{stranger} sees {model._meta.label} rows of another district"
    assert ledger.pk in set(type(ledger).objects.visible_to(here.district_reviewer).values_list("pk", flat=True))


def test_a_branch_sees_its_own_rows_only(district):
    make_project_rows(district)
    ledger = district.submitted()
    fill_pay(district)
    fill_economy(district)
    make_check(district, make_roster(district))
    reviewed(district)
    fill_facilities(district)
    make_enterprise_rows(district)
    assigned(district)
    long_export(district)

    for model in SCOPED:
        if model._meta.model_name in {"organisation", "membership", "month", "districtparameters", "sample"}:
            continue
        own = set(model.objects.all().visible_to(district.secretary).values_list("pk", flat=True))
        for neighbour in (district.sibling_secretary, district.other_secretary, district.other_reviewer):
            seen = set(model.objects.all().visible_to(neighbour).values_list("pk", flat=True))
            assert not own & seen, f"{neighbour} sees {model._meta.label} rows of {ledger.branch}"


@pytest.mark.parametrize("role", [code for code, role in ROLES.items() if not role.sees_party_data])
def test_administrators_and_officers_see_no_party_data(district, role):
    make_project_rows(district)
    district.submitted()
    fill_pay(district)
    fill_economy(district)
    make_check(district, make_roster(district))
    reviewed(district)
    fill_facilities(district)
    assigned(district)
    administrator = {
        Role.SYSTEM_ADMIN: district.system_admin,
        Role.SECURITY_ADMIN: district.security_admin,
        Role.AUDIT_ADMIN: district.audit_admin,
        Role.DEPARTMENT_OFFICER: district.officer,
    }[role]

    seen = {model._meta.model_name for model in SCOPED if model.objects.all().visible_to(administrator).exists()}

    # What was sent to the own department and the message that says so, nothing of the case it belongs to.
    sent = {"opinion", "hit", "notice", "bottleneck", "bottleneckstep"} if role == Role.DEPARTMENT_OFFICER else set()
    assert seen <= {"organisation", "membership"} | sent
