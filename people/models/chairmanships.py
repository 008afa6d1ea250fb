"""Chairmanships: which state chairs the organisation, or one of its bodies, from when to when."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock

from .states import State
from .tenures import Tenure, TenureQuerySet, locked, show


class ChairmanshipQuerySet(TenureQuerySet):
    def chairs(self, day, at=None):
        """{body id: Chairmanship} on that day, of what is public at that instant; None is the whole organisation."""
        found = self.on(day).public(at).select_related("state")
        return {chairmanship.body_id: chairmanship for chairmanship in found}

    def chair(self, day, body=None, at=None):
        """The Chairmanship in force on that day: the body's own, else that of the whole organisation, or None.

        On a day ahead it is whoever is known to take over until then, else who chairs today: an end that has not
        passed is not told.
        """
        today, chairs = clock.today(at), self.chairs(day, at)
        if day > today:
            chairs = self.chairs(today, at) | {key: one for key, one in chairs.items() if one.first_day > today}
        return chairs.get(body and body.pk) or chairs.get(None)


class Chairmanship(Tenure):
    state = models.ForeignKey(
        State, on_delete=models.PROTECT, related_name="chairmanships", verbose_name=gettext_lazy("state")
    )
    body = models.ForeignKey(
        "people.Body",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="chairmanships",
        verbose_name=gettext_lazy("body"),
        help_text=gettext_lazy("Empty: the whole organisation. A body with a chairmanship of its own goes by that."),
    )

    objects = ChairmanshipQuerySet.as_manager()

    class Meta(Tenure.Meta):
        verbose_name = gettext_lazy("chairmanship")
        verbose_name_plural = gettext_lazy("chairmanships")
        ordering = ("-first_day",)
        indexes = [models.Index("last_day", "first_day", name="chairmanship_days")]

    def __str__(self):
        days = f"{show(self.start, self.start_precision) or '…'} – {show(self.end, self.end_precision)}".strip()
        return f"{self.state}, {self.body or _('the whole organisation')} ({days})"

    def scope(self):
        # One row that every chairmanship locks: there is no row for "the whole organisation".
        list(locked(State.objects.order_by("pk"))[:1])
        return Chairmanship.objects.filter(body=self.body_id).select_related("state", "body")

    def clashes(self, other):
        return _(
            "%(other)s is stored already, and one state chairs at a time. End that chairmanship first, or correct "
            "the days."
        ) % {"other": other}

    def problems(self):
        return super().problems() if self.state_id else []
