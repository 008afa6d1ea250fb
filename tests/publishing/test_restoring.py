"""An earlier edition comes back as a new draft on top of the newest, through the same doors as any change."""

import pytest
from django.db import DatabaseError, connection, transaction

from publishing.events import Event
from publishing.refusals import Forbidden, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(write):
    """The first of two approved editions."""
    first = write("approved", headline="First", body="<p>First words.</p>")
    write("approved", work=first.work, headline="Second", body="<p>Second words.</p>", change_note="Mended.")
    return first


def test_a_superseded_edition_comes_back_and_can_be_approved(first, second_editor, moderator):
    draft = first.work.restore_edition(first, by=second_editor)
    assert (draft.number, draft.base.number, draft.headline, draft.body) == (3, 2, "First", "<p>First words.</p>")
    with pytest.raises(Refused, match="Tell readers what was changed"):
        draft.submit(by=second_editor)
    draft.change_note = "The first wording was right."
    draft.save_draft(by=second_editor)
    draft.submit(by=second_editor)
    draft.approve(by=moderator)
    assert first.work.editions.live().get().headline == "First"


def test_the_event_says_which_edition_was_restored(first, editor):
    first.work.restore_edition(first, by=editor)
    event = Event.objects.about(first.work).last()
    assert (event.action, event.edition_number, event.source_number, event.to_state) == ("restore", 3, 1, "draft")


def test_nobody_alters_what_was_restored(first, editor):
    first.work.restore_edition(first, by=editor)
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE publishing_event SET source_number = 2")


def test_words_that_were_set_aside_come_back_with_their_writers(first, write, second_editor, moderator):
    draft = write("draft", work=first.work, by=moderator, headline="Set aside")
    draft.set_aside_draft(by=moderator)
    restored = first.work.restore_edition(draft, by=second_editor)
    assert (restored.headline, restored.base.number) == ("Set aside", 2)
    restored.typo_only = True
    restored.save_draft(by=second_editor)
    restored.submit(by=second_editor)
    with pytest.raises(Refused, match="somebody else approves it"):
        restored.approve(by=moderator)


def test_the_first_draft_of_all_comes_back_without_a_base(write, editor):
    draft = write("draft", headline="Set aside")
    draft.set_aside_draft(by=editor)
    restored = draft.work.restore_edition(draft, by=editor)
    assert (restored.headline, restored.base) == ("Set aside", None)
    restored.submit(by=editor)


def test_a_withdrawn_edition_comes_back(first, editor, moderator):
    first.work.withdraw(by=moderator, reason="Wrong.", notice="Withdrawn.")
    assert first.work.restore_edition(first, by=editor).headline == "First"


def test_rows_and_relations_come_back_too(write_meeting, editor):
    first = write_meeting("approved", participants=[{"name": "Ann"}])
    write_meeting("approved", work=first.work, participants=[])
    restored = first.work.restore_edition(first, by=editor)
    assert [row.name for row in restored.participants.all()] == ["Ann"]


def test_it_is_refused_while_another_edition_is_being_written(first, write, editor):
    write("draft", work=first.work)
    with pytest.raises(Refused, match="Edition 3 is draft already"):
        first.work.restore_edition(first, by=editor)


def test_an_edition_of_another_text_is_refused(first, write, editor):
    with pytest.raises(Refused, match="of the same text"):
        write("approved").work.restore_edition(first, by=editor)


def test_who_may_not_start_an_edition_may_restore_none(first, make_user):
    with pytest.raises(Forbidden):
        first.work.restore_edition(first, by=make_user("Nobody Special"))
    assert first.work.editions.count() == 2
