"""Red-flag branches (红旗党支部): vetoes, the way to a name, objections, the award and its use, re-checks."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.lib.history import track
from facilities.enums.redflag import (
    HELD,
    MOVES,
    FlagAction,
    FlagLevel,
    FlagState,
    RecheckResult,
    UseKind,
    VetoKind,
)
from facilities.models.scope import FacilityQuerySet
from facilities.models.standing import stays
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.standing import Withdrawable, by_whom, withdrawn_in_full

S = FlagState
PAIRS = [(before, to) for sources, to in MOVES.values() for before in sources]
# The most that an award may be, in cents: the outer bound of the rules redflag.district_cents and redflag.city_cents.
MOST_CENTS = 1_000_000_00
# No name while a veto stands, none without the notice's days and the answers to what was objected in them (a city
# names by itself, on a name of the district that holds), no step left out; none taken back on which the city's rests.
KEPT_IN_ORDER = pgtrigger.Trigger(
    name="kept_in_order",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func=f"""
        IF TG_OP = 'INSERT' AND NEW.state <> (
            CASE NEW.level WHEN '{FlagLevel.CITY}' THEN '{S.REVIEWED}' ELSE '{S.NOMINATED}' END
        ) THEN
            RAISE EXCEPTION 'red flag: a case begins with its nomination';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.state <> NEW.state THEN
            IF (OLD.state, NEW.state) NOT IN ({", ".join(f"('{before}', '{to}')" for before, to in PAIRS)}) THEN
                RAISE EXCEPTION 'red flag: no move leads from % to %', OLD.state, NEW.state;
            END IF;
            IF NEW.state = '{S.NAMED}' AND NEW.level = '{FlagLevel.DISTRICT}'
                AND (OLD.state <> '{S.NOTICE}' OR NEW.notice_until IS NULL OR NEW.named_on <= NEW.notice_until) THEN
                RAISE EXCEPTION 'red flag: not named before the notice is over';
            END IF;
            IF NEW.state = '{S.NAMED}' AND EXISTS (
                SELECT FROM facilities_redflagobjection objection
                WHERE objection.flag_id = NEW.id
                    AND (objection.answered_on IS NULL OR objection.answered_on > NEW.named_on)
            ) THEN
                RAISE EXCEPTION 'red flag: not named before every objection is answered';
            END IF;
            IF NEW.state = '{S.NAMED}' AND NEW.level = '{FlagLevel.CITY}' AND NOT EXISTS (
                SELECT FROM facilities_redflag base
                WHERE base.id = NEW.rests_on_id AND base.state = '{S.NAMED}' AND base.valid_until >= NEW.named_on
            ) THEN
                RAISE EXCEPTION 'red flag: the city names whom the district has named';
            END IF;
            IF NEW.state = '{S.NAMED}' AND EXISTS (
                SELECT FROM facilities_redflagveto veto
                WHERE veto.organisation_id = NEW.organisation_id AND veto.withdrawn_at IS NULL
                    AND veto.since <= NEW.named_on AND veto.until >= NEW.named_on
            ) THEN
                RAISE EXCEPTION 'red flag: not named while a veto stands';
            END IF;
            IF NEW.state = '{S.WITHDRAWN}' AND EXISTS (
                SELECT FROM facilities_redflag above
                WHERE above.rests_on_id = NEW.id AND above.state = '{S.NAMED}' AND above.valid_until >= NEW.withdrawn_on
            ) THEN
                RAISE EXCEPTION 'red flag: the name that rests on it goes first';
            END IF;
        END IF;
        RETURN NEW;
    """,
)

# What was entered is taken back whole or stays as it is.
VETO_STAYS = stays("red flag veto", "organisation_id", "kind", "text", "since", "until", "origin")
USE_STAYS = stays("red flag award", "award_id", "kind", "cents", "used_on", "text")
# What was objected stays as it was written down, and so does the answer.
OBJECTION_STAYS = pgtrigger.Trigger(
    name="objection_stays",
    operation=pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func="""
        IF TG_OP = 'DELETE' OR OLD.answered_on IS NOT NULL
            OR (OLD.flag_id, OLD.who, OLD.raised_on, OLD.text) IS DISTINCT FROM
                (NEW.flag_id, NEW.who, NEW.raised_on, NEW.text) THEN
            RAISE EXCEPTION 'red flag: an objection is answered once and stays';
        END IF;
        RETURN NEW;
    """,
)
OBJECTED_TO_THE_NOTICE = pgtrigger.Trigger(
    name="objected_to_the_notice",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func=f"""
        IF NOT EXISTS (
            SELECT FROM facilities_redflag flag
            WHERE flag.id = NEW.flag_id AND flag.state = '{S.NOTICE}'
                AND NEW.raised_on BETWEEN flag.notice_from AND flag.notice_until
        ) THEN
            RAISE EXCEPTION 'red flag: objections are those of the days of the notice';
        END IF;
        RETURN NEW;
    """,
)


class RedFlagVetoQuerySet(FacilityQuerySet):
    def on(self, day) -> "RedFlagVetoQuerySet":
        """Return the vetoes that stand on `day`."""
        return self.filter(withdrawn_at=None, since__lte=day, until__gte=day)


@track()
class RedFlagVeto(Withdrawable):
    """What rules a branch out from `since` to `until` (一票否决). `origin` names what it comes from, so that it is
    written once; `by` is None where the clock found it."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="redflag_vetoes")
    kind = models.CharField(_("情形"), max_length=10, choices=VetoKind.choices)
    text = models.CharField(_("说明"), max_length=200)
    since = models.DateField(_("从哪天"))
    until = models.DateField(_("到哪天"))
    origin = models.CharField(_("出处"), max_length=60, blank=True)
    by = by_whom()
    at = models.DateTimeField(_("登记时间"))

    objects = RedFlagVetoQuerySet.as_manager()

    class Meta:
        verbose_name = _("一票否决")
        verbose_name_plural = _("一票否决")
        ordering = ["-since", "-pk"]
        triggers = [VETO_STAYS]
        constraints = [
            models.UniqueConstraint(fields=["origin"], name="redflagveto_origin_once", condition=~Q(origin="")),
            models.CheckConstraint(
                name="redflagveto_whole",
                condition=Q(kind__in=VetoKind.values, until__gte=F("since"))
                & ~Q(text="")
                & (Q(by__isnull=False) | ~Q(origin="")),
            ),
            withdrawn_in_full("redflagveto_withdrawn_in_full"),
        ]
        indexes = [models.Index(fields=["organisation", "until"], name="redflagveto_organisation")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.get_kind_display()}"


class RedFlagQuerySet(FacilityQuerySet):
    def in_force(self, day) -> "RedFlagQuerySet":
        """Return those that have the name on `day`: neither taken back nor run out."""
        return self.filter(state=S.NAMED, valid_until__gte=day)


@track()
class RedFlag(models.Model):
    """One branch's way to the name in one cycle (a year) at one level; `facts` are what the system knew when it was
    nominated, frozen. `rests_on` is the district's name on which a city's rests.

    `facilities.services.redflag.flag_move` alone changes `state`.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="red_flags")
    level = models.CharField(_("级别"), max_length=10, choices=FlagLevel.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(_("进度"), max_length=12, choices=S.choices, default=S.NOMINATED)
    rests_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    claim = models.TextField(_("申报理由"), max_length=2000)
    facts = models.JSONField(_("申报时的情况"), default=list)
    nominated_at = models.DateTimeField(_("申报时间"))
    nominated_by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(_("复核得分"), null=True, blank=True)
    reviewed_by = by_whom()
    notice_from = models.DateField(_("公示开始"), null=True, blank=True)
    notice_until = models.DateField(_("公示结束"), null=True, blank=True)
    named_on = models.DateField(_("命名日期"), null=True, blank=True)
    named_by = by_whom()
    paper = models.CharField(_("命名文号"), max_length=60, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    withdrawn_on = models.DateField(_("撤销日期"), null=True, blank=True)
    plaque_returned_on = models.DateField(_("牌匾收回日期"), null=True, blank=True)

    objects = RedFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("红旗党支部")
        verbose_name_plural = _("红旗党支部")
        ordering = ["-year", "-nominated_at", "-pk"]
        triggers = [KEPT_IN_ORDER, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "level", "year"],
                name="redflag_once_per_level_and_cycle",
                condition=~Q(state=S.REJECTED),
            ),
            models.CheckConstraint(
                name="redflag_known",
                condition=Q(level__in=FlagLevel.values, state__in=S.values, year__gte=2000, year__lte=2999)
                & ~Q(claim=""),
            ),
            models.CheckConstraint(
                name="redflag_city_rests_on_district",
                condition=Q(level=FlagLevel.DISTRICT, rests_on=None) | Q(level=FlagLevel.CITY, rests_on__isnull=False),
            ),
            models.CheckConstraint(
                name="redflag_notice_pair",
                condition=Q(notice_from=None, notice_until=None)
                | Q(notice_from__isnull=False, notice_until__isnull=False, notice_until__gt=F("notice_from")),
            ),
            models.CheckConstraint(
                name="redflag_named_whole",
                condition=~Q(state__in=HELD) & Q(named_on=None, named_by=None, valid_until=None, paper="")
                | Q(
                    state__in=HELD,
                    named_on__isnull=False,
                    named_by__isnull=False,
                    valid_until__isnull=False,
                    valid_until__gt=F("named_on"),
                )
                & ~Q(paper=""),
            ),
            models.CheckConstraint(
                name="redflag_named_by_another",
                condition=Q(named_by=None)
                | Q(reviewed_by=None)
                | Q(named_by__isnull=False, reviewed_by__isnull=False) & ~Q(named_by=F("reviewed_by")),
            ),
            models.CheckConstraint(
                name="redflag_withdrawn_pair",
                condition=~Q(state=S.WITHDRAWN) & Q(withdrawn_on=None, plaque_returned_on=None)
                | Q(
                    state=S.WITHDRAWN,
                    withdrawn_on__isnull=False,
                    named_on__isnull=False,
                    withdrawn_on__gte=F("named_on"),
                ),
            ),
        ]
        indexes = [models.Index(fields=["year", "level", "state"], name="redflag_year_level")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year} {self.get_level_display()}"

    def is_in_force(self, day) -> bool:
        """Say of one what `in_force` says of many."""
        return self.state == S.NAMED and self.valid_until >= day


class OfFlagQuerySet(FacilityQuerySet):
    scope_path = "flag__organisation__path"


class RedFlagStep(models.Model):
    """One move of a case, append-only."""

    flag = models.ForeignKey(RedFlag, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("动作"), max_length=12, choices=FlagAction.choices)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    objects = OfFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("红旗党支部办理记录")
        verbose_name_plural = _("红旗党支部办理记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(name="redflagstep_known", condition=Q(action__in=FlagAction.values)),
            models.CheckConstraint(
                name="redflagstep_says_why",
                condition=~Q(action__in=[FlagAction.REJECT, FlagAction.WITHDRAW]) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at}"


@track()
class RedFlagObjection(models.Model):
    """What was objected to a notice (公示异议), and the answer; there is no name before it. `who` names no person."""

    flag = models.ForeignKey(RedFlag, on_delete=models.PROTECT, related_name="objections")
    who = models.CharField(_("谁提的"), max_length=20)
    raised_on = models.DateField(_("提出日期"))
    text = models.CharField(_("异议内容"), max_length=500)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))
    answer = models.CharField(_("答复"), max_length=500, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answered_by = by_whom()
    answered_at = models.DateTimeField(_("答复登记时间"), null=True, blank=True)

    objects = OfFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("红旗公示异议")
        verbose_name_plural = _("红旗公示异议")
        ordering = ["raised_on", "pk"]
        triggers = [OBJECTED_TO_THE_NOTICE, OBJECTION_STAYS]
        constraints = [
            models.CheckConstraint(name="redflagobjection_says_what", condition=~Q(who="") & ~Q(text="")),
            models.CheckConstraint(
                name="redflagobjection_answered_whole",
                condition=Q(answer="", answered_on=None, answered_by=None, answered_at=None)
                | Q(
                    answered_on__isnull=False,
                    answered_on__gte=F("raised_on"),
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                )
                & ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flag_id} {self.raised_on}"


@track()
class RedFlagAward(models.Model):
    """The award of a name, in cents by the rule of the day: exactly one for each branch, level and cycle (15.4)."""

    flag = models.OneToOneField(RedFlag, on_delete=models.PROTECT, related_name="award")
    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(_("级别"), max_length=10, choices=FlagLevel.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    cents = models.PositiveBigIntegerField(_("奖补金额（分）"))
    granted_on = models.DateField(_("核定日期"))
    paid_on = models.DateField(_("拨付日期"), null=True, blank=True)
    voucher = models.CharField(_("凭证号"), max_length=60, blank=True)
    paid_by = by_whom()

    objects = OfFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("红旗奖补")
        verbose_name_plural = _("红旗奖补")
        ordering = ["-year", "pk"]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="of_a_name",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=f"""
                    IF NOT EXISTS (
                        SELECT FROM facilities_redflag flag
                        WHERE flag.id = NEW.flag_id AND flag.state = '{S.NAMED}'
                            AND (flag.organisation_id, flag.level, flag.year)
                                = (NEW.organisation_id, NEW.level, NEW.year)
                    ) THEN
                        RAISE EXCEPTION 'red flag award: only of a name that stands';
                    END IF;
                    IF TG_OP = 'UPDATE' AND (OLD.paid_on IS NOT NULL OR OLD.cents <> NEW.cents) THEN
                        RAISE EXCEPTION 'red flag award: paid once, as it was granted';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "level", "year"], name="redflagaward_once"),
            # Nothing is left of a city's award where the district's was as much and is deducted.
            models.CheckConstraint(
                name="redflagaward_known",
                condition=Q(level=FlagLevel.DISTRICT, cents__gte=1, cents__lte=MOST_CENTS)
                | Q(level=FlagLevel.CITY, cents__gte=0, cents__lte=MOST_CENTS),
            ),
            models.CheckConstraint(name="redflagaward_paid_is_some", condition=Q(paid_on=None) | Q(cents__gte=1)),
            models.CheckConstraint(
                name="redflagaward_paid_whole",
                condition=Q(paid_on=None, paid_by=None, voucher="")
                | Q(paid_on__isnull=False, paid_by__isnull=False, paid_on__gte=F("granted_on")) & ~Q(voucher=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year} {self.cents}"


class AwardUseQuerySet(FacilityQuerySet):
    scope_path = "award__flag__organisation__path"

    def valid(self) -> "AwardUseQuerySet":
        return self.filter(withdrawn_at=None)


@track()
class AwardUse(Withdrawable):
    """What a part of the award was spent for, in cents; together never more than was paid."""

    award = models.ForeignKey(RedFlagAward, on_delete=models.PROTECT, related_name="uses")
    kind = models.CharField(_("用途"), max_length=10, choices=UseKind.choices)
    cents = models.PositiveBigIntegerField(_("金额（分）"))
    used_on = models.DateField(_("日期"))
    text = models.CharField(_("说明"), max_length=200)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = AwardUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("奖补使用")
        verbose_name_plural = _("奖补使用")
        ordering = ["used_on", "pk"]
        triggers = [
            USE_STAYS,
            pgtrigger.Trigger(
                name="within_the_award",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NEW.cents + (
                        SELECT coalesce(sum(cents), 0) FROM facilities_awarduse
                        WHERE award_id = NEW.award_id AND withdrawn_at IS NULL
                    ) > (
                        SELECT coalesce(sum(cents), 0) FROM facilities_redflagaward
                        WHERE id = NEW.award_id AND paid_on <= NEW.used_on
                    ) THEN
                        RAISE EXCEPTION 'red flag award: more used than was paid';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="awarduse_whole", condition=Q(kind__in=UseKind.values, cents__gte=1) & ~Q(text="")
            ),
            withdrawn_in_full("awarduse_withdrawn_in_full"),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.cents}"


@track()
class RedFlagRecheck(models.Model):
    """A later look at a branch that has the name (动态复核)."""

    flag = models.ForeignKey(RedFlag, on_delete=models.PROTECT, related_name="rechecks")
    held_on = models.DateField(_("复核日期"))
    result = models.CharField(_("结果"), max_length=6, choices=RecheckResult.choices)
    text = models.CharField(_("情况"), max_length=300)
    by = models.ForeignKey("branches.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("红旗复核")
        verbose_name_plural = _("红旗复核")
        ordering = ["-held_on", "-pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["flag", "held_on"], name="redflagrecheck_once_a_day"),
            models.CheckConstraint(
                name="redflagrecheck_whole", condition=Q(result__in=RecheckResult.values) & ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flag_id} {self.held_on}"
