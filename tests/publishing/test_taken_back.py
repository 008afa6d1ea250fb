"""When something is taken back, nothing that was made from it slips through, and nobody approves their own words."""

from datetime import timedelta

import pytest

from publishing.events import Event
from publishing.refusals import Refused
from publishing.workflow import State

from ..conftest import instant

pytestmark = pytest.mark.django_db

NOON = instant("2026-03-03 12:00")
MINUTE = timedelta(minutes=1)


def test_unscheduling_takes_back_from_review_what_was_made_from_it(write, editor, moderator, second_moderator):
    first = write("approved", at=NOON)
    embargoed = write("approved", work=first.work, at=NOON, live_from=NOON + 9 * MINUTE, headline="Embargoed")
    third = write("in_review", work=first.work, at=NOON)
    read = third.version
    embargoed.unschedule(by=moderator, at=NOON + MINUTE)
    third.refresh_from_db()
    assert (third.state, third.base, third.version > read) == (State.DRAFT, first, True)
    with pytest.raises(Refused):
        third.approve(by=second_moderator, at=NOON + 2 * MINUTE, version=read)
    notes = [event.note for event in Event.objects.about(first.work) if event.action == "return"]
    assert notes == ["The edition it was made from was taken back."]


def test_words_stay_their_writers_in_a_copy_of_what_nobody_approved(write, editor, moderator):
    written = write("draft", by=moderator)
    written.set_aside_draft(by=moderator)
    copy = written.work.start_edition(by=editor)
    copy.submit(by=editor)
    with pytest.raises(Refused, match="somebody else approves it"):
        copy.approve(by=moderator)


def test_words_stay_their_writers_when_the_edition_they_came_from_is_taken_back(
    write, editor, moderator, second_moderator
):
    first = write("approved", at=NOON)
    second = write(
        "approved",
        work=first.work,
        by=moderator,
        approved_by=second_moderator,
        at=NOON,
        live_from=NOON + 9 * MINUTE,
    )
    third = write("draft", work=first.work, at=NOON)
    second.unschedule(by=second_moderator, at=NOON + MINUTE)
    third.submit(by=editor)
    with pytest.raises(Refused, match="somebody else approves it"):
        third.approve(by=moderator)


def test_there_is_no_public_note_on_what_was_never_public(write, moderator, editor):
    first = write("approved", at=NOON, live_from=NOON + 5 * MINUTE)
    second = write("draft", work=first.work, at=NOON, change_note="The number was corrected.")
    first.unschedule(by=moderator, at=NOON + MINUTE)
    second.refresh_from_db()
    assert (second.base, second.change_note) == (None, "")


def test_a_text_is_not_moved_behind_its_own_withdrawal(write, moderator):
    edition = write("approved", at=NOON, live_from=NOON + 5 * MINUTE)
    planned = {"reason": "r", "notice": "n", "withdraw_at": NOON + 9 * MINUTE}
    edition.work.withdraw(by=moderator, at=NOON + MINUTE, **planned)
    with pytest.raises(Refused, match="Cancel that withdrawal first"):
        edition.reschedule(by=moderator, at=NOON + MINUTE, live_from=NOON + 20 * MINUTE)
    edition.unschedule(by=moderator, at=NOON + MINUTE)
    assert not edition.work.withdrawals.exists()
    assert Event.objects.about(edition.work).filter(action="cancel_withdrawal").count() == 1


@pytest.mark.parametrize("blank", ["\u200b", " \u2060 ", "\x00"])
def test_invisible_words_are_no_reason(blank, write, moderator):
    edition = write("in_review", by=moderator)
    with pytest.raises(Refused):
        edition.approve(by=moderator, override_reason=blank)
    with pytest.raises(Refused):
        edition.return_to_draft(by=moderator, note=blank)


def test_a_year_that_cannot_be_right_is_refused_in_words(write, editor, moderator):
    edition = write("in_review")
    with pytest.raises(Refused, match="year cannot be right"):
        edition.approve(by=moderator, live_from=instant("9999-12-31 23:59"))
    edition.return_to_draft(by=moderator, note="Again.")
    edition.planned_for = instant("0001-01-01 00:00")
    with pytest.raises(Refused, match="year cannot be right"):
        edition.save_draft(by=editor)
    opened = edition.version
    assert isinstance(opened, int)
