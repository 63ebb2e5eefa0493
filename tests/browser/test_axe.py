"""Every page for every role: axe finds nothing, nothing sticks out, and the first page is light."""

import re

import brotli
import pytest
from django.conf import settings
from playwright.sync_api import Response

from scripts import browsing, pages
from tests.browser.districts import MixedDistrict
from tests.browser.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Everything that axe knows to be a fault, its best practices included.
RUN_AXE = """async () => {
  const why = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message)[0];
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} (${rule.impact}): ${node.target.join(" ")} — ${why(node) || rule.help}`));
}"""
WIDTHS = {"phone": browsing.PHONE_SIZE, "desk": browsing.DESK_SIZE}

# Attributes of MixedDistrict
PEOPLE = [
    "secretary",
    "sibling_secretary",
    "other_secretary",
    "other_sibling_secretary",
    "begun_secretary",
    "locked_secretary",
    "reviewer",
    "other_reviewer",
    "township_leader",
    "district_reviewer",
    "checker",
    "lead",
    "inspector",
    "leader",
    "system_admin",
    "security_admin",
    "audit_admin",
]


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
    """Return what is wrong with a page at the width of a phone and of a desk."""
    found = []
    for width, size in WIDTHS.items():
        person.page.set_viewport_size(size)
        if width == "phone":
            person.opens(page.path)
        where = f"{page.path} ({person.name}, {width})"
        found += [f"{where}: {fault}" for fault in person.page.evaluate(RUN_AXE)]
        if sticks_out := person.overflow():
            found.append(f"{where}: sticks out by {sticks_out} px: {widest(person)}")
    return found


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


@pytest.mark.parametrize("name", PEOPLE)
def test_pages_of_a_role(axe, name):
    user = getattr(MixedDistrict(), name)
    person = axe(user)

    found = [fault for page in pages.pages_of(user) for fault in faults(person, page)]

    if found:
        pytest.fail("\n".join(found), pytrace=False)


def test_pages_of_strangers(axe):
    person = axe()
    person.expected = {404}
    entrance = [*pages.entrance_pages(), pages.Page("not-found", "/accounts/nothing-here/")]

    found = [fault for page in entrance for fault in faults(person, page)]

    if found:
        pytest.fail("\n".join(found), pytrace=False)


def test_pages_of_refusal(axe, district):
    person = axe(district.leader)
    person.expected = {403, 404}
    refused = [pages.Page("forbidden", "/people/security/"), pages.Page("not-found", "/ledgers/1999-01/")]

    found = [fault for page in refused for fault in faults(person, page)]

    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize("name", ["begun_secretary", "reviewer", "district_reviewer"])
def test_large_type_and_twice_the_size(visit, name):
    """WCAG 2.2, 1.4.4 and 1.4.10: a desk screen at 200 % and 400 %, and large type on the narrowest phone."""
    user = getattr(MixedDistrict(), name)
    shown = pages.pages_of(user)
    user.large_type = True
    user.save()
    person = visit(user)

    found = []
    for page in shown:
        person.page.set_viewport_size({"width": 640, "height": 400})
        person.opens(page.path)
        for width in (640, 360, 320):
            person.page.set_viewport_size({"width": width, "height": 400})
            if sticks_out := person.overflow():
                found.append(f"{page.path}: at {width} px sticks out by {sticks_out} px: {widest(person)}")

    if found:
        pytest.fail("\n".join(found), pytrace=False)


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
