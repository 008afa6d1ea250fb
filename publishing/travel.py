"""The time machine: the public site as it is at an instant stands below /at/<that instant>/, for those who may see it.

Here are its addresses, and who may follow them. cstonews/time_machine.py answers them.
"""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from django.urls import get_script_prefix
from django.utils import timezone

from . import clock
from .events import Event
from .permissions import may

# The instant of an address is in UTC: no clock change repeats or skips it, and no setting moves it.
STAMP = "%Y-%m-%dT%H:%MZ"
TYPED = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::00)?", re.ASCII)


def may_travel(user, at=None):
    """Whether the user may see the site at that instant; without one, at any."""
    past = user.is_staff and may(user, "travel_past", Event)
    if at is None or at <= clock.now():
        return past
    return past and may(user, "travel_future", Event)


def address(at, path=None, root=None):
    """Where a path of today's site (default: the first page) stands as of that whole minute. `root` is what today's
    paths begin with."""
    root = root or get_script_prefix()
    return f"{root}at/{at.astimezone(UTC):{STAMP}}/{(path or root).removeprefix(root)}"


def read_stamp(text):
    """The instant of an address; None for what is no such instant, or none that people may type."""
    try:
        at = datetime.strptime(text, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return at if f"{at:{STAMP}}" == text and clock.EARLIEST <= at <= clock.LATEST else None


def read_typed(text):
    """The instants that a time in the newsroom zone can mean, earliest first: two where a clock change repeats it, none
    where one skips it. Raises ValueError for what is no time to the minute, or lies outside what people may type."""
    match = TYPED.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    local = datetime(*map(int, match.groups()))
    zone, found = timezone.get_current_timezone(), set()
    for fold in (0, 1):
        at = local.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if not clock.EARLIEST <= at <= clock.LATEST:
            raise ValueError(text)
        if at.astimezone(zone).replace(tzinfo=None) == local:
            found.add(at)
    return sorted(found)


def whole_minute(at):
    """The first whole minute at which what begins at that instant is seen."""
    return at if clock.is_whole_minute(at) else clock.next_minute(at)


class Journey(NamedTuple):
    """What a page that is seen through the machine knows of it: `request.journey`, which is None on today's site."""

    at: datetime
    user: object
    root: str  # what the paths of today's site begin with
    today: str  # the same page on today's site, with its query
    newsroom: str  # where the admin begins

    @property
    def is_ahead(self):
        return self.at > clock.now()

    @property
    def typed(self):
        """The instant as a time field has it."""
        return f"{timezone.localtime(self.at):%Y-%m-%dT%H:%M}"

    def to(self, at):
        """The same page at another instant."""
        return address(at, self.today, self.root)
