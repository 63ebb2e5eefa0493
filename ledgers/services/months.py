"""Open a month: one ledger for every branch that is expected to answer."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from branches.calendar import holiday_overrides
from branches.enums import ANSWERING_KINDS, Level
from branches.models import Organisation, User
from config.lib.months import last_day, next_month
from config.lib.workdays import Overrides, roll_to_workday
from ledgers.enums import MemberCategory, MembershipState
from ledgers.models import DistrictParameters, Month
from ledgers.selectors.rules import rule_history


@dataclass(frozen=True, slots=True)
class Opened:
    """The month, and whether this call opened it."""

    month: Month
    is_new: bool


def end_of_day(day: dt.date) -> dt.datetime:
    """Return 24:00 of `day` in local time, the exclusive limit of a deadline “by that day”."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))


def limits_of(month: dt.date, parameters: DistrictParameters, overrides: Overrides) -> dict[str, dt.datetime]:
    """Return the month's limits as exclusive instants, each rolled on to a working day."""
    following = next_month(month)

    def limit(day: int) -> dt.datetime:
        return end_of_day(roll_to_workday(following.replace(day=day), overrides))

    return {
        "on_time_until": limit(parameters.on_time_day),
        "locks_at": limit(parameters.lock_day),
        "review_by": limit(parameters.review_day),
        "report_by": limit(parameters.report_day),
        "rereview_by": limit(parameters.rereview_day),
        "circular_by": limit(parameters.circular_day),
    }


def parameters_of(district: Organisation) -> DistrictParameters:
    """Return the district's parameters, made with the defaults the first time."""
    # 中共抚州市临川区委 signs as 区委, not as 区委员会: the form that GB/T 9704 calls 规范化简称.
    committee = (district.full_name or f"中共{district.name}委员会").removesuffix("员会")  # i18n: data
    parameters, _new = DistrictParameters.objects.get_or_create(
        district=district,
        defaults={
            "issuer": f"{committee}组织部",  # i18n: data
            "circular_prefix": f"{district.name[0]}组通字",  # i18n: data
        },
    )
    return parameters


# One statement for all branches of the district: a loop would take some thousand queries.
OPEN_LEDGERS = """
INSERT INTO ledgers_ledger (
    month_id, branch_id, township_id, desk_id, status, revision,
    members, full_members, committee, groups, owed, missing, warnings, receipt, roll_note
)
SELECT
    %(month)s, branch.id, township.id, branch.id, 'open', 0,
    coalesce(roll.members, 0), coalesce(roll.full_members, 0), coalesce(roll.committee, 0),
    coalesce(roll.groups, '[]'), 0, 0, 0, '', ''
FROM branches_organisation branch
JOIN branches_organisation township ON township.path = left(branch.path, %(parent_length)s)
LEFT JOIN (
    SELECT
        member.branch_id,
        count(*) AS members,
        count(*) FILTER (WHERE category = %(full)s) AS full_members,
        count(*) FILTER (WHERE post <> '') AS committee,
        coalesce(
            jsonb_agg(DISTINCT "group" ORDER BY "group") FILTER (WHERE "group" <> ''), '[]'
        ) AS groups
    FROM ledgers_member member
    JOIN branches_organisation home ON home.id = member.branch_id AND home.path LIKE %(subtree)s
    WHERE member.state = %(normal)s
    GROUP BY member.branch_id
) roll ON roll.branch_id = branch.id
WHERE branch.path LIKE %(subtree)s
    AND branch.level = %(village)s AND branch.kind = ANY(%(kinds)s)
    AND branch.active_from <= %(last_day)s
    AND (branch.active_until IS NULL OR branch.active_until > %(first_day)s)
ORDER BY branch.path
"""


@transaction.atomic
def month_open(
    *, district: Organisation, month: dt.date, checklist_version: int, by: User | None, at: dt.datetime
) -> Opened:
    """Open `month` (its first day) for `district`; opening it again changes nothing.

    Freezes the expected set, the roll's counts, the rules with their limits, and the version of the audit form.
    Raises ValueError when `month` is not the first day of a month.
    """
    if month.day != 1:
        raise ValueError(f"{month} is not the first day of a month")
    parameters = parameters_of(district)
    opened, is_new = Month.objects.get_or_create(
        district=district,
        month=month,
        defaults={
            **limits_of(month, parameters, holiday_overrides()),
            "rules": rule_history(district).on(month).frozen(),
            "checklist_version": checklist_version,
            "expected": 0,
            "opened_at": at,
            "opened_by": by,
        },
    )
    if not is_new:
        return Opened(opened, is_new=False)
    with connection.cursor() as cursor:
        cursor.execute(
            OPEN_LEDGERS,
            {
                "month": opened.pk,
                # Villages stand two levels below the county, their townships one.
                "parent_length": len(district.path) + Organisation.steplen,
                "subtree": f"{district.path}%",
                "full": MemberCategory.FULL,
                "normal": MembershipState.NORMAL,
                "village": Level.VILLAGE,
                "kinds": [str(kind) for kind in ANSWERING_KINDS],
                "first_day": month,
                "last_day": last_day(month),
            },
        )
        opened.expected = cursor.rowcount
    opened.save(update_fields=["expected"])
    return Opened(opened, is_new=True)
