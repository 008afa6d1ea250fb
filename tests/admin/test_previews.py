"""Previews in the newsroom: the page of an edition, the desk that frames it, the links that share it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from publishing.preview_links import PreviewLink

from ..conftest import instant
from .newsroom import address, text

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")
NAMES = ["preview", "preview_desk", "preview_share"]


@pytest.fixture(autouse=True)
def noon(freeze):
    freeze(NOON)


def way(edition, name="preview", *args):
    return reverse(f"admin:{edition._meta.app_label}_{edition._meta.model_name}_{name}", args=[edition.pk, *args])


# --- the page and the desk --------------------------------------------------------------------------------------------


def test_staff_see_any_edition_on_its_real_page(as_, second_editor, write, write_meeting):
    for edition in (write("draft", headline="Not out yet"), write_meeting("draft", headline="Not out yet")):
        response = as_(second_editor).get(way(edition))
        assert response.status_code == 200
        assert {"news/article.html", "meetings/meeting.html"} & {used.name for used in response.templates}
        html = text(response)
        assert re.search(r"<h1[^>]*>Not out yet</h1>", html)
        assert "Preview of edition 1, a draft." in html
        assert "Readers do not see this." in html
        assert "This address works until" not in html
        assert address_of(edition) in html


def address_of(edition):
    return way(edition, "change")


def test_a_russian_text_is_previewed_in_russian_whatever_the_newsroom_speaks(as_, editor, write):
    edition = write("draft", language="ru", headline="Заседание", body="<p>Текст.</p>")
    response = as_(editor).get(way(edition))
    assert '<html lang="ru">' in text(response)
    assert "редакция 1, черновик." in text(response)
    assert response["Content-Language"] == "ru"


@pytest.mark.parametrize("name", NAMES)
def test_everybody_else_gets_what_the_admin_gives(name, as_, make_user, write):
    edition = write("draft", headline="Not out yet")
    outside = Client().get(way(edition, name))
    assert outside.status_code == 302
    assert "/login/" in outside["Location"]
    refused = as_(make_user("No Body")).get(way(edition, name))
    assert refused.status_code == 403
    assert "Not out yet" not in text(refused)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("key", ["9" * 30, "abc", "-1", "0", "_00"])
def test_what_does_not_exist_has_no_preview_and_nothing_fails(name, key, as_, editor):
    path = reverse(f"admin:news_articleedition_{name}", args=[key])
    assert as_(editor).get(path).status_code == 302


@pytest.mark.parametrize("name", NAMES)
def test_what_was_erased_leads_back_with_a_sentence(name, as_, administrator, write):
    edition = write("approved", at=NOON - timedelta(days=1))
    edition.work.erase(by=administrator, reason="A court has ordered it.", notice="Removed.")
    client = as_(administrator)
    response = client.get(way(edition, name))
    assert response["Location"] == address_of(edition)
    page = text(client.get(address_of(edition)))
    assert "Every word of this edition was erased" in page
    assert "Share a preview" not in page


def test_only_the_preview_may_be_framed_and_only_by_the_newsroom(as_, editor, write):
    edition = write("draft")
    client = as_(editor)
    shown, desk, share, change = (client.get(way(edition, name)) for name in (*NAMES, "change"))
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert "frame-src" not in shown["Content-Security-Policy"]
    assert "frame-src 'self'" in desk["Content-Security-Policy"]
    for page in (desk, share, change):
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    for page in (share, change):
        assert "frame-src" not in page["Content-Security-Policy"]
    for page in (shown, desk, share):
        assert "no-store" in page["Cache-Control"]
    assert not re.search(r"<script|<form|<style|\sstyle=|\son\w+=", text(shown))


def test_the_desk_frames_the_page_as_wide_and_in_the_colours_that_its_links_choose(as_, editor, write):
    edition = write("draft")
    client = as_(editor)
    framed = f"{way(edition)}?framed=1"
    both = [("phone light", framed), ("phone dark", framed)]
    for query, frames in (
        ("", both),
        ("?width=desktop&look=dark", [("desktop dark", framed)]),
        ("?width=phone&look=light", both[:1]),
        ("?width=x&look=y", both),
    ):
        html = text(client.get(way(edition, "preview_desk") + query))
        assert re.findall(r'<iframe class="(\w+ \w+)" src="([^"]+)"', html) == frames
        assert html.count('aria-current="true"') == 2
        for choice in ("width=phone", "width=desktop", "look=both", "look=light", "look=dark"):
            assert choice in html


def test_links_within_a_frame_open_in_the_whole_window(as_, editor, write):
    edition = write("draft")
    client = as_(editor)
    assert '<base target="_top">' in text(client.get(f"{way(edition)}?framed=1"))
    assert "<base" not in text(client.get(way(edition)))
    assert address_of(edition) not in text(client.get(f"{way(edition)}?framed=1"))


def test_a_preview_is_only_read(as_, editor, write):
    edition = write("draft")
    client = as_(editor)
    for name in ("preview", "preview_desk"):
        assert client.post(way(edition, name)).status_code == 405
    assert client.get(way(edition, "preview_revoke", 1)).status_code == 405


# --- the links --------------------------------------------------------------------------------------------------------


def make_link(client, edition, **fields):
    response = client.post(way(edition, "preview_share"), {"hours": 72, **fields})
    found = re.search(r'value="(http://testserver/preview/[\w-]{43}/)"', text(response))
    return response, found and found.group(1)


def test_a_link_is_made_shown_once_followed_and_revoked(as_, editor, write):
    edition = write("draft", headline="Not out yet")
    client = as_(editor)
    response, link = make_link(client, edition, intended_for="The delegation of Armenia")
    assert response.status_code == 200
    page = text(client.get(way(edition, "preview_share")))
    assert link not in page
    for words in ("The delegation of Armenia", "by Edith Editor", "06.03.2026 15:00 MSK (12:00 UTC)", "not yet"):
        assert words in " ".join(page.split()), words

    reader = Client(REMOTE_ADDR="192.0.2.77")
    assert "Not out yet" in text(reader.get(link))
    page = " ".join(text(client.get(way(edition, "preview_share"))).split())
    assert "once, at 03.03.2026 15:00 MSK (12:00 UTC)" in page
    assert "192.0.2.0/24" in page
    reader.get(link)
    assert "2 times, last at 03.03.2026" in " ".join(text(client.get(way(edition, "preview_share"))).split())

    revoke = re.search(r'action="([^"]+/revoke/)"', page).group(1)
    assert client.get(revoke).status_code == 405
    assert reader.get(link).status_code == 200
    page = " ".join(text(client.post(revoke, follow=True)).split())
    assert "Revoked: nobody sees anything at that address any more." in page
    assert "/revoke/" not in page
    assert reader.get(link).status_code == 404
    history = " ".join(text(client.get(address(edition))).split())
    assert "shared a preview" in history
    assert "revoked a shared preview" in history


def test_the_page_of_an_edition_leads_to_its_previews_and_says_how_many_links_show_it(as_, editor, moderator, write):
    edition = write("in_review")
    PreviewLink.objects.share(edition, by=editor, hours=1)
    page = text(as_(moderator).get(address(edition)))
    for name in NAMES:
        assert f'href="{way(edition, name)}"' in page
    assert "1 link shows it to people without an account." in page


def test_the_note_of_a_returned_draft_stays_in_sight_when_it_is_shared(as_, editor, moderator, write):
    edition = write("in_review")
    edition.return_to_draft(by=moderator, note="Ask the delegation.")
    PreviewLink.objects.share(edition, by=editor)
    assert '<div class="note-of-return">' in text(as_(editor).get(address(edition)))


def test_who_may_not_share_sees_who_did_and_has_no_button(as_, editor, second_editor, write):
    edition = write("draft")
    client = as_(second_editor)
    assert way(edition, "preview_share") not in text(client.get(address(edition)))
    link, _ = PreviewLink.objects.share(edition, by=editor)
    assert way(edition, "preview_share") in text(client.get(address(edition)))
    page = text(client.get(way(edition, "preview_share")))
    assert "Edith Editor" in page
    assert "<button" not in page.partition('id="content"')[2]
    response, made = make_link(client, edition)
    assert made is None
    assert "Ask one of them." in text(response)
    response = client.post(way(edition, "preview_revoke", link.pk), follow=True)
    assert "Ask one of them." in text(response)
    assert PreviewLink.objects.open().count() == 1


@pytest.mark.parametrize("name", ["preview_share", "preview_revoke"])
def test_a_link_is_made_and_revoked_by_our_own_forms_only(name, editor, write):
    edition = write("draft")
    link, _ = PreviewLink.objects.share(edition, by=editor)
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    args = [link.pk] if name == "preview_revoke" else []
    assert client.post(way(edition, name, *args), {"hours": 1}).status_code == 403
    assert Client().post(way(edition, name, *args), {"hours": 1}).status_code == 403
    assert PreviewLink.objects.open().count() == 1


def test_a_link_is_revoked_on_the_page_of_its_own_edition_only(as_, moderator, write):
    edition, other = write("draft"), write("draft")
    link, _ = PreviewLink.objects.share(edition, by=moderator)
    client = as_(moderator)
    for asked, key in ((other, link.pk), (edition, "9" * 30), (edition, "x"), (edition, link.pk + 1)):
        assert client.post(way(asked, "preview_revoke", key)).status_code == 404
    assert PreviewLink.objects.open().count() == 1


@pytest.mark.parametrize("hours", ["", "0", "721", "-5", "x", "9" * 30, "\x00"])
def test_odd_hours_are_refused_beside_their_field(hours, as_, editor, write):
    response, link = make_link(as_(editor), write("draft"), hours=hours, intended_for="Kept \x00"[: 5 if hours else 4])
    assert (response.status_code, link) == (200, None)
    assert "errorlist" in text(response)
    assert 'value="Kept' in text(response)
    assert not PreviewLink.objects.exists()


def test_a_link_revoked_in_another_window_is_said_to_be_dead(as_, editor, write):
    edition = write("draft")
    link, _ = PreviewLink.objects.share(edition, by=editor)
    link.revoke(by=editor)
    response = as_(editor).post(way(edition, "preview_revoke", link.pk), follow=True)
    assert "shows nothing any more" in text(response)
