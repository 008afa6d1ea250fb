"""Two people act on officials at the same moment, in processes of their own: neither outruns a rule."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from people.models import Appointment, Body, Post

from ..conftest import instant

pytestmark = pytest.mark.django_db(transaction=True)

NOW = instant("2026-03-31 12:00")


def make_public_from(appointment, day):
    """What the form of an appointment does; an approval that came first makes it Refused."""
    found = Appointment.objects.get(pk=appointment.pk)
    found.public_from = day
    found.save()


def put_under(body, parent):
    """What the form of a body does within its request. Returns the sentences that forbid it."""
    with transaction.atomic():
        # A form holds what it has read before it waits for its turn.
        body, body.parent = Body.objects.get(pk=body.pk), Body.objects.get(pk=parent.pk)
        try:
            body.full_clean()
        except ValidationError as error:
            return error.messages
        body.save()
        return []


def give_one_holder(post):
    """What the form of a post does when the tick at “several holders” is removed. Returns what forbids it."""
    with transaction.atomic():
        post.several = False
        try:
            post.full_clean()
        except ValidationError as error:
            return error.messages
        post.save()
        return []


@pytest.fixture
def text(freeze, secretary_general, make_person, appoint, write):
    """A text in review that names somebody in office, and that appointment."""
    freeze(NOW)
    appointment = appoint(make_person("Anna Ash"), secretary_general, "2023-01-01")
    return write("in_review", people=[appointment.pk]), appointment


def test_who_makes_an_appointment_secret_waits_for_the_approval_and_is_told_of_the_text(text, moderator, at_one_moment):
    edition, appointment = text
    change = {"appointment": appointment, "day": date(2026, 6, 1)}
    problems = at_one_moment((edition.approve, {"by": moderator}), (make_public_from, change))
    assert "so it cannot become a secret again" in problems[0].sentence
    assert Appointment.objects.get().public_from is None


def test_who_approves_waits_for_the_appointment_and_is_told_that_it_is_secret(text, moderator, at_one_moment):
    edition, appointment = text
    change = {"appointment": appointment, "day": date(2026, 6, 1)}
    problems = at_one_moment((make_public_from, change), (edition.approve, {"by": moderator}))
    assert "is not public before 01.06.2026" in problems[0].sentence
    edition.refresh_from_db()
    assert edition.state == "in_review"


def test_two_bodies_are_never_put_under_each_other(make_body, at_one_moment):
    one, other = make_body("One"), make_body("Other")
    sentences = at_one_moment((put_under, {"body": one, "parent": other}), (put_under, {"body": other, "parent": one}))
    assert sentences == ["A body cannot stand under itself."]
    assert Body.objects.filter(parent=None).get() == other


@pytest.fixture
def second_holder(make_post, make_person, appoint):
    """A post with several holders, held by one; and the appointment of another one, not stored yet."""
    post = make_post("Deputy", several=True)
    appoint(make_person("Anna Ash"), post, "2020-01-01")
    return post, Appointment(person=make_person("Boris Birch"), post=Post.objects.get(), start=date(2022, 1, 1))


def test_who_takes_office_waits_until_it_is_known_how_many_hold_the_post(second_holder, at_one_moment):
    post, coming = second_holder
    problems = at_one_moment((give_one_holder, {"post": post}), (coming.save, {}))
    assert "it has one holder at a time" in problems[0].sentence
    assert Appointment.objects.count() == 1


def test_who_gives_a_post_one_holder_waits_for_the_second_one(second_holder, at_one_moment):
    post, coming = second_holder
    sentences = at_one_moment((coming.save, {}), (give_one_holder, {"post": post}))
    assert "hold it at the same time" in sentences[0]
    assert Post.objects.get().several


def test_two_names_that_are_given_at_one_moment_are_both_printed(make_person, at_one_moment):
    person = make_person("")
    at_one_moment(
        (person.give_names, {"language": "en", "name": "Anna Ash"}),
        (person.give_names, {"language": "ru", "name": "Анна Аш"}),
    )
    person.refresh_from_db()
    assert person.names == {"en": {"name": "Anna Ash"}, "ru": {"name": "Анна Аш"}}


def test_a_name_that_is_given_while_another_one_goes_is_printed(make_person, at_one_moment):
    person = make_person("Anna Ash")
    at_one_moment((person.give_names, {"language": "ru", "name": "Анна Аш"}), (person.name_rows.get().delete, {}))
    person.refresh_from_db()
    assert person.names == {"ru": {"name": "Анна Аш"}}
