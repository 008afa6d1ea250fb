"""What the list of corrections and the board's overrides cost does not depend on the archive.

As in test_plans.py, on both databases, before and after they know their own statistics.
"""

import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from news.models import Article, ArticleEdition, ArticleWithdrawal
from news.views.corrections import SOURCES
from publishing.corrections import CorrectionList
from publishing.events import Event
from publishing.workflow import State

from ..conftest import instant
from ..postgres import forget_statistics
from .test_plans import flaws

pytestmark = pytest.mark.django_db

NOW = instant("2026-03-03 12:00")
HOUR = timedelta(hours=1)
ARTICLES = 3000
FAR = re.compile(r"Seq Scan on news_article(?:edition)?\b|one_a_language")


@pytest.fixture(params=[False, True], ids=["no statistics", "after ANALYZE"])
def archive(request, db):
    """3,000 articles with two editions each, every tenth of them noted; every twentieth article was withdrawn."""
    forget_statistics()
    works = Article.objects.bulk_create(Article(language="en", group=uuid.uuid4()) for _ in range(ARTICLES))
    ArticleEdition.objects.bulk_create(one for number, work in enumerate(works) for one in editions(work, number))
    ArticleWithdrawal.objects.bulk_create(
        ArticleWithdrawal(work=work, at=began(number) + 5 * HOUR, made_at=NOW, reason="r", notice="n")
        for number, work in enumerate(works)
        if number % 20 == 0
    )
    kind = ContentType.objects.get_for_model(Article)
    Event.objects.bulk_create(
        Event(work_type=kind, work_id=1, action="approve", at=NOW - number * HOUR, override_reason="w" * (number < 20))
        for number in range(ARTICLES)
    )
    if request.param:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def began(number):
    return NOW - (number + 9) * HOUR


def editions(work, number):
    at, later = began(number), began(number) + 2 * HOUR
    end = began(number) + 5 * HOUR if number % 20 == 0 else None
    usual = {"work": work, "state": State.APPROVED, "announced_at": at, "date": at.date(), "headline": "A text"}
    stamps = {"created_at": at, "saved_at": at}
    note = "A note." if number % 10 == 0 else ""
    yield ArticleEdition(number=1, live_from=at, live_until=later, **usual, **stamps)
    yield ArticleEdition(number=2, live_from=later, live_until=end, change_note=note, **usual, **stamps)


def questions():
    """{what is asked: (the queryset, the index that answers it)}"""
    listed = CorrectionList(SOURCES[:1], "en", NOW)
    middle = began(ARTICLES // 2)
    ways = {"the beginning": listed.queryset}
    for stream in (0, 1):
        ways[f"older than one of stream {stream}"] = listed.older((middle, stream, 5))
        ways[f"newer than one of stream {stream}"] = listed.newer((middle, stream, 5))
    for words, merged in ways.items():
        for rows, index in zip(merged.querysets, ("articleedition_noted", "articlewithdrawal_told"), strict=True):
            yield f"{words}, by {index}", (rows[:21], index)


def test_every_question_seeks_in_its_index_and_sorts_nothing(archive):
    asked = {words: (queryset.explain(), index) for words, (queryset, index) in questions()}
    wrong = {words: (flaws(plan, index), plan) for words, (plan, index) in asked.items() if flaws(plan, index)}
    # Of so few withdrawals PostgreSQL may as well read all; what must never be read through are texts and editions.
    few = {words for words, (plan, _) in asked.items() if "by articlewithdrawal" in words and not FAR.search(plan)}
    left = wrong.keys() - few if connection.vendor == "postgresql" else wrong.keys()
    assert not left, "\n".join(f"{words}: {wrong[words][0]}\n{wrong[words][1]}" for words in left)


def test_the_overrides_of_some_days_are_found_among_all_events(archive):
    plan = Event.objects.overrides(NOW - 168 * HOUR).explain()
    assert "event_overrides" in plan, plan
