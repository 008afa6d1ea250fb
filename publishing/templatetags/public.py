"""What public templates need beside Django's own tags."""

import json

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from .. import clock
from ..addresses import in_languages, own_name

register = template.Library()

ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.filter
def printed_date(day):
    """A day as the site prints dates. An instant is shown as its day in the newsroom zone."""
    return clock.print_day(clock.today(day) if hasattr(day, "tzinfo") else day)


@register.simple_tag
def day(value):
    """The <time> element of a day or an instant."""
    on = clock.today(value) if hasattr(value, "tzinfo") else value
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), printed_date(on))


@register.simple_tag
def moment(at):
    """The <time> element of an instant, with the time of day and its zone."""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), clock.print_moment(at))


@register.simple_tag
def languages(counterparts, nearest_name):
    """Rows of the language switch: code, own name, and where it leads: to the same text, else to the nearest page that
    every language has."""
    nearest = in_languages(nearest_name or "home")
    return [
        {"code": code, "name": own_name(code), "url": (counterparts or {}).get(code) or nearest[code]}
        for code, _name in settings.LANGUAGES
    ]


@register.simple_tag
def json_ld(items):
    """Data blocks for machines. Nothing in them can end the element."""
    blocks = (json.dumps(item, ensure_ascii=False).translate(ESCAPES) for item in items)
    return mark_safe("".join(f'<script type="application/ld+json">{block}</script>' for block in blocks))  # noqa: S308


@register.filter
def translated(name):
    """The organisation's name in the language of the page: typed once, in the settings, and translated in locale/ like
    any other words. A name that is not found there stays as it was typed."""
    return gettext(name)


@register.filter
def scrolling_tables(html):
    """Safe HTML whose wide tables scroll by themselves instead of the page, with the keyboard too."""
    html = conditional_escape(html)
    opened = format_html('<div class="table" role="group" tabindex="0" aria-label="{}"><table>', gettext("Table"))
    return mark_safe(html.replace("<table>", opened).replace("</table>", "</table></div>"))  # noqa: S308


register.filter(own_name)
