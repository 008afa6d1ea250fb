"""Times of day that a change of the clocks skips or repeats, and zones that change while instants stay."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from publishing.wall_clock import gap_around, instants_of

from ..conftest import instant

ZONES = ["Europe/Kyiv", "Europe/Chisinau", "Australia/Lord_Howe", "America/St_Johns", "Europe/Moscow", "Asia/Bishkek"]


def wall(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2026-03-29 02:59", ["2026-03-29 00:59"]),
        ("2026-03-29 03:00", []),
        ("2026-03-29 03:59", []),
        ("2026-03-29 04:00", ["2026-03-29 01:00"]),
        ("2026-10-25 02:59", ["2026-10-24 23:59"]),
        ("2026-10-25 03:00", ["2026-10-25 00:00", "2026-10-25 01:00"]),
        ("2026-10-25 03:59", ["2026-10-25 00:59", "2026-10-25 01:59"]),
        ("2026-10-25 04:00", ["2026-10-25 02:00"]),
    ],
)
def test_a_wall_time_has_one_instant_or_none_or_two(typed, found):
    with timezone.override("Europe/Kyiv"):
        assert instants_of(wall(typed)) == [instant(one) for one in found]


@pytest.mark.parametrize(
    ("zone", "typed", "first", "end", "at"),
    [
        ("Europe/Kyiv", "2026-03-29 03:30", "2026-03-29 03:00", "2026-03-29 04:00", "2026-03-29 01:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04 02:00", "2026-10-04 02:30", "2026-10-03 15:30"),
        ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 00:00", "2011-12-31 00:00", "2011-12-30 10:00"),
    ],
)
def test_a_gap_is_known_by_its_ends_and_its_instant(zone, typed, first, end, at):
    with timezone.override(zone):
        assert gap_around(wall(typed)) == (wall(first), wall(end), instant(at))


@given(st.sampled_from(ZONES), st.integers(0, 40 * 366 * 24 * 4))
def test_every_instant_is_found_again_from_what_the_clocks_show(zone, quarters):
    at = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * quarters)
    with timezone.override(zone):
        assert at in instants_of(timezone.make_naive(at))


@given(st.sampled_from(ZONES), st.integers(0, 40 * 366 * 24 * 4))
def test_what_has_no_instant_lies_in_a_gap_that_ends_at_one(zone, quarters):
    typed = datetime(2000, 1, 1) + timedelta(minutes=15 * quarters)
    with timezone.override(zone):
        if not instants_of(typed):
            gap = gap_around(typed)
            assert gap.first <= typed < gap.end
            assert instants_of(gap.end) == [gap.at]
