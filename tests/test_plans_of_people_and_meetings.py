"""What a page of people or meetings costs does not depend on how many there are: as many queries, by the same plans.

Every query of every page is asked of both databases, in a small world and in a large one (tests/crowd.py), before
and after they know their own statistics.
"""

import re
from typing import NamedTuple

import pytest
from django.db import connection, transaction
from django.test import Client

from people.models import BodyName, PersonName, PostName, StateName
from publishing import clock

from . import crowd
from .postgres import forget_statistics

pytestmark = pytest.mark.django_db

MOST_QUERIES = 6
# Those that grow with the years. Posts, bodies and states do not: they are read as a whole.
# Withdrawals are few: PostgreSQL reads a table of one page as it likes.
GROWING = r"people_person|people_appointment|people_biography|meetings_(?!meetingwithdrawal)\w+"
# Pages that show all who hold a post today: of some hundred persons PostgreSQL reads a few pages at once.
OF_ALL_HOLDERS = {"all people", "the structure", "the structure of a past day"}
# Part of a name is found by reading the names of all persons: once, and of each by whose they are.
OF_ALL_PERSONS = OF_ALL_HOLDERS | {"people of a name"}
# Meetings of one day stand by their hour, which only the edition knows: among those from a day on, or of a month.
BY_THE_HOUR = {"all meetings", "meetings of a body", "meetings of a body that adopted documents", "a month"}
BY_THE_HOUR |= {"meetings that adopted documents"}


class Asked(NamedTuple):
    sql: str
    plan: str

    def orders_what_grows(self):
        return re.search(rf'"({GROWING})"', self.sql.rpartition(" ORDER BY ")[2]) and " ORDER BY " in self.sql


# --- asking -----------------------------------------------------------------------------------------------------------


def ask(world):
    """{page: [Asked, ...]} of all pages."""
    client, found = Client(), {}
    for name, path in crowd.pages(world).items():
        asked = []

        def note(execute, sql, params, *more, asked=asked):
            asked.append((sql, params))
            return execute(sql, params, *more)

        with connection.execute_wrapper(note):
            assert client.get(path).status_code == 200, path
        found[name] = [Asked(sql, explain(sql, params)) for sql, params in asked]
    return found


def explain(sql, params):
    words = "EXPLAIN (COSTS OFF)" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{words} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def on_postgresql(*statements):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def analyse():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


# A tiny table is read at once, whatever its indexes, and joined by what it costs. Without that choice left, the plan
# says which index answers.
BY_INDEX = [f"SET LOCAL enable_{way} = off" for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin")]
ANY_WAY = [statement.replace("off", "on") for statement in BY_INDEX]


def ask_both_ways(world):
    free = ask(world)
    if connection.vendor != "postgresql":
        return {"free": free, "by index": free}
    on_postgresql(*BY_INDEX)
    by_index = ask(world)
    on_postgresql(*ANY_WAY)
    return {"free": free, "by index": by_index}


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """{"small" or "large": {"new" or "analysed": {"free" or "by index": {page: [Asked, ...]}}}}"""
    found = {}
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: crowd.NOW)
        for name, size in (("small", crowd.SMALL), ("large", crowd.LARGE)):
            with transaction.atomic():
                forget_statistics()
                world = crowd.build(size)
                found[name] = {"new": ask_both_ways(world)}
                if size is crowd.LARGE:
                    analyse()
                    found[name]["analysed"] = ask_both_ways(world)
                transaction.set_rollback(True)
    return found


@pytest.fixture(params=["new", "analysed"], ids=["no statistics", "after ANALYZE"])
def known(request):
    return request.param


# --- what must hold ---------------------------------------------------------------------------------------------------


def test_a_page_costs_as_many_queries_in_the_large_world_as_in_the_small_one_and_six_at_most(worlds):
    costs = {name: counts(world["new"]["free"]) for name, world in worlds.items()}
    assert costs["large"] == costs["small"]
    assert {page: cost for page, cost in costs["large"].items() if cost > MOST_QUERIES} == {}


def counts(pages):
    return {page: len(asked) for page, asked in pages.items()}


def test_no_page_reads_a_table_that_grows_as_a_whole(worlds, known):
    """A table that is read by a name of its own in the query (U0) is one that grows, in all queries of these pages."""
    scanned = re.compile(rf"Seq Scan on ({GROWING})|SCAN ({GROWING}|[UVT]\d+)\b")
    wrong = [
        (page, one.plan)
        for page, asked in worlds["large"][known]["free"].items()
        for one in asked
        for table in scanned.finditer(one.plan)
        if not (page in OF_ALL_PERSONS and "people_person" in table.groups())
    ]
    assert not wrong, shown(wrong)


def test_no_page_sorts_what_an_index_brings_in_order(worlds, known):
    sorts = re.compile(r"USE TEMP B-TREE|\bSort\b")
    wrong = [
        (page, one.plan)
        for page, asked in worlds["large"][known]["by index"].items()
        for one in asked
        if page not in BY_THE_HOUR and one.orders_what_grows() and sorts.search(one.plan)
    ]
    assert not wrong, shown(wrong)


def test_the_present_holders_are_found_by_their_days(worlds, known):
    for page in OF_ALL_HOLDERS:
        plans = [one.plan for one in worlds["large"][known]["free"][page]]
        assert any("appointment_days" in plan for plan in plans), (page, plans)


@pytest.mark.parametrize("model", [StateName, BodyName, PostName, PersonName])
def test_the_names_of_one_thing_are_found_by_whose_they_are(model):
    """With its other spellings, which the constraint on printed names leaves out."""
    on_postgresql(*BY_INDEX)
    by_owner = r"people_\w+name_owner_id"
    plan = model.objects.filter(owner=1, folded__contains=" zas").order_by().explain()
    assert re.search(rf"USING INDEX {by_owner}|Index Scan using {by_owner}", plan), plan


def test_the_plan_is_the_same_in_the_large_world_as_in_the_small_one(worlds, known):
    small, large = (
        {page: [ways(one) for one in asked] for page, asked in world["by index"].items()}
        for world in (worlds["small"]["new"], worlds["large"][known])
    )
    wrong = [(page, f"{small[page]}\n{large[page]}") for page in large if small[page] != large[page]]
    assert not wrong, shown(wrong)


def ways(one):
    """By which indexes a query reaches the tables that grow; the order of joins and what they cost left out."""
    if not re.search(rf'"({GROWING})"', one.sql):
        return []
    if connection.vendor == "postgresql":
        found = re.findall(rf"Scan(?: Backward)? using (\w+) on ({GROWING})\b", one.plan)
        found += re.findall(rf"(Seq Scan|Bitmap Heap Scan) on ({GROWING})\b", one.plan)
    else:
        found = re.findall(rf"(?:SEARCH|SCAN) ({GROWING}|[UVT]\d+)\b(?: USING (.*))?", one.plan)
    return sorted(set(found))


def shown(wrong):
    return "\n\n".join(f"{page}\n{plan}" for page, plan in wrong)
