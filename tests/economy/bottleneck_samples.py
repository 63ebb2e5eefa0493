"""Policy bottlenecks for tests, walked through the service."""

import datetime as dt
import uuid

from branches.enums import Role
from branches.models import Department, Organisation, User
from economy.enums.bottleneck import BottleneckKind, Outcome, Satisfaction
from economy.enums.bottleneck import TicketAction as A
from economy.models import Bottleneck
from economy.services.bottleneck import bottleneck_move, bottleneck_raise
from tests.factories import NOW, District, make_user


def raise_one(district: District, branch: Organisation | None = None, at: dt.datetime = NOW, **given) -> Bottleneck:
    branch = branch or district.branch
    values = {
        "kind": BottleneckKind.LAND,
        "title": "大棚管理房没有用地指标",
        "text": "基地要建管理房80平方米，属于设施农业用地，备案一直没有办下来。",
        "project": None,
    } | given
    by = district.secretary_of(branch)
    return bottleneck_raise(village=branch, values=values, key=uuid.uuid4(), by=by, at=at)


def bureau(district: District, name: str = "区自然资源局") -> tuple[Department, User]:
    """A department that leads bottlenecks and is not asked about cadres, with its officer."""
    department = Department.objects.create(county=district.root, name=name, position=20, vets=False)
    return department, make_user(Role.DEPARTMENT_OFFICER, district.root, name=f"{name}经办人", department=department)


def move(district: District, ticket: Bottleneck, action: str, at: dt.datetime = NOW, by: User | None = None, **values):
    """Let the desk whose move it is make it."""
    by = by or {
        A.RETURN: district.reviewer,
        A.REPORT: district.reviewer,
        A.ASSIGN: district.district_reviewer,
        A.PASS_ON: district.district_reviewer,
        A.REOPEN: district.district_reviewer,
        A.CONSULT: district.officer,
        A.ANSWER: district.officer,
    }.get(action, district.secretary_of(ticket.organisation))
    return bottleneck_move(ticket=ticket, action=action, values=values, by=by, at=at)


def assigned(district: District, department: Department | None = None, branch=None, at=NOW, **given) -> Bottleneck:
    ticket = move(district, raise_one(district, branch, at, **given), A.REPORT, at)
    return move(district, ticket, A.ASSIGN, at, department=department or district.department)


def answered(district: District, outcome: str = Outcome.SOLVED, at: dt.datetime = NOW, **given) -> Bottleneck:
    return move(district, assigned(district, **given), A.ANSWER, at, outcome=outcome, note="已办理备案。")


def closed(district: District, satisfaction: int = Satisfaction.GOOD, **given) -> Bottleneck:
    ticket = answered(district, **given)
    return move(district, ticket, A.RATE, satisfaction=satisfaction, note="还是没办下来" if satisfaction == 1 else "")
