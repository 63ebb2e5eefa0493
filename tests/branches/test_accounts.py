"""Signing in, second factors, hats, and the name in the history."""

import secrets

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import InternalError, connection, transaction
from django.urls import reverse
from pghistory.models import Events

from branches.enums import Role
from ledgers.enums import MeetingKind
from ledgers.models import Meeting
from tests.factories import PASSWORD, grant, make_user

SIGN_IN = "/accounts/login/"


@pytest.fixture(autouse=True)
def an_address_of_its_own(client):
    """Attempts are counted by address in the cache, which outlives a test's database and serves other tests too."""
    client.defaults["REMOTE_ADDR"] = f"fd00::{secrets.token_hex(2)}:{secrets.token_hex(2)}"


def sign_in(client, user, password=PASSWORD):
    return client.post(SIGN_IN, {"login": user.username, "password": password})


def test_a_person_signs_in_and_lands_on_the_first_page_of_the_role(client, district):
    response = sign_in(client, district.secretary)

    assert response.status_code == 302
    assert client.get("/").url == reverse("ledgers:month-current")


def test_a_wrong_password_is_said_plainly_and_keeps_the_name(client, district):
    page = sign_in(client, district.secretary, "something else").content.decode()

    assert "账号或密码不对" in page
    assert f'value="{district.secretary.username}"' in page


def test_guessing_passwords_is_stopped(client, district):
    for _attempt in range(5):
        sign_in(client, district.secretary, "guess")

    response = sign_in(client, district.secretary)

    assert "_auth_user_id" not in client.session
    assert response.status_code in (200, 429)
    assert "太多" in response.content.decode()


def test_nobody_signs_up_alone(client, db):
    response = client.get("/accounts/signup/")

    assert "<form" not in response.content.decode().split("<main", 1)[1].split("</main>")[0]


def test_an_account_without_a_role_is_told_whom_to_ask(client, db):
    client.force_login(make_user(), backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get("/").content.decode()

    assert "角色" in page


def test_district_roles_must_set_up_a_second_factor_when_the_setting_says_so(client, district, settings):
    settings.MFA_REQUIRED_FOR_DISTRICT = True

    sign_in(client, district.district_reviewer)
    assert client.get(reverse("dashboards:overview-current")).url == reverse("mfa_activate_totp")
    client.logout()

    sign_in(client, district.secretary)
    assert client.get(reverse("ledgers:month-detail", args=[district.month.key])).status_code == 200


def test_with_a_second_factor_the_password_alone_is_not_enough(client, district, settings):
    settings.MFA_REQUIRED_FOR_DISTRICT = True
    TOTP.activate(district.district_reviewer, generate_totp_secret())

    response = sign_in(client, district.district_reviewer)

    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_a_hat_that_is_not_ones_own_cannot_be_put_on(client, district):
    client.force_login(district.secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    foreign = district.reviewer.memberships.get()

    response = client.post(reverse("branches:hat-switch"), {"membership": foreign.pk})

    assert response.status_code == 404


def test_an_ended_role_is_taken_off_at_the_next_click(client, district):
    person = make_user(Role.SECRETARY, district.branch)
    second = grant(person, Role.TOWNSHIP_REVIEWER, district.other_township)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(reverse("branches:hat-switch"), {"membership": second.pk})
    assert client.get("/").url == reverse("audits:queue-current")

    second.until = second.since.replace(year=second.since.year + 1)
    second.save()

    assert client.get("/").url == reverse("ledgers:month-current")


def test_history_names_the_person_and_the_hat(client, district):
    client.force_login(district.secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = "7f9c24e5-1b8e-4d6e-9d0a-2f4d5e6f7a8b"

    client.post(
        reverse("ledgers:meeting-start", args=[district.month.key]), {"kind": MeetingKind.THEME_DAY, "key": key}
    )

    meeting = Meeting.objects.get(key=key)
    event = Events.objects.tracks(meeting).get()
    assert event.pgh_label == "insert"
    assert event.pgh_context["user"] == district.secretary.pk
    assert event.pgh_context["hat"] == district.secretary.hat.pk


def test_history_cannot_be_rewritten(district):
    for statement in ("UPDATE branches_userevent SET username = 'x'", "DELETE FROM branches_userevent"):
        with pytest.raises(InternalError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_large_type_stays_switched_on(client, district):
    client.force_login(district.secretary, backend="allauth.account.auth_backends.AuthenticationBackend")

    client.post(reverse("branches:large-type-switch"))

    assert '<html lang="zh-Hans" class="large-type">' in client.get(reverse("branches:me")).content.decode()
