"""A month's rules are parsed when somebody looks into them, and written as they were."""

import json

from ledgers.models import Month


def test_a_joined_month_is_not_parsed_for_its_dates(district, monkeypatch):
    parsed = []
    plain = json.loads
    monkeypatch.setattr(
        "config.lib.lazy_json.json.loads", lambda *args, **more: parsed.append(1) or plain(*args, **more)
    )

    month = Month.objects.get()
    assert month.label == "2026年10月"
    assert parsed == []
    assert month.rules["meetings.late_entry_days"] == [3, "warn"]
    assert parsed == [1]


def test_it_is_written_as_it_was(district):
    month = Month.objects.get()
    before = dict(month.rules)

    month.save()

    assert Month.objects.get().rules == before
    assert Month.pgh_event_model.objects.filter(pgh_obj=month.pk).latest("pgh_id").rules == before
