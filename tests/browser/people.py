"""A person before a screen, and what a person does there."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

from tests.factories import PASSWORD

# Two cores serve the site, the browser and another test beside this one.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


class Person:
    """One person, one window. `troubles` collects what the browser complained of.

    `expected` are the states of answers that the test provokes on purpose: a form with errors answers 422.
    """

    def __init__(self, window: BrowserContext, name: str = "", expected: tuple[int, ...] = ()) -> None:
        self.window = window
        self.name = name
        self.expected = set(expected)
        self.troubles: list[str] = []
        window.set_default_timeout(PATIENCE)
        self.page: Page = window.new_page()
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("requestfailed", self._on_failed)
        self.page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        # What could not be loaded is judged by its response.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console on {self.page.url}: {message.text}")

    def _on_failed(self, request: Request) -> None:
        # A page that is left drops what it was still loading; a download ends the navigation that began it.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"request {request.url}: {request.failure}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.troubles.append(f"{response.status} {response.request.method} {response.url}")

    # --- Doing -------------------------------------------------------------------------------------------------
    def opens(self, path: str) -> "Person":
        self.page.goto(path)
        return self

    def signs_in(self, username: str, password: str = PASSWORD) -> "Person":
        """Go through the sign-in page like anybody."""
        self.opens("/accounts/login/")
        self.page.get_by_label("账号").fill(username)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page).not_to_have_url(re.compile("/accounts/login/"))
        return self

    def follows(self, name: str | re.Pattern, *, within: Locator | None = None, exact: bool = False) -> "Person":
        """Click the link of this name."""
        (within or self.page).get_by_role("link", name=name, exact=exact).first.click()
        return self

    def presses(self, name: str | re.Pattern, *, within: Locator | None = None, exact: bool = False) -> "Person":
        """Click the button of this name."""
        (within or self.page).get_by_role("button", name=name, exact=exact).first.click()
        return self

    def writes(self, label: str, text: str, *, exact: bool = True) -> "Person":
        self.page.get_by_label(label, exact=exact).first.fill(text)
        return self

    def strikes(self, key: str) -> "Person":
        self.page.wait_for_load_state()  # keys are listened to when the page's scripts are there
        self.page.keyboard.press(key)
        return self

    # --- Seeing ------------------------------------------------------------------------------------------------
    def sees(self, *texts: str | re.Pattern) -> "Person":
        for text in texts:
            expect(self.page.locator("main").get_by_text(text).first).to_be_visible()
        return self

    def misses(self, *texts: str | re.Pattern) -> "Person":
        """Check that the texts are nowhere on the page."""
        for text in texts:
            expect(self.page.locator("main").get_by_text(text)).to_have_count(0)
        return self

    def sees_heading(self, text: str | re.Pattern) -> "Person":
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible()
        return self

    def focus(self) -> Locator:
        """The element that has the keyboard."""
        return self.page.locator(":focus")

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    def overflow(self) -> int:
        """Return by how many CSS pixels the page is wider than the screen."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=True)
