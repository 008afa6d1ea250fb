"""Undo: for some seconds the one who has approved, returned or withdrawn can take that back, before readers see it."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from . import clock
from .events import Event
from .freeze import Freeze
from .refusals import Refused
from .states import State

UNDOABLE = (Event.Action.APPROVE, Event.Action.RETURN, Event.Action.WITHDRAW)
# What an undo, or the arming of a release, records besides.
ALSO_DONE = (Event.Action.ARM, Event.Action.UNSCHEDULE, Event.Action.CANCEL_WITHDRAWAL)
# What a withdrawal may have taken back in the same step: that is not put together again by an undo.
TAKEN_BACK = (Event.Action.UNSCHEDULE, Event.Action.CANCEL_WITHDRAWAL, Event.Action.RETURN)


def grace():
    """How long an action that takes effect "now" waits for its undo; a timedelta (setting UNDO_SECONDS)."""
    return timedelta(seconds=settings.UNDO_SECONDS)


class Undoable:
    """The half of Work that takes a step back."""

    def undoable(self, *, by, at=None):
        """The event that this user could undo at that instant, or None."""
        at = at or clock.now()
        passed_over = {Event.Action.ARM, *Event.BESIDE}
        last = Event.objects.about(self).filter(at__gt=at - grace()).exclude(action__in=passed_over).last()
        done_by = last and last.action in UNDOABLE and last.actor_id == by.pk
        return last if done_by and self.can_undo(last, at) else None

    def can_undo(self, event, at):
        if event.action == Event.Action.WITHDRAW:
            beside = Event.objects.about(self).filter(at=event.at, actor=event.actor, action__in=TAKEN_BACK)
            if beside.exists():
                return False
            return self.withdrawals.filter(at=event.takes_effect_at, at__gt=at).exists()
        edition = self.editions.filter(number=event.edition_number).first()
        if event.action == Event.Action.APPROVE:
            waits = edition.live_from is None or edition.live_from > at
            return edition.state in {State.READY, State.APPROVED} and waits
        # What somebody has written since is not locked again.
        return edition.state == State.DRAFT and not edition.set_aside and edition.saved_at <= event.at

    def undo(self, *, by, at=None):
        """Take this user's last step back. Readers have seen nothing of it. Returns the action that was undone. Raises
        Refused when the time for that is over."""
        with transaction.atomic():
            Freeze.hold()
            work, at = self.lock(), at or clock.now()
            event = work.undoable(by=by, at=at)
            if event is None:
                raise Refused(_("It is too late to undo that: it has taken effect, or something else has been done."))
            edition = work.editions.filter(number=event.edition_number).first()
            if event.action == Event.Action.WITHDRAW:
                work.forget_withdrawals(work.withdrawals.filter(at=event.takes_effect_at), by=by, at=at)
                work.derive_periods()
            elif event.action == Event.Action.APPROVE:
                work.undo_approval(edition, by=by, at=at)
            else:
                submitted = Event.objects.about(work).filter(
                    action=Event.Action.SUBMIT, edition_number=edition.number, pk__lt=event.pk
                )
                edition._move(State.IN_REVIEW, submitted_by=submitted.last().actor)
            work.record(Event.Action.UNDO, by=by, at=at, edition=edition, note=event.get_action_display())
            return event.action

    def undo_approval(self, edition, *, by, at):
        release, wished = edition.release, edition.planned_for
        edition.work = self
        edition.back_to_review(by=by, at=at)
        # The time that was wished for, not the one that is undone.
        type(edition).objects.filter(pk=edition.pk).update(planned_for=wished)
        if release:
            release.disarm(by=by, at=at, note=_("The approval of “%(text)s” was undone.") % {"text": edition})
