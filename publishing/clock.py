"""The instant "now", whole minutes, and how an instant is shown. Instants are aware; tests replace `now`."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MINUTE = timedelta(minutes=1)
# Where a language's own long format is not what the organisation prints.
WORDS = {"en": "j F Y"}
# Instants that people may type. Near the ends of the calendar no zone can be reckoned with.
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
# Days that people may type, and the validators of a field for them.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
DAYS = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


def now():
    """The current instant, aware, in UTC. Everything asks here, so that a test can say what time it is."""
    return timezone.now()


def today(at=None):
    """The calendar day in the newsroom zone at that instant."""
    return timezone.localdate(at or now())


def first_moment(day):
    """The instant at which that day begins in the newsroom zone."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def last_of_month(day):
    """The last day of that day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def is_whole_minute(at):
    """Releases fall on whole minutes (UTC); so do all offsets in use, hence also in the newsroom zone."""
    return at.second == 0 and at.microsecond == 0


def next_minute(at=None):
    """The first whole minute after that instant: the earliest a planned release can be, the latest a cache may keep."""
    return (at or now()).replace(second=0, microsecond=0) + MINUTE


def print_day(day):
    """A day as the site prints dates, in the language in force (setting DATE_STYLE): 20.01.2020, or in words."""
    if settings.DATE_STYLE == "digits":
        return f"{day:%d.%m.%Y}"
    return date_format(day, WORDS.get(get_language(), "DATE_FORMAT"))


def print_month(day, after_preposition=False):
    """A month in the same way: 11.2018, November 2018. Where a language inflects, it is the name of the month unless it
    stands after a preposition: ноябрь 2018 г., с ноября 2018 г."""
    if settings.DATE_STYLE == "digits":
        return f"{day:%m.%Y}"
    pattern = get_format("YEAR_MONTH_FORMAT")
    printed = date_format(day, pattern.replace("F", "E") if after_preposition else pattern)
    # Within a sentence only English writes months with a capital.
    return printed if get_language() == "en" else printed[0].lower() + printed[1:]


def print_moment(at):
    """An instant as the site prints it, in the newsroom zone by its offset, which reads alike in every language:
    "20 January 2020, 15:00 (UTC+3)"."""
    local = timezone.localtime(at)
    return f"{print_day(local.date())}, {local:%H:%M} ({print_offset(local)})"


def print_offset(at):
    """The offset of an aware time from UTC: UTC+6, UTC-3:30, UTC."""
    minutes = int(at.utcoffset().total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"


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
