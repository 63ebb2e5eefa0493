"""Projects on their way from the idea to the distribution of returns, for tests: everything by the rules."""

import datetime as dt
import uuid

from branches.models import Organisation
from economy.enums.project import FundKind, OperationMode, ProjectKind, ReleaseState
from economy.enums.project import ProjectAction as A
from economy.models import Project, ProjectRelease, ProjectReturn
from economy.services.project import (
    project_decision_choose,
    project_move,
    project_open,
    release_ask,
    release_settle,
    return_share,
)
from ledgers.enums.decisions import Matter
from ledgers.models import Decision
from tests.factories import NOW, District
from tests.ledgers.decision_samples import decided, publish

TODAY = NOW.date()
BUDGET = 500_000_00
FUNDS = {FundKind.CENTRAL: 400_000_00, FundKind.COLLECTIVE: 100_000_00}


def idea_values(**given) -> dict:
    return {
        "name": "50亩大棚蔬菜基地",
        "kind": ProjectKind.VEGETABLES,
        "place": "上畈",
        "plan": "建大棚50亩，发包给合作社经营，年租金6万元。",
        "budget_cents": BUDGET,
        "expected_cents": 60_000_00,
        "planned_from": dt.date(2026, 11, 10),
        "planned_until": dt.date(2027, 3, 31),
    } | given


def make_idea(district: District, branch: Organisation | None = None, funds: dict | None = None, **given) -> Project:
    branch = branch or district.branch
    return project_open(
        village=branch,
        values=idea_values(**given),
        funds=FUNDS if funds is None else funds,
        key=uuid.uuid4(),
        by=district.secretary_of(branch),
        at=given.pop("at", NOW),
    )


def move(district: District, project: Project, action: str, at: dt.datetime = NOW, **values) -> Project:
    """Let the side whose move it is make it."""
    by = {
        A.RETURN: district.reviewer,
        A.AGREE: district.reviewer,
        A.COMPLETE: district.reviewer,
        A.CORRECT: district.reviewer,
        A.REFUSE: district.district_reviewer,
        A.APPROVE: district.district_reviewer,
        A.CONFIRM: district.district_reviewer,
    }.get(action) or district.secretary_of(project.organisation)
    return project_move(project=project, action=action, values=values, by=by, at=at)


def checked(district: District, branch: Organisation | None = None, **given) -> Project:
    """A project that the township has checked: it waits for its decision."""
    project = make_idea(district, branch, **given)
    return move(district, move(district, project, A.SUBMIT), A.AGREE)


def choose(district: District, project: Project, decision: Decision) -> Project:
    by = district.secretary_of(project.organisation)
    return project_decision_choose(project=project, decision=decision, by=by, at=NOW)


def decide(district: District, project: Project, upto: int = 5, **wording) -> Project:
    """Rest the project on a decision with its steps up to `upto` done."""
    wording = {"title": project.name, "matter": Matter.PROJECT, "amount_cents": project.budget_cents} | wording
    return choose(district, project, decided(district, upto, project.organisation, **wording))


def applied(district: District, branch: Organisation | None = None, **given) -> Project:
    return move(district, decide(district, checked(district, branch, **given)), A.APPLY)


def building(district: District, branch: Organisation | None = None, **given) -> Project:
    return move(district, applied(district, branch, **given), A.APPROVE, approved_number="临区批〔2026〕8号")


def completed(district: District, branch: Organisation | None = None, settlement: int = 490_000_00, **given) -> Project:
    project = building(district, branch, **given)
    return move(district, project, A.COMPLETE, completed_on=TODAY, settlement_cents=settlement)


def operating(district: District, branch: Organisation | None = None, **given) -> Project:
    project = completed(district, branch, **given)
    values = {"operated_from": TODAY, "operation": OperationMode.CONTRACT, "operator": "示例蔬菜合作社"}
    return move(district, project, A.OPERATE, **values)


def publish_results(district: District, project: Project) -> Decision:
    """Do step 6 of the project's decision."""
    publish(district, project.decision, 6, settlement_cents=project.settlement_cents)
    project.decision.refresh_from_db()
    return project.decision


def ask_values(project: Project, **given) -> dict:
    return {
        "fund": project.funds.first(),
        "purpose": "大棚骨架材料款",
        "payee": "示例农业设施有限公司",
        "public_account": True,
        "amount_cents": 100_000_00,
        "is_final": False,
    } | given


def ask(district: District, project: Project, at: dt.datetime = NOW, **given) -> ProjectRelease:
    by = district.secretary_of(project.organisation)
    return release_ask(project=project, values=ask_values(project, **given), key=uuid.uuid4(), by=by, at=at)


def settle(
    district: District, release: ProjectRelease, state: str = ReleaseState.PAID, at: dt.datetime = NOW, **values
) -> ProjectRelease:
    values = {"voucher": "记账18号", "reason": "" if state == ReleaseState.PAID else "资料不全"} | values
    return release_settle(release=release, state=state, values=values, by=district.reviewer, at=at)


def share_values(decision: Decision, **given) -> dict:
    return {
        "year": 2026,
        "income_cents": 60_000_00,
        "cost_cents": 10_000_00,
        "reserve_cents": 10_000_00,
        "members_cents": 25_000_00,
        "decision": decision,
        "shared_on": TODAY,
    } | given


def income_decision(district: District, upto: int = 5, branch: Organisation | None = None, **wording) -> Decision:
    wording = {"title": "2026年基地收益分配", "matter": Matter.INCOME, "amount_cents": 50_000_00} | wording
    return decided(district, upto, branch, **wording)


def share(district: District, project: Project, decision: Decision | None = None, **given) -> ProjectReturn:
    decision = decision or income_decision(district, branch=project.organisation)
    by = district.secretary_of(project.organisation)
    return return_share(project=project, values=share_values(decision, **given), by=by, at=NOW)


def make_project_rows(district: District) -> tuple[Project, ProjectRelease]:
    """A project of the first village with a row of each kind."""
    project = operating(district)
    release = ask(district, project)
    share(district, project)
    return project, release
