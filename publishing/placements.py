"""Placements: one row for each list an approved edition stands in. Public lists read these and nothing else.

A list is then one indexed query whose cost depends neither on the archive nor on the page's depth. Placements follow
from the editions alone; `manage.py place --check` proves it.
"""

from django.conf import settings
from django.db import models

from .periods import LivePeriod, PeriodQuerySet


class PlacementQuerySet(PeriodQuerySet):
    def listed(self, listing, language):
        """One list in one language, newest first: by printed date, then by announcement, then by id."""
        return self.filter(listing=listing, language=language).order_by("-date", "-announced_at", "-work_id")

    def in_any_language(self, listing):
        """One list in all languages, in no order. They are named, so that the index is sought and not scanned."""
        return self.filter(listing=listing, language__in=[code for code, _name in settings.LANGUAGES])

    def after(self, position):
        """What follows a position (date, announced_at, work id) in that order. This form seeks on both databases."""
        date, announced_at, work_id = position
        later = models.Q(announced_at__lt=announced_at) | models.Q(announced_at=announced_at, work_id__lt=work_id)
        return self.filter(models.Q(date__lt=date) | later, date__lte=date)

    def before(self, position):
        """What precedes a position, nearest first."""
        date, announced_at, work_id = position
        newer = models.Q(announced_at__gt=announced_at) | models.Q(announced_at=announced_at, work_id__gt=work_id)
        return self.filter(models.Q(date__gt=date) | newer, date__gte=date).order_by("date", "announced_at", "work_id")


class Placement(LivePeriod):
    """Abstract; a subclass adds `edition` and `work` (related names `placements`).

    `listing` names the list: "all", "section:12", "topic:3". Language, date and period are copies of the edition's,
    safe because an approved edition does not change.
    """

    listing = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    date = models.DateField()
    announced_at = models.DateTimeField()

    objects = PlacementQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "listing"], name="%(app_label)s_%(class)s_once_a_list")
        ]
        indexes = [
            models.Index(
                "listing",
                "language",
                models.F("date").desc(),
                models.F("announced_at").desc(),
                models.F("work").desc(),
                "live_from",
                "live_until",
                name="%(class)s_list",
            )
        ]

    def __str__(self):
        return f"{self.listing} {self.date}"

    @property
    def position(self):
        return self.date, self.announced_at, self.work_id
