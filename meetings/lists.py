"""Lists of meetings, as every page and feed reads them: placements, and nothing else."""

from django.db.models import Exists, F, OuterRef, Q, Subquery

from .models import AdoptedDocument, MeetingEdition, MeetingPlacement
from .models.times import LONGEST

# What no list shows.
UNREAD = ("edition__body", "edition__agenda", "edition__change_note")


def placed(listing, language, at):
    """One list, newest first, as it is at that instant, with what its items show."""
    placements = MeetingPlacement.objects.listed(listing, language).live(at)
    return placements.select_related("edition").defer(*UNREAD)


def also_in(placements, listing):
    """Those that stand in another list, too."""
    return placements.filter(Exists(MeetingPlacement.objects.filter(edition=OuterRef("edition"), listing=listing)))


def adopting(placements):
    """Those of meetings that adopted documents."""
    # One of them, sought meeting by meeting: EXISTS may be answered by reading all documents there are.
    document = AdoptedDocument.objects.filter(edition=OuterRef("edition")).values("pk")[:1]
    return placements.alias(document=Subquery(document)).filter(document__isnull=False)


def reaching(placements, first, last=None):
    """Those that take place, at least in part, from one day to another (or ever after)."""
    ahead = placements.filter(
        Q(date__gte=first) | Q(edition__last_day__gte=first), date__gte=first - LONGEST
    )  # Nothing that began earlier can still go on: that bound keeps the index in use.
    return ahead.filter(date__lte=last) if last else ahead


def over(placements, day):
    """Those whose last day lies before that day."""
    # Asked row by row: a join would let the question whether there is any begin with all editions there are.
    last_day = MeetingEdition.objects.filter(pk=OuterRef("edition")).values("last_day")
    found = placements.alias(until=Subquery(last_day)).filter(date__lt=day)
    return found.filter(Q(until__isnull=True) | Q(until__lt=day))


def soonest_first(placements):
    return placements.order_by("date", F("edition__begins").asc(nulls_first=True), "announced_at", "work_id")
