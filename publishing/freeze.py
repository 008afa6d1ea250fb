"""The freeze (rule 9): a switch that takes back all that is planned and not urgent, and lets nothing out meanwhile."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import clock
from .events import Event
from .kinds import edition_models
from .permissions import permit
from .refusals import Problem, Refused
from .sanitising import clean_text


class Freeze(models.Model):
    """The switch: one row. Whatever sets or moves periods holds it first, so that nothing slips past a freeze and what
    touches several works at once never waits in a circle."""

    since = models.DateTimeField(gettext_lazy("frozen since"), null=True)
    lifted_at = models.DateTimeField(gettext_lazy("lifted"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(gettext_lazy("reason"), blank=True)

    class Meta:
        default_permissions = ("change",)
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="freeze_is_one_row")]

    def __str__(self):
        return _("frozen since %(time)s") % {"time": clock.show(self.since)} if self.is_on else _("not frozen")

    @classmethod
    def hold(cls):
        """The switch as it is stored, held until the transaction ends."""
        return cls.objects.select_for_update().get_or_create(pk=1)[0]

    @classmethod
    def read(cls):
        """The switch as it is stored, for showing."""
        return cls.objects.filter(pk=1).select_related("by").first() or cls(pk=1)

    @property
    def is_on(self):
        return self.since is not None and self.lifted_at is None

    def problems(self, urgent):
        """Why nothing may be planned or go out now, as a list of Problem."""
        if urgent or not self.is_on:
            return []
        sentence = _(
            "Releases are frozen since %(time)s: %(reason)s Mark it as urgent if it must go out all the same, or wait "
            "until the freeze is lifted."
        )
        return [Problem(sentence % {"time": clock.show(self.since), "reason": self.reason}, "urgent")]

    @classmethod
    def begin(cls, *, by, reason, at=None):
        """Take back all that is planned and not urgent. Times are remembered, withdrawals still happen. Returns how
        many texts were held. Raises Refused."""
        with transaction.atomic():
            freeze, since, reason = cls.hold(), at or clock.now(), clean_text(reason)
            permit(by, "change", cls)
            if freeze.is_on:
                raise Refused(_("Releases are frozen already."))
            if not reason:
                raise Refused(Problem(_("Say why: everybody in the newsroom will read it."), "reason"))
            cls.objects.filter(pk=1).update(since=since, lifted_at=None, by=by, reason=reason)
            planned = [edition for model in edition_models() for edition in model.objects.planned(since).not_urgent()]
            for edition in planned:
                # Many take their time: what goes out meanwhile is public, and so not taken back.
                edition.hold_back(by=by, at=at or clock.now(), note=reason)
            return len(planned)

    @classmethod
    def lift(cls, *, by, at=None):
        """Let texts go out again. None does so by itself: what was held waits to be approved again. Raises Refused."""
        with transaction.atomic():
            freeze = cls.hold()
            permit(by, "change", cls)
            if not freeze.is_on:
                raise Refused(_("Releases are not frozen."))
            cls.objects.filter(pk=1).update(lifted_at=at or clock.now())

    def held(self):
        """Editions that this freeze, or the last one, took back and that have not been planned again, by their time."""
        if self.since is None:
            return []
        return sorted(
            (edition for model in edition_models() for edition in self.held_of(model)),
            key=lambda edition: edition.planned_for,
        )

    def held_of(self, model):
        work_type = ContentType.objects.get_for_model(model.work_model())
        held = Event.objects.filter(action=Event.Action.HOLD, at__gte=self.since, work_type=work_type)
        waiting = model.objects.open().filter(work__in=held.values("work_id"), planned_for__isnull=False)
        return waiting.lean().select_related("work", "release")
