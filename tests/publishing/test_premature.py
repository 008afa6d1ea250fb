"""What would be told too early is refused whenever an instant is chosen, and asked of that very instant."""

from datetime import timedelta

import pytest

from news.models import ArticleEdition
from publishing.refusals import Problem, Refused

from ..conftest import instant

pytestmark = pytest.mark.django_db

NOON = instant("2026-03-03 12:00")
MINUTE = timedelta(minutes=1)
FIVE_PAST = NOON + 5 * MINUTE


@pytest.fixture
def secret(monkeypatch):
    """Every article tells something that is secret until five past. Returns the instants that were asked for."""
    asked = []

    def premature(self, live_from):
        asked.append(live_from)
        return [Problem("That is secret until five past.", "live_from")] if live_from < FIVE_PAST else []

    monkeypatch.setattr(ArticleEdition, "premature", premature)
    return asked


def test_an_approval_for_too_early_a_time_is_refused_beside_its_field(write, moderator, secret):
    edition = write("in_review", at=NOON)
    with pytest.raises(Refused, match="secret until five past") as refusal:
        edition.approve(by=moderator, at=NOON, live_from=FIVE_PAST - MINUTE)
    assert refusal.value.problems[0].field == "live_from"
    edition.approve(by=moderator, at=NOON, live_from=FIVE_PAST)
    assert edition.live_from == FIVE_PAST


def test_now_is_an_instant_too(write, moderator, secret):
    edition = write("in_review", at=NOON)
    with pytest.raises(Refused, match="secret"):
        edition.approve(by=moderator, at=NOON + MINUTE)
    edition.approve(by=moderator, at=FIVE_PAST + timedelta(seconds=7))
    assert secret == [NOON + MINUTE, FIVE_PAST + timedelta(seconds=7)]


def test_it_is_not_rescheduled_to_too_early_a_time(write, moderator, secret):
    edition = write("approved", at=NOON, live_from=FIVE_PAST + MINUTE)
    with pytest.raises(Refused, match="secret"):
        edition.reschedule(by=moderator, at=NOON, live_from=FIVE_PAST - MINUTE)
    edition.reschedule(by=moderator, at=NOON, live_from=FIVE_PAST)
    assert edition.live_from == FIVE_PAST


def test_an_import_tells_its_past_now(write, administrator, secret):
    edition = write("draft", at=NOON)
    past = {"by": administrator, "live_from": NOON - MINUTE, "reason": "Archive."}
    with pytest.raises(Refused, match="secret"):
        edition.approve_imported(at=FIVE_PAST - MINUTE, **past)
    edition.approve_imported(at=FIVE_PAST, **past)
    assert edition.is_live(FIVE_PAST)


def test_writing_and_submitting_ask_for_no_instant(write, secret):
    write("in_review", at=NOON)
    assert secret == []


def test_only_an_instant_that_can_be_is_asked_about(write, moderator, secret):
    edition = write("in_review", at=NOON)
    for impossible in (NOON - MINUTE, instant("9999-12-31 23:59")):
        with pytest.raises(Refused):
            edition.approve(by=moderator, at=NOON, live_from=impossible)
    assert secret == []
