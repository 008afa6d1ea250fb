"""What is written down: events nobody alters, editions nobody deletes, constraints that hold without the code."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from news.models import Article, ArticleEdition, ArticlePlacement, Section, Topic
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
    section.slug = "council"
    section.clean()
    write("approved")
    with pytest.raises(ValidationError, match="address stays"):
        section.clean()


# --- doors ------------------------------------------------------------------------------------------------------------


def test_a_writer_sets_the_text_and_nothing_else(editor, section):
    with pytest.raises(TypeError, match="state"):
        Article.objects.write(by=editor, headline="A", section=section, state="approved", live_from=clock.now())
    assert not Article.objects.exists()


def test_there_is_one_article_a_language_in_a_group(write, editor):
    group = write("draft").work.group
    with pytest.raises(Refused, match="translation into this language already"):
        Article.objects.write(by=editor, group=group, headline="Another")
    with pytest.raises(Refused, match="not a language of this site"):
        Article.objects.write(by=editor, language="xx", headline="Another")


def test_a_new_edition_is_made_from_an_approved_one_of_the_same_text(write, editor):
    other, draft = write("approved"), write("draft")
    for base in (other, draft):
        with pytest.raises(Refused, match="approved one of the same text"):
            write("approved").work.start_edition(by=editor, base=base)


def test_no_row_of_editions_goes_or_changes_behind_the_doors(write, section):
    write("approved", kind="page")
    for late in (
        lambda: ArticleEdition.objects.all().delete(),
        lambda: ArticleEdition.objects.update(section_id=section.pk),
        lambda: ArticleEdition.objects.update(change_note="x"),
    ):
        with pytest.raises(TypeError):
            late()


def test_the_relations_of_a_text_in_review_are_fixed(write, section):
    with pytest.raises(TypeError):
        write("in_review").further_sections.add(section)


def test_a_refused_save_leaves_the_version_as_it_was(write, editor):
    edition = write("draft")
    opened, edition.body = edition.version, "<div>" * 500
    with pytest.raises(Refused):
        edition.save_draft(by=editor)
    assert edition.version == opened


@pytest.mark.parametrize("way", ["withdrawal", "another slug"])
def test_two_pages_never_share_an_address(way, write, moderator, freeze):
    first = write(kind="page", slug="about")
    if way == "withdrawal":
        first.work.withdraw(by=moderator, reason="r", notice="n", withdraw_at=clock.next_minute() + clock.MINUTE)
    else:
        write(work=first.work, slug="us", live_from=clock.next_minute() + clock.MINUTE)
    with pytest.raises(Refused, match="Another page has this address"):
        write(kind="page", slug="about")


def test_a_page_that_never_came_out_holds_no_address(write, moderator):
    planned = write(kind="page", slug="about", live_from=clock.next_minute() + clock.MINUTE)
    planned.unschedule(by=moderator)
    assert write(kind="page", slug="about").is_live()


def test_a_topic_keeps_its_address_and_language_once_an_article_was_published_on_it(write):
    topic = Topic.objects.create(language="en", slug="rescue", name="Rescue")
    topic.slug = "rescuers"
    topic.full_clean()
    topic.save()
    write("approved", topics=[topic.pk])
    topic.slug = "rescue"
    with pytest.raises(ValidationError, match="address and language stay"):
        topic.full_clean()


def test_sections_are_never_nested_too_deeply_nor_share_an_address(make_section):
    top = lowest = make_section("level")
    for _ in range(4):
        lowest = make_section("level", parent=lowest)
    other = make_section("other")
    top.parent = other
    top.clean()
    top.parent = make_section("below", parent=other)
    with pytest.raises(ValidationError, match="nested 6 deep"):
        top.clean()
    with pytest.raises(ValidationError, match="address already"):
        Section(slug="level").full_clean(exclude=["path"])
