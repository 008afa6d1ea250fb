"""A meeting is a work as any other: restored, erased, and reported on at one address."""

from datetime import date, time
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from meetings.models import AdoptedDocument, MeetingEdition, Participant, Status
from publishing.refusals import Refused

from ..conftest import instant

pytestmark = pytest.mark.django_db

NOW = instant("2026-03-03 12:00")
TIMED = {"timing": "timed", "begins": time(10), "zone": "Asia/Bishkek"}
ROWS = {"participants": [{"name": "A. Petrosyan"}], "documents": [{"title": "Decision"}]}


def test_the_report_has_the_facts_and_the_address_of_the_announcement(write_meeting, editor, moderator, client, freeze):
    announced = write_meeting(at=NOW, date=date(2026, 3, 4), **TIMED, **ROWS)
    report = announced.work.start_report(by=editor, at=NOW)
    assert (report.status, report.slug, report.begins, report.zone) == (
        "held",
        announced.slug,
        time(10),
        "Asia/Bishkek",
    )
    assert [str(row) for row in report.participants.all()] == ["A. Petrosyan: took part"]
    later = instant("2026-03-04 15:00")
    report.submit(by=editor, at=later)
    report.approve(by=moderator, at=later)
    freeze(later)
    shown = client.get(announced.get_absolute_url())
    assert shown.status_code == 200
    assert "The report of the meeting was added." in shown.content.decode()


def test_what_lies_ahead_has_not_been_held(write_meeting):
    with pytest.raises(Refused, match="It lies ahead, so it cannot have been held"):
        write_meeting(at=NOW, date=date(2026, 3, 5), status=Status.HELD)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"last_day": date(2026, 3, 2)}, "end before it begins"),
        ({"last_day": date(2026, 5, 1)}, "at most 31 days"),
        ({"timing": "timed"}, "Say when it begins"),
        ({"date": date(2062, 3, 3)}, "more than five years ahead. Is its year right"),
        ({**TIMED, "ends": time(9)}, "end before it begins"),
        ({**TIMED, "date": date(2026, 3, 29), "begins": time(2, 30), "zone": "Europe/Warsaw"}, "skip 02:30"),
        ({"participants": [{"name": ""}]}, "needs an appointment, a name or a state"),
        ({"participants": [{"name": "A", "manner": "represented"}]}, "Say who represented: A"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(content, sentence, write_meeting):
    with pytest.raises(Refused, match=sentence):
        write_meeting(at=NOW, **content)


def test_a_zone_that_is_none_is_refused_when_it_is_written(write_meeting):
    with pytest.raises(Refused, match="is no time zone"):
        write_meeting("draft", **{**TIMED, "zone": "Europe/Atlantis"})


@pytest.mark.parametrize("name", ["date", "last_day"])
@pytest.mark.parametrize("day", [date(1, 2, 1), date(9999, 12, 30)])
def test_a_year_that_no_calendar_can_hold_is_refused_when_it_is_written(name, day, write_meeting):
    with pytest.raises(Refused, match=f"The year {day.year} cannot be right"):
        write_meeting("draft", **{name: day})


def test_a_represented_state_took_part_and_its_minister_did_not(
    write_meeting, make_state, make_post, make_person, appoint
):
    state = make_state("Armenia")
    minister = appoint(make_person("Anna Ash"), make_post("Minister", state=state), "2020-01-01")
    row = {"appointment": minister, "manner": "represented", "represented_by": "Deputy Minister B. Birch"}
    listings = write_meeting(participants=[row]).listings()
    assert listings == ["all", f"state:{state.pk}"]


def test_an_erased_meeting_leaves_no_word(write_meeting, administrator, client):
    edition = write_meeting(headline="Unword", lead="Unword", agenda="<p>Unword</p>", place="Unword", **TIMED, **ROWS)
    kind = ContentType.objects.get_for_model(MeetingEdition)
    LogEntry.objects.create(
        user=administrator, content_type=kind, object_id=edition.pk, object_repr="Unword", action_flag=2
    )
    edition.work.erase(by=administrator, reason="By law.", notice="Removed.")
    assert [*Participant.objects.all(), *AdoptedDocument.objects.all()] == []
    assert "Unword" not in repr([*MeetingEdition.objects.values(), *LogEntry.objects.values()])
    call_command("place", "--check", stdout=StringIO())
    answer = client.get(f"/meetings/{edition.work_id}/unword/")
    assert answer.status_code == 410
    assert "Unword" not in answer.content.decode()
