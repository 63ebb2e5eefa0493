"""A person at the site, without a browser: requests go straight into the WSGI application."""

from functools import cache
from io import BytesIO
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cache import SessionStore
from django.core.wsgi import get_wsgi_application

from branches.models import User

# Any thirty-two letters and digits do: Django compares the cookie with the header.
CSRF_TOKEN = "b" * 32
HOST = "127.0.0.1"

_sessions: list[str] = []


@cache
def application():
    return get_wsgi_application()


def session_of(user: User) -> str:
    """Sign `user` in and return the key of the session."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    _sessions.append(session.session_key)
    return session.session_key


def sessions_end() -> None:
    """Sign everybody out."""
    while _sessions:
        SessionStore(_sessions.pop()).delete()


def cookies_of(session_key: str) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={session_key}; {settings.CSRF_COOKIE_NAME}={CSRF_TOKEN}"


class Answer:
    """What came back: status, headers, body."""

    def __init__(self) -> None:
        self.status, self.headers, self.body = 0, {}, b""

    def start(self, status: str, headers: list[tuple[str, str]], exc_info=None) -> None:
        self.status, self.headers = int(status[:3]), dict(headers)


class Visitor:
    """A person with a session."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.cookies = cookies_of(session_of(user))

    def get(self, url: str) -> bytes:
        """Return the body of the page; raises AssertionError when it is not a page."""
        answer = self._request("GET", url)
        assert answer.status == 200, f"{url} answered {answer.status} to {self.user}"
        return answer.body

    def post(self, url: str, data: dict[str, str]) -> str:
        """Send a form and return where it leads; raises AssertionError when it leads nowhere."""
        answer = self._request("POST", url, urlencode(data).encode())
        assert answer.status == 302, f"{url} answered {answer.status} to {self.user}"
        return answer.headers["Location"]

    def _request(self, method: str, url: str, body: bytes = b"") -> Answer:
        path, _mark, query = url.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": HOST,
            "HTTP_HOST": HOST,
            "HTTP_COOKIE": self.cookies,
            "HTTP_ACCEPT_LANGUAGE": "zh-CN",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if method == "POST":
            environ |= {
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_X_CSRFTOKEN": CSRF_TOKEN,
            }
        answer = Answer()
        response = application()(environ, answer.start)
        try:
            answer.body = b"".join(response)
        finally:
            response.close()
        return answer
