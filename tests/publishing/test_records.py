"""What is written down: events nobody alters, editions nobody deletes, constraints that hold without the code."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from news.models import Article, ArticleEdition, ArticlePlacement
from publishing import clock
from publishing.events import Event
from publishing.refusals import Refused

pytestmark = pytest.mark.django_db


# --- events -----------------------------------------------------------------------------------------------------------


def test_every_transition_is_recorded_with_who_when_from_to_and_note(write, moderator, editor):
    edition = write("in_review")
    edition.return_to_draft(by=moderator, note="Please check the date.")
    event = Event.objects.about(edition.work).last()
    assert (event.actor, event.actor_name, event.action) == (moderator, "Moira Moderator", "return")
    assert (event.from_state, event.to_state, event.note) == ("in_review", "draft", "Please check the date.")
    assert [one.action for one in Event.objects.about(edition.work)] == ["start", "submit", "return"]


def test_events_are_altered_by_nobody(write):
    event = Event.objects.about(write().work).first()
    event.note = "Another story."
    for alter in (event.save, event.delete, Event.objects.all().delete, lambda: Event.objects.update(note="x")):
        with pytest.raises(TypeError):
            alter()
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE publishing_event SET note = 'another story'")


def test_a_leaver_takes_no_history_along(write, editor):
    edition = write("draft")
    editor.delete()
    event = Event.objects.about(edition.work).get()
    assert (event.actor, event.actor_name) == (None, "Edith Editor")
    assert Article.objects.filter(pk=edition.work_id).exists()


# --- editions ---------------------------------------------------------------------------------------------------------


def test_an_approved_text_cannot_be_edited(write, editor):
    edition = write("approved")
    edition.headline = "Changed"
    with pytest.raises(Refused, match="approved and cannot be edited"):
        edition.save_draft(by=editor)
    with pytest.raises(TypeError):
        edition.further_sections.add(edition.section)
    with pytest.raises(TypeError):
        ArticleEdition.objects.update(headline="Changed")


def test_a_text_in_review_cannot_be_edited(write, editor):
    edition = write("in_review")
    with pytest.raises(Refused, match="in review"):
        edition.save_draft(by=editor)


def test_editions_have_one_door(write):
    edition = write("draft")
    with pytest.raises(TypeError):
        edition.save()
    with pytest.raises(TypeError):
        edition.delete()


def test_a_stale_copy_never_overwrites(write, editor, second_editor):
    edition = write("draft")
    mine, theirs = (ArticleEdition.objects.get(pk=edition.pk) for _ in range(2))
    opened = mine.version
    theirs.headline = "Theirs"
    theirs.save_draft(by=second_editor, version=opened)
    mine.headline = "Mine"
    with pytest.raises(Refused, match="edgar saved this text while you had it open"):
        mine.save_draft(by=editor, version=opened)
    edition.refresh_from_db()
    assert edition.headline == "Theirs"


def test_a_save_writes_what_was_written_and_nothing_else(write, editor, moderator):
    """A draft loaded before another action must not put the old state back."""
    edition = write("in_review")
    stale = ArticleEdition.objects.get(pk=edition.pk)
    edition.return_to_draft(by=moderator, note="Again.")
    stale.headline = "Changed"
    stale.save_draft(by=editor)
    edition.refresh_from_db()
    assert (edition.state, edition.submitted_by, edition.headline) == ("draft", None, "Changed")


@pytest.mark.parametrize(
    "broken",
    [
        {"live_from": None},
        {"live_until": F("live_from")},
        {"state": "draft"},
        {"state": "in_review"},
        {"announced_at": None},
        {"set_aside": True},
    ],
)
def test_the_database_refuses_periods_that_cannot_be(write, broken):
    edition = write("approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleEdition.objects.filter(pk=edition.pk).update(**broken)


def test_the_database_refuses_a_second_open_end_start_number_or_draft(write, editor):
    first = write("approved")
    second = first.work.start_edition(by=editor)
    row = ArticleEdition.objects.filter(pk=second.pk)
    approved = {"state": "approved", "announced_at": first.announced_at}
    for broken in (
        {**approved, "live_from": clock.now()},
        {**approved, "live_from": first.live_from, "live_until": clock.next_minute()},
        {"number": first.number},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**broken)


# --- placements -------------------------------------------------------------------------------------------------------


def test_an_article_stands_in_its_sections_all_above_them_and_all_news(write, make_section):
    organs = make_section("organs", en="Organs")
    council = make_section("council", parent=organs, en="Council")
    further = make_section("exercises", en="Exercises")
    edition = write("approved", section=council, further_sections=[further.pk])
    listings = set(ArticlePlacement.objects.live().values_list("listing", flat=True))
    assert listings == {"all", organs.listing, council.listing, further.listing}
    assert write("approved", kind="page").placements.count() == 0
    assert edition.placements.count() == 4


def test_place_check_proves_that_placements_follow_from_editions(write):
    edition = write("approved")
    call_command("place", "--check", stdout=StringIO())
    ArticlePlacement.objects.filter(edition=edition, listing="all").update(live_until=clock.next_minute())
    with pytest.raises(CommandError, match="Run manage.py place"):
        call_command("place", "--check", stdout=StringIO())
    call_command("place", stdout=StringIO())
    call_command("place", "--check", stdout=StringIO())


def test_a_section_keeps_its_address_once_something_was_published_there(write, section):
    from django.core.exceptions import ValidationError

    section.slug = "council"
    section.clean()
    write("approved")
    with pytest.raises(ValidationError, match="address stays"):
        section.clean()
