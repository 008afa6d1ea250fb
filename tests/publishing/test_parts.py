"""Parts of an edition are content as any other. Shown on meetings: who took part, which documents were adopted."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from meetings.models import AdoptedDocument, Meeting, MeetingEdition, Participant
from publishing.comparison import compare
from publishing.refusals import Problem, Refused

pytestmark = pytest.mark.django_db

TWO = [{"name": "Ann One", "manner": "by_video"}, {"name": "Ben Two"}]


def names(edition):
    return list(Participant.objects.filter(edition=edition).values_list("name", flat=True))


@pytest.fixture
def draft(write_meeting):
    """A draft with two participants and a document."""
    return write_meeting(state="draft", participants=TWO, documents=[{"title": "Decision on rescue"}])


# --- writing ----------------------------------------------------------------------------------------------------------


def test_parts_are_found_by_their_model(draft):
    assert MeetingEdition.content_parts() == {"participants": Participant, "documents": AdoptedDocument}


def test_a_list_is_written_in_its_order(draft):
    assert names(draft) == ["Ann One", "Ben Two"]
    assert [row["manner"] for row in draft.content()["participants"]] == ["by_video", "in_person"]
    assert "order" not in draft.content()["participants"][0]


def test_a_save_puts_the_whole_list_anew_and_leaves_the_lists_it_does_not_name(draft, editor):
    draft.read_parts()
    draft.save_draft(by=editor, participants=[TWO[1], {"name": "Cid Three"}, TWO[0]])
    assert names(draft) == [row.name for row in draft.participants.all()] == ["Ben Two", "Cid Three", "Ann One"]
    draft.save_draft(by=editor, participants=None)
    assert len(names(draft)) == 3
    draft.save_draft(by=editor, participants=[])
    assert names(draft) == []
    assert draft.documents.count() == 1


def test_a_new_edition_begins_with_copies(write_meeting, editor):
    first = write_meeting(state="approved", participants=TWO)
    second = Meeting.objects.get(pk=first.work_id).start_edition(by=editor)
    assert names(second) == names(first)
    second.save_draft(by=editor, participants=[])
    assert (names(first), names(second)) == (["Ann One", "Ben Two"], [])


def test_texts_are_brought_into_their_stored_form(draft, editor):
    draft.save_draft(by=editor, participants=[{"name": "  Ann \u202e\x00 One "}])
    assert names(draft) == ["Ann One"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"name": "x" * 201}, "Participant 2, name .*at most 200 characters"),
        ({"manner": "by_balloon"}, "Participant 2, .*is not a valid choice"),
    ],
)
def test_what_cannot_be_stored_is_refused_and_nothing_is_changed(row, sentence, draft, editor):
    opened, draft.headline = draft.version, "Another"
    with pytest.raises(Refused, match=sentence) as refusal:
        draft.save_draft(by=editor, participants=[TWO[1], row])
    assert {problem.field for problem in refusal.value.problems} == {"participants"}
    assert (draft.version, names(draft)) == (opened, ["Ann One", "Ben Two"])
    draft.refresh_from_db()
    assert draft.headline != "Another"


def test_a_title_that_nobody_can_see_is_no_title(draft, editor):
    with pytest.raises(Refused, match="Adopted document 1, title: This field cannot be blank."):
        draft.save_draft(by=editor, documents=[{"title": "\u200b"}])


@pytest.mark.parametrize("name", ["order", "edition", "id", "nonsense"])
def test_a_writer_sets_the_fields_of_a_row_and_nothing_else(name, draft, editor):
    with pytest.raises(TypeError, match=name):
        draft.save_draft(by=editor, participants=[{"name": "Ann One", name: 1}])


# --- one door ---------------------------------------------------------------------------------------------------------


BEHIND = {
    "save": lambda draft: draft.participants.first().save(),
    "delete": lambda draft: draft.participants.first().delete(),
    "create": lambda draft: draft.participants.create(name="x", order=9),
    "create many": lambda draft: Participant.objects.bulk_create([Participant(edition=draft, order=9)]),
    "update": lambda draft: draft.participants.update(name="x"),
    "update many": lambda draft: Participant.objects.bulk_update(draft.participants.all(), ["name"]),
    "delete all": lambda draft: draft.participants.all().delete(),
    "move": lambda draft: draft.work.editions.get().participants.add(*draft.participants.all()),
}


@pytest.mark.parametrize("way", BEHIND)
def test_rows_have_one_door_which_is_named_to_whoever_tries_another(way, draft):
    with pytest.raises(TypeError, match=r"save_draft\(by=\.\.\., participants="), transaction.atomic():
        BEHIND[way](draft)
    assert names(draft) == ["Ann One", "Ben Two"]


@pytest.mark.parametrize("state", ["in_review", "approved"])
def test_the_rows_of_a_fixed_text_are_fixed(state, write_meeting, editor):
    edition = write_meeting(state=state, participants=TWO)
    with pytest.raises(Refused):
        edition.save_draft(by=editor, participants=[])
    with pytest.raises(TypeError, match="Only a draft"):
        edition._store_parts({"participants": []}, is_new=False)
    assert len(names(edition)) == 2


# --- what the workflow and its pages make of them ---------------------------------------------------------------------


def test_the_check_at_submission_asks_each_row_and_names_its_list(draft, editor, monkeypatch):
    monkeypatch.setattr(Participant, "problems", lambda self, edition: [Problem(f"{self.name} is unknown.")])
    with pytest.raises(Refused) as refusal:
        draft.submit(by=editor)
    assert [problem for problem in refusal.value.problems if "unknown" in problem.sentence] == [
        ("Ann One is unknown.", "participants"),
        ("Ben Two is unknown.", "participants"),
    ]


def test_rows_are_read_once_however_many_there_are(draft, editor):
    def asked(count):
        draft.save_draft(by=editor, participants=[{"name": f"Person {number}"} for number in range(count)])
        edition = MeetingEdition.objects.select_related("work").get(pk=draft.pk)
        with CaptureQueriesContext(connection) as queries:
            edition.problems()
            edition.content()
            compare(None, edition)
            [str(row) for row in edition.participants.all()]
        return len(queries)

    assert asked(1) == asked(12)


def test_a_save_asks_the_same_however_many_rows_there_are(draft, editor):
    def asked(count):
        rows = [{"name": f"Person {number}"} for number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            draft.save_draft(by=editor, participants=rows)
        return len(queries)

    with CaptureQueriesContext(connection) as without:
        draft.save_draft(by=editor)
    # Whether it is a draft, the old rows, the new ones.
    assert asked(1) == asked(20) == len(without) + 3


def test_a_comparison_shows_rows_that_came_went_or_moved(draft, write_meeting):
    other = write_meeting(state="draft", participants=[TWO[1], {"name": "Cid Three"}])
    changes = {str(change.label): (change.removed, change.added) for change in compare(draft, other)}
    assert changes["participants"] == (["Ann One, took part by video"], ["Cid Three, took part"])
    assert changes["documents adopted"] == (["Decision on rescue, English"], [])
    new = {str(change.label): change.added for change in compare(None, draft)}
    assert len(new["participants"]) == 2


def test_an_erasure_leaves_no_row(write_meeting, administrator):
    edition = write_meeting(state="approved", participants=TWO, documents=[{"title": "Decision on rescue"}])
    edition.work.erase(by=administrator, reason="A court.", notice="Removed.")
    assert not Participant.objects.exists()
    assert not AdoptedDocument.objects.exists()
