"""The instant "now", whole minutes, and how an instant is shown. Instants are aware; tests replace `now`."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

MINUTE = timedelta(minutes=1)
# Instants that people may type. Near the ends of the calendar no zone can be reckoned with.
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def now():
    """The current instant, aware, in UTC. Everything asks here, so that a test can say what time it is."""
    return timezone.now()


def today(at=None):
    """The calendar day in the newsroom zone at that instant."""
    return timezone.localdate(at or now())


def first_moment(day):
    """The instant at which that day begins in the newsroom zone."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def is_whole_minute(at):
    """Releases fall on whole minutes (UTC); so do all offsets in use, hence also in the newsroom zone."""
    return at.second == 0 and at.microsecond == 0


def next_minute(at=None):
    """The first whole minute after that instant: the earliest a planned release can be, the latest a cache may keep."""
    return (at or now()).replace(second=0, microsecond=0) + MINUTE


def show(at):
    """An instant for people: newsroom zone with its name, and UTC: "20.01.2020 15:00 MSK (12:00 UTC)"."""
    local, utc = timezone.localtime(at), at.astimezone(UTC)
    # A zone without a name of its own is called by its offset: "+03" becomes "UTC+03".
    zone = local.tzname() if local.tzname().isalpha() else f"UTC{local.tzname()}"
    other_day = "" if local.date() == utc.date() else f"{utc:%d.%m.%Y} "
    return _("%(local)s %(zone)s (%(utc)s UTC)") % {
        "local": f"{local:%d.%m.%Y %H:%M}",
        "zone": zone,
        "utc": f"{other_day}{utc:%H:%M}",
    }
