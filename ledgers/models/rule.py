"""What a district fixes for itself of the rules (区级规则); the nation's stand in `ledgers.rulebook.national`."""

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from ledgers.enums import RuleScope, Severity
from ledgers.models.ledger import APPEND_ONLY


def local_day(column: str) -> Func:
    """Return the day of an instant in China, as a constraint can reckon it."""
    template = "(%(expressions)s at time zone 'Asia/Shanghai')::date"
    return Func(F(column), template=template, output_field=models.DateField())


class LocalRuleQuerySet(ScopedQuerySet):
    scope_path = "district__path"


class LocalRule(models.Model):
    """A version of a rule in one district, append-only: a change is a further row that holds from its day on.

    `value` is kept as JSON keeps it (a percent as text). `is_withdrawn` gives the rule back to the nation's version
    from `valid_from` on. Of two rows of the same day the later one holds.
    """

    district = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="local_rules")
    code = models.CharField(_("规则编号"), max_length=60)
    value = models.JSONField(_("取值"))
    severity = models.CharField(_("预审处理"), max_length=5, choices=Severity.choices)
    scope = models.CharField(_("来源层级"), max_length=8, choices=RuleScope.choices, default=RuleScope.DISTRICT)
    source = models.CharField(_("依据文件"), max_length=120)
    article = models.CharField(_("条款"), max_length=60, blank=True)
    valid_from = models.DateField(_("生效日期"))
    is_withdrawn = models.BooleanField(_("恢复上级规定"), default=False)
    reason = models.CharField(_("修改原因"), max_length=200)
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("修改时间"))

    objects = LocalRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("区级规则")
        verbose_name_plural = _("区级规则")
        ordering = ["valid_from", "pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(name="local_rule_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(name="local_rule_says_why", condition=~Q(reason="")),
            # What was judged stays judged: a version begins after the day it is written.
            models.CheckConstraint(
                name="local_rule_never_reaches_back",
                condition=Q(valid_from__gt=local_day("at")),
            ),
        ]
        indexes = [models.Index(fields=["district", "code"], name="local_rule_district_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"
