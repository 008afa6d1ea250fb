"""The pages of meetings: lists, months, and the page of one."""

import json
import re
from datetime import date, time, timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from tests.conftest import instant

from .reading import address, ids, text

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


def parts(html):
    """The numbers of the meetings to come and of those that have been."""
    upcoming, past = html.split('<h2 id="past">')
    return ids(upcoming), ids(past)


# --- the list ---------------------------------------------------------------------------------------------------------


def test_what_is_to_come_stands_before_what_has_been(client, write_meeting):
    days = (date(2026, 3, 2), date(2026, 2, 1), date(2026, 3, 9), date(2026, 3, 3))
    yesterday, february, next_week, today = (write_meeting(date=day).work_id for day in days)
    running = write_meeting(date=date(2026, 2, 20), last_day=date(2026, 3, 3)).work_id
    ended = write_meeting(date=date(2026, 2, 21), last_day=date(2026, 3, 2)).work_id
    assert parts(text(client, "/meetings/")) == ([running, today, next_week], [yesterday, ended, february])


def test_past_meetings_are_turned_by_position_within_the_filter(client, write_meeting, council):
    all_of_them = [write_meeting(date=date(2026, 2, 1 + day), organ=council).work_id for day in range(22)]
    write_meeting(date=date(2026, 2, 27))
    first = text(client, "/meetings/?body=permanent-council")
    assert parts(first)[1] == all_of_them[:1:-1]
    (older,) = re.findall(r'href="([^"]*before=[^"]*)"', first)
    second = text(client, "/meetings/" + older.replace("&amp;", "&"))
    assert ids(second) == all_of_them[1::-1]
    assert 'id="upcoming"' not in second
    assert re.search(r'href="\?body=permanent-council&amp;after=', second)
    assert "noindex" in first


@pytest.fixture
def of_kyrgyzstan(kyrgyzstan):
    return {"participants": [{"state": kyrgyzstan, "manner": "in_person"}]}


def test_the_list_is_filtered_by_body_and_by_state(client, write_meeting, council, of_kyrgyzstan):
    both = write_meeting(organ=council, **of_kyrgyzstan).work_id
    state = write_meeting(**of_kyrgyzstan).work_id
    body = write_meeting(organ=council).work_id
    other = write_meeting().work_id
    asked = {
        "": {both, state, body, other},
        "?body=&state=": {both, state, body, other},
        "?body=permanent-council": {both, body},
        "?state=kg": {both, state},
        "?body=permanent-council&state=kg": {both},
    }
    assert {query: set(ids(text(client, f"/meetings/{query}"))) for query in asked} == asked


def test_a_filtered_list_is_the_same_in_the_other_language_and_nothing_to_search_engines(client, council):
    html = text(client, "/meetings/?body=permanent-council")
    assert 'href="/ru/meetings/?body=permanent-council"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="alternate"' not in html
    assert 'rel="alternate"' in text(client, "/meetings/")


@pytest.mark.parametrize("query", ["documents=some", "body=no-such", "state=zz", "on=yesterday", "before=1&after=2"])
def test_an_unknown_filter_is_no_address(client, query):
    assert client.get(f"/meetings/?{query}").status_code == 404


def test_the_list_says_who_chairs_today(client, chair, kyrgyzstan, make_state, council):
    russia = make_state("Russia", ru="Россия", code="ru")
    chair(kyrgyzstan, "2026-01-01", "2026-12-31")
    chair(russia, "2026-01-01", "2026-12-31", body=council)
    said = r"Chairmanship:\s*(\w+)"
    assert re.search(said, text(client, "/meetings/"))[1] == "Kyrgyzstan"
    assert re.search(said, text(client, "/meetings/?body=permanent-council"))[1] == "Russia"


def test_a_coming_chairmanship_is_not_told(client, chair, kyrgyzstan):
    chair(kyrgyzstan, "2026-01-01", "2026-12-31", public_from="2026-03-04")
    assert "Chairmanship:" not in text(client, "/meetings/")


def test_lists_show_only_what_is_live(client, write_meeting):
    write_meeting(state="draft", headline="Secret")
    write_meeting(headline="Secret", live_from=NOON + timedelta(hours=1))
    for path in ("/meetings/", "/meetings/2026/03/"):
        assert "Secret" not in text(client, path)


# --- the month --------------------------------------------------------------------------------------------------------


def days_of(html):
    """{day: names} of the table."""
    cells = re.findall(r'<time class="whole-day" datetime="([^"]*)">(.*?)</td>', html, re.DOTALL)
    return {day: re.findall(r'<a href="/meetings/[^"]*">([^<]*)</a>', cell) for day, cell in cells}


def test_a_month_is_a_table_of_weeks(client, write_meeting):
    write_meeting(date=date(2026, 3, 9), headline="One")
    write_meeting(date=date(2026, 3, 9), headline="Two", timing="timed", begins=time(9), zone="Asia/Bishkek")
    html = text(client, "/meetings/2026/03/")
    assert days_of(html) == {"2026-03-09": ["One", "Two"]}
    assert re.findall(r'<th scope="col">(\w+)</th>', html) == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]  # fmt: skip
    assert "<caption" in html
    assert '<span class="hour">09:00</span>' in html


def test_a_meeting_of_several_days_stands_on_each_of_them(client, write_meeting):
    write_meeting(date=date(2026, 2, 27), last_day=date(2026, 3, 2), headline="Long")
    assert days_of(text(client, "/meetings/2026/02/")) == {f"2026-02-{day}": ["Long"] for day in (27, 28)}
    assert days_of(text(client, "/meetings/2026/03/")) == {f"2026-03-0{day}": ["Long"] for day in (1, 2)}


def test_months_lead_to_the_nearest_that_have_something(client, write_meeting):
    for day in (date(2025, 11, 5), date(2026, 3, 9), date(2026, 6, 1)):
        write_meeting(date=day)
    html = text(client, "/meetings/2026/03/")
    assert re.findall(r'href="(/meetings/\d{4}/\d\d/)" rel="(\w+)"', html) == [
        ("/meetings/2025/11/", "prev"),
        ("/meetings/2026/06/", "next"),
    ]


def test_a_long_meeting_leads_into_the_month_it_reaches(client, write_meeting):
    write_meeting(date=date(2026, 2, 27), last_day=date(2026, 3, 2))
    assert 'href="/meetings/2026/03/" rel="next"' in text(client, "/meetings/2026/02/")
    write_meeting(date=date(2026, 5, 2))
    assert 'href="/meetings/2026/03/" rel="prev"' in text(client, "/meetings/2026/05/")


def test_months_end_where_meetings_end(client, write_meeting):
    write_meeting(date=date(2025, 12, 5))
    write_meeting(date=date(2026, 5, 5))
    write_meeting(date=date(2027, 5, 5), state="draft")
    status = {
        "2025/11": 404, "2025/12": 200, "2026/01": 200, "2026/03": 200, "2026/05": 200, "2026/06": 404,
        "2027/05": 404, "2026/13": 404, "0000/01": 404, "0001/01": 404, "9999/12": 404, "2026/3": 404,
    }  # fmt: skip
    assert {month: client.get(f"/meetings/{month}/").status_code for month in status} == status
    assert "No meetings in this month." in text(client, "/meetings/2026/01/")


def test_the_current_month_is_there_without_any_meeting(client):
    assert "No meetings in this month." in text(client, "/meetings/2026/03/")


def test_a_month_names_the_chairmanship_of_its_first_day(client, chair, kyrgyzstan, make_state, write_meeting):
    chair(kyrgyzstan, "2026-01-01", "2026-02-28")
    chair(make_state("Russia"), "2026-03-01", "2026-12-31")
    write_meeting(date=date(2026, 2, 2))
    assert "Kyrgyzstan" in text(client, "/meetings/2026/02/")
    assert "Russia" in text(client, "/meetings/2026/03/")


def test_a_month_ahead_does_not_tell_that_a_chairmanship_ends(client, chair, kyrgyzstan, write_meeting):
    write_meeting(date=date(2026, 6, 3))
    held = chair(kyrgyzstan, "2026-01-01", "2026-04-30")
    with_an_end = text(client, "/meetings/2026/06/")
    held.end = None
    held.save()
    assert text(client, "/meetings/2026/06/") == with_an_end


def test_a_month_ahead_names_no_chairmanship(client, chair, kyrgyzstan, write_meeting):
    chair(kyrgyzstan, "2026-01-01", "2026-12-31")
    write_meeting(date=date(2026, 6, 3))
    assert "Kyrgyzstan" not in text(client, "/meetings/2026/06/")


# --- the page of one --------------------------------------------------------------------------------------------------


def said(html):
    """The text of a page, as one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            {"timing": "timed", "begins": time(10), "ends": time(12), "zone": "Asia/Bishkek"},
            "20.01.2020, 10:00 to 12:00 (Bishkek time, UTC+6; 04:00 UTC)",
        ),
        (
            {"timing": "timed", "begins": time(2), "zone": "Asia/Bishkek"},
            "20.01.2020, 02:00 (Bishkek time, UTC+6; 19.01.2020, 20:00 UTC)",
        ),
        (
            {"timing": "timed", "begins": time(10), "ends": time(9), "zone": "UTC", "last_day": date(2020, 1, 22)},
            "20.01.2020, 10:00, to 22.01.2020, 09:00 (UTC)",
        ),
        ({"timing": "all_day", "last_day": date(2020, 1, 22)}, "20.01.2020 to 22.01.2020"),
        ({"timing": "tba"}, "20.01.2020, the time will be announced"),
    ],
)
def test_a_meeting_says_when_in_its_own_time_and_in_utc(client, write_meeting, content, words):
    edition = write_meeting(date=date(2020, 1, 20), **content)
    assert words in said(text(client, address(edition)))


def test_participants_stand_by_state_in_neutral_words(client, write_meeting, kyrgyzstan, make_state, chair):
    armenia, belarus = make_state("Armenia", ru="Армения"), make_state("", ru="Беларусь")
    chair(kyrgyzstan, "2026-01-01", "2026-12-31")
    rows = [
        {"state": armenia, "name": "A. Petrosyan, expert", "manner": "by_video"},
        {"state": kyrgyzstan, "manner": "in_person"},
        {"state": armenia, "manner": "represented", "name": "B. Person", "represented_by": "C. Deputy"},
        {"state": belarus, "manner": "absent"},
    ]
    html = text(client, address(write_meeting(participants=rows)))
    words = said(html[html.index('id="participants"') :])
    order = ["Kyrgyzstanin the chair", "took part", "Armenia", "A. Petrosyan, expert by video"]
    order += ["B. Person represented by C. Deputy", "did not take part"]
    places = [words.index(each) for each in order]
    assert places[:2] == sorted(places[:2])
    assert places[2:5] == sorted(places[2:5])
    assert '<span lang="ru">Беларусь</span>' in html


def test_a_coming_meeting_tells_who_chairs_at_present_and_on_its_day_who_chairs_then(
    client, write_meeting, kyrgyzstan, make_state, chair, freeze
):
    russia = make_state("Russia")
    chair(russia, "2025-01-01", "2026-03-31")
    chair(kyrgyzstan, "2026-04-01", "2026-12-31")
    rows = [{"state": russia}, {"state": kyrgyzstan}]
    path = address(write_meeting(date=date(2026, 4, 2), participants=rows))
    assert "Chairmanship at present Russia" in said(text(client, path))
    freeze("2026-04-02 12:00")
    page = said(text(client, path))
    assert "Under the chairmanship of Kyrgyzstan" in page
    assert page.index("Kyrgyzstanin the chair") < page.rindex("Russia")


def test_a_chairmanship_known_ahead_is_told_of_a_coming_meeting(client, write_meeting, kyrgyzstan, make_state, chair):
    chair(make_state("Russia"), "2025-01-01", "2026-03-31")
    chair(kyrgyzstan, "2026-04-01", "2026-12-31", public_from="2026-03-01")
    path = address(write_meeting(date=date(2026, 4, 2)))
    assert "Under the chairmanship of Kyrgyzstan" in said(text(client, path))


def test_a_chairmanship_that_becomes_a_secret_is_told_by_no_meeting(client, write_meeting, kyrgyzstan, chair):
    held = chair(kyrgyzstan, "2026-01-01", "2026-12-31")
    path = address(write_meeting(date=date(2026, 3, 2)))
    assert "Kyrgyzstan" in text(client, path)
    held.public_from = date(2026, 3, 9)
    held.save()
    assert "Kyrgyzstan" not in text(client, path)


def test_a_body_of_officials_is_chaired_by_no_state_on_any_page(
    client, write_meeting, kyrgyzstan, chair, make_body, make_post
):
    secretariat = make_body("Secretariat", slug="secretariat")
    make_post("Secretary General", body=secretariat)
    chair(kyrgyzstan, "2026-01-01", "2026-12-31")
    meeting = address(write_meeting(organ=secretariat, date=date(2026, 3, 2)))
    for path in (meeting, "/structure/secretariat/"):
        assert "Kyrgyzstan" not in text(client, path), path
    assert "Under the chairmanship of" not in said(text(client, "/meetings/?body=secretariat"))
    chair(kyrgyzstan, "2026-01-01", "2026-12-31", body=secretariat)
    for path in (meeting, "/structure/secretariat/"):
        assert "Kyrgyzstan" in text(client, path), path


def test_names_lead_to_persons(client, write_meeting, make_person, make_post, appoint, kyrgyzstan):
    post = make_post("Minister", state=kyrgyzstan)
    minister = appoint(make_person("Asan Usenov"), post, "2020-01-01")
    rows = [{"appointment": minister, "manner": "in_person"}]
    html = text(client, address(write_meeting(participants=rows, chaired_by=minister)))
    assert html.count(f'<a href="/people/{minister.person_id}/asan-usenov/">Asan Usenov</a>') == 2


def test_the_page_has_the_facts_and_the_documents(client, write_meeting, council):
    documents = [{"number": "No. 5", "title": "Заявление", "language": "ru"}]
    facts = {"session": 12, "place": "Bishkek", "venue": "Ala-Archa", "format": "mixed", "access": "public"}
    edition = write_meeting(
        organ=council, documents=documents, agenda="<p>One point.</p>", body="<p>Agreed.</p>", **facts
    )
    html = text(client, address(edition))
    words = ["session No. 12", "Bishkek, Ala-Archa", "in person and by video link; open to the press", "No. 5"]
    words += ["One point.", "Agreed."]
    assert [word for word in words if word not in said(html)] == []
    assert '<span lang="ru">Заявление</span>' in html
    assert '<a href="/structure/permanent-council/">Permanent Council</a>' in html
    assert f'href="/meetings/{edition.work_id}/calendar.ics"' in html


@pytest.mark.parametrize(
    ("status", "word", "machine"),
    [
        ("announced", "Announcement", "EventScheduled"),
        ("held", "Report", "EventScheduled"),
        ("cancelled", "This meeting is cancelled.", "EventCancelled"),
        ("postponed", "This meeting is postponed.", "EventPostponed"),
    ],
)
def test_what_became_of_it_is_said_to_people_and_machines(client, write_meeting, status, word, machine):
    html = text(client, address(write_meeting(status=status)))
    assert word in said(html)
    assert event_of(html)["eventStatus"] == f"https://schema.org/{machine}"


def event_of(html):
    blocks = [json.loads(block) for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    (event,) = [block for block in blocks if block["@type"] == "Event"]
    return event


def test_machines_read_times_with_their_offset_and_where(client, write_meeting):
    timed = {"timing": "timed", "begins": time(10), "ends": time(12), "zone": "Asia/Bishkek"}
    event = event_of(text(client, address(write_meeting(format="mixed", place="Bishkek", **timed))))
    assert (event["startDate"], event["endDate"]) == ("2026-03-03T10:00:00+06:00", "2026-03-03T12:00:00+06:00")
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]


def test_an_address_is_one_for_announcement_and_report(client, write_meeting, moderator):
    first = write_meeting(at=NOON - timedelta(hours=2))
    write_meeting(work=first.work, status="held", headline="Report", slug="x", at=NOON - timedelta(hours=1))
    old = client.get(address(first))
    assert (old.status_code, old["Location"]) == (301, f"/meetings/{first.work_id}/x/")
    first.work.withdraw(by=moderator, reason="Wrong.", notice="It was withdrawn.")
    assert client.get(address(first)).status_code == 410


def test_hidden_meetings_answer_as_if_they_had_never_been(client, write_meeting):
    hidden = write_meeting(state="draft")
    assert client.get(address(hidden)).status_code == client.get("/meetings/999/no/").status_code == 404


def test_no_slug_of_a_meeting_is_taken_for_a_month(write_meeting):
    assert write_meeting(headline="12").slug == "meeting-12"


# --- what it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/meetings/", "/meetings/?body=permanent-council&state=kg", "/meetings/2026/03/", "meeting"]
)
def test_pages_cost_the_same_with_many_meetings(
    client, write_meeting, write, council, kyrgyzstan, chair, path, of_kyrgyzstan, connection
):
    chair(kyrgyzstan, "2026-01-01", "2026-12-31")
    costs = []
    for number in (2, 38):
        for day in range(number):
            edition = write_meeting(organ=council, date=date(2026, 3, 1) + timedelta(days=day % 20), **of_kyrgyzstan)
        write(meeting=edition.work)
        with CaptureQueriesContext(connection) as queries:
            text(client, address(edition) if path == "meeting" else path)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 6


@pytest.fixture
def connection(db):
    from django.db import connection

    return connection
