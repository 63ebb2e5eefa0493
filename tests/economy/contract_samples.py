"""Contracts of 马源村, for tests."""

import datetime as dt

from economy.enums.contract import ContractKind
from economy.models import Contract
from economy.services.contract import contract_add
from tests.factories import NOW


def make_contract(district, branch=None, **values) -> Contract:
    branch = branch or district.branch
    columns = {
        "kind": ContractKind.LEASE,
        "number": "马源租〔2024〕1号",
        "asset": "原小学校舍",
        "party": "食用菌合作社",
        "signed_on": dt.date(2023, 12, 20),
        "since": dt.date(2024, 1, 1),
        "until": dt.date(2028, 12, 31),
        "yearly_cents": 24_000_00,
        "pays_by": 6,
    }
    by = values.pop("by", district.secretary_of(branch))
    return contract_add(village=branch, values=columns | values, by=by, at=NOW)
