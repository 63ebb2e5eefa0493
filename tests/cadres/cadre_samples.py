"""Invented village cadres for tests."""

import datetime as dt
import itertools

from branches.models import Organisation
from cadres.enums import Basis, Body, EntryKind, PoliticalStatus, PostKind, Relation
from cadres.models import Cadre, Tenure
from cadres.services.files import cadre_save, entry_add, kinship_add
from cadres.services.tenures import tenure_begin, term_open
from tests.factories import NOW, District

_numbers = itertools.count(1)
SINCE = dt.date(2023, 3, 1)


def make_cadre(district: District, village: Organisation | None = None, name: str = "", **values) -> Cadre:
    """A file, kept by the township of the village (the district's first by default)."""
    village = village or district.branch
    reviewer = district.reviewer if village.path.startswith(district.township.path) else district.other_reviewer
    columns = {
        "name": name or f"干部{next(_numbers)}",
        "gender": "1",
        "birth_date": dt.date(1980, 5, 4),
        "education": "30",
        "political_status": PoliticalStatus.MEMBER,
        "joined_on": dt.date(2005, 7, 1),
        "phone": "13800000000",
    }
    number = values.pop("id_number", "")
    return cadre_save(cadre=Cadre(organisation=village), values=columns | values, id_number=number, by=reviewer, at=NOW)


def hold(district: District, cadre: Cadre, kind: str = PostKind.PARTY_SECRETARY, since: dt.date = SINCE) -> Tenure:
    """Let the cadre hold a post since before the files began."""
    return tenure_begin(
        village=cadre.organisation,
        cadre=cadre,
        kind=kind,
        since=since,
        basis=Basis.CENSUS,
        by=district.reviewer if cadre.organisation.path.startswith(district.township.path) else district.other_reviewer,
        at=NOW,
    )


def make_file_rows(district: District, cadre: Cadre) -> tuple:
    """A line of the file, a near relative, and a term of the Party branch: (entry, kinship, term)."""
    entry = entry_add(
        cadre=cadre, kind=EntryKind.HONOUR, since=dt.date(2024, 7, 1), text="优秀共产党员", by=district.reviewer, at=NOW
    )
    other = make_cadre(district, cadre.organisation)
    kinship = kinship_add(cadre=cadre, other=other, relation=Relation.IN_LAW, by=district.reviewer, at=NOW)
    term = term_open(
        village=cadre.organisation,
        body=Body.PARTY,
        number=9,
        since=dt.date(2023, 3, 1),
        years=5,
        by=district.reviewer,
        at=NOW,
    )
    return entry, kinship, term
