"""The idle time-out: every request renews it, and none writes back a session that another has changed meanwhile."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.cache import SessionStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from branches.middleware import HAT_KEY, IdleMiddleware

pytestmark = pytest.mark.django_db


def seconds_left(session) -> int:
    return cache._cache.get_client().ttl(cache.make_key(session.cache_key))


def test_every_request_renews_the_time_out(sign_in, district):
    client = sign_in(district.secretary)
    cache.touch(client.session.cache_key, 20)
    client.get(reverse("notices:notice-badge"))
    assert seconds_left(client.session) > settings.SESSION_COOKIE_AGE - 20


def test_who_is_idle_too_long_signs_in_again(sign_in, district):
    client = sign_in(district.secretary)
    cache.delete(client.session.cache_key)  # what the time-out does
    assert client.get(reverse("branches:me")).url.startswith("/accounts/login/")


def test_a_request_that_reads_does_not_undo_what_another_wrote(rf: RequestFactory):
    session = SessionStore()
    session["name"] = "高干事"
    session.save()

    def slow(request) -> HttpResponse:
        assert request.session["name"] == "高干事"
        meanwhile = SessionStore(session.session_key)
        meanwhile[HAT_KEY] = 5
        meanwhile.save()
        return HttpResponse()

    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = session.session_key
    SessionMiddleware(IdleMiddleware(slow))(request)

    assert SessionStore(session.session_key)[HAT_KEY] == 5
