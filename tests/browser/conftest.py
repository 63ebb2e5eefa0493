"""A real Chromium before a real server, with a real worker: what people see, as they see it."""

import importlib
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings as project
from django.db import connection

from audits.models import Checklist
from config.celery import app as celery_app
from scripts import browsing
from tests.browser.people import Person

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def site(live_server, transactional_db) -> str:
    """The address of a running site with an empty database and the audit form that a migration brings along."""
    if not Checklist.objects.exists():  # an earlier test of this kind has emptied the tables
        importlib.import_module("audits.migrations.0002_checklist_2026").create(apps, None)
    return live_server.url


@pytest.fixture
def visit(chromium, site, request) -> Iterator[Callable[..., Person]]:
    """Return a function that gives a person a screen: `visit(user)`, `visit(user, phone=True)`, `visit()` a stranger.

    A user comes signed in. What the browser complains of (errors in scripts, what the content security policy
    refuses, answers of 400 and more that the test did not expect) fails the test at its end.
    """
    people: list[Person] = []

    def person(user=None, *, phone: bool = False, **options) -> Person:
        window = browsing.context(chromium, phone=phone, base_url=site, **options)
        if user is not None:
            window.add_cookies([browsing.sign_in_cookie(browsing.session_of(user), site)])
        visitor = Person(window, str(user or ""))
        people.append(visitor)
        return visitor

    yield person
    failed = request.node.stash.get(FAILED, False)
    folder = project.BASE_DIR / "var" / "browser"
    for number, visitor in enumerate(people, start=1):
        if failed or visitor.troubles:
            visitor.picture(folder / f"{request.node.name}-{number}.png")
        visitor.window.close()
    troubles = [f"{visitor.name}: {trouble}" for visitor in people for trouble in visitor.troubles]
    assert not troubles, "The browser complained:\n" + "\n".join(troubles)


@pytest.fixture
def worker(site, settings, monkeypatch, tmp_path) -> Iterator[subprocess.Popen]:
    """A Celery worker on the test's database and files, with a queue that nobody else listens to."""
    queue = f"browser-{uuid.uuid4().hex}"
    monkeypatch.setitem(celery_app.conf, "task_default_queue", queue)
    address = urlsplit(project.DATABASE_URL)
    environment = os.environ | {
        "DATABASE_URL": address._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "REDIS_URL": project.REDIS_URL,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-m", "celery", "-q", "-A", "config", "worker", "--pool", "solo", "--concurrency", "1"]
    command += ["-Q", queue, "--loglevel", "INFO", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    with open(tmp_path / "worker.log", "wb") as log:
        process = subprocess.Popen(command, cwd=project.BASE_DIR, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    print((tmp_path / "worker.log").read_text())  # pytest shows it when the test fails
