"""What somebody without an account is shown behind a shared link: that edition on its real page, and nothing else."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_script_prefix
from django.urls import reverse

from library.models import Document, Picture
from publishing.preview_links import PreviewLink, PreviewVisit
from publishing.releases import Release
from publishing.states import Phase

from ..conftest import instant
from ..drawing import png
from ..library.test_documents import upload
from ..surfaces import paths

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")
MINUTE = timedelta(minutes=1)
PHASES = ["draft", "in_review", "ready", "scheduled", "live", "superseded", "withdrawn", "set_aside"]


@pytest.fixture(autouse=True)
def noon(freeze):
    freeze(NOON)


@pytest.fixture
def share(moderator):
    """share(edition): the address of a new link to it."""

    def share(edition, **details):
        _, token = PreviewLink.objects.share(edition, by=moderator, **details)
        return reverse("preview", args=[token])

    return share


@pytest.fixture
def bring(write, write_meeting, editor, moderator):
    """bring("live", "meeting"): a text of that kind in that phase at noon, with the headline "The council in May"."""

    def bring(phase, kind="article", **content):
        past, ahead = NOON - timedelta(days=1), NOON + 5 * MINUTE
        make = write_meeting if kind == "meeting" else write
        content = {"headline": "The council in May", **({"kind": "page"} if kind == "page" else {}), **content}
        state = {"draft": "draft", "set_aside": "draft", "in_review": "in_review", "ready": "in_review"}.get(
            phase, "approved"
        )
        edition = make(state, at=past, live_from=ahead if phase == "scheduled" else None, **content)
        if phase == "set_aside":
            edition.set_aside_draft(by=editor)
        if phase == "ready":
            release = Release.objects.start(by=moderator, name="Statements", goes_out_at=ahead)
            for member in (edition, write("draft")):
                release.add(member, by=editor)
            edition.approve(by=moderator)
        if phase == "superseded":
            make("approved", work=edition.work, at=NOON - MINUTE, headline="The council later", typo_only=True)
        if phase == "withdrawn":
            edition.work.withdraw(by=moderator, reason="r", notice="Withdrawn.")
        edition.refresh_from_db()
        assert edition.phase(NOON) == phase
        return edition

    return bring


def body_of(response):
    """What people are shown: the body without the banner, and without what only machines read."""
    html = response.content.decode().partition("<body>")[2]
    html = re.sub(
        r'<aside class="preview".*?</aside>|<script type="application/ld\+json">.*?</script>', "", html, flags=re.S
    )
    return re.sub(r"\s+", " ", html)


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["article", "page", "meeting"])
@pytest.mark.parametrize("phase", PHASES)
def test_any_edition_is_shown_on_its_real_page(phase, kind, bring, share, client):
    edition = bring(phase, kind)
    response = client.get(share(edition))
    assert response.status_code == 200
    template = {"article": "news/article.html", "page": "news/page.html", "meeting": "meetings/meeting.html"}[kind]
    assert template in {used.name for used in response.templates}
    html = response.content.decode()
    assert re.search(r"<h1[^>]*>The council in May</h1>", html)
    assert "<title>Preview: The council in May" in html
    said = {"draft": "a draft", "ready": "approved, waiting for its release"}.get(phase, Phase(phase).label.lower())
    assert f"Preview of edition 1, {said}." in html
    assert ("It may still change." in html) == (phase in {"draft", "in_review", "set_aside"})
    assert ("Readers see this edition now." in html) == (phase == "live")
    assert ("Readers do not see this." in html) == (phase != "live")


@pytest.mark.parametrize("kind", ["article", "page", "meeting"])
def test_it_is_the_page_that_readers_get_but_for_the_banner_and_what_machines_read(kind, bring, share, client):
    edition = bring("live", kind)
    shown, public = (body_of(client.get(path)) for path in (share(edition), edition.get_absolute_url()))
    assert shown == public


def test_a_draft_is_shown_with_what_an_approval_would_print(
    bring, share, client, make_person, make_post, make_body, appoint, editor
):
    council = make_body("Permanent Council", ru="Постоянный совет", slug="council")
    spokesman = appoint(make_person("Ivan Ivanov"), make_post("Spokesman", body=council), "2020-01-01")
    picture = Picture.objects.accept(png(), by=editor, alt="A grey field", credit="The test")
    edition = bring("draft", people=[spokesman], picture=picture)
    html = client.get(share(edition)).content.decode()
    assert "Ivan Ivanov" in html
    assert "Spokesman" in html
    assert 'alt="A grey field"' in html
    edition.refresh_from_db()
    assert (edition.printed, edition.live_from, edition.state) == ({}, None, "draft")
    picture_address = re.search(r'src="(/media/pictures/[^"]+)"', html).group(1)
    assert client.get(picture_address).status_code == 200


@pytest.mark.parametrize("phase", ["draft", "in_review", "ready", "scheduled"])
def test_what_was_approved_is_shown_as_it_was_printed_then(phase, bring, share, client, editor):
    picture = Picture.objects.accept(png(), by=editor, alt="A grey field", credit="The test")
    edition = bring(phase, picture=picture)
    picture.alt = "A green field"
    picture.save()
    html = client.get(share(edition)).content.decode()
    assert ("A grey field" in html) == (phase in {"ready", "scheduled"})
    assert ("A green field" in html) == (phase in {"draft", "in_review"})


def test_documents_of_a_hidden_meeting_can_be_opened_by_whoever_has_the_link(bring, share, client, editor):
    file = Document.objects.accept(upload(), by=editor, title="A decision", language="en")
    rows = [{"title": "A decision", "language": "en", "number": "1", "file": file}]
    html = client.get(share(bring("draft", "meeting", documents=rows))).content.decode()
    assert client.get(re.search(r'href="(/media/documents/[^"]+)"', html).group(1)).status_code == 200


def test_a_draft_without_section_or_words_has_a_page(write, share, client):
    edition = write("draft", headline="№", body="", section=None)
    response = client.get(share(edition))
    assert response.status_code == 200
    assert "Back to all news" in response.content.decode()


def test_the_notes_are_those_up_to_the_edition_and_its_own(write, share, client):
    first = write("approved", at=NOON - 9 * MINUTE)
    work = first.work
    second = write("approved", work=work, at=NOON - 8 * MINUTE, change_note="The second note.")
    third = write("approved", work=work, at=NOON, live_from=NOON + MINUTE, change_note="The third note.")
    fourth = write("draft", work=work, at=NOON, change_note="The fourth note.")
    said = {
        edition.number: re.findall(r"The (\w+) note\.", client.get(share(edition)).content.decode())
        for edition in (first, second, third, fourth)
    }
    assert said == {
        1: [],
        2: ["second"],
        3: ["second", "third"],
        4: ["second", "third", "fourth"],
    }


def test_what_stands_around_it_is_what_is_public_now(write, write_meeting, share, client, moderator):
    about = write_meeting("in_review", headline="A hidden meeting")
    address = share(write("draft", meeting=about.work))
    assert "A hidden meeting" not in client.get(address).content.decode()
    about.approve(by=moderator)
    assert "A hidden meeting" in client.get(address).content.decode()


def test_translations_that_are_public_stand_beside_it_and_hidden_ones_do_not(write, share, client, editor, moderator):
    edition = write("draft", headline="In English")
    russian = type(edition.work).objects.write(
        by=editor,
        language="ru",
        group=edition.work.group,
        headline="По-русски",
        body="<p>Текст.</p>",
        section=edition.section,
    )
    address = share(edition)
    assert f"/ru/news/{russian.work_id}/" not in client.get(address).content.decode()
    russian.submit(by=editor)
    russian.approve(by=moderator)
    assert f"/ru/news/{russian.work_id}/" in client.get(address).content.decode()
    assert f"/news/{edition.work_id}/" not in client.get(russian.get_absolute_url()).content.decode()


def test_the_page_speaks_the_language_of_its_text(write, share, client):
    edition = write("in_review", language="ru", headline="Заседание", body="<p>Текст.</p>")
    response = client.get(share(edition))
    html = response.content.decode()
    assert response["Content-Language"] == "ru"
    assert '<html lang="ru">' in html
    banner = re.search(r'<aside class="preview".*?</aside>', html, re.DOTALL).group()
    said = re.sub(r"<[^>]+>|\s+", " ", banner)
    assert "редакция 1, на проверке." in said
    assert "Читатели её не видят." in said
    assert not set(re.findall(r"[A-Za-z]{2,}", said)) - {"MSK", "UTC"}


def test_what_comes_back_after_a_withdrawal_says_that_it_was_gone(bring, share, client, editor):
    edition = bring("withdrawn")
    back = edition.work.start_edition(by=editor)
    back.change_note = "The second note."
    back.save_draft(by=editor)
    html = client.get(share(back)).content.decode()
    assert re.search(r"Withdrawn until.*Withdrawn\..*The second note\.", html, re.DOTALL)
    assert "Withdrawn until" not in client.get(share(edition)).content.decode()


# --- one pair of eyes -------------------------------------------------------------------------------------------------


def test_no_cache_no_index_and_no_other_site_gets_hold_of_it(bring, share, client):
    response = client.get(share(bring("draft")))
    assert set(response["Cache-Control"].replace(" ", "").split(",")) == {"no-store", "private"}
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert not {"ETag", "Last-Modified", "Set-Cookie"} & set(response.headers)
    html = response.content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert not re.search(
        r'rel="canonical"|property="og:|application/ld\+json|rel="alternate" hreflang="\w+" href="http', html
    )
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", html)


def test_the_banner_says_until_when_the_address_works_and_that_a_draft_may_change(bring, share, client):
    html = client.get(share(bring("draft"), hours=2)).content.decode()
    assert "This address works until 03.03.2026 17:00 MSK (14:00 UTC)." in html
    assert "It may still change. You see it as it was saved on 02.03.2026 15:00 MSK (12:00 UTC)." in html
    assert "It may still change." not in client.get(share(bring("scheduled"))).content.decode()


def test_a_draft_that_is_changed_is_shown_as_it_is_now(bring, share, client, editor):
    edition = bring("draft")
    address = share(edition)
    edition.headline = "The council in June"
    edition.save_draft(by=editor)
    assert "The council in June" in client.get(address).content.decode()


def test_a_link_to_one_edition_never_shows_another(write, share, client):
    first = write("approved", at=NOON - MINUTE, headline="First words")
    address = share(first)
    write("approved", work=first.work, at=NOON, headline="Second words", change_note="A note on the second.")
    html = client.get(address).content.decode()
    assert "First words" in html
    assert "econd" not in html


def test_a_site_below_a_prefix_has_previews_too(bring, share, client):
    address = share(bring("draft"))
    with override_script_prefix("/press/"):
        response = client.get(address)
    assert response.status_code == 200
    assert 'href="/press/news/' in response.content.decode()


def test_it_is_only_read(bring, share):
    address = share(bring("draft"))
    client = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(address).status_code == 405
    assert not PreviewVisit.objects.exists()


# --- dead links -------------------------------------------------------------------------------------------------------


@pytest.fixture
def dead(bring, moderator, administrator, write, freeze):
    """Addresses of links that show nothing any more, by the reason; and one that never was."""

    def made(edition, **details):
        link, token = PreviewLink.objects.share(edition, by=moderator, at=NOON - timedelta(hours=2), **details)
        return link, reverse("preview", args=[token])

    revoked, of_revoked = made(bring("draft"))
    revoked.revoke(by=moderator)
    erased = bring("live")
    _, of_erased = made(erased)
    erased.work.erase(by=administrator, reason="A court has ordered it.", notice="Removed.")
    _, of_expired = made(bring("in_review"), hours=2)
    return {
        "unknown": reverse("preview", args=["A" * 43]),
        "revoked": of_revoked,
        "erased": of_erased,
        "expired": of_expired,
    }


def answer(address):
    response = Client().get(address)
    return response.status_code, dict(response.items()), response.content


def test_every_dead_link_answers_as_an_address_that_never_was(dead):
    answers = {reason: answer(address) for reason, address in dead.items()}
    never_was = answer("/no-such-page/")
    assert never_was[0] == 404
    assert {reason for reason, each in answers.items() if each != never_was} == set()
    assert not PreviewVisit.objects.exists()


def test_every_dead_link_costs_the_same_queries(dead):
    asked = {}
    for reason, address in dead.items():
        with CaptureQueriesContext(connection) as queries:
            answer(address)
        asked[reason] = [re.sub(r"'[^']*'", "?", query["sql"]) for query in queries]
    assert len({tuple(each) for each in asked.values()}) == 1


def test_a_link_ends_at_its_minute(bring, share, client, freeze):
    address = share(bring("draft"), hours=1)
    freeze(NOON + timedelta(hours=1) - timedelta(microseconds=1))
    assert client.get(address).status_code == 200
    freeze(NOON + timedelta(hours=1))
    assert client.get(address).status_code == 404


def test_the_time_machine_turns_back_no_links_clock(bring, share, administrator, as_, freeze):
    address = share(bring("draft"), hours=1)
    freeze(NOON + timedelta(hours=2))
    client = as_(administrator)
    assert client.get("/at/2026-03-03T12:30Z/news/").status_code == 200
    for at in ("2026-03-03T12:30Z", "2026-03-03T14:00Z"):
        assert client.get(f"/at/{at}{address}").status_code == 404
    assert not PreviewVisit.objects.exists()


def test_an_erasure_between_the_question_and_the_answer_shows_nothing(bring, share, client, administrator, monkeypatch):
    edition = bring("live")
    address = share(edition)
    edition.work.erase(by=administrator, reason="A court has ordered it.", notice="Removed.")
    PreviewLink.objects.update(revoked_at=None)
    assert client.get(address).status_code == 404


# --- the log ----------------------------------------------------------------------------------------------------------


def test_each_view_is_logged_with_its_time_and_network_and_a_head_is_none(bring, share, freeze):
    address = share(bring("draft"))
    client = Client(REMOTE_ADDR="192.0.2.77")
    client.head(address)
    assert not PreviewVisit.objects.exists()
    client.get(address)
    freeze(NOON + MINUTE)
    client.get(address)
    visits = list(PreviewVisit.objects.order_by("at").values_list("at", "network"))
    assert visits == [(NOON, "192.0.2.0/24"), (NOON + MINUTE, "192.0.2.0/24")]
    assert "192.0.2.77" not in str(list(PreviewVisit.objects.values()))


def test_a_head_is_told_what_a_get_is_told(bring, share, client):
    address = share(bring("draft"))
    seen, asked = client.get(address), client.head(address)
    assert (asked.status_code, asked.content) == (200, b"")
    assert {**asked.headers, "Content-Length": ""} == {**seen.headers, "Content-Length": ""}


# --- no trace in public -----------------------------------------------------------------------------------------------


def test_a_link_changes_nothing_that_the_public_sees(bring, share, client):
    edition = bring("scheduled")
    before = {path: answer(path) for path in paths(edition)}
    address = share(edition)
    assert client.get(address).status_code == 200
    assert {path: answer(path) for path in paths(edition)} == before
    token = address.split("/")[2]
    for path in paths(edition):
        assert token not in str(answer(path)), path
        if path.startswith(("/robots", "/sitemap")):
            assert "preview" not in answer(path)[2].decode(), path


def test_the_date_of_the_text_is_its_own(bring, share, client):
    html = client.get(share(bring("draft", date=date(2026, 2, 20)))).content.decode()
    assert '<time datetime="2026-02-20">20.02.2026</time>' in html
