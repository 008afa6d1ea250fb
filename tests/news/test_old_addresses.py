"""Addresses of the old site: one hop to a live article, 410 for a withdrawn one, and silence about the rest."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from news.models import Article, ArticleEdition, OldAddress

from ..conftest import instant

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")


@pytest.fixture
def old(write):
    """old("/old/a"): an article with that old address, live unless said otherwise."""

    def old(address, **content):
        edition = write(**content)
        OldAddress.objects.create(address=address, article=edition.work)
        edition.refresh_from_db()
        return edition

    return old


def get(path, **options):
    return Client().get(path, **options)


# --- answers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        "/authorized_organs/some_slug/",
        "/authorized_organs/some_slug",
        "/authorized_organs/some_slug/?PAGEN_1=2",
        "/authorized_organs/some_slug/?whatever=1",
        "/authorized_organs/some_slug/index.php",
        "/authorized_organs/some%5Fslug/",
    ],
)
def test_an_old_address_leads_to_its_article_in_one_hop(asked, old):
    edition = old("/authorized_organs/some_slug")
    answer = get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, edition.get_absolute_url())
    assert get(answer.headers["Location"]).status_code == 200


def test_head_is_answered_as_get_and_nothing_else_is(old):
    old("/old/a")
    assert Client().head("/old/a/").status_code == 301
    assert Client().post("/old/a/").status_code == 404


def test_the_address_with_its_query_comes_before_the_path_alone(old):
    whole, part = old("/chairmanship?ELEMENT_ID=22782"), old("/chairmanship")
    assert get("/chairmanship/?ELEMENT_ID=22782").headers["Location"] == whole.get_absolute_url()
    assert get("/chairmanship/?ELEMENT_ID=1").headers["Location"] == part.get_absolute_url()


def test_a_russian_article_is_reached_in_the_russian_tree(old):
    edition = old("/old/ru", language="ru")
    assert get("/old/ru/").headers["Location"] == f"/ru/news/{edition.work_id}/{edition.slug}/"


def test_it_leads_to_the_address_of_the_edition_of_the_moment(old, write, freeze):
    freeze(NOON - timedelta(days=1))
    first = old("/old/a", headline="First")
    write(work=first.work, live_from=NOON, headline="Second", slug="second")
    freeze(NOON - timedelta(minutes=1))
    assert get("/old/a/").headers["Location"].endswith("/first/")
    freeze(NOON)
    assert get("/old/a/").headers["Location"].endswith("/second/")


def test_a_withdrawn_article_is_gone_in_its_own_language(old, moderator):
    edition = old("/old/ru", language="ru")
    edition.work.withdraw(by=moderator, reason="r", notice="Опубликовано по ошибке.")
    answer = get("/old/ru/")
    assert (answer.status_code, answer.headers["Content-Language"]) == (410, "ru")
    assert "Опубликовано по ошибке." in answer.content.decode()
    assert 'lang="ru"' in answer.content.decode()
    assert translation.get_language() == "en"


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_what_is_hidden_leaves_the_404_as_it_was(state, old, freeze):
    freeze(NOON)
    before = get("/old/a/")
    old("/old/a", state=state)
    after = get("/old/a/")
    assert (after.status_code, after.content, after.headers) == (404, before.content, before.headers)


def test_hidden_and_unknown_cost_the_same_few_queries(old, freeze):
    freeze(NOON)
    old("/old/a", state="draft")
    for number in range(5):
        old(f"/old/live{number}")
    asked = []
    for path in ("/old/a/", "/old/b/"):
        with CaptureQueriesContext(connection) as queries:
            assert get(path).status_code == 404
        asked.append([re.sub(r"/old/\w", "?", query["sql"]) for query in queries])
    assert asked[0] == asked[1]
    assert len([sql for sql in asked[0] if "oldaddress" in sql]) == 2


def test_the_redirect_lives_as_long_as_everything_else_and_names_no_host(old, freeze):
    freeze(NOON + timedelta(seconds=20))
    old("/old/a")
    answer = get("/old/a/", headers={"x-forwarded-host": "evil.example"})
    assert answer.headers["Cache-Control"] == "public, max-age=40"
    assert answer.headers["Location"].startswith("/news/")
    assert get("//evil.example/old/a/").headers.get("Location", "/news/").startswith("/news/")
    assert get("/old/a/", headers={"host": "evil.example"}).status_code == 400


def test_an_address_of_ours_is_never_overruled(old):
    old("/corrections")
    assert get("/corrections/").status_code == 200


@pytest.mark.parametrize("path", ["/admin/no-such-thing", "/static/a.txt", "/media/a.txt"])
def test_newsroom_and_files_are_left_alone(path, old):
    old(path)
    assert get(path).status_code in {302, 404}
    assert "/news/" not in get(path).headers.get("Location", "")


@pytest.mark.parametrize(
    "path", ["/old/%00/", "/old/?a=%00", f"/{'long/' * 400}", "/%ff%fe/", "/?%ff=%fe", "/a/?" + "x=1&" * 3000]
)
def test_odd_addresses_are_answered_calmly(path):
    assert get(path).status_code in {200, 404}


# --- the list of addresses --------------------------------------------------------------------------------------------


def test_a_list_of_addresses_is_recorded_and_gives_the_slug(page, run, addresses):
    done = run(
        page(), addresses=addresses("file;address", "a.txt;https://www.odkb-csto.org/news/news_odkb/Zasedanie_PS/")
    )
    assert done.code == 0
    assert OldAddress.objects.get().address == "/news/news_odkb/Zasedanie_PS"
    assert ArticleEdition.objects.get().slug == "zasedanie-ps"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_it_may_have_no_titles_and_a_byte_order_mark(encoding, page, run, addresses):
    run(page(), addresses=addresses("a.txt,/chairmanship/?ELEMENT_ID=22782", encoding=encoding))
    assert OldAddress.objects.get().address == "/chairmanship?ELEMENT_ID=22782"
    assert ArticleEdition.objects.get().slug == "the-permanent-council-met-in-moscow"


def test_addresses_are_recorded_also_for_what_was_imported_before(page, run, addresses):
    path = page()
    run(path)
    done = run(path, addresses=addresses("a.txt,/old/a/"))
    assert "unchanged: a.txt" in done.out
    assert OldAddress.objects.get().article == Article.objects.get()
    run(page("b.txt"), addresses=addresses("a.txt,/old/another/"))
    assert OldAddress.objects.count() == 2


def test_an_article_may_have_several_old_addresses(page, run, addresses):
    run(page(), addresses=addresses("a.txt,/old/a/", "a.txt,/older/a/"))
    assert OldAddress.objects.count() == 2


def test_the_address_of_another_article_is_refused_and_nothing_of_the_file_stored(page, run, addresses, old):
    other = old("/old/a")
    done = run(page(), addresses=addresses("a.txt,/old/a/"))
    assert done.code == 1
    assert f"leads to article {other.work_id} already" in done.out
    assert Article.objects.count() == 1


def test_a_file_that_nobody_knows_is_named(page, run, addresses):
    done = run(page(), addresses=addresses("a.txt,/old/a/", "b.txt,/old/b/"))
    assert done.code == 1
    assert "left out: b.txt\n    Only the list of addresses names it" in done.out


def test_a_dry_run_records_no_address(page, run, addresses):
    path = page()
    run(path)
    run(path, addresses=addresses("a.txt,/old/a/"), dry_run=True)
    assert not OldAddress.objects.exists()


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["a.txt,/old/a/", "b.txt"], "line 2: write a file name and an old address"),
        (["a.txt,/old/a/,what"], "line 1: write a file name and an old address"),
        (["a.txt,/old/a/", "b.txt,old"], "line 2: “old” is not an address"),
        (["a.txt,/old/a/", "b.txt,/"], "is the front page"),
        (["a.txt,/old/a/", "b.txt,/old/a"], "line 2: the address /old/a was given to a.txt already"),
        (["file,address"], "holds no addresses"),
        ([""], "holds no addresses"),
        (['"a.txt,/old/a/'], "is not a CSV file"),
    ],
)
def test_a_wrong_list_stops_everything_with_its_line(lines, sentence, page, run, addresses):
    done = run(page(), addresses=addresses(*lines))
    assert done.code == 1
    assert sentence in done.error
    assert not Article.objects.exists()


def test_a_list_that_is_not_utf_8_stops_everything(page, run, addresses):
    done = run(page(), addresses=addresses("страница.txt,/old/a/", encoding="cp1251"))
    assert "is not a CSV file in UTF-8" in done.error


def test_an_address_is_found_at_once_among_many(old, django_assert_max_num_queries):
    edition = old("/old/x")
    OldAddress.objects.bulk_create(OldAddress(address=f"/many/{n}", article=edition.work) for n in range(500))
    with django_assert_max_num_queries(30):
        assert get("/many/250/").status_code == 301
