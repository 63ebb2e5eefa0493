"""Posts of a village, the terms of its bodies, and who held what from when until when (岗位、届次、任职)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scope import ScopedQuerySet
from cadres.enums import Basis, Body, EndReason, PostKind
from cadres.models.cadre import Cadre
from cadres.posts import POSTS, SINGLE
from config.lib.history import track


class OfVillageQuerySet(ScopedQuerySet):
    pass


@track()
class Seats(models.Model):
    """How many seats of a post a village has, where that differs from what `cadres.posts` says (职数)."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="post_seats")
    kind = models.CharField(_("岗位"), max_length=20, choices=PostKind.choices)
    seats = models.PositiveSmallIntegerField(_("职数"))

    objects = OfVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("职数")
        verbose_name_plural = _("职数")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="seats_once_per_post"),
            models.CheckConstraint(
                name="seats_within_law",
                condition=Q(*(Q(kind=post.kind, seats__lte=post.most) for post in POSTS), _connector=Q.OR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_kind_display()} {self.seats}"


@track()
class Term(models.Model):
    """A term of office of one body of a village (届): five years.

    村民委员会组织法 第十一条; 中国共产党农村基层组织工作条例 第十二条. `until` is the day on which it runs out,
    `handed_over_on` the day on which the body before gave its work over.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="terms")
    body = models.CharField(_("组织"), max_length=12, choices=Body.choices)
    number = models.PositiveSmallIntegerField(_("第几届"))
    since = models.DateField(_("产生日期"))
    until = models.DateField(_("届满日期"))
    handed_over_on = models.DateField(_("工作移交日期"), null=True, blank=True)

    objects = OfVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("届次")
        verbose_name_plural = _("届次")
        ordering = ["organisation", "body", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "number"], name="term_number_once"),
            models.UniqueConstraint(fields=["organisation", "body", "since"], name="term_begins_once"),
            models.CheckConstraint(name="term_body_known", condition=Q(body__in=Body.values)),
            models.CheckConstraint(name="term_dates_in_order", condition=Q(until__gt=F("since"), number__gte=1)),
            models.CheckConstraint(
                name="term_handed_over_after_begin",
                condition=Q(handed_over_on=None) | Q(handed_over_on__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_body_display()} {self.number}"


class TenureQuerySet(ScopedQuerySet):
    """Who holds which post is no secret among those who see the village."""

    def on(self, day) -> "TenureQuerySet":
        """Return the tenures of which `day` is part; the day of ending is not."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day).exclude(end_reason=EndReason.MISTAKE)

    def valid(self) -> "TenureQuerySet":
        return self.exclude(end_reason=EndReason.MISTAKE)


@track()
class Tenure(models.Model):
    """A cadre holds a post from `since` until `until` (exclusive); `cadres.services.tenures` begins and ends it."""

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="tenures")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="tenures")
    kind = models.CharField(_("岗位"), max_length=20, choices=PostKind.choices)
    since = models.DateField(_("任职日期"))
    until = models.DateField(_("离任日期"), null=True, blank=True)
    basis = models.CharField(_("任职依据"), max_length=10, choices=Basis.choices)
    paper = models.CharField(_("任职文号"), max_length=60, blank=True)
    end_reason = models.CharField(_("离任原因"), max_length=10, choices=EndReason.choices, blank=True)
    end_note = models.CharField(_("离任说明"), max_length=200, blank=True)
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(name="tenure_kind_known", condition=Q(kind__in=PostKind.values)),
            models.CheckConstraint(name="tenure_basis_known", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(
                name="tenure_ended_whole",
                condition=Q(until=None, end_reason="") | (Q(until__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="tenure_dates_in_order",
                condition=Q(until=None) | Q(until__gt=F("since")) | Q(until=F("since"), end_reason=EndReason.MISTAKE),
            ),
            models.UniqueConstraint(
                fields=["cadre", "organisation", "kind"], name="tenure_once_per_person", condition=Q(until=None)
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                name="tenure_one_holder_of_single_post",
                condition=Q(until=None, kind__in=SINGLE),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "kind", "until"], name="tenure_organisation_kind"),
            models.Index(fields=["cadre", "since"], name="tenure_cadre"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.get_kind_display()} {self.since}"

    @property
    def is_open(self) -> bool:
        return self.until is None
