"""The site on a port of its own, started for as long as something looks at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings

START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_site(environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Start the site on a free port, with `environment` beside the present one; yield its address, and stop it."""
    url = f"http://127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", url.removeprefix("http://")]
    command += ["--workers", "1", "--threads", "4", "--no-control-socket", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env={**os.environ, **(environment or {})})
    try:
        deadline = time.monotonic() + START_SECONDS
        while not answers(url):
            if server.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("The site does not start; its own message stands above.")
            time.sleep(0.3)
        yield url
    finally:
        server.terminate()
        server.wait()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as response:
            return response.status == 200
    except (OSError, urllib.error.URLError):
        return False


def production() -> dict[str, str]:
    """Return the environment of a production server on the database, cache and secrets of this process.

    What needs TLS stays off, as the site is asked without the proxy in front of it.
    """
    return {
        "DJANGO_PRODUCTION": "True",
        "DJANGO_ALLOWED_HOSTS": "127.0.0.1",
        "DJANGO_SECRET_KEY": settings.SECRET_KEY,
        "FIELD_KEY": settings.FIELD_KEY,
        "DATABASE_URL": settings.DATABASE_URL,
        "REDIS_URL": settings.REDIS_URL,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "MAIL_HOST": "none",
        "SECURE_SSL_REDIRECT": "False",
        "MFA_REQUIRED_FOR_DISTRICT": "False",
        # Assets that are collected here do not lie in the way of the site in development.
        "VAR_DIR": str(settings.VAR_DIR / "production"),
    }
