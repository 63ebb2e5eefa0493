"""Template tags of the interface: icons, money, percentages, words for states."""

from decimal import Decimal
from functools import cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

ICONS = settings.NODE_MODULES / "@tabler" / "icons" / "icons"


def _drawing(name: str, style: str) -> str:
    """Return the drawing inside an icon's file; raises FileNotFoundError for a name that is not in the set."""
    source = (ICONS / style / f"{name}.svg").read_text(encoding="utf-8")
    body = source[source.index(">", source.index("<svg")) + 1 : source.rindex("</svg>")]
    return " ".join(body.split())


@register.simple_tag
@cache
def icon(name: str, extra: str = "", style: str = "outline") -> str:
    """Draw an icon of Tabler's set into the page; it is decoration, the word stands beside it.

    Inline drawings weigh some 300 bytes each; the set's font would weigh 800 kB on a village's phone. Templates name
    a few dozen of them, so each is put together once and kept.
    """
    paint = 'fill="none" stroke="currentColor"' if style == "outline" else 'fill="currentColor"'
    return format_html(
        '<svg class="icon {}" width="24" height="24" viewBox="0 0 24 24" {} stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        extra,
        mark_safe(paint),
        mark_safe(_drawing(name, style)),
    )


@register.simple_tag
@cache
def same_for_all(template: str) -> str:
    """Draw a template that says the same on every page to everybody; put together once, and then kept."""
    return mark_safe(render_to_string(template))


@register.filter
def yuan(cents: int | None) -> str:
    """Write cents (分) as yuan with two digits, thousands apart: 1460 → 14.60, 427279713 → 4,272,797.13."""
    return "" if cents is None else f"{Decimal(cents) / 100:,.2f}"


@register.simple_tag(takes_context=True)
def query(context, **changes) -> str:
    """Return the page's query string with `changes` applied; None takes a key away."""
    params = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None:
            params.pop(key, None)
        else:
            params[key] = value
    return f"?{params.urlencode()}" if params else "?"
