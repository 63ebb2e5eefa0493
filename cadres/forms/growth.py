"""Forms of courses, subsidies, recognitions and targets (双提升)."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from branches.names import village_name
from cadres.enums.growth import DEGREES, CourseAction, CourseKind, Goal, RecognitionAction
from cadres.models import Cadre
from evidence.forms import DOCUMENTS, PICTURES
from ledgers.enums import Education
from ledgers.forms.decisions import YuanField
from ledgers.forms.meetings import DayField, plain


class NumberField(forms.IntegerField):
    """A whole number; full-width digits are read too."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"invalid": _("请填整数。"), "required": _("请填数字。")}

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


class CadreField(forms.ChoiceField):
    """One of the cadres offered, village by village; cleaned to the Cadre."""

    default_error_messages = {"required": _("请选一个人。"), "invalid_choice": _("请从名单里选一个人。")}

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self._offered: dict[str, Cadre] = {}

    def offer(self, cadres: Iterable[Cadre]) -> None:
        """Offer `cadres`, which are sorted by their village and have it at hand."""
        cadres = list(cadres)
        self._offered = {str(cadre.pk): cadre for cadre in cadres}
        villages = groupby(cadres, key=lambda cadre: village_name(cadre.organisation.name))
        self.choices = [("", _("请选"))] + [
            (village, [(str(cadre.pk), cadre.name) for cadre in group]) for village, group in villages
        ]

    def clean(self, value) -> Cadre:
        return self._offered[super().clean(value)]


def day(label, *, required: bool = True, help_text="") -> DayField:
    return DayField(label=label, required=required, help_text=help_text, error_messages={"required": _("写上日期。")})


def text(label, length: int, *, required: bool = True, help_text="") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        help_text=help_text,
        error_messages={"required": _("请填写。")},
    )


CERTIFICATE = _("证书照片或扫描件（可以不传）")


def certificate(label=CERTIFICATE) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        widget=forms.FileInput({"accept": f"{PICTURES},{DOCUMENTS}"}),
        help_text=_("照片、PDF 或 Word，不超过 %(n)d MB。") % {"n": settings.EVIDENCE_MAX_BYTES // 1024 // 1024},
    )


def choice(label, choices: Sequence, **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
        **kwargs,
    )


class SmallForm(forms.Form):
    """One of several forms of a page; its ids are its own."""

    name = ""

    def __init__(self, data=None, files=None, *, initial: dict | None = None, name: str = "") -> None:
        self.name = name or self.name
        super().__init__(data, files, initial=initial, auto_id=f"{self.name}-%s")


# --- Courses ---------------------------------------------------------------------------------------------------
class _CourseForm(forms.Form):
    kind = CourseKind.DEGREE
    key = forms.UUIDField(widget=forms.HiddenInput)
    cadre = CadreField(label=_("谁"))

    def __init__(self, data=None, *, cadres: Iterable[Cadre], initial: dict | None = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), **(initial or {})})
        self.fields["cadre"].offer(cadres)


class DegreeForm(_CourseForm):
    level = choice(_("读什么层次"), [(level.value, level.label) for level in DEGREES], initial=Education.COLLEGE)
    organ = text(_("院校"), 80)
    title = text(_("专业"), 80)
    since = day(_("入学日期"))
    expected_on = day(_("预计毕业日期"))


class SkillForm(_CourseForm):
    kind = CourseKind.SKILL
    title = text(_("培训内容"), 80, help_text=_("比如：白莲种植技术、农村电商"))
    organ = text(_("主办单位"), 80)
    since = day(_("开始日期"))
    expected_on = day(_("结束日期"))
    days = NumberField(label=_("几天"), min_value=1, max_value=366)
    hours = NumberField(label=_("多少学时"), min_value=1, max_value=2000)


COURSE_FORMS = {CourseKind.DEGREE: DegreeForm, CourseKind.SKILL: SkillForm}


class CompleteForm(SmallForm):
    name = "complete"
    ended_on = day(_("毕业或结业日期"))
    certificate_number = text(_("证书编号（可以不填）"), 60, required=False)
    certificate = certificate()


class BreakForm(SmallForm):
    name = "break"
    ended_on = day(_("从哪天起不读了"))
    reason = text(_("为什么中断"), 200)


class VoidForm(SmallForm):
    name = "void"
    reason = text(_("错在哪里"), 200)


COURSE_MOVE_FORMS: Mapping[str, type[SmallForm]] = {
    CourseAction.COMPLETE: CompleteForm,
    CourseAction.BREAK: BreakForm,
    CourseAction.VOID: VoidForm,
}


class SubsidyForm(SmallForm):
    name = "subsidy"
    yuan = YuanField(label=_("补助金额（元）"))
    paid_on = day(_("发放日期"))
    voucher = text(_("凭证号（可以不填）"), 60, required=False)

    def clean_yuan(self) -> int:
        if not self.cleaned_data["yuan"]:
            raise forms.ValidationError(_("请填金额。"))
        return self.cleaned_data["yuan"]


class WithdrawForm(SmallForm):
    name = "withdraw"
    why = text(_("为什么撤销"), 200)


# --- Recognitions ----------------------------------------------------------------------------------------------
class RecognitionForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    cadre = CadreField(label=_("谁"))
    project = text(_("产业项目"), 80, help_text=_("比如：50亩大棚蔬菜"))
    organ = text(_("认定单位"), 80)
    recognised_on = day(_("认定日期"))
    households = NumberField(
        label=_("带动多少户"), min_value=0, max_value=9999, help_text=_("只填户数，不登记农户的姓名。")
    )
    certificate = certificate()

    def __init__(self, data=None, files=None, *, cadres: Iterable[Cadre], initial: dict | None = None) -> None:
        super().__init__(data, files, initial={"key": uuid.uuid4(), **(initial or {})})
        self.fields["cadre"].offer(cadres)


class RecheckForm(SmallForm):
    name = "recheck"
    households = NumberField(label=_("现在带动多少户"), min_value=0, max_value=9999)
    reason = text(_("复核情况（可以不填）"), 200, required=False)


class EndForm(SmallForm):
    name = "end"
    ended_on = day(_("哪天取消"))
    reason = text(_("为什么取消"), 200)


RECOGNITION_MOVE_FORMS: Mapping[str, type[SmallForm]] = {
    RecognitionAction.RECHECK: RecheckForm,
    RecognitionAction.END: EndForm,
    RecognitionAction.VOID: VoidForm,
}


# --- Targets ---------------------------------------------------------------------------------------------------
class TargetsForm(forms.Form):
    """A field for each township and goal; an empty one means no target."""

    def __init__(self, data=None, *, townships: Sequence[Organisation], known: Mapping[tuple[int, str], int]) -> None:
        super().__init__(data, auto_id="target-%s")
        self.townships = townships
        for township in townships:
            for goal in Goal:
                self.fields[f"{township.pk}-{goal}"] = NumberField(
                    label=f"{township.name} {goal.label}",
                    min_value=0,
                    max_value=100,
                    required=False,
                    initial=known.get((township.pk, goal)),
                    error_messages=dict.fromkeys(
                        ("invalid", "min_value", "max_value"), _("请填0到100的整数，没有目标就空着。")
                    ),
                )

    def rows(self):
        """Yield each township with its goals and their fields, for the table."""
        for township in self.townships:
            yield township, [(goal.label, self[f"{township.pk}-{goal}"]) for goal in Goal]

    def targets(self) -> dict[tuple[int, str], int | None]:
        return {
            (township.pk, str(goal)): self.cleaned_data[f"{township.pk}-{goal}"]
            for township in self.townships
            for goal in Goal
        }
