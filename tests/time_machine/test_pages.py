"""What the machine shows is what readers see at that time, and no answer is for anybody else."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_script_prefix, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.models import OldAddress
from publishing import clock
from publishing.preview_links import PreviewLink

from ..surfaces import paths
from .travelling import BANNER, DAY, HOUR, NOON, stamp, through

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/", "/news/", "/nowhere/", "/robots.txt", "/sitemap.xml", "/meetings/calendar.ics", "/news"]
)
def test_no_answer_is_kept_or_found_by_anybody_else(moderators, path):
    response = moderators.get(through(NOON, path))
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "Cookie" in response.headers["Vary"]
    assert "ETag" not in response.headers
    assert not response.cookies


def test_pages_tell_search_engines_nothing(moderators, write):
    edition = write(at=NOON - DAY)
    html = moderators.get(through(NOON, edition.get_absolute_url())).content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert not re.search(r'rel="canonical"|<link rel="alternate"|ld\+json|og:', html)


def test_the_head_of_a_page_can_be_asked_for_alone(moderators):
    response = moderators.head(through(NOON, "/news/"))
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Cache-Control"] == "no-store, private"


def bare(response, prefix=""):
    """What a page says, without the banner, what search engines read, and where its links begin."""
    if response.streaming:
        return b"".join(response.streaming_content)
    html = BANNER.sub("", response.content.decode())
    html = re.sub(r"<head>.*?</head>|<script type=.application/ld\+json.>.*?</script>", "", html, flags=re.S)
    html = re.sub(r"\s+", " ", html)
    # iCalendar folds its lines by length.
    html = (
        html.replace("\r\n ", "").replace(" ", "") if response.headers["Content-Type"].startswith("text/cal") else html
    )
    location = response.headers.get("Location", "")
    return response.status_code, location.replace(prefix, ""), html.replace(prefix, "")


@pytest.mark.parametrize("at", [NOON, NOON + 2 * HOUR, NOON + 9 * HOUR, NOON + 500 * DAY, NOON - 400 * DAY])
def test_every_surface_is_what_readers_see_at_that_time(moderators, world, freeze, at):
    edition, meeting, named, _gone, together = world
    asked = {path for one in (edition, meeting) for path in paths(one) if "preview" not in path}
    asked |= {
        path for one in named.people.all() for path in (one.person.get_absolute_url(), one.post.get_absolute_url())
    }
    asked |= {together.get_absolute_url(), together.release.get_absolute_url()}
    asked |= {"/structure/?on=2026-03-04", *(f"/ru{path}" for path in ("/", "/people/", "/structure/", "/meetings/"))}
    shown = {path: bare(moderators.get(through(at, path)), f"/at/{stamp(at)}") for path in asked}
    freeze(at)
    assert shown == {path: bare(Client().get(path)) for path in asked}
    assert get_script_prefix() == "/"


def test_a_shared_preview_is_of_today_alone(moderators, moderator, write, freeze):
    """Neither an expired link nor a draft can be seen by going back to when it was open."""
    freeze(NOON - DAY)
    link, token = PreviewLink.objects.share(write("draft"), by=moderator, hours=2)
    path = reverse("preview", args=[token])
    freeze(NOON)
    assert PreviewLink.objects.find(token, NOON - DAY) == link
    for at in (NOON - DAY, NOON, NOON + DAY):
        assert moderators.get(through(at, path)).status_code == 404
    assert not link.visits.exists()


def test_what_was_withdrawn_is_there_before_and_gone_after(moderators, world):
    path = world[3].get_absolute_url()
    assert moderators.get(through(NOON, path)).status_code == 200
    answer = moderators.get(through(NOON + HOUR, path))
    assert answer.status_code == 410
    assert "Withdrawn." in answer.content.decode()
    assert BANNER.search(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_was_erased_never_comes_back(moderators, write, write_meeting, administrator, freeze, language):
    freeze(NOON - DAY)
    meeting = write_meeting(language=language, headline="Zugzwang session")
    content = {"language": language, "headline": "Zugzwang", "date": date(2026, 3, 1), "meeting": meeting.work}
    edition = write(lead="Zugzwang", body="<p>Zugzwang</p>", **content)
    page = write(kind="page", headline="Zugzwang page", slug="about", language=language)
    other = write(headline="Other", language=language, meeting=meeting.work)
    OldAddress.objects.create(address="/old/address/of/the/article.htm", article=edition.work)
    asked = list(dict.fromkeys(path for one in (edition, meeting, page, other) for path in paths(one)))
    freeze(NOON)
    before = [path for path in asked if b"Zugzwang" in moderators.get(through(NOON - HOUR, path)).content]
    assert len(before) > 5
    for one in (edition, meeting, page):
        one.work.erase(by=administrator, reason="r", notice="Erased.")
    for path in asked:
        answer = moderators.get(through(NOON - HOUR, path))
        assert answer.status_code < 500, path
        assert b"zugzwang" not in answer.content.lower().replace(path.encode(), b""), path
    for one in (edition, meeting, page):
        assert moderators.get(through(NOON - HOUR, f"/news/{one.work_id}/x/")).status_code in {404, 301}


def test_the_page_of_an_article_is_what_is_live_at_any_instant(moderators, write, moderator, freeze):
    """Random histories of one article, asked at random minutes."""
    seen = set()

    @settings(
        max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        starts=st.lists(st.integers(1, 500), min_size=1, max_size=4, unique=True),
        minutes=st.lists(st.integers(0, 600), min_size=6, max_size=6),
    )
    def check(starts, minutes):
        freeze(NOON)
        work = None
        for number, start in enumerate(sorted(starts)):
            edition = write(work=work, headline=f"Headline{number}", slug="it", live_from=NOON + start * clock.MINUTE)
            work = edition.work
        work.withdraw(by=moderator, reason="r", notice="n", withdraw_at=NOON + 550 * clock.MINUTE)
        freeze(NOON + 300 * clock.MINUTE)
        for minute in [*minutes, *starts, *(start - 1 for start in starts)]:
            at = NOON + minute * clock.MINUTE
            live = work.editions.live(at).first()
            answer = moderators.get(through(at, f"/news/{work.pk}/it/"))
            expected = 200 if live else 410 if minute >= 550 else 404
            assert answer.status_code == expected, minute
            if live:
                assert re.search(r"<h1[^>]*>\s*(Headline\d)", answer.content.decode())[1] == live.headline
            seen.add(expected)

    check()
    assert seen == {200, 404, 410}


def test_a_page_costs_no_more_queries_than_the_ordinary_one_and_a_fixed_number_for_the_banner(
    moderators, write, freeze
):
    def cost(client, path):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    write(at=NOON - DAY)
    first = cost(moderators, through(NOON, "/news/"))
    for _number in range(12):
        write(at=NOON - HOUR)
        write(live_from=NOON + HOUR)
    assert cost(moderators, through(NOON, "/news/")) == first
    # The session, the account, its permissions and its groups'; eight for the neighbouring changes.
    assert first == cost(Client(), "/news/") + 4 + 8
