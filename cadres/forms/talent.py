"""Forms of honours, the register (五方面人员) and rounds of selection (选拔)."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from cadres.enums.growth import DEGREES, LADDER
from cadres.enums.talent import ApplicationAction, HonourLevel, RoundAction, TalentCategory
from cadres.forms.growth import CadreField, NumberField, SmallForm, certificate, choice, day, text
from cadres.models import Cadre, SecretaryHonour, Talent
from ledgers.enums import Education
from ledgers.forms.meetings import LinesField


def lines(label, length: int, help_text="") -> LinesField:
    return LinesField(
        label=label,
        max_length=length,
        help_text=help_text,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("请填写。")},
    )


class HonourForm(forms.Form):
    cadre = CadreField(label=_("哪位书记"))
    level = choice(_("级别"), HonourLevel.choices)
    year = NumberField(label=_("年度"), min_value=1950, max_value=2099)
    title = text(_("荣誉名称"), 80)
    organ = text(_("表彰单位"), 80)
    honoured_on = day(_("表彰日期"))
    certificate = certificate()

    def __init__(self, data=None, files=None, *, cadres: Iterable[Cadre], initial: dict | None = None) -> None:
        super().__init__(data, files, initial={"title": _("优秀村党组织书记"), **(initial or {})})
        self.fields["cadre"].offer(cadres)


class TalentForm(forms.Form):
    """Somebody of the four categories that need no cadre's file; secretaries come by their honour (HonouredForm)."""

    category = choice(_("哪一类"), [line for line in TalentCategory.choices if line[0] != TalentCategory.SECRETARY])
    name = text(_("姓名"), 40)
    birth_date = day(_("出生日期"))
    education = choice(_("学历"), [(level.value, level.label) for level in LADDER])
    unit = text(_("现单位和职务"), 80)
    since = day(_("从哪天起"), help_text=_("哪天成为这一类人员，比如哪天派驻"))
    evidence = text(_("依据"), 200, help_text=_("文件名称和文号，比如：派驻通知、聘用合同、选调生分配文件"))
    file = certificate(_("依据的照片或扫描件（可以不传）"))


class HonouredForm(forms.Form):
    """An outstanding secretary, by the honour that proves it."""

    honour = forms.TypedChoiceField(
        label=_("哪一次表彰"),
        coerce=int,
        error_messages={"required": _("请选一次表彰。"), "invalid_choice": _("请从名单里选。")},
    )
    unit = text(_("现职务"), 80)

    def __init__(self, data=None, *, honours: Sequence[SecretaryHonour]) -> None:
        super().__init__(data)
        self.honours = {honour.pk: honour for honour in honours}
        self.fields["honour"].choices = [("", _("请选"))] + [
            (pk, f"{honour.cadre.name} · {honour.year} {honour.get_level_display()}{honour.title}")
            for pk, honour in self.honours.items()
        ]


# --- Rounds ----------------------------------------------------------------------------------------------------
class RoundForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    year = NumberField(label=_("年度"), min_value=2015, max_value=2099)
    title = text(_("名称"), 80, help_text=_("比如：从优秀村党组织书记中选拔乡镇领导班子成员"))
    places = NumberField(label=_("名额"), min_value=1, max_value=99)
    categories = forms.MultipleChoiceField(
        label=_("面向哪些人"),
        choices=TalentCategory.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("至少勾一类。")},
    )
    apply_until = day(_("报名截止日期"), help_text=_("年龄和任职年限都算到这一天。"))
    education_least = choice(
        _("最低学历"), [(level.value, level.label) for level in DEGREES], initial=Education.COLLEGE
    )
    honour_least = choice(_("书记最低受过哪一级表彰"), HonourLevel.choices, initial=HonourLevel.COUNTY)

    def __init__(self, data=None, *, initial: dict | None = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), **(initial or {})})


class WhyForm(SmallForm):
    name = "why"
    reason = text(_("原因"), 200)


class NothingForm(SmallForm):
    name = "nothing"


ROUND_MOVE_FORMS: Mapping[str, type[SmallForm]] = {
    RoundAction.CLOSE: NothingForm,
    RoundAction.PUBLISH: NothingForm,
    RoundAction.FINISH: NothingForm,
    RoundAction.CANCEL: WhyForm,
}


class ApplyForm(forms.Form):
    talent = forms.TypedChoiceField(
        label=_("推荐谁"),
        coerce=int,
        error_messages={"required": _("请选一个人。"), "invalid_choice": _("请从名单里选。")},
    )
    statement = lines(_("推荐意见"), 500)

    def __init__(self, data=None, *, talents: Sequence[Talent], initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        self.talents = {talent.pk: talent for talent in talents}
        self.fields["talent"].choices = [("", _("请选"))] + [
            (pk, f"{talent.name} · {talent.get_category_display()} · {talent.unit}")
            for pk, talent in self.talents.items()
        ]


class ScoreForm(SmallForm):
    name = "score"
    score = forms.DecimalField(
        label=_("成绩（满分100）"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_decimal_places", "max_digits"),
            _("请填0到100的成绩，最多两位小数。"),
        ),
    )


class InspectForm(SmallForm):
    name = "inspect"
    inspected_on = day(_("考察日期"))
    inspection = lines(_("考察情况"), 500)


class SelectForm(SmallForm):
    name = "select"
    to_township = forms.TypedChoiceField(
        label=_("到哪个乡镇"),
        coerce=int,
        error_messages={"required": _("请选乡镇。"), "invalid_choice": _("请选乡镇。")},
    )
    from_on = day(_("从哪天起任职"))

    def offer(self, townships: Iterable[Organisation]) -> None:
        self.fields["to_township"].choices = [("", _("请选"))] + [(each.pk, each.name) for each in townships]


APPLICATION_MOVE_FORMS: Mapping[str, type[SmallForm]] = {
    ApplicationAction.ACCEPT: NothingForm,
    ApplicationAction.REJECT: WhyForm,
    ApplicationAction.SCORE: ScoreForm,
    ApplicationAction.INSPECT: InspectForm,
    ApplicationAction.PROPOSE: NothingForm,
    ApplicationAction.SELECT: SelectForm,
    ApplicationAction.DROP: WhyForm,
    ApplicationAction.WITHDRAW: WhyForm,
}


class ObjectionForm(SmallForm):
    name = "object"
    received_on = day(_("哪天收到的"))
    who = text(_("反映人（可以不填）"), 40, required=False)
    text = lines(_("反映什么问题"), 500)


class AnswerForm(SmallForm):
    name = "answer"
    is_upheld = choice(_("是否属实"), [("no", _("不属实，不影响选拔")), ("yes", _("属实，不能选拔"))])
    answer = lines(_("核查结论"), 500)
