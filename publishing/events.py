"""The append-only record of every transition (rule 8): who, when, from, to, note."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class EventQuerySet(models.QuerySet):
    def about(self, work):
        """All that happened to one work, oldest first."""
        return self.filter(work_type=ContentType.objects.get_for_model(work), work_id=work.pk).order_by("pk")

    def overrides(self, since):
        """Approvals of their own text that people gave themselves a reason for, from that instant on, newest first."""
        own = self.filter(action=Event.Action.APPROVE, at__gte=since).exclude(override_reason="")
        return own.order_by("-at", "-pk")

    def update(self, **values):
        raise TypeError("Events are never altered.")

    def delete(self):
        raise TypeError("Events are never deleted.")


class Event(models.Model):
    """One thing that one person did to one work. Written by the rules, altered by nobody: the model, its queryset and
    a trigger in the database refuse. The actor's name is kept as it was, so a leaver's history stays readable."""

    class Action(models.TextChoices):
        START = "start", _("started an edition")
        RESTORE = "restore", _("restored an earlier edition")
        SUBMIT = "submit", _("submitted for review")
        RETURN = "return", _("returned to draft")
        APPROVE = "approve", _("approved")
        RESCHEDULE = "reschedule", _("re-scheduled")
        UNSCHEDULE = "unschedule", _("unscheduled")
        FOLLOW = "follow", _("carried later changes over")
        SET_ASIDE = "set_aside", _("set aside")
        WITHDRAW = "withdraw", _("withdrew")
        CANCEL_WITHDRAWAL = "cancel_withdrawal", _("cancelled the withdrawal")
        ERASE = "erase", _("erased every word")
        IMPORT = "import", _("imported as already published")
        JOIN = "join", _("put into a release")
        LEAVE = "leave", _("taken out of its release")
        ARM = "arm", _("armed the release")
        DISARM = "disarm", _("disarmed the release")
        START_RELEASE = "start_release", _("started the release")
        HOLD = "hold", _("held back by a freeze")
        UNDO = "undo", _("undid")
        SHARE = "share", _("shared a preview")
        UNSHARE = "unshare", _("revoked a shared preview")

    # They leave the work as it is: what was done to it last is found behind them.
    BESIDE = frozenset({Action.SHARE, Action.UNSHARE})

    work_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, db_index=False, related_name="+")
    work_id = models.PositiveBigIntegerField()
    work = GenericForeignKey("work_type", "work_id")
    edition_number = models.PositiveIntegerField(_("edition"), null=True)
    # What it was made from, restored from or carried over to.
    source_number = models.PositiveIntegerField(_("from edition"), null=True)
    action = models.CharField(_("action"), max_length=20, choices=Action.choices)
    from_state = models.CharField(_("from"), max_length=20, blank=True)
    to_state = models.CharField(_("to"), max_length=20, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_name = models.CharField(_("who"), max_length=150)
    at = models.DateTimeField(_("when"))
    takes_effect_at = models.DateTimeField(_("takes effect"), null=True)
    note = models.TextField(_("note"), blank=True)
    override_reason = models.TextField(_("reason for overriding four eyes"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["work_type", "work_id", "id"], name="event_work"),
            # The few among all events that the board shows. Partial, so that it can serve nothing else.
            models.Index(
                models.F("at").desc(),
                models.F("id").desc(),
                name="event_overrides",
                condition=~models.Q(override_reason=""),
            ),
        ]
        # The time machine (publishing/travel.py) shows all rooms, so its permissions are no room's own.
        permissions = [
            ("travel_past_event", "Can view the site as it was at a past time"),
            ("travel_future_event", "Can view the site as it will be at a future time"),
        ]

    def __str__(self):
        return f"{self.actor_name} {self.get_action_display()}"

    def save(self, **kwargs):
        if self.pk:
            raise TypeError("Events are never altered.")
        super().save(**kwargs)

    def delete(self, **kwargs):
        raise TypeError("Events are never deleted.")


class Recorded:
    """What events are about: a work, or a release."""

    def record(self, action, *, by, at, edition=None, **details):
        """Append one event (rule 8)."""
        Event.objects.create(
            work=self,
            action=action,
            actor=by,
            actor_name=by.get_full_name() or by.get_username(),
            at=at,
            edition_number=edition and edition.number,
            **details,
        )
