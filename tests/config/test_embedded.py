"""The embedded PostgreSQL and Redis: real servers, started in a directory of the test's own."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import dj_database_url
import psycopg2
import pytest
import redis

from config.lib import embedded

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def var_dir():
    # Not tmp_path: every pytest session closes that folder again, also for the user root lends PostgreSQL.
    with tempfile.TemporaryDirectory() as folder:
        # Longer than a socket's path may be, with a blank and a Chinese name in it.
        directory = Path(folder) / "office pc" / "村级党组织" / ("a-long-name-" * 8)
        yield directory
        embedded.stop(directory)


def ask(url, question):
    settings = dj_database_url.parse(url)
    connection = psycopg2.connect(
        host=settings["HOST"], port=settings["PORT"], user=settings["USER"], dbname=settings["NAME"]
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def start_in_another_process(var_dir):
    code = (
        "import sys, pathlib; from config.lib import embedded; var = pathlib.Path(sys.argv[1]);"
        "print(embedded.database_url(var), embedded.redis_url(var))"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(var_dir)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_processes_that_start_together_share_one_server(var_dir):
    processes = [start_in_another_process(var_dir) for _ in range(4)]

    addresses = {process.communicate(timeout=60)[0] for process in processes}

    assert len(addresses) == 1
    database, queue = addresses.pop().split()
    assert ask(database, "SHOW server_encoding") == "UTF8"
    assert redis.Redis.from_url(queue).config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_the_application_is_no_superuser(var_dir):
    address = embedded.database_url(var_dir)

    assert ask(address, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_after_a_hard_kill_everything_comes_back_at_the_same_address(var_dir):
    database, queue = embedded.database_url(var_dir), embedded.redis_url(var_dir)
    redis.Redis.from_url(queue).set("job", "waiting")
    time.sleep(1.1)  # the append-only file is synced once a second
    for pid in embedded.running(var_dir).values():
        os.kill(pid, signal.SIGKILL)
    while embedded.running(var_dir):
        time.sleep(0.01)

    assert embedded.database_url(var_dir) == database
    assert ask(database, "SELECT 1") == 1
    assert embedded.redis_url(var_dir) == queue
    assert redis.Redis.from_url(queue).get("job") == b"waiting"


def test_a_process_that_was_given_the_number_of_a_dead_server_is_let_be(var_dir):
    embedded.database_url(var_dir)
    embedded.redis_url(var_dir)
    embedded.stop(var_dir)
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (var_dir / "postgres" / "postmaster.pid").write_text(
            f"{stranger.pid}\n{var_dir / 'postgres'}\n1700000000\n5432\n/tmp/gone\n\n  1 2\nready   \n"
        )
        (var_dir / "redis" / "redis.pid").write_text(str(stranger.pid))

        assert embedded.running(var_dir) == {}
        assert ask(embedded.database_url(var_dir), "SELECT 1") == 1
        assert redis.Redis.from_url(embedded.redis_url(var_dir)).ping() is True
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_stop_ends_both_and_a_second_stop_has_nothing_to_do(var_dir):
    embedded.database_url(var_dir)
    embedded.redis_url(var_dir)

    assert set(embedded.stop(var_dir)) == {"postgres", "redis"}
    assert embedded.running(var_dir) == {}
    assert embedded.stop(var_dir) == {}


def test_an_unknown_word_for_fsync_is_refused(var_dir, monkeypatch):
    monkeypatch.setenv("EMBEDDED_FSYNC", "perhaps")

    with pytest.raises(embedded.EmbeddedServerError, match="on or off"):
        embedded.database_url(var_dir)
