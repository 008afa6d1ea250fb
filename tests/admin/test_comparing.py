"""The page that sets two editions beside each other, and the buttons that restore, carry over and settle."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from library.models import Picture
from news.models import ArticleEdition

from ..drawing import png
from .newsroom import address, press, text, typed

pytestmark = pytest.mark.django_db


def comparison(edition, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return reverse("admin:news_articleedition_compare", args=[edition.pk]) + (f"?{query}" if query else "")


@pytest.fixture
def editions(write):
    """Three editions of one article, all approved."""
    first = write("approved", headline="First", body="<p>Same.</p><p>The 12 participants met.</p>")
    body = "<p>Same.</p><p>The 13 participants met.</p>"
    second = write("approved", work=first.work, headline="Second", body=body, change_note="The number was corrected.")
    third = write("approved", work=first.work, headline="Third")
    return first, second, third


# --- the page ---------------------------------------------------------------------------------------------------------


def test_an_edition_is_compared_with_the_one_it_was_made_from(as_, editor, editions):
    page = text(as_(editor).get(comparison(editions[1])))
    assert "From edition 1 to edition 2" in page
    assert "The <del>12 </del><ins>13 </ins>participants met." in page
    assert "The number was corrected." in page
    assert page.count("Saved by edith") == 2


def test_any_two_are_compared_either_way_round(as_, editor, editions):
    first, _second, third = editions
    client = as_(editor)
    page = text(client.get(comparison(third, **{"with": 1})))
    assert "From edition 1 to edition 3" in page
    assert "<del>First</del>" in page
    assert "?with=3&amp;of=1" in page
    page = text(client.get(comparison(third, **{"with": 3, "of": 1})))
    assert "<del>Third</del>" in page
    assert text(client.get(comparison(first, **{"with": 1}))).count("alike in everything") == 1


@pytest.mark.parametrize("number", ["9", "0", "-1", "x", "\x00", "9" * 40, ""])
def test_a_number_that_no_edition_has_is_answered_in_a_sentence(number, as_, editor, editions, write):
    write("approved", headline="Of another text")
    for asked in ({"with": number}, {"of": number}):
        response = as_(editor).get(reverse("admin:news_articleedition_compare", args=[editions[2].pk]), asked)
        assert response.status_code == 404
        assert "This text has no edition of that number." in text(response)


def test_the_only_edition_has_nothing_to_be_compared_with(as_, editor, write):
    response = as_(editor).get(comparison(write("draft")))
    assert response.status_code == 200
    assert "one edition only" in text(response)


@pytest.mark.parametrize("key", ["999999", "x", "9" * 30])
def test_an_edition_that_does_not_exist_is_not_found(key, as_, editor):
    assert as_(editor).get(f"/admin/news/articleedition/{key}/compare/").status_code == 404


def test_who_may_not_see_editions_sees_no_comparison(as_, make_user, editions, client):
    response = as_(make_user("Nobody Special")).get(comparison(editions[1]))
    assert response.status_code == 403
    assert "participants" not in text(response)
    assert client.get(comparison(editions[1])).status_code == 302


def test_it_changes_nothing_and_no_cache_keeps_it(as_, editor, editions):
    client = as_(editor)
    assert client.post(comparison(editions[1])).status_code == 405
    assert "no-store" in client.get(comparison(editions[1]))["Cache-Control"]


def test_hostile_words_stay_words(as_, editor, write):
    hostile = "<img src=x onerror=alert(1)>"
    first = write("approved", headline=hostile, body="<p>One &lt;img src=x onerror=alert(1)&gt; two.</p>")
    second = write("draft", work=first.work, headline=f"{hostile}!", body="<p>One two.</p>")
    assert "<img src=x" not in text(as_(editor).get(comparison(second)))


def test_another_picture_is_seen(as_, editor, moderator, write):
    one, other = (Picture.objects.accept(png(), by=moderator, alt="A hall", credit="CSTO") for _ in range(2))
    first = write("approved", picture=one)
    page = text(as_(editor).get(comparison(write("draft", work=first.work, picture=other))))
    assert one.small.url in page
    assert other.small.url in page


def test_meetings_are_compared_the_same_way(as_, editor, write_meeting):
    first = write_meeting("approved", participants=[{"name": "Ann"}])
    second = write_meeting("draft", work=first.work, participants=[{"name": "Bob"}])
    page = text(as_(editor).get(reverse("admin:meetings_meetingedition_compare", args=[second.pk])))
    assert "<ins>Bob, took part</ins>" in page


def test_the_page_costs_the_same_queries_however_many_editions(as_, editor, write, editions):
    client = as_(editor)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(comparison(editions[1]))
        return len(queries)

    before = asked()
    for _ in range(4):
        write("approved", work=editions[0].work)
    assert asked() == before


def test_a_moderator_sees_changed_words_and_links_in_the_text_under_review(as_, moderator, write):
    first = write("approved", body='<p>See <a href="https://a.example/">the plan</a>.</p>')
    second = write("in_review", work=first.work, body='<p>See <a href="https://b.example/">the plan</a>.</p>')
    page = text(as_(moderator).get(address(second)))
    assert "<del>https://a.example/</del>" in page
    assert "<ins>https://b.example/</ins>" in page


# --- the buttons ------------------------------------------------------------------------------------------------------


def test_an_earlier_edition_is_restored_by_its_button(as_, editor, editions):
    client = as_(editor)
    assert "Restore this edition" in text(client.get(address(editions[0])))
    response = press(client, editions[0], "restore")
    restored = ArticleEdition.objects.get(number=4)
    assert response.url == address(restored)
    assert (restored.headline, restored.base) == ("First", editions[2])
    assert 'name="change_note"' in text(client.get(address(restored)))


def test_the_newest_edition_offers_no_restoring_and_neither_does_any_while_one_is_written(as_, editor, editions):
    client = as_(editor)
    assert "Restore this edition" not in text(client.get(address(editions[2])))
    editions[0].work.start_edition(by=editor)
    assert "Restore this edition" not in text(client.get(address(editions[0])))
    assert "Edition 4 is draft already" in text(press(client, editions[0], "restore"))


def test_an_overtaken_draft_is_carried_over_and_settled_by_buttons(as_, editor, editions):
    client = as_(editor)
    draft = editions[0].work.start_edition(by=editor, base=editions[0])
    client.post(address(draft), typed(draft, headline="Mine", typo_only="on"))
    press(client, draft, "carry_over")
    draft.refresh_from_db()
    page = text(client.get(address(draft)))
    assert "Changed here and in another edition: choose" in page
    assert "Mine" in page
    assert "Third" in page
    stale = press(client, draft, "take_theirs", conflict=0, version=draft.version - 1)
    assert "saved this text in another window" in text(stale)
    press(client, draft, "take_theirs", conflict=0, version=draft.version)
    draft.refresh_from_db()
    assert (draft.headline, draft.base, draft.conflicts) == ("Third", editions[2], [])
    assert "choose" not in text(client.get(address(draft)))


@pytest.mark.parametrize("value", ["", "x", "-1", "7", "9" * 30])
@pytest.mark.parametrize("action", ["keep_mine", "take_theirs", "carry_over", "restore"])
def test_odd_presses_are_answered_in_sentences(action, value, as_, editor, write):
    draft = write("draft")
    response = press(as_(editor), draft, action, conflict=value, version=value)
    assert response.status_code == 200
    assert "was refused" in text(response)


@pytest.mark.parametrize("action", ["keep_mine", "take_theirs", "carry_over", "restore"])
def test_a_crafted_post_gives_nobody_power(action, as_, make_user, editions):
    before = list(ArticleEdition.objects.values())
    response = press(as_(make_user("Nobody Special")), editions[0], action, conflict=0, version=1)
    assert response.status_code == 403
    assert list(ArticleEdition.objects.values()) == before


def test_a_link_that_both_have_changed_is_seen_though_its_words_are_the_same(as_, editor, write):
    body = '<p>See <a href="https://{}.example/">the plan</a>.</p>'
    first = write("approved", body=body.format("a"))
    write("approved", work=first.work, body=body.format("b"))
    draft = first.work.start_edition(by=editor, base=first)
    draft.body = body.format("c")
    draft.save_draft(by=editor)
    draft.carry_over(by=editor)
    page = text(as_(editor).get(address(draft)))
    assert "<mark>https://b.example/</mark>" in page
    assert "<mark>https://c.example/</mark>" in page
