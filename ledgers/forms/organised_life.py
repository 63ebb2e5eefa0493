"""Forms of appraisals, talks, suggestions, votes on persons and exclusions."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledgers.enums.organised_life import Exclusion, Grade, MeetingMatter, Part
from ledgers.forms.meetings import MOST_VOTES, CountField, DayField, LinesField, RollField, plain
from ledgers.models import Appraisal, AppraisalLine, Meeting, Member
from ledgers.models.organised_life import APPRAISAL_STEPS
from ledgers.pages import meeting_day
from ledgers.services.votes import COUNTS, BallotLine

MOST_PERSONS = 12  # on one ballot page


class AppraisalForm(forms.Form):
    """The days of the steps, the ballots that came back, the meetings at which it was held."""

    ballots_cast = CountField(label=gettext_lazy("收回测评票（张）"))
    meetings = forms.MultipleChoiceField(
        label=gettext_lazy("在哪次组织生活会上评议"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data=None, *, appraisal: Appraisal, meetings: Sequence[Meeting], linked: set[int]) -> None:
        initial = {name: getattr(appraisal, name) for name in APPRAISAL_STEPS}
        initial |= {"ballots_cast": appraisal.ballots_cast, "meetings": [str(pk) for pk in linked]}
        super().__init__(data, initial=initial)
        self.by_key = {str(meeting.pk): meeting for meeting in meetings}
        for number, name in enumerate(APPRAISAL_STEPS, start=1):
            label = f"{number}. {appraisal._meta.get_field(name).verbose_name}"
            self.fields[name] = DayField(label=label, required=False)
        self.fields["meetings"].choices = [(key, self._label(meeting)) for key, meeting in self.by_key.items()]
        if not meetings:
            del self.fields["meetings"]
        self.order_fields([*APPRAISAL_STEPS, "ballots_cast", "meetings"])

    @staticmethod
    def _label(meeting: Meeting) -> str:
        return f"{meeting.label} {meeting_day(meeting)}"

    @property
    def days(self) -> dict:
        return {name: self.cleaned_data[name] for name in APPRAISAL_STEPS}

    @property
    def chosen(self) -> list[Meeting]:
        return [self.by_key[key] for key in self.cleaned_data.get("meetings", [])]


class LineForm(forms.Form):
    """One member of an appraisal."""

    part = forms.ChoiceField(label=gettext_lazy("参评情况"), choices=Part.choices)
    reason = forms.CharField(label=gettext_lazy("原因或者在哪里参评"), max_length=100, required=False)
    excellent = CountField(label=Grade.EXCELLENT.label)
    qualified = CountField(label=Grade.QUALIFIED.label)
    basic = CountField(label=Grade.BASIC.label)
    unqualified = CountField(label=Grade.UNQUALIFIED.label)
    grade = forms.ChoiceField(label=gettext_lazy("评定等次"), choices=[("", ""), *Grade.choices], required=False)

    def __init__(self, data=None, *, line: AppraisalLine) -> None:
        super().__init__(
            data, initial={name: getattr(line, name) for name in ("part", "reason", "grade", *Grade.values)}
        )

    @property
    def counts(self) -> dict[str, int] | None:
        """The four counts; None when none was written, an empty one beside others is 0."""
        typed = {name: self.cleaned_data.get(name) for name in Grade.values}
        return None if all(count is None for count in typed.values()) else {k: v or 0 for k, v in typed.items()}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("退回原因"),
        max_length=200,
        error_messages={"required": gettext_lazy("请写明退回的原因。")},
    )


class TalkForm(forms.Form):
    """Who talked with whom and when."""

    one = RollField(label=gettext_lazy("谈话人"))
    other = RollField(label=gettext_lazy("谈话对象"))
    talked_on = DayField(label=gettext_lazy("日期"), error_messages={"required": gettext_lazy("写上日期。")})
    topic = forms.CharField(
        label=gettext_lazy("话题（可以不填）"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("谈了什么不用写，一句话说明话题就行。"),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, members: Sequence[Member], initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["one"].offer(members)
        self.fields["other"].offer(members)

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in ("one", "other"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("请选一个人。"))
        return cleaned


class SuggestionForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("主题"), max_length=80, required=False)
    # As many lines as an agenda has: it grows by its handle.
    outline = LinesField(
        label=gettext_lazy("提纲"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


def _number(text: str) -> int | None:
    """Return a typed number of votes; nothing typed is 0, None for what is no number."""
    text = plain(text)
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and int(text) <= MOST_VOTES else None


class BallotsForm:
    """What a general meeting votes on and the votes on each person: one row a person, read by hand.

    `rows` are the rows as typed, each with an error when it cannot be read.
    """

    def __init__(self, data: Mapping | None = None, *, meeting: Meeting) -> None:
        self.errors: list[str] = []
        self.lines: list[BallotLine] = []
        if data is None:
            self.matter = meeting.matter
            self.rows = [
                {"subject": ballot.subject, "counts": [(name, getattr(ballot, name)) for name in COUNTS]}
                for ballot in meeting.ballots.all()
            ]
        else:
            self.matter = data.get("matter", "")
            self.rows = [self._read(data, number) for number in range(MOST_PERSONS) if f"subject-{number}" in data]
            if self.matter not in MeetingMatter.values:
                self.errors.append(_("请选表决事项。"))
        empty = {"subject": "", "counts": [(name, "") for name in COUNTS]}
        self.rows = [row for row in self.rows if row["subject"] or any(value for _name, value in row["counts"])]
        self.rows += [empty] * max(1, min(3 - len(self.rows), MOST_PERSONS - len(self.rows)))
        for number, row in enumerate(self.rows):
            self.rows[number] = row | {"number": number}

    def _read(self, data: Mapping, number: int) -> dict:
        subject = data.get(f"subject-{number}", "").replace("\x00", "").strip()
        typed = {name: data.get(f"{name}-{number}", "").strip() for name in COUNTS}
        counts = {name: _number(text) for name, text in typed.items()}
        error = ""
        if len(subject) > 40:
            error = _("姓名太长了，最多 40 个字。")
        elif None in counts.values():
            error = _("票数请填数字，没有就填 0。")
        elif not subject and any(typed.values()):
            error = _("写上姓名。")
        if error:
            self.errors.append(f"{subject or _('第 %(n)d 行') % {'n': number + 1}}：{error}")
        elif subject:
            self.lines.append(BallotLine(subject, counts))
        return {"subject": subject, "counts": list(typed.items()), "error": error}

    @property
    def is_valid(self) -> bool:
        return not self.errors


class ExclusionsForm(forms.Form):
    """The consent of the committee above; the members are read from `exclusion-<id>`."""

    number = forms.CharField(label=gettext_lazy("上级党委同意的文号"), max_length=60, required=False)
    on = DayField(label=gettext_lazy("同意的日期"), required=False)

    def excluded(self) -> dict[int, str]:
        """Return member id → reason of those who are left out."""
        found = {}
        for name, value in self.data.items():
            mark, _dash, member = name.partition("-")
            if mark == "exclusion" and value and member.isascii() and member.isdigit() and len(member) < 18:
                found[int(member)] = value if value in Exclusion.values else ""
        return {member: reason for member, reason in found.items() if reason}
