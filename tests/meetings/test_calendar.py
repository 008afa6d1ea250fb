"""The feeds: what calendars make of them, and what becomes of an event when the meeting changes."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import vobject

from tests.conftest import instant

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")
FEED = "/meetings/calendar.ics"


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


def read(client, path=FEED):
    """The bytes of a feed, after both readers have read it without a complaint."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = vobject.readOne(answer.content.decode())
    # Its reader drops what it does not understand; asking for the events as they are makes it understand all of it.
    assert all(event.dtstart.value for event in getattr(calendar, "vevent_list", []))
    assert all(not event.errors for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    return answer.content


def events(client, path=FEED):
    return icalendar.Calendar.from_ical(read(client, path)).walk("VEVENT")


def event(client, path=FEED):
    (found,) = events(client, path)
    return found


BISHKEK = {"timing": "timed", "begins": time(10), "ends": time(12), "zone": "Asia/Bishkek"}


def test_times_are_those_of_the_place(client, write_meeting):
    write_meeting(date=date(2026, 3, 20), **BISHKEK)
    found = event(client)
    assert found["DTSTART"].params["TZID"] == "Asia/Bishkek"
    assert found["DTSTART"].dt.astimezone(UTC) == datetime(2026, 3, 20, 4, tzinfo=UTC)
    assert found["DTEND"].dt.astimezone(UTC) == datetime(2026, 3, 20, 6, tzinfo=UTC)
    other = vobject.readOne(read(client).decode()).vevent
    assert other.dtstart.value.astimezone(UTC) == datetime(2026, 3, 20, 4, tzinfo=UTC)


@pytest.mark.parametrize(("day", "utc"), [(date(2026, 3, 28), 9), (date(2026, 3, 29), 8)])
def test_summer_time_is_that_of_the_day(client, write_meeting, day, utc):
    write_meeting(date=day, timing="timed", begins=time(10), zone="Europe/Brussels")
    other = vobject.readOne(read(client).decode()).vevent
    assert other.dtstart.value.astimezone(UTC) == datetime(day.year, day.month, day.day, utc, tzinfo=UTC)


@pytest.mark.parametrize("timing", ["all_day", "tba"])
def test_whole_days_stand_as_days_and_end_before_the_next(client, write_meeting, timing):
    write_meeting(date=date(2026, 3, 20), last_day=date(2026, 3, 22), timing=timing)
    found = event(client)
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 3, 20), date(2026, 3, 23))


def test_an_open_end_is_not_made_up(client, write_meeting):
    write_meeting(date=date(2026, 3, 20), **BISHKEK | {"ends": None})
    assert "DTEND" not in event(client)


def test_a_moved_meeting_moves_the_same_event(client, write_meeting):
    first = write_meeting(date=date(2026, 3, 20), at=NOON - timedelta(hours=2))
    before = event(client)
    write_meeting(work=first.work, date=date(2026, 3, 27), change_note="Moved.", at=NOON - timedelta(hours=1))
    after = event(client)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == date(2026, 3, 27)
    assert after["LAST-MODIFIED"].dt == NOON - timedelta(hours=1)


def test_a_cancelled_meeting_stays_as_cancelled(client, write_meeting):
    first = write_meeting(date=date(2026, 3, 20), at=NOON - timedelta(hours=2))
    before = event(client)
    write_meeting(work=first.work, status="cancelled", change_note="Cancelled.", at=NOON - timedelta(hours=1))
    after = event(client)
    assert before["UID"] == after["UID"]
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["SUMMARY"] == "Cancelled: Session of the Council"


def test_a_postponed_meeting_is_tentative(client, write_meeting):
    write_meeting(status="postponed", date=date(2026, 3, 20))
    assert (event(client)["STATUS"], event(client)["SUMMARY"]) == ("TENTATIVE", "Postponed: Session of the Council")


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled"])
def test_what_is_hidden_changes_no_byte(client, write_meeting, state):
    first = write_meeting(date=date(2026, 3, 20))
    paths = (FEED, f"/meetings/{first.work_id}/calendar.ics")
    before = [read(client, path) for path in paths]
    approved = {"state": "approved", "live_from": NOON + timedelta(hours=1)}
    hidden = approved if state == "scheduled" else {"state": state}
    write_meeting(work=first.work, status="cancelled", change_note="Cancelled.", **hidden)
    write_meeting(headline="Secret", **hidden)
    assert [read(client, path) for path in paths] == before


def test_lines_are_folded_by_octets(client, write_meeting):
    headline = "Совещание секретарей советов безопасности государств – членов Организации, запятые; и точки с запятой"
    write_meeting(language="ru", headline=headline, lead="Очень длинно. " * 40, date=date(2026, 3, 20), place="Бишкек")
    data = read(client, "/ru" + FEED)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    found = event(client, "/ru" + FEED)
    assert found["SUMMARY"] == headline
    assert found["LOCATION"] == "Бишкек"
    assert vobject.readOne(data.decode()).vevent.summary.value == headline


def test_a_body_has_a_feed_of_its_own_with_those_below_it(client, write_meeting, council, make_body):
    group = make_body("Working Group", slug="working-group", parent=council)
    mine = write_meeting(organ=council, date=date(2026, 3, 20))
    below = write_meeting(organ=group, date=date(2026, 3, 21))
    write_meeting(headline="Another")
    found = events(client, "/meetings/calendar/permanent-council.ics")
    assert {one["UID"].split(".")[0] for one in found} == {str(mine.work.group), str(below.work.group)}
    assert found[0]["CATEGORIES"].cats == ["Working Group"]
    assert client.get("/meetings/calendar/no-such-body.ics").status_code == 404


def test_one_meeting_can_be_added_to_a_calendar(client, write_meeting, moderator):
    edition = write_meeting(date=date(2020, 1, 20), at=NOON - timedelta(hours=1))
    path = f"/meetings/{edition.work_id}/calendar.ics"
    assert event(client, path)["URL"] == f"http://testserver/meetings/{edition.work_id}/session-of-the-council/"
    assert "attachment" in client.get(path)["Content-Disposition"]
    assert client.get(f"/ru{path}").status_code == 404
    edition.work.withdraw(by=moderator, reason="x", notice="Gone.")
    assert client.get(path).status_code == 410
    assert client.get("/meetings/999/calendar.ics").status_code == 404


def test_the_feed_of_all_goes_back_a_year(client, write_meeting):
    write_meeting(date=date(2025, 3, 3))
    write_meeting(date=date(2024, 3, 3))
    assert [one["DTSTART"].dt for one in events(client)] == [date(2025, 3, 3)]


def test_an_empty_feed_is_a_calendar(client):
    assert events(client) == []


def test_feeds_live_as_long_as_any_page(client, freeze):
    freeze(NOON + timedelta(seconds=20))
    assert client.get(FEED)["Cache-Control"] == "public, max-age=40"


def test_no_meeting_costs_a_query_of_its_own(client, write_meeting, council, django_assert_num_queries):
    for number in range(5):
        write_meeting(organ=council, date=date(2026, 3, 20 + number), **BISHKEK)
    with django_assert_num_queries(1):
        assert len(events(client)) == 5
    with django_assert_num_queries(2):
        client.get("/meetings/calendar/permanent-council.ics")
