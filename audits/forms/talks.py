"""What each step of a talk (约谈) asks for."""

import datetime as dt
import re

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from audits.services.talks import Held, Notice
from audits.talk_enums import TalkAction
from ledgers.forms.meetings import DayField, LinesField

A = TalkAction
PROMISE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s+(.+)")


def moment_field(label) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("请选时间。"), "invalid": _("请选一个时间。")},
    )


class TalkForm(forms.Form):
    """The base of all: no form tag of its own."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the template writes it

    def values(self):
        """Return what the service takes as `values`."""
        return


class NoticeForm(TalkForm):
    talk_at = moment_field(_("约谈时间"))
    place = forms.CharField(label=_("地点"), max_length=80)
    talker = forms.CharField(label=_("约谈人"), max_length=60, help_text=_("写职务，不写姓名"))
    summoned = forms.CharField(label=_("参加人员"), max_length=200, help_text=_("写职务，不写姓名"))
    why = LinesField(label=_("约谈事由"), max_length=1000)

    def values(self) -> Notice:
        return Notice(**self.cleaned_data)


class HeldForm(TalkForm):
    held_at = moment_field(_("约谈时间"))
    place = forms.CharField(label=_("地点"), max_length=80)
    present = forms.CharField(label=_("出席"), max_length=300)
    absent = forms.CharField(label=_("请假"), max_length=300, required=False)
    observers = forms.CharField(label=_("列席"), max_length=300, required=False)
    said = LinesField(label=_("谈话内容"), max_length=10000)
    promises = LinesField(
        label=_("整改承诺"),
        max_length=4000,
        required=False,
        help_text=_("一行一条，先写完成日期：2026-11-30 补齐台账"),
    )

    def clean_promises(self) -> list[tuple[str, dt.date]]:
        found = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["promises"].splitlines())):
            match = PROMISE.fullmatch(line)
            try:
                day = DayField().clean(match[1]) if match else None
            except forms.ValidationError:
                day = None
            if day is None or len(match[2]) > 300:
                raise forms.ValidationError(
                    _("看不懂“%(line)s”，请写成：2026-11-30 补齐台账。"), params={"line": line[:30]}
                )
            found.append((match[2], day))
        return found

    def values(self) -> Held:
        return Held(**self.cleaned_data)


class WordsForm(TalkForm):
    reason = LinesField(label=_("内容"), max_length=2000)


class CloseForm(TalkForm):
    pass


class SettleForm(TalkForm):
    note = LinesField(label=_("怎么核实的"), max_length=500)


class ReportForm(TalkForm):
    result = LinesField(label=_("怎么完成的"), max_length=1000)


FORMS = {
    A.NOTIFY: NoticeForm,
    A.HOLD: HeldForm,
    A.ANSWER: WordsForm,
    A.REVIEW: WordsForm,
    A.CLOSE: CloseForm,
    A.CALL_OFF: WordsForm,
}
