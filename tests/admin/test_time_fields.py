"""Times typed in the newsroom: in its zone, wherever they are asked for, also in the nights when the clocks change."""

import re
from datetime import timedelta

import pytest

from news.models import ArticleEdition

from ..conftest import instant
from .newsroom import ADD, address, press, text, typed

pytestmark = pytest.mark.django_db

# In Kyiv the clocks skip 03:00-04:00 on 29 March 2026, and show 03:00-04:00 twice on 25 October.
SPRING, AUTUMN = instant("2026-03-27 12:00"), instant("2026-10-23 12:00")
SKIPPED, TWICE = "2026-03-29T03:30", "2026-10-25T03:30"
SUMMER, WINTER = instant("2026-10-25 00:30"), instant("2026-10-25 01:30")
BUTTONS = {
    "approve_for": ("live_from", lambda edition: {"version": edition.version}),
    "reschedule": ("live_from", lambda edition: {}),
    "withdraw": ("withdraw_at", lambda edition: {"reason": "A long reason.", "notice": "A long notice."}),
}


@pytest.fixture(autouse=True)
def kyiv(settings):
    settings.TIME_ZONE = "Europe/Kyiv"


@pytest.fixture
def ready(write):
    """ready(action, at): an edition that offers that button at that instant."""

    def ready(action, at):
        state = "in_review" if action == "approve_for" else "approved"
        later = at + timedelta(hours=1) if action == "reschedule" else None
        return write(state, at=at - timedelta(minutes=5), live_from=later)

    return ready


def choices(page):
    return re.findall(
        r'<input type="radio" name="([^"]+)_which" value="([^"]+)"( checked)?>\s*([^<]+?)\s*</label>', page
    )


def takes_effect(edition, action):
    if action == "withdraw":
        return edition.work.withdrawals.get().at
    edition.refresh_from_db()
    return edition.live_from


@pytest.mark.parametrize("action", BUTTONS)
def test_a_time_that_the_clocks_skip_is_refused_with_the_next_there_is(as_, moderator, ready, freeze, action):
    freeze(SPRING)
    edition, (field, rest) = ready(action, SPRING), BUTTONS[action]
    before = ArticleEdition.objects.values().get(pk=edition.pk)
    page = text(press(as_(moderator), edition, action, **{field: SKIPPED}, **rest(edition)))
    assert (
        "There is no 29.03.2026 03:30: the clocks of Europe/Kyiv go from 03:00 to 04:00. "
        "The next time there is: 29.03.2026 04:00 EEST (01:00 UTC)." in page
    )
    assert f'value="{SKIPPED}"' in page
    assert not choices(page)
    assert ArticleEdition.objects.values().get(pk=edition.pk) == before


@pytest.mark.parametrize("action", BUTTONS)
@pytest.mark.parametrize("meant", [SUMMER, WINTER])
def test_a_time_that_comes_twice_is_asked_about_and_loses_nothing(as_, moderator, ready, freeze, action, meant):
    freeze(AUTUMN)
    edition, (field, rest) = ready(action, AUTUMN), BUTTONS[action]
    client = as_(moderator)
    page = text(press(client, edition, action, **{field: TWICE}, **rest(edition)))
    assert "The clocks go back then, and show 25.10.2026 03:30 twice. Choose which of the two you mean." in page
    assert f'value="{TWICE}"' in page
    assert all(f'value="{words}"' in page for words in rest(edition).values())
    name = f"{action}-{field}"
    assert choices(page) == [
        (name, SUMMER.isoformat(), "", "25.10.2026 03:30 EEST (00:30 UTC)"),
        (name, WINTER.isoformat(), "", "25.10.2026 03:30 EET (01:30 UTC)"),
    ]
    press(client, edition, action, **{field: TWICE, f"{field}_which": meant.isoformat()}, **rest(edition))
    assert takes_effect(edition, action) == meant


def test_the_wished_time_of_a_draft_is_asked_about_in_the_same_way(as_, editor, section, freeze):
    freeze(AUTUMN)
    client, wish = as_(editor), {"planned_for": TWICE, "headline": "My own words", "section": section.pk}
    page = text(client.post(ADD, typed(**wish)))
    assert "My own words" in page
    assert [shown for *_, shown in choices(page)] == [
        "25.10.2026 03:30 EEST (00:30 UTC)",
        "25.10.2026 03:30 EET (01:30 UTC)",
    ]
    client.post(ADD, typed(**wish, planned_for_which=WINTER.isoformat()))
    edition = ArticleEdition.objects.get()
    assert edition.planned_for == WINTER
    shown = choices(text(client.get(address(edition))))
    assert [(value, bool(chosen)) for _, value, chosen, _ in shown] == [
        (SUMMER.isoformat(), False),
        (WINTER.isoformat(), True),
    ]
    # Saved again as it was shown, it stays what it was.
    client.post(address(edition), typed(edition, **wish, planned_for_which=WINTER.isoformat()))
    edition.refresh_from_db()
    assert edition.planned_for == WINTER


def test_the_chosen_instant_stays_chosen_when_something_else_is_refused(as_, editor, freeze):
    freeze(AUTUMN)
    wish = {"planned_for": TWICE, "planned_for_which": WINTER.isoformat(), "headline": ""}
    page = text(as_(editor).post(ADD, typed(**wish)))
    assert f'value="{TWICE}"' in page
    assert [value for _, value, chosen, _ in choices(page) if chosen] == [WINTER.isoformat()]
    assert "The clocks go back" not in page


def test_a_choice_made_for_another_minute_counts_for_nothing(as_, moderator, ready, freeze):
    freeze(AUTUMN)
    edition = ready("reschedule", AUTUMN)
    client, before = as_(moderator), edition.live_from
    for which in (instant("2026-10-25 00:40").isoformat(), "now", "\x00", "9" * 500):
        page = text(press(client, edition, "reschedule", live_from=TWICE, live_from_which=which))
        assert "Choose which of the two you mean." in page
        assert takes_effect(edition, "reschedule") == before
    press(client, edition, "reschedule", live_from="2026-10-25T04:30", live_from_which=SUMMER.isoformat())
    assert takes_effect(edition, "reschedule") == instant("2026-10-25 02:30")


@pytest.mark.parametrize("form", ["2026-10-26T15:00", "26.10.2026 15:00", "2026-10-26 15:00", " 26.10.2026 15:00 "])
def test_a_time_is_read_as_browsers_send_it_and_as_people_write_it(as_, moderator, ready, freeze, form):
    freeze(AUTUMN)
    edition = ready("reschedule", AUTUMN)
    press(as_(moderator), edition, "reschedule", live_from=form)
    assert takes_effect(edition, "reschedule") == instant("2026-10-26 13:00")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("2026-10-26", "Write a day and a time"),
        ("tomorrow", "Write a day and a time"),
        ("\x00", "Write a day and a time"),
        ("2026-13-40T25:00", "Write a day and a time"),
        ("9999-12-31T23:59-14:00", "Write a day and a time"),
        ("0001-01-01T00:00", "This year cannot be right"),
        ("9999-12-31T23:59", "This year cannot be right"),
        ("2026-10-26T15:00:30", "leave out the seconds"),
        ("2026-10-23T14:00", "The next possible minute is 23.10.2026 15:01 EEST (12:01 UTC)"),
    ],
)
def test_what_is_no_possible_time_is_refused_in_words(as_, moderator, ready, freeze, form, said):
    freeze(AUTUMN)
    edition = ready("reschedule", AUTUMN)
    assert said in text(press(as_(moderator), edition, "reschedule", live_from=form))


def test_a_newsroom_that_moves_to_another_zone_moves_no_release(as_, moderator, editor, ready, freeze, settings, write):
    freeze(AUTUMN)
    scheduled = ready("reschedule", AUTUMN)
    press(as_(moderator), scheduled, "reschedule", live_from="2026-10-26T15:00")
    wished = write("draft", planned_for=instant("2026-10-26 13:00"))
    settings.TIME_ZONE = "Asia/Bishkek"
    assert "26.10.2026 19:00 UTC+06 (13:00 UTC)" in text(as_(moderator).get(address(scheduled)))
    page = text(as_(editor).get(address(wished)))
    assert 'value="2026-10-26T19:00"' in page
    as_(editor).post(address(wished), typed(wished, planned_for="2026-10-26T19:00", headline="Changed"))
    for edition, name in ((scheduled, "live_from"), (wished, "planned_for")):
        edition.refresh_from_db()
        assert getattr(edition, name) == instant("2026-10-26 13:00")
    assert wished.headline == "Changed"
