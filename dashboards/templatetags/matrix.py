"""Draw the matrix of townships and stages."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboards.selectors.overview import Cell, Row

register = template.Library()


@register.simple_tag
def matrix_cells(row: Row) -> SafeString:
    """Draw the numbers of a township, each a link to its list, as cells of the table.

    Put together here and not by the template: two hundred cells of a dozen tags each were a third of the page's time.
    """
    name, expected = escape(row.name), row.cells[0].count
    return mark_safe("".join(_cell(cell, name, expected, is_complete=row.is_complete) for cell in row.cells))


def _cell(cell: Cell, name: str, expected: int, *, is_complete: bool) -> str:
    number = '<span class="soft">0</span>'
    if cell.count:
        css = "num-link is-bad" if cell.stage == "received" and not is_complete else "num-link"
        number = f'<a class="{css}" href="{escape(cell.url)}">{cell.count}</a>'
    if cell.stage == "on_time":
        css = "bar bar-inline" if is_complete else "bar bar-inline bar-warn"
        label = f"{name} {cell.count}/{expected}"
        number = (
            f'<progress class="{css}" max="{expected}" value="{cell.count}" aria-label="{label}"></progress> {number}'
        )
    return f'<td class="num">{number}</td>'
