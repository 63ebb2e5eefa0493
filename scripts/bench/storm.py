"""Ten clients at once against a real web server: none of the records lost, none doubled."""

import contextlib
import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audits.models import Checklist
from branches.enums import Role
from branches.models import Membership, User
from config.lib.months import next_month
from ledgers.enums import MeetingKind
from ledgers.models import Attendance, Meeting, Member, Month
from ledgers.services.months import month_open
from scripts.bench.rows import Row
from scripts.bench.submission import insert_form, record_form, start_form
from scripts.bench.visitor import CSRF_TOKEN, HOST, cookies_of, session_of
from scripts.bench.world import World

CLIENTS = 10
PORTS = range(8200, 8210)
KINDS = (MeetingKind.GENERAL, MeetingKind.THEME_DAY, MeetingKind.LECTURE, MeetingKind.LIFE, MeetingKind.OTHER)
SECONDS = 240  # the whole storm; a server that is slower than that has failed
# Of so many records one is started twice at the same moment, and one is sent twice, as after a lost answer.
TWICE_STARTED, TWICE_SENT = 4, 5


class StormFailed(Exception):
    """The server did not start, did not end in time, or answered something that no form expects."""


# --- The server ------------------------------------------------------------------------------------------------
@contextlib.contextmanager
def server() -> Iterator[int]:
    """Run the site's own web server on the benchmark's database and yield its port; it ends with the block."""
    port = next(port for port in PORTS if _is_free(port))
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{port}"]
        + ["--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "error"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"BENCH_DATABASE": connection.settings_dict["NAME"], "TEST_NAME": settings.TEST_NAME},
        start_new_session=True,
    )
    try:
        _wait_for(process, port)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) != 0


def _wait_for(process: subprocess.Popen, port: int) -> None:
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError):
            probe = http.client.HTTPConnection(HOST, port, timeout=20)
            probe.request("GET", "/healthz")
            if probe.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise StormFailed("the web server does not answer")


# --- The clients -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Branch:
    """A branch with its secretary's session and its roll."""

    cookies: str
    members: list[int]


@dataclass(slots=True)
class Sent:
    """What the clients were told is kept: the text of each record by its id, and how many requests it took."""

    records: dict[int, str] = field(default_factory=dict)
    requests: int = 0


class Client:
    """A browser that keeps a second connection, to press a button twice at the same moment."""

    def __init__(self, port: int) -> None:
        self.connections = [http.client.HTTPConnection(HOST, port, timeout=60) for _twice in range(2)]

    def post(self, url: str, data: dict[str, str], cookies: str, *, times: int = 1) -> list[str]:
        """Send a form, `times` at once, and return where each of the answers leads."""
        body = urlencode(data)
        headers = {
            "Cookie": cookies,
            "X-CSRFToken": CSRF_TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        used = self.connections[:times]
        for each in used:
            self._send(each, url, body, headers)
        return [self._answer(each, url, body, headers) for each in used]

    def _send(self, each: http.client.HTTPConnection, url: str, body: str, headers: dict) -> None:
        try:
            each.request("POST", url, body, headers)
        except OSError:  # the server has closed a connection that was idle
            each.close()
            each.request("POST", url, body, headers)

    def _answer(self, each: http.client.HTTPConnection, url: str, body: str, headers: dict) -> str:
        try:
            answer = each.getresponse()
        except (OSError, http.client.BadStatusLine):  # lost on the way: what a browser sends again
            each.close()
            each.request("POST", url, body, headers)
            answer = each.getresponse()
        content = answer.read()
        if answer.status != 302:
            raise StormFailed(f"{url} answered {answer.status}: {content[:300]!r}")
        return answer.headers["Location"]

    def close(self) -> None:
        for each in self.connections:
            each.close()


def at_once(port: int, branches: list[Branch], work: Callable[[Client, int, Branch], None], until: float) -> float:
    """Let CLIENTS clients share the branches; return how many seconds it took."""

    def client(first: int) -> None:
        browser = Client(port)
        try:
            for number in range(first, len(branches), CLIENTS):
                if time.monotonic() > until:
                    raise StormFailed(f"not done within {SECONDS} seconds")
                work(browser, number, branches[number])
        finally:
            browser.close()

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(client, first) for first in range(CLIENTS)]:
            done.result()
    return time.perf_counter() - began


# --- The storm -------------------------------------------------------------------------------------------------
def storm_rows(world: World, rounds: int) -> list[Row]:
    """Record five meetings of every branch. `rounds` is of no use here: there is one round for each of the five."""
    month = month_open(
        district=world.district,
        month=next_month(world.month.month),
        checklist_version=Checklist.objects.order_by("version").last().version,
        by=None,
        at=timezone.now(),
    ).month
    branches = branches_of(month)
    start_url = reverse("ledgers:meeting-start", args=[month.key])
    sent, until = Sent(), time.monotonic() + SECONDS
    ratios, speeds = [], []

    def record(kind: str) -> Callable[[Client, int, Branch], None]:
        def work(client: Client, number: int, branch: Branch) -> None:
            times = 2 if number % TWICE_STARTED == 0 else 1
            urls = client.post(start_url, start_form(kind), branch.cookies, times=times)
            if len(set(urls)) > 1:
                raise StormFailed(f"one key started two records: {urls}")
            text = f"{kind} {uuid.uuid4()}"
            form = record_form(month.month, branch.members, text)
            client.post(urls[0], form, branch.cookies)
            again = number % TWICE_SENT == 0
            if again:
                client.post(urls[0], form, branch.cookies)
            sent.records[int(urls[0].rstrip("/").rsplit("/", 1)[-1])] = text
            sent.requests += times + 1 + again

        return work

    def insert(client: Client, _number: int, branch: Branch) -> None:
        client.post("/bench/insert/", insert_form(), branch.cookies)

    with server() as port:
        at_once(port, branches[: 4 * CLIENTS], insert, until)  # so that each thread of the server has its connections
        for kind in KINDS:
            before = sent.requests
            seconds = at_once(port, branches, record(kind), until)
            floor = at_once(port, branches, insert, until)
            speeds.append(len(branches) / seconds)
            ratios.append((sent.requests - before) / seconds / (len(branches) / floor))

    wrong = problems(month, branches, sent)
    for text in wrong:
        print(f"  {text}")
    note = f"{len(sent.records)} records of {len(branches)} branches by {CLIENTS} clients in {sent.requests} requests"
    note_speed = f"{statistics.median(speeds):.0f} records/s, each of two requests or more"
    return [
        Row("Storm", "records lost or doubled", len(wrong), 0, 0, note),
        Row(
            "Storm",
            "requests/s ÷ bare inserts/s",
            statistics.median(ratios),
            None,
            None,
            note_speed,
            more_is_better=True,
            rounds=[round(ratio, 4) for ratio in ratios],
        ),
    ]


def branches_of(month: Month) -> list[Branch]:
    """Return the branches that have a ledger in `month`, each with a session of its secretary."""
    rolls: dict[int, list[int]] = {}
    members = Member.objects.filter(branch__ledgers__month=month).order_by("pk")
    for pk, branch in members.values_list("pk", "branch_id"):
        rolls.setdefault(branch, []).append(pk)
    held = Membership.objects.filter(role=Role.SECRETARY, organisation__ledgers__month=month)
    users = User.objects.in_bulk(held.values_list("user_id", flat=True))
    return [
        Branch(cookies_of(session_of(users[user])), rolls[branch])
        for branch, user in held.order_by("organisation__path").values_list("organisation_id", "user_id")
    ]


def problems(month: Month, branches: list[Branch], sent: Sent) -> list[str]:
    """Return a sentence for every record that is lost, doubled or not as it was sent."""
    expected = len(branches) * len(KINDS)
    wrong = [f"{len(sent.records)} records acknowledged of {expected}"] if len(sent.records) != expected else []
    kept = dict(Meeting.objects.filter(ledger__month=month).values_list("pk", "discussion"))
    wrong += [f"record {pk} is lost" for pk in sent.records.keys() - kept.keys()]
    wrong += [f"record {pk} is one too many" for pk in kept.keys() - sent.records.keys()]
    wrong += [f"record {pk} is not as it was sent" for pk, text in sent.records.items() if kept.get(pk, text) != text]
    doubled = Meeting.objects.filter(ledger__month=month, version__gt=2).values_list("pk", flat=True)
    wrong += [f"record {pk} was saved twice" for pk in doubled]
    lines = Attendance.objects.filter(meeting__ledger__month=month)
    called = len(KINDS) * sum(len(branch.members) for branch in branches)
    if (found := lines.count()) != called:
        wrong.append(f"{found} lines of roll calls, {called} were called")
    absent = len(KINDS) * sum(len(branch.members) // 6 for branch in branches)
    if (found := lines.filter(presence="absent").count()) != absent:
        wrong.append(f"{found} absent, {absent} were sent")
    return wrong
