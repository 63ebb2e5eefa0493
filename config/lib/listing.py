"""A list in pages, or the whole of it where a workbook is made of what its page shows."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


class TooLong(Exception):
    """The list has more rows than may be read at once: `count` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True, slots=True)
class Whole:
    """What stands at `request.whole_list` where all rows are wanted, `most` of them at the utmost."""

    most: int


def page_of(request: HttpRequest, rows, size: int) -> Page:
    """Return the page that ?page= asks for, of `size` rows; one page of all rows where the whole list is wanted.

    Raises TooLong where that would be more rows than wanted.
    """
    pages = Paginator(rows, size)
    whole: Whole | None = getattr(request, "whole_list", None)
    if whole is None:
        return pages.get_page(request.GET.get("page"))
    if pages.count > whole.most:
        raise TooLong(pages.count)
    return Paginator(rows, max(pages.count, 1)).page(1)


def most_of(request: HttpRequest, size: int) -> int:
    """Return how many rows to read of a list that shows its newest `size` without pages: all of the whole list, and
    one more where that is too long, so that it is seen to be."""
    whole: Whole | None = getattr(request, "whole_list", None)
    return size if whole is None else whole.most + 1
