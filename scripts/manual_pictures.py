"""The pictures of the manual, taken from the demo district: `make manual-pictures`.

What the manual names is taken (dashboards/manual.py), a phone's screen for who works on a phone, and written small to
static/img/manual/. People in the demo are invented; look at the pictures before they are committed all the same.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from scripts import screenshots  # first: it sets Django up
from scripts.serving import running_site  # noqa: E402

# isort: split
from PIL import Image
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from branches.models import User
from dashboards.manual import MANUAL, Picture
from scripts import browsing
from scripts.pages import pages_of

MOST_BYTES = 40_000
QUALITIES = (80, 70, 60, 50, 40)
# Of a phone's screen, which is looked at closely, and of a desk's, which is 1280 wide.
PHONE_SCALE, DESK_SCALE = 1.5, 0.8


@dataclass(frozen=True, slots=True)
class View:
    """Where a picture is taken: the account, the page by its slug, and what stands at the top of the screen."""

    account: str
    slug: str
    top: str = ""


VIEWS = {
    "month": View("shuji", "ledgers-month-detail-returned"),
    "record": View("shuji", "ledgers-meeting-edit-returned-theme_day", "[data-roll]"),
    "village": View("shuji", "dashboards-village"),
    "review": View("shencha1", "audits-ledger-review-township-submitted"),
    "owed": View("shencha1", "ledgers-owed-2026-10"),
    "cockpit": View("lingdao", "dashboards-cockpit"),
    "circular": View("fushen", "audits-circular-detail-draft"),
    "visit": View("ducha", "audits-visit-detail"),
    "opinion": View("lianshen", "cadres-opinion-detail-pending"),
}
# A strip that only a first visit has, the line that the demo adds to every page, and what is said of this machine.
TIDY = """() => {
  document.querySelectorAll(".guide, .demo-line, .alert-info").forEach((element) => element.remove());
}"""


def wanted() -> dict[str, Picture]:
    """Return the pictures that the manual names."""
    return {picture.name: picture for chapters in MANUAL.values() for each in chapters for picture in each.pictures}


def small(screen: bytes) -> bytes:
    """Return a picture of the screen of at most MOST_BYTES where that can be read, as WebP."""
    image = Image.open(io.BytesIO(screen)).convert("RGB")
    for quality in QUALITIES:
        target = io.BytesIO()
        image.save(target, "WEBP", quality=quality, method=6)
        if target.tell() <= MOST_BYTES:
            break
    return target.getvalue()


def take(tab: Tab, picture: Picture, view: View, path: str) -> bytes:
    shrunk = 1 if picture.is_phone else DESK_SCALE
    tab.set_viewport_size({"width": round(picture.width / shrunk), "height": round(picture.height / shrunk)})
    tab.goto(path, wait_until="networkidle")
    tab.evaluate(TIDY)
    if view.top:
        tab.locator(view.top).first.evaluate("element => element.scrollIntoView({block: 'start', behavior: 'instant'})")
    return small(tab.screenshot())


def taken(url: str) -> Iterator[tuple[Picture, bytes]]:
    pictures, paths = wanted(), {}
    for account in {VIEWS[name].account for name in pictures}:
        paths[account] = pages_of(User.objects.get(username=account))
    with sync_playwright() as playwright:
        browser = browsing.launch(playwright)
        for name, picture in pictures.items():
            view = VIEWS[name]
            page = next((page for page in paths[view.account] if page.slug.startswith(view.slug)), None)
            if page is None:
                raise SystemExit(
                    f"{view.account} has no page {view.slug} in this demo; `make demo-reset` fills it anew."
                )
            context = screenshots.window(
                browser,
                url,
                User.objects.get(username=view.account),
                phone=picture.is_phone,
                scale=PHONE_SCALE if picture.is_phone else DESK_SCALE,
            )
            yield picture, take(context.new_page(), picture, view, page.path)
            context.close()
        browser.close()


def main() -> None:
    screenshots.call_command("migrate", verbosity=0)
    screenshots.call_command("demo")
    with running_site() as url:
        for picture, content in taken(url):
            picture.file.parent.mkdir(parents=True, exist_ok=True)
            picture.file.write_bytes(content)
            print(f"{picture.file.name}: {len(content) / 1000:.0f} kB", flush=True)
    for file in picture.file.parent.iterdir():
        if file.stem not in wanted():
            file.unlink()


if __name__ == "__main__":
    main()
