"""Everything works without a mouse: sign-in, the queue, the audit form, and errors that are found."""

import re

import pytest
from playwright.sync_api import expect

from ledgers.enums import Status
from tests.browser.people import Person
from tests.factories import PASSWORD, District, submit_ledger

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def township(site) -> District:
    """A district whose two branches of one township have handed in."""
    district = District()
    for branch in (district.branch, district.sibling):
        submit_ledger(district.ledger(branch), district.secretary_of(branch))
    return district


def tabs_to(person: Person, name: str | re.Pattern, *, role: str = "button", within: int = 60) -> None:
    """Press Tab until the control has the keyboard, and check that the eye finds it."""
    wanted = person.page.get_by_role(role, name=name).first
    for _press in range(within):
        person.strikes("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return shows_focus(person)
    raise AssertionError(f"{name} is not reached within {within} presses of Tab")


def shows_focus(person: Person) -> None:
    """Check that the focused control is drawn in another way than without the keyboard, and is in sight."""
    look = """element => { const style = getComputedStyle(element);
      const {outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor} = style;
      return [outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor].join() }"""
    focused = person.focus()
    expect(focused).to_be_in_viewport()
    handle = focused.element_handle()
    with_focus = handle.evaluate(look)
    handle.evaluate("element => element.blur()")
    without = handle.evaluate(look)
    handle.evaluate("element => element.focus({focusVisible: true})")
    assert with_focus != without, f"nothing shows that {handle.evaluate('element => element.outerHTML')} is focused"


def test_sign_in_and_skip_to_the_content(visit, township):
    person = visit().opens("/accounts/login/")
    for field, text in (("账号", township.reviewer.username), ("密码", PASSWORD)):
        tabs_to(person, field, role="textbox")
        person.page.keyboard.type(text)
    person.strikes("Enter").sees_heading(re.compile("审查"))

    person.strikes("Tab")
    expect(person.focus()).to_have_text("跳到正文")
    expect(person.focus()).to_be_in_viewport()
    person.strikes("Enter")
    expect(person.focus()).to_have_attribute("id", "content")


def test_a_wrong_password_is_said_and_the_name_kept(visit, township):
    person = visit()
    person.opens("/accounts/login/")
    tabs_to(person, "账号", role="textbox")
    person.page.keyboard.type(township.reviewer.username)
    person.strikes("Tab")
    person.page.keyboard.type("not the password")
    person.strikes("Enter")

    expect(person.page.get_by_role("alert").first).to_contain_text("账号或密码不对")
    expect(person.page.get_by_label("账号")).to_have_value(township.reviewer.username)


def test_the_queue_with_j_k_p_and_r(visit, township):
    """J and K go through the branches, R asks for a reason and returns, P passes and leads on."""
    person = visit(township.reviewer).opens("/audits/queue/")
    tabs_to(person, "马源村", role="link")
    person.strikes("Enter").sees_heading(re.compile("马源村"))
    person.strikes("j").sees_heading(re.compile("上聂村"))
    person.strikes("k").sees_heading(re.compile("马源村"))

    person.strikes("r")
    comment = person.page.get_by_label("审查意见")
    expect(comment).to_be_focused()
    person.page.keyboard.type("请补拍签到表jkpr")
    expect(comment).to_have_value("请补拍签到表jkpr")  # in a text field letters are letters
    tabs_to(person, "退回")
    person.strikes("Enter").sees_heading(re.compile("上聂村")).sees("已退回：马源村")

    person.strikes("p").sees("已通过：上聂村")
    assert [township.ledger(b).status for b in (township.branch, township.sibling)] == [
        Status.RETURNED,
        Status.PASSED,
    ]


def test_points_are_taken_off_with_the_arrows(visit, township):
    person = visit(township.reviewer).opens(f"/audits/ledgers/{township.ledger().pk}/")
    group = person.page.get_by_role("radiogroup", name="会后及时录入")
    group.get_by_role("radio", name="合格").focus()
    person.strikes("ArrowRight")
    expect(group.get_by_role("radio", checked=True)).to_have_value("lost")
    expect(person.page.locator("[data-score]")).to_have_text("98")
    person.strikes("Tab")
    shows_focus(person)
    expect(person.focus()).to_have_attribute("name", "points-timely_entry")
    person.strikes("ArrowDown")
    expect(person.page.locator("[data-score]")).to_have_text("97")


def test_the_keys_are_listed(visit, township):
    person = visit(township.reviewer).opens(f"/audits/ledgers/{township.ledger().pk}/")
    person.strikes("?")
    listed = person.page.get_by_role("dialog")
    for key in "JPR":
        expect(listed.locator("kbd", has_text=key)).to_be_visible()
    person.strikes("Escape")
    expect(listed).to_be_hidden()


def test_a_question_takes_the_keyboard_and_gives_it_back(visit, township):
    """The township's report asks in a dialog: focus goes in, Escape leaves and returns to the button."""
    for branch in (township.branch, township.sibling):
        person = visit(township.reviewer).opens(f"/audits/ledgers/{township.ledger(branch).pk}/")
        person.strikes("p").sees("已通过")
    person.opens("/audits/queue/")
    tabs_to(person, "统一报送")
    person.strikes("Enter")
    dialog = person.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("element => element.contains(document.activeElement)")
    person.strikes("Escape")
    expect(dialog).to_be_hidden()
    expect(person.focus()).to_contain_text("统一报送")


def test_a_menu_opens_and_closes(visit, township):
    person = visit(township.reviewer).opens("/audits/queue/")
    menu = person.page.locator(".hat-menu summary")
    menu.focus()
    person.strikes("Enter")
    expect(person.page.get_by_role("link", name="我的").first).to_be_visible()
    person.strikes("Escape")
    expect(person.page.locator(".hat-menu")).not_to_have_attribute("open", "")
    expect(menu).to_be_focused()


def test_errors_of_a_form_lead_to_the_fields(visit, township):
    """What is wrong is said at the top with a way to the field, and the field is marked for screen readers."""
    person = visit(township.secretary).opens("/ledgers/members/new/")
    person.expected.add(422)
    tabs_to(person, re.compile("保存"), within=80)
    person.strikes("Enter")

    alert = person.page.get_by_role("alert").first
    expect(alert).to_be_visible()
    name = person.page.get_by_label("姓名")
    expect(name).to_have_attribute("aria-invalid", "true")
    link = alert.get_by_role("link", name=re.compile("姓名")).first
    link.focus()
    person.strikes("Enter")
    expect(name).to_be_focused()


def test_points_without_a_word_are_asked_about(visit, township):
    """The server's own check, as without scripts: the form comes back with what was typed and marks the field."""
    person = visit(township.reviewer, java_script_enabled=False)
    person.expected.add(422)
    person.opens(f"/audits/ledgers/{township.ledger().pk}/")
    person.presses("退回")

    expect(person.page.get_by_role("alert").first).to_contain_text("还没有保存")
    expect(person.page.get_by_label("审查意见")).to_have_attribute("aria-invalid", "true")
    person.sees("退回要写明哪里需要改")
