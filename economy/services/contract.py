"""Keep the contracts over what the collective owns. Amounts in cents (分)."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from economy.enums.contract import ContractEnd
from economy.models import Contract
from economy.refusal import EconomyRefused, refuse_unless
from economy.rules.contract import is_term
from economy.rules.income import is_amount, may_record

TEXTS = ("number", "asset", "party")


@transaction.atomic
def contract_add(*, village: Organisation, values: dict, by: User, at: dt.datetime) -> Contract:
    """Register a contract; `values` maps its columns. Raises EconomyRefused naming the field.

    What was signed before the village's own day of beginning stands: a village may have taken it over.
    """
    refuse_unless(may_record(by, village))
    values = values | {name: values[name].strip() for name in TEXTS}
    for name, words in zip(TEXTS, (_("请写合同编号。"), _("请写资产资源。"), _("请写对方。")), strict=True):
        if not values[name]:
            raise EconomyRefused(words, name)
    refuse_unless(is_amount(values["yearly_cents"]), "yearly_cents")
    if values["signed_on"] > timezone.localtime(at).date():
        raise EconomyRefused(_("签订日期还没有到。"), "signed_on")
    answer, field = is_term(values["kind"], values["signed_on"], values["since"], values["until"])
    refuse_unless(answer, field)
    decision = values.get("decision")
    if decision is not None and decision.branch_id != village.pk:
        raise EconomyRefused(_("请选本村的四议两公开事项。"), "decision")
    try:
        with transaction.atomic():
            return Contract.objects.create(organisation=village, by=by, at=at, **values)
    except IntegrityError:
        raise EconomyRefused(_("这个合同编号已经登记过了。"), "number") from None


@transaction.atomic
def contract_end(
    *, contract: Contract, kind: str, ended_on: dt.date, by: User, at: dt.datetime, note: str = ""
) -> Contract:
    """Settle a contract: renewed, let anew, taken back, broken off with the reason. Raises EconomyRefused."""
    refuse_unless(may_record(by, contract.organisation))
    if ended_on < contract.since:
        raise EconomyRefused(_("了结日期不能早于合同起始日期。"), "ended_on")
    if ended_on > timezone.localtime(at).date():
        raise EconomyRefused(_("了结日期还没有到。"), "ended_on")
    if kind == ContractEnd.BROKEN and not note.strip():
        raise EconomyRefused(_("提前解除要写明原因。"), "note")
    changed = Contract.objects.alive().filter(pk=contract.pk)
    if not changed.update(ended_on=ended_on, end_kind=kind, end_note=note.strip(), ended_by=by):
        raise EconomyRefused(_("这份合同已经了结或者撤销。"))
    contract.refresh_from_db()
    return contract


@transaction.atomic
def contract_withdraw(*, contract: Contract, why: str, by: User, at: dt.datetime) -> Contract:
    """Take back what was registered by mistake. Raises EconomyRefused: money was booked under it, no reason."""
    refuse_unless(may_record(by, contract.organisation))
    if not why.strip():
        raise EconomyRefused(_("请写明为什么撤销。"), "why")
    # Locked, so that nobody books money under it meanwhile.
    Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if contract.entries.valid().exists():
        raise EconomyRefused(_("已经按这份合同登记过收款，不能撤销。"))
    rows = Contract.objects.valid().filter(pk=contract.pk)
    if not rows.update(withdrawn_at=at, withdrawn_by=by, withdrawn_why=why.strip()):
        raise EconomyRefused(_("已经撤销过了。"))
    contract.refresh_from_db()
    return contract
