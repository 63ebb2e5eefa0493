"""Cases of appointment as pages, rules and papers read them: what stands against a person, and in the way of a case."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from branches.models import Department, Organisation, User
from branches.tree import district_above
from cadres.enums import EntryKind, PostKind
from cadres.enums.appointments import CaseState
from cadres.models import Appointment, Cadre, Hit, Kinship, Opinion, Tenure
from cadres.posts import BY_KIND, CORE
from ledgers.enums import Education, Severity
from ledgers.rulebook.book import Rule, RuleBook
from ledgers.rulebook.national.cadres_appointments import ASKED
from ledgers.selectors.rules import rule_history

COMMITTEE = (PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, PostKind.COMMITTEE_MEMBER)
SUPERVISION = (PostKind.SUPERVISION_HEAD, PostKind.SUPERVISION_MEMBER)
SCHOOLED = (
    Education.POSTGRADUATE,
    Education.BACHELOR,
    Education.COLLEGE,
    Education.VOCATIONAL,
    Education.HIGH_SCHOOL,
)
FINISHED = (CaseState.DISAGREED, CaseState.DEPOSITED, CaseState.WITHDRAWN)
# What a department may name: also a running measure of discipline that the file does not know.
NAMEABLE = (*(rule.code for rule in ASKED), "vetting.discipline")


@dataclass(frozen=True, slots=True)
class Found:
    """An item of the negative list that a person meets by files and posts, with the severity of the day.

    It reads like the `Hit` that is kept of it once the case is settled.
    """

    rule: Rule
    note: str = ""

    @property
    def name(self) -> str:
        return self.rule.name

    @property
    def source(self) -> str:
        return self.rule.citation

    @property
    def is_block(self) -> bool:
        return self.rule.severity == Severity.BLOCK


def rules_of(village: Organisation, day: dt.date) -> RuleBook:
    """Return the rules of the village's district on `day`."""
    return rule_history(district_above(village)).on(day)


def township_of(village: Organisation) -> Organisation:
    return Organisation.objects.get(path=village.parent_path)


def departments_on(county: int, day: dt.date) -> list[Department]:
    """Return the departments of the district (its id) asked about cadres on `day`, in the order of the form."""
    found = Department.objects.filter(county=county, vets=True)
    return list(found.filter(Q(active_until=None) | Q(active_until__gt=day)).order_by("position", "pk"))


def nameable(book: RuleBook) -> list[Rule]:
    """Return the items that a department may name on the book's day, the hard blocks first."""
    found = [book[code] for code in NAMEABLE]
    return sorted(
        (rule for rule in found if rule.severity != Severity.OFF), key=lambda rule: rule.severity != Severity.BLOCK
    )


# --- What is reckoned ---------------------------------------------------------------------------------------------
def found_by_files(case: Appointment, book: RuleBook, day: dt.date) -> list[Found]:
    """Return the items that the person meets by the files and the posts as they are on `day`."""
    if not case.is_entering:
        return []
    facts = _Facts(case, day)
    found = (Found(book[f"vetting.{item}"], note) for item, note in _met(case, facts, book, day))
    return [each for each in found if each.rule.severity != Severity.OFF]


class _Facts:
    """What the person holds now, apart from the post that is given up, and which near relatives hold what."""

    def __init__(self, case: Appointment, day: dt.date) -> None:
        here = Tenure.objects.on(day).filter(organisation=case.organisation)
        own = here.filter(cadre=case.cadre).values_list("pk", "kind")
        self.held = {kind for pk, kind in own if pk != case.tenure_id}
        self.is_staying = any(kind in CORE for _pk, kind in own)
        self.relatives: list[tuple[str, str, str]] = []  # name, relation, post
        ties = Kinship.objects.valid().filter(Q(first=case.cadre) | Q(second=case.cadre))
        relations = {
            tie.second_id if tie.first_id == case.cadre_id else tie.first_id: str(tie.get_relation_display())
            for tie in ties
        }
        if relations:
            for tenure in here.filter(cadre__in=relations).select_related("cadre"):
                self.relatives.append((tenure.cadre.name, relations[tenure.cadre_id], tenure.kind))


def _met(case: Appointment, facts: _Facts, book: RuleBook, day: dt.date) -> Iterator[tuple[str, str]]:
    """Yield the items met, each with a note. That somebody was disciplined is said, for what and until when is not."""
    cadre, post = case.cadre, BY_KIND[case.post]
    if cadre.entries.valid().filter(kind=EntryKind.DISCIPLINE, effect_until__gte=day).exists():
        yield "discipline", ""
    if post.needs_party and not cadre.is_party_member:
        yield "party", str(cadre.get_political_status_display())
    if note := _not_apart(case.post, facts):
        yield "supervision_apart", note
    if {case.post, *facts.held} >= {PostKind.SUPERVISION_HEAD, PostKind.PARTY_SECRETARY}:
        yield "supervision_secretary", ""
    if near := [tie for tie in facts.relatives if post.is_core and tie[2] in CORE]:
        yield "relatives", _ties(near)
    age = cadre.age_on(day)
    most = int(book.value("vetting.age_staying" if facts.is_staying else "vetting.age_new"))
    if age > most:
        yield "age", _("%(age)d岁，规定不超过%(most)d岁") % {"age": age, "most": most}
    if cadre.education not in SCHOOLED:
        yield "education", str(cadre.get_education_display()) or _("学历没有登记")


def _not_apart(post: str, facts: _Facts) -> str:
    """Say what joins the village committee and those who supervise it (村民委员会组织法 第三十二条)."""
    for own, other in ((SUPERVISION, COMMITTEE), (COMMITTEE, SUPERVISION)):
        if post in own:
            if both := facts.held & set(other):
                return _("现任%(post)s") % {"post": PostKind(min(both)).label}
            if near := [tie for tie in facts.relatives if tie[2] in other]:
                return _ties(near)
    return ""


def _ties(near: Sequence[tuple[str, str, str]]) -> str:
    return "；".join(
        _("与%(post)s%(name)s是%(relation)s") % {"post": PostKind(kind).label, "name": name, "relation": relation}
        for name, relation, kind in near
    )


# --- What stands in the way ---------------------------------------------------------------------------------------
def obstacles(case: Appointment, day: dt.date, found: Sequence[Found]) -> list[str]:
    """Return in sentences why the district may not agree to the case on `day`; nothing when it may.

    `found` is what `found_by_files` says of that day.
    """
    if not case.is_entering:
        return []
    opinions = list(case.opinions.select_related("department"))
    hits = list(case.hits.exclude(opinion=None).select_related("opinion__department"))
    sentences = []
    if not opinions:
        sentences.append(_("还没有送联审。"))
    if pending := [opinion.department.name for opinion in opinions if not opinion.answer]:
        sentences.append(_("%(names)s还没有答复联审意见。") % {"names": "、".join(pending)})
    stale = [opinion.department.name for opinion in opinions if opinion.answer and opinion.valid_until < day]
    if stale:
        sentences.append(_("%(names)s的联审意见已经过期，要重新联审。") % {"names": "、".join(stale)})
    for hit in hits:
        if hit.is_block:
            words = {"who": hit.opinion.department.name, "what": hit.name}
            sentences.append(_("%(who)s指出“%(what)s”，属于不能任职的情形。") % words)
    sentences += [_("“%(what)s”，属于不能任职的情形。") % {"what": each.rule.name} for each in found if each.is_block]
    if not case.caution_note and not all(each.is_block for each in (*hits, *found)):
        sentences.append(_("有“不宜”的情形，乡镇还没有说明理由。"))
    return sentences


def cautions_of(case: Appointment, found: Sequence[Found]) -> list[str]:
    """Return the names of the cautions of a case: those found by departments and those reckoned."""
    named = case.hits.exclude(opinion=None).filter(severity=Severity.WARN).values_list("name", flat=True)
    return list(dict.fromkeys([*named, *(each.rule.name for each in found if not each.is_block)]))


# --- Lists --------------------------------------------------------------------------------------------------------
def cases_seen(user: User) -> QuerySet[Appointment]:
    return Appointment.objects.visible_to(user).select_related("organisation", "cadre", "tenure", "settled_by")


def cases_with_answers(user: User) -> QuerySet[Appointment]:
    """Return the cases with how many departments were asked and how many have answered."""
    answered = Count("opinions", filter=~Q(opinions__answer=""))
    return cases_seen(user).annotate(asked=Count("opinions"), answered=answered)


def opinions_of(user: User, case: Appointment) -> list[Opinion]:
    """Return the opinions on a case that the user may read, in the order of the form."""
    found = Opinion.objects.visible_to(user).filter(case=case).select_related("department", "officer")
    return list(found.prefetch_related("hits").order_by("department__position", "department"))


def hits_of(user: User, case: Appointment) -> list[Hit]:
    """Return what was found, the hard blocks first."""
    return list(Hit.objects.visible_to(user).filter(case=case).select_related("opinion__department"))


def opinions_asked(user: User) -> QuerySet[Opinion]:
    """Return what was sent to an officer's department, with as much of the case as the officer sees."""
    return Opinion.objects.visible_to(user).select_related("case__cadre", "case__organisation", "department")


# --- Choices ------------------------------------------------------------------------------------------------------
def cadres_proposed(user: User) -> QuerySet[Cadre]:
    """Return the persons whom the user's township may propose, village by village."""
    return Cadre.objects.visible_to(user).select_related("organisation").order_by("organisation__path", "name", "pk")


def open_tenure(cadre: Cadre, kind: str) -> Tenure | None:
    """Return the tenure of the post `kind` that the person holds now in the own village."""
    return Tenure.objects.filter(cadre=cadre, organisation=cadre.organisation, kind=kind, until=None).first()
