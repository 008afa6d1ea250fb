"""The archive: which years and months have articles. Never how many: the clock would change the numbers unseen."""

from datetime import date

from django.db.models import Exists, Subquery
from django.http import Http404

from publishing import clock
from publishing.views import PublicPage

from ..models import ArticlePlacement
from ..models.articles import ALL_NEWS

# A page asks one EXISTS for each year that it might show.
MOST_YEARS = 150


class Archive(PublicPage):
    """The years that have articles and the months of one: the newest, unless the address names another."""

    template_name = "news/archive.html"
    url_name = nearest_name = "archive"

    def get(self, request, year=None):
        self.year, self.years, self.months = year, [], []
        newest, oldest = self.ends()
        if newest:
            self.year = newest.year if year is None else year
            self.ask(range(newest.year, max(oldest.year, newest.year - MOST_YEARS) - 1, -1))
        if year is not None and not self.months:
            raise Http404
        return super().get(request)

    def public(self):
        return ArticlePlacement.objects.listed(ALL_NEWS, self.language).live(self.at)

    def ends(self):
        """The days of the newest and the oldest public article, or twice None."""
        oldest = self.public().order_by("date").values("date")[:1]
        return self.public().values_list("date", Subquery(oldest)).first() or (None, None)

    def ask(self, years):
        """Find with one query which of these years, newest first, and which months of the open one have something."""
        days = {f"year_{year}": (date(year, 1, 1), date(year, 12, 31)) for year in years}
        if self.year in years:
            firsts = [date(self.year, month, 1) for month in range(1, 13)]
            days |= {f"month_{first.month}": (first, clock.last_of_month(first)) for first in firsts}
        questions = {name: Exists(self.public().filter(date__range=ends)) for name, ends in days.items()}
        answers = self.public().annotate(**questions).values(*questions).first()
        found = [name for name, is_there in (answers or {}).items() if is_there]
        self.years = [days[name][0].year for name in found if name.startswith("year")]
        self.months = [days[name][0] for name in found if name.startswith("month")]

    def counterparts(self):
        return super().counterparts() if "year" not in self.kwargs else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(years=self.years, year=self.year, months=self.months, **kwargs)
