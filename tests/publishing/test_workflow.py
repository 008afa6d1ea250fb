"""The way of an edition: for every action, that it works, and that it says why not."""

from datetime import timedelta

import pytest

from publishing import clock
from publishing.events import Event
from publishing.refusals import Forbidden, Refused
from publishing.workflow import TRANSITIONS, Phase, State

from ..conftest import instant

pytestmark = pytest.mark.django_db

NOON = instant("2026-03-03 12:00")
MINUTE = timedelta(minutes=1)


# --- who may ----------------------------------------------------------------------------------------------------------


ACTIONS = {
    "submit": lambda edition, by: edition.submit(by=by),
    "return": lambda edition, by: edition.return_to_draft(by=by, note="Again."),
    "recall": lambda edition, by: edition.recall(by=by),
    "approve": lambda edition, by: edition.approve(by=by),
    "import": lambda edition, by: edition.approve_imported(by=by, live_from=NOON, reason="Archive."),
    "reschedule": lambda edition, by: edition.reschedule(by=by, live_from=clock.next_minute()),
    "unschedule": lambda edition, by: edition.unschedule(by=by),
    "follow": lambda edition, by: edition.follow(by=by),
    "carry_over": lambda edition, by: edition.carry_over(by=by),
    "set_aside": lambda edition, by: edition.set_aside_draft(by=by),
}


def in_state(write, action):
    before = TRANSITIONS[action].before[0]
    later = clock.next_minute() + 60 * MINUTE if before == State.APPROVED else None
    return write(before.value, live_from=later)


def test_every_transition_of_the_table_is_tried_here():
    assert set(ACTIONS) == set(TRANSITIONS)


@pytest.mark.parametrize("action", ACTIONS)
def test_somebody_without_permissions_may_do_nothing(action, write, make_user):
    edition = in_state(write, action)
    with pytest.raises(Forbidden):
        ACTIONS[action](edition, make_user("Nobody Special"))


@pytest.mark.parametrize("action", ["return", "approve", "import", "reschedule", "unschedule"])
def test_an_editor_may_not_moderate(action, write, second_editor):
    edition = in_state(write, action)
    with pytest.raises(Forbidden):
        ACTIONS[action](edition, second_editor)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_deactivated_account_loses_its_rights_at_once(action, write, administrator):
    edition = in_state(write, action)
    administrator.is_active = False
    with pytest.raises(Forbidden):
        ACTIONS[action](edition, administrator)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
def test_an_action_is_refused_in_every_other_state(action, state, write, administrator):
    if state in TRANSITIONS[action].before:
        return
    edition = write(state)
    with pytest.raises(Refused, match="Somebody may have been faster"):
        ACTIONS[action](edition, administrator)
    edition.refresh_from_db()
    assert edition.state == state


def test_pressing_approve_twice_approves_once(write, moderator):
    edition = write("in_review")
    edition.approve(by=moderator)
    first = edition.live_from
    with pytest.raises(Refused):
        edition.approve(by=moderator)
    edition.refresh_from_db()
    assert edition.live_from == first


# --- four eyes --------------------------------------------------------------------------------------------------------


def test_nobody_approves_a_text_they_saved(write, moderator, second_moderator):
    edition = write("draft", by=moderator)
    edition.submit(by=second_moderator)
    with pytest.raises(Refused, match="somebody else approves it"):
        edition.approve(by=moderator)


def test_nobody_approves_a_text_they_submitted(write, moderator, editor):
    edition = write("draft", by=editor)
    edition.submit(by=moderator)
    with pytest.raises(Refused, match="somebody else approves it"):
        edition.approve(by=moderator)


def test_an_override_needs_a_reason_which_is_recorded(write, moderator):
    edition = write("in_review", by=moderator)
    with pytest.raises(Refused):
        edition.approve(by=moderator, override_reason="   ")
    edition.approve(by=moderator, override_reason="Nobody else is awake.")
    assert Event.objects.about(edition.work).last().override_reason == "Nobody else is awake."


def test_an_administrator_is_no_exception_to_four_eyes(write, administrator):
    edition = write("in_review", by=administrator)
    with pytest.raises(Refused):
        edition.approve(by=administrator)


def test_what_is_approved_is_what_was_read(write, moderator, editor):
    edition = write("in_review")
    read = edition.version
    edition.return_to_draft(by=moderator, note="Mend it.")
    edition.headline = "Something else"
    edition.save_draft(by=editor)
    edition.submit(by=editor)
    with pytest.raises(Refused, match="changed since you opened it"):
        edition.approve(by=moderator, version=read)


# --- time -------------------------------------------------------------------------------------------------------------


def test_a_release_falls_on_a_whole_minute(write, moderator):
    with pytest.raises(Refused, match="whole minutes"):
        write("in_review").approve(by=moderator, live_from=clock.next_minute() + timedelta(seconds=5))


def test_a_time_that_has_passed_is_refused_with_the_next_possible_minute(write, moderator):
    edition = write("in_review", at=NOON)
    with pytest.raises(Refused, match=r"next possible minute is 03\.03\.2026 15:01 MSK \(12:01 UTC\)"):
        edition.approve(by=moderator, at=NOON + timedelta(seconds=30), live_from=NOON)


def test_it_is_live_from_its_instant_on_and_not_a_moment_before(write):
    edition = write("approved", at=NOON, live_from=NOON + MINUTE)
    before = NOON + MINUTE - timedelta(microseconds=1)
    assert (edition.phase(before), edition.phase(NOON + MINUTE)) == (Phase.SCHEDULED, Phase.LIVE)
    assert not edition.is_live(before)


def test_only_the_importer_may_set_a_past_beginning(write, moderator, administrator):
    draft = write("draft")
    with pytest.raises(Forbidden):
        draft.approve_imported(by=moderator, live_from=NOON, reason="Archive.")
    with pytest.raises(Refused, match="needs a reason"):
        draft.approve_imported(by=administrator, live_from=NOON, reason=" ")
    draft.approve_imported(by=administrator, live_from=NOON, reason="Archive.")
    event = Event.objects.about(draft.work).last()
    assert (event.actor, event.override_reason, event.takes_effect_at) == (administrator, "Archive.", NOON)


# --- the queue --------------------------------------------------------------------------------------------------------


def test_a_live_text_is_unchanged_until_its_new_edition_begins(write):
    first = write("approved", at=NOON, headline="Old")
    second = write("approved", work=first.work, at=NOON + MINUTE, live_from=NOON + 5 * MINUTE, headline="New")
    live = first.work.editions.live
    assert live(NOON + 5 * MINUTE - timedelta(microseconds=1)).get() == first
    assert live(NOON + 5 * MINUTE).get() == second


def test_unscheduling_restores_what_was_before(write, moderator):
    first = write("approved", at=NOON)
    second = write("approved", work=first.work, at=NOON + MINUTE, live_from=NOON + 5 * MINUTE)
    second.unschedule(by=moderator, at=NOON + 2 * MINUTE)
    first.refresh_from_db()
    assert first.live_until is None
    assert (second.state, second.planned_for) == (State.DRAFT, NOON + 5 * MINUTE)


def test_unscheduling_returns_what_was_made_from_it_too_and_loses_no_words(write, moderator):
    first = write("approved", at=NOON)
    second = write("approved", work=first.work, at=NOON, live_from=NOON + 5 * MINUTE, headline="Second")
    third = write("approved", work=first.work, at=NOON, live_from=NOON + 9 * MINUTE, headline="Third")
    second.unschedule(by=moderator, at=NOON + MINUTE)
    third.refresh_from_db()
    assert (second.phase(), third.phase()) == (Phase.SET_ASIDE, Phase.DRAFT)
    assert third.base == first
    assert (second.headline, third.headline) == ("Second", "Third")


def test_approving_a_draft_whose_base_has_been_overtaken_is_refused(write, editor, moderator):
    first = write("approved", at=NOON)
    write("approved", work=first.work, at=NOON, live_from=NOON + 5 * MINUTE)
    urgent = first.work.start_edition(by=editor, base=first, at=NOON + MINUTE)
    urgent.typo_only = True
    urgent.save_draft(by=editor)
    urgent.submit(by=editor)
    with pytest.raises(Refused, match="Unschedule that edition first"):
        urgent.approve(by=moderator, at=NOON + 2 * MINUTE)
    with pytest.raises(Refused, match="undo what changed there"):
        urgent.approve(by=moderator, at=NOON + 6 * MINUTE)


def test_an_overtaken_draft_can_follow_the_newest_edition_once_its_changes_are_carried_over(write, editor, moderator):
    first = write("approved", at=NOON)
    second = write("approved", work=first.work, at=NOON, live_from=NOON + 5 * MINUTE)
    draft = first.work.start_edition(by=editor, base=first, at=NOON + MINUTE)
    draft.typo_only = True
    draft.save_draft(by=editor)
    draft.follow(by=editor)
    assert draft.base == second
    with pytest.raises(Refused, match="follows the newest edition already"):
        draft.follow(by=editor)
    draft.submit(by=editor)
    draft.approve(by=moderator, at=NOON + 6 * MINUTE)
    assert draft.is_live(NOON + 6 * MINUTE)


def test_an_edition_cannot_go_out_before_the_one_it_was_made_from(write, moderator):
    first = write("approved", at=NOON, live_from=NOON + 9 * MINUTE)
    second = write("in_review", work=first.work, at=NOON)
    with pytest.raises(Refused, match="not out by then"):
        second.approve(by=moderator, at=NOON, live_from=NOON + 5 * MINUTE)


def test_two_changes_never_fall_on_one_minute(write, moderator):
    first = write("approved", at=NOON, live_from=NOON + 5 * MINUTE)
    second = write("in_review", work=first.work, at=NOON)
    with pytest.raises(Refused, match="that very minute"):
        second.approve(by=moderator, at=NOON, live_from=NOON + 5 * MINUTE)


def test_one_edition_at_a_time_is_written(write, editor):
    first = write("approved")
    first.work.start_edition(by=editor)
    with pytest.raises(Refused, match="Go on with that one"):
        first.work.start_edition(by=editor)


def test_what_has_gone_out_can_be_neither_unscheduled_nor_moved(write, moderator):
    edition = write("approved", at=NOON)
    with pytest.raises(Refused, match="gone out already"):
        edition.unschedule(by=moderator, at=NOON + MINUTE)
    with pytest.raises(Refused, match="gone out already"):
        edition.reschedule(by=moderator, at=NOON + MINUTE, live_from=NOON + 9 * MINUTE)


# --- changes and withdrawals ------------------------------------------------------------------------------------------


def test_changing_a_published_text_asks_for_a_note_or_typo_only(write, editor):
    edition = write("approved").work.start_edition(by=editor)
    with pytest.raises(Refused, match="typo only"):
        edition.submit(by=editor)
    edition.typo_only, edition.change_note = True, "But also a note."
    edition.save_draft(by=editor)
    with pytest.raises(Refused, match="Either a public note or"):
        edition.submit(by=editor)


def test_an_update_keeps_its_place_unless_it_is_announced_again(write, editor, moderator):
    first = write("approved", at=NOON)
    second = write("approved", work=first.work, at=NOON + MINUTE)
    assert second.announced_at == NOON
    third = write("in_review", work=first.work, at=NOON + 2 * MINUTE)
    third.approve(by=moderator, at=NOON + 3 * MINUTE, announce=True)
    assert third.announced_at == NOON + 3 * MINUTE


def test_a_withdrawal_takes_it_from_the_public_and_queued_editions_back_to_draft(write, moderator):
    first = write("approved", at=NOON)
    queued = write("approved", work=first.work, at=NOON, live_from=NOON + 9 * MINUTE)
    first.work.withdraw(by=moderator, reason="Wrong.", notice="Withdrawn.", at=NOON + 5 * MINUTE)
    queued.refresh_from_db()
    assert queued.phase() == Phase.DRAFT
    assert first.work.is_live(NOON + 5 * MINUTE - timedelta(microseconds=1))
    assert not first.work.is_live(NOON + 5 * MINUTE)
    assert first.work.withdrawal_in_force(NOON + 60 * MINUTE).notice == "Withdrawn."


def test_a_later_approval_makes_it_public_again(write, editor, moderator):
    first = write("approved", at=NOON)
    first.work.withdraw(by=moderator, reason="Wrong.", notice="Withdrawn.", at=NOON + MINUTE)
    again = write("approved", work=first.work, at=NOON + 2 * MINUTE, change_note="Corrected.")
    assert again.is_live(NOON + 2 * MINUTE)
    assert first.work.withdrawal_in_force(NOON + 2 * MINUTE) is None
    assert again.announced_at == NOON


def test_a_planned_withdrawal_happens_by_itself_and_can_be_cancelled_before(write, moderator):
    work = write("approved", at=NOON).work
    words = {"reason": "Expires.", "notice": "This notice has expired."}
    work.withdraw(by=moderator, at=NOON + MINUTE, withdraw_at=NOON + 9 * MINUTE, **words)
    assert (work.is_live(NOON + 8 * MINUTE), work.is_live(NOON + 9 * MINUTE)) == (True, False)
    work.cancel_withdrawal(by=moderator, at=NOON + 2 * MINUTE)
    assert work.editions.live(NOON + 9 * MINUTE).exists()


def test_the_withdrawal_in_force_is_the_last_one_that_took_something_away(write, moderator):
    first = write("approved", at=NOON)
    words = {"by": moderator, "reason": "r"}
    first.work.withdraw(notice="First.", at=NOON + MINUTE, **words)
    write("approved", work=first.work, at=NOON + 2 * MINUTE, live_from=NOON + 4 * MINUTE)
    first.work.withdraw(notice="Second.", at=NOON + 5 * MINUTE, withdraw_at=NOON + 6 * MINUTE, **words)
    seen = [first.work.withdrawal_in_force(NOON + number * MINUTE) for number in range(8)]
    notices = [withdrawal and withdrawal.notice for withdrawal in seen]
    assert notices == [None, "First.", "First.", "First.", None, None, "Second.", "Second."]


def test_a_withdrawal_needs_a_reason_a_notice_and_something_public(write, moderator):
    scheduled = write("approved", at=NOON, live_from=NOON + 9 * MINUTE)
    with pytest.raises(Refused) as refusal:
        scheduled.work.withdraw(by=moderator, reason="", notice=" ", at=NOON + MINUTE)
    assert {problem.field for problem in refusal.value.problems} == {"reason", "notice", ""}


def test_an_editor_may_not_withdraw(write, editor):
    with pytest.raises(Forbidden):
        write("approved").work.withdraw(by=editor, reason="r", notice="n")
