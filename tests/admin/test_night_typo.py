"""The page of the night typo: two clicks and a sentence, for those who may, and nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from news.models import ArticleEdition
from publishing import clock
from publishing.events import Event
from publishing.freeze import Freeze

from ..conftest import instant
from .newsroom import address, text

pytestmark = pytest.mark.django_db

NIGHT = instant("2026-03-03 23:10")
BUTTON = "Correct a typo now"


@pytest.fixture
def live(write, freeze):
    freeze(NIGHT)
    return write(at=NIGHT - timedelta(hours=5), headline="The Counsil met", lead="In Moscow.")


def page_of(edition):
    kind = edition._meta
    return reverse(f"admin:{kind.app_label}_{kind.model_name}_correct", args=[edition.pk])


def typed(edition, **changes):
    """What the form sends when only the headline and the reason are touched."""
    content = {name: getattr(edition, name) for name in edition.correctable()}
    usual = {"headline": "The Council met", "typo_only": "on", "change_note": "", "override_reason": "A wrong name."}
    return {**content, **usual, **changes}


def test_two_clicks_and_a_sentence(as_, moderator, live, client):
    browser = as_(moderator)
    link = re.search(rf'href="([^"]+)">{BUTTON}', text(browser.get(address(live))))[1]
    form = text(browser.get(link))
    assert re.search(r'name="typo_only"[^>]* checked', form)
    assert 'value="The Counsil met"' in form
    response = browser.post(link, typed(live))
    new = ArticleEdition.objects.get(number=2)
    assert response.url == f"{address(new)}?saved=1"
    assert "Corrected. Readers see it since 04.03.2026 02:10 MSK" in text(browser.get(response.url))
    page = text(client.get(live.get_absolute_url()))
    assert "The Council met" in page
    assert "Changes to this text" not in page
    assert Event.objects.overrides(NIGHT).get().override_reason == "A wrong name."


def test_a_meeting_is_corrected_in_the_same_way(as_, moderator, write_meeting, freeze):
    freeze(NIGHT)
    meeting = write_meeting(at=NIGHT - timedelta(hours=5), headline="Sesion", agenda="<p>One.</p>")
    browser = as_(moderator)
    assert all(f'name="{name}"' in text(browser.get(page_of(meeting))) for name in ("agenda", "body"))
    browser.post(page_of(meeting), typed(meeting, headline="Session"))
    assert meeting.work.editions.live(NIGHT).get().headline == "Session"


@pytest.mark.parametrize(
    ("changes", "said", "where"),
    [
        ({"override_reason": ""}, "Say why it cannot wait", "#id_override_reason"),
        ({"override_reason": "\u200b"}, "somebody else approves it", "#id_override_reason"),
        ({"headline": ""}, "This field is required", "#id_headline"),
        ({"body": "<div>" * 200}, "nested too deeply", "#id_body"),
        ({"body": "<p>Text <a>dead</a></p>"}, "leads nowhere", "#id_body"),
        ({"typo_only": ""}, "Tell readers what was changed", "#id_change_note"),
        ({"change_note": "A note."}, "Either a public note or", "#id_typo_only"),
        ({"headline": "The Counsil met"}, "Nothing is different from what readers see now", ""),
    ],
)
def test_a_refusal_says_why_and_where_and_loses_nothing(as_, moderator, live, changes, said, where):
    page = text(
        as_(moderator).post(
            page_of(live), typed(live, **{"lead": "In Yerevan.", **changes}) if where else typed(live, **changes)
        )
    )
    problems = page.split('class="problems"')[1].split("</div>")[0]
    assert said in problems
    assert f'href="{where}"' in problems if where else "<a" not in problems
    if where:
        assert "In Yerevan." in page
    assert ArticleEdition.objects.count() == 1


def test_whoever_is_slower_keeps_the_words_and_reads_why(as_, moderator, second_moderator, live):
    as_(moderator).post(page_of(live), typed(live))
    page = text(as_(second_moderator).post(page_of(live), typed(live, headline="My own words")))
    assert "Readers see edition 2 now, not this one" in page
    assert 'value="My own words"' in page
    assert ArticleEdition.objects.count() == 2


def test_while_releases_are_frozen_it_must_be_marked_as_urgent(as_, moderator, live):
    browser = as_(moderator)
    assert 'name="urgent"' not in text(browser.get(page_of(live)))
    Freeze.begin(by=moderator, reason="A day of mourning.")
    page = text(browser.post(page_of(live), typed(live)))
    assert "Releases are frozen since" in page
    assert ArticleEdition.objects.count() == 1
    browser.post(page_of(live), typed(live, urgent="on"))
    assert live.work.editions.live(NIGHT).get().headline == "The Council met"


def test_it_is_offered_only_where_it_can_be_done(as_, moderator, editor, live, write):
    assert BUTTON not in text(as_(editor).get(address(live)))
    draft = live.work.start_edition(by=editor)
    browser = as_(moderator)
    for edition in (live, draft):
        assert BUTTON not in text(browser.get(address(edition)))
    response = browser.get(page_of(live), follow=True)
    assert response.redirect_chain == [(address(live), 302)]
    assert "Edition 2 is draft already" in text(response)
    draft.set_aside_draft(by=editor)
    assert BUTTON in text(browser.get(address(live)))
    write(work=live.work, live_from=clock.next_minute(NIGHT) + timedelta(hours=1))
    assert BUTTON not in text(browser.get(address(live)))


def test_who_may_not_is_refused_by_the_server(as_, editor, make_user, live):
    careful = Client(enforce_csrf_checks=True)
    for user in (editor, make_user("Nobody Special")):
        for response in (as_(user).get(page_of(live)), as_(user).post(page_of(live), typed(live))):
            assert response.status_code == 403
    assert "What you typed was not saved, but it is not lost" in text(Client().post(page_of(live), typed(live)))
    careful.force_login(editor)
    assert careful.post(page_of(live), typed(live)).status_code == 403
    assert ArticleEdition.objects.count() == 1


@pytest.mark.parametrize("number", ["999999", "9" * 30, "x", "%00", "1/2"])
def test_an_edition_that_is_not_there_is_not_found(as_, moderator, live, number):
    base = page_of(live).replace(f"/{live.pk}/", f"/{number}/")
    assert as_(moderator).get(base).status_code == 404


def test_the_page_allows_what_the_editor_needs_and_is_never_stored(as_, moderator, live):
    response = as_(moderator).get(page_of(live))
    assert "script-src-attr 'unsafe-inline'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
