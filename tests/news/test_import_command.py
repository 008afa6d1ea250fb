"""manage.py import_articles: what it stores, what it says, what it leaves alone."""

import os
from datetime import date

import pytest
from django.db import connection

from news import import_files
from news.models import Article, ArticleEdition, QuarantinedPage, Source
from publishing import clock
from publishing.events import Event
from publishing.notices import Notice
from publishing.workflow import State

from .conftest import HEADLINE, TEXT

pytestmark = pytest.mark.django_db


def nothing_is_stored():
    return not (Article.objects.exists() or Source.objects.exists() or QuarantinedPage.objects.exists())


# --- a page becomes an article ----------------------------------------------------------------------------------------


def test_a_page_becomes_a_draft_in_its_section(page, run, section, administrator):
    done = run(page())
    edition = ArticleEdition.objects.get()
    assert (done.code, done.error) == (0, "")
    assert "imported: a.txt" in done.out
    assert (edition.headline, edition.date, edition.section) == (HEADLINE, date(2020, 1, 20), section)
    assert edition.body == f"<p>{TEXT}</p>"
    assert (edition.state, edition.created_by) == (State.DRAFT, administrator)


def test_its_source_is_kept_with_the_text_as_it_came(page, run, administrator):
    path = page()
    run(path)
    source = Source.objects.get()
    assert (source.file_name, source.imported_by) == ("a.txt", administrator)
    assert source.text == path.read_text(encoding="utf-8")
    assert source.article == Article.objects.get()


def test_it_can_be_handed_to_the_moderators_at_once(page, run, administrator):
    run(page(), state="in_review")
    edition = ArticleEdition.objects.get()
    assert (edition.state, edition.submitted_by) == (State.IN_REVIEW, administrator)


def test_moderators_get_no_mail_for_each_page_of_an_archive(page, run, settings, moderator):
    settings.EMAIL_CONFIGURED, moderator.email = True, "moira@example.org"
    moderator.save()
    run(page(), state="in_review")
    assert ArticleEdition.objects.get().state == State.IN_REVIEW
    assert not Notice.objects.exists()


def test_approved_means_public_since_the_day_on_the_page_with_the_reason_on_record(page, run):
    run(page(), state="approved", reason="The old archive")
    edition = ArticleEdition.objects.get()
    assert edition.live_from == clock.first_moment(date(2020, 1, 20))
    assert edition.is_live()
    event = Event.objects.get(action="import")
    assert event.override_reason == "The old archive"


def test_approved_needs_the_permission_to_import(page, run, moderator):
    done = run(page(), state="approved", reason="The old archive", username=moderator.username)
    assert done.code == 1
    assert "may not do this" in done.out
    assert nothing_is_stored()


def test_an_editor_may_import_drafts(page, run, editor):
    assert run(page(), username=editor.username).code == 0
    assert ArticleEdition.objects.get().created_by == editor


def test_what_the_check_refuses_is_left_out_whole(page, run):
    done = run(page("a.txt", text=""), page("b.txt"), state="approved", reason="The old archive")
    assert done.code == 1
    assert "left out: a.txt" in done.out
    assert "The text is empty." in done.out
    assert [source.file_name for source in Source.objects.all()] == ["b.txt"]


def test_a_russian_page_becomes_a_russian_article(page, run, section):
    section.texts.get_or_create(language="ru", defaults={"name": "Постоянный совет"})
    text = "Постоянный совет Организации рассмотрел план работы на будущий год и утвердил его."
    run(page(headline="Состоялось заседание Постоянного совета", text=text), state="in_review")
    assert Article.objects.get().language == "ru"


# --- the second run ---------------------------------------------------------------------------------------------------


def test_the_second_run_changes_nothing(page, run):
    path = page()
    run(path)
    before = ArticleEdition.objects.values().get(), Event.objects.count()
    done = run(path)
    assert (done.code, "unchanged: a.txt" in done.out) == (0, True)
    assert (ArticleEdition.objects.values().get(), Event.objects.count()) == before


def test_a_changed_text_becomes_a_new_draft_of_the_same_article(page, run):
    run(page(), state="approved", reason="The old archive")
    done = run(page(text="It met twice, and the second meeting was the longer one."))
    old, new = ArticleEdition.objects.order_by("number")
    assert "new draft of a known article: a.txt" in done.out
    assert old.is_live()
    assert (new.work_id, new.base_id, new.state) == (old.work_id, old.pk, State.DRAFT)
    assert "met twice" in new.body
    assert new.slug == old.slug
    assert Source.objects.filter(article=old.work_id).count() == 2


def test_a_changed_text_waits_while_somebody_is_writing(page, run):
    run(page())
    done = run(page(text="It met twice, and the second meeting was the longer one."))
    assert done.code == 1
    assert "Its text has changed. Edition 1 is draft already." in done.out
    assert ArticleEdition.objects.count() == Source.objects.count() == 1


def test_changed_links_below_an_unchanged_text_make_no_draft(page, run):
    path = page()
    run(path, state="approved", reason="The old archive")
    path.write_text(path.read_text(encoding="utf-8") + "Back to the section\n", encoding="utf-8")
    done = run(path)
    assert "Only what stands around its text has changed." in done.out
    assert ArticleEdition.objects.count() == 1


def test_a_dry_run_says_what_it_would_do_and_stores_nothing(page, run):
    done = run(page(), page("b.txt", date=""), state="in_review", dry_run=True)
    assert "would be imported: a.txt" in done.out
    assert "would go to quarantine: b.txt" in done.out
    assert done.code == 1
    assert nothing_is_stored()
    assert not Event.objects.exists()


# --- folders ----------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_order_with_all_below_it(page, run, tmp_path):
    for name in ("b.txt", "a.HTM", "deep/c.txt", ".hidden.txt", "picture.jpg"):
        page(name, headline=f"Article {name[0]} was written")
    done = run(tmp_path / "pages")
    assert [line for line in done.out.splitlines() if line.startswith("imported")] == [
        "imported: a.HTM",
        "imported: b.txt",
        "imported: deep/c.txt",
    ]


def test_links_out_of_a_folder_are_not_followed(page, run, tmp_path):
    page("a.txt")
    secret = page("secret.txt", folder="elsewhere")
    (tmp_path / "pages/link.txt").symlink_to(secret)
    (tmp_path / "pages/link").symlink_to(secret.parent)
    (tmp_path / "pages/round").symlink_to(tmp_path / "pages")
    done = run(tmp_path / "pages")
    assert done.code == 1
    assert done.out.count("It is a link out of the folder and not followed.") == 2
    assert Article.objects.count() == 1


def test_two_files_of_one_name_are_not_taken_for_one(page, run):
    done = run(page("a.txt"), page("a.txt", text="Another text of another article.", folder="others"))
    assert done.code == 1
    assert "has the same name" in done.out
    assert Article.objects.count() == 1


def test_a_file_named_twice_is_read_once(page, run, tmp_path):
    done = run(tmp_path / "pages", page())
    assert (done.code, "Altogether: 1 imported." in done.out) == (0, True)


def test_the_statistics_of_the_database_are_renewed_when_something_was_stored(page, run, monkeypatch):
    said = []
    with connection.execute_wrapper(lambda execute, sql, *rest: said.append(sql) or execute(sql, *rest)):
        run(page())
        assert said.count("ANALYZE") == 1
        run(page())
    assert said.count("ANALYZE") == 1


# --- wrong input ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"section": "permanent-counsel"}, "no section “permanent-counsel”. Did you mean permanent-council?"),
        ({"username": "nobody"}, "There is no user “nobody”."),
        ({"date": "20.01.2020"}, "“20.01.2020” is not a day."),
        ({"date": "2020-02-30"}, "“2020-02-30” is not a day."),
        ({"date": "0001-01-01"}, "No page of the old site is from 0001-01-01."),
        ({"state": "approved"}, "give --reason"),
        ({"state": "approved", "reason": "  "}, "give --reason"),
        ({"state": "published"}, "invalid choice"),
        ({"addresses": "no-such-list.csv"}, "It is not there any more."),
    ],
)
def test_a_wrong_option_stops_it_with_a_sentence(options, sentence, page, run):
    done = run(page(), **options)
    assert done.code == 1
    assert sentence in done.error
    assert nothing_is_stored()


@pytest.mark.parametrize(("field", "sentence"), [("is_active", "is switched off"), ("is_staff", "no staff account")])
def test_nobody_imports_in_the_name_of_who_is_not_of_the_newsroom(field, sentence, page, run, editor):
    setattr(editor, field, False)
    editor.save()
    done = run(page(), username=editor.username)
    assert sentence in done.error
    assert nothing_is_stored()


def test_a_missing_path_stops_it_before_anything_is_stored(page, run, tmp_path):
    done = run(page(), tmp_path / "nothing.txt")
    assert (done.code, "There is no file or folder" in done.error) == (1, True)
    assert nothing_is_stored()


def test_a_folder_without_pages_stops_it(page, run, tmp_path):
    page("picture.jpg")
    done = run(tmp_path / "pages")
    assert "holds no pages" in done.error


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)) * 40])
def test_what_is_no_text_is_left_out_and_the_rest_goes_on(data, page, run, tmp_path):
    page("b.txt")
    (tmp_path / "pages/a.txt").write_bytes(data)
    done = run(tmp_path / "pages")
    assert done.code == 1
    assert "left out: a.txt\n    It" in done.out
    assert [source.file_name for source in Source.objects.all()] == ["b.txt"]


def test_a_file_of_50_mb_is_left_out_unread(run, tmp_path, monkeypatch):
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr("pathlib.Path.open", lambda *args, **options: pytest.fail("It was opened."))
    done = run(tmp_path / "big.txt")
    assert "It has 50 MB; a page has at most 2 MB." in done.out
    assert nothing_is_stored()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "no"), "You are not allowed to read it."),
        (FileNotFoundError(2, "no"), "It is not there any more."),
        (OSError(5, "Input/output error"), "It cannot be read: Input/output error."),
    ],
)
def test_a_file_that_cannot_be_read_is_left_out(error, sentence, page, run, monkeypatch):
    path = page()

    def fail(*args, **options):
        raise error

    monkeypatch.setattr("pathlib.Path.open", fail)
    done = run(path)
    assert (done.code, sentence in done.out) == (1, True)


def test_a_pipe_is_not_waited_for(run, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "It is not a file." in run(tmp_path / "pipe.txt").out


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes on POSIX alone")
def test_a_name_that_cannot_be_stored_is_said_and_left_out(page, run, tmp_path):
    path = page()
    path.rename(os.fsdecode(os.fsencode(path.parent) + b"/\xff\n.txt"))
    done = run(tmp_path / "pages")
    assert "left out: ? .txt\n    Its name is not UTF-8." in done.out


def test_every_file_of_a_folder_is_found_lazily(page, tmp_path):
    page("a.txt")
    page("b.txt")
    files = import_files.find([tmp_path / "pages"])
    assert next(files).name == "a.txt"
