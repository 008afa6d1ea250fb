"""Real processes that act at once, on the test's own database, so that what they show holds on both databases.

A test that uses them needs `transactional_db`, for other processes see only what is committed.
"""

import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

import pytest
from django.db import connections, transaction

from publishing.refusals import Refused

FORK = get_context("fork")
# Long enough for a process to reach the lock that another one holds.
A_WHILE = 0.3


@contextmanager
def processes(count):
    """A pool of processes, each with connections of its own."""
    connections.close_all()
    with ProcessPoolExecutor(count, mp_context=FORK) as pool:
        yield pool


def act_slowly(door, started, **details):
    """Act, and let the others run into it before it is final."""
    with transaction.atomic():
        door(**details)
        started.set()
        time.sleep(A_WHILE)


def act_at_once(door, started, **details):
    """Act while the other one is at it: the answer is what a person would get."""
    started.wait(10)
    try:
        return door(**details)
    except Refused as refusal:
        return refusal.problems


@pytest.fixture
def at_one_moment():
    """at_one_moment((door, details), (door, details)): the second begins while the first is not final yet. Returns
    the answer of the second."""

    def at_one_moment(first, second):
        with FORK.Manager() as manager, processes(2) as pool:
            started = manager.Event()
            slow = pool.submit(act_slowly, first[0], started, **first[1])
            quick = pool.submit(act_at_once, second[0], started, **second[1])
            slow.result(20)
            return quick.result(20)

    return at_one_moment
