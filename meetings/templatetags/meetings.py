"""What the pages of meetings print: when one takes place, in the time of its place and in UTC, and how its
files are called."""

from datetime import UTC

from django import template
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_noop

from publishing.clock import print_offset
from publishing.templatetags.public import day, printed_date

from ..models import Timing

register = template.Library()

# A letter may take four bytes, and a file system allows 255 for a name.
LONGEST_NAME = 60

# Zones are called after cities. Those of the member states are in locale/; another stands as the zone's name has it.
CITIES = (
    gettext_noop("Almaty"),
    gettext_noop("Bishkek"),
    gettext_noop("Dushanbe"),
    gettext_noop("Minsk"),
    gettext_noop("Moscow"),
    gettext_noop("Yerevan"),
)


@register.simple_tag
def when(edition):
    """Its days and, where they are known, its times: "20 January 2020, 10:00 to 12:00 (Bishkek time, UTC+6; 04:00
    UTC)"."""
    if edition.begins_at is None:
        return days(edition)
    begins, ends = edition.begins_at, edition.ends_at
    said = {"first": moment(begins), "last": moment(ends) if ends else day(edition.final_day)}
    if edition.last_day:
        span = format_html(gettext("{first}, to {last}"), **said)
    elif ends:
        span = format_html(gettext("{first} to {last}"), first=said["first"], last=time(ends))
    else:
        span = said["first"]
    return format_html("{} ({})", span, zone(begins, edition.zone))


def days(edition):
    if not edition.last_day:
        return day(edition.date)
    return format_html(gettext("{first} to {last}"), first=day(edition.date), last=day(edition.last_day))


def moment(at):
    """A day and a time."""
    return format_html('<time datetime="{}">{}, {}</time>', at.isoformat(), printed_date(at.date()), f"{at:%H:%M}")


def time(at):
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), f"{at:%H:%M}")


def zone(begins, name):
    """The zone in words, its offset on that day, and the beginning in UTC."""
    utc = begins.astimezone(UTC)
    shown = f"{utc:%H:%M}\u00a0UTC"
    shown = shown if utc.date() == begins.date() else f"{printed_date(utc.date())}, {shown}"
    city = name.rpartition("/")[2].replace("_", " ")
    if "/" not in name or name.startswith("Etc/"):
        return f"{print_offset(begins)}; {shown}" if begins.utcoffset() else "UTC"
    words = {"city": gettext(city), "offset": print_offset(begins), "utc": shown}
    return gettext("%(city)s time, %(offset)s; %(utc)s") % words


@register.filter
def hours(edition):
    """The time at which it begins, for tables: "10:00", or ""."""
    return f"{edition.begins:%H:%M}" if edition.timing == Timing.TIMED and edition.begins else ""


@register.filter
def file_name(document):
    """What an adopted document is called by those who keep it, as its address tells nothing: no-5-statement.pdf."""
    # The stroke of "No. 27/1" would go without a trace.
    name = slugify(f"{document['number']} {document['title']}".replace("/", "-"), allow_unicode=True)
    return f"{name[:LONGEST_NAME].strip('-') or 'document'}.pdf"
