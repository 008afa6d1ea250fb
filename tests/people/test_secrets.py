"""Rule 12 for officials: before its day an appointment or a chairmanship is hidden like a draft, on every surface."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from people.models import Appointment, Chairmanship, Person, State
from publishing.clock import MINUTE

from ..conftest import instant
from ..surfaces import paths
from ..test_leaks import MARK, answer, assert_silent

pytestmark = pytest.mark.django_db

NOW = instant("2026-03-31 12:00")
# Midnight in the newsroom zone.
ITS_DAY = instant("2026-03-31 21:00")


@pytest.fixture
def world(freeze, secretary_general, make_person, make_state, appoint, chair, write, write_meeting):
    """The Secretary General of today, in a text and a meeting; one state chairs."""
    freeze(NOW - timedelta(days=1))
    today = appoint(make_person("Anna Ash", ru="Анна Аш"), secretary_general, "2023-01-01")
    chair(make_state("Russia", ru="Россия"), "2026-01-01")
    make_state("Belarus", ru="Беларусь")
    text = write(people=[today.pk], signed_by=today, date=date(2026, 3, 30))
    participants = [{"appointment": today}]
    meeting = write_meeting(organ=secretary_general.body, chaired_by=today, participants=participants)
    freeze(NOW)
    return text, meeting


@pytest.fixture
def asked(world):
    """Every address that could tell of it, of a text and of a meeting."""
    text, meeting = world
    by_day = [f"{reverse('structure')}?on={day}" for day in ("2026-03-30", "2026-03-31")]
    return list(dict.fromkeys([*paths(text), *paths(meeting), *by_day]))


@pytest.fixture
def decide(world, make_person, appoint, secretary_general):
    """The reshuffle decided today: a marked person comes into office, and Belarus into the chair."""

    def decide():
        present = Appointment.objects.get(end=None)
        present.end = date(2026, 3, 31)
        present.save()
        coming = make_person(f"{MARK} Coming", ru=f"{MARK} Ru", biography=f"<p>{MARK} life</p>")
        appoint(coming, secretary_general, "2026-04-01")
        now = Chairmanship.objects.get()
        now.end = date(2026, 3, 31)
        now.save()
        Chairmanship.objects.create(state=State.objects.get(names__en__name="Belarus"), start=date(2026, 4, 1))
        return coming

    return decide


def test_every_answer_is_the_same_with_and_without_a_reshuffle_to_come(asked, decide):
    before = {path: answer(path) for path in asked}
    decide()
    assert {path: answer(path) for path in asked} == before


def test_no_surface_names_it_before_its_day(asked, decide, freeze):
    coming = decide()
    freeze(ITS_DAY - MINUTE)
    own = f"/people/{coming.pk}/zugzwang-coming/"
    for path in [*asked, own, f"/ru{own}", f"/people/{coming.pk}/x/", f"/news/people/{coming.pk}/"]:
        assert_silent(path)
    missing = answer(f"/people/{coming.pk + 1000}/zugzwang-coming/")
    assert answer(own) == missing
    assert missing[0] == 404


def test_on_its_day_all_pages_have_changed_without_an_edit(decide, freeze, asked):
    coming = decide()
    freeze(ITS_DAY)
    own = f"/people/{coming.pk}/zugzwang-coming/"
    shown = {path.partition("?")[0] for path in [*asked, own] if MARK in answer(path)[2]}
    assert {"/people/", own, "/structure/", "/structure/secretariat/"} <= shown
    assert "<strong>Belarus</strong>" in answer("/")[2]
    former = Person.objects.exclude(pk=coming.pk).get()
    assert "01.01.2023 – 31.03.2026" in answer(f"/people/{former.pk}/anna-ash/")[2]


def test_a_term_that_ends_on_a_known_day_is_not_told_before_that_day(decide, freeze):
    decide()
    former = Person.objects.get(appointments__end=date(2026, 3, 31))
    path = f"/people/{former.pk}/anna-ash/"
    freeze(ITS_DAY - MINUTE)
    assert "31.03.2026" not in answer(path)[2]
    freeze(ITS_DAY)
    assert "31.03.2026" in answer(path)[2]
