"""Rule 12: hidden means hidden. Every public surface is asked for every kind of text that is not public."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from library.models import Picture
from news.models import OldAddress, Topic
from people.models import Body
from publishing import clock
from publishing.models import Release

from .conftest import instant
from .drawing import png
from .surfaces import SURFACES, UNNAMED, paths, public_names

NOW = instant("2026-03-03 12:00")
MARK = "Zugzwang"
OLD_ADDRESS = "/old/address/of/the/article.htm"
HIDDEN = ["draft", "in_review", "scheduled", "returned", "set_aside", "unscheduled", "withdrawn", "superseded"]
HIDDEN += ["waits for its release", "armed"]
# Headers that a server adds by the clock alone.
SAME_AT_ONE_INSTANT = {"Date"}


def test_every_public_address_is_listed_among_the_surfaces():
    assert set(public_names()) == set(SURFACES)


@pytest.fixture
def world(freeze, make_section, editor, write_meeting):
    """Sections, a topic, a meeting and a picture to hang texts on; it is noon on 3 March 2026."""
    freeze(NOW - timedelta(days=2))
    parent = make_section("organs", en="Organs", ru="Органы")
    return {
        "section": make_section("council", parent=parent, en="Council", ru="Совет"),
        "further_sections": [make_section("exercises", en="Exercises", ru="Учения").pk],
        "topics": [Topic.objects.create(language="en", slug="rescue", name="Rescue").pk],
        "picture": Picture.objects.accept(png(), by=editor, alt=f"{MARK} alt", credit=f"{MARK} credit"),
        "meeting": write_meeting().work,
    }


@pytest.fixture
def hide(world, write, moderator, editor, freeze):
    """hide(state): a marked text in that state, as it stands at noon; everything of it is marked."""

    def hide(state, **content):
        marked = {
            "headline": f"{MARK} headline",
            "lead": f"{MARK} lead",
            "body": f"<p>{MARK} body</p>",
            "byline": f"{MARK} byline",
            "date": date(2026, 3, 1),
            **world,
            **content,
        }
        edition = write("draft", **marked)
        OldAddress.objects.create(address=OLD_ADDRESS, article=edition.work)
        HOW[state](edition, editor, moderator)
        edition.refresh_from_db()
        freeze(NOW)
        return edition

    return hide


def submit(edition, editor, moderator):
    edition.submit(by=editor)


def approve(edition, editor, moderator, live_from=None):
    edition.submit(by=editor)
    edition.approve(by=moderator, live_from=live_from)


def schedule(edition, editor, moderator):
    approve(edition, editor, moderator, NOW + timedelta(minutes=1))


def wait_for_release(edition, editor, moderator):
    """Approved, in a release whose time has passed while another text of it was not approved."""
    release = Release.objects.start(by=moderator, name=f"{MARK} release", goes_out_at=NOW - timedelta(hours=1))
    release.add(edition, by=moderator)
    release.add(type(edition.work).objects.write(by=editor, headline="Plain"), by=editor)
    approve(edition, editor, moderator)


def arm(edition, editor, moderator):
    """In a release that goes out in a minute."""
    release = Release.objects.start(by=moderator, name=f"{MARK} release", goes_out_at=NOW + timedelta(minutes=1))
    release.add(edition, by=moderator)
    approve(edition, editor, moderator)


def return_(edition, editor, moderator):
    edition.submit(by=editor)
    edition.return_to_draft(by=moderator, note="Again.")


def unschedule(edition, editor, moderator):
    schedule(edition, editor, moderator)
    edition.unschedule(by=moderator)


def withdraw(edition, editor, moderator):
    approve(edition, editor, moderator, NOW - timedelta(days=1))
    edition.work.withdraw(by=moderator, reason="r", notice="Withdrawn.", withdraw_at=NOW - timedelta(hours=1))


def supersede(edition, editor, moderator):
    approve(edition, editor, moderator, NOW - timedelta(days=1))
    newer = edition.work.start_edition(by=editor)
    for field in newer.content_fields():
        if not field.is_relation and MARK.lower() in str(getattr(newer, field.name)).lower():
            setattr(newer, field.name, "<p>Plain</p>" if field.name == "body" else "")
    newer.headline, newer.picture, newer.typo_only = "Plain", None, True
    relations = (*(field.name for field in newer.content_relations()), *newer.content_parts())
    newer.save_draft(by=editor, **{name: [] for name in relations})
    approve(newer, editor, moderator, NOW - timedelta(hours=1))


HOW = {
    "waits for its release": wait_for_release,
    "armed": arm,
    "draft": lambda edition, editor, moderator: None,
    "in_review": submit,
    "scheduled": schedule,
    "returned": return_,
    "set_aside": lambda edition, editor, moderator: edition.set_aside_draft(by=editor),
    "unscheduled": unschedule,
    "withdrawn": withdraw,
    "superseded": supersede,
}


def answer(path, **headers):
    response = Client(headers=headers).get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    shown = {name: value for name, value in response.items() if name not in SAME_AT_ONE_INSTANT}
    return response.status_code, shown, body.decode()


def assert_silent(path):
    """No byte of the hidden text in body or headers, whatever the method."""
    status, headers, body = answer(path)
    assert status < 500
    # A redirect to the same address with its slash repeats what was asked for, and only that.
    asked = path.split("?")[0].rstrip("/").lower()
    assert MARK.lower() not in (body + repr(headers)).lower().replace(asked, ""), f"{path} shows it"
    for method in ("head", "options"):
        response = getattr(Client(), method)(path)
        assert MARK.lower() not in repr(response.headers).lower().replace(asked, "")


@pytest.mark.django_db
@pytest.mark.parametrize("state", HIDDEN)
def test_no_public_surface_shows_a_hidden_text(state, hide):
    edition = hide(state)
    for path in paths(edition):
        assert_silent(path)


@pytest.fixture
def hide_meeting(freeze, write_meeting, moderator, editor, make_person, make_post, appoint):
    """hide_meeting(state): the same for a meeting: all that can be typed of it is marked."""

    def hide_meeting(state, **content):
        freeze(NOW - timedelta(days=2))
        body = Body.objects.create(slug="council")
        body.give_names("en", name="Council")
        marked = {name: f"{MARK} {name}" for name in ("headline", "lead", "place", "venue")}
        marked |= {name: f"<p>{MARK} {name}</p>" for name in ("agenda", "body")}
        rows = {
            "participants": [
                {"name": f"{MARK} guest"},
                {"name": "Guest", "manner": "represented", "represented_by": MARK},
            ],
            "documents": [{"number": f"{MARK} 1", "title": f"{MARK} title"}],
        }
        usual = {"date": date(2026, 3, 1), "picture": Picture.objects.accept(png(), by=editor, alt=MARK, credit=MARK)}
        chair = appoint(make_person("Ada Adler"), make_post("Head", body=body), "2020-01-01")
        edition = write_meeting("draft", organ=body, chaired_by=chair, **marked, **rows, **usual, **content)
        HOW[state](edition, editor, moderator)
        edition.refresh_from_db()
        freeze(NOW)
        return edition

    return hide_meeting


@pytest.mark.django_db
@pytest.mark.parametrize("state", HIDDEN)
def test_no_public_surface_shows_a_hidden_meeting(state, hide_meeting):
    for path in paths(hide_meeting(state)):
        assert_silent(path)


@pytest.mark.django_db
def test_a_meeting_is_on_its_surfaces_once_it_is_live(hide_meeting, freeze):
    edition = hide_meeting("scheduled")
    freeze(NOW + timedelta(minutes=1))
    shown = {path.partition("?")[0] for path in paths(edition) if MARK in answer(path)[2]}
    own = f"/meetings/{edition.work_id}/"
    lists = {"/meetings/", "/meetings/2026/03/", "/meetings/calendar.ics", "/meetings/calendar/council.ics"}
    person = edition.chaired_by.person
    lists |= {person.get_absolute_url(), f"/meetings/people/{person.pk}/"}
    assert {f"{own}zugzwang-headline/", f"{own}calendar.ics", "/structure/council/", *lists} <= shown


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "set_aside", "unscheduled"])
def test_a_hidden_meeting_answers_as_one_that_never_was(state, hide_meeting):
    edition = hide_meeting(state)
    hidden, missing = (answer(f"/meetings/{pk}/{edition.slug}/") for pk in (edition.work_id, edition.work_id + 1000))
    assert hidden == missing
    assert hidden[0] == 404


@pytest.mark.django_db
def test_an_article_does_not_tell_of_its_meeting_before_that_is_public(hide_meeting, write, freeze):
    meeting = hide_meeting("scheduled")
    article = write("approved", meeting=meeting.work, headline="Plain")
    path = f"/news/{article.work_id}/plain/"
    list_of_all = f"/news/meetings/{meeting.work_id}/"
    assert_silent(path)
    assert f"/meetings/{meeting.work_id}/" not in answer(path)[2]
    assert answer(list_of_all) == answer(f"/news/meetings/{meeting.work_id + 1000}/")
    freeze(NOW + timedelta(minutes=1))
    assert f"/meetings/{meeting.work_id}/" in answer(path)[2]
    assert MARK in answer(list_of_all)[2]


@pytest.mark.django_db
@pytest.mark.parametrize("state", HIDDEN)
def test_no_public_surface_shows_a_hidden_page(state, hide):
    for path in paths(hide(state, kind="page")):
        assert_silent(path)


@pytest.mark.django_db
def test_the_same_text_is_on_every_one_of_these_surfaces_once_it_is_live(hide, freeze):
    """What the matrix looks for can be found: otherwise its silence would mean nothing."""
    edition = hide("armed")
    freeze(NOW + timedelta(minutes=1))
    silent = {path for path in paths(edition) if MARK not in answer(path)[2] and MARK.lower() not in answer(path)[2]}
    wrong_or_never_shown = {"/archive/", "/pages/", "/robots", "sitemap.xml", "sitemap-site", "corrections", "/wrong/"}
    wrong_or_never_shown |= {"/preview/", "/meetings/", "/people/", "/structure/", "sitemap-meetings", "sitemap-people"}
    unexpected = {path for path in silent - set(UNNAMED) if not any(part in path for part in wrong_or_never_shown)}
    assert unexpected == {f"/news/{edition.work_id}/{edition.slug}"}, "only the address without its last slash"
    assert f"/news/meetings/{edition.meeting_id}/" not in silent
    status, headers, _ = answer(OLD_ADDRESS)
    assert (status, headers["Location"]) == (301, edition.get_absolute_url())


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "set_aside", "unscheduled"])
def test_a_hidden_article_answers_as_one_that_never_was(state, hide):
    edition = hide(state)
    with_hidden = answer(f"/news/{edition.work_id}/{edition.slug}/")
    missing = answer(f"/news/{edition.work_id + 1000}/{edition.slug}/")
    assert with_hidden == missing
    assert with_hidden[0] == 404


@pytest.mark.django_db
def test_hidden_and_missing_cost_the_same_queries(hide):
    edition = hide("scheduled")
    asked = []
    for pk in (edition.work_id, edition.work_id + 1000):
        with CaptureQueriesContext(connection) as queries:
            answer(f"/news/{pk}/{edition.slug}/")
        asked.append([re.sub(r"\d+", "?", query["sql"]) for query in queries])
    assert asked[0] == asked[1]


@pytest.mark.django_db
def test_every_answer_is_the_same_with_and_without_something_scheduled(world, write, editor, moderator, freeze):
    """Bytes, headers, validators and lifetimes: nothing tells that something is coming."""
    shown = {"headline": "Public", "date": date(2026, 3, 1), **world}
    public = write("approved", **shown)
    freeze(NOW)
    asked = [*paths(public), f"/news/{public.work_id + 1}/zugzwang-headline/"]
    before = {path: answer(path) for path in asked}

    update = write("approved", work=public.work, live_from=NOW + timedelta(minutes=5), headline=f"{MARK} update")
    new = write("approved", live_from=NOW + timedelta(minutes=5), **{**shown, "headline": f"{MARK} headline"})
    OldAddress.objects.create(address=OLD_ADDRESS, article=new.work)
    public.work.withdraw(by=moderator, reason="r", notice="n", withdraw_at=NOW + timedelta(minutes=9))
    assert new.work_id == public.work_id + 1
    assert update.live_from > clock.now()
    assert {path: answer(path) for path in asked} == before


@pytest.mark.django_db
def test_a_validator_of_a_hidden_text_is_never_confirmed(hide, freeze):
    edition = hide("scheduled")
    path = f"/news/{edition.work_id}/{edition.slug}/"
    freeze(NOW + timedelta(minutes=1))
    etag = answer(path)[1]["ETag"]
    assert answer(path, if_none_match=etag)[0] == 304
    freeze(NOW)
    assert answer(path, if_none_match=etag)[0] == 404


@pytest.mark.django_db
def test_a_withdrawn_article_answers_410_with_its_notice_and_nothing_of_its_text(hide):
    edition = hide("withdrawn")
    status, _, body = answer(f"/news/{edition.work_id}/{edition.slug}/")
    assert status == 410
    assert "Withdrawn." in body
    assert MARK not in body


@pytest.mark.django_db
def test_a_text_stands_in_its_own_language_only(hide, freeze):
    edition = hide("scheduled")
    freeze(NOW + timedelta(minutes=1))
    assert answer(f"/ru/news/{edition.work_id}/{edition.slug}/")[0] == 404
    for path in ("/ru/", "/ru/news/", "/ru/news/organs/council/"):
        assert_silent(path)


@pytest.mark.django_db
def test_public_answers_set_no_cookie_and_live_to_the_next_whole_minute(world, write, freeze):
    public = write("approved", **world)
    freeze(NOW + timedelta(seconds=20))
    for path in paths(public):
        _, headers, _ = answer(path)
        assert headers["Cache-Control"] == "public, max-age=40", path
        assert "Set-Cookie" not in headers
        assert "Cookie" not in headers.get("Vary", "")
