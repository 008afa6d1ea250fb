"""What a time of day in the newsroom zone means: one instant, none where the clocks go forward, two where they go back.

A wall time is a naive datetime; instants are aware, in UTC.
"""

from datetime import UTC, timedelta
from typing import NamedTuple

from django.utils import timezone

SECOND = timedelta(seconds=1)


class Gap(NamedTuple):
    """The wall times that a change of the clocks leaves out, the last one excluded, and the instant of the change."""

    first: object
    end: object
    at: object


def instants_of(wall):
    """The instants at which the clocks of the newsroom show that wall time, in order: none, one or two."""
    zone = timezone.get_current_timezone()
    either = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(at for at in either if at.astimezone(zone).replace(tzinfo=None, fold=0) == wall.replace(fold=0))


def gap_around(wall):
    """The gap that a wall time falls into; ask it only of one that has no instant."""
    zone = timezone.get_current_timezone()
    before, after = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    # The change lies between what the clocks would show with the new offset and with the old one.
    early, late = ((wall.replace(fold=0) - offset).replace(tzinfo=UTC) for offset in (after, before))
    while late - early > SECOND:
        middle = early + (late - early) // 2
        if middle.astimezone(zone).utcoffset() == after:
            late = middle
        else:
            early = middle
    at = late.replace(microsecond=0)
    return Gap((at + before).replace(tzinfo=None), (at + after).replace(tzinfo=None), at)
