"""How a Chromium of the machine is found, started and made to look like a phone or a desk."""

import os
import shutil

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Playwright

# What a browser does beside showing the page (updates, field trials, accounts) has no place in a test.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# A cheap Android phone, held upright, and an office screen (width and height in CSS pixels).
PHONE_SIZE = {"width": 360, "height": 740}
DESK_SIZE = {"width": 1280, "height": 800}
PHONE = {"viewport": PHONE_SIZE, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
DESK = {"viewport": DESK_SIZE}
LOCALE = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


class NoBrowser(RuntimeError):
    """There is no Chromium on the machine; the message says how to get one."""


def chromium_path() -> str:
    """Return the program named by CHROMIUM in the environment, or the machine's own. Raises NoBrowser."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        raise NoBrowser(
            "No Chromium found. Install it:  scripts/system_packages.sh test  (or set CHROMIUM to its path)"
        )
    return path


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)


def client_of(user) -> Client:
    """Return a client with a session of the user, who needs no password for it."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def session_of(user) -> str:
    return client_of(user).cookies[settings.SESSION_COOKIE_NAME].value


def sign_in_cookie(session_key: str, url: str) -> dict:
    """Return the cookie that makes a browser at `url` the holder of the session."""
    return {"name": settings.SESSION_COOKIE_NAME, "value": session_key, "url": url, "httpOnly": True, "sameSite": "Lax"}


def context(browser: Browser, *, phone: bool, **more) -> BrowserContext:
    """Return a fresh window: a phone in the hand or a screen on a desk."""
    return browser.new_context(**{**(PHONE if phone else DESK), **LOCALE, **more})
