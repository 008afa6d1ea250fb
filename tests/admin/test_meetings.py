"""Meetings in the newsroom: the form with its lists, filling in who takes part, from the announcement to the report."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from meetings.models import Meeting, MeetingEdition, Participant
from meetings.participants import fill
from people.models import Rank
from publishing.refusals import Refused

from ..conftest import instant
from .newsroom import text

pytestmark = pytest.mark.django_db

LIST = reverse("admin:meetings_meetingedition_changelist")
ADD = reverse("admin:meetings_meetingedition_add")
NOON = instant("2026-03-03 12:00")


def address(edition):
    return reverse("admin:meetings_meetingedition_change", args=[edition.pk])


def press(client, edition, action, **fields):
    return client.post(address(edition), {"_action": action, **{f"{action}-{k}": v for k, v in fields.items()}})


def typed(edition=None, participants=(), documents=(), **changes):
    """What the form sends."""
    sent = {
        "language": "en",
        "opened_version": edition.version if edition else "",
        "headline": "Session of the Council",
        "status": "announced",
        "date": "2026-04-01",
        "timing": "timed",
        "begins": "10:00",
        "zone": "Asia/Bishkek",
        "format": "in_person",
        "access": "closed",
        "planned_for": "",
    }
    for prefix, rows in (("participants", participants), ("documents", documents)):
        sent |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        sent |= {f"{prefix}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}
    return {**sent, **changes}


@pytest.fixture
def council(make_body):
    return make_body("Council of Ministers of Foreign Affairs", slug="ministers")


@pytest.fixture
def ministers(council, make_state, make_post, make_person, appoint):
    """The ministers of three states on that day, and one of before: {state: appointment}."""
    held = {}
    for state, code, name, start, end in (
        ("Russia", "ru", "Sergey Lavrov", "2004-03-09", None),
        ("Armenia", "am", "Ararat Mirzoyan", "2021-08-19", None),
        ("Belarus", "by", "Maxim Ryzhenkov", "2024-06-27", None),
        ("Tajikistan", "tj", "Hamrokhon Zarifi", "2006-12-01", "2013-11-29"),
    ):
        post = make_post(
            "Minister of Foreign Affairs", body=council, state=make_state(state, code=code), rank=Rank.MINISTER
        )
        held[state] = appoint(make_person(name), post, start, end)
    return held


# --- the form ---------------------------------------------------------------------------------------------------------


def test_an_editor_announces_a_meeting_with_its_lists_in_one_form(as_, editor, council, ministers):
    participants = [
        {"appointment": ministers["Russia"].pk, "manner": "in_person"},
        {"name": "A. Petrosyan, expert", "state": ministers["Armenia"].post.state_id, "manner": "by_video"},
    ]
    documents = [{"title": "Decision on rescue", "number": "1", "language": "en"}]
    sent = typed(participants=participants, documents=documents, organ=council.pk, session=7, place="Bishkek")
    answer = as_(editor).post(ADD, sent)
    edition = MeetingEdition.objects.get()
    assert answer.url == f"{address(edition)}?saved=1"
    assert (edition.date, edition.begins, edition.zone) == (date(2026, 4, 1), time(10), "Asia/Bishkek")
    assert (edition.organ, edition.session, edition.created_by) == (council, 7, editor)
    assert [(row.name, row.manner) for row in edition.participants.all()] == [
        ("", "in_person"),
        ("A. Petrosyan, expert", "by_video"),
    ]
    assert edition.documents.get().title == "Decision on rescue"
    assert "A. Petrosyan, expert" in text(as_(editor).get(answer.url))


def test_its_fields_offer_what_was_held_on_the_stored_day(as_, editor, write_meeting, ministers):
    edition = write_meeting("draft", date=date(2026, 4, 1), participants=[{"appointment": ministers["Russia"]}])
    page = text(as_(editor).get(address(edition)))
    # The chair, the row of the participant, the empty row.
    assert page.count("/autocomplete/?on=2026-04-01") == 3
    fresh = text(as_(editor).get(ADD))
    assert "/autocomplete/?on=&quot;" in fresh or '/autocomplete/?on="' in fresh
    assert "held-that-day.js" in fresh


def test_a_name_beside_somebody_chosen_from_the_list_is_not_dropped_in_silence(editor, write_meeting, ministers):
    row = {"appointment": ministers["Russia"], "name": "A. Petrosyan"}
    edition = write_meeting("draft", date=date(2026, 4, 1), participants=[row])
    with pytest.raises(Refused, match="Sergey Lavrov is chosen from the list: empty the name beside it"):
        edition.submit(by=editor)


def test_who_holds_two_posts_of_a_body_is_filled_in_once(editor, write_meeting, council, ministers, make_post, appoint):
    lavrov = ministers["Russia"].person
    appoint(lavrov, make_post("Chairman", body=council), "2020-01-01")
    edition = write_meeting("draft", date=date(2026, 4, 1), organ=council)
    fill(edition, council, by=editor)
    people = [row.appointment.person for row in edition.participants.all()]
    assert people.count(lavrov) == 1


def test_a_title_of_another_day_is_named_when_it_is_submitted(as_, editor, write_meeting, ministers):
    edition = write_meeting("draft", date=date(2026, 4, 1))
    rows = [{"appointment": ministers["Tajikistan"].pk, "manner": "in_person"}]
    answer = as_(editor).post(address(edition), typed(edition, participants=rows, _submit="1"), follow=True)
    page = text(answer)
    assert "Hamrokhon Zarifi was not Minister of Foreign Affairs on 01.04.2026" in page
    assert 'href="#participants-group"' in page


def test_what_is_wrong_stands_beside_its_field(as_, editor):
    page = text(as_(editor).post(ADD, typed(zone="Bishkek", lead="My words")))
    assert "“Bishkek” is no time zone" in page
    assert "My words" in page
    assert not Meeting.objects.exists()


def test_a_locked_meeting_is_read_with_its_lists(as_, editor, council, write_meeting, ministers):
    edition = write_meeting(
        "approved",
        organ=council,
        agenda="<p>On rescue</p>",
        participants=[{"appointment": ministers["Russia"]}, {"name": "A. Petrosyan, expert", "manner": "absent"}],
        documents=[{"title": "Decision on rescue", "number": "1"}],
    )
    page = text(as_(editor).get(address(edition)))
    for words in ("Council of Ministers", "On rescue", "Sergey Lavrov", "did not take part", "Decision on rescue"):
        assert words in page
    assert "participants-TOTAL_FORMS" not in page
    assert as_(editor).post(address(edition), typed(edition)).status_code == 403


def test_the_list_can_be_narrowed(as_, editor, council, write_meeting):
    write_meeting("approved", organ=council, headline="Of the Council")
    write_meeting("draft", headline="Of nobody", status="cancelled")
    client = as_(editor)
    assert "Of nobody" not in text(client.get(LIST, {"organ__id__exact": council.pk}))
    assert "Of the Council" not in text(client.get(LIST, {"status__exact": "cancelled"}))


# --- who takes part ---------------------------------------------------------------------------------------------------


def names(edition):
    return [str(row.appointment.person if row.appointment else row.name) for row in edition.participants.all()]


def test_the_list_is_filled_in_protocol_order_and_nobody_twice(as_, editor, council, write_meeting, ministers):
    rows = [{"name": "A. Petrosyan, expert"}, {"appointment": ministers["Belarus"], "manner": "by_video"}]
    edition = write_meeting("draft", date=date(2026, 4, 1), organ=council, participants=rows)
    client = as_(editor)
    assert f'<option value="{council.pk}" selected>' in text(client.get(address(edition)))
    page = text(
        client.post(
            address(edition), {"_action": "fill_participants", "fill_participants-body": council.pk}, follow=True
        )
    )
    assert "2 participants added." in page
    expected = ["A. Petrosyan, expert", "Maxim Ryzhenkov", "Ararat Mirzoyan", "Sergey Lavrov"]
    assert names(MeetingEdition.objects.get()) == expected
    page = text(press(client, edition, "fill_participants", body=council.pk))
    assert "Nobody else held a post of Council of Ministers of Foreign Affairs on 01.04.2026" in page
    assert names(MeetingEdition.objects.get()) == expected


def test_whose_end_nobody_knows_is_not_filled_in(editor, council, write_meeting, make_post, make_person, appoint):
    appoint(make_person("Long Ago"), make_post("Minister", body=council), None, None, end_unknown=True)
    with pytest.raises(Refused, match="Nobody else held"):
        fill(write_meeting("draft"), council, by=editor)


def test_filling_keeps_what_was_saved_meanwhile(editor, second_editor, council, write_meeting, ministers):
    edition = write_meeting("draft", date=date(2026, 4, 1), organ=council)
    opened_before = MeetingEdition.objects.get()
    edition.headline = "Newer words"
    edition.save_draft(by=second_editor, participants=[{"name": "Guest"}])
    fill(opened_before, council, by=editor)
    stored = MeetingEdition.objects.get()
    assert (stored.headline, names(stored)[0], len(names(stored))) == ("Newer words", "Guest", 4)


def test_only_a_draft_is_filled(as_, editor, council, write_meeting, ministers):
    edition = write_meeting("in_review", date=date(2026, 4, 1))
    assert "Fill the list" not in text(as_(editor).get(address(edition)))
    assert "It is in review" in text(press(as_(editor), edition, "fill_participants", body=council.pk))
    assert not Participant.objects.exists()


@pytest.mark.parametrize("value", ["9" * 30, "abc", "", "\x00"])
def test_odd_values_are_answered(value, as_, editor, write_meeting):
    edition = write_meeting("draft")
    client = as_(editor)
    assert press(client, edition, "fill_participants", body=value).status_code == 200
    for field in ("organ", "chaired_by", "pictures", "session", "date", "begins", "zone", "status"):
        assert client.post(address(edition), typed(edition, **{field: value})).status_code < 500
    rows = [{"appointment": value, "state": value, "manner": value, "place": value}]
    documents = [{"title": value, "file": value, "language": value}]
    assert client.post(address(edition), typed(edition, participants=rows, documents=documents)).status_code < 500
    assert client.get(LIST, {"organ__id__exact": value, "status__exact": value}).status_code < 500


# --- the report -------------------------------------------------------------------------------------------------------


def test_the_report_is_made_from_the_announcement(as_, editor, council, write_meeting, ministers, freeze):
    freeze(NOON)
    rows = [{"appointment": ministers["Russia"]}]
    announced = write_meeting("approved", organ=council, place="Bishkek", participants=rows)
    freeze(NOON + timedelta(days=1))
    client = as_(editor)
    assert "Make the report" in text(client.get(address(announced)))
    answer = press(client, announced, "make_report")
    report = MeetingEdition.objects.get(number=2)
    assert answer.url == address(report)
    assert (report.work, report.status, report.place) == (announced.work, "held", "Bishkek")
    assert names(report) == ["Sergey Lavrov"]
    assert "The report of the meeting was added." in text(client.get(address(report)))
    assert "Make the report" not in text(client.get(address(announced)))
    assert "is draft already" in text(press(client, announced, "make_report"))


@pytest.mark.parametrize(
    ("state", "status"), [("approved", "cancelled"), ("draft", "announced"), ("in_review", "announced")]
)
def test_a_report_is_offered_for_a_live_announcement_only(state, status, as_, editor, write_meeting):
    edition = write_meeting(state, status=status)
    assert "Make the report" not in text(as_(editor).get(address(edition)))


def test_staff_without_permissions_see_no_meeting(as_, make_user, write_meeting):
    client, edition = as_(make_user("Nobody Special")), write_meeting("approved")
    for path in (LIST, ADD, address(edition)):
        assert client.get(path).status_code == 403
    assert "Your account may not do this" not in text(press(client, edition, "make_report"))
    assert edition.work.editions.count() == 1


def test_the_index_stands_in_the_order_of_use(as_, administrator):
    page = text(as_(administrator).get(reverse("admin:index")))
    places = [page.index(f'class="app-{label} module') for label in ("news", "meetings", "people", "library")]
    assert places == sorted(places)


def test_a_time_typed_without_a_word_about_timing_counts(as_, editor, freeze):
    freeze(NOON)
    as_(editor).post(ADD, typed(timing="tba"))
    assert (MeetingEdition.objects.get().timing, MeetingEdition.objects.get().begins) == ("timed", time(10))


def test_a_time_typed_for_a_whole_day_is_not_dropped_in_silence(as_, editor, freeze):
    freeze(NOON)
    page = text(as_(editor).post(ADD, typed(timing="all_day")))
    assert "Choose “at a time of the day” above, or empty this time." in page
    assert 'value="10:00"' in page
    assert not MeetingEdition.objects.exists()


def test_an_end_typed_without_a_beginning_is_asked_about(as_, editor, freeze):
    freeze(NOON)
    page = text(as_(editor).post(ADD, typed(timing="tba", begins="", ends="12:00")))
    assert "Say when it begins, too, or empty this time." in page
    assert not MeetingEdition.objects.exists()


def test_no_report_is_made_of_a_meeting_whose_cancellation_is_approved(editor, write_meeting, freeze):
    freeze(NOON)
    first = write_meeting()
    content = {"status": "cancelled", "change_note": "It was cancelled.", "live_from": NOON + timedelta(hours=1)}
    write_meeting(work=first.work, **content)
    with pytest.raises(Refused, match="Only a meeting that is announced"):
        first.work.start_report(by=editor)
