"""A made-up world of any size: persons who held posts, and meetings of bodies, stored in bulk.

For questions about cost only: it goes round the doors and their rules. All days are told from NOW, so a larger world
reaches further back, and says the same of today.
"""

import uuid
from datetime import timedelta
from itertools import count, islice, product
from string import ascii_lowercase
from typing import NamedTuple

from django.db.models import QuerySet

from meetings.models import AdoptedDocument, Meeting, MeetingEdition, MeetingPlacement
from people.models import Appointment, Biography, Body, BodyText, Chairmanship, Person, Post, Rank, State
from publishing.workflow import State as Written

from .conftest import instant

NOW = instant("2026-03-03 12:00")
TODAY = NOW.date()
DAY = timedelta(days=1)
# How long a post is held, and how far ahead meetings are announced. There is one a day, so 10,000 take 27 years.
HELD, AHEAD = 170 * DAY, 10 * DAY
STATES = 6


class Size(NamedTuple):
    persons: int
    appointments: int
    meetings: int
    posts: int
    bodies: int


SMALL = Size(50, 50, 50, posts=25, bodies=5)
LARGE = Size(5000, 20000, 10000, posts=400, bodies=40)


class World(NamedTuple):
    bodies: list
    posts: list
    people: list
    meetings: list  # their editions, the newest first


def build(size):
    """Stores a world of that Size, in addition to what there is."""
    taken = set(State.objects.values_list("code", flat=True))
    codes = (code for code in map("".join, product(ascii_lowercase, repeat=2)) if code not in taken)
    states = stored(State(code=code, names=called("State", code)) for code in islice(codes, STATES))
    bodies = build_bodies(size.bodies, states)
    posts = stored(
        Post(
            body=bodies[number % size.bodies],
            state=states[number % STATES] if number % 3 else None,
            rank=Rank.MINISTER if number % 3 else Rank.OFFICIAL,
            names=called("Post", number),
        )
        for number in range(size.posts)
    )
    people = stored(Person(names=called("Person", number)) for number in range(size.persons))
    stored(Biography(person=person, language="en", biography="<p>Born.</p>") for person in people)
    stored(appointment(number, people, posts) for number in range(size.appointments))
    return World(bodies, posts, people, build_meetings(size.meetings, bodies, people))


def stored(rows):
    rows = list(rows)
    return type(rows[0])._base_manager.bulk_create(rows, batch_size=2000)


def called(kind, number):
    return {"en": {"name": f"{kind} {number}"}, "ru": {"name": f"{kind} {number}, по-русски"}}


def build_bodies(number, states):
    start = Body.objects.count()
    letters = islice(map("".join, product(ascii_lowercase, repeat=3)), start, start + number)
    bodies = stored(Body(slug=f"body-{slug}", names=called("Body", slug)) for slug in letters)
    Body.objects.filter(pk__in=[body.pk for body in bodies[number // 4 :]]).update(parent=bodies[0])
    stored(BodyText(body=body, language="en", tasks="<p>It meets.</p>") for body in bodies)
    terms = (Chairmanship(state=states[k % STATES], start=TODAY - (k + 1) * HELD) for k in range(STATES))
    stored(derived(term, end=term.start + HELD - DAY) for term in terms)
    return bodies


def derived(tenure, end):
    tenure.end = end
    tenure.derive()
    return tenure


def appointment(number, people, posts):
    """Posts are held one after another; the newest holder of each is in office."""
    turn, post = divmod(number, len(posts))
    start = TODAY - 30 * DAY - (post % 100) * DAY - turn * HELD
    held = Appointment(person=people[number % len(people)], post=posts[post], start=start)
    return derived(held, end=start + HELD - DAY if turn else None)


def build_meetings(number, bodies, people):
    works = stored(Meeting(language="en", group=uuid.uuid4()) for _ in range(number))
    editions = stored(map(edition, works, count()))
    stored(
        placed(one, listing)
        for position, one in enumerate(editions)
        for listing in (
            "all",
            f"body:{bodies[position % len(bodies)].pk}",
            f"person:{people[position % len(people)].pk}",
        )
    )
    # Round the door, which takes no rows in bulk.
    QuerySet(AdoptedDocument).bulk_create(AdoptedDocument(edition=one, order=0, title="Act") for one in editions[::9])
    return editions


def edition(work, position):
    day = TODAY + AHEAD - position * DAY
    live_from = NOW - 20 * DAY - position * DAY
    return MeetingEdition(
        work=work,
        number=1,
        headline=f"Meeting {position}",
        slug=f"meeting-{position}",
        date=day,
        last_day=day + DAY if position % 7 == 0 else None,
        change_note="" if position % 5 else "The place was corrected.",
        status="announced" if day > TODAY else "held",
        state=Written.APPROVED,
        live_from=live_from,
        announced_at=live_from,
        created_at=live_from,
        saved_at=live_from,
        printed={"organ": None, "participants": [], "documents": [], "pictures": []},
    )


def placed(one, listing):
    copied = {name: getattr(one, name) for name in ("work", "date", "announced_at", "live_from", "live_until")}
    return MeetingPlacement(edition=one, listing=listing, language="en", **copied)


def pages(world):
    """{what is asked: its path}, of the pages of people and of meetings."""
    body, post, person = world.bodies[1], world.posts[1], world.people[len(world.people) // 2]
    meeting = world.meetings[len(world.meetings) // 2]
    return {
        "a person": person.get_absolute_url(),
        "a post": post.get_absolute_url(),
        "all people": "/people/",
        "people of a name": f"/people/?q={person}",
        "the structure": "/structure/",
        "the structure of a past day": f"/structure/?on={TODAY - 20 * DAY}",
        "a body": body.get_absolute_url(),
        "a body on a past day": f"{body.get_absolute_url()}?on={TODAY - 20 * DAY}",
        "all meetings": "/meetings/",
        "meetings of a body": f"/meetings/?body={body.slug}",
        "meetings that adopted documents": "/meetings/?documents=adopted",
        "meetings of a body that adopted documents": f"/meetings/?body={body.slug}&documents=adopted",
        "meetings of a person": f"/meetings/people/{person.pk}/",
        "meetings from a day on": f"/meetings/?on={meeting.date}",
        "a month": f"/meetings/{meeting.date:%Y/%m}/",
        "a meeting": meeting.get_absolute_url(),
        "the calendar of all": "/meetings/calendar.ics",
        "the calendar of a body": f"/meetings/calendar/{body.slug}.ics",
        "the calendar of a meeting": f"/meetings/{meeting.work_id}/calendar.ics",
    }
