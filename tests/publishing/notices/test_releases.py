"""Notices of texts in a release, whose time is that of the release, and of steps that were undone."""

from datetime import timedelta

import pytest

from publishing.models import Release
from publishing.notices import Notice
from publishing.telling import remind

from ...conftest import instant
from .conftest import NOON, receivers, sent, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff")]

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
TWO = instant("2026-03-03 14:00")


@pytest.fixture
def release(moderator):
    return Release.objects.start(by=moderator, name="Statement on Bishkek", goes_out_at=TWO, at=NOON)


# --- releases ---------------------------------------------------------------------------------------------------------


def test_half_an_hour_before_its_release_a_text_that_is_not_approved_is_told_of(release, write, editor):
    release.add(write("in_review", at=NOON), by=editor, at=NOON)
    remind(TWO - 31 * MINUTE)
    assert told("unapproved") == []
    for minutes in (30, 29):
        remind(TWO - minutes * MINUTE)
    assert told("unapproved") == ["edith", "moira", "morris"]


def test_the_time_of_the_release_counts_and_not_the_one_that_was_wished(release, write, editor):
    edition = write("in_review", planned_for=NOON + 40 * MINUTE, at=NOON)
    release.add(edition, by=editor, at=NOON)
    remind(NOON + 20 * MINUTE)
    assert told("unapproved") == []
    remind(TWO - 20 * MINUTE)
    assert "17:00 MSK (14:00 UTC)" in sent(TWO - 20 * MINUTE)[0].body


def test_what_waits_approved_for_its_release_needs_no_reminder(release, write, write_meeting, editor, moderator):
    ready = write("in_review", at=NOON)
    for edition in (ready, write_meeting("in_review", at=NOON)):
        release.add(edition, by=editor, at=NOON)
    ready.approve(by=moderator, at=NOON)
    remind(TWO - 20 * MINUTE)
    assert set(Notice.objects.filter(purpose="unapproved").values_list("work_type__model", flat=True)) == {"meeting"}


def test_a_text_in_a_release_is_under_embargo_even_without_a_time(write, editor, moderator):
    release = Release.objects.start(by=moderator, name="Some day", at=NOON)
    release.add(write("in_review", headline="Ministers resign", at=NOON), by=editor, at=NOON)
    mails = sent()
    assert len(mails) == 2
    assert not any("Ministers" in one.subject + one.body for one in mails)


# --- undo -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def undo_seconds(settings):
    settings.UNDO_SECONDS = 10


@pytest.mark.usefixtures("undo_seconds")
def test_a_decision_is_told_when_it_can_be_undone_no_more(write, moderator):
    edition = write("in_review", at=NOON)
    assert len(sent()) == 2
    edition.return_to_draft(by=moderator, note="Again.", at=NOON)
    assert sent(NOON + 9 * SECOND) == []
    assert receivers(sent(NOON + 10 * SECOND)) == ["edith@example.org"]


@pytest.mark.usefixtures("undo_seconds")
@pytest.mark.parametrize(
    "decide",
    [
        lambda edition, by: edition.return_to_draft(by=by, note="Again.", at=NOON),
        lambda edition, by: edition.approve(by=by, live_from=TWO, at=NOON),
    ],
    ids=["returned", "approved"],
)
def test_what_was_undone_is_told_to_nobody(decide, write, moderator):
    edition = write("in_review", at=NOON)
    sent()
    decide(edition, moderator)
    edition.work.undo(by=moderator, at=NOON + 5 * SECOND)
    assert sent(NOON + MINUTE) == []
    assert Notice.objects.latest("pk").error == "What it tells of was undone."
    decide(edition, moderator)
    assert len(sent(NOON + MINUTE)) == 1


@pytest.mark.usefixtures("undo_seconds")
def test_an_approval_that_its_release_was_armed_after_and_that_was_undone_is_told_to_nobody(
    release, write, editor, moderator
):
    first, last = (write("in_review", at=NOON) for _ in range(2))
    for edition in (first, last):
        release.add(edition, by=editor, at=NOON)
    sent()
    for edition in (first, last):
        edition.refresh_from_db()
        edition.approve(by=moderator, at=NOON)
    assert Release.objects.get().armed
    first.work.undo(by=moderator, at=NOON + 5 * SECOND)
    assert [f"article {last.work_id}," in one.body for one in sent(NOON + MINUTE)] == [True]
