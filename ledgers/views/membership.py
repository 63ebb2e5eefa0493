"""What was decided about one member, written on the page of his standing: membership, measures, mistakes taken back."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledgers.forms import standing as forms
from ledgers.models import Absence, DisciplinaryMeasure, OrganisationalMeasure
from ledgers.services import membership as services
from ledgers.views.standing import member_meant, row_meant, written


@require_POST
def member_membership(request: HttpRequest, pk: int) -> HttpResponse:
    member = member_meant(request, pk)
    write = partial(services.membership_move, member=member, at=timezone.now())
    return written(request, member, forms.MembershipForm, write, _("党籍变动已登记。"))


@require_POST
def member_measure(request: HttpRequest, pk: int) -> HttpResponse:
    member = member_meant(request, pk)
    write = partial(services.measure_add, member=member, at=timezone.now())
    return written(request, member, forms.MeasureForm, write, _("处分已登记。"))


@require_POST
def member_organisational(request: HttpRequest, pk: int) -> HttpResponse:
    member = member_meant(request, pk)
    write = partial(services.organisational_add, member=member, at=timezone.now())
    return written(request, member, forms.OrganisationalForm, write, _("组织处置已登记。"))


@require_POST
def rectification_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of 限期改正."""
    measure = row_meant(request, OrganisationalMeasure.objects, pk)
    write = partial(services.rectification_judge, measure=measure, at=timezone.now())
    return written(request, measure.member, forms.OutcomeForm, write, _("已登记改正结果。"))


@require_POST
def absence_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _withdrawn(request, "absence", row_meant(request, Absence.objects, pk))


@require_POST
def measure_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _withdrawn(request, "measure", row_meant(request, DisciplinaryMeasure.objects, pk))


@require_POST
def organisational_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _withdrawn(request, "organisational", row_meant(request, OrganisationalMeasure.objects, pk))


def _withdrawn(request: HttpRequest, sort: str, row) -> HttpResponse:
    form = partial(forms.WithdrawForm, name=f"withdraw-{sort}-{row.pk}")
    write = partial(services.withdraw, row=row, at=timezone.now())
    return written(request, row.member, form, write, _("已撤销，记录还在，写明了原因。"))
