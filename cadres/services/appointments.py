"""Propose, review, file and appoint (任免备案): one function for every move of a case, and the departments' answers."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.calendar import holiday_overrides
from branches.enums import ROLES, Permission, Role
from branches.models import Membership, User
from branches.tree import district_above, lineage
from cadres.appointment_moves import MOVES, NEEDS_REASON
from cadres.enums import AccessKind, Basis, EndReason, EntryKind, PostKind, Protected
from cadres.enums.appointments import ANSWERABLE_STATES, LEAVING, CaseKind, CaseState, OpinionAnswer
from cadres.enums.appointments import CaseAction as A
from cadres.models import Appointment, AppointmentStep, Cadre, CadreAccess, Hit, Opinion
from cadres.rules.appointments import is_own, may_agree, may_answer, may_change, may_move
from cadres.rules.files import may_edit
from cadres.selectors.appointments import (
    Found,
    cautions_of,
    departments_on,
    found_by_files,
    nameable,
    obstacles,
    open_tenure,
    rules_of,
)
from cadres.services.files import CadreRefused, entry_add, refuse_unless
from cadres.services.tenures import seats_of, tenure_begin, tenure_end
from config.lib.months import same_day_later
from config.lib.workdays import add_workdays
from ledgers.rulebook.book import RuleBook
from ledgers.services.access import AccessRefused, reason_kept
from notices.services import Letter, notices_deliver

PAPER_NUMBER = re.compile(r".+〔\d{4}〕[1-9]\d*号")  # i18n: data
LONGEST_REASON = 500
DECISION = ("decided_on", "meeting", "decision_number", "reasons")
END_REASONS = {CaseKind.REMOVE: EndReason.REMOVED, CaseKind.RESIGN: EndReason.RESIGNED}
REMIND_FROM = dt.time(9, 0)  # never at night
RECENT = dt.timedelta(days=60)  # what the clock finds only long afterwards is no news


def _today(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


# --- The township's decision --------------------------------------------------------------------------------------
@transaction.atomic
def appointment_open(
    *, kind: str, cadre: Cadre, post: str, values: dict, by: User, at: dt.datetime, from_post: str = ""
) -> Appointment:
    """Begin a case as a draft, from what the township's Party committee decided.

    `values` maps names of DECISION to values and may have `decision_file`. `from_post` is the post from which the
    person is moved. Raises CadreRefused naming the field.
    """
    refuse_unless(may_edit(by, cadre.organisation))
    tenure = None
    if kind in LEAVING:
        if (tenure := open_tenure(cadre, post)) is None:
            raise CadreRefused(_("%(who)s现在不担任这个职务。") % {"who": cadre}, "post")
    elif kind == CaseKind.ADJUST:
        if from_post == post or (tenure := open_tenure(cadre, from_post)) is None:
            raise CadreRefused(_("请选本人现在担任的、要调整的职务。"), "from_post")
    if kind not in LEAVING and open_tenure(cadre, post):
        raise CadreRefused(_("%(who)s已经担任%(post)s。") % {"who": cadre, "post": PostKind(post).label}, "post")
    if kind not in LEAVING and not seats_of(cadre.organisation)[post]:
        # Whether a seat is free shows at the appointment: its holder may leave meanwhile.
        words = {"village": cadre.organisation.village_name, "post": PostKind(post).label}
        raise CadreRefused(_("%(village)s没有设%(post)s的职数，请先在“岗位”里定职数。") % words, "post")
    case = Appointment(organisation=cadre.organisation, cadre=cadre, kind=kind, post=post, tenure=tenure)
    _take_decision(case, values, at)
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError:
        raise CadreRefused(_("%(who)s的这个岗位已经有一件在办。") % {"who": cadre}, "post") from None
    _log(case, A.OPEN, "", "", by, at)
    return case


@transaction.atomic
def appointment_change(*, case: Appointment, values: dict, by: User, at: dt.datetime) -> Appointment:
    """Mend what was decided: before it is sent, or when the district asks for more. Raises CadreRefused."""
    case = _locked(case)
    refuse_unless(may_change(by, case))
    _take_decision(case, values, at)
    if case.sent_on and case.decided_on > case.sent_on:
        raise CadreRefused(_("研究日期不能晚于送联审的日期。"), "decided_on")
    if case.filed_on and case.decided_on > case.filed_on:
        raise CadreRefused(_("研究日期不能晚于报备案的日期。"), "decided_on")
    case.save()
    return case


def _take_decision(case: Appointment, values: dict, at: dt.datetime) -> None:
    for name in DECISION:
        value = values[name]
        setattr(case, name, value.strip() if isinstance(value, str) else value)
    if values.get("decision_file"):
        case.decision_file = values["decision_file"]
    if case.decided_on > _today(at):
        raise CadreRefused(_("研究日期还没有到。"), "decided_on")
    if not case.meeting:
        raise CadreRefused(_("请写会议名称。"), "meeting")
    if not case.reasons:
        raise CadreRefused(_("请写任免理由。"), "reasons")


def _locked(case: Appointment) -> Appointment:
    found = Appointment.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("organisation", "cadre", "tenure__organisation").get(pk=case.pk)


# --- Moving -------------------------------------------------------------------------------------------------------
@transaction.atomic
def appointment_move(*, case: Appointment, action: str, values: dict, by: User, at: dt.datetime) -> Appointment:
    """Make one move of the table `MOVES`, leave a step, and tell whose turn it is.

    `values` by action: FILE takes `caution_note` where there are cautions, APPOINT paper_number, paper_on and since;
    RENEW, RETURN, DISAGREE and WITHDRAW reason, AGREE and DEPOSIT may. Raises CadreRefused; of two people who make
    the same move at once the second is refused.
    """
    case = _locked(case)
    refuse_unless(may_move(by, case, action))
    reason = " ".join((values.get("reason") or "").split())
    if action in NEEDS_REASON and not reason:
        raise CadreRefused(_("请写明原因。"), "reason")
    if len(reason) > LONGEST_REASON:
        raise CadreRefused(_("太长了，最多 %(n)d 个字。") % {"n": LONGEST_REASON}, "reason")
    before, case.state = case.state, MOVES[action].to
    _TAKE.get(action, _take_nothing)(case, values, by, at)
    case.save()
    step = _log(case, action, before, reason, by, at)
    _tell(case, step)
    return case


def _take_nothing(case: Appointment, values: dict, by: User, at: dt.datetime) -> None:
    """A move that adds nothing but the step."""


def _send(case: Appointment, values: dict, by: User, at: dt.datetime) -> None:
    """Ask every department of the district that is active on the day."""
    day = _today(at)
    departments = departments_on(district_above(case.organisation).pk, day)
    if not departments:
        raise CadreRefused(_("区里还没有设联审部门，请联系区委组织部。"))
    case.sent_on, case.answer_by = day, _answer_by(case, day)
    Opinion.objects.bulk_create(
        Opinion(case=case, department=department, asked_on=day, due_on=case.answer_by) for department in departments
    )
    _hits_write(case, found_by_files(case, rules_of(case.organisation, day), day), day)


def _answer_by(case: Appointment, day: dt.date) -> dt.date:
    days = int(rules_of(case.organisation, day).value("vetting.answer_workdays"))
    return add_workdays(day, days, holiday_overrides())


def _renew(case: Appointment, values: dict, by: User, at: dt.datetime) -> None:
    """Ask all departments again: what they answered before no longer counts. The case is filed anew afterwards."""
    day = _today(at)
    case.sent_on, case.answer_by = day, _answer_by(case, day)
    case.filed_on = case.file_by = None
    case.hits.exclude(opinion=None).delete()
    Opinion.objects.filter(case=case).update(
        asked_on=day, due_on=case.answer_by, answer="", text_cipher="", officer=None, answered_at=None, valid_until=None
    )
    asked = set(case.opinions.values_list("department", flat=True))
    new = [each for each in departments_on(district_above(case.organisation).pk, day) if each.pk not in asked]
    Opinion.objects.bulk_create(
        Opinion(case=case, department=each, asked_on=day, due_on=case.answer_by) for each in new
    )
    _hits_write(case, found_by_files(case, rules_of(case.organisation, day), day), day)


def _file(case: Appointment, values: dict, by: User, at: dt.datetime) -> None:
    day = _today(at)
    book = rules_of(case.organisation, day)
    found = found_by_files(case, book, day)
    _hits_write(case, found, day)
    case.caution_note = (values.get("caution_note") or "").strip()
    if (cautions := cautions_of(case, found)) and not case.caution_note:
        words = {"what": "、".join(f"“{name}”" for name in cautions)}
        raise CadreRefused(_("有%(what)s的情形，请说明为什么仍然提名。") % words, "caution_note")
    case.filed_on = day
    case.file_by = add_workdays(day, int(book.value("vetting.filing_workdays")), holiday_overrides())


def _agree(case: Appointment, values: dict, by: User, at: dt.datetime) -> None:
    """Reckon the negative list once more on the day of the agreement, then ask what stands in the way."""
    day = _today(at)
    found = found_by_files(case, rules_of(case.organisation, day), day)
    refuse_unless(may_agree(obstacles(case, day, found)))
    _hits_write(case, found, day)
    _settle(case, values, by, at)


def _settle(case: Appointment, values: dict, by: User, at: dt.datetime) -> None:
    case.settled_on, case.settled_by = _today(at), by


def _hits_write(case: Appointment, found: Sequence[Found], day: dt.date) -> None:
    """Bring the rows of what is reckoned in step with `found`; what a department found stays its own."""
    wanted = {each.rule.code: (str(each.rule.severity), each.note) for each in found}
    kept = {}
    for hit in case.hits.filter(opinion=None):
        if wanted.get(hit.code) == (hit.severity, hit.note):
            kept[hit.code] = hit
        else:
            hit.delete()
    Hit.objects.bulk_create(_hit(case, each.rule, day, note=each.note) for each in found if each.rule.code not in kept)


def _hit(case: Appointment, rule, day: dt.date, *, opinion: Opinion | None = None, note: str = "") -> Hit:
    return Hit(
        case=case,
        opinion=opinion,
        code=rule.code,
        name=rule.name,
        source=rule.citation,
        severity=rule.severity,
        note=note[:200],
        found_on=day,
    )


def _appoint(case: Appointment, values: dict, by: User, at: dt.datetime) -> None:
    """Write who holds the post from the paper that the township issues."""
    number, paper_on, since, today = values["paper_number"].strip(), values["paper_on"], values["since"], _today(at)
    if not PAPER_NUMBER.fullmatch(number):
        raise CadreRefused(_("文号要写成“高委干〔2026〕3号”这样。"), "paper_number")
    for name, day in (("paper_on", paper_on), ("since", since)):
        if day < case.settled_on:
            words = {"day": case.settled_on.isoformat()}
            raise CadreRefused(_("不能早于区委组织部同意备案的日期（%(day)s）。") % words, name)
        if day > today:
            raise CadreRefused(_("这一天还没有到。"), name)
    case.paper_number, case.paper_on, case.since = number, paper_on, since
    if case.kind == CaseKind.ADJUST:
        tenure_end(tenure=case.tenure, until=since, reason=EndReason.MOVED, by=by, at=at, note=number)
    elif case.kind in END_REASONS:
        tenure_end(tenure=case.tenure, until=since, reason=END_REASONS[case.kind], by=by, at=at, note=number)
    if case.is_entering:
        tenure_begin(
            village=case.organisation,
            cadre=case.cadre,
            kind=case.post,
            since=since,
            basis=Basis.FILING,
            by=by,
            at=at,
            paper=number,
        )
    text = f"{case.get_kind_display()} {case.get_post_display()} {number}"
    entry_add(cadre=case.cadre, kind=EntryKind.PAPER, since=paper_on, text=text, by=by, at=at)


def _deposit(case: Appointment, values: dict, by: User, at: dt.datetime) -> None:
    case.deposited_on = _today(at)


_TAKE = {
    A.SEND: _send,
    A.RENEW: _renew,
    A.FILE: _file,
    A.AGREE: _agree,
    A.DISAGREE: _settle,
    A.APPOINT: _appoint,
    A.DEPOSIT: _deposit,
}


def _log(case: Appointment, action: str, before: str, reason: str, by: User, at: dt.datetime) -> AppointmentStep:
    return AppointmentStep.objects.create(
        case=case, action=action, from_state=before, to_state=case.state, reason=reason, by=by, at=at
    )


# --- The departments ----------------------------------------------------------------------------------------------
@transaction.atomic
def opinion_answer(
    *, opinion: Opinion, answer: str, text: str, items: Collection[str], by: User, at: dt.datetime
) -> Opinion:
    """Write down what a department says, or corrects, of the person; `items` are codes of the negative list.

    Who has found something names it and says it in words. Raises CadreRefused naming the field.
    """
    case = _locked(opinion.case)
    current = Opinion.objects.select_related("department").get(pk=opinion.pk)
    current.case = case
    refuse_unless(may_answer(by, current))
    if answer not in OpinionAnswer.values:
        raise CadreRefused(_("请选联审意见。"), "answer")
    day, text = _today(at), text.strip()
    book = rules_of(case.organisation, day)
    rules = [rule for rule in nameable(book) if rule.code in items]
    if answer == OpinionAnswer.NONE:
        if items:
            raise CadreRefused(_("选了负面清单里的情形，就不是“无问题”。"), "answer")
    elif not rules:
        raise CadreRefused(_("请勾选是哪一种情形；没有对应的，选“其他不宜任职的情形”。"), "items")
    elif not text:
        raise CadreRefused(_("请写明具体情况。"), "text")
    _take_answer(current, answer, text, book, by, at)
    current.hits.exclude(code__in=[rule.code for rule in rules]).delete()
    known = set(current.hits.values_list("code", flat=True))
    Hit.objects.bulk_create(_hit(case, rule, day, opinion=current) for rule in rules if rule.code not in known)
    if not Opinion.objects.pending().filter(case=case).exists():
        _tell_of_answers(case, at)
    return current


def _take_answer(opinion: Opinion, answer: str, text: str, book: RuleBook, by: User, at: dt.datetime) -> None:
    opinion.answer, opinion.officer, opinion.answered_at = answer, by, at
    opinion.valid_until = same_day_later(_today(at), int(book.value("vetting.valid_months")))
    opinion.set_text(text)
    opinion.save()


@transaction.atomic
def opinion_reveal(*, opinion: Opinion, reason: str, by: User, at: dt.datetime) -> str:
    """Log that the officer of the department opens the person's ID number and why, and return the number.

    The person reads in the own file who looked. Raises AccessRefused.
    """
    if not is_own(by, opinion):
        raise AccessRefused(_("只有被征求意见的部门可以查看。"))
    cadre = opinion.case.cadre
    if not cadre.id_number_cipher:
        raise AccessRefused(_("档案里没有登记身份证号，请和乡镇联系。"))
    CadreAccess.objects.create(
        organisation=cadre.organisation,
        cadre=cadre,
        kind=AccessKind.REVEAL,
        fields=[Protected.ID_NUMBER],
        rows=1,
        reason=reason_kept(reason),
        by=by,
        at=at,
    )
    return cadre.id_number


# --- Messages -----------------------------------------------------------------------------------------------------
def holders(permission: Permission, places: Iterable[str]) -> list[User]:
    """Return the people who hold a role with the permission at one of the places (paths of the tree)."""
    roles = [role for role, definition in ROLES.items() if permission in definition.permissions]
    held = Membership.objects.current().filter(role__in=roles, organisation__path__in=list(places))
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


def editors_of(case: Appointment) -> list[User]:
    return holders(Permission.CADRE_EDIT, lineage(case.organisation.path))


def filers_of(case: Appointment) -> list[User]:
    return holders(Permission.CADRE_FILE, lineage(case.organisation.path))


def officers_of(departments: Iterable[int]) -> dict[int, list[User]]:
    """Return department → the officers who answer for it now."""
    held = Membership.objects.current().filter(role=Role.DEPARTMENT_OFFICER, department__in=list(departments))
    found: dict[int, list[User]] = {}
    for membership in held.select_related("user").order_by("pk"):
        found.setdefault(membership.department_id, []).append(membership.user)
    return found


def _letters(
    people: Iterable[User], case: Appointment, *, key: str, title: str, body: str = "", opinion: Opinion | None = None
) -> list[Letter]:
    """Return a message to each; its title names village and post, never the person."""
    words = {"post": case.post_in_words}
    url = (
        reverse("cadres:opinion-detail", args=[opinion.pk])
        if opinion
        else reverse("cadres:appointment-detail", args=[case.pk])
    )
    return [
        Letter(
            recipient=person,
            key=key,
            title=title % words,
            body=body,
            url=url,
            outside=title % words,
            place=case.organisation_id if opinion is None else None,
        )
        for person in people
    ]


def _tell(case: Appointment, step: AppointmentStep) -> None:
    """Tell the side whose turn it is."""
    key = f"appointment-step:{step.pk}"
    if step.action in (A.SEND, A.RENEW):
        opinions = list(case.opinions.all())
        officers = officers_of(opinion.department_id for opinion in opinions)
        title = _("请对%(post)s人选出具联审意见")
        letters = [
            letter
            for opinion in opinions
            for letter in _letters(
                officers.get(opinion.department_id, ()), case, key=f"{key}:{opinion.pk}", title=title, opinion=opinion
            )
        ]
    else:
        to_district = {
            A.FILE: _("%(post)s任免报来备案"),
            A.DEPOSIT: _("%(post)s任免文件已报备"),
        }
        to_township = {
            A.RETURN: _("%(post)s备案退回，请补正"),
            A.AGREE: _("%(post)s同意备案，请发文"),
            A.DISAGREE: _("%(post)s不同意备案"),
        }
        if step.action in to_district:
            letters = _letters(filers_of(case), case, key=key, title=to_district[step.action], body=step.reason)
        elif step.action in to_township:
            letters = _letters(editors_of(case), case, key=key, title=to_township[step.action], body=step.reason)
        else:
            return
    notices_deliver(letters=letters, at=step.at)


def _tell_of_answers(case: Appointment, at: dt.datetime) -> None:
    """Tell the township that the last department has answered, once for each round of the review."""
    if case.state == CaseState.VETTING:
        key = f"appointment-answered:{case.pk}:{case.sent_on}"
        letters = _letters(editors_of(case), case, key=key, title=_("%(post)s联审意见已经收齐"))
        notices_deliver(letters=letters, at=at)


# --- The clock ----------------------------------------------------------------------------------------------------
def appointments_remind(*, at: dt.datetime) -> int:
    """Remind departments and the district of what is due, and say who is late; each person hears it once.

    A department that is late stays asked: silence is never taken for consent.
    """
    if timezone.localtime(at).time() < REMIND_FROM:
        return 0
    today, overrides = _today(at), holiday_overrides()
    soon = add_workdays(today, 1, overrides)
    letters = [*_opinion_letters(today, soon), *_filing_letters(today, overrides)]
    return notices_deliver(letters=letters, at=at) if letters else 0


def _opinion_letters(today: dt.date, soon: dt.date) -> list[Letter]:
    pending = (
        Opinion.objects.pending()
        .filter(case__state__in=ANSWERABLE_STATES, due_on__lte=soon, due_on__gte=today - RECENT)
        .select_related("case__organisation", "department")
    )
    pending = list(pending.order_by("pk"))
    officers = officers_of({opinion.department_id for opinion in pending})
    letters: list[Letter] = []
    for opinion in pending:
        case, people = opinion.case, officers.get(opinion.department_id, ())
        name = f"{opinion.pk}:{opinion.due_on}"
        if opinion.due_on >= today:
            title = _("%(post)s人选的联审意见快到期了")
            letters += _letters(people, case, key=f"opinion-due:{name}", title=title, opinion=opinion)
            continue
        title = _("%(post)s人选的联审意见已经超期")
        letters += _letters(people, case, key=f"opinion-late:{name}", title=title, opinion=opinion)
        body = _("%(department)s还没有答复。没有答复不算同意。") % {"department": opinion.department.name}
        letters += _letters(editors_of(case), case, key=f"opinion-late:{name}:case", title=title, body=body)
    return letters


def _filing_letters(today: dt.date, overrides) -> list[Letter]:
    letters: list[Letter] = []
    longest = add_workdays(today, 10, overrides)  # the most that a district may be reminded ahead
    filed = Appointment.objects.filter(
        state=CaseState.FILED, file_by__lte=longest, file_by__gte=today - RECENT
    ).select_related("organisation")
    for case in filed.order_by("pk"):
        ahead = int(rules_of(case.organisation, today).value("vetting.filing_notice_workdays"))
        if case.file_by < today:
            key, title = f"filing-late:{case.pk}:{case.file_by}", _("%(post)s备案已经超期")
            letters += _letters([*filers_of(case), *editors_of(case)], case, key=key, title=title)
        elif case.file_by <= add_workdays(today, ahead, overrides):
            key, title = f"filing-due:{case.pk}:{case.file_by}", _("%(post)s备案快到期了")
            letters += _letters(filers_of(case), case, key=key, title=title)
    return letters
