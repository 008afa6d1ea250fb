"""Turning the pages of public lists: by position, never by offset or by count.

`?before=` and `?after=` carry the position of the item where the page that links there ends or begins, so a page
costs the same at any depth and no item is shown twice when something new appears. `?on=2020-01-20` begins with that
day: all its items stand on the page, so that an anchor of any of them is found there.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists
from django.http import Http404

SIZE = 20
MOST_A_DAY = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NAMES = ("before", "after", "on")


class Page(NamedTuple):
    items: list
    newer: str = ""  # the query that leads to newer items; empty where there are none
    older: str = ""  # empty where nothing older follows
    is_first: bool = False  # what was asked for is how the list begins: its plain address says the same


def microseconds(at):
    return (at - EPOCH) // timedelta(microseconds=1)


def numbers(pattern, token):
    """The groups of a token that matches the pattern; anything else is no address of ours."""
    match = re.fullmatch(pattern, token, re.ASCII)
    if match is None:
        raise Http404
    return match.groups()


class PlacedList:
    """A list of placements in its own order: by printed date, then by announcement, then by id."""

    pattern = r"(\d{4}-\d\d-\d\d)\.(-?\d{1,17})\.(\d{1,18})"

    def __init__(self, queryset):
        self.queryset = queryset

    def token(self, item):
        return f"{item.date}.{microseconds(item.announced_at)}.{item.work_id}"

    def position(self, token):
        day, announced, work_id = numbers(self.pattern, token)
        return date.fromisoformat(day), EPOCH + timedelta(microseconds=int(announced)), int(work_id)

    def older(self, position):
        return self.queryset.after(position)

    def newer(self, position):
        return self.queryset.before(position)

    def beginning_on(self, token):
        """The page whose first day is the one asked for, or the next older one that has something."""
        day = date.fromisoformat(*numbers(r"(\d{4}-\d\d-\d\d)", token))
        has_newer = Exists(self.queryset.filter(date__gt=day))
        items = list(self.queryset.filter(date__lte=day).annotate(has_newer=has_newer)[: SIZE + 1])
        if len(items) > SIZE and items[-1].date == day:
            items += self.queryset.after(items[-1].position)[: MOST_A_DAY - SIZE]
        of_the_day = sum(item.date == day for item in items)
        shown = items[: min(max(SIZE, of_the_day), MOST_A_DAY)]
        older = f"?before={self.token(shown[-1])}" if len(items) > len(shown) else ""
        if not shown:
            return Page(shown, newer=f"?after={day}.0.0")
        return Page(shown, newer=f"?after={self.token(shown[0])}" if shown[0].has_newer else "", older=older)


def turn(listed, query):
    """The page of a list that the query asks for: its beginning, or one of before, after, on. Http404 for nonsense."""
    asked = [(name, value) for name in NAMES for value in query.getlist(name)]
    if not asked:
        items = list(listed.queryset[: SIZE + 1])
        return Page(items[:SIZE], older=further(listed, items), is_first=True)
    if len(asked) > 1:
        raise Http404
    name, token = asked[0]
    try:
        return READERS[name](listed, token)
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def page_before(listed, token):
    items = list(listed.older(listed.position(token))[: SIZE + 1])
    newer = f"?after={listed.token(items[0])}" if items else "?"
    return Page(items[:SIZE], newer=newer, older=further(listed, items))


def page_after(listed, token):
    items = list(listed.newer(listed.position(token))[: SIZE + 1])
    if len(items) <= SIZE:
        return Page(items[::-1], is_first=True)
    items = items[SIZE - 1 :: -1]
    return Page(items, newer=f"?after={listed.token(items[0])}", older=f"?before={listed.token(items[-1])}")


def further(listed, items):
    """The query for what follows the page, if one item more than a page was found."""
    return f"?before={listed.token(items[SIZE - 1])}" if len(items) > SIZE else ""


READERS = {"before": page_before, "after": page_after, "on": lambda listed, token: listed.beginning_on(token)}
