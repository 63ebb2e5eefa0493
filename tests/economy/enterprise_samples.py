"""Enterprises and agreements for tests; their codes are invented and have the right check character."""

import datetime as dt
import uuid
from decimal import Decimal

from branches.models import Organisation, User
from config.lib.creditcode import check_character
from economy.enums.enterprise import AgreementMode, EnterpriseLevel, Performance
from economy.models import AgreementReview, Enterprise, EnterpriseAgreement, Speciality
from economy.services.enterprise import agreement_review, agreement_write, enterprise_register, speciality_save
from tests.factories import NOW, District


def credit_code(number: int = 1) -> str:
    first = f"91361002MA{number:07d}"
    return first + check_character(first)


def enterprise_values(**given) -> dict:
    return {
        "code": credit_code(),
        "name": "示例蔬菜有限公司",
        "level": EnterpriseLevel.COUNTY,
        "industry": "蔬菜种植、加工",
        "address": "",
    } | given


def make_enterprise(district: District, by: User | None = None, **given) -> Enterprise:
    return enterprise_register(values=enterprise_values(**given), by=by or district.reviewer, at=NOW)


def agreement_values(**given) -> dict:
    return {
        "title": "辣椒订单种植",
        "mode": AgreementMode.FLOOR,
        "floor_cents": 30_000_00,
        "dividend_percent": Decimal("20"),
        "area_mu": Decimal("50.5"),
        "signed_on": dt.date(2026, 3, 1),
        "since": dt.date(2026, 3, 1),
        "until": dt.date(2028, 2, 29),
    } | given


def make_agreement(
    district: District, enterprise: Enterprise | None = None, villages: list[Organisation] | None = None, **given
) -> EnterpriseAgreement:
    enterprise = enterprise or make_enterprise(district)
    by, households = given.pop("by", district.reviewer), given.pop("households", 12)
    return agreement_write(
        code=given.pop("code", enterprise.code),
        values=agreement_values(**given),
        villages=dict.fromkeys([district.branch] if villages is None else villages, households),
        key=given.pop("key", uuid.uuid4()),
        by=by,
        at=NOW,
    )


def judge(district: District, agreement: EnterpriseAgreement, **given) -> AgreementReview:
    values = {"year": 2026, "grade": Performance.KEPT, "due_cents": 30_000_00, "paid_cents": 30_000_00, "text": ""}
    return agreement_review(agreement=agreement, by=district.reviewer, at=NOW, **(values | given))


def speciality_values(**given) -> dict:
    return {
        "product": "辣椒",
        "brand": "示例牌",
        "certificate": "green",
        "output_cents": 1_200_000_00,
        "households": 60,
        "enterprise": None,
    } | given


def make_speciality(
    district: District, place: Organisation | None = None, by: User | None = None, **given
) -> Speciality:
    place, by = place or district.branch, by or district.secretary
    year = given.pop("year", 2026)
    return speciality_save(place=place, year=year, values=speciality_values(**given), by=by, at=NOW)


def make_enterprise_rows(district: District) -> tuple[Enterprise, EnterpriseAgreement]:
    """A row of each kind."""
    agreement = make_agreement(district)
    judge(district, agreement)
    make_speciality(district)
    return agreement.enterprise, agreement
