"""Pages without a date wait for a person, who alone may say it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from news.models import Article, ArticleEdition, OldAddress, QuarantinedPage, Source
from publishing.workflow import State

from .conftest import HEADLINE

pytestmark = pytest.mark.django_db
LIST = reverse("admin:news_quarantinedpage_changelist")


def address(waiting):
    return reverse("admin:news_quarantinedpage_change", args=[waiting.pk])


@pytest.fixture
def waiting(page, run):
    run(page(date=""), state="approved", reason="The old archive")
    return QuarantinedPage.objects.get()


@pytest.fixture
def as_moderator(moderator):
    client = Client()
    client.force_login(moderator)
    return client


def test_a_page_without_a_date_waits_and_nothing_is_guessed(page, run, section):
    done = run(page(date="", text="On April 19, this year, the Council met."), state="approved", reason="Old")
    waiting = QuarantinedPage.objects.get()
    assert done.code == 1
    assert "in quarantine: a.txt" in done.out
    assert "It has no date of its own." in waiting.why
    assert (waiting.headline, waiting.date, waiting.section) == (HEADLINE, None, section)
    assert (waiting.wanted_state, waiting.reason) == (State.APPROVED, "Old")
    assert not Article.objects.exists()


def test_the_second_run_does_not_double_it(waiting, page, run):
    before = QuarantinedPage.objects.values().get()
    done = run(page(date=""))
    assert (done.code, "It still waits in quarantine." in done.out) == (1, True)
    assert QuarantinedPage.objects.values().get() == before


def test_a_changed_text_takes_the_place_of_the_one_that_waited(waiting, page, run):
    run(page(date="", text="Another text."))
    assert QuarantinedPage.objects.get().body == "<p>Another text.</p>"


def test_a_date_given_by_a_person_is_the_date_of_pages_without_one(waiting, page, run):
    done = run(page(date=""), page("b.txt"), date="2019-05-02")
    assert done.code == 0
    assert not QuarantinedPage.objects.exists()
    days = {source.file_name: source.article.editions.get().date for source in Source.objects.all()}
    assert days == {"a.txt": date(2019, 5, 2), "b.txt": date(2020, 1, 20)}


def test_moderators_find_it_in_the_admin_with_all_that_was_read(waiting, as_moderator):
    assert b"a.txt" in as_moderator.get(LIST).content
    shown = as_moderator.get(address(waiting)).content.decode()
    assert HEADLINE in shown
    assert "It has no date of its own." in shown
    assert "Go back" in shown


def test_completing_the_date_makes_a_draft_of_the_one_who_did(waiting, as_moderator, moderator, administrator):
    answer = as_moderator.post(address(waiting), {"headline": "The Council met", "date": "2019-04-19"})
    edition = ArticleEdition.objects.get()
    assert answer.url == reverse("admin:news_articleedition_change", args=[edition.pk])
    assert (edition.headline, edition.date, edition.state) == ("The Council met", date(2019, 4, 19), State.DRAFT)
    assert edition.created_by == moderator
    assert Source.objects.get().imported_by == administrator
    assert not QuarantinedPage.objects.exists()


def test_what_was_completed_is_known_to_the_next_import(waiting, as_moderator, page, run):
    as_moderator.post(address(waiting), {"headline": HEADLINE, "date": "2019-04-19"})
    done = run(page(date=""))
    assert (done.code, "unchanged: a.txt" in done.out) == (0, True)


def test_without_a_date_it_goes_on_waiting(waiting, as_moderator):
    answer = as_moderator.post(address(waiting), {"headline": HEADLINE, "date": ""})
    assert answer.status_code == 200
    assert QuarantinedPage.objects.exists()
    assert not Article.objects.exists()


def test_completing_it_twice_makes_one_article(waiting, as_moderator):
    typed = {"headline": HEADLINE, "date": "2019-04-19"}
    as_moderator.post(address(waiting), typed)
    as_moderator.post(address(waiting), typed)
    assert Article.objects.count() == 1


def test_a_refusal_is_said_in_the_form_and_nothing_is_lost(waiting, as_moderator, write):
    waiting.old_addresses = ["/old/a/"]
    waiting.save()
    OldAddress.objects.create(address="/old/a", article=write("draft").work)
    answer = as_moderator.post(address(waiting), {"headline": HEADLINE, "date": "2019-04-19"})
    assert "leads to article" in answer.content.decode()
    assert QuarantinedPage.objects.exists()
    assert Article.objects.count() == 1


def test_its_old_address_waits_with_it(page, run, addresses, as_moderator):
    run(page(date=""), addresses=addresses("a.txt,/news/some_slug/"))
    as_moderator.post(address(QuarantinedPage.objects.get()), {"headline": HEADLINE, "date": "2019-04-19"})
    assert OldAddress.objects.get().address == "/news/some_slug"
    assert ArticleEdition.objects.get().slug == "some-slug"


def test_a_changed_text_without_a_date_becomes_an_edition_of_its_article(page, run, as_moderator):
    run(page(), state="approved", reason="Old")
    run(page(date="", text="Another text."))
    as_moderator.post(address(QuarantinedPage.objects.get()), {"headline": HEADLINE, "date": "2020-01-20"})
    assert Article.objects.get().editions.count() == 2


def test_editors_read_the_list_and_complete_nothing(waiting, editor):
    client = Client()
    client.force_login(editor)
    assert client.get(LIST).status_code == client.get(address(waiting)).status_code == 200
    assert client.post(address(waiting), {"headline": HEADLINE, "date": "2019-04-19"}).status_code == 403
    assert not Article.objects.exists()


def test_staff_without_permission_and_strangers_see_nothing(waiting, make_user):
    client = Client()
    assert client.get(LIST).status_code == 302
    client.force_login(make_user("Una Usual"))
    assert client.get(LIST).status_code == client.get(address(waiting)).status_code == 403


def test_nothing_a_page_holds_runs_in_the_admin(page, run, as_moderator):
    run(page(date="", headline="Alert <script>alert(1)</script> was raised", text="<script>alert(2)</script> Text."))
    waiting = QuarantinedPage.objects.get()
    assert b"<script>alert" not in as_moderator.get(address(waiting)).content + as_moderator.get(LIST).content
