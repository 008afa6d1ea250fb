"""What answers where a text was withdrawn: 410 with the notice, and nothing of the text."""

import re
from datetime import timedelta

import pytest

from .conftest import instant

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")
DAY = timedelta(days=1)
NOTICE = "Published by mistake.\n\nWe are sorry."
MARK = "Zugzwang"


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


@pytest.fixture(params=["article", "meeting", "page"])
def publish(request, write, write_meeting):
    """publish(...): an edition, public since yesterday, of an article, a meeting or a standing page."""
    make = write_meeting if request.param == "meeting" else write
    more = {"kind": "page"} if request.param == "page" else {}

    def publish(**content):
        marked = {"headline": f"{MARK} headline", "lead": f"{MARK} lead", "body": f"<p>{MARK}</p>"}
        return make(at=NOON - DAY, **{**marked, **more, **content})

    publish.kind = request.param
    return publish


@pytest.fixture
def withdraw(moderator):
    return lambda edition: edition.work.withdraw(by=moderator, reason=f"{MARK} reason", notice=NOTICE)


WAYS = {
    "article": ["/news/", "/corrections/"],
    "page": ["/news/", "/corrections/"],
    "meeting": ["/meetings/", "/corrections/"],
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_says_when_and_why_and_where_to_go_on(client, publish, withdraw, language):
    edition = publish(language=language)
    withdraw(edition)
    response = client.get(edition.get_absolute_url())
    html = response.content.decode()
    main = html.split("<main")[1].split("</main>")[0]
    assert response.status_code == 410
    assert "<p>Published by mistake.</p>" in main
    assert '<time datetime="2026-03-03T12:00:00+00:00">03.03.2026, 15:00 (UTC+3)</time>' in main
    prefix = "/ru" if language == "ru" else ""
    assert re.findall(r'class="way" href="([^"]+)"', main) == [prefix + way for way in WAYS[publish.kind]]
    assert f'<html lang="{language}">' in html
    assert MARK.lower() not in (html + repr(response.headers)).lower().replace(edition.get_absolute_url(), "")
    assert html.count("<h1") == 1


def test_robots_and_caches_are_told_what_it_is(client, publish, withdraw):
    edition = publish()
    withdraw(edition)
    got, head = client.get(edition.get_absolute_url()), client.head(edition.get_absolute_url())
    assert head.status_code == got.status_code == 410
    assert head.content == b""
    assert {**got.headers, "ETag": ""} == {**head.headers, "ETag": ""}
    assert got.headers["Cache-Control"] == "public, max-age=60"
    assert b'<meta name="robots" content="noindex">' in got.content
    assert b"canonical" not in got.content
    assert b"application/ld+json" not in got.content


def test_a_translation_that_is_public_stays_so_and_is_led_to(client, publish, withdraw):
    english, russian = publish(headline="Withdrawn"), None
    russian = publish(language="ru", group=english.work.group, headline="Остаётся")
    withdraw(english)
    assert client.get(russian.get_absolute_url()).status_code == 200
    html = client.get(english.get_absolute_url()).content.decode()
    link = f'<a href="{russian.get_absolute_url()}" lang="ru" hreflang="ru"'
    assert html.split("<main")[1].count(link) == 1
    assert html.split("<main")[0].count(link) == 1, "the switch of languages"
    assert 'rel="alternate" hreflang' not in html.split("<body")[0]
    assert english.get_absolute_url() not in client.get(russian.get_absolute_url()).content.decode()


def test_a_translation_that_is_not_public_is_not_led_to(client, publish, withdraw, freeze):
    english = publish(headline="Withdrawn")
    publish(language="ru", group=english.work.group, headline="Тайна", live_from=NOON + timedelta(minutes=5))
    withdraw(english)
    html = client.get(english.get_absolute_url()).content.decode()
    assert 'hreflang="ru"' not in html.split("<main")[1]
    freeze(NOON + timedelta(minutes=5))
    assert 'hreflang="ru"' in client.get(english.get_absolute_url()).content.decode().split("<main")[1]


def test_the_calendar_of_a_withdrawn_meeting_is_gone_too(client, write_meeting, moderator):
    meeting = write_meeting(at=NOON - DAY)
    meeting.work.withdraw(by=moderator, reason="r", notice=NOTICE)
    assert client.get(f"/meetings/{meeting.work_id}/calendar.ics").status_code == 410


def test_it_costs_no_more_queries_than_the_page_did(client, publish, withdraw, django_assert_max_num_queries):
    edition = publish()
    withdraw(edition)
    with django_assert_max_num_queries(4):
        client.get(edition.get_absolute_url())
