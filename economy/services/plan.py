"""Keep the three-year plan: its targets by place and year, and why one was missed. Amounts in cents (分)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.enums import Level
from branches.models import Organisation, User
from economy.models import IncomeDeviation, IncomePlan, IncomeTarget
from economy.models.plan import YEARS
from economy.refusal import EconomyRefused, refuse_unless
from economy.rules.income import is_amount
from economy.rules.plan import may_explain, may_plan, may_set_targets
from economy.selectors.plan import actual_of

Wanted = Mapping[int, Mapping[int, int]]  # place → year → cents


@transaction.atomic
def plan_open(*, district: Organisation, first_year: int, paper: str, by: User, at: dt.datetime) -> IncomePlan:
    """Open a plan for three years. Raises EconomyRefused naming the field: two plans do not share a year."""
    refuse_unless(may_plan(by, district))
    today = timezone.localtime(at).date()
    if not today.year - YEARS < first_year <= today.year + 1:
        raise EconomyRefused(_("请从还没有过完的三年里选第一年。"), "first_year")
    if not paper.strip():
        raise EconomyRefused(_("请写依据，例如规划文件的文号。"), "paper")
    Organisation.objects.select_for_update(of=("self",)).get(pk=district.pk)
    near = range(first_year - YEARS + 1, first_year + YEARS)
    if other := IncomePlan.objects.filter(organisation=district, first_year__in=near).first():
        raise EconomyRefused(
            _("%(a)d–%(b)d年已经有规划，不能重叠。") % {"a": other.first_year, "b": other.last_year}, "first_year"
        )
    return IncomePlan.objects.create(organisation=district, first_year=first_year, paper=paper.strip(), by=by, at=at)


@transaction.atomic
def targets_set(
    *,
    plan: IncomePlan,
    place: Organisation,
    wanted: Wanted,
    by: User,
    at: dt.datetime,
    industries: Mapping[int, str] | None = None,
) -> int:
    """Fix the targets of what lies directly below `place` and return how many changed. Raises EconomyRefused.

    `industries` says what a place is to live on (主导产业); without a word what stands there stays. The district fixes
    the targets of townships, a township those of its villages. What a year that is over was to reach stays as it was.
    """
    refuse_unless(may_set_targets(by, place))
    IncomePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    level = Level.TOWNSHIP if place.level == Level.COUNTY else Level.VILLAGE
    below = {
        unit.pk: unit for unit in Organisation.objects.filter(path__startswith=place.path, level=level, pk__in=wanted)
    }
    if len(below) != len(wanted):
        raise EconomyRefused(_("有的地方不在您的管理范围内。"))
    present = {
        (target.organisation_id, target.year): target
        for target in IncomeTarget.objects.filter(plan=plan, organisation__in=below)
    }
    this = timezone.localtime(at).year
    new, changed = [], []
    for pk, years in wanted.items():
        for year, cents in years.items():
            old = present.get((pk, year))
            industry = (industries or {}).get(pk, old.industry if old else "")
            if old is not None and old.cents == cents and (old.industry == industry or year < this):
                continue
            refuse_unless(is_amount(cents))
            if year not in plan.years:
                raise EconomyRefused(_("%(year)d年不在这个规划里。") % {"year": year})
            if year < this and old is not None:
                raise EconomyRefused(_("%(year)d年已经过完，目标不能再改。") % {"year": year})
            if old is None:
                new.append(
                    IncomeTarget(
                        plan=plan,
                        organisation_id=pk,
                        level=level,
                        year=year,
                        cents=cents,
                        industry=industry,
                        by=by,
                        at=at,
                    )
                )
            else:
                old.cents, old.industry, old.by, old.at = cents, industry, by, at
                changed.append(old)
    IncomeTarget.objects.bulk_create(new)
    IncomeTarget.objects.bulk_update(changed, ["cents", "industry", "by", "at"])
    return len(new) + len(changed)


@transaction.atomic
def target_explain(
    *, target: IncomeTarget, text: str, by: User, at: dt.datetime, measures: str = ""
) -> IncomeDeviation:
    """Say why a target is missed; what stood in the books then is kept with it. Raises EconomyRefused."""
    refuse_unless(may_explain(by, target))
    if not text.strip():
        raise EconomyRefused(_("请写没有达到的原因。"), "text")
    actual = actual_of(target)
    if target.year > timezone.localtime(at).year:
        raise EconomyRefused(_("%(year)d年还没有到。") % {"year": target.year})
    if actual >= target.cents:
        raise EconomyRefused(_("这一年的目标已经达到，不用说明。"))
    return IncomeDeviation.objects.create(
        target=target,
        target_cents=target.cents,
        actual_cents=actual,
        text=text.strip(),
        measures=measures.strip(),
        by=by,
        at=at,
    )
