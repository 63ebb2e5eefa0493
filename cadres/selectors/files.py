"""What a file's page and the exported register show."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from cadres.enums import EntryKind, PostKind, Protected
from cadres.models import Cadre, CadreAccess, FileEntry, Kinship, Tenure
from ledgers.models import DisciplinaryMeasure
from ledgers.selectors.access import AccessRow


@dataclass(frozen=True, slots=True)
class EntryGroup:
    kind: str
    label: str
    entries: list[FileEntry]


def entry_groups(cadre: Cadre) -> list[EntryGroup]:
    """Return the valid lines of a file by kind, the newest first; kinds without lines are left out."""
    found = defaultdict(list)
    for entry in cadre.entries.valid().select_related("file").order_by("-since", "-pk"):
        found[entry.kind].append(entry)
    return [EntryGroup(kind.value, str(kind.label), found[kind]) for kind in EntryKind if kind in found]


def disciplined_in(cadres: Iterable[int], year: int) -> set[int]:
    """Return those of `cadres` who were disciplined in a year or under the influence of a measure (处分影响期) then, by
    their own file or as Party members, in two queries."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    entries = FileEntry.objects.valid().filter(
        Q(since__gte=first) | Q(effect_until__gte=first),
        kind=EntryKind.DISCIPLINE,
        cadre__in=list(cadres),
        since__lte=last,
    )
    measures = DisciplinaryMeasure.objects.filter(withdrawn_at=None, since__lte=last).filter(
        Q(since__gte=first) | Q(until__gte=first)
    )
    members = Cadre.objects.filter(pk__in=list(cadres), member__measures__in=measures)
    return {*entries.values_list("cadre", flat=True), *members.values_list("pk", flat=True)}


def kin_of(cadre: Cadre) -> list[tuple[Kinship, Cadre]]:
    """Return the near relatives of a cadre among the cadres, with the row that says so."""
    rows = Kinship.objects.valid().filter(Q(first=cadre) | Q(second=cadre)).select_related("first", "second")
    return [(row, row.second if row.first_id == cadre.pk else row.first) for row in rows]


def accesses_of(user: User, cadre: Cadre, *, limit: int) -> list[tuple[CadreAccess, str]]:
    """Return who opened what of a file and why, the newest first, with the items in words."""
    found = CadreAccess.objects.visible_to(user).filter(cadre=cadre).select_related("by").order_by("-pk")[:limit]
    return [(access, items_in_words(access)) for access in found]


def items_in_words(access: CadreAccess) -> str:
    known = dict(Protected.choices)
    return "、".join(str(known.get(item, item)) for item in access.fields)


def register_rows(user: User, place: Organisation, day: dt.date) -> list[tuple]:
    """Return the cadres in office below `place` as rows of the register (村干部名册), in the order of the tree.

    A row is (township, village, name, posts, gender, birth date, ethnicity, education, political status, joined on, in
    office since, ID number, telephone): the full numbers, so call it for an export that was logged.
    """
    held: dict[int, list[Tenure]] = defaultdict(list)
    tenures = Tenure.objects.visible_to(user).on(day).filter(organisation__path__startswith=place.path)
    for tenure in tenures.order_by("since", "pk"):
        held[tenure.cadre_id].append(tenure)
    cadres = Cadre.objects.visible_to(user).filter(pk__in=held).select_related("organisation")
    townships = dict(Organisation.objects.filter(depth__lt=place.depth + 2).values_list("path", "name"))
    return [
        (
            townships.get(cadre.organisation.parent_path, ""),
            cadre.organisation.village_name,
            cadre.name,
            "、".join(str(PostKind(tenure.kind).label) for tenure in held[cadre.pk]),
            cadre.get_gender_display(),
            cadre.birth_date,
            cadre.ethnicity,
            cadre.get_education_display(),
            cadre.get_political_status_display(),
            cadre.joined_on,
            min(tenure.since for tenure in held[cadre.pk]),
            cadre.id_number,
            cadre.phone,
        )
        for cadre in cadres.order_by("organisation__path", "pk")
    ]


def opening_rows(accesses: Iterable[CadreAccess]) -> list[AccessRow]:
    """Return the openings as the auditor reads them."""
    return [
        AccessRow(
            at=access.at,
            who=str(access.by),
            place=access.organisation.short_name,
            whom=access.cadre.name if access.cadre else _("%(n)d 人") % {"n": access.rows},
            how=str(access.get_kind_display()),
            what=items_in_words(access),
            why=access.reason,
        )
        for access in accesses
    ]
