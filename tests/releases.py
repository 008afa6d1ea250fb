"""A release with three texts in review, and what tests of releases ask of them."""

from datetime import UTC, datetime, timedelta

import pytest

from publishing.models import Release

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
NOON = NOW + timedelta(days=1)


@pytest.fixture
def release(moderator):
    return Release.objects.start(by=moderator, name="Statement on Bishkek", goes_out_at=NOON, at=NOW)


@pytest.fixture
def members(release, write, write_meeting, editor):
    """Two articles and a meeting in review, in one release."""
    editions = [write("in_review"), write("in_review"), write_meeting("in_review")]
    for edition in editions:
        release.add(edition, by=editor)
    return editions


def approve(editions, by, **how):
    for edition in editions:
        edition.refresh_from_db()
        edition.approve(by=by, at=NOW, **how)


def again(edition):
    return type(edition).objects.select_related("work", "release").get(pk=edition.pk)


def public_ever(editions):
    """Those that readers would see at some instant."""
    return [one for one in map(again, editions) if one.live_from or one.placements.exists()]
