"""When something public changes: the neighbours of an instant at which a text, a meeting, a post or a chair does."""

from datetime import timedelta
from functools import partial

from django.db.models import F, Max, Min, Q

from meetings.models import MeetingEdition
from news.models import ArticleEdition
from people.models import Appointment, Chairmanship
from publishing import clock
from publishing.travel import whole_minute
from publishing.workflow import State

DAY = timedelta(days=1)


def neighbours(at):
    """(earlier, later): the whole minutes before and after a whole minute at which readers see something else; None
    where there is none. What changes within one minute is one change."""
    found = [answer for source in SOURCES for answer in source(at) if answer]
    earlier = (whole_minute(border) for border in found if border <= at - clock.MINUTE)
    later = (whole_minute(border) for border in found if border > at)
    return max(earlier, default=None), min(later, default=None)


def starts(editions, at):
    """The starts of editions. Each is one row of an index, however many there are."""
    begun = editions.objects.filter(state=State.APPROVED).exclude(headline="").values_list("live_from", flat=True)
    yield begun.filter(live_from__lte=at - clock.MINUTE).order_by("-live_from").first()
    yield begun.filter(live_from__gt=at).order_by("live_from").first()


def withdrawals(editions, at):
    """What ends without a successor is withdrawn; of withdrawals there are few."""
    found = editions._meta.get_field("work").related_model._meta.get_field("withdrawals").related_model.objects
    ends = found.aggregate(earlier=Max("at", filter=Q(at__lte=at - clock.MINUTE)), later=Min("at", filter=Q(at__gt=at)))
    yield from ends.values()


def days(tenures, at):
    """The days on which something that is told by then begins, is first told, or has ended, from their first moment."""
    asked = {}
    # What has a last day is over with the day after it.
    for name, lag in (("first_day", timedelta()), ("shown_from", timedelta()), ("last_day", DAY)):
        told = {f"{name}__gte": F("shown_from"), f"{name}__range": (clock.FIRST_DAY, clock.LAST_DAY)}
        before = Q(**told, **{f"{name}__lte": clock.today(at - clock.MINUTE) - lag})
        after = Q(**told, **{f"{name}__gt": clock.today(at) - lag})
        asked |= {f"{name}_before": Max(name, filter=before), f"{name}_after": Min(name, filter=after)}
    for name, day in tenures.objects.aggregate(**asked).items():
        if day:
            yield clock.first_moment(day + DAY if name.startswith("last_day") else day)


SOURCES = [
    *(partial(starts, editions) for editions in (ArticleEdition, MeetingEdition)),
    *(partial(withdrawals, editions) for editions in (ArticleEdition, MeetingEdition)),
    *(partial(days, tenures) for tenures in (Appointment, Chairmanship)),
]
