"""What "live" means: a half-open period [live_from, live_until), and one question asked of it.

Everything public starts from `live(at)`. Its Python twin is `is_live(at)`; a test holds that they always agree.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from . import clock


class PeriodQuerySet(models.QuerySet):
    def live(self, at=None):
        """Rows the public sees at that instant (default: now). `live_from IS NOT NULL` means approved, so the state is
        never asked: the partial indexes stay usable whatever the planner knows."""
        at = at or clock.now()
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__lte=at)


class LivePeriod(models.Model):
    """The instants between which the public sees a row. No start: never approved. No end: until further notice."""

    live_from = models.DateTimeField(_("live from"), null=True, blank=True, editable=False)
    live_until = models.DateTimeField(_("live until"), null=True, blank=True, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_live(self, at=None):
        """Python twin of `PeriodQuerySet.live`."""
        at = at or clock.now()
        return self.live_from is not None and self.live_from <= at and (self.live_until is None or self.live_until > at)


def ends(starts, withdrawals):
    """The end of each period that begins at one of `starts`: the next start or the first withdrawal after its own
    start, whichever comes first; None where nothing follows. This is the whole derivation of rule 2.

    `starts` are distinct instants. Returns {start: end or None}.
    """
    borders = sorted([*starts, *withdrawals])
    return {start: next((border for border in borders if border > start), None) for start in starts}
