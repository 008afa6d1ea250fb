"""The history of a text reads like a story: day by day, who did what, with the way to what it changed."""

from datetime import timedelta

import pytest

from publishing.events import Event
from publishing.history import OPEN, sentence, story

from ..conftest import instant
from .newsroom import address, text

pytestmark = pytest.mark.django_db

NOON = instant("2026-03-03 12:00")


def told(work):
    """[(day, [sentence, ...], whether it is folded)] as the page has it."""
    days = story(
        list(Event.objects.about(work)), list(work.editions.all()), lambda edition, number: f"{edition}?{number}"
    )
    return [(f"{day.date:%d.%m.%Y}", [one.sentence for one in day.told], day.is_folded) for day in days]


def test_events_are_told_by_days_of_the_newsroom_the_newest_first(write, editor, moderator):
    first = write("in_review", at=instant("2026-03-02 20:59"))
    first.approve(by=moderator, at=instant("2026-03-02 21:00"))
    work = first.work
    work.start_edition(by=editor, at=NOON)
    assert told(work) == [
        ("03.03.2026", ["started edition 2 from edition 1", "approved edition 1, to go out at once"], False),
        ("02.03.2026", ["submitted edition 1 for review", "started edition 1"], False),
    ]


def test_every_action_has_a_sentence_of_its_own(write):
    for action in Event.Action:
        event = Event(action=action, edition_number=3, source_number=2, at=NOON, takes_effect_at=NOON)
        assert "None" not in sentence(event)
        assert "%" not in sentence(event)


def test_an_action_that_is_new_here_is_told_by_its_name():
    event = Event(action="sung_aloud", edition_number=3, at=NOON, takes_effect_at=NOON)
    assert sentence(event) == "sung_aloud (edition 3) for 03.03.2026 15:00 MSK (12:00 UTC)"


def test_now_is_told_as_such_also_when_it_waited_for_its_undo():
    event = Event(action="approve", edition_number=3, at=NOON, takes_effect_at=NOON + timedelta(seconds=10))
    assert sentence(event) == "approved edition 3, to go out at once"
    event.takes_effect_at = None
    assert sentence(event) == "approved edition 3 for its release"


def test_a_restored_edition_and_a_later_time_are_told_in_words(write, editor, freeze):
    freeze(NOON)
    first = write("approved", live_from=instant("2026-03-04 09:00"))
    first.work.restore_edition(first, by=editor)
    sentences = told(first.work)[0][1]
    assert sentences[:2] == [
        "restored edition 1 as edition 2",
        "approved edition 1 for 04.03.2026 12:00 MSK (09:00 UTC)",
    ]


def test_a_long_history_is_folded_and_loses_nothing(write, editor, moderator, as_):
    draft = write("draft")
    for number in range(OPEN):
        draft.submit(by=editor)
        draft.return_to_draft(by=moderator, note=f"Note {number:03}.")
    folded = {is_folded: sentences for _day, sentences, is_folded in told(draft.work)}
    assert (len(folded[False]), len(folded[True])) == (OPEN, OPEN + 1)
    page = text(as_(editor).get(address(draft)))
    assert all(page.count(f"<q>Note {number:03}.</q>") == 1 for number in range(OPEN))
    assert f"{OPEN + 1} events" in page


def test_the_page_tells_the_story_with_notes_and_one_click_to_what_changed(write, as_, editor, moderator):
    first = write("approved")
    second = write("in_review", work=first.work, headline="Second", by=moderator, change_note="The headline changed.")
    second.approve(by=moderator, override_reason="Everybody else sleeps.")
    page = text(as_(editor).get(address(second)))
    assert f'href="/admin/news/articleedition/{second.pk}/compare/?with=1">what changed</a>' in page
    assert 'class="override"' in page
    assert "Without a second pair of eyes. Reason given: Everybody else sleeps." in page
    assert "Readers were told: <q>The headline changed.</q>" in page
    assert "<strong>Moira Moderator</strong> approved edition 2, to go out at once" in page


def test_a_history_of_hostile_words_is_words(write, as_, editor, moderator):
    draft = write("in_review")
    draft.return_to_draft(by=moderator, note="<img src=x onerror=alert(1)>")
    assert "<img src=x" not in text(as_(editor).get(address(draft)))
