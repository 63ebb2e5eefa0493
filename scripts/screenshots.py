"""Pictures of every page as every role, on a phone, on a desk and on a wide screen: `make screenshots`.

The site with its demo district is started for as long as it takes. The pictures and an index page that shows them all
go to var/screenshots/. For some of them:  make screenshots ARGS="--role shuji --page month-detail"
"""

import argparse
import os
import shutil
from contextlib import suppress
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
from playwright.sync_api import Page as Tab  # noqa: E402
from playwright.sync_api import TimeoutError as Waited  # noqa: E402

from branches.models import User  # noqa: E402
from dashboards.demo.people import named_accounts  # noqa: E402
from scripts import browsing  # noqa: E402
from scripts.pages import Page, entrance_pages, pages_of  # noqa: E402
from scripts.serving import running_site  # noqa: E402

FOLDER = settings.VAR_DIR / "screenshots"
PHONE = "360"
WIDTHS = {PHONE: browsing.PHONE_SIZE, "1280": browsing.DESK_SIZE, "1920": {"width": 1920, "height": 1080}}
# The wall of a hall: the page that is made for it shows everything within one screen.
WALL = "dashboards:screen"
WALL_WIDTHS = {"1920": {"width": 1920, "height": 1080}, "3840": {"width": 3840, "height": 2160}}
LONGEST = 6000  # CSS pixels: of 404 rows the first hundred show how they look
# What comes in after the page: parts of the cockpit once they are in sight, and their charts.
SETTLED = """() => !document.querySelector(".htmx-request, .waits")
  && [...document.querySelectorAll("[data-chart]")].every((box) => box.querySelector("canvas"))"""
SETTLE_MILLISECONDS = 15_000
# Colleagues of shencha1 who see what he sees.
SAME_AS_ANOTHER = {"shencha2", "shencha3"}
STRANGER = "stranger"
STYLE = """
body { margin: 0 auto; padding: 1rem; max-width: 1500px; font: 16px/1.5 sans-serif;
       background: #f4f5f7; color: #1d2733 }
nav a { margin-right: 1rem } section { margin: 2rem 0 } h2 { border-bottom: 1px solid #ccd }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(640px, 1fr)); gap: 1rem; padding: 0;
     list-style: none }
li { padding: .75rem; border-radius: 6px; background: #fff } h3 { margin: 0 0 .5rem; font-size: 1rem }
small { color: #5b6776 } .pair { display: flex; gap: .5rem; align-items: start }
.pair a { display: block; max-height: 420px; overflow: hidden; border: 1px solid #dde }
.w360 { flex: 360 } .w1280 { flex: 1280 } .w1920 { flex: 1920 } .w3840 { flex: 3840 }
img { display: block; width: 100% }
"""


def window(browser: Browser, url: str, user: User | None, *, phone: bool, scale: float = 1) -> BrowserContext:
    context = browsing.context(browser, phone=phone, base_url=url, device_scale_factor=scale)
    if user is not None:
        context.add_cookies([browsing.sign_in_cookie(browsing.session_of(user), url)])
    return context


def take(browser: Browser, url: str, role: str, user: User | None, shown: list[Page]) -> None:
    """Take each page in each of its sizes."""
    for width in WIDTHS | WALL_WIDTHS:
        context = window(browser, url, user, phone=width == PHONE)
        tab = context.new_page()
        for page in shown:
            if width not in widths_of(page):
                continue
            viewport = widths_of(page)[width]
            tab.set_viewport_size(viewport)
            tab.goto(page.path, wait_until="networkidle")
            if page.name != WALL:
                tab.set_viewport_size(viewport | {"height": whole_height(tab, viewport["height"])})
            settle(tab)
            if page.name != WALL:  # what has come in made it longer
                tab.set_viewport_size(viewport | {"height": whole_height(tab, viewport["height"])})
                settle(tab)
            tab.screenshot(path=picture(role, page, width))
        context.close()


def widths_of(page: Page) -> dict[str, dict]:
    return WALL_WIDTHS if page.name == WALL else WIDTHS


def whole_height(tab: Tab, least: int) -> int:
    """Return the height of the page: bars that stick to the foot of such a screen do not cover its middle."""
    return min(max(tab.evaluate("document.documentElement.scrollHeight"), least), LONGEST)


def settle(tab: Tab) -> None:
    """Wait for the parts that come in later; a part that does not come is shown as it is."""
    with suppress(Waited):
        tab.wait_for_function(SETTLED, timeout=SETTLE_MILLISECONDS)


def picture(role: str, page: Page, width: str) -> Path:
    return FOLDER / role / f"{page.slug}-{width}.png"


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
        f'<a class="w{width}" href="{name}"><img src="{name}" alt="{width}" loading="lazy"></a>'
        for width in widths_of(page)
        for name in [picture(role, page, width).relative_to(FOLDER).as_posix()]
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
