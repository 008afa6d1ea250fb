"""Rule 2 over random histories: never two live, no gap but a withdrawal, hidden never visible, the past never changes.

The model in this file is deliberately naive: a list of what was approved and withdrawn, asked anew for every instant.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from meetings.models import Meeting
from news.models import Article
from publishing.refusals import Refused
from publishing.workflow import State

START = datetime(2026, 3, 2, 9, 0, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

ACTIONS = (
    "start start_from_older save submit return_to_draft recall approve approve_for approve_override "
    "restore carry_over follow reschedule unschedule withdraw withdraw_for cancel_withdrawal set_aside wait"
).split()
# Blind choice seldom gets far, so half of the steps do what would naturally come next.
LIKELY = ["forward"] * len(ACTIONS)
STEP = st.tuples(st.sampled_from([*ACTIONS, *LIKELY]), st.integers(0, 2), st.integers(1, 9))


# Chance seldom gets everywhere, so one history tries every action once, and succeeds.
PUBLISHED = [("submit", 0, 1), ("approve_override", 1, 1)]
MOVED = [("submit", 0, 1), ("recall", 0, 1), ("submit", 0, 1), ("approve_for", 1, 5), ("reschedule", 1, 7)]
RETURNED = [("unschedule", 1, 1), ("submit", 0, 1), ("return_to_draft", 1, 1), ("submit", 0, 1), ("approve", 2, 1)]
OVERTAKEN = [("start", 0, 1), ("save", 0, 1), *PUBLISHED, ("start_from_older", 2, 1), ("follow", 2, 1)]
CARRIED = [
    ("set_aside", 0, 1),
    ("restore", 2, 1),
    ("set_aside", 0, 1),
    ("start_from_older", 2, 1),
    ("carry_over", 2, 1),
]
WITHDRAWN = [
    ("withdraw_for", 1, 5),
    ("cancel_withdrawal", 1, 1),
    ("withdraw", 1, 1),
    ("set_aside", 0, 1),
    ("wait", 0, 1),
]
TOUR = [*MOVED, *RETURNED, *OVERTAKEN, *CARRIED, ("save", 0, 1), *PUBLISHED, ("start", 0, 1), *WITHDRAWN]


class History:
    """One work, the people who act on it, the clock, and what the naive model believes."""

    def __init__(self, users, works, content):
        self.users, self.at = users, START
        self.approved, self.withdrawn, self.seen = {}, [], {}
        self.work = works.objects.write(by=users[0], at=self.at, headline="One", body="<p>One</p>", **content).work

    def editions(self):
        return list(self.work.editions.order_by("number"))

    def newest(self):
        return self.editions()[-1]

    def act(self, name, who, minutes):
        self.at += timedelta(seconds=11)
        name = self.what_comes_next(minutes) if name == "forward" else name
        getattr(self, name)(self.users[who], minutes)
        return name

    def what_comes_next(self, minutes):
        edition = self.newest()
        if edition.live_from or edition.set_aside:
            return "start"
        if edition.state == State.IN_REVIEW:
            return ("approve_override", "approve", "approve_for")[minutes % 3]
        return "save" if edition.base and not edition.change_note else "submit"

    def planned(self, minutes):
        return self.at.replace(second=0, microsecond=0) + minutes * MINUTE

    # --- actions: each changes the model only after the real thing has said yes ---------------------------------------

    def wait(self, by, minutes):
        self.at += minutes * MINUTE

    def start(self, by, minutes):
        self.work.start_edition(by=by, at=self.at)

    def start_from_older(self, by, minutes):
        approved = [edition for edition in self.editions() if edition.live_from]
        self.work.start_edition(by=by, at=self.at, base=approved[-2] if len(approved) > 1 else None)

    def save(self, by, minutes):
        edition = self.newest()
        edition.headline, edition.change_note = f"Headline {self.at}", "Something was changed." if edition.base else ""
        edition.save_draft(by=by, at=self.at)

    def submit(self, by, minutes):
        self.newest().submit(by=by, at=self.at)

    def return_to_draft(self, by, minutes):
        self.newest().return_to_draft(by=by, at=self.at, note="Look again.")

    def recall(self, by, minutes):
        self.newest().recall(by=self.newest().submitted_by or by, at=self.at)

    def approve(self, by, minutes, **how):
        edition = self.newest()
        edition.approve(by=by, at=self.at, **how)
        self.approved[edition.pk] = how.get("live_from", self.at)

    def approve_override(self, by, minutes):
        self.approve(by, minutes, override_reason="The others are asleep.")

    def approve_for(self, by, minutes):
        self.approve(by, minutes, live_from=self.planned(minutes), override_reason="The others are asleep.")

    def scheduled(self):
        return [edition for edition in self.editions() if edition.live_from and edition.live_from > self.at]

    def reschedule(self, by, minutes):
        edition = (self.scheduled() or self.editions())[0]
        edition.reschedule(by=by, at=self.at, live_from=self.planned(minutes))
        self.approved[edition.pk] = self.planned(minutes)

    def unschedule(self, by, minutes):
        edition = (self.scheduled() or self.editions())[0]
        start = edition.live_from
        edition.unschedule(by=by, at=self.at)
        self.forget_from(start)

    def withdraw(self, by, minutes, withdraw_at=None):
        self.work.withdraw(by=by, at=self.at, reason="Wrong.", notice="Withdrawn.", withdraw_at=withdraw_at)
        self.withdrawn = [instant for instant in self.withdrawn if instant <= self.at]
        self.withdrawn.append(withdraw_at or self.at)
        self.forget_from(withdraw_at or self.at)

    def withdraw_for(self, by, minutes):
        self.withdraw(by, minutes, withdraw_at=self.planned(minutes))

    def cancel_withdrawal(self, by, minutes):
        self.work.cancel_withdrawal(by=by, at=self.at)
        self.withdrawn = [instant for instant in self.withdrawn if instant <= self.at]

    def follow(self, by, minutes):
        self.newest().follow(by=by, at=self.at)

    def carry_over(self, by, minutes):
        self.newest().carry_over(by=by, at=self.at)
        edition = self.newest()
        # Alternately the draft's words and the other's, until nothing is left to settle.
        while edition.conflicts:
            theirs = len(edition.conflicts) % 2 == minutes % 2
            edition.settle(0, by=by, theirs=theirs, version=edition.version, at=self.at)

    def restore(self, by, minutes):
        editions = self.editions()
        self.work.restore_edition(editions[minutes % len(editions)], by=by, at=self.at)

    def set_aside(self, by, minutes):
        self.newest().set_aside_draft(by=by, at=self.at)

    def forget_from(self, start):
        self.approved = {pk: live_from for pk, live_from in self.approved.items() if live_from < start}

    # --- the naive model ----------------------------------------------------------------------------------------------

    def live_by_model(self, at):
        started = [(live_from, pk) for pk, live_from in self.approved.items() if live_from <= at]
        if not started:
            return None
        live_from, pk = max(started)
        return None if any(live_from < withdrawal <= at for withdrawal in self.withdrawn) else pk

    def instants(self):
        borders = [START, self.at, *self.approved.values(), *self.withdrawn]
        steps = (timedelta(microseconds=step) for step in (-1, 0, 1))
        return sorted({border + step for step in steps for border in borders} | set(self.seen))

    def check(self):
        """Every instant through the Python twins, which cost nothing; three of them through the database."""
        editions = self.editions()
        instants = self.instants()
        for at in instants:
            live = [edition.pk for edition in editions if edition.is_live(at)]
            assert live == [pk for pk in [self.live_by_model(at)] if pk], f"at {at}"
            if at <= self.at:
                assert self.seen.setdefault(at, live) == live, "the past has changed"
        for at in instants[len(editions) % 7 :: len(instants) // 3]:
            self.check_in_database(at)
        approved = sorted((edition for edition in editions if edition.live_from), key=lambda edition: edition.live_from)
        assert [edition.base_id for edition in approved] == [None, *(edition.pk for edition in approved)][
            : len(approved)
        ]
        assert len([edition for edition in editions if not edition.live_from and not edition.set_aside]) <= 1
        assert all((edition.state == State.APPROVED) == bool(edition.live_from) for edition in editions)

    def check_in_database(self, at):
        live = [pk for pk in [self.live_by_model(at)] if pk]
        assert live == list(self.work.editions.live(at).values_list("pk", flat=True))
        placed = self.work.placements.filter(listing="all").live(at)
        assert live == list(placed.values_list("edition_id", flat=True))
        assert type(self.work).objects.live(at).filter(pk=self.work.pk).exists() == bool(live) == self.work.is_live(at)


def stored(work):
    """All rows of a work, to see that nothing has changed."""
    return [list(rows.order_by("pk").values()) for rows in (work.editions, work.placements)]


@pytest.mark.django_db
@pytest.mark.parametrize("works", [Article, Meeting])
def test_at_every_instant_the_public_sees_what_was_approved_and_nothing_else(works, moderators, section):
    done = Counter()
    content = {"section": section} if works is Article else {}

    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @example(steps=TOUR)
    @given(steps=st.lists(STEP, min_size=15, max_size=30))
    def check(steps):
        history = History(moderators, works, content)
        for name, who, minutes in steps:
            before = stored(history.work)
            try:
                done[history.act(name, who, minutes)] += 1
            except Refused:
                assert stored(history.work) == before, "a refusal has changed something"
            history.check()

    check()
    assert set(done) == set(ACTIONS), "an action never succeeded, so nothing was shown of it"


@pytest.fixture
def moderators(moderator, second_moderator, django_user_model):
    third = django_user_model.objects.create_user("third-moderator", is_staff=True)
    third.groups.set(moderator.groups.all())
    return [moderator, second_moderator, third]
