"""One box that finds places, people, matters, meetings and circulars within one's sight.

People and places are found by any part of the name, its pinyin, its initials, and when nothing fits by the same sound;
meetings by words of two and more characters in their minutes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.models import Circular
from audits.selectors.circular_search import Search, searched
from branches.enums import ANSWERING_KINDS, Level, Permission
from branches.models import Organisation, User
from branches.names import village_name
from cadres.models import Cadre
from config.lib.found_by_words import excerpt_of, words_of
from config.lib.search_terms import sounds_of, terms_of, wanted_term
from economy.models import Enterprise, Project
from ledgers.models import Decision, Meeting, Member

SHOWN = 8  # of each kind; whoever gets more types more
MOST_PLACES = 3000  # a scope with more places than a large district is searched by its names alone


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the list: what it is called, where it belongs, its page, and for a text the words around the hit.

    The excerpt comes in parts: (text, whether it is what was typed).
    """

    title: str
    place: str
    url: str
    excerpt: Sequence[tuple[str, bool]] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `by_sound` when nothing fitted and these sound alike."""

    label: str
    icon: str
    hits: Sequence[Hit]
    has_more: bool = False
    by_sound: bool = False


def search_everything(user: User, typed: str) -> list[Group]:
    """Return the kinds in which something was found, empty for nothing typed."""
    if not wanted_term(typed):
        return []
    return [group for group in _groups(user, typed) if group.hits]


def _groups(user: User, typed: str) -> Iterator[Group]:
    yield _places(user, typed)
    for permission, label, icon, rows, address in PEOPLE:
        if user.may(permission):
            yield _people(rows(user), typed, str(label), icon, address)
    for permission, label, icon, rows, field, place, address in MATTERS:
        if user.may(permission):
            found = rows(user).filter(**{f"{field}__icontains": typed.strip()}).order_by("-pk")
            yield _group(str(label), icon, found.values_list("pk", field, place), address)
    if user.may(Permission.LEDGER_VIEW) and words_of(typed):
        yield _meetings(user, typed)
    if user.may(Permission.CIRCULAR_VIEW):
        words = Search.of({"q": typed})
        found = searched(Circular.objects.visible_to(user), words).order_by("-pk") if words else Circular.objects.none()
        hits = [
            Hit(circular.title.replace("\n", ""), "", reverse("audits:circular-detail", args=[circular.pk]))
            for circular in found.defer("body", "figures")[: SHOWN + 1]
        ]
        yield Group(_("通报"), "speakerphone", hits[:SHOWN], len(hits) > SHOWN)


# --- Places --------------------------------------------------------------------------------------------------------
_terms_of = lru_cache(maxsize=20_000)(lambda name: frozenset(terms_of(name)))


def _places(user: User, typed: str) -> Group:
    # Residents' committees keep no ledgers and have no page of their own.
    with_page = Q(level=Level.TOWNSHIP) | Q(level=Level.VILLAGE, kind__in=ANSWERING_KINDS)
    seen = Organisation.objects.visible_to(user).filter(with_page)
    if not user.party_scope.prefixes:
        seen = seen.none()
    rows = list(seen.order_by("path").values_list("pk", "name", "level")[: MOST_PLACES + 1])
    if len(rows) > MOST_PLACES:
        found = seen.filter(name__icontains=typed.strip()).values_list("pk", "name", "level")[: SHOWN + 1]
        return _place_group(user, list(found))
    term, sound = wanted_term(typed), sounds_of(typed)
    found = [row for row in rows if term in _terms_of(row[1])]
    alike = [row for row in rows if sound and sound in _terms_of(row[1])] if not found else []
    return _place_group(user, found or alike, by_sound=bool(alike))


def _place_group(user: User, rows: Sequence[tuple], *, by_sound: bool = False) -> Group:
    hits = []
    for pk, name, level in rows[:SHOWN]:
        if level == Level.VILLAGE:
            hits.append(Hit(village_name(name), _("村"), reverse("dashboards:village", args=[pk])))
        elif user.may(Permission.OVERVIEW_VIEW):
            hits.append(Hit(name, _("乡镇"), f"{reverse('dashboards:cockpit')}?township={pk}"))
    return Group(_("乡镇和村"), "map-pin", hits, len(rows) > SHOWN, by_sound)


# --- People --------------------------------------------------------------------------------------------------------
def _cadres(user: User) -> QuerySet:
    """Return the cadres that the user sees, as one condition on the tree unless the own file lies outside the scope.

    With “or the own file” in it no index of the tree helps, and a name is looked for in the whole country.
    """
    seen = Cadre.objects.visible_to(user)
    within = user.party_scope.predicate("organisation__path")
    has_file_outside = seen.filter(user=user).exclude(within).exists()
    return seen if has_file_outside else seen.filter(within)


PEOPLE: tuple[tuple[Permission, str, str, Callable[[User], QuerySet], str], ...] = (
    (
        Permission.CADRE_VIEW,
        gettext_lazy("村干部"),
        "user-star",
        lambda user: _cadres(user).order_by("organisation__path", "pk"),
        "cadres:cadre-detail",
    ),
    (
        Permission.MEMBER_VIEW,
        gettext_lazy("党员"),
        "users",
        lambda user: Member.objects.visible_to(user).order_by("branch__path", "pk"),
        "ledgers:member-detail",
    ),
)


def _people(rows: QuerySet, typed: str, label: str, icon: str, address: str) -> Group:
    place = "organisation__name" if rows.model is Cadre else "branch__name"
    columns = ("pk", "name", place)
    found = list(rows.search(typed).values_list(*columns)[: SHOWN + 1])
    alike = [] if found else list(rows.sounding_like(typed).values_list(*columns)[: SHOWN + 1])
    return _group(label, icon, found or alike, address, by_sound=bool(alike))


# --- Matters -------------------------------------------------------------------------------------------------------
MATTERS = (
    (
        Permission.LEDGER_VIEW,
        gettext_lazy("四议两公开事项"),
        "gavel",
        lambda user: Decision.objects.visible_to(user),
        "title",
        "branch__name",
        "ledgers:decision-detail",
    ),
    (
        Permission.ECONOMY_VIEW,
        gettext_lazy("增收项目"),
        "coin-yuan",
        lambda user: Project.objects.visible_to(user),
        "name",
        "organisation__name",
        "economy:project-detail",
    ),
    (
        Permission.ECONOMY_VIEW,
        gettext_lazy("企业"),
        "building",
        lambda user: Enterprise.objects.visible_to(user),
        "name",
        "organisation__name",
        "economy:enterprise-detail",
    ),
)


# --- Meetings ------------------------------------------------------------------------------------------------------
def _meetings(user: User, typed: str) -> Group:
    """Find meetings, the newest first. The branch finds its drafts too, everybody else what was handed in."""
    writes = user.may(Permission.LEDGER_EDIT)
    seen = Meeting.objects.visible_to(user)
    found = (seen if writes else seen.handed_in()).with_words(typed).select_related("ledger__branch")
    newest = found.order_by(F("starts_at").desc(nulls_last=True), "-pk")[: SHOWN + 1]
    rows = list(
        newest.only("kind", "title", "starts_at", "agenda", "discussion", "resolutions", "ledger__branch__name")
    )
    hits = []
    for meeting in rows[:SHOWN]:
        if writes:
            url = reverse("ledgers:meeting-edit", args=[meeting.pk])
        else:
            url = f"{reverse('audits:ledger-review', args=[meeting.ledger_id])}#meeting-{meeting.pk}"
        place = [village_name(meeting.ledger.branch.name), str(meeting.get_kind_display()) if meeting.title else ""]
        if meeting.starts_at:
            place.append(f"{timezone.localtime(meeting.starts_at):%Y-%m-%d}")
        texts = (meeting.agenda, meeting.discussion, meeting.resolutions)
        hits.append(Hit(meeting.label, " · ".join(filter(None, place)), url, excerpt_of(typed, texts)))
    return Group(_("会议记录"), "notes", hits, len(rows) > SHOWN)


def _group(label: str, icon: str, rows: Sequence[tuple], address: str, *, by_sound: bool = False) -> Group:
    found = list(rows[: SHOWN + 1])
    hits = [Hit(title, village_name(place), reverse(address, args=[pk])) for pk, title, place in found[:SHOWN]]
    return Group(label, icon, hits, len(found) > SHOWN, by_sound)
