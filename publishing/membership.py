"""The half of an edition that waits: for its release, or because a freeze holds it back."""

from django.utils.translation import gettext as _

from . import clock
from .events import Event
from .refusals import Problem, Refused
from .states import NOT_APPROVED, State


class ReleaseMember:
    """Call these with the switch (Freeze.hold) and the work held; the doors of Release and Workflow do."""

    def place_for_release(self, instant, at):
        """Give it its period, with what was printed when it was approved. Raises Refused."""
        release, self.work = self.release_id, self.work.lock()
        self.refresh_from_db()
        stays = self.release_id == release and self.state in {State.READY, State.APPROVED}
        if not stays or (self.live_from and self.live_from <= at):
            raise Refused(_("It is not approved for this release any more. Somebody was faster."))
        self._refuse_if(self.problems(at) + self.premature(instant))
        self._check_place_in_queue(instant)
        self._place(instant, announce=self.announce, printed=self.printed)
        self.refuse_idle_withdrawal(at)

    def problems_of_release(self, instant, at):
        """What `place_for_release` would say, as a list of Problem."""
        found = self.problems(at) + self.premature(instant)
        try:
            self._check_place_in_queue(instant)
        except Refused as refusal:
            found += refusal.problems
        return found

    def await_release(self, *, by, at):
        """It stays approved but has no period: it waits until all others of its release are approved, too. Where other
        editions were made from it, it is a draft again with them."""
        if self.is_alone():
            self._unplace(State.READY, at, by=by)
        else:
            self.return_queue(by=by, at=at, note=_("Its release was disarmed."))

    def back_to_review(self, *, by, at):
        """Its approval is taken back, its text and who submitted it stay."""
        if self.live_from and not self.is_alone():
            self.return_queue(by=by, at=at, note="")
        elif self.live_from:
            self._unplace(State.IN_REVIEW, at, by=by, **NOT_APPROVED)
        else:
            self._move(State.IN_REVIEW, **NOT_APPROVED)

    def hold_back(self, *, by, at, note):
        """What a freeze does to it: its period goes, its time is remembered."""
        self.work = self.work.lock()
        self.refresh_from_db()
        if self.live_from is None or self.live_from <= at:
            # It went with its release, or with the edition it was made from, or is out: that is withdrawn, not held.
            return
        if self.release_id:
            self.release.hold_back(by=by, at=at, note=note)
            return
        planned = self.live_from
        self.back_to_review(by=by, at=at)
        self.work.record(Event.Action.HOLD, by=by, at=at, edition=self, takes_effect_at=planned, note=note)

    def is_alone(self):
        """Whether nothing was made from this scheduled edition, queued or being written."""
        return self.work.newest_approved().pk == self.pk and self.work.open_edition() is None

    def refuse_idle_withdrawal(self, at):
        idle = self.work.idle_withdrawals(at)
        if idle:
            sentence = _("It would go out after its withdrawal at %(time)s. Cancel that withdrawal first.")
            raise Refused(Problem(sentence % {"time": clock.show(idle[0].at)}, "live_from"))

    def _unplace(self, state, at, *, by, **values):
        """This scheduled edition has no period any more; it remembers its time."""
        cleared = {"live_from": None, "live_until": None, "announced_at": None}
        type(self).objects.filter(pk=self.pk).update(state=state, planned_for=self.live_from, **cleared, **values)
        self.placements.all().delete()
        self.work.derive_periods()
        self.work.forget_withdrawals(self.work.idle_withdrawals(at), by=by, at=at)
        self.refresh_from_db()
