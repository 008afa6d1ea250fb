"""Withdrawals: from an instant on, a work is not public; its address answers 410 with the notice (rule 5)."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import clock
from .events import Event, Recorded
from .freeze import Freeze
from .permissions import permit
from .refusals import Problem, Refused
from .sanitising import clean_text
from .states import NOT_APPROVED, State

NONE = timedelta(0)


class WithdrawalQuerySet(models.QuerySet):
    def effective(self, at=None):
        """Withdrawals that have taken something from the public by that instant, the newest first.

        For a work of which nothing is live, the first of them is the one in force.
        """
        work = self.model._meta.get_field("work").related_model
        editions = work._meta.get_field("editions").related_model
        ended = editions.objects.filter(work=models.OuterRef("work"), live_until=models.OuterRef("at"))
        return self.filter(models.Exists(ended), at__lte=at or clock.now()).order_by("-at")


class Withdrawal(models.Model):
    """Abstract. An intent: the instant, the reason (for the newsroom) and the notice (for the public)."""

    at = models.DateTimeField(gettext_lazy("withdrawn at"))
    reason = models.TextField(gettext_lazy("reason"), help_text=gettext_lazy("For the newsroom only."))
    notice = models.TextField(gettext_lazy("public notice"), help_text=gettext_lazy("Shown at its public address."))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["work", "at"], name="%(app_label)s_%(class)s_one_instant")]
        # The list of corrections.
        indexes = [models.Index(models.F("at").desc(), models.F("id").desc(), name="%(class)s_told")]

    def __str__(self):
        return clock.show(self.at)


class Withdrawable(Recorded):
    """The half of Work that takes it from the public."""

    def withdrawal_in_force(self, at=None):
        """The withdrawal that keeps this work from the public at that instant, or None."""
        at = at or clock.now()
        return None if self.editions.live(at).exists() else self.withdrawals.effective(at).first()

    def planned_withdrawal(self, at=None):
        """The withdrawal that is still to come, or None."""
        return self.withdrawals.filter(at__gt=at or clock.now()).first()

    def withdraw(self, *, by, reason, notice, withdraw_at=None, at=None, grace=NONE):
        """Take the work from the public at `withdraw_at` (a whole future minute; None: now). `grace` is how long "now"
        can still be undone before readers see it.

        Editions queued for that instant or later return to draft. Raises Refused.
        """
        with transaction.atomic():
            Freeze.hold()
            self.lock()
            at = at or clock.now()
            permit(by, "withdraw", self.editions.model)
            self.check_withdrawal(reason, notice, withdraw_at, at)
            reason, notice, begins = clean_text(reason), clean_text(notice), withdraw_at or at + grace
            self.forget_withdrawals(self.withdrawals.filter(at__gt=at), by=by, at=at)
            queued = self.editions.approved().filter(live_from__gte=begins).order_by("live_from").first()
            if queued:
                queued.return_queue(by=by, at=at, note=_("Withdrawn: %(notice)s") % {"notice": notice})
            self.return_what_waits(by=by, at=at, note=notice)
            self.withdrawals.create(at=begins, reason=reason, notice=notice, made_by=by, made_at=at, work=self)
            self.derive_periods()
            self.record(Event.Action.WITHDRAW, by=by, at=at, takes_effect_at=begins, note=reason)

    def return_what_waits(self, *, by, at, note):
        """A text that waits for its release was approved before the withdrawal, so it needs another approval."""
        waiting = self.editions.filter(state=State.READY).first()
        if waiting:
            waiting.work = self
            waiting._move(State.DRAFT, submitted_by=None, **NOT_APPROVED)
            moved = {"from_state": State.READY, "to_state": State.DRAFT, "note": note}
            self.record(Event.Action.UNSCHEDULE, by=by, at=at, edition=waiting, **moved)

    def check_withdrawal(self, reason, notice, withdraw_at, at):
        problems = []
        if not clean_text(reason):
            problems.append(Problem(_("Write the reason, for the newsroom's own record."), "reason"))
        if not clean_text(notice):
            problems.append(Problem(_("Write the notice that readers will find at its address."), "notice"))
        problems += check_planned_instant(withdraw_at, at, "withdraw_at")
        planned = self.planned_withdrawal(at)
        if planned and withdraw_at:
            problems.append(
                Problem(
                    _("A withdrawal is planned for %(time)s already. Cancel it first.")
                    % {"time": clock.show(planned.at)},
                    "withdraw_at",
                )
            )
        begins = withdraw_at or at
        if not self.editions.live(begins).filter(live_from__lt=begins).exists():
            problems.append(Problem(_("Nothing of it is public at that time, so there is nothing to withdraw.")))
        if problems:
            raise Refused(*problems)

    def cancel_withdrawal(self, *, by, at=None):
        """Forget a withdrawal that has not happened yet. Raises Refused when there is none."""
        with transaction.atomic():
            Freeze.hold()
            self.lock()
            at = at or clock.now()
            permit(by, "withdraw", self.editions.model)
            planned = self.planned_withdrawal(at)
            if planned is None:
                raise Refused(_("No withdrawal is planned."))
            self.forget_withdrawals([planned], by=by, at=at)
            self.derive_periods()

    def forget_withdrawals(self, withdrawals, *, by, at):
        """Drop withdrawals that have not happened, each with its event."""
        for planned in withdrawals:
            self.record(Event.Action.CANCEL_WITHDRAWAL, by=by, at=at, takes_effect_at=planned.at, note=planned.reason)
            planned.delete()

    def idle_withdrawals(self, at):
        """Withdrawals to come that would take nothing away, now that other times have changed."""
        coming = self.withdrawals.filter(at__gt=at)
        ends = set(self.editions.filter(live_until__gt=at).values_list("live_until", flat=True))
        return [planned for planned in coming if planned.at not in ends]


def check_planned_instant(instant, at, field):
    """Problems of a planned instant: it must be a whole minute after `at`. None means now and has no problem."""
    if instant is None:
        return []
    if not clock.EARLIEST <= instant <= clock.LATEST:
        return [Problem(_("This year cannot be right. Write the time anew."), field)]
    if not clock.is_whole_minute(instant):
        return [Problem(_("Releases fall on whole minutes: leave out the seconds."), field)]
    if instant <= at:
        return [
            Problem(
                _("%(time)s has passed. The next possible minute is %(next)s.")
                % {"time": clock.show(instant), "next": clock.show(clock.next_minute(at))},
                field,
            )
        ]
    return []
