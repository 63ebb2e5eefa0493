"""What every test may ask for."""

import pytest

from tests.factories import District


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
