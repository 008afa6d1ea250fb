"""What each question costs does not depend on the archive: it seeks in its index and sorts nothing.

Asked of both databases, before and after they know their own statistics, with a few thousand texts in them.
"""

import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from news.models import Article, ArticleEdition, ArticlePlacement, Section
from publishing import appearances
from publishing.events import Event
from publishing.workflow import State

from ..conftest import instant
from ..postgres import forget_statistics

pytestmark = pytest.mark.django_db

NOW = instant("2026-03-03 12:00")
DAY = timedelta(days=1)
ARTICLES, A_DAY, PERSONS = 1500, 5, 300
LIST = "articleplacement_list"
# The constraints of an edition are its indexes; SQLite calls those without a condition sqlite_autoindex_<table>_<n>.
OF_ONE_WORK = "news_articleedition_"


# --- a small archive --------------------------------------------------------------------------------------------------


@pytest.fixture(params=[False, True], ids=["no statistics", "after ANALYZE"])
def archive(request, section):
    """1,500 articles, five a day, each in three lists and with three events: now with statistics, now without."""
    forget_statistics()
    works = Article.objects.bulk_create(Article(language="en", group=uuid.uuid4()) for _ in range(ARTICLES))
    editions = ArticleEdition.objects.bulk_create(map(edition_of, works, range(ARTICLES)))
    ArticlePlacement.objects.bulk_create(
        placed(edition, name)
        for number, edition in enumerate(editions)
        for name in ("all", section.listing, f"person:{number % PERSONS}")
    )
    kind = ContentType.objects.get_for_model(Article)
    Event.objects.bulk_create(
        Event(work_type=kind, work_id=work.pk, action="save", actor_name="Edith", at=NOW) for work in works * 3
    )
    if request.param:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return works[ARTICLES // 2]


def edition_of(work, number):
    at = NOW - number * DAY / A_DAY
    period = {"live_from": at, "announced_at": at, "state": State.APPROVED}
    stamps = {"created_at": at, "saved_at": at, "date": at.date()}
    return ArticleEdition(work=work, number=1, headline=f"Text {number}", slug=f"text-{number}", **period, **stamps)


def placed(edition, listing):
    copied = {name: getattr(edition, name) for name in ("work", "date", "announced_at", "live_from", "live_until")}
    return ArticlePlacement(edition=edition, listing=listing, language="en", **copied)


# --- the plan ---------------------------------------------------------------------------------------------------------


# In the words of SQLite, or in those of PostgreSQL.
SORTS = re.compile(r"USE TEMP B-TREE|\bSort\b")
SCANS = re.compile(r"\bSCAN\b|Seq Scan")


def flaws(plan, index):
    """What is wrong with a plan, as words for the reader of a red test."""
    found = {"does not use the index": index not in plan, "sorts": SORTS.search(plan), "scans": SCANS.search(plan)}
    return [words for words, is_so in found.items() if is_so]


def shown(listing="all"):
    """A list as its page asks for it: with its editions, but not with their texts."""
    placements = ArticlePlacement.objects.listed(listing, "en").live(NOW)
    return placements.select_related("edition").defer("edition__body", "edition__change_note")


def in_any_language(listing):
    """Whether there is anything, which the index tells by itself."""
    return ArticlePlacement.objects.in_any_language(listing).live(NOW).values("work")


def questions(work, section):
    """{what is asked: (the queryset, the index that answers it)}, all of them about the middle of the archive."""
    place = ArticlePlacement.objects.get(work=work, listing="all").position
    day = place[0]
    return {
        "the beginning of all news": (shown()[:21], LIST),
        "the beginning of a section": (shown(section.listing)[:21], LIST),
        "a page deep in a list": (shown().after(place)[:21], LIST),
        "the page before a position": (shown().before(place)[:21], LIST),
        "a list that begins with a day": (shown().filter(date__lte=day)[:21], LIST),
        "a month": (shown().filter(date__gte=day - 30 * DAY, date__lte=day)[:21], LIST),
        "whether a span of days has articles": (shown().filter(date__range=(day - 100 * DAY, day))[:1], LIST),
        "whether a person is mentioned in any language": (in_any_language("person:7")[:1], LIST),
        "whether somebody is whom nobody mentions": (in_any_language("person:7000")[:1], LIST),
        "the oldest day of a list": (shown().order_by("date")[:1], LIST),
        "what is live of an article": (ArticleEdition.objects.live(NOW).filter(work=work), OF_ONE_WORK),
        "what a new edition is made from": (work.editions.approved().order_by("-live_from")[:1], OF_ONE_WORK),
        "what is being written of an article": (work.editions.open(), OF_ONE_WORK),
        "the placements of an edition": (ArticlePlacement.objects.filter(edition=work.pk), "news_articleplacement_"),
        "the history of an article": (Event.objects.about(work), "event_work"),
    }


def test_every_question_seeks_in_its_index_and_sorts_nothing(archive, section):
    asked = {words: (queryset.explain(), index) for words, (queryset, index) in questions(archive, section).items()}
    wrong = {words: (flaws(plan, index), plan) for words, (plan, index) in asked.items() if flaws(plan, index)}
    assert not wrong, "\n".join(f"{w}: {f}\n{p}" for w, (f, p) in wrong.items())


def test_things_that_texts_mention_are_looked_up_one_by_one(archive, monkeypatch):
    """Whatever the things are: the condition seeks for each of their keys."""
    monkeypatch.setattr(appearances, "REGISTRY", {})
    appearances.register("person", appearances.Appearance("News", ArticlePlacement, "news/_entry.html"))
    # There are few of them: of a table that it knows nothing of, PostgreSQL thinks of hundreds.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE news_section")
    plan = Section.objects.filter(appearances.mentioned("person", NOW)).explain()
    assert LIST in plan, plan
