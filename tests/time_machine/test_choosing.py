"""Where a time is chosen: whole minutes in the newsroom zone, and a sentence for each that cannot be shown."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from publishing import clock
from publishing.travel import read_stamp, read_typed

from ..admin.newsroom import address, text
from ..conftest import instant
from .travelling import NOON

pytestmark = pytest.mark.django_db
CHOOSER = reverse("admin:time-machine")


def choose(client, at, path="/news/"):
    return client.get(CHOOSER, {"at": at, "path": path})


@pytest.mark.parametrize(
    ("typed", "path", "leads_to"),
    [
        ("2026-03-03T15:00", "/news/", "/at/2026-03-03T12:00Z/news/"),
        ("2026-03-03 15:00:00", "", "/at/2026-03-03T12:00Z/"),
        ("2026-03-03T12:00Z", "/news/?on=2026-03-01", "/at/2026-03-03T12:00Z/news/?on=2026-03-01"),
        ("2030-07-01T00:00", "/ru/", "/at/2030-06-30T21:00Z/ru/"),
        ("1995-07-01T00:00", "https://testserver/meetings/", "/at/1995-06-30T20:00Z/meetings/"),
        ("2026-03-03T15:00", "/at/2020-01-01T00:00Z/people/", "/at/2026-03-03T12:00Z/people/"),
        ("2026-03-03T15:00", "//evil.example/x", "/at/2026-03-03T12:00Z/x"),
        ("2026-03-03T15:00", "\\evil.example", "/at/2026-03-03T12:00Z/%5Cevil.example"),
    ],
)
def test_a_time_of_the_newsroom_zone_leads_to_its_page(as_, moderator, typed, path, leads_to):
    response = choose(as_(moderator), typed, path)
    assert response.status_code == 302
    assert response.headers["Location"] == leads_to


@pytest.mark.parametrize(
    "typed",
    [
        "nonsense",
        "2026-13-01T00:00",
        "2026-02-30T12:00",
        "1989-12-31T00:00",
        "2100-06-01T00:00",
        "9999-12-31T23:59",
        "0001-01-01T00:00",
        "2026-03-03T12:00:30",
        "2026-03-03",
        "٢٠٢٦-03-03T12:00",
        "<b>",
        "a\x00b",
        "9" * 50,
    ],
)
def test_what_is_no_time_is_answered_with_a_sentence(as_, moderator, typed):
    response = choose(as_(moderator), typed)
    assert response.status_code == 200
    assert 'class="errorlist"' in text(response)
    assert "<b>" not in text(response)


@pytest.mark.parametrize("stamp", ["nonsense", "2026-03-03T12:00", "1066-10-14T09:00Z", "2026-3-3T12:00Z", "x" * 300])
def test_an_address_typed_wrong_leads_to_the_form_and_keeps_the_page(as_, moderator, stamp):
    response = as_(moderator).get(f"/at/{stamp}/news/", follow=True)
    assert response.status_code == 200
    if stamp == "2026-03-03T12:00":
        assert response.request["PATH_INFO"] == "/at/2026-03-03T09:00Z/news/", "as it is typed in the newsroom"
    else:
        assert 'class="errorlist"' in text(response)
        assert 'value="/news/"' in text(response)


def test_a_time_that_the_clocks_skip_is_refused_and_one_that_they_repeat_is_asked_about(as_, moderator, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    skipped = choose(as_(moderator), "2026-03-29T02:30")
    assert skipped.status_code == 200
    assert "there was no such time" in text(skipped)
    twice = choose(as_(moderator), "2026-10-25T02:30")
    for at, shown in (("2026-10-25T00:30Z", "02:30 CEST (00:30 UTC)"), ("2026-10-25T01:30Z", "02:30 CET (01:30 UTC)")):
        assert f'<a href="/at/{at}/news/">25.10.2026 {shown}</a>' in text(twice)


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "Europe/Moscow", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"]
)
def test_every_minute_that_is_typed_as_shown_is_read_as_it_was(settings, zone):
    settings.TIME_ZONE = zone
    for days in range(0, 39000, 37):
        at = instant("1991-01-01 00:07") + timedelta(days=days, minutes=days)
        assert at in read_typed(f"{timezone.localtime(at):%Y-%m-%dT%H:%M}")
        assert read_stamp(f"{at:%Y-%m-%dT%H:%MZ}") == at


def test_the_chooser_is_for_those_who_may_travel(client, as_, make_user, editor):
    assert "/login/" in client.get(CHOOSER).headers["Location"]
    assert as_(make_user("Nobody Inparticular")).get(CHOOSER).status_code == 403
    assert "Newsroom time, zone Europe/Moscow" in text(as_(editor).get(CHOOSER))
    assert choose(as_(editor), "2026-03-03T15:00").status_code == 302
    ahead = choose(as_(editor), "2026-03-03T15:01")
    assert ahead.status_code == 200
    assert "A moderator can look ahead" in text(ahead)
    assert ahead.headers["Cache-Control"].count("no-store") == 1


def test_the_desk_leads_to_the_machine(as_, editor, make_user):
    assert f'href="{CHOOSER}"' in text(as_(editor).get("/admin/"))
    assert CHOOSER not in text(as_(make_user("Nobody Inparticular")).get("/admin/"))


def test_an_edition_leads_to_the_moment_it_goes_out(as_, editor, moderator, write):
    edition = write(live_from=NOON + timedelta(hours=1))
    there = f"/at/2026-03-03T13:00Z{edition.get_absolute_url()}"
    page = text(as_(moderator).get(address(edition)))
    assert f'href="{there}"' in page
    assert "at the moment this goes out" in page
    assert as_(moderator).get(there).status_code == 200
    assert "/at/" not in text(as_(editor).get(address(edition))), "an editor may not look ahead"
    past = write(at=NOON - timedelta(minutes=9, seconds=20))
    page = text(as_(editor).get(address(past)))
    assert f'href="/at/2026-03-03T11:51Z{past.get_absolute_url()}"' in page
    assert "at the moment this went out" in page


def test_a_draft_and_an_erased_text_lead_nowhere(as_, moderator, administrator, write):
    draft, erased = write("draft"), write(at=NOON - clock.MINUTE)
    erased.work.erase(by=administrator, reason="r", notice="n")
    for edition in (draft, erased):
        assert "/at/" not in text(as_(moderator).get(address(edition)))
