"""Cases of appointment for tests, walked through the services."""

import datetime as dt

from branches.enums import Role
from branches.models import Department, User
from cadres.enums import PostKind
from cadres.enums.appointments import CaseAction as A
from cadres.enums.appointments import CaseKind, OpinionAnswer
from cadres.models import Appointment, Cadre, Opinion
from cadres.services.appointments import appointment_move, appointment_open, opinion_answer
from tests.cadres.cadre_samples import make_cadre
from tests.factories import NOW, District, make_user

TODAY = NOW.date()
NUMBER = "11010519491231002X"  # the example of the standard (GB 11643-1999)


def decision(**values) -> dict:
    return {
        "decided_on": TODAY,
        "meeting": "镇党委2026年第18次会议",
        "decision_number": "",
        "reasons": "政治可靠，群众认可，熟悉村里情况。",
    } | values


def open_case(
    district: District, cadre: Cadre | None = None, kind=CaseKind.NEW, post=PostKind.PARTY_SECRETARY, **more
) -> Appointment:
    """A draft of the first township."""
    cadre = cadre or make_cadre(district, id_number=NUMBER if not Cadre.objects.exists() else "")
    values = decision(**more.pop("values", {}))
    at = more.pop("at", NOW)
    return appointment_open(kind=kind, cadre=cadre, post=post, values=values, by=district.reviewer, at=at, **more)


def move(case: Appointment, action: str, by: User, at: dt.datetime = NOW, **values) -> Appointment:
    return appointment_move(case=case, action=action, values=values, by=by, at=at)


def sent(district: District, **more) -> Appointment:
    return move(open_case(district, **more), A.SEND, district.reviewer)


def second_department(district: District) -> tuple[Department, User]:
    department = Department.objects.create(county=district.root, name="区人民法院", position=2)
    return department, make_user(Role.DEPARTMENT_OFFICER, district.root, name="法院经办人", department=department)


def answer(opinion: Opinion, by: User, said=OpinionAnswer.NONE, text="", items=(), at=NOW) -> Opinion:
    return opinion_answer(opinion=opinion, answer=said, text=text, items=items, by=by, at=at)


def reviewed(district: District, **more) -> Appointment:
    """A case in which the only department has found something."""
    case = sent(district, **more)
    answer(case.opinions.get(), district.officer, OpinionAnswer.UNFIT, "常年在外", ["vetting.away"])
    return case


def filed(district: District, **more) -> Appointment:
    """A case that the only department has nothing against, with the district."""
    case = sent(district, **more)
    answer(case.opinions.get(), district.officer)
    return move(case, A.FILE, district.reviewer)


def agreed(district: District, **more) -> Appointment:
    return move(filed(district, **more), A.AGREE, district.district_reviewer)


def appointed(district: District, **more) -> Appointment:
    paper = {"paper_number": "高委干〔2026〕3号", "paper_on": TODAY, "since": TODAY}
    return move(agreed(district, **more), A.APPOINT, district.reviewer, **paper)
