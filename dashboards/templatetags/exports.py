"""The link by which a list is taken out: at the same place on every list, without its page doing anything."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from config.templatetags.ui import icon
from dashboards.exports.lists import LISTS

register = template.Library()


@register.simple_tag(takes_context=True)
def export_link(context) -> str:
    """Draw the link on a page that shows one of LISTS, with the filters as they are; nothing on other pages."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if match is None or match.view_name not in LISTS or not request.user.is_authenticated:
        return ""
    wanted = request.GET.copy()
    wanted.pop("page", None)
    path = f"{request.path}?{wanted.urlencode()}" if wanted else request.path
    address = f"{reverse('dashboards:export-new')}?{urlencode({'of': path})}"
    return format_html('<a class="btn" href="{}">{}{}</a>', address, icon("table-export"), _("导出"))
