"""Forms for handing in after the lock (补报申请): the branch's reason, an officer's word."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evidence.forms import DOCUMENTS, PICTURES
from ledgers.forms.development import tagless
from ledgers.forms.meetings import ClockField, DayField, LinesField

AGREE, REFUSE = "agree", "refuse"


class AskForm(forms.Form):
    reason = LinesField(
        label=_("为什么没有按时提交"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("写清楚是什么事、哪几天，例如“11月2日至8日全村停电断网”。"),
        error_messages={"required": _("请写明为什么没有按时提交。"), "max_length": _("太长了，最多 500 个字。")},
    )
    upload = forms.FileField(
        label=_("证明材料（不强求）"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": f"{PICTURES},{DOCUMENTS}"}),
        help_text=_("例如停电、封路的通知，一个文件：照片、PDF 或 DOCX。乡镇和区里都能看到。"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = tagless()


class JudgeForm(forms.Form):
    """Yes or no with a word; the district's yes says until when. `limit` is the last instant that it may choose."""

    decision = forms.ChoiceField(
        label=_("意见"),
        widget=forms.RadioSelect,
        choices=[(AGREE, _("同意")), (REFUSE, _("不同意"))],
        error_messages={"required": _("请选同意或不同意。")},
    )
    day = DayField(label=_("补报截止日期（同意时填）"), required=False)
    time = ClockField(label=_("补报截止时间（同意时填）"), required=False)
    word = forms.CharField(
        label=_("说明"),
        max_length=200,
        error_messages={"required": _("请写一句意见。"), "max_length": _("太长了，最多 200 个字。")},
    )

    def __init__(self, *args, limit: dt.datetime | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = tagless()
        if limit is None:
            del self.fields["day"], self.fields["time"]
            return
        local = timezone.localtime(limit)
        # The last evening that is still within the limit.
        evening = dt.time(18, 0)
        last = local.date() if local.time() >= evening else local.date() - dt.timedelta(days=1)
        self.fields["day"].initial, self.fields["time"].initial = last, evening
        self.fields["day"].help_text = _("最晚到%(month)d月%(day)d日%(time)s。") % {
            "month": local.month,
            "day": local.day,
            "time": f"{local:%H:%M}",
        }

    def clean(self) -> dict:
        cleaned = super().clean()
        if "day" in self.fields and cleaned.get("decision") == AGREE and not self.errors:
            for name, message in (("day", _("请填补报截止日期。")), ("time", _("请填补报截止时间。"))):
                if not cleaned.get(name):
                    self.add_error(name, message)
        return cleaned

    @property
    def agrees(self) -> bool:
        return self.cleaned_data["decision"] == AGREE

    @property
    def until(self) -> dt.datetime | None:
        """The end of the exception, for a district that agrees."""
        if not self.agrees or not self.cleaned_data.get("day"):
            return None
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))
