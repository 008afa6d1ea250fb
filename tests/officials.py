"""Makers of officials: a test says only what it is about. Names are English; `ru=` adds the Russian one."""

from datetime import date
from itertools import count, product
from string import ascii_lowercase

import pytest

from people.models import Appointment, Biography, Body, BodyText, Chairmanship, Person, Post, Rank, State

CODES = ("".join(pair) for pair in product(ascii_lowercase, repeat=2))
NUMBERS = count(1)


def day(text):
    return date.fromisoformat(text) if text else None


def name_it(thing, en, ru="", **kinds):
    """Gives it the English and the Russian name; `kinds` are further English ones."""
    if en or kinds:
        thing.give_names("en", **({"name": en} if en else {}), **kinds)
    if ru:
        thing.give_names("ru", name=ru)
    thing.refresh_from_db()
    return thing


@pytest.fixture
def make_state(db):
    """make_state("Belarus", ru="Беларусь", code="by", status="member")"""

    def make_state(name, ru="", code=None, status="member", **kinds):
        return name_it(State.objects.create(code=code or next(CODES), status=status), name, ru, **kinds)

    return make_state


@pytest.fixture
def make_body(db):
    """make_body("Permanent Council", ru="", parent=None, tasks="", slug=None, short="PC")"""

    def make_body(name, ru="", parent=None, tasks="", slug=None, order=100, **kinds):
        slug = slug or "-".join(name.lower().split())
        body = name_it(Body.objects.create(slug=slug, parent=parent, order=order), name, ru, **kinds)
        if tasks:
            BodyText.objects.create(body=body, language="en", tasks=tasks)
        return body

    return make_body


@pytest.fixture
def make_post(db, make_body):
    """make_post("Secretary General", body=None, state=None, rank=Rank.HEAD, several=False, plural=..., short=...): of a
    body of its own where neither a body nor a state is given."""

    def make_post(name, ru="", body=None, state=None, rank=Rank.OFFICIAL, several=False, **kinds):
        if not (body or state):
            body = make_body("Secretariat", slug=f"body-{chr(97 + next(NUMBERS) % 26)}-secretariat")
        post = Post.objects.create(body=body, state=state, rank=rank, several=several)
        return name_it(post, name, ru, **kinds)

    return make_post


@pytest.fixture
def make_person(db):
    """make_person("Stanislav Zas", ru="Станислав Зась", own_language="be", biography="<p>…</p>")"""

    def make_person(name, ru="", own_language="en", biography="", portrait=None, **kinds):
        person = name_it(Person.objects.create(own_language=own_language, portrait=portrait), name, ru, **kinds)
        if biography:
            Biography.objects.create(person=person, language="en", biography=biography)
        return person

    return make_person


@pytest.fixture
def appoint(db):
    """appoint(person, post, "2020-01-01", "2022-12-31", acting=False, public_from=None, ...): days as text, or None."""

    def appoint(person, post, start=None, end=None, public_from=None, **values):
        days = {"start": day(start), "end": day(end), "public_from": day(public_from)}
        return Appointment.objects.create(person=person, post=post, **days, **values)

    return appoint


@pytest.fixture
def chair(db):
    """chair(state, "2020-01-01", "2020-12-31", body=None): the whole organisation, or a body."""

    def chair(state, start=None, end=None, body=None, public_from=None):
        days = {"start": day(start), "end": day(end), "public_from": day(public_from)}
        return Chairmanship.objects.create(state=state, body=body, **days)

    return chair
