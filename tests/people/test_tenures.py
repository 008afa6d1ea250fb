"""Who held what from day to day: what matches, what clashes, and what is kept from readers until its day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from people.models import Appointment, Chairmanship, Person, Precision
from people.models.tenures import read_day
from publishing.refusals import Refused

from ..conftest import instant

pytestmark = pytest.mark.django_db


def held_by(post, day):
    return {str(one.person) for one in post.appointments.on(date.fromisoformat(day))}


@pytest.fixture
def spokesman(make_post):
    return make_post("Spokesman")


@pytest.fixture
def people(make_person):
    return [make_person(name) for name in ("Anna Ash", "Boris Birch", "Cyril Cedar")]


def test_days_are_whole_and_count_at_both_ends(spokesman, people, appoint):
    appoint(people[0], spokesman, "2023-01-01", "2025-12-31")
    appoint(people[1], spokesman, "2026-01-01")
    assert held_by(spokesman, "2025-12-31") == {"Anna Ash"}
    assert held_by(spokesman, "2026-01-01") == {"Boris Birch"}
    assert held_by(spokesman, "2022-12-31") == set()


def test_a_month_matches_all_its_days_and_clashes_on_none(spokesman, people, appoint):
    appoint(people[0], spokesman, "2017-05-02", "2018-11-15", end_precision=Precision.MONTH)
    appoint(people[1], spokesman, "2018-11-15", "2019-12-31", start_precision=Precision.MONTH)
    assert held_by(spokesman, "2018-11-01") == held_by(spokesman, "2018-11-30") == {"Anna Ash", "Boris Birch"}
    assert held_by(spokesman, "2018-12-01") == {"Boris Birch"}


def test_what_is_unknown_matches_without_bound_and_clashes_with_nothing(spokesman, people, appoint):
    appoint(people[0], spokesman, end_unknown=True)
    appoint(people[1], spokesman, end_unknown=True)
    assert held_by(spokesman, "1995-01-01") == held_by(spokesman, "2050-01-01") == {"Anna Ash", "Boris Birch"}
    assert not Appointment.objects.in_office(date(2026, 1, 1)).exists()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2020-01-01", "2022-12-31"), ("2022-12-31", None)),
        (("2020-01-01", None), ("2025-01-01", "2025-01-01")),
        ((None, "2022-12-31"), ("2022-12-31", None)),
    ],
)
def test_two_holders_at_once_are_refused_with_a_sentence(first, second, spokesman, people, appoint):
    appoint(people[0], spokesman, *first)
    with pytest.raises(Refused, match="Anna Ash holds this post .* one holder at a time"):
        appoint(people[1], spokesman, *second)
    assert Appointment.objects.count() == 1


def test_a_post_with_several_holders_takes_them(make_post, people, appoint):
    deputy = make_post("Deputy", several=True)
    for person in people:
        appoint(person, deputy, "2020-01-01")
    assert len(held_by(deputy, "2021-01-01")) == 3
    with pytest.raises(Refused, match="Anna Ash holds this post"):
        appoint(people[0], deputy, "2024-01-01")


@pytest.mark.parametrize("acting", [False, True])
def test_a_post_has_several_holders_while_two_certainly_hold_it(acting, make_post, people, appoint):
    deputy = make_post("Deputy", several=True)
    before = appoint(people[0], deputy, "2020-01-01", acting=acting)
    appoint(people[1], deputy, "2022-01-01", acting=acting)
    deputy.several = False
    with pytest.raises(ValidationError, match="Anna Ash and Boris Birch hold it at the same time") as refusal:
        deputy.full_clean()
    assert list(refusal.value.message_dict) == ["several"]
    before.end = date(2021, 12, 31)
    before.save()
    deputy.full_clean()


def test_a_post_has_one_holder_again_where_one_acts_or_nothing_is_certain(make_post, people, appoint):
    deputy = make_post("Deputy", several=True)
    appoint(people[0], deputy, "2020-01-01", "2020-12-31")
    appoint(people[1], deputy, "2020-06-01", "2020-06-30", acting=True)
    appoint(people[2], deputy, end_unknown=True)
    deputy.several = False
    deputy.full_clean()


def test_somebody_acts_while_the_holder_is_absent_but_not_two_at_once(spokesman, people, appoint):
    appoint(people[0], spokesman, "2020-01-01")
    appoint(people[1], spokesman, "2020-06-01", "2020-06-30", acting=True)
    with pytest.raises(Refused, match="Boris Birch"):
        appoint(people[2], spokesman, "2020-06-30", "2020-07-05", acting=True)


def test_impossible_spans_are_refused(spokesman, people, appoint):
    with pytest.raises(Refused, match="end before it begins"):
        appoint(people[0], spokesman, "2020-01-02", "2020-01-01")
    with pytest.raises(Refused, match="either given or not known"):
        appoint(people[0], spokesman, "2020-01-01", "2020-01-02", end_unknown=True)
    with pytest.raises(ValidationError, match="end before it begins"):
        Appointment(person=people[0], post=spokesman, start=date(2020, 1, 2), end=date(2020, 1, 1)).full_clean()


def test_one_state_chairs_at_a_time(make_state, make_body, chair):
    russia, belarus, body = make_state("Russia"), make_state("Belarus"), make_body("Council")
    chair(russia, "2020-01-01", "2020-12-31")
    chair(belarus, "2020-01-01", "2020-12-31", body=body)
    with pytest.raises(Refused, match="one state chairs at a time"):
        chair(belarus, "2020-12-31")
    day = date(2020, 6, 1)
    assert Chairmanship.objects.chair(day).state == russia
    assert Chairmanship.objects.chair(day, body).state == belarus


def test_who_chairs_on_a_day_ahead_tells_of_no_end(make_state, chair):
    russia, belarus = make_state("Russia"), make_state("Belarus")
    at, ahead = instant("2026-03-03 12:00"), date(2026, 6, 1)
    now = chair(russia, "2026-01-01")
    assert Chairmanship.objects.chair(ahead, at=at).state == russia
    now.end = date(2026, 4, 30)
    now.save()
    assert Chairmanship.objects.chair(ahead, at=at).state == russia
    coming = chair(belarus, "2026-05-01")
    assert Chairmanship.objects.chair(ahead, at=at).state == russia
    coming.public_from = date(2026, 3, 3)
    coming.save()
    assert Chairmanship.objects.chair(ahead, at=at).state == belarus


def test_a_tenure_is_public_from_its_first_day_unless_another_is_given(spokesman, people, appoint):
    usual = appoint(people[0], spokesman, "2026-03-04", "2026-03-31")
    early = appoint(people[1], spokesman, "2026-04-01", "2026-04-30", public_from="2026-03-01")
    # Midnight in the newsroom zone is 21:00 UTC.
    for at, told in (("2026-03-03 20:59", {early.pk}), ("2026-03-03 21:00", {early.pk, usual.pk})):
        found = Appointment.objects.public(instant(at))
        assert {one.pk for one in found} == told == {one.pk for one in (usual, early) if one.is_public(instant(at))}


@pytest.mark.parametrize(
    "way",
    [
        lambda rows: rows.update(end=date(2026, 3, 31)),
        lambda rows: rows.bulk_update(rows.all(), ["end"]),
        lambda rows: rows.bulk_create(rows.all()),
    ],
)
def test_tenures_are_saved_one_by_one_so_that_their_derived_days_follow(way, spokesman, people, appoint):
    appoint(people[0], spokesman, "2026-03-04")
    for rows in (Appointment.objects, Chairmanship.objects, spokesman.appointments):
        with pytest.raises(TypeError, match="saved one by one"):
            way(rows)


def test_a_person_is_public_while_something_about_them_is(spokesman, people, appoint):
    appoint(people[0], spokesman, "2026-03-04")
    assert list(Person.objects.public(instant("2026-03-03 12:00"))) == []
    assert list(Person.objects.public(instant("2026-03-04 12:00"))) == [people[0]]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2018-11-30", (date(2018, 11, 30), Precision.DAY)),
        ("30.11.2018", (date(2018, 11, 30), Precision.DAY)),
        (" 2018-11 ", (date(2018, 11, 1), Precision.MONTH)),
        ("11.2018", (date(2018, 11, 1), Precision.MONTH)),
    ],
)
def test_a_day_is_read_as_people_type_it(typed, read):
    assert read_day(typed) == read


@pytest.mark.parametrize("typed", ["", "2018", "31.02.2018", "2018-13", "yesterday", "0000-01-01", "٢٠١٨-١١"])
def test_what_is_no_day_is_no_day(typed):
    with pytest.raises(ValueError):  # noqa: PT011 (its words are the form's to say)
        read_day(typed)
