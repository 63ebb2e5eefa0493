"""What every test may ask for."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from scripts import browsing
from tests import migrated
from tests.factories import District


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker, django_db_createdb):
    """Begin with a copy of the kept database when there is one; the migrations find nothing to do in it then."""
    with django_db_blocker.unblock():
        if not django_db_createdb and migrated.kept(migrated.name()):
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated.name()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, django_db_keepdb) -> Iterator[None]:
    """Keep a copy of what was migrated, unless an earlier run has been in it (`--reuse-db`).

    In the end nobody else may be in the database: the site's answer to a window that was closed meanwhile sometimes is.
    """
    with django_db_blocker.unblock():
        if not django_db_keepdb and not connection.settings_dict["TEST"].get("TEMPLATE"):
            migrated.keep(connection.settings_dict["NAME"])
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def district(db) -> District:
    """A small district with its people and October 2026 open."""
    return District()


@pytest.fixture
def sign_in(client):
    """Return a function that signs a person in and hands the client back."""

    def signed_in(user):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture(autouse=True)
def separate_files(settings, tmp_path):
    """Keep uploaded and issued files of a test in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests, because a process may run one Playwright; each person has windows of his own in it."""
    # Playwright keeps an event loop in this thread, and Django would refuse to touch the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = browsing.launch(playwright)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
