"""Keep enterprises, their agreements with villages, and what each village is known for."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation, User
from branches.tree import district_above
from config.lib.creditcode import PATTERN, check_character, is_valid
from economy.enums.enterprise import Performance
from economy.models import AgreementReview, AgreementVillage, Enterprise, EnterpriseAgreement, Speciality
from economy.models.enterprise import MOST_HOUSEHOLDS, MOST_HOUSEHOLDS_OF_PRODUCT, MOST_MU, MOST_OUTPUT_CENTS
from economy.models.project import MOST_CENTS
from economy.refusal import EconomyRefused, refuse_unless
from economy.rules.enterprise import (
    may_end,
    may_keep,
    may_mend,
    may_register,
    may_write_speciality,
    review_years,
)
from economy.services.locks import place_lock
from ledgers.decision_gate import yuan
from ledgers.words import day_in_words

ENTERPRISE = ("code", "name", "level", "industry", "address")
AGREEMENT = ("title", "mode", "floor_cents", "dividend_percent", "area_mu", "signed_on", "since", "until")


def _today(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def code_checked(text: str) -> str:
    """Return a credit code as it is kept. Raises EconomyRefused at `code` with what is wrong with it."""
    code = "".join(text.split()).upper()
    if len(code) != 18:
        raise EconomyRefused(_("统一社会信用代码是 18 位，现在有 %(n)d 位。") % {"n": len(code)}, "code")
    if not PATTERN.fullmatch(code):
        raise EconomyRefused(
            _("统一社会信用代码里有不该有的字符（第3到8位是数字，不用 I、O、S、V、Z），请对照营业执照。"), "code"
        )
    if not is_valid(code):
        words = {"last": code[17], "right": check_character(code[:17])}
        raise EconomyRefused(
            _("校验位不对：按前 17 位算，最后一位应当是 %(right)s，现在是 %(last)s，请对照营业执照。") % words, "code"
        )
    return code


@transaction.atomic
def enterprise_register(*, values: Mapping, by: User, at: dt.datetime) -> Enterprise:
    """Write an enterprise down, once a district; `values` maps ENTERPRISE to values. Raises EconomyRefused."""
    refuse_unless(may_register(by))
    place = by.hat.organisation
    enterprise = Enterprise(
        organisation=district_above(place), registered_at=place, created_at=at, created_by=by, **_cleaned(values)
    )
    try:
        with transaction.atomic():
            enterprise.save(force_insert=True)
    except IntegrityError:
        known = Enterprise.objects.get(organisation=enterprise.organisation_id, code=enterprise.code)
        raise EconomyRefused(
            _("区里已经登记过这家企业：%(name)s。请直接登记协议。") % {"name": known.name}, "code"
        ) from None
    return enterprise


def _cleaned(values: Mapping) -> dict:
    return {name: values[name].strip() for name in ENTERPRISE} | {"code": code_checked(values["code"])}


@transaction.atomic
def enterprise_change(*, enterprise: Enterprise, values: Mapping, by: User, at: dt.datetime) -> Enterprise:
    """Mend what is written of an enterprise. Raises EconomyRefused."""
    refuse_unless(may_mend(by, enterprise))
    for name, value in _cleaned(values).items():
        setattr(enterprise, name, value)
    try:
        with transaction.atomic():
            enterprise.save()
    except IntegrityError:
        raise EconomyRefused(_("区里已经登记过这个代码的企业。"), "code") from None
    return enterprise


# --- Agreements ----------------------------------------------------------------------------------------------------
def _locked(agreement: EnterpriseAgreement) -> EnterpriseAgreement:
    found = EnterpriseAgreement.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("organisation").get(pk=agreement.pk)


@transaction.atomic
def agreement_write(
    *,
    code: str,
    values: Mapping,
    villages: Mapping[Organisation, int],
    key: uuid.UUID,
    by: User,
    at: dt.datetime,
) -> EnterpriseAgreement:
    """Write an agreement of the enterprise with that credit code down; the same `key` again returns it.

    `values` maps AGREEMENT to values and may have `file`; `villages` maps the villages it covers to the households it
    brings along. Raises EconomyRefused naming the field.
    """
    refuse_unless(may_register(by))
    place = by.hat.organisation
    place_lock(place)
    if existing := EnterpriseAgreement.objects.filter(organisation=place, key=key).first():
        return existing
    enterprise = Enterprise.objects.filter(organisation=district_above(place), code=code_checked(code)).first()
    if enterprise is None:
        raise EconomyRefused(_("区里还没有登记这家企业，请先登记企业。"), "code")
    if not villages:
        raise EconomyRefused(_("请选协议覆盖的村，至少一个。"), "villages")
    if any(not by.party_scope.covers(village.path) for village in villages):
        raise EconomyRefused(_("有的村不在您的管理范围内。"), "villages")
    if not all(0 <= households <= MOST_HOUSEHOLDS for households in villages.values()):
        raise EconomyRefused(_("户数太大了，请核对。"), "households")
    _refuse_terms(values, villages, at)
    agreement = EnterpriseAgreement.objects.create(
        enterprise=enterprise,
        organisation=place,
        key=key,
        created_at=at,
        created_by=by,
        file=values.get("file"),
        **{name: values[name] for name in AGREEMENT},
    )
    AgreementVillage.objects.bulk_create(
        AgreementVillage(agreement=agreement, organisation=village, households=households)
        for village, households in villages.items()
    )
    return agreement


def _refuse_terms(values: Mapping, villages: Collection[Organisation], at: dt.datetime) -> None:
    if values["signed_on"] > _today(at):
        raise EconomyRefused(_("签订日期还没有到。"), "signed_on")
    if values["since"] < values["signed_on"]:
        raise EconomyRefused(_("开始日期早于签订日期。"), "since")
    if values["until"] <= values["since"]:
        raise EconomyRefused(_("到期日期要晚于开始日期。"), "until")
    if late := [village for village in villages if values["since"] < village.active_from]:
        words = {"village": late[0].village_name}
        raise EconomyRefused(_("开始日期早于%(village)s设立的日期。") % words, "since")
    if not 0 <= values["floor_cents"] <= MOST_CENTS:
        raise EconomyRefused(_("金额太大了，请核对单位是不是元。"), "floor")
    if not 0 <= values["dividend_percent"] <= 100:
        raise EconomyRefused(_("分红比例在 0 到 100 之间。"), "dividend_percent")
    if not 0 <= values["area_mu"] <= MOST_MU:
        raise EconomyRefused(_("面积太大了，请核对。"), "area_mu")


@transaction.atomic
def agreement_review(
    *,
    agreement: EnterpriseAgreement,
    year: int,
    grade: str,
    due_cents: int,
    paid_cents: int,
    text: str,
    by: User,
    at: dt.datetime,
) -> AgreementReview:
    """Judge how an agreement was kept in a year; amounts in cents. Raises EconomyRefused naming the field."""
    agreement = _locked(agreement)
    refuse_unless(may_keep(by, agreement))
    if year not in (years := review_years(agreement, _today(at))):
        words = {"first": agreement.since.year, "last": years.start}
        raise EconomyRefused(_("请填%(first)d年到%(last)d年之间的年度。") % words, "year")
    if max(due_cents, paid_cents) > MOST_CENTS:
        raise EconomyRefused(_("金额太大了，请核对单位是不是元。"), "paid")
    if grade == Performance.KEPT and paid_cents < due_cents:
        words = {"due": yuan(due_cents), "paid": yuan(paid_cents), "off": yuan(due_cents - paid_cents)}
        raise EconomyRefused(_("应兑现 %(due)s，只兑现 %(paid)s，少 %(off)s，不能评“全部履约”。") % words, "grade")
    if grade != Performance.KEPT and not text.strip():
        raise EconomyRefused(_("没有全部履约的，写明情况。"), "text")
    try:
        with transaction.atomic():
            return AgreementReview.objects.create(
                agreement=agreement,
                year=year,
                grade=grade,
                due_cents=due_cents,
                paid_cents=paid_cents,
                text=text.strip(),
                by=by,
                at=at,
            )
    except IntegrityError:
        raise EconomyRefused(_("%(year)d年已经评过了。") % {"year": year}, "year") from None


@transaction.atomic
def agreement_end(
    *, agreement: EnterpriseAgreement, ended_on: dt.date, reason: str, by: User, at: dt.datetime
) -> EnterpriseAgreement:
    """End an agreement before its day. Raises EconomyRefused naming the field."""
    agreement = _locked(agreement)
    refuse_unless(may_end(by, agreement))
    if not agreement.signed_on <= ended_on <= _today(at):
        raise EconomyRefused(_("终止日期要在签订日期和今天之间。"), "ended_on")
    if ended_on > agreement.until:
        raise EconomyRefused(
            _("协议%(day)s已经到期，不是提前终止。") % {"day": day_in_words(agreement.until)}, "ended_on"
        )
    if not reason.strip():
        raise EconomyRefused(_("请写明原因。"), "reason")
    agreement.ended_on, agreement.ended_reason = ended_on, reason.strip()
    agreement.save(update_fields=["ended_on", "ended_reason"])
    return agreement


# --- Specialities --------------------------------------------------------------------------------------------------
@transaction.atomic
def speciality_save(*, place: Organisation, year: int, values: Mapping, by: User, at: dt.datetime) -> Speciality:
    """Write what a village or a township is known for in a year, or mend it.

    `values` are product, brand, certificate, output_cents, households, enterprise. Raises EconomyRefused.
    """
    refuse_unless(may_write_speciality(by, place))
    place_lock(place)
    this = _today(at).year
    if not max(place.active_from.year, 2000) <= year <= this:
        raise EconomyRefused(_("请填到%(last)d年为止、本村设立以后的年度。") % {"last": this}, "year")
    if values["output_cents"] <= 0:
        raise EconomyRefused(_("请写年产值，单位是元。"), "output")
    if values["output_cents"] > MOST_OUTPUT_CENTS:
        raise EconomyRefused(_("金额太大了，请核对单位是不是元。"), "output")
    if not 0 <= values["households"] <= MOST_HOUSEHOLDS_OF_PRODUCT:
        raise EconomyRefused(_("户数太大了，请核对。"), "households")
    if not values["product"].strip():
        raise EconomyRefused(_("请写主导产品。"), "product")
    row = Speciality.objects.filter(organisation=place, year=year).first()
    row = row or Speciality(organisation=place, year=year)
    for name in ("product", "brand", "certificate", "output_cents", "households", "enterprise"):
        value = values[name]
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.written_at, row.written_by = at, by
    row.save()
    return row
