"""Every page for every role: axe finds nothing, nothing sticks out, and the first page is light."""

import re

import brotli
import pytest
from django.conf import settings
from playwright.sync_api import Response

from audits.models import Circular
from dashboards.services.guide import guide_go
from ledgers.models import Ledger
from scripts import browsing, pages
from tests.browser.bones import bones_of
from tests.browser.districts import MixedDistrict
from tests.browser.people import Person
from tests.cadres.pay_samples import fill as fill_pay
from tests.economy.bottleneck_samples import assigned
from tests.economy.economy_samples import fill_economy
from tests.economy.enterprise_samples import make_enterprise_rows
from tests.economy.project_samples import make_project_rows
from tests.facilities.samples import fill as fill_facilities
from tests.factories import NOW, District, submit_ledger

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Everything that axe knows to be a fault, its best practices included.
RUN_AXE = """async () => {
  const why = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message)[0];
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} (${rule.impact}): ${node.target.join(" ")} — ${why(node) || rule.help}`));
}"""
SEEN: set[str] = set()  # bones of main parts, and of all around them, that were judged
# Forms that nothing on the page brings up: not folded into <details>, not in a dialog, not waiting for a choice.
UNREACHABLE = """() => [...document.querySelectorAll("main form")].filter((form) => {
  for (let at = form; at && at.tagName !== "MAIN"; at = at.parentElement) {
    if (at.tagName === "DIALOG" || at.hidden || at.dataset.when) return false;
    if (getComputedStyle(at).display === "none") return true;
  }
  return false;
}).map((form) => form.getAttribute("action") || form.className || "form")"""
WIDTHS = {"phone": browsing.PHONE_SIZE, "desk": browsing.DESK_SIZE}

# Attributes of MixedDistrict, and which pages: all, or for the secretary's colleagues those that show their month. The
# people of a group look at one and the same district: to make it takes as long as to look at its pages.
MONTH = "ledgers:"
PEOPLE = {
    "branch": {
        "secretary": "",
        "sibling_secretary": MONTH,
        "other_secretary": MONTH,
        "begun_secretary": MONTH,
        "locked_secretary": MONTH,
    },
    "township": {"reviewer": "", "other_reviewer": "", "township_leader": ""},
    "district": {"district_reviewer": "", "checker": "", "lead": ""},
    "others": {
        "inspector": "",
        "leader": "",
        "officer": "",
        "system_admin": "",
        "security_admin": "",
        "audit_admin": "",
    },
}


@pytest.fixture
def axe(visit):
    """Return a function that gives a person a desk screen with axe on every page."""
    script = settings.NODE_MODULES / "axe-core" / "axe.min.js"

    def person(user=None, **options) -> Person:
        visitor = visit(user, **options)
        visitor.window.add_init_script(path=script)
        return visitor

    return person


def faults(person: Person, page: pages.Page) -> list[str]:
    """Return what is wrong with a page at the width of a phone and of a desk.

    Most pages look to one role as they look to another, or in one state as in another: what has the bones of pages
    that were judged is not loaded again.
    """
    bones = set(bones_of(person.window.request.get(page.path).text()))
    if bones <= SEEN:
        return []
    found, hidden = [], []
    for width, size in WIDTHS.items():
        person.page.set_viewport_size(size)
        if width == "phone":
            person.opens(page.path)
        where = f"{page.path} ({person.name}, {width})"
        found += [f"{where}: {fault}" for fault in person.page.evaluate(RUN_AXE)]
        if sticks_out := person.overflow():
            found.append(f"{where}: sticks out by {sticks_out} px: {widest(person)}")
        hidden.append(set(person.page.evaluate(UNREACHABLE)))
    found += [f"{page.path} ({person.name}): nobody reaches the form {form}" for form in set.intersection(*hidden)]
    if not found:
        SEEN.update(bones)
    return found


def nothing(found: list[str]) -> None:
    """Fail with one line per fault."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def widest(person: Person) -> str:
    """Name the elements that reach beyond the screen, the outermost first."""
    return person.page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .filter(e => !e.closest(".table-responsive, .visually-hidden"))
          .slice(0, 3).map(e => e.tagName.toLowerCase() + "." + e.className).join(", ")"""
    )


def test_every_address_is_decided_upon():
    assert pages.undecided_names() == set()


@pytest.mark.parametrize("group", PEOPLE)
def test_pages_of_a_role(axe, group):
    district = MixedDistrict()
    found = []
    for name, prefix in PEOPLE[group].items():
        user = getattr(district, name)
        person = axe(user)
        shown = [page for page in pages.pages_of(user) if page.name.startswith(prefix)]
        found += [fault for page in shown for fault in faults(person, page)]
    nothing(found)


def test_pages_of_premises_and_economy(axe, site):
    """The second and third pillar, with a row of everything: their pages say the same in every month's state."""
    district = District()
    make_project_rows(district)
    make_enterprise_rows(district)
    assigned(district)
    fill_pay(district)
    fill_economy(district)
    fill_facilities(district)
    found = []
    for user in (district.secretary, district.reviewer, district.district_reviewer, district.inspector):
        person = axe(user)
        shown = [page for page in pages.pages_of(user) if page.name.startswith(("economy:", "facilities:"))]
        assert len(shown) > 4, user
        found += [fault for page in shown for fault in faults(person, page)]
    nothing(found)


def test_pages_of_strangers(axe):
    person = axe()
    person.expected = {404}
    entrance = [*pages.entrance_pages(), pages.Page("not-found", "/accounts/nothing-here/")]

    nothing([fault for page in entrance for fault in faults(person, page)])


def test_pages_of_refusal(axe, district):
    person = axe(district.leader)
    person.expected = {403, 404}
    refused = [pages.Page("forbidden", "/people/security/"), pages.Page("not-found", "/ledgers/1999-01/")]

    nothing([fault for page in refused for fault in faults(person, page)])


def seen_with_its_verdict(district: MixedDistrict) -> Ledger:
    """The one of the three waiting for the district that was not drawn: those that were show no verdict beforehand."""
    waiting = [district.ledger(branch) for branch in (district.other_sibling, *district.reported)]
    (found,) = [ledger for ledger in waiting if not hasattr(ledger, "sampled")]
    return found


def test_what_opens(axe):
    """Menus, dialogs, the list of keys, and the parts of forms that appear with a choice."""
    district = MixedDistrict()
    begun = district.ledger(district.begun)
    openings = {
        (district.reviewer, f"/audits/queue/{district.month.key}/"): ".hat-menu summary",
        (
            district.other_reviewer,
            f"/audits/ledgers/{district.ledger(district.other_branch).pk}/",
        ): ".review-trail summary",
        (district.reviewer, f"/audits/ledgers/{district.ledger(district.branch).pk}/"): "input[value=lost]",
        (
            district.district_reviewer,
            f"/audits/ledgers/{seen_with_its_verdict(district).pk}/",
        ): ".review-differ summary",
        (district.begun_secretary, f"/ledgers/meetings/{begun.meetings.get().pk}/"): "input[value=absent]",
        (district.checker, f"/audits/circulars/{Circular.objects.get(status='checking').pk}/"): "#send-back summary",
        (district.lead, f"/audits/circulars/{Circular.objects.get(status='signing').pk}/"): "#sign summary",
    }
    found = []
    for (user, path), control in openings.items():
        person = axe(user).opens(path)
        person.page.locator(control).first.click()
        found += [f"{path} with {control}: {fault}" for fault in person.page.evaluate(RUN_AXE)]
        if "/ledgers/" in path and user == district.reviewer:
            person.strikes("?")
            found += [f"{path} with its keys: {fault}" for fault in person.page.evaluate(RUN_AXE)]
    nothing(found)


def test_the_guided_visit(axe):
    """The strip of a first visit on a page of each build: narrow, wide, beside the queue."""
    district = District()
    submit_ledger(district.ledger(), district.secretary)
    found = []
    for user, path in (
        (district.secretary, "/people/me/"),
        (district.leader, "/overview/cockpit/"),
        (district.reviewer, f"/audits/ledgers/{district.ledger().pk}/"),
    ):
        guide_go(number=2, by=user, at=NOW)
        found += faults(axe(user), pages.Page("guide", path))
    nothing(found)


def test_large_type_and_twice_the_size(visit):
    """WCAG 2.2, 1.4.4 and 1.4.10: a desk screen at 200 % and 400 %, and large type on the narrowest phone."""
    district = MixedDistrict()
    found, seen = [], set()
    for user in (district.begun_secretary, district.reviewer, district.district_reviewer):
        shown = pages.pages_of(user)
        user.large_type = True
        user.save()
        person = visit(user)
        for page in shown:
            bones = set(bones_of(person.window.request.get(page.path).text()))
            if bones <= seen:
                continue
            seen |= bones
            person.page.set_viewport_size({"width": 640, "height": 400})
            person.opens(page.path)
            for width in (640, 360, 320):
                person.page.set_viewport_size({"width": width, "height": 400})
                if sticks_out := person.overflow():
                    found.append(f"{page.path}: at {width} px sticks out by {sticks_out} px: {widest(person)}")
    nothing(found)


def compressed_size(response: Response) -> int:
    """Return how many bytes an answer has on its way; text is compressed at the least effort of the server's."""
    body = response.body()
    is_text = re.match(r"text/|application/(json|javascript)|image/svg", response.header_value("content-type"))
    return len(brotli.compress(body, quality=5)) if is_text else len(body)


def test_first_page_is_light(visit):
    """A secretary's first page comes in less than 150 kB, compressed as the production server does (brotli)."""
    secretary = visit(MixedDistrict().begun_secretary, phone=True)
    responses = []
    secretary.page.on("response", lambda response: responses.append(response))
    secretary.page.goto("/", wait_until="networkidle")

    sizes = {response.url: compressed_size(response) for response in responses if response.ok}
    assert sum(sizes.values()) < 150_000, sorted(sizes.items(), key=lambda item: -item[1])
