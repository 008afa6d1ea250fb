"""Links stay in the machine; the banner leads to other times and out of it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import get_script_prefix

from library.models import Picture
from news.models import Article
from publishing import clock

from ..conftest import instant
from ..drawing import png
from .travelling import BANNER, DAY, HOUR, NOON, facts, stamp, through

pytestmark = pytest.mark.django_db


def test_every_link_of_a_page_stays_in_the_machine_and_files_come_from_where_they_lie(moderators, write, editor):

    body = (
        '<p><a href="/news/?on=2026-03-01">a</a> <a href="http://testserver/people/">b</a> '
        '<a href="https://example.org/">c</a> <a href="/media/documents/x.pdf">d</a> href="/news/</p>'
    )
    picture = Picture.objects.accept(png(), by=editor, alt="Alt", credit="Credit")
    edition = write(at=NOON - DAY, body=body, picture=picture)
    html = moderators.get(through(NOON, edition.get_absolute_url())).content.decode()
    main = html.partition("<main ")[2]
    links = set(re.findall(r'<a\b[^>]*\shref="([^"]*)"', main))
    prefix = f"/at/{stamp(NOON)}/"
    assert {
        f"{prefix}news/?on=2026-03-01",
        f"{prefix}people/",
        "https://example.org/",
        "/media/documents/x.pdf",
    } <= links
    inner = re.findall(r'<a\b[^>]*\shref="([^"#][^"]*)"', BANNER.sub("", html))
    assert {link for link in inner if not link.startswith(prefix)} == {"https://example.org/", "/media/documents/x.pdf"}
    assert all(
        link.startswith(("/static/", "/media/")) for link in re.findall(r'(?:<link[^>]*href|src)="([^"]*)"', html)
    )
    assert 'href="/news/</p>' in html.replace("&quot;", '"'), "words are no link"


def test_redirects_stay_in_the_machine(moderators, world):
    edition = world[0]
    for path in (
        f"/news/{edition.work_id}/wrong/",
        f"/news/{edition.work_id}/it-met",
        "/old/address/of/the/article.htm",
    ):
        answer = moderators.get(through(NOON, path))
        assert answer.status_code == 301
        assert answer.headers["Location"] == through(NOON, edition.get_absolute_url())
    assert moderators.get(f"/at/{stamp(NOON)}").headers["Location"] == through(NOON, "/")


def test_todays_site_is_untouched_by_a_journey(moderators, client, world):
    before = [facts(client.get(path)) for path in ("/", "/news/", world[0].get_absolute_url())]
    for path in ("/", "/news/", "/nowhere/", world[0].get_absolute_url()):
        moderators.get(through(NOON + DAY, path))
    assert [facts(client.get(path)) for path in ("/", "/news/", world[0].get_absolute_url())] == before


def test_files_keep_their_addresses_when_the_machine_is_the_first_to_ask_for_them(moderators, settings):
    settings.MEDIA_URL, settings.STATIC_URL = "media/", "static/"
    moderators.get(through(NOON, "/"))
    assert (settings.MEDIA_URL, settings.STATIC_URL) == ("/media/", "/static/")


def test_an_error_inside_the_machine_leaves_it(moderators, monkeypatch):
    moderators.raise_request_exception = False
    monkeypatch.setattr(Article.objects, "live", lambda at: 1 / 0, raising=False)
    assert moderators.get(through(NOON, "/sitemap.xml")).status_code == 500
    assert get_script_prefix() == "/"


def banner(response):
    return re.sub(r"\s+", " ", BANNER.search(response.content.decode())[0])


def test_the_banner_says_what_is_of_that_time_and_what_is_of_today(moderators):
    said = (
        "texts, meetings, posts and chairs of that time; names, sections and pictures as they are today. "
        "Approved texts only."
    )
    past, future = (banner(moderators.get(through(at, "/news/?on=2026-03-01"))) for at in (NOON, NOON + HOUR))
    assert "You see the site as readers saw it at <strong>03.03.2026 15:00 MSK (12:00 UTC)</strong>: " + said in past
    assert (
        "You see the site as readers will see it at <strong>03.03.2026 16:00 MSK (13:00 UTC)</strong>: " + said
        in future
    )
    assert 'href="/news/?on=2026-03-01">Leave' in past
    assert 'href="/admin/">Newsroom' in past
    assert 'value="2026-03-03T15:00"' in past


def test_the_banner_is_of_the_newsroom_on_a_russian_page_too(moderators):
    html = moderators.get(through(NOON, "/ru/news/")).content.decode()
    assert '<html lang="ru">' in html
    assert "You see the site as readers saw it at <strong>03.03.2026 15:00 MSK (12:00 UTC)" in banner(
        moderators.get(through(NOON, "/ru/news/"))
    )


def ways(response):
    return dict(reversed(pair) for pair in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', banner(response)))


def test_the_neighbouring_changes_are_one_step_away(moderators, editors, world, freeze):
    """Every border of texts, meetings, posts and chairs, walked to and fro."""
    midnight = instant("2026-03-03 21:00")
    forth = [NOON + HOUR, NOON + 2 * HOUR, midnight, NOON + DAY]
    at, walked = NOON, []
    while "Next change" in (found := ways(moderators.get(through(at, "/news/")))):
        walked.append(instant(found["Next change"].split("/")[2].rstrip("Z").replace("T", " ")))
        assert found["Next change"] == through(walked[-1], "/news/")
        at = walked[-1]
    assert walked == forth
    back = []
    while at > NOON:
        at = instant(
            ways(moderators.get(through(at, "/news/")))["Previous change"].split("/")[2][:-1].replace("T", " ")
        )
        back.append(at)
    assert back[:3] == forth[-2::-1]
    assert "Next change" not in ways(editors.get(through(NOON, "/news/"))), "an editor is not told when"


def test_what_went_out_between_two_minutes_is_seen_from_the_next(moderators, write, freeze):
    write(headline="Sudden", at=NOON - HOUR + timedelta(seconds=20))
    step = ways(moderators.get(through(NOON - 2 * HOUR, "/news/")))["Next change"]
    assert step == through(NOON - HOUR + clock.MINUTE, "/news/")
    assert "Sudden" in moderators.get(step).content.decode()
    assert ways(moderators.get(through(NOON, "/news/")))["Previous change"] == step


def test_days_in_office_are_walked_one_by_one(moderators, make_state, make_post, make_person, appoint, chair):
    first, second = make_state("Armenia"), make_state("Belarus")
    chair(first, "2025-10-01", "2025-10-31")
    chair(second, "2025-11-01", "2025-12-31")
    chair(first, "2026-01-01", "2026-01-31")
    chair(second, "2026-02-01", public_from="2026-01-20")
    appoint(make_person("Ada Adler"), make_post("Head"), "2025-12-01", "2026-01-10", public_from="2026-01-05")
    days = ["2026-02-01", "2026-01-20", "2026-01-11", "2026-01-05", "2026-01-01", "2025-11-01", "2025-10-01"]
    at, walked = NOON, []
    while "Previous change" in (found := ways(moderators.get(through(at, "/people/")))):
        at = instant(found["Previous change"].split("/")[2].rstrip("Z").replace("T", " "))
        walked.append(at)
    assert walked == [clock.first_moment(date.fromisoformat(day)) for day in days]
