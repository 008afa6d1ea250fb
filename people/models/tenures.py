"""Tenures: from which day to which something was held. Days are whole and inclusive at both ends, in the newsroom zone.

Either end may be unknown or known to the month only. Two readings follow from that, and they differ:
- *matching* (who may have held it that day?) takes what is unknown for unbounded: `on(day)`;
- *clashing* (can these two not both be true?) takes only the days that are certain: `certain_days`.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock
from publishing.refusals import Problem, Refused

from .one_by_one import OneByOneQuerySet

# What stands for "unbounded" in the derived columns, so that one comparison with an index is enough.
BEGINNING, END = date(1, 1, 1), date(9999, 12, 31)


class Precision(models.TextChoices):
    DAY = "day", gettext_lazy("the day is known")
    MONTH = "month", gettext_lazy("only the month is known")


class TenureQuerySet(OneByOneQuerySet):
    def on(self, day):
        """Those held on that day, as far as is known."""
        # No last day lies after END: a span with two ends is what databases take for few rows, and seek.
        return self.filter(first_day__lte=day, last_day__range=(day, END))

    def public(self, at=None):
        """Those of which the public may know at that instant (default: now). Everything public starts from it."""
        return self.filter(shown_from__lte=clock.today(at))


class Tenure(models.Model):
    """Abstract. `first_day`, `last_day` and `shown_from` are derived when it is saved, never null, made to be asked.

    A subclass says in `scope()` which rows it may clash with and in `clashes(other)` which of them it does.
    """

    start = models.DateField(
        gettext_lazy("from"),
        null=True,
        blank=True,
        validators=clock.DAYS,
        help_text=gettext_lazy("The first day. Empty: not known."),
    )
    start_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    end = models.DateField(
        gettext_lazy("to"),
        null=True,
        blank=True,
        validators=clock.DAYS,
        help_text=gettext_lazy("The last day, itself included. Empty: until further notice."),
    )
    end_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    public_from = models.DateField(
        gettext_lazy("public from"),
        null=True,
        blank=True,
        validators=clock.DAYS,
        help_text=gettext_lazy("Before this day readers find no trace of it. Empty: its first day."),
    )
    first_day = models.DateField(editable=False)
    last_day = models.DateField(editable=False)
    shown_from = models.DateField(editable=False)

    objects = TenureQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "view", "delete")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="%(app_label)s_%(class)s_days_in_order"
            )
        ]

    # --- what is known ------------------------------------------------------------------------------------------------

    def derive(self):
        """Bring the days into the form in which they are asked: a month from its first to its last day."""
        if self.start and self.start_precision == Precision.MONTH:
            self.start = self.start.replace(day=1)
        if self.end and self.end_precision == Precision.MONTH:
            self.end = clock.last_of_month(self.end)
        self.first_day, self.last_day = self.start or BEGINNING, self.end or END
        self.shown_from = self.public_from or self.first_day

    def is_on(self, day):
        """Python twin of `TenureQuerySet.on`."""
        return self.first_day <= day <= self.last_day

    def is_public(self, at=None):
        """Python twin of `TenureQuerySet.public`."""
        return self.shown_from <= clock.today(at)

    def certain_days(self):
        """(first, last) of the days on which it was held beyond doubt, or None when there is none."""
        first = self.start
        if first and self.start_precision == Precision.MONTH:
            first = clock.last_of_month(first)
        last = self.end or (None if self.has_unknown_end() else END)
        if last and self.end and self.end_precision == Precision.MONTH:
            last = last.replace(day=1)
        if first is None and last == END:
            # In office now, nobody knows since when.
            first = clock.today()
        first, last = first or last, last or first
        return (first, last) if first and first <= last else None

    def has_unknown_end(self):
        """Whether it is known to have ended, but not when."""
        return False

    # --- what is printed ----------------------------------------------------------------------------------------------

    def days(self):
        """From when to when, for the newsroom: everything that is known, also what is still to come."""
        start, end = show(self.start, self.start_precision) or "…", show(self.end, self.end_precision)
        return f"{start} – {end or ('…' if self.has_unknown_end() else '')}".strip()

    def printed_start(self, after_preposition=False):
        """The beginning as it is to be printed; "" when it is not known."""
        return show(self.start, self.start_precision, after_preposition)

    def printed_end(self, today):
        """The end as it is to be printed; "" when it is not known, open, or has not passed by `today`: what is to come
        is told on its day, not before."""
        return show(self.end, self.end_precision) if self.last_day < today else ""

    # --- the rules ----------------------------------------------------------------------------------------------------

    def scope(self):
        """Locks what keeps two clashing rows from being stored at once, and returns the rows to compare with."""
        raise NotImplementedError

    def clashes(self, other):
        """The sentence that says why this and another row cannot both be true, or ""."""
        raise NotImplementedError

    def problems(self):
        """Why it cannot be stored, as a list of Problem."""
        self.derive()
        if self.last_day < self.first_day:
            return [Problem(_("It would end before it begins. Correct one of the two days."), "end")]
        others = self.scope().exclude(pk=self.pk) if self.pk else self.scope()
        found = (self.clashes(other) for other in others if self.certainly_overlaps(other))
        return [Problem(sentence) for sentence in found if sentence][:1]

    def certainly_overlaps(self, other):
        own, its = self.certain_days(), other.certain_days()
        return bool(own and its and own[0] <= its[1] and its[0] <= own[1])

    def clean(self):
        problems = self.problems()
        if problems:
            raise ValidationError([problem.sentence for problem in problems])

    def save(self, **kwargs):
        """Store it, unless a rule forbids. Raises Refused."""
        with transaction.atomic():
            # An approval that reads it holds it, and is seen once it lets go.
            if self.pk:
                list(locked(type(self).objects.filter(pk=self.pk)))
            problems = self.problems()
            if problems:
                raise Refused(*problems)
            super().save(**kwargs)


WRITTEN = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?", re.ASCII),
    re.compile(r"(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII),
)


def read_day(text):
    """(date, Precision) of a day or a month as it is typed: 2018-11-30, 30.11.2018, 2018-11 or 11.2018.

    Raises ValueError for anything else.
    """
    found = next((match for pattern in WRITTEN if (match := pattern.fullmatch(text.strip()))), None)
    if found is None:
        raise ValueError(text)
    day = date(int(found["year"]), int(found["month"]), int(found["day"] or 1))
    return day, Precision.DAY if found["day"] else Precision.MONTH


def show(day, precision, after_preposition=False):
    """A day or a month as the site prints dates; "" for None."""
    if day is None:
        return ""
    return clock.print_day(day) if precision == Precision.DAY else clock.print_month(day, after_preposition)


def locked(queryset):
    """The rows, held until the transaction ends, where there is one."""
    return queryset.select_for_update() if connection.in_atomic_block else queryset
