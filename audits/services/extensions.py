"""Put off the limits of a month for townships hit by a flood or snow (因灾顺延), and take that back."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from audits.extension_rules import may_extend, may_revoke
from branches.calendar import holiday_overrides
from branches.enums import Role
from branches.models import Membership, Organisation, User
from config.lib.workdays import roll_to_workday
from ledgers.enums import Status
from ledgers.limits import Limits, put_off
from ledgers.models import Ledger, LimitExtension, Month
from ledgers.models.month import last_day_before
from ledgers.selectors.limits import month_limits
from ledgers.selectors.rules import rule_history
from ledgers.services.limits import limits_extend, limits_withdraw, month_lock
from ledgers.services.months import end_of_day
from ledgers.words import limit_in_words
from notices.services import notices_send


class ExtensionRefused(Exception):
    """The limits can't be put off so; `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def limits_until(month: Month, until: dt.date) -> Limits:
    """Return the limits of `month` put off so that a ledger is on time until `until`, rolled on to working days."""
    overrides = holiday_overrides()

    def rolled(limit: dt.datetime) -> dt.datetime:
        return end_of_day(roll_to_workday(last_day_before(limit), overrides))

    return put_off(Limits.of(month), rolled(end_of_day(until)), rolled)


@transaction.atomic
def extension_grant(
    *,
    month: Month,
    townships: Sequence[Organisation],
    until: dt.date,
    reason: str,
    document: str,
    by: User,
    at: dt.datetime,
) -> list[LimitExtension]:
    """Put off the limits of `month` for each of `townships`, so that a ledger is on time until `until`.

    Ledgers that were locked already are opened again. Raises ExtensionRefused; then nothing is written.
    """
    month = month_lock(month.pk)
    if not (answer := may_extend(by, month)):
        raise ExtensionRefused(answer.reason)
    if not townships:
        raise ExtensionRefused(_("请选乡镇。"), "townships")
    limits = limits_until(month, until)
    _refuse_date(month, townships, limits, at)
    granted = [
        LimitExtension.objects.create(
            month=month,
            township=township,
            until=until,
            on_time_until=limits.on_time_until,
            locks_at=limits.locks_at,
            review_by=limits.review_by,
            report_by=limits.report_by,
            rereview_by=limits.rereview_by,
            reason=reason.strip(),
            document=document.strip(),
            granted_by=by,
            granted_at=at,
        )
        for township in townships
    ]
    why = _("因%(reason)s顺延（%(document)s）") % {"reason": reason.strip(), "document": document.strip()}
    limits_extend(month=month, by=by, at=at, reason=why)
    _tell(granted, at, revoked=False)
    return granted


def _refuse_date(month: Month, townships: Sequence[Organisation], limits: Limits, at: dt.datetime) -> None:
    if limits.on_time_until <= at:
        raise ExtensionRefused(_("顺延到的日期要晚于今天。"), "until")
    rules = rule_history(month.district_id, month).on(month.month)
    days = rules.value("chain.extension_days")
    if limits.on_time_until > month.on_time_until + dt.timedelta(days=days):
        raise ExtensionRefused(_("最多顺延%(days)d天，请改早一些。") % {"days": days}, "until")
    holding = month_limits(month)
    for township in townships:
        if limits.on_time_until <= (now := holding.of(township.pk).on_time_until):
            raise ExtensionRefused(
                _("%(name)s现在的截止时间已经是%(limit)s，顺延要晚于这个时间。")
                % {"name": township.name, "limit": limit_in_words(now)},
                "until",
            )


@transaction.atomic
def extension_revoke(*, extension: LimitExtension, reason: str, by: User, at: dt.datetime) -> LimitExtension:
    """Take an extension back before its date has passed. Who handed in meanwhile stays on time."""
    month = month_lock(extension.month_id)
    extension = LimitExtension.objects.select_related("month__district", "township").get(pk=extension.pk)
    if not (answer := may_revoke(by, extension, at)):
        raise ExtensionRefused(answer.reason)
    if not reason.strip():
        raise ExtensionRefused(_("请写明为什么撤销。"), "reason")
    extension.revoked_by, extension.revoked_at, extension.revoked_reason = by, at, reason.strip()
    extension.save(update_fields=["revoked_by", "revoked_at", "revoked_reason"])
    limits_withdraw(month=month, townships=[extension.township_id])
    _tell([extension], at, revoked=True)
    return extension


def _tell(extensions: Sequence[LimitExtension], at: dt.datetime, *, revoked: bool) -> None:
    """Tell the townships' reviewers, and the branches that still owe their ledger."""
    month = extensions[0].month
    holding = month_limits(month)
    for extension in extensions:
        owing = Ledger.objects.filter(
            month=month, township=extension.township_id, status__in=(Status.OPEN, Status.RETURNED)
        )
        held = Membership.objects.current().select_related("user")
        people = [
            *held.filter(role=Role.SECRETARY, organisation__in=owing.values("branch")),
            *held.filter(role=Role.TOWNSHIP_REVIEWER, organisation=extension.township_id),
        ]
        title = _("%(month)s台账的截止时间顺延了") if not revoked else _("%(month)s台账的顺延撤销了")
        limits = holding.of(extension.township_id)
        body = _("%(reason)s。按时截止%(on_time)s，锁定时间%(lock)s。") % {
            "reason": extension.revoked_reason if revoked else extension.reason,
            "on_time": limit_in_words(limits.on_time_until),
            "lock": limit_in_words(limits.locks_at),
        }
        notices_send(
            recipients=[membership.user for membership in people],
            key=f"extension:{extension.pk}:{'revoked' if revoked else 'granted'}",
            title=title % {"month": month.label},
            body=body,
            at=at,
        )
