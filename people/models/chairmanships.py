"""Chairmanships: which state chairs the organisation, or one of its bodies, from when to when."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock

from .posts import Post
from .states import State
from .tenures import Tenure, TenureQuerySet, locked


class ChairmanshipQuerySet(TenureQuerySet):
    def of(self, body):
        """Those that a body (or its key) goes by: its own first, else those of the whole organisation, which None asks
        for alone."""
        if body is None:
            return self.filter(body=None)
        found = self.filter(models.Q(body=body) | models.Q(is_of_states(body), body=None))
        return found.order_by(models.F("body").asc(nulls_last=True), "-first_day")

    def chairs(self, day, at=None):
        """{body id: Chairmanship} in force on a day up to today; None is the whole organisation. `chair` reads it."""
        return {one.body_id: one for one in self.on(day).public(at).select_related("state")}

    def chair(self, day, body=None, at=None):
        """The Chairmanship in force on that day, or None.

        On a day ahead it is one that is known to begin by then, else the present one: an end that has not passed is
        not told.
        """
        today, known = clock.today(at), self.of(body).public(at).select_related("state")
        if day <= today:
            return known.on(day).first()
        ahead = known.filter(first_day__lte=day, last_day__gte=today)
        return next((one for one in ahead if one.is_on(day if one.first_day > today else today)), None)


def is_of_states(body):
    """Condition: states are represented in the body (or its key), as far as its posts are known. A secretariat, which
    has officials only, is chaired by none unless one is entered for it."""
    posts = Post.objects.filter(body=body)
    return models.Exists(posts.filter(state__isnull=False)) | ~models.Exists(posts)


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
        return f"{self.state}, {self.body or _('the whole organisation')} ({self.days()})"

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
