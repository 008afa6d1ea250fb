"""Parts in the form of their edition: one save through the one door, and nothing typed is lost.

Asked of an admin made here, of meetings with two inlines, so that it holds whatever the rooms make of theirs.
"""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import path, reverse

import cstonews.urls
from meetings.models import AdoptedDocument, MeetingEdition, Participant
from people.models import State
from publishing.admin import EditionAdmin
from publishing.part_admin import PartInline
from publishing.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class Participants(PartInline, admin.StackedInline):
    model = Participant
    fields = ("name", "state", "manner", "represented_by", "place")
    autocomplete_fields = ("state",)


class Documents(PartInline, admin.TabularInline):
    model = AdoptedDocument
    fields = ("number", "title")


class MeetingAdmin(EditionAdmin):
    content_fieldsets = ((None, {"fields": ("headline",)}),)
    inlines = (Participants, Documents)

    def reading(self, edition):
        return edition.headline


class StateAdmin(admin.ModelAdmin):
    search_fields = ("code",)


site = admin.AdminSite(name="admin")
site.register(MeetingEdition, MeetingAdmin)
site.register(State, StateAdmin)
urlpatterns = [path("admin/", site.urls), *cstonews.urls.urlpatterns]

ADD = "/admin/meetings/meetingedition/add/"
ANN, BEN = {"name": "Ann One", "manner": "by_video"}, {"name": "Ben Two", "manner": "in_person"}


def address(edition):
    return reverse("admin:meetings_meetingedition_change", args=[edition.pk])


def typed(edition=None, participants=(), documents=(), new=0, **changes):
    """What the form sends; the last `new` of the participants are rows that were added."""
    content = {"language": "en", "headline": "Session", "opened_version": edition.version if edition else ""}
    for prefix, rows, stored in (
        ("participants", participants, len(participants) - new if edition else 0),
        ("documents", documents, 0),
    ):
        content |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": stored}
        for number, row in enumerate(rows):
            content |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return content | changes


def stored_rows(edition):
    """The rows as their form would send them back."""
    rows = Participant.objects.filter(edition=edition).values("id", "name", "manner", "represented_by", "order")
    return [{**row, "place": row.pop("order")} for row in rows]


def names(edition):
    return [row["name"] for row in stored_rows(edition)]


@pytest.fixture
def as_editor(editor):
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def draft(write_meeting):
    return write_meeting(state="draft", participants=[ANN, BEN])


def sent(client, edition, *rows, **details):
    """Post the form with these rows; returns the page that answers."""
    return client.post(address(edition), typed(edition, rows, **details)).content.decode()


# --- saving -----------------------------------------------------------------------------------------------------------


def test_a_new_text_is_written_with_its_rows_in_one_step(as_editor):
    as_editor.post(ADD, typed(participants=[ANN, {"name": "", "manner": "in_person"}, BEN], documents=[{"title": "D"}]))
    edition = MeetingEdition.objects.get()
    assert (edition.version, names(edition)) == (1, ["Ann One", "Ben Two"])
    assert [str(document.title) for document in edition.documents.all()] == ["D"]


def test_a_save_with_rows_counts_once(as_editor, draft):
    ann, ben = stored_rows(draft)
    sent(as_editor, draft, {**ann, "name": "Ann Another"}, ben, {"name": "Cid Three", "manner": "absent"}, new=1)
    opened = draft.version
    draft.refresh_from_db()
    assert (draft.version, names(draft)) == (opened + 1, ["Ann Another", "Ben Two", "Cid Three"])


def test_a_row_that_is_ticked_goes(as_editor, draft):
    ann, ben = stored_rows(draft)
    sent(as_editor, draft, {**ann, "DELETE": "on", "manner": "nonsense"}, ben)
    assert names(draft) == ["Ben Two"]


def test_what_the_form_does_not_show_stays_as_it_was(as_editor, draft, monkeypatch):
    monkeypatch.setattr(Participants, "fields", ("name",))
    sent(as_editor, draft, *({"id": row["id"], "name": f"{row['name']}!"} for row in stored_rows(draft)))
    assert [(row["name"], row["manner"]) for row in stored_rows(draft)] == [
        ("Ann One!", "by_video"),
        ("Ben Two!", "in_person"),
    ]


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ((2, 2, 3), "BAC"),
        ((1, 2, 1), "CAB"),
        ((3, 2, 3), "BCA"),
        ((3, 2, 1), "CBA"),
        ((99, 2, 3), "BCA"),
        (("", 2, ""), "ABC"),
    ],
)
def test_a_row_with_another_place_moves_there(places, order, as_editor, editor, draft):
    draft.save_draft(by=editor, participants=[{"name": name} for name in "ABC"])
    rows = stored_rows(draft)
    sent(as_editor, draft, *({**row, "place": where} for row, where in zip(rows, places, strict=True)))
    assert names(draft) == list(order)


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_a_stale_form_shows_all_its_rows_again_and_changes_nothing(as_editor, second_editor, draft):
    ann, ben = stored_rows(draft)
    late = typed(draft, [{**ann, "name": "My Ann"}, ben, {"name": "My Cid", "manner": "absent"}], new=1)
    draft.save_draft(by=second_editor, participants=[{"name": "Theirs"}])
    page = as_editor.post(address(draft), late).content.decode()
    assert "edgar saved this text while you had it open" in page
    assert [word in page for word in ("My Ann", "Ben Two", "My Cid")] == [True] * 3
    assert "Select a valid choice" not in page
    assert names(draft) == ["Theirs"]


def test_a_row_that_cannot_be_stored_is_refused_beside_its_field(as_editor, draft):
    page = as_editor.post(address(draft), typed(draft, stored_rows(draft), [{"title": "\u200b", "number": "7"}]))
    assert "This field cannot be blank." in page.content.decode()
    assert 'name="documents-0-number" value="7"' in page.content.decode()
    assert not AdoptedDocument.objects.exists()


@pytest.mark.parametrize("name", ["save_draft", "write"])
def test_what_the_door_alone_refuses_is_shown_with_all_that_was_typed(name, as_editor, draft, monkeypatch):
    def refuse(self, **details):
        raise Refused("Not on a Sunday.")

    owner = MeetingEdition if name == "save_draft" else type(draft.work.__class__.objects.all())
    monkeypatch.setattr(owner, name, refuse)
    path = address(draft) if name == "save_draft" else ADD
    form = typed(draft if name == "save_draft" else None, [{**ANN, "name": "My Ann"}], new=1, headline="My session")
    response = as_editor.post(path, form)
    assert response.status_code == 200
    assert all(words in response.content.decode() for words in ("Not on a Sunday.", "My Ann", "My session"))


ODD = [
    {"participants-TOTAL_FORMS": "x"},
    {"participants-INITIAL_FORMS": str(10**9)},
    {"participants-TOTAL_FORMS": str(10**9)},
    {"participants-0-id": "9" * 30},
    {"participants-0-id": "\x00"},
    {"participants-0-state": "9" * 30},
    {"participants-0-place": "9" * 30},
    {"participants-0-place": "-1"},
    {"participants-0-edition": "7"},
]


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_odd_rows_are_answered_in_the_form(odd, as_editor, draft):
    assert as_editor.post(address(draft), typed(draft, stored_rows(draft), **odd)).status_code < 500
    assert names(draft) == ["Ann One", "Ben Two"]


def test_the_key_of_another_texts_row_gives_no_hold_on_it(as_editor, draft, write_meeting):
    other = write_meeting(state="draft", participants=[{"name": "Other"}])
    [foreign] = stored_rows(other)
    sent(as_editor, draft, {**foreign, "name": "Taken"}, new=0)
    assert (names(draft), names(other)) == (["Taken"], ["Other"])


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["in_review", "approved"])
def test_the_rows_of_a_fixed_text_are_read_only(state, as_editor, write_meeting):
    edition = write_meeting(state=state, participants=[ANN, BEN])
    page = as_editor.get(address(edition)).content.decode()
    assert "Ann One" in page
    assert 'name="participants-0-name"' not in page
    assert as_editor.post(address(edition), typed(edition)).status_code == 403
    assert len(names(edition)) == 2


def test_the_form_of_a_draft_has_its_rows_and_room_for_more(as_editor, draft):
    page = as_editor.get(address(draft)).content.decode()
    assert 'name="participants-1-name" value="Ben Two"' in page
    assert 'name="participants-__prefix__-name"' in page
    assert 'name="participants-0-DELETE"' in page
    assert 'name="participants-0-state"' in page


def test_staff_without_permissions_sees_no_row(draft, make_user):
    client = Client()
    client.force_login(make_user("Nobody Special"))
    assert client.get(address(draft)).status_code == 403


def test_a_problem_of_a_row_leads_to_its_list(as_editor, write_meeting):
    edition = write_meeting(state="draft", participants=[{"name": "Ann", "manner": "represented"}])
    page = as_editor.get(f"{address(edition)}?check=1").content.decode()
    assert 'href="#participants-group"' in page
    assert 'id="participants-group"' in page
