"""The calendar of one month: a table of weeks, each day with its meetings."""

from calendar import Calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from django.db.models import Subquery
from django.http import Http404
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext

from people.models import Chairmanship
from publishing import clock
from publishing.views import PublicPage

from ..lists import placed, reaching, soonest_first
from ..models import MeetingPlacement
from ..models.editions import ALL

DAY = timedelta(days=1)
# More meetings than a month ever had; a page has an end.
MOST = 300


class Day(NamedTuple):
    date: date
    is_here: bool  # in the month itself, not in the week that it shares with another
    is_today: bool
    items: list


class Month(PublicPage):
    """Months without meetings exist between the first and the last that have some, so that readers can walk through;
    beyond them only the current one does, so that robots do not walk through centuries."""

    template_name = "meetings/month.html"
    nearest_name = "meetings"

    def get(self, request, year, month):
        if not (MINYEAR < year < MAXYEAR and 1 <= month <= 12):
            raise Http404
        self.first = date(year, month, 1)
        self.last = clock.last_of_month(self.first)
        self.items = list(soonest_first(reaching(self.placements(), self.first, self.last))[:MOST])
        if not (self.items or self.is_reached()):
            raise Http404
        return super().get(request)

    def placements(self):
        return placed(ALL, self.language, self.at)

    @cached_property
    def today(self):
        return clock.today(self.at)

    @cached_property
    def around(self):
        """Days of public meetings: of the first and the last of all, of the last before this month (the last day of
        it, where it takes several), and of the first after it. None where there is none."""
        public = MeetingPlacement.objects.listed(ALL, self.language).live(self.at)
        earlier = public.filter(date__lt=self.first)
        questions = (
            public.order_by("date").values("date"),
            public.values("date"),
            earlier.values("date"),
            earlier.values("edition__last_day"),
            public.filter(date__gt=self.last).order_by("date").values("date"),
        )
        found = public.values_list(*(Subquery(question[:1]) for question in questions)).first()
        oldest, newest, before, until, after = found or (None,) * 5
        return oldest, newest, until or before, after

    def is_reached(self):
        """Whether the month lies between the first and the last with a meeting or is, or leads to, the current one."""
        oldest, newest, _before, _after = self.around
        days = [day for day in (oldest, newest, self.today) if day]
        return min(days) <= self.last and max(days) >= self.first

    def weeks(self):
        """[[Day, ...], ...]: whole weeks from Monday on."""
        on = {}
        for item in self.items:
            edition = item.edition
            day, until = max(edition.date, self.first), min(edition.final_day, self.last)
            while day <= until:
                on.setdefault(day, []).append(item)
                day += DAY
        return [
            [Day(day, day.month == self.first.month, day == self.today, on.get(day, [])) for day in week]
            for week in Calendar().monthdatescalendar(self.first.year, self.first.month)
        ]

    def beside(self):
        """The first days of the nearest months, before and after, that have something."""
        _oldest, _newest, before, after = self.around
        if any(item.date < self.first for item in self.items):
            before = self.first - DAY
        if any(item.edition.final_day > self.last for item in self.items):
            after = self.last + DAY
        return before and before.replace(day=1), after and after.replace(day=1)

    def chair(self):
        """Who chairs on its first day; of a month ahead that is not told."""
        if self.first > self.today:
            return None
        chairmanship = Chairmanship.objects.chair(self.first, at=self.at)
        return chairmanship and chairmanship.state.name_in(self.language)

    def get_context_data(self, **kwargs):
        earlier, later = self.beside()
        return super().get_context_data(
            first=self.first,
            weeks=self.weeks(),
            is_empty=not self.items,
            earlier=earlier,
            later=later,
            current=self.today.replace(day=1),
            chair=self.chair(),
            share_title=f"{gettext('Meetings')}: {date_format(self.first, 'F Y')}",
            **kwargs,
        )
