"""Talent: honours of secretaries, the register (五方面人员), rounds of selection. Nothing else writes their states."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import astuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.calendar import holiday_overrides
from branches.enums import Level
from branches.models import Organisation, User
from cadres.enums import EntryKind, PostKind
from cadres.enums.talent import (
    ApplicationAction,
    ApplicationState,
    RoundAction,
    RoundState,
    TalentCategory,
)
from cadres.models import (
    ApplicationStep,
    Cadre,
    RoundStep,
    SecretaryHonour,
    SelectionApplication,
    SelectionObjection,
    SelectionRound,
    Talent,
    Tenure,
)
from cadres.rules.files import may_edit
from cadres.rules.talent import (
    APPLICATION_MOVES,
    ROUND_MOVES,
    may_apply,
    may_keep,
    may_move_application,
    may_move_round,
    may_object,
    may_run,
)
from cadres.selectors.talent import conditions_for
from cadres.services.files import CadreRefused, entry_add, entry_withdraw, refuse_unless, withdraw
from cadres.services.growth import refuse_ahead
from config.lib.workdays import add_workdays
from ledgers.selectors.rules import rule_history

A = ApplicationAction
S = ApplicationState


# --- Honours and the register ----------------------------------------------------------------------------------
@transaction.atomic
def honour_add(*, cadre: Cadre, values: Mapping, by: User, at: dt.datetime) -> SecretaryHonour:
    """Enter that a village secretary was honoured as outstanding; the line stands in the file as well.

    `values`: level, year, title, organ, honoured_on, certificate (or None). Raises CadreRefused: nobody is honoured as
    a secretary for a year in which he was none.
    """
    refuse_unless(may_edit(by, cadre.organisation))
    refuse_ahead(values["honoured_on"], at, "honoured_on")
    year = values["year"]
    if not year <= values["honoured_on"].year <= year + 1:
        raise CadreRefused(_("表彰日期要在这一年度或者下一年。"), "honoured_on")
    held = Tenure.objects.valid().filter(cadre=cadre, kind=PostKind.PARTY_SECRETARY, since__lte=dt.date(year, 12, 31))
    if not any(tenure.until is None or tenure.until > dt.date(year, 1, 1) for tenure in held):
        raise CadreRefused(_("%(who)s%(year)d年没有担任村党组织书记。") % {"who": cadre, "year": year}, "year")
    same = SecretaryHonour.objects.valid().filter(
        cadre=cadre, level=values["level"], year=year, title=values["title"].strip()
    )
    if same.exists():
        raise CadreRefused(_("这项荣誉已经登记过了。"), "title")
    columns = {name: values[name] for name in ("level", "year", "honoured_on")}
    columns |= {name: values[name].strip() for name in ("title", "organ")}
    entry = entry_add(
        cadre=cadre,
        kind=EntryKind.HONOUR,
        since=values["honoured_on"],
        text=_("%(year)d年度%(title)s") % {"year": year, "title": columns["title"]},
        organ=columns["organ"],
        file=values.get("certificate"),
        by=by,
        at=at,
    )
    return SecretaryHonour.objects.create(
        cadre=cadre, certificate=values.get("certificate"), entry=entry, by=by, at=at, **columns
    )


@transaction.atomic
def honour_withdraw(*, honour: SecretaryHonour, why: str, by: User, at: dt.datetime) -> SecretaryHonour:
    """Take back an honour entered by mistake, in the file as well. Raises CadreRefused."""
    refuse_unless(may_edit(by, honour.cadre.organisation))
    if Talent.objects.valid().filter(honour=honour).exists():
        raise CadreRefused(_("五方面人员里有人以这项荣誉为依据，先撤销那一条。"), "why")
    withdraw(honour, why, by, at)
    if honour.entry.is_valid:
        entry_withdraw(entry=honour.entry, why=why, by=by, at=at)
    return honour


@transaction.atomic
def talent_add(*, organisation: Organisation, values: Mapping, by: User, at: dt.datetime) -> Talent:
    """Enter somebody into the register of the five categories. Raises CadreRefused naming the field.

    `values`: category, unit, since, evidence, file (or None); honour for an outstanding secretary, whose name, birth
    and education come from the file; else name, birth_date and education, and cadre where there is a file.
    """
    refuse_unless(may_edit(by, organisation))
    honour = values.get("honour")
    is_secretary = values["category"] == TalentCategory.SECRETARY
    if is_secretary and (honour is None or not honour.is_valid):
        raise CadreRefused(_("优秀村党组织书记要先登记表彰，再选那一次表彰作依据。"), "honour")
    cadre = honour.cadre if is_secretary else values.get("cadre")
    if cadre is not None and not cadre.organisation.path.startswith(organisation.path):
        raise CadreRefused(_("这个人的档案不在这里。"), "honour")
    person = {
        name: getattr(cadre, name) if cadre is not None else values.get(name)
        for name in ("name", "birth_date", "education")
    }
    for name, value in person.items():
        if not value:
            raise CadreRefused(_("档案里还没有学历，请先补上。") if cadre else _("请填写。"), name)
    refuse_ahead(values["since"], at, "since")
    if values["since"] <= person["birth_date"]:
        raise CadreRefused(_("日期不能早于出生日期。"), "since")
    try:
        with transaction.atomic():
            return Talent.objects.create(
                organisation=organisation,
                category=values["category"],
                cadre=cadre,
                honour=honour if is_secretary else None,
                unit=values["unit"].strip(),
                since=values["since"],
                evidence=values["evidence"].strip(),
                file=values.get("file"),
                by=by,
                at=at,
                is_demo=organisation.is_demo,
                **person,
            )
    except IntegrityError:
        raise CadreRefused(_("%(who)s已经在这一类里。") % {"who": person["name"]}) from None


@transaction.atomic
def talent_withdraw(*, talent: Talent, why: str, by: User, at: dt.datetime) -> Talent:
    """Take somebody entered by mistake off the register. Raises CadreRefused while an application runs."""
    refuse_unless(may_keep(by, talent))
    over = (S.REJECTED, S.NOT_SELECTED, S.WITHDRAWN)
    if talent.applications.exclude(state__in=over).exists():
        raise CadreRefused(_("%(who)s有选拔报名，不能撤销。") % {"who": talent}, "why")
    return withdraw(talent, why, by, at)


# --- Rounds ----------------------------------------------------------------------------------------------------
@transaction.atomic
def round_open(*, district: Organisation, values: Mapping, key: uuid.UUID, by: User, at: dt.datetime) -> SelectionRound:
    """Open a round under today's rules; the same `key` again returns the round there is.

    `values`: year, title, places, categories, apply_until, education_least, honour_least. Raises CadreRefused.
    """
    refuse_unless(may_run(by, district))
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=district.pk)
    if (known := SelectionRound.objects.filter(key=key, organisation=district).first()) is not None:
        return known
    today = timezone.localtime(at).date()
    if values["apply_until"] < today:
        raise CadreRefused(_("报名截止日期已经过了。"), "apply_until")
    if SelectionRound.objects.filter(organisation=district, year=values["year"], title=values["title"]).exists():
        raise CadreRefused(_("这一年已经有同名的选拔。"), "title")
    book = rule_history(district).on(today)
    round_ = SelectionRound.objects.create(
        key=key,
        organisation=district,
        is_demo=district.is_demo,
        **{name: values[name] for name in ("year", "title", "places", "apply_until", "education_least")},
        honour_least=values["honour_least"],
        categories=list(values["categories"]),
        **{
            name: book.value(f"talent.{name}")
            for name in ("years_running", "years_total", "age_most", "notice_workdays")
        },
    )
    _round_step(round_, RoundAction.OPEN, "", "", by, at)
    return round_


def _locked_round(pk: int) -> SelectionRound:
    rows = SelectionRound.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    return rows.get(pk=pk)


@transaction.atomic
def round_move(*, round_: SelectionRound, action: str, by: User, at: dt.datetime, reason: str = "") -> SelectionRound:
    """Make one move of ROUND_MOVES and leave a step.

    PUBLISH reckons the notice from today over the round's working days; FINISH lets go whoever was not proposed.
    Raises CadreRefused.
    """
    round_ = _locked_round(round_.pk)
    refuse_unless(may_move_round(by, round_, action))
    today, reason = timezone.localtime(at).date(), reason.strip()
    applications = round_.applications
    if action == RoundAction.PUBLISH:
        if applications.filter(state=S.APPLIED).exists():
            raise CadreRefused(_("还有报名没有审查资格，先审完再公示。"))
        if not applications.filter(state=S.PROPOSED).exists():
            raise CadreRefused(_("还没有拟选拔人选。"))
        round_.notice_from = today
        round_.notice_until = add_workdays(today, round_.notice_workdays, holiday_overrides())
    elif action == RoundAction.FINISH:
        if applications.filter(state=S.PROPOSED).exists():
            raise CadreRefused(_("还有拟选拔人选没有定下来。"))
    elif action == RoundAction.CANCEL:
        if not reason:
            raise CadreRefused(_("请写明原因。"), "reason")
        if applications.filter(state=S.SELECTED).exists():
            raise CadreRefused(_("已经有人选拔，不能取消这一轮。"), "reason")
        round_.cancel_why = reason
    before, round_.state = round_.state, ROUND_MOVES[action][1]
    round_.save()
    if action in (RoundAction.FINISH, RoundAction.CANCEL):
        _let_go(round_, by, at)
    _round_step(round_, action, before, reason, by, at)
    return round_


def _let_go(round_: SelectionRound, by: User, at: dt.datetime) -> None:
    why = _("这一轮已取消") if round_.state == RoundState.CANCELLED else _("名额已满")
    open_ones = round_.applications.filter(state__in=[S.APPLIED, S.ACCEPTED, S.EXAMINED, S.INSPECTED, S.PROPOSED])
    for application in open_ones.select_for_update():
        before, application.state, application.outcome_why = application.state, S.NOT_SELECTED, why
        application.save(update_fields=["state", "outcome_why"])
        _application_step(application, A.DROP, before, why, by, at)


def _round_step(round_: SelectionRound, action: str, before: str, reason: str, by: User, at: dt.datetime) -> None:
    RoundStep.objects.create(
        round=round_, action=action, from_state=before, to_state=round_.state, reason=reason, by=by, at=at
    )


# --- Applications ----------------------------------------------------------------------------------------------
@transaction.atomic
def application_enter(
    *, round_: SelectionRound, talent: Talent, statement: str, by: User, at: dt.datetime
) -> SelectionApplication:
    """Recommend somebody in a round. Raises CadreRefused naming the field; whether the conditions are met is shown
    before, and judged by the district."""
    round_ = _locked_round(round_.pk)
    refuse_unless(may_apply(by, round_, timezone.localtime(at).date()))
    refuse_unless(may_keep(by, talent))
    if not talent.organisation.path.startswith(round_.organisation.path):
        raise CadreRefused(_("这一轮不在本区。"), "talent")
    if not talent.is_valid or talent.category not in round_.categories:
        raise CadreRefused(_("%(who)s不在这一轮面向的范围里。") % {"who": talent}, "talent")
    if not statement.strip():
        raise CadreRefused(_("请写推荐意见。"), "statement")
    try:
        with transaction.atomic():
            application = SelectionApplication.objects.create(
                round=round_, talent=talent, statement=statement.strip(), is_demo=talent.is_demo
            )
    except IntegrityError:
        raise CadreRefused(_("%(who)s已经报名。") % {"who": talent}, "talent") from None
    _application_step(application, A.APPLY, "", "", by, at)
    return application


@transaction.atomic
def application_move(
    *, application: SelectionApplication, action: str, values: Mapping, by: User, at: dt.datetime
) -> SelectionApplication:
    """Make one move of APPLICATION_MOVES and leave a step.

    `values` by action: SCORE takes score (a Decimal), INSPECT inspected_on and inspection, SELECT to_township and
    from_on; REJECT, DROP and WITHDRAW reason. ACCEPT judges the conditions and keeps what it found.
    Raises CadreRefused.
    """
    round_ = _locked_round(application.round_id)
    rows = SelectionApplication.objects.select_for_update(of=("self",)).select_related(
        "talent__cadre", "talent__organisation"
    )
    application = rows.get(pk=application.pk)
    application.round = round_
    refuse_unless(may_move_application(by, application, action))
    reason = (values.get("reason") or "").strip()
    _TAKE.get(action, _stop)(application, values, reason, at)
    before, application.state = application.state, APPLICATION_MOVES[action][1]
    application.save()
    _application_step(application, action, before, reason, by, at)
    return application


def _accept(application: SelectionApplication, values: Mapping, reason: str, at: dt.datetime) -> None:
    found = conditions_for(application.talent, application.round)
    if missed := [condition for condition in found if not condition.is_met]:
        words = "；".join(f"{condition.name}：{condition.words}" for condition in missed)
        raise CadreRefused(_("有条件不符合：%(words)s。") % {"words": words})
    application.conditions = [[*map(str, astuple(c)[:2]), c.is_met, str(c.words)] for c in found]


def _score(application: SelectionApplication, values: Mapping, reason: str, at: dt.datetime) -> None:
    score = values.get("score")
    if score is None or not 0 <= score <= 100:
        raise CadreRefused(_("成绩是0到100分。"), "score")
    application.score = score


def _inspect(application: SelectionApplication, values: Mapping, reason: str, at: dt.datetime) -> None:
    refuse_ahead(values["inspected_on"], at, "inspected_on")
    if not values["inspection"].strip():
        raise CadreRefused(_("请写考察情况。"), "inspection")
    application.inspected_on, application.inspection = values["inspected_on"], values["inspection"].strip()


def _propose(application: SelectionApplication, values: Mapping, reason: str, at: dt.datetime) -> None:
    round_ = application.round
    if round_.applications.filter(state=S.PROPOSED).count() >= round_.places:
        raise CadreRefused(_("这一轮只有%(n)d个名额，拟选拔人选已满。") % {"n": round_.places})


def _select(application: SelectionApplication, values: Mapping, reason: str, at: dt.datetime) -> None:
    round_, today = application.round, timezone.localtime(at).date()
    if today <= round_.notice_until:
        raise CadreRefused(_("公示到%(day)s，期满以后才能确定。") % {"day": round_.notice_until.isoformat()})
    objections = application.objections
    if objections.filter(answered_on=None).exists():
        raise CadreRefused(_("还有异议没有核查完。"))
    if objections.filter(is_upheld=True).exists():
        raise CadreRefused(_("异议属实，不能选拔。"))
    township, from_on = values["to_township"], values["from_on"]
    is_ours = township.level == Level.TOWNSHIP and township.path.startswith(round_.organisation.path)
    if not is_ours:
        raise CadreRefused(_("请选本区的乡镇。"), "to_township")
    if from_on <= round_.notice_until:
        raise CadreRefused(_("任职日期要在公示期满以后。"), "from_on")
    application.to_township, application.from_on = township, from_on


def _stop(application: SelectionApplication, values: Mapping, reason: str, at: dt.datetime) -> None:
    if not reason:
        raise CadreRefused(_("请写明原因。"), "reason")
    application.outcome_why = reason


_TAKE = {A.ACCEPT: _accept, A.SCORE: _score, A.INSPECT: _inspect, A.PROPOSE: _propose, A.SELECT: _select}


def _application_step(
    application: SelectionApplication, action: str, before: str, reason: str, by: User, at: dt.datetime
) -> None:
    ApplicationStep.objects.create(
        application=application,
        action=action,
        from_state=before,
        to_state=application.state,
        reason=reason,
        by=by,
        at=at,
    )


# --- Objections ------------------------------------------------------------------------------------------------
@transaction.atomic
def selection_objection_add(
    *, application: SelectionApplication, received_on: dt.date, who: str, text: str, by: User, at: dt.datetime
) -> SelectionObjection:
    """Take down an objection to somebody under notice; `who` may stay empty. Raises CadreRefused."""
    round_ = _locked_round(application.round_id)
    application = SelectionApplication.objects.get(pk=application.pk)
    application.round = round_
    refuse_unless(may_object(by, application))
    refuse_ahead(received_on, at, "received_on")
    if received_on < round_.notice_from:
        raise CadreRefused(_("收到日期不能早于公示开始。"), "received_on")
    if not text.strip():
        raise CadreRefused(_("请写反映的问题。"), "text")
    return SelectionObjection.objects.create(
        application=application, received_on=received_on, who=who.strip(), text=text.strip(), by=by, at=at
    )


@transaction.atomic
def selection_objection_answer(
    *, objection: SelectionObjection, is_upheld: bool, answer: str, by: User, at: dt.datetime
) -> SelectionObjection:
    """Say once what was found about an objection. Raises CadreRefused."""
    round_ = _locked_round(objection.application.round_id)
    refuse_unless(may_run(by, round_.organisation))
    if not answer.strip():
        raise CadreRefused(_("请写核查结论。"), "answer")
    changed = SelectionObjection.objects.filter(pk=objection.pk, answered_on=None).update(
        is_upheld=is_upheld, answer=answer.strip(), answered_on=timezone.localtime(at).date()
    )
    if not changed:
        raise CadreRefused(_("这条异议已经核查过。"))
    objection.refresh_from_db()
    return objection


def townships_of(district: Organisation) -> Collection[Organisation]:
    """Return the townships to which somebody may be selected."""
    return Organisation.objects.filter(path__startswith=district.path, level=Level.TOWNSHIP).order_by("path")
