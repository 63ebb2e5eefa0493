"""Open a list for somebody as its page does: the same view, so the same rights, the same filters, the same words."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.test.client import RequestFactory
from django.urls import Resolver404, ResolverMatch, resolve
from django_htmx.middleware import HtmxDetails

from branches.models import User
from config.lib.listing import TooLong, Whole
from dashboards.exports.lists import LISTS, Kind
from dashboards.exports.tables import PageRead, read_page


def _list_at(path: str) -> ResolverMatch:
    """Return the list that stands at `path` (with its query). Raises Http404 where none that is handed out does."""
    try:
        found = resolve(urlsplit(path).path)
    except (Resolver404, ValueError):  # ValueError: not an address at all
        raise Http404 from None
    if found.view_name not in LISTS or "\x00" in path:
        raise Http404
    return found


def kind_of(path: str) -> Kind:
    """Return what kind of list stands at `path`. Raises Http404 where none that is handed out does."""
    return LISTS[_list_at(path).view_name]


def read_list(user: User, path: str, *, most: int) -> PageRead:
    """Return the whole list at `path` as `user` sees it, of `most` rows at the utmost.

    Raises Http404 for what is no list or not there for the user, PermissionDenied as the page does, TooLong.
    """
    read = _read(user, path, Whole(most))
    if read.count > most:
        raise TooLong(read.count)
    return read


def read_first_page(user: User, path: str) -> PageRead:
    """Return the list's heading and columns with the first rows only: for a list that is too long to be read now."""
    return _read(user, path, None)


def _read(user: User, path: str, whole: Whole | None) -> PageRead:
    found, request = _list_at(path), _request(user, path)
    request.whole_list = whole
    response = found.func(request, *found.args, **found.kwargs)
    if response.status_code != 200:
        raise Http404
    read = read_page(response.content.decode())
    return replace(read, grids=[grid for grid in read.grids if grid.headings and grid.count])


def _request(user: User, path: str) -> HttpRequest:
    """Return the request that the page itself would get: there is none behind what the worker writes."""
    name = next((host for host in settings.ALLOWED_HOSTS if "*" not in host), "localhost").lstrip(".")
    request = RequestFactory().get(path, SERVER_NAME=name)
    request.user, request.session, request._messages = user, {}, []
    request.htmx = HtmxDetails(request)
    return request
