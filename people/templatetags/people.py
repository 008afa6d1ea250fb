"""How templates print names and titles: in the language of the page, or marked with the one they are in."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.translation import get_language, gettext

from publishing import clock

from ..models.names import Words

register = template.Library()


@register.filter
def marked(words):
    """Words as HTML, with their language where it is not the page's."""
    if words.language == get_language():
        return conditional_escape(words.text)
    return format_html('<span lang="{}">{}</span>', words.language, words.text)


@register.simple_tag
def words(text, language):
    """Words that were printed at the approval, with their language where it is not the page's."""
    return marked(Words(text, language))


@register.simple_tag
def named(thing, *kinds):
    """The name of a state, body, post or person; `kinds` ("short", "long") are preferred in that order."""
    return marked(thing.name_in(get_language(), *kinds))


@register.simple_tag
def title(appointment, short=False):
    """The title of a holder. `short` leaves out the state, where that stands beside it."""
    return marked(appointment.title_in(get_language(), short=short))


@register.simple_tag
def all_holders(post, since=None):
    """What the page of a post is called: "Secretaries General since 2003"; `since` is the year of the first known."""
    plural = post.names.get(get_language(), {}).get("plural")
    if plural and since:
        return format_html(gettext("{posts} since {year}"), posts=plural, year=since)
    return conditional_escape(plural) if plural else format_html(gettext("{post}: all holders"), post=named(post))


@register.simple_tag
def tenure_days(tenure, at):
    """From when to when it is or was held, of what is known and has come to pass by that instant; "" if nothing is."""
    today = clock.today(at)
    start, end = tenure.printed_start(), tenure.printed_end(today)
    if start and end:
        return gettext("%(start)s – %(end)s") % {"start": start, "end": end}
    if end:
        return gettext("until %(end)s") % {"end": end}
    if not start:
        return ""
    start = tenure.printed_start(after_preposition=True)
    begins_or_began = tenure.first_day > today or tenure.has_unknown_end()
    return (gettext("from %(start)s") if begins_or_began else gettext("since %(start)s")) % {"start": start}
