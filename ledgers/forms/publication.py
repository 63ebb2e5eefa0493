"""Forms of publishing affairs (三务公开): the draft, a step of it, a question and its answer."""

import datetime as dt
import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.forms import DOCUMENTS, MultipleFileField, UploadForm
from ledgers.enums.publication import AffairsKind, PublicationAction, PublicationPlace
from ledgers.forms.meetings import LinesField
from ledgers.publication_catalogue import CatalogueItem
from ledgers.services.publication import Paper

A = PublicationAction


def day_field(label, **options) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请选日期。"), "invalid": _("请选一个日期。")},
        **options,
    )


def name_field(label, **options) -> forms.CharField:
    return forms.CharField(label=label, max_length=20, error_messages={"required": _("请写姓名。")}, **options)


def places_field(**options) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("公开在哪里"),
        choices=PublicationPlace.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选公布在哪里。")},
        **options,
    )


class PublicationForm(forms.Form):
    """The draft. An item of the catalogue has its kind; the day of a meeting is asked where something hangs on it."""

    kind = forms.ChoiceField(label=_("类别"), choices=AffairsKind.choices)
    title = forms.CharField(label=_("标题"), max_length=80, error_messages={"required": _("请写标题。")})
    period_start = day_field(_("公开的是哪一段时间：从"))
    period_end = day_field(_("到"))
    meeting_on = day_field(_("成员大会日期"), required=False, help_text=_("定了就写，报告要在开会十天前公布"))
    content = LinesField(
        label=_("公开内容"),
        max_length=20000,
        required=False,
        help_text=_("不要写身份证号、手机号、银行卡号。没写完也可以先保存。"),
    )
    places = places_field(required=False)
    key = forms.UUIDField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False)

    def __init__(self, *args, item: CatalogueItem | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        self.fields["content"].widget.attrs["rows"] = 12
        if item is not None:
            del self.fields["kind"]
        if item is None or item.code != "finance.collective":
            del self.fields["meeting_on"]

    def values(self) -> dict:
        """Return what was typed, as `ledgers.services.publication.FIELDS` names it."""
        names = ("title", "period_start", "period_end", "content")
        found = {name: self.cleaned_data[name] for name in names}
        found["places"] = [place for place in PublicationPlace.values if place in self.cleaned_data["places"]]
        found["kind"] = self.item.kind if self.item else self.cleaned_data["kind"]
        found["meeting_on"] = self.cleaned_data.get("meeting_on")
        return found


class StepForm(forms.Form):
    """What the paper says of one step; only the fields that the step asks for."""

    on = day_field(_("日期"))
    checker = name_field(_("审核人"))
    secrecy_checker = name_field(_("保密审查人"), help_text=_("看过内容，确认没有涉密和个人隐私的人"))
    approver = name_field(_("审批人"))
    until = day_field(_("公示到哪一天"))
    places = places_field()
    note = forms.CharField(label=_("哪里要改"), max_length=200, error_messages={"required": _("请写明哪里要改。")})

    ASKED = {
        A.CHECK: ("on", "checker", "secrecy_checker"),
        A.APPROVE: ("on", "approver"),
        A.PUT_UP: ("on", "until", "places"),
        A.TAKE_DOWN: ("on",),
        A.RETURN: ("note",),
    }

    def __init__(self, *args, action: str, **kwargs) -> None:
        super().__init__(*args, prefix=action, **kwargs)
        self.fields = {name: self.fields[name] for name in self.ASKED[action]}

    def paper(self) -> Paper:
        values = dict(self.cleaned_data)
        if "places" in values:
            values["places"] = tuple(values["places"])
        return Paper(**values)


class ObjectionForm(forms.Form):
    received_on = day_field(_("哪天收到的"))
    from_whom = forms.CharField(
        label=_("谁提的"), max_length=20, required=False, help_text=_("本人不愿留名的，空着就行")
    )
    text = LinesField(label=_("提了什么"), max_length=2000, error_messages={"required": _("请写异议内容。")})
    key = forms.UUIDField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args, today: dt.date, **kwargs) -> None:
        super().__init__(*args, prefix="objection", initial={"received_on": today, "key": uuid.uuid4()}, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 3


class AnswerForm(forms.Form):
    answered_on = day_field(_("哪天答复的"))
    answer = LinesField(label=_("怎么答复的"), max_length=2000, error_messages={"required": _("请写怎么答复的。")})

    def __init__(self, *args, objection: int, today: dt.date, **kwargs) -> None:
        super().__init__(*args, prefix=f"answer-{objection}", initial={"answered_on": today}, **kwargs)
        self.fields["answer"].widget.attrs["rows"] = 3


class PhotoForm(UploadForm):
    """Photos of one moment; there is nothing to read there but the board."""

    documents = None


class DraftFileForm(UploadForm):
    """The signed draft: a photo of it, or the document."""

    documents = MultipleFileField(label=_("选 PDF 或 Word 文件"), accept=DOCUMENTS)
