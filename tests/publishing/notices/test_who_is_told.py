"""Who is told of what: moderators of submissions, writers of decisions, both of a planned time that is near."""

from datetime import timedelta

import pytest

from publishing import telling
from publishing.events import Event
from publishing.notices import Notice
from publishing.telling import nobody_told, remind

from ...conftest import instant
from .conftest import NOON, give_address, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff")]

MINUTE = timedelta(minutes=1)
TWO = instant("2026-03-03 14:00")


# --- events -----------------------------------------------------------------------------------------------------------


def test_moderators_are_told_of_a_submission(write):
    write("in_review")
    assert told() == ["moira", "morris"]


def test_moderators_are_told_of_meetings_too(write_meeting):
    write_meeting("in_review")
    assert told("submitted") == ["moira", "morris"]


def test_administrators_are_told_too_if_they_have_an_address(write, administrator):
    give_address(administrator)
    write("in_review")
    assert told() == ["ada", "moira", "morris"]


def test_a_moderator_who_submits_is_not_told_of_it(write, moderator):
    write("in_review", by=moderator)
    assert told() == ["morris"]


def test_the_writers_are_told_of_an_approval(write, second_editor, moderator):
    edition = write("draft")
    edition.save_draft(by=second_editor)
    edition.submit(by=second_editor)
    edition.approve(by=moderator)
    assert told("approved") == ["edgar", "edith"]


def test_a_moderator_who_approves_what_they_wrote_is_not_told(write, moderator):
    write("in_review", by=moderator).approve(by=moderator, override_reason="Nobody else is here.")
    assert told("approved") == []


def test_the_writers_are_told_of_a_return(write, moderator):
    write("in_review").return_to_draft(by=moderator, note="Who said so?")
    assert told("returned") == ["edith"]


def test_who_only_submitted_is_told_of_the_return(write, moderator, second_editor):
    edition = write("draft")
    edition.submit(by=second_editor)
    edition.return_to_draft(by=moderator, note="Who said so?")
    assert told("returned") == ["edgar", "edith"]


def test_the_writers_are_told_that_it_was_unscheduled(write, moderator):
    write(live_from=TWO, at=NOON).unschedule(by=moderator, at=NOON)
    assert told("unscheduled") == ["edith"]


def test_nobody_is_told_of_their_own_recall(write, editor):
    write("in_review").recall(by=editor)
    assert told("returned") == []


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"is_staff": False}, {"email": ""}], ids=["left", "no staff", "no address"]
)
def test_who_cannot_use_a_notice_gets_none(write, moderator, change):
    for name, value in change.items():
        setattr(moderator, name, value)
    moderator.save()
    write("in_review")
    assert told() == ["morris"]


def test_who_may_not_read_the_text_gets_no_notice(write, editor, second_moderator):
    edition = write("in_review")
    editor.groups.clear()
    edition.approve(by=second_moderator)
    assert told("approved") == []


@pytest.mark.parametrize(
    ("choice", "purpose", "who"),
    [
        ("submitted", "submitted", "moderator"),
        ("decided", "approved", "editor"),
        ("unapproved", "unapproved", "editor"),
    ],
)
def test_who_does_not_want_a_kind_of_notice_gets_none(choice, purpose, who, request, choose, write):
    user = request.getfixturevalue(who)
    choose(user, **{choice: False})
    write(at=NOON)
    write("in_review", planned_for=NOON + 10 * MINUTE, at=NOON)
    remind(NOON)
    assert user.username not in told(purpose)
    choose(user, **{choice: True})
    write(at=NOON)
    write("in_review", planned_for=NOON + 10 * MINUTE, at=NOON)
    remind(NOON)
    assert user.username in told(purpose)


def test_one_event_makes_one_notice_a_receiver_however_often_it_is_told(write):
    write("in_review")
    for event in Event.objects.all():
        telling.tell(event)
    assert told() == ["moira", "morris"]


def test_a_second_submission_is_told_again(write, moderator, editor):
    edition = write("in_review")
    edition.return_to_draft(by=moderator, note="Again.")
    edition.submit(by=editor)
    assert told("submitted") == ["moira", "moira", "morris", "morris"]


def test_an_import_of_many_pages_tells_nobody(write):
    with nobody_told():
        write("in_review")
    assert told() == []


def test_without_a_mail_server_no_notices_pile_up(write, settings):
    settings.EMAIL_CONFIGURED = False
    write("in_review", planned_for=NOON + MINUTE, at=NOON)
    remind(NOON)
    assert told() == []


def test_no_action_fails_because_its_notices_cannot_be_made(write, monkeypatch, caplog):
    def broken(*args, **kwargs):
        Notice.objects.create()

    monkeypatch.setattr(telling, "make", broken)
    edition = write()
    assert edition.state == "approved"
    assert Event.objects.filter(action="approve").count() == 1
    assert "No notices were made of event" in caplog.text


# --- a planned time is near -------------------------------------------------------------------------------------------


def test_half_an_hour_before_its_time_moderators_and_writers_are_told_that_it_is_not_approved(write):
    write("in_review", planned_for=TWO, at=NOON)
    remind(TWO - 31 * MINUTE)
    assert told("unapproved") == []
    remind(TWO - 30 * MINUTE)
    assert told("unapproved") == ["edith", "moira", "morris"]


def test_a_draft_with_a_planned_time_is_told_of_too(write_meeting):
    write_meeting("draft", planned_for=TWO, at=NOON)
    remind(TWO - 30 * MINUTE)
    assert told("unapproved") == ["edith", "moira", "morris"]


def test_a_planned_time_is_told_of_once(write):
    write("in_review", planned_for=TWO, at=NOON)
    for minutes in range(30, 0, -1):
        remind(TWO - minutes * MINUTE)
    assert told("unapproved") == ["edith", "moira", "morris"]


def test_another_planned_time_is_told_of_anew(write, editor):
    edition = write("draft", planned_for=TWO, at=NOON)
    remind(TWO - 10 * MINUTE)
    edition.planned_for = TWO + 10 * MINUTE
    edition.save_draft(by=editor, at=TWO - 9 * MINUTE)
    remind(TWO - 9 * MINUTE)
    assert Notice.objects.filter(purpose="unapproved", receiver=editor).count() == 2


def test_what_is_approved_in_time_needs_no_reminder(write, moderator):
    write("in_review", planned_for=TWO, at=NOON).approve(by=moderator, live_from=TWO, at=NOON)
    remind(TWO - 10 * MINUTE)
    assert told("unapproved") == []


def test_what_was_set_aside_or_has_missed_its_time_needs_no_reminder(write, editor):
    write("draft", planned_for=TWO, at=NOON).set_aside_draft(by=editor)
    write("draft", planned_for=TWO - 10 * MINUTE, at=NOON)
    remind(TWO - 10 * MINUTE)
    assert told("unapproved") == []
