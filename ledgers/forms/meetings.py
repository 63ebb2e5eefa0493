"""The record of a meeting as a form: what can be read is kept, what cannot is named, nothing is lost."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from ledgers.enums import MeetingKind, Presence, VoteMethod
from ledgers.models import Meeting, Member
from ledgers.obligations import NEEDS_DISCUSSION
from ledgers.services.meetings import REASON_LENGTH, RollLine

MOST_VOTES = 32767  # what the column holds
# The columns behind each of the three inputs of time; a column is read when all its inputs can be.
MOMENTS = {"starts_at": ("day", "start"), "ends_at": ("day", "end")}


def plain(text: str) -> str:
    """Return `text` with full-width digits and marks made half-width: a phone's Chinese keyboard types １９：３０."""
    return unicodedata.normalize("NFKC", text).strip()


class DayField(forms.DateField):
    """A date from the browser's picker, or typed on a machine without one."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    input_formats = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")  # i18n: data
    default_error_messages = {"invalid": _("看不懂这个日期，请写成 2026-11-05 这样。")}

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


class ClockField(forms.TimeField):
    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    input_formats = ("%H:%M", "%H:%M:%S", "%H.%M")
    default_error_messages = {"invalid": _("看不懂这个时间，请写成 15:30 这样。")}

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


class CountField(forms.IntegerField):
    """A number of votes; full-width digits are read too. A number input would lose what is no number."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("请填数字，没有就填 0。"),
        "min_value": _("票数不能小于 0。"),
        "max_value": _("票数太大了，请核对。"),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(min_value=0, max_value=MOST_VOTES, required=False, **kwargs)

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


class LinesField(forms.CharField):
    """Longer text; line ends are kept as one character, so that a saved text equals the typed one."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class RollSelect(forms.Select):
    """A select drawn in one go: Django's own renders a template per option, and a roll has two times thirty."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        chosen = "" if value is None else str(value)
        attrs = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        head = mark_safe("".join(format_html(' {}="{}"', key, text) for key, text in attrs.items() if text is not None))
        options = "".join(self._entry(entry, chosen) for entry in self.choices)
        return format_html("<select{}>{}</select>", head, mark_safe(options))

    @classmethod
    def _entry(cls, entry: tuple, chosen: str) -> str:
        value, label = entry
        if not isinstance(label, list | tuple):
            return cls._option(entry, chosen)
        options = "".join(cls._option(option, chosen) for option in label)
        return f'<optgroup label="{conditional_escape(value)}">{options}</optgroup>'

    @staticmethod
    def _option(option: tuple, chosen: str) -> str:
        value, label = option
        mark = " selected" if str(value) == chosen else ""
        return f'<option value="{conditional_escape(value)}"{mark}>{conditional_escape(label)}</option>'


class RollField(forms.TypedChoiceField):
    """A member of the branch: the committee first. Cleaned to the Member or None."""

    widget = RollSelect
    default_error_messages = {"invalid_choice": _("这个人不在本支部名册里，请重新选。")}

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, empty_value=None, **kwargs)

    def offer(self, members: Sequence[Member], recorded: int | None = None) -> None:
        """Offer `members`, which may be lazy: they are looked at when the select is drawn or somebody else is chosen
        than the one with the id `recorded`. A draft that is saved every few seconds seldom chooses anew."""

        def chosen(key: str) -> Member | None:
            if key == str(recorded):
                return Member.from_db(None, ["id"], [recorded])  # the name is fetched when it is asked for
            return next((member for member in members if str(member.pk) == key), None)

        self.coerce, self.valid_value = chosen, lambda key: chosen(key) is not None
        self.choices = partial(roll_choices, members)


def roll_choices(members: Sequence[Member]) -> list:
    """Return the choices of a RollField; people of the same name are told apart by their year of birth."""
    names = Counter(member.name for member in members)

    def label(member: Member) -> str:
        text = member.name
        if names[member.name] > 1 and member.birth_date:
            text += f"（{member.birth_date.year}年生）"  # i18n: data
        return f"{text}（{member.get_post_display()}）" if member.post else text

    committee = [(str(member.pk), label(member)) for member in members if member.post]
    others = [(str(member.pk), label(member)) for member in members if not member.post]
    groups = [(_("支部委员"), committee), (_("其他党员"), others)]
    return [("", _("请选择")), *[(name, group) for name, group in groups if group]]


class MeetingForm(forms.Form):
    """The head and the text of a meeting. The roll call is read by `roll_lines`."""

    title = forms.CharField(label=_("名称"), max_length=80, required=False)
    day = DayField(label=_("日期"), required=False)
    start = ClockField(label=_("开始"), required=False)
    end = ClockField(label=_("结束"), required=False)
    place = forms.CharField(label=_("地点"), max_length=80, required=False)
    host = RollField(label=_("主持人"))
    recorder = RollField(label=_("记录人"))
    invited = forms.CharField(
        label=_("列席人员"), max_length=200, required=False, help_text=_("不在名册里的人，如镇里来的同志；没有就不填。")
    )
    agenda = LinesField(label=_("议题"), max_length=2000, required=False)
    discussion = LinesField(label=_("讨论情况"), max_length=20000, required=False)
    vote_method = forms.ChoiceField(
        label=_("表决方式"), choices=VoteMethod.choices, required=False, initial=VoteMethod.NONE
    )
    votes_for = CountField(label=_("赞成"))
    votes_against = CountField(label=_("反对"))
    votes_abstain = CountField(label=_("弃权"))
    resolutions = LinesField(label=_("决议"), max_length=5000, required=False)

    def __init__(self, data=None, *, meeting: Meeting, members: Sequence[Member], **kwargs) -> None:
        """`members` are the people who may have presided or kept the minutes; see RollField.offer."""
        super().__init__(data, initial=initial_of(meeting) if data is None else None, **kwargs)
        if meeting.kind != MeetingKind.OTHER:
            del self.fields["title"]
        for name in ("host", "recorder"):
            self.fields[name].offer(members, getattr(meeting, f"{name}_id"))
        for name, rows in (("agenda", 3), ("discussion", 8), ("resolutions", 4)):
            self.fields[name].widget.attrs["rows"] = rows
        if meeting.kind in NEEDS_DISCUSSION:
            self.fields["discussion"].help_text = _("谁说了什么，写要点；有不同意见也写上。")
        else:
            self.fields["discussion"].label = _("内容")
            self.fields["discussion"].help_text = _("学了什么、做了什么、大家说了什么，写要点。")
            self.fields["resolutions"].help_text = _("没有决议就不填。")
        self.fields["agenda"].help_text = _("一行写一个。")

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.errors.get("day") or cleaned.get("day"):
            return cleaned
        if cleaned.get("start") or cleaned.get("end"):
            self.add_error("day", _("写上日期，时间才能一起保存。"))
        return cleaned

    def values(self) -> dict:
        """Return what may be saved, by names of the model: the valid fields of a form that was checked."""
        valid = dict(self.cleaned_data)
        if "vote_method" in valid:
            valid["vote_method"] = valid["vote_method"] or VoteMethod.NONE
        moments = {
            column: _moment(valid["day"], valid[clock])
            for column, (_day, clock) in MOMENTS.items()
            if "day" in valid and clock in valid and clock not in self.errors
        }
        return {name: value for name, value in valid.items() if name not in ("day", "start", "end")} | moments

    @property
    def waits_for_time(self) -> bool:
        """Whether a date was chosen that cannot be kept yet, because it has no time."""
        values = self.cleaned_data
        return bool(values.get("day")) and not values.get("start") and not values.get("end")

    @property
    def head_helper(self) -> FormHelper:
        rows = [
            Row(
                Column("day", css_class="col-12 col-sm-5"),
                Column("start", css_class="col-6 col-sm"),
                Column("end", css_class="col-6 col-sm"),
            ),
            "place",
            Row(Column("host", css_class="col-12 col-sm-6"), Column("recorder", css_class="col-12 col-sm-6")),
        ]
        return _helper(*(["title"] if "title" in self.fields else []), *rows)

    @property
    def text_helper(self) -> FormHelper:
        return _helper("agenda", "discussion")

    @property
    def vote_helper(self) -> FormHelper:
        counts = [Column(name, css_class="col-4") for name in ("votes_for", "votes_against", "votes_abstain")]
        return _helper("vote_method", Row(*counts), "resolutions")

    @property
    def guest_helper(self) -> FormHelper:
        return _helper("invited")


def _helper(*rows) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*rows)
    return helper


def _moment(day: dt.date | None, clock: dt.time | None) -> dt.datetime | None:
    return timezone.make_aware(dt.datetime.combine(day, clock)) if day and clock else None


def initial_of(meeting: Meeting) -> dict:
    """Return the record as the form's inputs show it."""
    starts = timezone.localtime(meeting.starts_at) if meeting.starts_at else None
    ends = timezone.localtime(meeting.ends_at) if meeting.ends_at else None
    return {
        "title": meeting.title,
        "day": (starts or ends).date() if starts or ends else None,
        "start": starts.time() if starts else None,
        "end": ends.time() if ends else None,
        "place": meeting.place,
        "host": meeting.host_id,
        "recorder": meeting.recorder_id,
        "invited": meeting.invited,
        "agenda": meeting.agenda,
        "discussion": meeting.discussion,
        "vote_method": meeting.vote_method,
        "votes_for": meeting.votes_for,
        "votes_against": meeting.votes_against,
        "votes_abstain": meeting.votes_abstain,
        "resolutions": meeting.resolutions,
    }


def inputs_of(column: str) -> tuple[str, ...]:
    """Return the names of the inputs behind a column of the record."""
    return MOMENTS.get(column, (column,))


def as_typed(meeting: Meeting) -> dict[str, str]:
    """Return the record as a browser would post it, by the names of the inputs."""
    shown = initial_of(meeting)
    texts = {name: "" if value is None else str(value) for name, value in shown.items()}
    for name in ("start", "end"):
        texts[name] = f"{shown[name]:%H:%M}" if shown[name] else ""
    return texts


def roll_lines(data: Mapping) -> list[RollLine]:
    """Return the lines of the roll call that were posted; a line that was not sent stays as it is, one of a person who
    was not called is left out when the record is saved."""
    lines = []
    for name in data:
        mark, _dash, member = name.partition("-")
        if mark != "presence" or not (member.isascii() and member.isdigit() and len(member) < 18):
            continue
        presence = data[name]
        if presence in (Presence.PRESENT, Presence.ABSENT):
            reason = data.get(f"reason-{member}", "").replace("\x00", "").strip()[:REASON_LENGTH]
            lines.append(RollLine(int(member), presence, reason if presence == Presence.ABSENT else ""))
    return lines
