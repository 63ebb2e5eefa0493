"""Forms of findings (问题): entering one, and what the branch writes about mending it."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from audits.enums import Reason
from audits.finding_enums import FindingClock, FindingSource
from audits.finding_rules import sources_for
from branches.models import Organisation, User
from ledgers.forms.meetings import DayField


class FindingForm(forms.Form):
    """A problem entered by hand. The branch and the source are asked only where there is a choice."""

    branch = forms.ModelChoiceField(
        label=_("支部"), queryset=Organisation.objects.none(), error_messages={"required": _("请选择支部。")}
    )
    source = forms.ChoiceField(label=_("来源"))
    reason = forms.ChoiceField(label=_("什么问题"), choices=Reason.choices)
    description = forms.CharField(
        label=_("具体情况"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写清时间、事情和数量，不写个人姓名和证件号。"),
        error_messages={"required": _("请写明问题的具体情况。")},
    )
    basis = forms.CharField(label=_("依据哪一条"), max_length=300, required=False)
    clock = forms.ChoiceField(label=_("整改时限"), choices=FindingClock.choices, initial=FindingClock.LIMITED)
    until = DayField(label=_("长期坚持到哪一天"), required=False, help_text=_("只有长期坚持的问题才填。"))
    post = forms.CharField(label=_("责任岗位"), max_length=40, required=False, help_text=_("不填就是村党组织书记。"))

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        branches = Organisation.objects.visible_to(user).answering()
        sources = sources_for(user)
        self.fields["branch"].queryset = branches
        self.fields["branch"].choices = by_township(branches)
        self.fields["source"].choices = [(code, FindingSource(code).label) for code in sources]
        if len(sources) == 1:
            self.fields["source"].widget = forms.HiddenInput()
            self.fields["source"].initial = sources[0]
        own = branches.filter(pk=user.hat.organisation_id).first() if user.hat else None
        if own:
            self.fields["branch"].widget = forms.HiddenInput()
            self.fields["branch"].initial = own.pk


def by_township(branches: Iterable[Organisation]) -> list[tuple]:
    """Return the branches as choices under their townships: villages of one name lie in several."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for branch in sorted(branches, key=lambda branch: branch.path):
        groups.setdefault(branch.parent_path, []).append((branch.pk, branch.short_name))
    names = dict(Organisation.objects.filter(path__in=groups).values_list("path", "name"))
    return [("", _("请选择")), *((names[path], group) for path, group in groups.items())]


class MendForm(forms.Form):
    """What the branch will do and what it has done; both stay in the form while the finding lies with it."""

    measure = forms.CharField(
        label=_("整改措施"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("打算怎样改、谁来改。"),
    )
    result = forms.CharField(
        label=_("整改情况"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("改好以后写明结果，再申请销号。"),
    )


class NoteForm(forms.Form):
    """A word beside a step; needed to send back and to open again."""

    note = forms.CharField(label=_("说明"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
