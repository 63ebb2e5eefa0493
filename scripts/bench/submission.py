"""Recording a meeting through the real form, against a form that writes one row."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.urls import reverse

from ledgers.enums import MeetingKind
from ledgers.models import Member
from scripts.bench.clock import Cost, cost_of
from scripts.bench.rows import Row, compare
from scripts.bench.visitor import Visitor
from scripts.bench.world import World

CALLS = 12  # of each form in a round
DISCUSSION = "与会党员逐人发言，结合本村实际谈了打算，提出意见三条，会议逐条作了研究。" * 6


def start_form(kind: str = MeetingKind.GENERAL) -> dict[str, str]:
    """Return what the button that starts a record sends."""
    return {"kind": kind, "group": "", "key": str(uuid.uuid4())}


def record_form(month: dt.date, members: Iterable[int], text: str) -> dict[str, str]:
    """Return a whole record as the form sends it: every field, and the roll call with every sixth person absent."""
    members = list(members)
    form = {
        "day": f"{month:%Y-%m}-18",
        "start": "15:00",
        "end": "16:30",
        "place": "村党群服务中心",
        "host": str(members[0]),
        "recorder": str(members[1]),
        "invited": "镇里来的同志",
        "agenda": "学习《中国共产党支部工作条例》\n讨论秋冬水利",
        "discussion": text,
        "vote_method": "hands",
        "votes_for": "25",
        "votes_against": "0",
        "votes_abstain": "0",
        "resolutions": "按会议意见落实，下月检查。",
        "page": uuid.uuid4().hex,
        "number": "1",
        "version": "1",
    }
    for number, pk in enumerate(members):
        is_absent = number % 6 == 5
        form[f"presence-{pk}"] = "absent" if is_absent else "present"
        form[f"reason-{pk}"] = "外出务工" if is_absent else ""
    return form


def insert_form() -> dict[str, str]:
    return {"key": str(uuid.uuid4())}


def submission_rows(world: World, rounds: int) -> list[Row]:
    """Start a record, which writes its roll call, and save it whole."""
    writer = Visitor(world.writer)
    start_url = reverse("ledgers:meeting-start", args=[world.month.key])
    members = list(Member.objects.filter(branch=world.written.branch_id).order_by("pk").values_list("pk", flat=True))

    def start() -> tuple[Cost, str]:
        found: list[str] = []
        form = start_form()
        return cost_of(lambda: found.append(writer.post(start_url, form))), found[0]

    def save() -> Cost:
        _cost, url = start()
        form = record_form(world.month.month, members, DISCUSSION)
        return cost_of(lambda: writer.post(url, form))

    def insert() -> Cost:
        form = insert_form()
        return cost_of(lambda: writer.post("/bench/insert/", form))

    note = "rate of the real view ÷ rate of a view that inserts one row, Python and database"
    return [
        compare(save, insert, rounds, CALLS).row(
            "Submissions", "save a meeting, roll call of 30", 0.33, 0.5, note=note, more_is_better=True
        ),
        compare(lambda: start()[0], insert, rounds, CALLS).row(
            "Submissions", "start one: the roll is called", None, None, note=note, more_is_better=True
        ),
    ]
