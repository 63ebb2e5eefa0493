"""Forms of decisions (四议两公开): the matter, a step, the end of a publication, objections, disaster relief."""

import re
from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledgers.decision_gate import NOTICE_RULES
from ledgers.enums.decisions import MATTERS, Body, Matter, Origin, Step
from ledgers.forms.meetings import DayField, LinesField, plain
from ledgers.models import Decision, Meeting
from ledgers.words import day_in_words

AMOUNT = re.compile(r"\d{1,12}(\.\d{1,2})?")


class YuanField(forms.CharField):
    """An amount as people write it, cleaned to cents (分); nothing for an empty field."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=20, required=False, **kwargs)

    def clean(self, value) -> int | None:
        text = plain(super().clean(value)).replace(",", "").removesuffix("元")  # i18n: data
        if not text:
            return None
        if not AMOUNT.fullmatch(text):
            raise forms.ValidationError(_("看不懂这个金额，请写元，比如 120000 或 120000.50。"))
        return int(Decimal(text) * 100)


def yuan_typed(cents: int | None) -> str:
    return "" if cents is None else f"{Decimal(cents) / 100:.2f}".removesuffix(".00")


class PeopleField(forms.IntegerField):
    """A number of persons or votes; full-width digits are read too."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("请填数字，没有就填 0。"),
        "min_value": _("不能小于 0。"),
        "max_value": _("数字太大了，请核对。"),
    }

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("required", False)
        super().__init__(min_value=0, max_value=999_999, **kwargs)

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


def _lines(label, *, rows: int = 4, length: int = 5000, required: bool = False, **kwargs) -> LinesField:
    field = LinesField(label=label, max_length=length, required=required, **kwargs)
    field.widget.attrs["rows"] = rows
    return field


class DecisionForm(forms.Form):
    """What is to be decided; `reason` is asked for when the change begins a new round."""

    title = forms.CharField(
        label=_("事项名称"), max_length=80, help_text=_("一句话说清办什么事，比如“硬化三组通组路”。")
    )
    matter = forms.ChoiceField(label=_("事项类型"), choices=[("", _("请选择")), *Matter.choices])
    origin = forms.ChoiceField(label=_("动议事由"), choices=Origin.choices, widget=forms.RadioSelect)
    amount = YuanField(label=_("涉及金额（元）"), help_text=_("不涉及钱的不填。"))
    proposal = _lines(_("方案"), rows=6, required=True, help_text=_("做什么、怎么做、花多少钱、钱从哪来。"))
    reason = forms.CharField(
        label=_("变更原因"),
        max_length=500,
        required=False,
        help_text=_("变更后要从第1步重新走程序，原来的记录都留着。"),
    )

    def __init__(self, data=None, *, decision: Decision | None = None, begins_round: bool = False) -> None:
        initial = {"origin": Origin.PEOPLE}
        if decision is not None:
            initial = {name: getattr(decision, name) for name in ("title", "matter", "origin", "proposal")}
            initial["amount"] = yuan_typed(decision.amount_cents)
        super().__init__(data, initial=initial)
        if begins_round:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]

    @property
    def values(self) -> dict:
        """The columns of a valid form."""
        cleaned = self.cleaned_data
        return {name: cleaned[name] for name in ("title", "matter", "origin", "proposal")} | {
            "amount_cents": cleaned["amount"]
        }


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{day_in_words(timezone.localtime(meeting.starts_at).date())} {meeting.label}"


FIELDS_OF = {
    Step.PROPOSE: ("meeting", "content"),
    Step.CONSULT: ("meeting", "called", "came", "votes_for", "votes_against", "votes_abstain", "content"),
    Step.DELIBERATE: ("meeting", "notice_on", "attendee", "content"),
    Step.RESOLVE: (
        *("profile", "held_on", "place", "notice_on", "called", "came", "body_called", "body_came"),
        *("votes_for", "votes_against", "votes_abstain", "attendee", "content"),
    ),
    Step.PUBLISH: ("held_on", "place", "content"),
    Step.RESULT: ("accepted_on", "settlement", "content", "held_on", "place"),
}


class StepForm(forms.Form):
    """One step; the figures of steps 1 and 3 come from the meeting's roll call, so they are not asked for."""

    profile = forms.ChoiceField(label=_("由谁决议"), choices=Body.choices)
    meeting = MeetingChoice(
        label=_("会议记录"),
        queryset=Meeting.objects.none(),
        empty_label=_("请选择"),
        error_messages={"required": _("选一次会议记录。")},
    )
    accepted_on = DayField(label=_("验收日期"))
    settlement = YuanField(label=_("决算金额（元）"))
    held_on = DayField(label=_("日期"))
    place = forms.CharField(label=_("地点"), max_length=200, required=False)
    notice_on = DayField(label=_("通知日期"), required=False)
    called = PeopleField(label=_("应到"), required=True)
    came = PeopleField(label=_("实到"), required=True)
    body_called = PeopleField(label=_("总户数"), help_text=_("村民会议按户的代表算时才填。"))
    body_came = PeopleField(label=_("到会户数"))
    votes_for = PeopleField(label=_("赞成"))
    votes_against = PeopleField(label=_("反对"))
    votes_abstain = PeopleField(label=_("弃权"))
    attendee = forms.CharField(
        label=_("乡镇参会人员（写明职务）"), max_length=80, required=False, help_text=_("比如“王某（镇组织委员）”。")
    )
    content = _lines(_("内容"), rows=4)

    def __init__(
        self, data=None, *, step: Step, matter: str, meetings: Iterable[Meeting] = (), initial: dict | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        for name in set(self.fields) - set(FIELDS_OF[step]):
            del self.fields[name]
        self.order_fields(FIELDS_OF[step])
        if "meeting" in self.fields:
            self.fields["meeting"].queryset = meetings
        if "profile" in self.fields:
            self.fields["profile"].choices = [(body.value, body.label) for body in MATTERS[matter].bodies]
        self._words(step)

    def _words(self, step: Step) -> None:
        """Call the fields what they are at this step."""
        labels = {
            Step.PROPOSE: {"content": _("提议内容和意见")},
            Step.CONSULT: {"called": _("“两委”应到"), "came": _("“两委”实到"), "content": _("商议内容和意见")},
            Step.DELIBERATE: {"notice_on": _("方案哪天送达党员"), "content": _("审议内容、修改意见")},
            Step.RESOLVE: {"held_on": _("开会日期"), "content": _("决议内容")},
            Step.PUBLISH: {"held_on": _("公示第一天"), "place": _("公示地点"), "content": _("公示内容")},
            Step.RESULT: {"held_on": _("公示第一天"), "place": _("公示地点"), "content": _("实施结果")},
        }[step]
        for name, label in labels.items():
            self.fields[name].label = label
        if step == Step.CONSULT:
            self.fields["votes_for"].help_text = _("意见一致、没有表决的，票数不填。")
        if step == Step.RESOLVE:
            self.fields["votes_for"].required = True
            self.fields["notice_on"].help_text = _("村民会议、成员大会要提前 10 天通知。")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("profile") in NOTICE_RULES and not cleaned.get("notice_on") and "notice_on" not in self.errors:
            self.add_error("notice_on", _("写上哪天发的通知。"))
        return cleaned

    @property
    def values(self) -> dict:
        cleaned = dict(self.cleaned_data)
        if "settlement" in cleaned:
            cleaned["settlement_cents"] = cleaned.pop("settlement")
        return cleaned


class CloseForm(forms.Form):
    until = DayField(label=_("公示最后一天"))
    supervision = _lines(_("村务监督委员会意见"), rows=2, length=500, required=True)
    agrees = forms.TypedChoiceField(
        label=_("监督委员会认为"),
        choices=[("1", _("程序合规")), ("0", _("程序不合规，要重新办"))],
        coerce=lambda value: value == "1",
        initial="1",
        widget=forms.RadioSelect,
    )


class ObjectionForm(forms.Form):
    number = forms.TypedChoiceField(
        label=_("针对哪次公开"), choices=[(5, Step.PUBLISH.label), (6, Step.RESULT.label)], coerce=int
    )
    raised_on = DayField(label=_("提出日期"))
    who = forms.CharField(
        label=_("谁提的"), max_length=20, initial=_("村民"), help_text=_("不写姓名，写“三组村民”这样就行。")
    )
    text = _lines(_("异议内容"), rows=3, length=1000, required=True)


class AnswerForm(forms.Form):
    answered_on = DayField(label=_("答复日期"))
    answer = _lines(_("答复"), rows=3, length=1000, required=True)


class UrgentForm(forms.Form):
    reason = _lines(_("险情，为什么不能等"), rows=3, length=500, required=True)
    due_on = DayField(label=_("程序补办到哪天"))


class StopForm(forms.Form):
    reason = forms.CharField(label=_("停办原因"), max_length=200)
