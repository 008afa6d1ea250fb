"""The way of an edition: draft -> in review -> approved, and back. Everything it may do stands in TRANSITIONS.

Each method locks the work, checks permission and state on what is stored, changes only the row still in the state it
expects, writes one event, and raises Refused with sentences when it cannot. Scheduled, live, superseded and withdrawn
are not states but what the clock makes of an approved edition (`phase`).

`at` is the instant of the action (default: now); `live_from` the instant it is to take effect.
"""

from datetime import timedelta
from functools import wraps
from typing import NamedTuple

from django.db import models, transaction
from django.utils.translation import gettext as _

from . import clock
from .events import Event
from .freeze import Freeze
from .membership import ReleaseMember
from .permissions import permit
from .refusals import Problem, Refused
from .sanitising import clean_line, clean_text
from .states import NOT_APPROVED, Phase, State
from .withdrawals import check_planned_instant

NONE = timedelta(0)
# For who approves without having seen whether the text is in a release.
AS_IT_IS = object()


class Transition(NamedTuple):
    before: tuple
    after: State
    permission: str
    # Whether it sets or moves periods: then it holds the switch of the freeze.
    plans: bool = False


TRANSITIONS = {
    "submit": Transition((State.DRAFT,), State.IN_REVIEW, "submit"),
    "return": Transition((State.IN_REVIEW, State.READY), State.DRAFT, "approve", plans=True),
    "recall": Transition((State.IN_REVIEW,), State.DRAFT, "submit"),
    "approve": Transition((State.IN_REVIEW,), State.APPROVED, "approve", plans=True),
    "import": Transition((State.DRAFT,), State.APPROVED, "import", plans=True),
    "reschedule": Transition((State.APPROVED,), State.APPROVED, "approve", plans=True),
    "unschedule": Transition((State.APPROVED,), State.DRAFT, "approve", plans=True),
    "follow": Transition((State.DRAFT,), State.DRAFT, "change"),
    "carry_over": Transition((State.DRAFT,), State.DRAFT, "change"),
    "set_aside": Transition((State.DRAFT,), State.DRAFT, "change", plans=True),
}


def transition(action):
    """Makes a method one row of TRANSITIONS: it runs with the work locked and the edition as it is stored; where it
    plans, with the switch held before (`self.freeze`)."""
    rule = TRANSITIONS[action]

    def decorate(method):
        @wraps(method)
        def run(self, *, by, at=None, **details):
            with transaction.atomic():
                self.freeze = Freeze.hold() if rule.plans else None
                work = self.work.lock()
                self.refresh_from_db()
                self.work = work
                permit(by, rule.permission, type(self))
                if self.state not in rule.before or self.set_aside:
                    raise Refused(
                        _("This cannot be done now: edition %(number)s is %(state)s. Somebody may have been faster.")
                        % {"number": self.number, "state": self.phase(at).label.lower()}
                    )
                at = at or clock.now()
                event = {"from_state": self.state, "to_state": rule.after}
                event |= method(self, by=by, at=at, **details) or {}
                self.work.record(Event.Action(event.pop("action", action)), by=by, at=at, edition=self, **event)

        return run

    return decorate


class Workflow(ReleaseMember):
    """The half of Edition that moves."""

    def phase(self, at=None):
        at = at or clock.now()
        if self.set_aside:
            return Phase.SET_ASIDE
        if self.live_from is None:
            return Phase(self.state)
        if self.live_from > at:
            return Phase.SCHEDULED
        if self.is_live(at):
            return Phase.LIVE
        withdrawn = any(withdrawal.at == self.live_until for withdrawal in self.work.withdrawals.all())
        return Phase.WITHDRAWN if withdrawn else Phase.SUPERSEDED

    @transition("submit")
    def submit(self, *, by, at):
        """Hand the draft to the moderators, after the full check."""
        self._refuse_if(self.problems(at))
        self._move(State.IN_REVIEW, submitted_by=by)

    @transition("return")
    def return_to_draft(self, *, by, at, note):
        """Give it back to its writers with a note that says what to do."""
        note = clean_text(note)
        if not note:
            raise Refused(Problem(_("Write a note that tells the writers what to change."), "note"))
        self._move(State.DRAFT, submitted_by=None, **NOT_APPROVED)
        return {"note": note}

    @transition("recall")
    def recall(self, *, by, at):
        """Take one's own submission back, to go on writing."""
        if by.pk != self.submitted_by_id:
            raise Refused(_("Only the one who submitted it can take it back; a moderator can return it."))
        self._move(State.DRAFT, submitted_by=None)
        return {"action": "return"}

    @transition("approve")
    def approve(
        self,
        *,
        by,
        at,
        live_from=None,
        override_reason="",
        announce=False,
        urgent=False,
        version=None,
        release=AS_IT_IS,
        grace=NONE,
    ):
        """Fix the text and let the public see it from `live_from` on: a whole future minute, or None for now.

        An edition of a release has no `live_from` of its own: it waits until the others are approved, too.
        `version` is the one the moderator has read, `release` the one it was in then, or None for none.
        `override_reason` lifts four eyes and is recorded. `announce` gives an update a new place at the head of its
        day's lists. `urgent` lets it pass a freeze. `grace` is how long "now" can be undone before readers see it.
        """
        if version is not None and version != self.version:
            raise Refused(_("The text has changed since you opened it. Read it again before you approve it."))
        if release is not AS_IT_IS and (release and release.pk) != self.release_id:
            raise Refused(_("It was put into a release, or taken out of one, since you opened it. Look at it again."))
        override_reason, announce = clean_line(override_reason), announce and self.base_id is not None
        self._check_four_eyes(by, override_reason)
        if self.release_id:
            self._approve_for_release(by, at, live_from, announce)
            return {"to_state": self.state, "takes_effect_at": self.live_from, "override_reason": override_reason}
        found = self.problems(at) + self._problems_of_instant(live_from, at)
        self._refuse_if(found + self.freeze.problems(urgent))
        self.urgent, live_from = urgent, live_from or at + grace
        self._check_place_in_queue(live_from)
        self._place(live_from, announce=announce)
        return {"takes_effect_at": self.live_from, "override_reason": override_reason}

    def _approve_for_release(self, by, at, live_from, announce):
        """It is approved and waits; as the last of its release it arms that."""
        if live_from:
            sentence = _("It goes out with its release “%(name)s”: choose the time there.")
            raise Refused(Problem(sentence % {"name": self.release}, "live_from"))
        self._refuse_if(self.problems(at))
        self._move(State.READY, announce=announce, printed=self.print_content())
        self.release.arm_if_ready(by, at)
        self.refresh_from_db()

    @transition("import")
    def approve_imported(self, *, by, at, live_from, reason):
        """The importer's door, the only one to the past (rule 13): a text that was public already since `live_from`."""
        reason = clean_line(reason)
        if not reason:
            raise Refused(_("Importing as published needs a reason, which is recorded."))
        if live_from > at:
            raise Refused(_("Only a text whose date has come can be imported as published."))
        if self.release_id:
            raise Refused(_("It is in a release. Take it out of that first."))
        if self.work.newest_approved():
            raise Refused(_("This text has been approved before: its past cannot be rewritten by an import."))
        self._refuse_if(self.problems(at) + self.premature(at))
        self._place(live_from)
        return {"takes_effect_at": live_from, "override_reason": reason}

    @transition("reschedule")
    def reschedule(self, *, by, at, live_from):
        """Choose another future minute for what has not gone out yet."""
        self._refuse_if_out(at)
        if self.release_id:
            raise Refused(_("It goes out with its release “%(name)s”: choose the time there.") % {"name": self.release})
        self._refuse_if(self._problems_of_instant(live_from, at) + self.freeze.problems(self.urgent))
        self._check_place_in_queue(live_from)
        self._place(live_from, announce=self.announce, printed=self.printed)
        self.refuse_idle_withdrawal(at)
        return {"takes_effect_at": live_from}

    @transition("unschedule")
    def unschedule(self, *, by, at, note=""):
        """Back to draft, together with the queued editions that were made from this one."""
        self._refuse_if_out(at)
        self.return_queue(by=by, at=at, note=note, besides=self)
        return {"note": clean_text(note), "takes_effect_at": self.planned_for}

    @transition("set_aside")
    def set_aside_draft(self, *, by, at):
        """Give up a draft without losing its words: it stays readable in the history."""
        if self.release_id:
            self.work.record(Event.Action.LEAVE, by=by, at=at, edition=self, note=self.release.name)
        self._move(State.DRAFT, set_aside=True, release=None)

    def return_queue(self, *, by, at, note, besides=None):
        """Return this scheduled edition and all that follow it to draft; call it with the work locked.

        One draft stays open: the newest text, unless another is being written already. The others are set aside with
        all their words. What was made from one of them now follows what this one followed; if it was in review, it is
        a draft again, because its place has changed under its reader. Withdrawals that would take nothing away any
        more are dropped. Each edition but `besides`, for which the caller speaks, gets an event.
        """
        queue = list(self.work.editions.approved().filter(live_from__gte=self.live_from).order_by("live_from"))
        pks = [edition.pk for edition in queue]
        writing = self.work.open_edition()
        heir = writing or queue[-1]
        for edition in queue:
            edition._return(set_aside=edition is not heir)
            if edition != besides:
                moved = {"from_state": State.APPROVED, "to_state": State.DRAFT, "takes_effect_at": edition.planned_for}
                self.work.record(Event.Action.UNSCHEDULE, by=by, at=at, edition=edition, note=clean_text(note), **moved)
        if writing is None:
            queue[-1]._follow_instead(self.base, pks)
        elif writing.base_id in pks:
            if writing.state in {State.IN_REVIEW, State.READY}:
                moved = {"from_state": writing.state, "to_state": State.DRAFT}
                why = _("The edition it was made from was taken back.")
                self.work.record(Event.Action.RETURN, by=by, at=at, edition=writing, note=why, **moved)
            writing._follow_instead(self.base, pks)
        self.work.derive_periods()
        self.work.forget_withdrawals(self.work.idle_withdrawals(at), by=by, at=at)
        # Only now: other texts of their releases may be queued behind one of these.
        for edition in queue:
            edition._leave_release_to(heir, by=by, at=at)
        self.refresh_from_db()

    def _return(self, set_aside):
        """This scheduled edition becomes a draft that remembers its time."""
        self.planned_for = self.live_from
        cleared = {"live_from": None, "live_until": None, "announced_at": None, **NOT_APPROVED}
        values = {"state": State.DRAFT, "set_aside": set_aside, "planned_for": self.planned_for, "submitted_by": None}
        type(self).objects.filter(pk=self.pk).update(**values, **cleared)
        self.placements.all().delete()

    def _leave_release_to(self, heir, *, by, at):
        """Its release, if it has one, is disarmed, and the draft that takes its place is in it now."""
        if self.release_id is None:
            return
        self.release.disarm(by=by, at=at, note=_("“%(text)s” was returned.") % {"text": self})
        if heir == self:
            return
        rows = type(self).objects
        if not rows.filter(pk=heir.pk, release=None).update(release=self.release):
            # The draft is in another release: this one lacks a text now, and does not go out without it by itself.
            self.release.keep(held=True)
        self.work.record(Event.Action.LEAVE, by=by, at=at, edition=self, note=self.release.name)
        rows.filter(pk=self.pk).update(release=None)

    def _follow_instead(self, base, taken_back):
        """This open edition, made from editions that were taken back, follows `base`, and counts their writers."""
        values = {"base": base, "state": State.DRAFT, "submitted_by": None, "version": models.F("version") + 1}
        values |= NOT_APPROVED
        if base is None:
            values |= {"change_note": "", "typo_only": False, "print_anew": False}
        # Not through the manager, which keeps the public note for writers.
        type(self)._base_manager.filter(pk=self.pk).update(**values)
        self.add_contributors(taken_back)

    def is_own(self, user):
        """Whether the user saved content of this edition or submitted it."""
        return user.pk == self.submitted_by_id or self.contributors.filter(pk=user.pk).exists()

    # --- the checks ---------------------------------------------------------------------------------------------------

    def _refuse_if(self, problems):
        if problems:
            raise Refused(*problems)

    def _problems_of_instant(self, live_from, at):
        """Why it cannot go out then (None: now): because that is no possible instant, or too early for what it says."""
        return check_planned_instant(live_from, at, "live_from") or self.premature(live_from or at)

    def _refuse_if_out(self, at):
        if self.live_from <= at:
            raise Refused(_("This edition has gone out already. Make a new edition of it, or withdraw the article."))

    def _check_four_eyes(self, by, override_reason):
        """Rule 3: nobody approves what they saved or submitted, unless they say why and may."""
        own = self.is_own(by)
        if own and not override_reason:
            raise Refused(
                Problem(
                    _(
                        "You wrote or submitted this text, so somebody else approves it. If nobody can and it must go "
                        "out, give the reason; it is recorded and shown."
                    ),
                    "override_reason",
                )
            )
        if own:
            permit(by, "override", type(self))

    def _check_place_in_queue(self, live_from):
        """Rule 2: an edition follows the one it was made from, and nothing queued was made from an older text."""
        others = self.work.editions.approved().exclude(pk=self.pk)
        if others.filter(live_from=live_from).exists() or self.work.withdrawals.filter(at=live_from).exists():
            raise Refused(Problem(_("Another change of it falls on that very minute. Choose another."), "live_from"))
        before = others.filter(live_from__lt=live_from).order_by("-live_from").first()
        after = others.filter(live_from__gt=live_from).order_by("live_from").first()
        if (before and before.pk) != self.base_id:
            raise Refused(self._why_overtaken(before))
        if after and after.base_id != self.pk:
            raise Refused(
                Problem(
                    _(
                        "Edition %(number)s, which goes out later (%(time)s), was made without this text and would "
                        "undo it. Unschedule that edition first, or choose a later time for this one."
                    )
                    % {"number": after.number, "time": clock.show(after.live_from)},
                    "live_from",
                )
            )

    def _why_overtaken(self, before):
        if before is None:
            sentence = _("It was made from edition %(base)s, which is not out by then. Choose a later time.")
        else:
            sentence = _(
                "It was made from edition %(base)s, but at that time it would follow edition %(before)s and undo what "
                "changed there. Compare the two and carry the changes over."
            )
        names = {"base": self.base.number if self.base else _("none"), "before": before and before.number}
        return Problem(sentence % names, "base")

    # --- the writes ---------------------------------------------------------------------------------------------------

    def _move(self, state, **values):
        moved = type(self).objects.filter(pk=self.pk, state=self.state, version=self.version)
        if not moved.update(state=state, **values):
            raise Refused(_("Somebody was faster: open it again to see its state."))
        self.refresh_from_db()

    def _place(self, live_from, announce=False, printed=None):
        """Make it approved for that instant. `printed` is what was printed at an earlier approval and stays so."""
        self.claim_address()
        self.live_from, self.announce = live_from, announce
        self.state, self.printed = State.APPROVED, printed or self.print_content()
        self.work.derive_periods(placing=self)

    def write_period(self, *also):
        """Store what was derived for this edition, the fields named in `also`, and its placements. Called by
        Work.derive_periods alone."""
        names = ("live_from", "live_until", "announced_at", *also)
        type(self).objects.filter(pk=self.pk).update(**{name: getattr(self, name) for name in names})
        self.write_placements()
