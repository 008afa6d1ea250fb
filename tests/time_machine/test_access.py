"""Who may look through the time machine; for everybody else there is nothing."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from publishing import clock

from .travelling import DAY, HOUR, NOON, facts, through

pytestmark = pytest.mark.django_db


INSTANTS = [
    "2020-01-01T00:00Z",
    "2026-03-03T12:00Z",
    "2030-12-31T23:59Z",
    "2026-03-03T12:00",
    "nonsense",
    "1066-10-14T09:00Z",
]
RESTS = ["", "/", "/news/", "/news", "/ru/", "/admin/", "/at/2020-01-01T00:00Z/", "/nowhere/", "/media/x", "/?a=b"]


@pytest.fixture
def outsiders(as_, make_user, django_user_model, second_moderator):
    """Everybody who must find nothing: without a session, with a forged or ended one, without the permission."""
    gone = as_(second_moderator)
    second_moderator.is_active = False
    second_moderator.save()
    reader = django_user_model.objects.create_user("reader")
    reader.groups.set(second_moderator.groups.all())
    clients = [Client(), gone, as_(make_user("Nobody Inparticular")), as_(reader)]
    for key in ("forged-session-key", "abcdefgh" * 4, "", "ключ".encode().decode("latin-1")):
        client = Client()
        client.cookies["sessionid"] = key
        clients.append(client)
    # Quoted cookies can hold any byte, also the one that PostgreSQL refuses.
    return [*clients, Client(headers={"cookie": 'sessionid="\\000bcdefghij"'})]


def test_for_everybody_else_nothing_is_there_and_no_byte_or_header_says_more(outsiders, write):
    write(live_from=NOON + HOUR)
    for number, client in enumerate(outsiders):
        # All of them at every instant and path in turn; who has no session, at every one of both.
        for at in INSTANTS[:: len(outsiders) if number else 1]:
            for rest in RESTS[number % 2 :: 2] if number else RESTS:
                assert facts(client.get(f"/at/{at}{rest}")) == facts(client.get(f"/no/{at}{rest}")), (at, rest)
    assert facts(outsiders[0].get("/at/")) == facts(outsiders[0].get("/no/"))
    assert facts(outsiders[0].get("/at")) == facts(outsiders[0].get("/no"))


def test_asking_anonymously_costs_the_same_queries_as_any_unknown_address(client):
    asked = []
    for path in (through(NOON + DAY, "/news/"), "/no/2026-03-04T12:00Z/news/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked.append([re.sub(r"/(at|no)/", "/", query["sql"]) for query in queries])
    assert asked[0] == asked[1]


def test_editors_see_the_past_and_are_told_that_the_future_is_the_moderators(editors, write):
    write(headline="Embargoed", live_from=NOON + HOUR)
    assert editors.get(through(NOON, "/news/")).status_code == 200
    answer = editors.get(through(NOON + HOUR, "/news/"), follow=True)
    assert answer.status_code == 200
    assert "not as it will be" in answer.content.decode()
    assert "Embargoed" not in answer.content.decode()


def test_moderators_see_what_is_scheduled_from_its_minute_on(moderators, client, write):
    edition = write(headline="Embargoed", live_from=NOON + HOUR)
    assert "Embargoed" not in moderators.get(through(NOON + HOUR - clock.MINUTE, "/news/")).content.decode()
    assert "Embargoed" in moderators.get(through(NOON + HOUR, "/news/")).content.decode()
    assert moderators.get(through(NOON + HOUR, edition.get_absolute_url())).status_code == 200
    assert "Embargoed" not in client.get("/news/").content.decode()


def test_a_draft_is_seen_at_no_time(moderators, write):
    for state in ("draft", "in_review"):
        edition = write(state, headline="Unapproved", planned_for=NOON + HOUR)
        for at in (NOON, NOON + HOUR, NOON + 1000 * DAY):
            assert moderators.get(through(at, edition.get_absolute_url())).status_code == 404
            assert "Unapproved" not in moderators.get(through(at, "/news/")).content.decode()


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/news/articleedition/", "/ru/admin/", "/at/2020-01-01T00:00Z/news/"]
)
def test_neither_the_newsroom_nor_the_machine_itself_is_inside(moderators, path):
    assert moderators.get(through(NOON, path)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_the_machine_only_shows(moderators, method):
    asked, unknown = (getattr(moderators, method)(path) for path in (through(NOON, "/news/"), "/no/such/news/"))
    assert facts(asked) == facts(unknown)
