"""Officials in imported pages and in the editor's form: found by entered names, with the titles of the day."""

import pytest
from django.contrib.admin.models import LogEntry

from news.models import Article, ArticleEdition, SeenName
from people.models import Person

from ..admin import newsroom

pytestmark = pytest.mark.django_db

HEADLINE = "The CSTO Secretary General Stanislav Zas meets with Sergey Lavrov in Moscow"
TEXT = """On January 20 a meeting was held between Stanislav Zas and Sergei Lavrov.

The Foreign Minister of Armenia Zohrab Mnatsakanyan said that he agreed. Ivan Petrov noted the same.

The CSTO Press Secretary Vladimir Zaynetdinov"""


@pytest.fixture
def officials(make_person, make_post, appoint):
    minister = make_post("Minister of Foreign Affairs", acting="Acting Minister of Foreign Affairs")
    lavrov = make_person("Sergey Lavrov", variant=["Sergei Lavrov"])
    appoint(lavrov, minister, "2004-03-09", "2020-01-15")
    appoint(lavrov, minister, "2020-01-16", "2020-01-20", acting=True)
    appoint(lavrov, minister, "2020-01-21")
    appoint(make_person("Stanislav Zas"), make_post("Secretary General"), "2020-01-01", "2022-12-31")
    appoint(make_person("Vladimir Zaynetdinov"), make_post("Press Secretary"), end_unknown=True)
    make_person("Ivan Petrov")


def test_an_imported_page_names_its_people_with_the_titles_of_its_day(page, run, officials, client):
    result = run(page(headline=HEADLINE, text=TEXT), state="approved", reason="archive")
    assert result.code == 0, result.error
    edition = ArticleEdition.objects.get()
    titles = {one["name"]: one["title"] for one in edition.printed["people"]}
    assert titles == {"Stanislav Zas": "Secretary General", "Sergey Lavrov": "Acting Minister of Foreign Affairs"}
    shown = client.get(edition.get_absolute_url()).content.decode()
    pk = Person.objects.get(names__en__name="Vladimir Zaynetdinov").pk
    link = f'<a href="/people/{pk}/vladimir-zaynetdinov/">Vladimir Zaynetdinov</a>'
    assert f'<p class="byline">The CSTO Press Secretary {link}</p>' in shown
    assert edition.byline == "The CSTO Press Secretary Vladimir Zaynetdinov"
    assert TEXT.splitlines()[0] in Article.objects.get().sources.get().text


def test_a_page_that_has_changed_adds_to_the_people_that_were_chosen_by_hand(
    page, run, officials, editor, moderator, make_post, appoint
):
    run(page(headline=HEADLINE, text=TEXT), state="approved", reason="archive")
    zas = Person.objects.get(names__en__name="Stanislav Zas")
    chosen = appoint(zas, make_post("Representative"), "2019-01-01")
    edition = Article.objects.get().start_edition(by=editor)
    edition.signed_by, edition.typo_only = chosen, True
    edition.save_draft(by=editor, people=[chosen.pk])
    edition.submit(by=editor)
    edition.approve(by=moderator)
    result = run(page(headline=HEADLINE, text=TEXT.replace("a meeting", "another meeting")))
    assert result.code == 0, result.error
    draft = ArticleEdition.objects.get(state="draft")
    titles = {str(one.person): str(one.title_in("en")) for one in draft.people.all()}
    assert titles == {"Stanislav Zas": "Representative", "Sergey Lavrov": "Acting Minister of Foreign Affairs"}
    assert draft.signed_by == chosen


def test_who_is_named_without_a_post_of_that_day_is_said(page, run, officials):
    assert "It names Ivan Petrov, of whom no post is known on that day." in run(page(headline=HEADLINE, text=TEXT)).out


def test_names_that_nobody_has_claimed_wait_for_a_person(page, run, officials):
    run(page(headline=HEADLINE, text=TEXT))
    seen = SeenName.objects.get()
    assert seen.text == "Zohrab Mnatsakanyan"
    assert seen.articles.get() == Article.objects.get()


def test_an_erased_article_leaves_no_name_that_was_seen_in_it_alone(page, run, officials, administrator):
    run(
        page(headline=HEADLINE, text=TEXT),
        page("b.txt", headline="Another meeting", text=f"{TEXT} Minister Ivan Sidorov."),
    )
    first, second = Article.objects.order_by("pk")
    second.erase(by=administrator, reason="By law.", notice="Removed.")
    assert [name.text for name in SeenName.objects.all()] == ["Zohrab Mnatsakanyan"]
    first.erase(by=administrator, reason="By law.", notice="Removed.")
    assert not SeenName.objects.exists()


def test_a_claimed_name_is_recognised_from_then_on(page, run, officials, as_, moderator, make_person):
    run(page(headline=HEADLINE, text=TEXT))
    seen, person = SeenName.objects.get(), make_person("Z. Mnatsakanyan")
    client, path = as_(moderator), f"/admin/news/seenname/{SeenName.objects.get().pk}/change/"
    assert "Zohrab Mnatsakanyan" in client.get("/admin/news/seenname/").content.decode()
    assert "Choose whose name it is" in client.post(path, {"language": "en"}).content.decode()
    assert client.post(path, {"person": person.pk, "language": "en"}).status_code == 302
    assert not SeenName.objects.exists()
    history = client.get(f"/admin/people/person/{person.pk}/history/").content.decode()
    assert "Added name “Zohrab Mnatsakanyan”." in history
    run(page("b.txt", headline="Another meeting", text=TEXT))
    assert not SeenName.objects.filter(text=seen.text).exists()


def test_a_name_that_cannot_be_claimed_is_refused_in_the_form_and_nothing_is_logged(as_, moderator, make_person):
    seen, person = SeenName.objects.create(text="Mnatsakanyan"), make_person("Zohrab Mnatsakanyan")
    answer = as_(moderator).post(f"/admin/news/seenname/{seen.pk}/change/", {"person": person.pk, "language": "ru"})
    page = answer.content.decode()
    assert "A single word is found in too many texts." in page
    assert f'<option value="{person.pk}" selected>Zohrab Mnatsakanyan' in page
    assert '<option value="ru" selected>' in page
    assert not LogEntry.objects.exists()


def test_a_name_that_is_nobodys_does_not_come_back(page, run, officials, as_, moderator):
    run(page(headline=HEADLINE, text=TEXT))
    client, path = as_(moderator), f"/admin/news/seenname/{SeenName.objects.get().pk}/change/"
    client.post(path, {"dismissed": "on", "language": "en"})
    assert SeenName.objects.get().dismissed
    assert "Zohrab Mnatsakanyan" not in client.get("/admin/news/seenname/").content.decode()
    run(page("b.txt", headline="Another meeting", text=TEXT))
    assert SeenName.objects.get().dismissed


def test_editors_do_not_claim_names(page, run, officials, as_, editor):
    run(page(headline=HEADLINE, text=TEXT))
    assert as_(editor).get(f"/admin/news/seenname/{SeenName.objects.get().pk}/change/").status_code == 403


def test_the_people_named_in_a_draft_are_added_at_a_button(write, officials, as_, editor):
    body = f"<p>{TEXT.splitlines()[0]}</p>"
    draft = write("draft", headline=HEADLINE, body=body, date="2020-01-21", byline="V. Nobody")
    answer = newsroom.press(as_(editor), draft, "add_named")
    assert answer.status_code == 302
    titles = {str(one.person): str(one.title_in("en")) for one in draft.people.all()}
    assert titles == {"Stanislav Zas": "Secretary General", "Sergey Lavrov": "Minister of Foreign Affairs"}
    newsroom.press(as_(editor), draft, "add_named")
    draft.refresh_from_db()
    assert (draft.people.count(), draft.version) == (2, 2)


def test_who_finds_nobody_else_in_a_draft_changes_nothing_and_may_approve_it(write, officials, as_, editor, moderator):
    draft = write("draft", headline=HEADLINE, body="<p>Ivan Petrov spoke.</p>", date="2020-01-21")
    newsroom.press(as_(editor), draft, "add_named")
    draft.refresh_from_db()
    page = newsroom.text(newsroom.press(as_(moderator), draft, "add_named"))
    assert "It names nobody else who held a post on its day." in page
    assert "It names Ivan Petrov, of whom no post is known on that day." in page
    stored = ArticleEdition.objects.get()
    assert (stored.version, stored.saved_by) == (draft.version, editor)
    stored.submit(by=editor)
    stored.approve(by=moderator)
