"""The board: the moderators' agenda, and what is done from there with one text or many."""

from datetime import timedelta

import pytest
from django.urls import reverse

from publishing.board import Board, Filters
from publishing.clock import MINUTE
from publishing.freeze import Freeze
from publishing.models import Release
from publishing.states import State

from ..conftest import instant
from .newsroom import text

pytestmark = pytest.mark.django_db

NOON = instant("2026-03-03 12:00")
BOARD = reverse("admin:board")


@pytest.fixture(autouse=True)
def now(freeze):
    return freeze(NOON)


def key(edition):
    return f"{edition._meta.label_lower}:{edition.pk}:{edition.version}"


def press(client, action, *editions, **fields):
    sent = {"_action": action, "edition": [key(one) for one in editions]}
    return client.post(BOARD, {**sent, **{f"{action}-{name}": value for name, value in fields.items()}}, follow=True)


def titles(rows):
    return [str(row.edition) for row in rows]


# --- what it shows ----------------------------------------------------------------------------------------------------


def test_what_waits_longest_stands_first_whatever_its_kind(write, write_meeting):
    write("in_review", headline="Second", at=NOON - timedelta(hours=2))
    write_meeting("in_review", headline="First", at=NOON - timedelta(hours=5))
    write("draft", headline="Not yet")
    assert titles(Board(at=NOON).waiting()) == ["First", "Second"]


@pytest.mark.parametrize(
    ("before", "alarm"),
    [(timedelta(days=2), ""), (timedelta(days=1), "amber"), (timedelta(minutes=30), "red"), (-MINUTE, "red")],
)
def test_what_is_planned_and_not_approved_gets_a_colour(before, alarm, write):
    write("in_review", planned_for=NOON + before)
    [row] = Board(at=NOON).planned()
    assert row.alarm == alarm


def test_what_is_approved_is_scheduled_and_then_has_gone_out(write):
    write(headline="Tomorrow", live_from=NOON + timedelta(days=1), at=NOON)
    write(headline="An hour ago", at=NOON - timedelta(hours=1))
    write(headline="Last week", at=NOON - timedelta(days=7))
    board = Board(at=NOON)
    assert titles(board.scheduled()) == ["Tomorrow"]
    assert titles(board.went_out()) == ["An hour ago"]
    assert titles(board.planned()) == []


def test_withdrawals_to_come_are_listed(write, moderator):
    edition = write(at=NOON - timedelta(days=1), headline="Leaves")
    edition.work.withdraw(by=moderator, reason="r", notice="n", withdraw_at=NOON + MINUTE, at=NOON)
    assert titles(Board(at=NOON).withdrawals()) == ["Leaves"]


def test_it_is_filtered_by_language_kind_and_section(write, write_meeting, make_section):
    organs = make_section("organs", en="Organs")
    council = make_section("council", parent=organs, en="Council")
    write("in_review", headline="In the council", section=council)
    write("in_review", headline="Elsewhere")
    write_meeting("in_review", headline="Meeting")
    assert titles(Board(Filters(place="organs"), NOON).waiting()) == ["In the council"]
    assert titles(Board(Filters(kind="meetings.meetingedition"), NOON).waiting()) == ["Meeting"]
    assert titles(Board(Filters(language="ru"), NOON).waiting()) == []


def test_it_costs_the_same_for_few_and_for_many(write, as_, moderator, django_assert_max_num_queries):
    for number in range(12):
        write("in_review", headline=f"Text {number}")
    client = as_(moderator)
    with django_assert_max_num_queries(40):
        assert "Text 11" in text(client.get(BOARD))


def test_overrides_of_the_night_stand_out(write, moderator, as_):
    write("in_review", by=moderator).approve(by=moderator, override_reason="The others are asleep.")
    page = text(as_(moderator).get(BOARD))
    assert "The others are asleep." in page
    assert "Four eyes overridden" in page


@pytest.mark.parametrize("who", ["editor", "nobody"])
def test_it_is_the_moderators_own(who, as_, editor, make_user):
    user = editor if who == "editor" else make_user("Nobody Special")
    assert as_(user).get(BOARD).status_code == 403


@pytest.mark.parametrize("query", ["?place=none", "?kind=x", "?language=%00"])
def test_odd_filters_show_all(query, as_, moderator, write):
    write("in_review", headline="Here")
    assert "Here" in text(as_(moderator).get(BOARD + query))


# --- what is done from there ------------------------------------------------------------------------------------------


def test_many_are_approved_for_their_planned_times_at_once(write, as_, moderator):
    times = [NOON + MINUTE, NOON + 5 * MINUTE]
    editions = [write("in_review", planned_for=time) for time in times]
    page = text(press(as_(moderator), "approve_planned", *editions))
    assert "Approved for the planned time: 2 texts." in page
    for edition, time in zip(editions, times, strict=True):
        edition.refresh_from_db()
        assert edition.live_from == time


def test_what_is_refused_is_named_and_does_not_stop_the_others(write, as_, moderator):
    good, wrong = write("in_review", planned_for=NOON + MINUTE), write("in_review", headline="No time")
    page = text(press(as_(moderator), "approve_planned", wrong, good))
    assert "“No time” (English): It has no planned time" in page
    assert "Approved for the planned time: 1 text." in page


def test_texts_are_returned_with_one_note_and_an_empty_note_is_asked_for(write, as_, moderator):
    edition = write("in_review")
    page = text(press(as_(moderator), "return", edition, note=""))
    assert "This field is required" in page
    press(as_(moderator), "return", edition, note="Check the numbers.")
    edition.refresh_from_db()
    assert edition.state == State.DRAFT


def test_scheduled_texts_are_moved_and_taken_back_together(write, as_, moderator):
    editions = [write(live_from=NOON + MINUTE, at=NOON) for _ in range(2)]
    press(as_(moderator), "reschedule", *editions, live_from="2026-03-04T10:00")
    for edition in editions:
        edition.refresh_from_db()
        assert edition.live_from == instant("2026-03-04 07:00")
    press(as_(moderator), "unschedule", *editions)
    for edition in editions:
        edition.refresh_from_db()
        assert edition.state == State.DRAFT


@pytest.mark.parametrize("value", ["", "x", "news.articleedition:", "news.articleedition:999", "auth.user:1", "a:b:c"])
def test_odd_ticks_are_answered(value, as_, moderator):
    answer = as_(moderator).post(BOARD, {"_action": "unschedule", "edition": value}, follow=True)
    assert "Tick at least one text first." in text(answer)


def test_the_freeze_is_a_switch_with_its_list(write, as_, moderator):
    edition = write(live_from=NOON + MINUTE, at=NOON, headline="Planned statement")
    page = text(press(as_(moderator), "freeze", reason=""))
    assert "This field is required" in page
    page = text(press(as_(moderator), "freeze", reason="An incident."))
    assert "Releases are frozen" in page
    assert "An incident." in page
    assert "Planned statement" in page.split("Taken back by the freeze")[1]
    page = text(press(as_(moderator), "lift"))
    assert not Freeze.read().is_on
    assert "Planned statement" in page.split("Taken back by the freeze")[1]
    press(as_(moderator), "approve_planned", edition)
    edition.refresh_from_db()
    assert edition.live_from == NOON + MINUTE


# --- a release in the newsroom ----------------------------------------------------------------------------------------


def test_a_release_is_made_filled_armed_and_read(write, write_meeting, as_, moderator, editor, freeze, client):
    desk = as_(moderator)
    answer = desk.post(reverse("admin:publishing_release_add"), {"name": "Bishkek", "goes_out_at": "2026-03-03T16:00"})
    release = Release.objects.get()
    assert answer.url == reverse("admin:publishing_release_change", args=[release.pk])
    editions = [write("in_review", headline="The statement"), write_meeting("in_review", headline="The session")]
    for edition in editions:
        page = reverse(f"admin:{edition._meta.app_label}_{edition._meta.model_name}_change", args=[edition.pk])
        desk.post(page, {"_action": "join_release", "join_release-release": release.pk})
        sent = {"_action": "approve_for_release", "approve_for_release-version": edition.version}
        said = text(desk.post(page, sent, follow=True))
    assert "“Bishkek” is armed: all of it goes out at 03.03.2026 16:00 MSK (13:00 UTC)." in said
    shown = text(desk.get(answer.url))
    assert "The statement" in shown
    assert "they go out together at that instant" in shown
    path = release.get_absolute_url()
    assert client.get(path).status_code == 404
    freeze(NOON + timedelta(hours=1))
    reading = client.get(path).content.decode()
    assert "The statement" in reading
    assert "The session" in reading
    assert "Bishkek" not in reading


def test_a_release_of_the_past_is_refused_in_its_form(as_, moderator):
    sent = {"name": "Late", "goes_out_at": "2026-03-03T14:00"}
    page = text(as_(moderator).post(reverse("admin:publishing_release_add"), sent))
    assert "has passed. The next possible minute is 03.03.2026 15:01 MSK" in page
    assert not Release.objects.exists()


def test_editors_look_at_releases_and_change_none(as_, editor, moderator):
    release = Release.objects.start(by=moderator, name="R")
    path = reverse("admin:publishing_release_change", args=[release.pk])
    assert "R" in text(as_(editor).get(path))
    assert as_(editor).post(path, {"_action": "release_now"}).status_code == 403


# --- undo -------------------------------------------------------------------------------------------------------------


def test_for_some_seconds_an_approval_is_undone_and_readers_have_seen_nothing(
    settings, write, as_, moderator, freeze, client
):
    settings.UNDO_SECONDS = 10
    edition = write("in_review", planned_for=NOON + timedelta(days=3))
    page = reverse("admin:news_articleedition_change", args=[edition.pk])
    desk = as_(moderator)
    said = text(desk.post(page, {"_action": "approve_now", "approve_now-version": edition.version}, follow=True))
    assert "Readers see it in 10 seconds." in said
    freeze(NOON + timedelta(seconds=9))
    assert client.get(edition.get_absolute_url()).status_code == 404
    desk.post(page, {"_action": "undo"})
    edition.refresh_from_db()
    assert (edition.state, edition.planned_for) == (State.IN_REVIEW, NOON + timedelta(days=3))
    freeze(NOON + timedelta(days=1))
    assert client.get(edition.get_absolute_url()).status_code == 404


def test_after_that_it_is_too_late(settings, write, moderator, freeze):
    settings.UNDO_SECONDS = 10
    edition = write("in_review")
    edition.approve(by=moderator, grace=timedelta(seconds=10))
    freeze(NOON + timedelta(seconds=10))
    assert edition.is_live()
    assert edition.work.undoable(by=moderator) is None


@pytest.mark.parametrize("action", ["return", "withdraw"])
def test_a_return_and_a_withdrawal_are_undone_by_whoever_did_them(
    action, settings, write, moderator, second_moderator, freeze
):
    settings.UNDO_SECONDS = 10
    edition = write("in_review" if action == "return" else "approved", at=NOON - timedelta(hours=1))
    if action == "return":
        edition.return_to_draft(by=moderator, note="Again.")
    else:
        edition.work.withdraw(by=moderator, reason="r", notice="n", grace=timedelta(seconds=10))
    work = type(edition.work).objects.get(pk=edition.work_id)
    assert work.undoable(by=second_moderator) is None
    freeze(NOON + timedelta(seconds=5))
    work.undo(by=moderator)
    edition.refresh_from_db()
    assert edition.state == (State.IN_REVIEW if action == "return" else State.APPROVED)
    assert edition.live_until is None
    assert edition.submitted_by is not None


def test_what_was_rewritten_since_the_board_was_shown_is_not_approved(write, as_, moderator, editor):
    edition = write("in_review", planned_for=NOON + MINUTE)
    seen = key(edition)
    edition.recall(by=editor)
    edition.headline = "Never read"
    edition.save_draft(by=editor)
    edition.submit(by=editor)
    sent = {"_action": "approve_planned", "edition": seen}
    assert "The text has changed since you opened it" in text(as_(moderator).post(BOARD, sent, follow=True))
    edition.refresh_from_db()
    assert edition.state == State.IN_REVIEW


def test_pressing_a_button_of_a_release_that_the_text_has_left_is_answered(write, as_, moderator, editor):
    release, edition = Release.objects.start(by=moderator, name="R"), write("in_review")
    page = reverse("admin:news_articleedition_change", args=[edition.pk])
    for action in ("approve_for_release", "leave_release"):
        answer = as_(moderator).post(page, {"_action": action, f"{action}-version": edition.version})
        assert "It is in no release any more" in text(answer)
    edition.refresh_from_db()
    assert edition.state == State.IN_REVIEW
    assert not release.members()


def test_a_name_of_nothing_is_asked_for_again(as_, moderator):
    page = text(as_(moderator).post(reverse("admin:publishing_release_add"), {"name": "\u200b"}))
    assert "Give it a name" in page
