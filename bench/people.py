"""What reading the pages of people and meetings costs at size, in CPU time of this process and in queries.

    .venv-test/bin/python -m bench.people                                                  on SQLite
    .venv-test/bin/python -m tests.postgres .venv-test/bin/python -m bench.people          on PostgreSQL

It makes a database of its own with 5,000 persons, 20,000 appointments to 400 posts and 10,000 meetings, and removes
it. The exit code is 1 when a budget is exceeded. CPU time, not wall time: other work on the machine does not count.
"""

import os
import sys
import time
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

ROUNDS = 20
MOST_QUERIES = 6
A_PAGE = 25
# What shows all 400 holders of today at once, or a year of meetings, costs by the hundred.
LONG = {
    "all people": 150,
    "the structure": 150,
    "the structure of a past day": 150,
    "the calendar of all": 250,
}


def cost(client, path):
    """(median CPU milliseconds, queries) of a page that was read once before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        if client.get(path).status_code != 200:
            raise SystemExit(f"{path} is not there")
    queries, spent = len(asked), []
    for _round in range(ROUNDS):
        begun = time.process_time()
        client.get(path)
        spent.append((time.process_time() - begun) * 1000)
    return median(spent), queries


def main():
    django.setup()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        from django.test import Client

        from publishing import clock
        from tests import crowd

        clock.now = lambda: crowd.NOW
        client, exceeded = Client(), False
        pages = crowd.pages(crowd.build(crowd.LARGE))
        print(f"| page | CPU ms (median of {ROUNDS}) | budget | queries (budget: {MOST_QUERIES}) |\n|---|---|---|---|")
        for name, path in pages.items():
            spent, queries = cost(client, path)
            budget = LONG.get(name, A_PAGE)
            exceeded |= spent > budget or queries > MOST_QUERIES
            print(f"| {name} | {spent:.1f} | {budget} | {queries} |")
    finally:
        teardown_databases(databases, verbosity=0)
    sys.exit(exceeded)


if __name__ == "__main__":
    main()
