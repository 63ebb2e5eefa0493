"""Pictures of every page as every role, on a phone and on a desk: `make screenshots`.

The site with its demo district is started for as long as it takes. The pictures and an index page that shows them all
go to var/screenshots/. For some of them:  make screenshots ARGS="--role shuji --page month-detail"
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Playwright keeps an event loop in this thread, and Django would refuse to touch the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
django.setup()

from django.conf import settings  # noqa: E402 -- Django first
from django.core.management import call_command  # noqa: E402
from playwright.sync_api import Browser, BrowserContext, sync_playwright  # noqa: E402

from branches.models import User  # noqa: E402
from dashboards.demo.people import named_accounts  # noqa: E402
from scripts import browsing  # noqa: E402
from scripts.pages import Page, entrance_pages, pages_of  # noqa: E402

FOLDER = settings.VAR_DIR / "screenshots"
SIZES = {"360": True, "1280": False}  # width → whether it is a phone
LONGEST = 6000  # CSS pixels: of 404 rows the first hundred show how they look
START_SECONDS = 60
# Colleagues of shencha1 who see what he sees.
SAME_AS_ANOTHER = {"shencha2", "shencha3"}
STRANGER = "stranger"
STYLE = """
body { margin: 0 auto; padding: 1rem; max-width: 1500px; font: 16px/1.5 sans-serif;
       background: #f4f5f7; color: #1d2733 }
nav a { margin-right: 1rem } section { margin: 2rem 0 } h2 { border-bottom: 1px solid #ccd }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 1rem; padding: 0;
     list-style: none }
li { padding: .75rem; border-radius: 6px; background: #fff } h3 { margin: 0 0 .5rem; font-size: 1rem }
small { color: #5b6776 } .pair { display: flex; gap: .5rem; align-items: start }
.pair a { display: block; max-height: 420px; overflow: hidden; border: 1px solid #dde }
.pair a:first-child { flex: 9 } .pair a:last-child { flex: 32 } img { display: block; width: 100% }
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_site() -> Iterator[str]:
    """Start the site on a free port, yield its address, and stop it."""
    url = f"http://127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", url.removeprefix("http://")]
    command += ["--workers", "1", "--threads", "4", "--no-control-socket", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR)
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


def window(browser: Browser, url: str, user: User | None, *, phone: bool, scale: float = 1) -> BrowserContext:
    context = browsing.context(browser, phone=phone, base_url=url, device_scale_factor=scale)
    if user is not None:
        context.add_cookies([browsing.sign_in_cookie(browsing.session_of(user), url)])
    return context


def take(browser: Browser, url: str, role: str, user: User | None, shown: list[Page]) -> None:
    """Take each page in each size."""
    for size, phone in SIZES.items():
        context = window(browser, url, user, phone=phone)
        tab, viewport = context.new_page(), browsing.PHONE_SIZE if phone else browsing.DESK_SIZE
        for page in shown:
            tab.set_viewport_size(viewport)
            tab.goto(page.path, wait_until="networkidle")
            # A screen as high as the page: bars that stick to the foot of the screen do not cover its middle.
            height = tab.evaluate("document.documentElement.scrollHeight")
            tab.set_viewport_size(viewport | {"height": min(max(height, viewport["height"]), LONGEST)})
            tab.screenshot(path=picture(role, page, size))
        context.close()


def picture(role: str, page: Page, size: str) -> Path:
    return FOLDER / role / f"{page.slug}-{size}.png"


def index(taken: dict[str, tuple[str, list[Page]]]) -> str:
    """Return the page that shows all pictures, role by role."""
    links = "".join(f'<a href="#{role}">{escape(label)}</a>' for role, (label, _pages) in taken.items())
    sections = "".join(
        f'<section id="{role}"><h2>{escape(label)} <small>{role}</small></h2><ul>'
        + "".join(entry(role, page) for page in shown)
        + "</ul></section>"
        for role, (label, shown) in taken.items()
    )
    return (
        '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>Screenshots</title>'
        f"<style>{STYLE}</style><h1>Screenshots</h1><nav>{links}</nav>{sections}</html>"
    )


def entry(role: str, page: Page) -> str:
    pictures = "".join(
        f'<a href="{name}"><img src="{name}" alt="{size}" loading="lazy"></a>'
        for size in SIZES
        for name in [picture(role, page, size).relative_to(FOLDER).as_posix()]
    )
    return f'<li><h3>{escape(page.slug)} <small>{escape(page.path)}</small></h3><div class="pair">{pictures}</div></li>'


def roles(wanted: list[str]) -> dict[str, tuple[str, User | None]]:
    """Return account → (words on the role, user) of those wanted, a stranger first."""
    found: dict[str, tuple[str, User | None]] = {STRANGER: ("未登录", None)}  # i18n: data
    for account in named_accounts():
        if account.username not in SAME_AS_ANOTHER:
            found[account.username] = (str(account.role), User.objects.get(username=account.username))
    unknown = set(wanted) - set(found)
    if unknown:
        raise SystemExit(f"No such role: {', '.join(sorted(unknown))}. There are: {', '.join(found)}")
    return {role: each for role, each in found.items() if not wanted or role in wanted}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--role", action="append", default=[], help="an account of the demo, or stranger; repeatable")
    parser.add_argument("--page", default="", help="only pages with this in their name: month-detail")
    options = parser.parse_args()

    call_command("migrate", verbosity=0)
    call_command("demo")
    if not options.role and not options.page:
        shutil.rmtree(FOLDER, ignore_errors=True)
    taken: dict[str, tuple[str, list[Page]]] = {}
    with running_site() as url, sync_playwright() as playwright:
        browser = browsing.launch(playwright)
        for role, (label, user) in roles(options.role).items():
            shown = [page for page in (pages_of(user) if user else entrance_pages()) if options.page in page.slug]
            print(f"{label} ({role}): {len(shown)} pages", flush=True)
            take(browser, url, role, user, shown)
            taken[role] = (label, shown)
        browser.close()
    (FOLDER / "index.html").write_text(index(taken), encoding="utf-8")
    print(f"See {FOLDER / 'index.html'}")


if __name__ == "__main__":
    main()
