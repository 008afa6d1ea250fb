"""The lists that readers walk through: order, pages, the way back to a day, and what they say when empty."""

import re
from datetime import date, timedelta

import pytest

from news.models import Topic

from .conftest import instant

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


@pytest.fixture
def publish(write, editor, moderator):
    """publish("2026-01-20", number=3): articles printed with that day, already public."""

    def publish(day, number=1, **content):
        day = date.fromisoformat(day)
        return [write(live_from=None, at=NOON - timedelta(days=1), date=day, **content) for _ in range(number)]

    return publish


def ids(response):
    return [int(pk) for pk in re.findall(r'<li class="entry" id="a(\d+)">', response.content.decode())]


def link(response, word):
    found = re.search(rf'href="([^"]*)"[^>]*>{word}</a>', response.content.decode())
    return found and found[1].replace("&amp;", "&")


def test_newest_days_stand_first_and_of_one_day_what_was_announced_last(client, publish):
    old, new = publish("2026-01-20") + publish("2026-01-22")
    same_day = publish("2026-01-20")[0]
    assert ids(client.get("/news/")) == [new.work_id, same_day.work_id, old.work_id]


def test_a_reader_walks_down_and_up_again_through_every_article(client, publish, make_section):
    editions = [edition for day in range(1, 16) for edition in publish(f"2026-01-{day:02}", number=3)]
    expected = [edition.work_id for edition in reversed(editions)]
    page, walked = client.get("/news/"), []
    assert link(page, "Newer") is None
    while True:
        walked += ids(page)
        older = link(page, "Older")
        if older is None:
            break
        last, page = page, client.get("/news/" + older)
    assert walked == expected
    up = client.get("/news/" + link(page, "Newer"))
    assert ids(up) == ids(last)
    assert client.get("/news/" + link(up, "Newer")).headers["Location"] == "/news/"


def test_pages_stay_in_step_when_something_new_appears_between_them(client, publish):
    publish("2026-01-10", number=30)
    first = client.get("/news/")
    publish("2026-02-01", number=5)
    second = client.get("/news/" + link(first, "Older"))
    assert not set(ids(first)) & set(ids(second))
    assert len(ids(second)) == 10


def test_back_to_the_day_shows_all_of_it_however_busy_it_was(client, publish):
    publish("2026-01-19", number=3)
    busy = publish("2026-01-20", number=25)
    publish("2026-01-21", number=2)
    page = client.get("/news/?on=2026-01-20")
    assert ids(page) == [edition.work_id for edition in reversed(busy)]
    assert len(ids(client.get("/news/" + link(page, "Older")))) == 3
    newer = client.get("/news/" + link(page, "Newer"))
    assert newer.headers["Location"] == "/news/"


def test_back_to_a_quiet_day_fills_the_page_with_what_is_older(client, publish):
    publish("2026-01-10", number=30)
    wanted = publish("2026-01-20")[0]
    page = client.get("/news/?on=2026-01-20")
    assert ids(page)[0] == wanted.work_id
    assert len(ids(page)) == 20


def test_the_newest_day_leads_nowhere_newer(client, publish):
    publish("2026-01-20")
    for day in ("2026-01-20", "2026-02-01"):
        assert link(client.get(f"/news/?on={day}"), "Newer") is None


def test_a_day_before_everything_leads_to_newer_ones(client, publish):
    publish("2026-01-10", number=21)
    page = client.get("/news/?on=1999-01-01")
    assert page.status_code == 200
    assert len(ids(client.get("/news/" + link(page, "Newer")))) == 20


@pytest.mark.parametrize(
    "query",
    [
        "before=",
        "before=1",
        "before=2026-01-20",
        "before=2026-13-20.1.1",
        "before=2026-01-20.999999999999999999.1",
        "before=2026-01-20.-99999999999999999.1",
        "before=2026-01-20.1.99999999999999999999",
        "before=٢٠٢٦-01-20.1.1",
        "before=0000-01-01.1.1",
        "after=' OR 1=1",
        "on=2026-02-31",
        "on=20.01.2026",
        "on=2026-01-20&on=2026-01-21",
        "on=2026-01-20&before=2026-01-20.1.1",
        "on=%00",
        "before=" + "9" * 8000,
    ],
)
@pytest.mark.parametrize("path", ["/news/", "/news/permanent-council/", "/corrections/"])
def test_a_position_that_no_page_gave_out_is_not_found(client, publish, path, query):
    publish("2026-01-20")
    assert client.get(f"{path}?{query}").status_code == 404


def test_only_the_beginning_of_a_list_is_for_search_engines(client, publish):
    publish("2026-01-20", number=25)
    page = client.get("/news/")
    assert b'rel="canonical" href="http://testserver/news/"' in page.content
    assert b"noindex" not in page.content
    for query in ("?on=2026-01-20", link(page, "Older")):
        later = client.get("/news/" + query).content
        assert b'<meta name="robots" content="noindex">' in later
        assert b"canonical" not in later


def test_a_foreign_query_changes_nothing(client, publish):
    publish("2026-01-20")
    page = client.get("/news/?utm_source=letter").content
    assert b'rel="canonical" href="http://testserver/news/"' in page


def test_a_section_lists_its_own_and_what_stands_below_it(client, publish, make_section, section):
    below = make_section("working-groups", parent=section, en="Working groups")
    own, deeper = publish("2026-01-20", section=section) + publish("2026-01-21", section=below)
    page = client.get("/news/permanent-council/")
    assert ids(page) == [deeper.work_id, own.work_id]
    assert 'href="/news/permanent-council/working-groups/"' in page.content.decode()
    assert ids(client.get("/news/permanent-council/working-groups/")) == [deeper.work_id]


def test_a_section_introduces_itself_on_its_first_page_only(client, publish, section):
    text = section.texts.get(language="en")
    text.introduction = "<p>It meets <strong>weekly</strong>.</p>"
    text.save()
    publish("2026-01-20")
    assert b"<strong>weekly</strong>" in client.get("/news/permanent-council/").content
    assert b"weekly" not in client.get("/news/permanent-council/?on=2026-01-20").content


def test_a_section_without_a_name_in_a_language_is_not_in_its_tree(client, make_section):
    make_section("only-english", en="Only English")
    assert client.get("/news/only-english/").status_code == 200
    assert client.get("/ru/news/only-english/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/news/", "/news/permanent-council/", "/news/archive/", "/corrections/"])
def test_an_empty_site_says_so(client, section, path):
    page = client.get(path)
    assert page.status_code == 200
    assert re.search(rb"Nothing has (been published|had to be corrected)", page.content)


def test_a_topic_exists_while_something_public_is_about_it(client, publish):
    topic = Topic.objects.create(language="en", slug="rescue", name="Rescue")
    silent, missing = client.get("/news/topics/rescue/"), client.get("/news/topics/nothing/")
    assert (silent.status_code, silent.content) == (404, missing.content)
    edition = publish("2026-01-20", topics=[topic])[0]
    assert ids(client.get("/news/topics/rescue/")) == [edition.work_id]
    assert client.get("/ru/news/topics/rescue/").status_code == 404


def test_a_month_leads_to_the_nearest_months_that_have_something(client, publish):
    publish("2025-11-30"), publish("2026-02-01")
    wanted = publish("2026-01-01") + publish("2026-01-31")
    page = client.get("/news/archive/2026/01/")
    assert sorted(ids(page)) == [edition.work_id for edition in wanted]
    assert link(page, "November 2025") == "/news/archive/2025/11/"
    assert link(page, "February 2026") == "/news/archive/2026/02/"


def test_the_archive_shows_which_years_and_months_have_articles_and_never_how_many(client, publish):
    publish("2024-05-05", number=3), publish("2026-01-20")
    page = client.get("/news/archive/")
    assert re.findall(r'href="(/news/archive/\d[^"]*)"', page.content.decode()) == [
        "/news/archive/2026/",
        "/news/archive/2024/",
        "/news/archive/2026/01/",
    ]
    assert b"/news/archive/2024/05/" in client.get("/news/archive/2024/").content


@pytest.mark.parametrize(
    "rest", ["2026/13/", "2026/00/", "0000/01/", "9999/12/", "2026/1/", "2025/", "0000/", "26/01/"]
)
def test_months_and_years_without_articles_are_not_found(client, publish, rest):
    publish("2026-01-20")
    assert client.get(f"/news/archive/{rest}").status_code == 404


LISTS = ["/", "/news/", "/news/permanent-council/", "/news/topics/rescue/", "/news/archive/", "/news/archive/2026/01/"]


@pytest.mark.parametrize("path", [*LISTS, "/news/?on=2026-01-20", "/news/permanent-council/?on=2026-01-20"])
def test_a_list_costs_at_most_four_queries_whatever_there_is(
    client, publish, django_assert_max_num_queries, django_assert_num_queries, path
):
    topic = Topic.objects.create(language="en", slug="rescue", name="Rescue")
    publish("2026-01-20", number=5, topics=[topic])
    with django_assert_max_num_queries(4) as asked:
        client.get(path)
    few = len(asked)
    publish("2026-01-21", number=35, topics=[topic])
    with django_assert_num_queries(few):
        client.get(path)
    with django_assert_max_num_queries(4):
        client.get(path.replace("01-20", "01-21"))
