"""Notices: one row for each mail that somebody is to get, made in the transaction of what it tells of.

The row is the order and the record; a queue only wakes the worker that looks for rows which are due. A row is claimed
by a conditional update before it is sent, so that two workers never send one twice. Only a worker that dies between
sending and recording lets a mail go out a second time, under the same Message-ID.
"""

from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import clock
from .events import Event
from .permissions import may, permit
from .refusals import Forbidden, Refused

# How long to wait after the first, second, ... try that failed. After the last of them it is given up.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]
MOST_TRIES = len(PAUSES) + 1
# A mail is sent in much less; a worker that has not said by then how it went has died.
LEASE = timedelta(minutes=5)
# So long a failure is shown, and so long any notice is kept.
SHOWN, KEPT = timedelta(days=14), timedelta(days=90)


class Purpose(models.TextChoices):
    SUBMITTED = "submitted", gettext_lazy("waits for review")
    RETURNED = "returned", gettext_lazy("returned to draft")
    UNSCHEDULED = "unscheduled", gettext_lazy("taken from the schedule")
    APPROVED = "approved", gettext_lazy("approved")
    UNAPPROVED = "unapproved", gettext_lazy("not approved shortly before its time")


class Progress(models.TextChoices):
    WAITING = "waiting", gettext_lazy("waiting")
    SENDING = "sending", gettext_lazy("being sent")
    FAILED = "failed", gettext_lazy("failed, will be tried again")
    SENT = "sent", gettext_lazy("sent")
    GIVEN_UP = "given_up", gettext_lazy("given up")
    DROPPED = "dropped", gettext_lazy("not needed any more")


UNSETTLED = (Progress.WAITING, Progress.SENDING, Progress.FAILED)
TROUBLED = (Progress.FAILED, Progress.GIVEN_UP)


def time_of(edition):
    """When an edition that is not approved is meant to go out: with its release, if it is in one. None: not known."""
    return edition.release.goes_out_at if edition.release_id else edition.planned_for


class NoticeQuerySet(models.QuerySet):
    def due(self, at=None):
        """What is to be tried at that instant (default: now), the longest due first; also what a worker died with."""
        return self.filter(progress__in=UNSETTLED, next_try_at__lte=at or clock.now()).order_by("next_try_at", "pk")

    def in_trouble(self, at=None):
        """What could not be sent of late, the newest first."""
        since = (at or clock.now()) - SHOWN
        return self.filter(progress__in=TROUBLED, created_at__gte=since).order_by("-pk")

    def forget(self, at=None):
        """Remove what is settled and old: who was written to is nothing to keep for ever."""
        before = (at or clock.now()) - KEPT
        self.filter(created_at__lt=before).exclude(progress__in=UNSETTLED).delete()


class Notice(models.Model):
    """One mail to one receiver about one edition. `event` is what it tells of; a reminder has none, but the planned
    time it reminds of. Both are there once a receiver, whatever runs twice."""

    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="+")
    work_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    work_id = models.PositiveBigIntegerField()
    edition_number = models.PositiveIntegerField(gettext_lazy("edition"))
    planned_for = models.DateTimeField(gettext_lazy("planned time"), null=True)
    purpose = models.CharField(gettext_lazy("why"), max_length=20, choices=Purpose.choices)
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    progress = models.CharField(
        gettext_lazy("state"), max_length=20, choices=Progress.choices, default=Progress.WAITING
    )
    tries = models.PositiveSmallIntegerField(gettext_lazy("tries"), default=0)
    next_try_at = models.DateTimeField(gettext_lazy("next try"))
    created_at = models.DateTimeField(gettext_lazy("made"))
    settled_at = models.DateTimeField(gettext_lazy("settled"), null=True)
    # In English, as the newsroom is; never what a server said, which may repeat a password or an address.
    error = models.CharField(gettext_lazy("what went wrong"), max_length=300, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "retry")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "receiver", "purpose"], condition=Q(event__isnull=False), name="notice_once_an_event"
            ),
            models.UniqueConstraint(
                fields=["work_type", "work_id", "edition_number", "planned_for", "receiver"],
                condition=Q(event__isnull=True),
                name="notice_once_a_planned_time",
            ),
        ]
        # Whole, not partial: SQLite uses a partial index only for conditions that it knows when it plans.
        indexes = [models.Index(fields=["progress", "next_try_at"], name="notice_due")]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.receiver}"

    @cached_property
    def edition(self):
        """The edition it is about, without its long texts; None when there is no such room any more."""
        work = ContentType.objects.get_for_id(self.work_type_id).model_class()
        editions = work and work._meta.get_field("editions").related_model.objects
        if editions is None:
            return None
        found = editions.filter(work=self.work_id, number=self.edition_number)
        return found.lean().select_related("work", "release").first()

    # --- one try ------------------------------------------------------------------------------------------------------

    def claim(self, at=None):
        """Take the next try, so that nobody else does. False when somebody was faster, or when a worker died with the
        last one."""
        at = at or clock.now()
        due = type(self).objects.filter(pk=self.pk, progress__in=UNSETTLED, tries=self.tries, next_try_at__lte=at)
        if self.tries >= MOST_TRIES:
            words = "The worker was ended while it sent this, so it is not known whether it arrived."
            due.update(progress=Progress.GIVEN_UP, settled_at=at, error=words)
            return False
        claimed = due.update(progress=Progress.SENDING, tries=self.tries + 1, next_try_at=at + LEASE)
        self.refresh_from_db(fields=["progress", "tries", "next_try_at"])
        return bool(claimed)

    def succeed(self, at=None):
        self._settle(Progress.SENT, at or clock.now(), "")

    def drop(self, why, at=None):
        self._settle(Progress.DROPPED, at or clock.now(), why)

    def fail(self, why, at=None):
        """Record why this try failed, and when the next one is, if there is one."""
        at = at or clock.now()
        if self.tries >= MOST_TRIES:
            self._settle(Progress.GIVEN_UP, at, why)
        else:
            mine = type(self).objects.filter(pk=self.pk, tries=self.tries, progress=Progress.SENDING)
            mine.update(progress=Progress.FAILED, next_try_at=at + PAUSES[self.tries - 1], error=why[:300])

    def _settle(self, progress, at, error):
        mine = type(self).objects.filter(pk=self.pk, tries=self.tries, progress=Progress.SENDING)
        mine.update(progress=progress, settled_at=at, error=error[:300])

    def try_again(self, *, by, at=None):
        """Have it sent now, from the first pause on. Raises Refused unless it has failed, Forbidden for who may not."""
        permit(by, "retry", Notice)
        if self.edition is None or not may(by, "view", type(self.edition)):
            raise Forbidden(_("Your account may not read the text that this notice is about."))
        failed = type(self).objects.filter(pk=self.pk, progress__in=TROUBLED)
        at = at or clock.now()
        if not failed.update(progress=Progress.WAITING, tries=0, next_try_at=at, settled_at=None):
            raise Refused(_("This notice is not waiting for another try: it was sent, or it is being sent."))


class NoticeChoice(models.Model):
    """What somebody wants to be told of by mail, and in which language. Without a row: everything, in the site's."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choice")
    language = models.CharField(
        gettext_lazy("language of notices"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=gettext_lazy("The newsroom itself stays in English."),
    )
    submitted = models.BooleanField(
        gettext_lazy("a text is submitted"), default=True, help_text=gettext_lazy("For those who may approve it.")
    )
    decided = models.BooleanField(
        gettext_lazy("a text of mine is approved, returned or unscheduled"),
        default=True,
        help_text=gettext_lazy("A text is yours if you wrote in it or submitted it."),
    )
    unapproved = models.BooleanField(
        gettext_lazy("half an hour before its time a text is not approved"),
        default=True,
        help_text=gettext_lazy("For those who may approve it, and for its writers."),
    )

    class Meta:
        default_permissions = ()
        verbose_name = gettext_lazy("notices by mail")
        verbose_name_plural = gettext_lazy("notices by mail")

    def __str__(self):
        return str(self.user)


# The choice that each purpose falls under: a field of NoticeChoice.
CHOICES = {
    Purpose.SUBMITTED: "submitted",
    Purpose.RETURNED: "decided",
    Purpose.UNSCHEDULED: "decided",
    Purpose.APPROVED: "decided",
    Purpose.UNAPPROVED: "unapproved",
}


class SignOfLife(models.Model):
    """When the worker was last seen at work. One row."""

    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return clock.show(self.at)
