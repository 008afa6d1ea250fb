"""Meetings as iCalendar (RFC 5545). Pure: editions in, bytes out.

A meeting keeps its UID whatever becomes of it, so that a calendar which has it already moves or strikes it.
"""

from datetime import date, time, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .models import Format, Status, Timing

ASK_AGAIN = timedelta(hours=1)
DAY = timedelta(days=1)
STATUS = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "TENTATIVE"}


def feed(editions, *, name, maker, language, absolute):
    """The calendar of these editions.

    `name` is what subscribers see, `maker` who made it. `absolute` makes an address of a path. Each edition has its
    work, and as `begun` the number of editions of it that readers have been shown so far.
    """
    editions = list(editions)
    calendar = Calendar()
    calendar.add("prodid", f"-//{maker}//{name}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for edition in editions:
        calendar.add_component(event(edition, absolute))
    if editions:
        # Of the zones only the years that are needed: all of them would be longer than the meetings.
        first, last = min(one.date for one in editions), max(one.final_day for one in editions)
        calendar.add_missing_timezones(date(first.year - 1, 1, 1), date(last.year + 2, 1, 1))
    return calendar.to_ical()


def event(edition, absolute):
    found = Event()
    found.add("uid", f"{edition.work.group}.{edition.work.language}")
    # Each edition that readers were shown is a change of the event. What they were not shown does not count.
    found.add("sequence", edition.begun - 1)
    found.add("dtstamp", edition.live_from)
    found.add("last-modified", edition.live_from)
    found.add("status", STATUS.get(edition.status, "CONFIRMED"))
    found.add("summary", summary(edition))
    begins, ends = span(edition)
    found.add("dtstart", begins)
    if ends:
        found.add("dtend", ends)
    found.add("url", absolute(edition.get_absolute_url()))
    organ = edition.printed.get("organ")
    optional = {
        "location": place(edition),
        "description": edition.lead,
        "categories": [organ["name"]] if organ else None,
    }
    for name, value in optional.items():
        if value:
            found.add(name, value)
    return found


def span(edition):
    """Its beginning and end: days, the last one excluded, or instants in its own zone; the end may be None."""
    after = edition.final_day + DAY
    if edition.timing != Timing.TIMED:
        return edition.date, after
    begins = edition.begins_at
    if edition.ends_at:
        return begins, edition.ends_at
    # An open end on a later day: at least that day belongs to it.
    return begins, edition.instant(after, time.min) if edition.last_day else None


def summary(edition):
    if edition.status == Status.CANCELLED:
        return _("Cancelled: %(name)s") % {"name": edition.headline}
    if edition.status == Status.POSTPONED:
        return _("Postponed: %(name)s") % {"name": edition.headline}
    return edition.headline


def place(edition):
    by_video = [str(Format.VIDEO.label)] if edition.format == Format.VIDEO else []
    return ", ".join(filter(None, (edition.venue, edition.place, *by_video)))
