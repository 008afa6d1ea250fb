"""Releases, freezes and undo over random histories of several texts: all or none, at every instant, and the past stays.

Nothing here knows how a release is armed; after every step the public is asked what it would see, then and ever.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import example, given, settings
from hypothesis import strategies as st

from meetings.models import Meeting
from news.models import Article
from publishing.freeze import Freeze
from publishing.models import Release
from publishing.refusals import Refused
from publishing.states import State

START = datetime(2026, 3, 2, 9, 0, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

ACTIONS = (
    "write submit approve approve_urgent approve_alone return_ unschedule new_edition withdraw join leave schedule "
    "release_now freeze lift undo wait"
).split()
STEP = st.tuples(
    st.sampled_from([*ACTIONS, *["forward"] * 14]), st.integers(0, 2), st.integers(0, 2), st.integers(1, 9)
)
READY = [("join", text, 0, 1) for text in range(3)] + [("submit", text, 0, 1) for text in range(3)]
APPROVED = [("approve", text, 1, 1) for text in range(3)]
TOUR = [
    *[("write", 0, 0, 1)],
    *READY,
    ("schedule", 0, 1, 9),
    *APPROVED,
    ("unschedule", 1, 1, 1),
    ("submit", 1, 0, 1),
    ("approve", 1, 1, 1),
    ("undo", 1, 1, 1),
    ("return_", 1, 1, 1),
    ("submit", 1, 0, 1),
    ("approve", 1, 1, 1),
    ("leave", 2, 1, 1),
    ("approve_alone", 2, 1, 5),
    ("freeze", 0, 1, 1),
    ("lift", 0, 1, 1),
    ("approve_urgent", 2, 1, 5),
    ("release_now", 0, 1, 1),
    ("wait", 0, 0, 9),
    ("new_edition", 0, 0, 1),
    ("withdraw", 0, 1, 1),
]


class Newsroom:
    """Three texts, the people who act on them, the clock, and what readers have seen."""

    def __init__(self, users, section):
        self.users, self.at, self.seen = users, START, {}
        self.works = [
            Article.objects.write(by=users[0], at=self.at, headline="One", body="<p>One</p>", section=section).work,
            Article.objects.write(by=users[0], at=self.at, headline="Two", body="<p>Two</p>", section=section).work,
            Meeting.objects.write(by=users[0], at=self.at, headline="Three").work,
        ]
        self.release = Release.objects.start(by=users[0], name="All of it", at=self.at)
        self.releases = [self.release]

    def newest(self, text):
        return self.works[text].editions.exclude(set_aside=True).order_by("-number").first()

    def act(self, name, text, who, minutes):
        self.at += timedelta(seconds=3)
        name = self.what_comes_next(text, minutes) if name == "forward" else name
        getattr(self, name)(self.newest(text), {"by": self.users[who], "at": self.at}, minutes)
        return name

    def what_comes_next(self, text, minutes):
        edition = self.newest(text)
        if edition.state == State.DRAFT:
            return "submit" if edition.release_id or minutes % 3 == 0 else "join"
        if edition.state == State.IN_REVIEW:
            return "approve"
        return "schedule" if edition.state == State.READY else "new_edition"

    def minute(self, minutes):
        return self.at.replace(second=0, microsecond=0) + minutes * MINUTE

    # --- actions ------------------------------------------------------------------------------------------------------

    def wait(self, edition, by, minutes):
        self.at += minutes * MINUTE

    def write(self, edition, by, minutes):
        edition.headline, edition.change_note = f"At {self.at}", "Something was changed." if edition.base else ""
        edition.save_draft(**by)

    def submit(self, edition, by, minutes):
        if edition.base and not edition.change_note:
            self.write(edition, by, minutes)
        edition.submit(**by)

    def approve(self, edition, by, minutes, **how):
        edition.approve(**by, override_reason="Nobody else is here.", **how)

    def approve_urgent(self, edition, by, minutes):
        self.approve(edition, by, minutes, urgent=True, live_from=self.minute(minutes))

    def approve_alone(self, edition, by, minutes):
        self.approve(edition, by, minutes, live_from=self.minute(minutes))

    def return_(self, edition, by, minutes):
        edition.return_to_draft(**by, note="Look again.")

    def unschedule(self, edition, by, minutes):
        edition.unschedule(**by)

    def new_edition(self, edition, by, minutes):
        edition.work.start_edition(**by)

    def withdraw(self, edition, by, minutes):
        edition.work.withdraw(**by, reason="Wrong.", notice="Withdrawn.")

    def join(self, edition, by, minutes):
        if self.release.is_out(self.at):
            self.release = Release.objects.start(**by, name="The next one")
            self.releases.append(self.release)
        self.release.add(edition, **by)

    def leave(self, edition, by, minutes):
        self.release.remove(edition, **by)

    def schedule(self, edition, by, minutes):
        self.release.schedule(**by, goes_out_at=self.minute(minutes))

    def release_now(self, edition, by, minutes):
        self.release.release_now(**by)

    def freeze(self, edition, by, minutes):
        Freeze.begin(**by, reason="An incident.")

    def lift(self, edition, by, minutes):
        Freeze.lift(**by)

    def undo(self, edition, by, minutes):
        edition.work.undo(**by)

    # --- what must hold -----------------------------------------------------------------------------------------------

    def editions(self):
        return [edition for work in self.works for edition in work.editions.all()]

    def check(self):
        editions = self.editions()
        self.check_releases(editions)
        self.check_readers(editions)
        self.check_freeze(editions)
        for work in self.works:
            assert sum(1 for one in editions if one.work == work and not one.live_from and not one.set_aside) <= 1
        assert all(one.release_id for one in editions if one.state == State.READY)

    def check_releases(self, editions):
        for release in Release.objects.filter(pk__in=[release.pk for release in self.releases]):
            members = [one for one in editions if one.release_id == release.pk]
            starts = {one.live_from for one in members}
            assert starts == {release.goes_out_at} if release.armed else starts <= {None}, "all or none"
            assert not (release.armed and not members)

    def check_readers(self, editions):
        instants = {one.live_from for one in editions if one.live_from} | {self.at, START} | set(self.seen)
        for at in instants:
            live = sorted(f"{one._meta.label}:{one.pk}" for one in editions if one.is_live(at))
            if at <= self.at:
                assert self.seen.setdefault(at, live) == live, "the past has changed"
        for work in self.works:
            placed = work.placements.filter(listing="all").live(self.at).values_list("edition_id", flat=True)
            assert list(placed) == [one.pk for one in editions if one.work == work and one.is_live(self.at)]

    def check_freeze(self, editions):
        if Freeze.read().is_on:
            urgent = {release.pk for release in Release.objects.filter(urgent=True)}
            planned = [one for one in editions if one.live_from and one.live_from > self.at]
            assert all(one.urgent or one.release_id in urgent for one in planned), "planned in spite of the freeze"


def stored(works):
    return [list(rows.order_by("pk").values()) for work in works for rows in (work.editions, work.placements)]


@pytest.mark.django_db
def test_a_release_goes_out_as_a_whole_or_not_at_all_whatever_people_do(moderators, section, settings_of_undo):
    done = Counter()

    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @example(steps=TOUR)
    @given(steps=st.lists(STEP, min_size=15, max_size=35))
    def check(steps):
        Freeze.objects.all().delete()
        newsroom = Newsroom(moderators, section)
        for name, text, who, minutes in steps:
            before = stored(newsroom.works)
            try:
                done[newsroom.act(name, text, who, minutes)] += 1
            except Refused:
                assert stored(newsroom.works) == before, "a refusal has changed something"
            newsroom.check()
        call_command("place", "--check", stdout=StringIO())

    check()
    assert set(done) == set(ACTIONS), "an action never succeeded, so nothing was shown of it"


@pytest.fixture
def settings_of_undo(settings):
    settings.UNDO_SECONDS = 10


@pytest.fixture
def moderators(moderator, second_moderator, django_user_model):
    third = django_user_model.objects.create_user("third-moderator", is_staff=True)
    third.groups.set(moderator.groups.all())
    return [moderator, second_moderator, third]
