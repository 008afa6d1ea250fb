"""When a meeting takes place: days, times of the day in a zone of its own, or what is still to be announced."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock
from publishing.refusals import Problem, Refused

# Lists look so far back for a meeting that still goes on.
LONGEST = timedelta(days=31)
# Further ahead nobody meets: the year was mistyped, and the calendar would have a page for each month until then.
FARTHEST = timedelta(days=5 * 366)


class Timing(models.TextChoices):
    TIMED = "timed", gettext_lazy("at a time of the day")
    ALL_DAY = "all_day", gettext_lazy("all day")
    TO_BE_ANNOUNCED = "tba", gettext_lazy("time to be announced")


def newsroom_zone():
    return settings.TIME_ZONE


def check_zone(name):
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is no time zone. Write it as Asia/Bishkek.") % {"name": name})


class MeetingTimes(models.Model):
    """Abstract: the half of a meeting's edition that says when. `date` is its first day."""

    date = models.DateField(gettext_lazy("first day"), default=clock.today)
    last_day = models.DateField(
        gettext_lazy("last day"), null=True, blank=True, help_text=gettext_lazy("Empty: it takes one day.")
    )
    timing = models.CharField(
        gettext_lazy("time"), max_length=10, choices=Timing.choices, default=Timing.TO_BE_ANNOUNCED
    )
    begins = models.TimeField(gettext_lazy("begins at"), null=True, blank=True)
    ends = models.TimeField(
        gettext_lazy("ends at"), null=True, blank=True, help_text=gettext_lazy("On its last day. Empty: open.")
    )
    zone = models.CharField(
        gettext_lazy("time zone"),
        max_length=40,
        default=newsroom_zone,
        validators=[check_zone],
        help_text=gettext_lazy("The zone of the place, in which the times are meant. Example: Asia/Bishkek."),
    )

    class Meta:
        abstract = True

    @property
    def final_day(self):
        return self.last_day or self.date

    @property
    def begins_at(self):
        """The instant at which it begins, in its own zone; None where no time is known."""
        return self.instant(self.date, self.begins) if self.timing == Timing.TIMED else None

    @property
    def ends_at(self):
        return self.instant(self.final_day, self.ends) if self.timing == Timing.TIMED else None

    def instant(self, day, time):
        return datetime.combine(day, time, tzinfo=ZoneInfo(self.zone)) if time else None

    def tidy_times(self):
        """Times belong to a meeting at a time of the day only; a last day that is the first says nothing."""
        if self.timing != Timing.TIMED:
            self.begins = self.ends = None
        if self.last_day == self.date:
            self.last_day = None

    def check_written(self):
        super().check_written()
        days = {"date": self.date, "last_day": self.last_day}
        odd = {name: day.year for name, day in days.items() if day and not clock.FIRST_DAY <= day <= clock.LAST_DAY}
        if odd:
            sentence = _("The year %(year)s cannot be right. Write the day anew.")
            raise Refused(*(Problem(sentence % {"year": year}, name) for name, year in odd.items()))

    def problems(self, at=None):
        found = super().problems(at)
        if self.date > clock.today(at) + FARTHEST:
            found.append(Problem(_("The day lies more than five years ahead. Is its year right?"), "date"))
        return found

    def time_problems(self):
        """What is wrong with its days and times, as a list of Problem."""
        if self.final_day < self.date:
            return [Problem(_("It would end before it begins. Correct one of the two days."), "last_day")]
        if self.final_day - self.date > LONGEST:
            return [Problem(_("A meeting lasts at most 31 days here. Make a meeting of each part."), "last_day")]
        if self.timing == Timing.TIMED and self.begins is None:
            return [Problem(_("Say when it begins, or that the time will be announced."), "begins")]
        if skipped := next((at for at in (self.begins_at, self.ends_at) if at and is_skipped(at)), None):
            sentence = _("The clocks of %(zone)s skip %(time)s on that day. Correct the time.")
            return [Problem(sentence % {"zone": self.zone, "time": f"{skipped:%H:%M}"}, "begins")]
        if self.ends_at and self.ends_at <= self.begins_at:
            return [Problem(_("It would end before it begins. Correct one of the two times."), "ends")]
        return []


def is_skipped(at):
    """Whether a change to summer time leaves that time of the day out."""
    return at.astimezone(ZoneInfo("UTC")).astimezone(at.tzinfo).time() != at.time()
