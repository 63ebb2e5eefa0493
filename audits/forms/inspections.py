"""A plan of visits, and the text of a visit, as forms."""

import uuid

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from audits.inspection_items import items_of
from audits.models import Visit
from branches.models import GuidanceStation, User

DATE = {"type": "date"}


class PlanForm(forms.Form):
    """Which stations, which days, how many villages each; whose home is where is asked beside it (see `barred_in`)."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    stations = forms.ModelMultipleChoiceField(
        label=_("指导站"),
        queryset=GuidanceStation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一个指导站。")},
    )
    first = forms.DateField(label=_("开始日期"), widget=forms.DateInput(DATE, format="%Y-%m-%d"))
    last = forms.DateField(label=_("结束日期"), widget=forms.DateInput(DATE, format="%Y-%m-%d"))
    count = forms.IntegerField(label=_("每个站抽几个村"), min_value=1, max_value=100, initial=4)

    def __init__(self, *args, stations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stations"].queryset = stations

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("结束日期不能早于开始日期。"))
        return cleaned


def barred_in(data: QueryDict, people: list[User]) -> dict[int, list[str]]:
    """Return an inspector's id → codes of the home townships that were ticked."""
    return {person.pk: data.getlist(f"barred-{person.pk}") for person in people}


class VisitForm(forms.Form):
    """What is written beside the list of items."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    summary = forms.CharField(
        label=_("总的情况"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3, "autocomplete": "off"})
    )
    met_name = forms.CharField(label=_("在场人姓名"), required=False, max_length=20)
    met_post = forms.CharField(label=_("在场人职务"), required=False, max_length=30)


NOTE_LENGTH = 300


def answers_in(data: QueryDict, visit: Visit) -> dict[str, dict[str, str]]:
    """Return what was ticked and noted beside each item of the visit's list."""
    return {
        item.code: {
            "answer": data.get(f"answer-{item.code}", ""),
            "note": data.get(f"note-{item.code}", "").strip()[:NOTE_LENGTH],
        }
        for item in items_of(visit.items_version)
    }
