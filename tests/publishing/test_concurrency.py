"""Several processes act on the same few articles at once: nothing breaks, nothing is lost, nothing is live twice.

The processes are real and the database is the test's own, so it holds on SQLite and on PostgreSQL. Their clock runs
faster than ours, so that what they schedule also goes out while they work.
"""

import random
import time
from collections import Counter
from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, Sum

from news.models import Article, ArticleEdition, ArticlePlacement
from publishing import clock
from publishing.events import Event
from publishing.freeze import Freeze
from publishing.models import Release
from publishing.refusals import Refused

from ..conftest import instant
from ..processes import processes

MINUTE = timedelta(minutes=1)
NOON = instant("2026-03-03 12:00")
MINUTES_A_SECOND = 4
# So long they act, and so often at least: a busy machine gives a process few turns.
SECONDS, TURNS = 1.2, 60
RELEASE = "The release"


@pytest.fixture
def moderators(transactional_db, make_user):
    return [make_user(f"{name} Moderator", "Moderators") for name in ("Mara", "Milo", "Muna")]


@pytest.fixture
def fast_clock(monkeypatch):
    """A minute of theirs is a quarter of a second of ours; all processes agree, as they do on time since boot."""
    began = time.monotonic()
    a_second = MINUTES_A_SECOND * MINUTE
    monkeypatch.setattr(clock, "now", lambda: NOON + (time.monotonic() - began) * a_second)


# --- everything at once -----------------------------------------------------------------------------------------------


def soon(chance):
    return clock.next_minute() + chance.randint(0, 4) * MINUTE


def save(edition, by, chance):
    edition.headline, edition.change_note = f"By {by} at {clock.now()}", "Something was changed."
    edition.save_draft(by=by)


def approve(edition, by, chance):
    live_from = None if edition.release_id else chance.choice([None, soon(chance)])
    edition.approve(by=by, live_from=live_from, announce=chance.random() < 0.3, override_reason="Nobody else is here.")


def withdraw(edition, by, chance):
    edition.work.withdraw(by=by, reason="Wrong.", notice="Withdrawn.", withdraw_at=chance.choice([None, soon(chance)]))


def correct(edition, by, chance):
    edition.correct_now(
        by=by, override_reason="Nobody else is here.", texts={"headline": f"Corrected at {clock.now()}"}
    )


def release():
    return Release.objects.get(name=RELEASE)


def freeze(edition, by, chance):
    Freeze.begin(by=by, reason="An incident.")
    Freeze.lift(by=by)


ACTIONS = {
    "join": lambda edition, by, chance: release().add(edition, by=by),
    "leave": lambda edition, by, chance: release().remove(edition, by=by),
    "schedule": lambda edition, by, chance: release().schedule(by=by, goes_out_at=soon(chance)),
    "freeze": freeze,
    "start": lambda edition, by, chance: edition.work.start_edition(by=by),
    "save": save,
    "submit": lambda edition, by, chance: edition.submit(by=by),
    "approve": approve,
    "correct": correct,
    "return": lambda edition, by, chance: edition.return_to_draft(by=by, note="Look again."),
    "reschedule": lambda edition, by, chance: edition.reschedule(by=by, live_from=soon(chance)),
    "unschedule": lambda edition, by, chance: edition.unschedule(by=by),
    "set_aside": lambda edition, by, chance: edition.set_aside_draft(by=by),
    "withdraw": withdraw,
    "cancel_withdrawal": lambda edition, by, chance: edition.work.cancel_withdrawal(by=by),
}
# What brings an article on is done more often than what takes it back.
OFTEN = [*ACTIONS, *["start", "save", "submit", "submit", "approve", "approve", "approve", "join", "schedule"]]


def bustle(seed, works, users):
    """Act at random for a while; returns how often each action was done. Only a Refused is an answer."""
    chance, done, ends = random.Random(seed), Counter(), time.monotonic() + SECONDS
    while time.monotonic() < ends or done.total() < TURNS:
        name, by = chance.choice(OFTEN), chance.choice(users)
        edition = ArticleEdition.objects.filter(work=chance.choice(works)).order_by("-number").first()
        # Between reading a page and pressing its button others act.
        time.sleep(chance.random() * 0.01)
        try:
            ACTIONS[name](edition, by, chance)
            done[name] += 1
        except Refused as refusal:
            done["refused" if str(refusal) else "refused without a word"] += 1
    return done


def watch(futures):
    """Ask again and again, while they work, whether something is live twice."""
    while not all(future.done() for future in futures):
        at = clock.now()
        for live in (ArticleEdition.objects.live(at), ArticlePlacement.objects.live(at).filter(listing="all")):
            twice = live.order_by().values("work").annotate(times=Count("pk")).filter(times__gt=1)
            assert not twice, f"live twice at {at}"
        check_release()
        time.sleep(0.02)


def check_release():
    """All of it has the release's instant, or none of it any."""
    with transaction.atomic():
        # Held, so that no step of it is seen half.
        Freeze.hold()
        starts = set(ArticleEdition.objects.filter(release__name=RELEASE).values_list("live_from", flat=True))
        assert starts <= ({release().goes_out_at} if release().armed else {None})


def check_queue(work):
    """Each approved edition was made from the one before it, and no two periods meet."""
    queue = list(work.editions.approved().order_by("live_from"))
    assert [edition.base_id for edition in queue] == [None, *(edition.pk for edition in queue)][: len(queue)]
    assert all(earlier.live_until <= later.live_from for earlier, later in pairwise(queue))
    assert work.editions.open().count() <= 1


def check_records(works, before, done):
    """Each action that was answered with yes is written down once, and each save counted."""
    events = Counter(Event.objects.filter(pk__gt=before).values_list("action", flat=True))
    # One button may take back a whole queue, what was made from it, its place in a release, and a withdrawal that has
    # nothing left to take.
    also = {"unschedule", "return", "cancel_withdrawal", "leave"}
    of_releases = {"schedule", "freeze", "reschedule"}
    # A correction takes the doors of an edition, one after another.
    of_corrections = dict.fromkeys(("start", "submit", "approve"), done["correct"])
    for name in set(ACTIONS) - {"save", "correct"} - also - of_releases:
        assert events[name] == done[name] + of_corrections.get(name, 0), name
    assert all(events[name] >= done[name] for name in also)
    saves = ArticleEdition.objects.filter(work__in=works).aggregate(saves=Sum("version") - Count("pk"))["saves"]
    assert saves >= done["save"] + done["correct"]


@pytest.mark.parametrize("count", [2, 4])
def test_processes_that_act_on_the_same_articles_break_no_rule(count, fast_clock, moderators, write):
    works = [write(at=NOON, headline=f"Article {number}").work for number in range(3)]
    Release.objects.start(by=moderators[0], name=RELEASE)
    before = Event.objects.latest("pk").pk
    with processes(count) as pool:
        futures = [pool.submit(bustle, seed, works, moderators) for seed in range(count)]
        watch(futures)
        done = sum((future.result() for future in futures), Counter())
    assert min(done[name] for name in ("start", "save", "submit", "approve", "refused")) > 0, done
    assert "refused without a word" not in done
    for work in Article.objects.filter(pk__in=[work.pk for work in works]):
        check_queue(work)
    check_records(works, before, done)
    call_command("place", "--check", stdout=StringIO())


# --- two at one moment ------------------------------------------------------------------------------------------------


def test_only_one_of_two_approvals_counts(at_one_moment, moderators, write):
    edition = write("in_review")
    copy = ArticleEdition.objects.get(pk=edition.pk)
    problems = at_one_moment((edition.approve, {"by": moderators[0]}), (copy.approve, {"by": moderators[1]}))
    assert "Somebody may have been faster" in problems[0].sentence
    assert Event.objects.filter(action="approve").count() == 1


def test_only_one_of_two_corrections_counts(at_one_moment, moderators, write):
    edition = write(headline="The Counsil met")
    copy = ArticleEdition.objects.get(pk=edition.pk)
    corrected = {"override_reason": "A typo.", "texts": {"headline": "The Council met"}}
    problems = at_one_moment(
        (edition.correct_now, {"by": moderators[0], **corrected}),
        (copy.correct_now, {"by": moderators[1], **corrected}),
    )
    assert "Readers see edition 2 now, not this one" in problems[0].sentence


def test_only_one_of_two_new_editions_is_started(at_one_moment, moderators, write):
    start = write().work.start_edition
    problems = at_one_moment((start, {"by": moderators[0]}), (start, {"by": moderators[1]}))
    assert "Go on with that one" in problems[0].sentence


def test_a_new_edition_is_made_from_what_was_approved_while_it_waited(at_one_moment, moderators, write):
    first = write()
    second = write("in_review", work=first.work, headline="Approved meanwhile")
    start = Article.objects.get(pk=first.work_id).start_edition
    third = at_one_moment((second.approve, {"by": moderators[0]}), (start, {"by": moderators[1]}))
    assert (third.base_id, third.headline) == (second.pk, "Approved meanwhile")


def test_two_pages_never_get_the_same_address(at_one_moment, moderators, write):
    one, other = (write("in_review", kind="page", slug="about") for _ in range(2))
    at_one_moment((one.approve, {"by": moderators[0]}), (other.approve, {"by": moderators[1]}))
    assert ArticleEdition.objects.live().filter(slug="about").count() == 1
