"""Addresses of the machine, and what is compared of its answers."""

import re
from datetime import timedelta

from ..conftest import instant

NOON = instant("2026-03-03 12:00")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BANNER = re.compile(r'<aside class="time-machine".*?</aside>', re.S)


def stamp(at):
    return f"{at:%Y-%m-%dT%H:%MZ}"


def through(at, path):
    """The address of a public path as of that instant."""
    return f"/at/{stamp(at)}{path}"


def facts(response):
    """All that a client can tell of an answer."""
    return response.status_code, {k: v for k, v in response.items() if k != "Date"}, response.content
