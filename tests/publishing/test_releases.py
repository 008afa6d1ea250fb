"""Releases: all or none at one instant, armed by the last approval, disarmed by the first return."""

from datetime import timedelta

import pytest

from meetings.models import MeetingEdition
from news.models import ArticleEdition
from publishing.clock import MINUTE
from publishing.events import Event
from publishing.freeze import Freeze
from publishing.models import Release
from publishing.refusals import Forbidden, Refused
from publishing.states import Phase, State

from ..releases import NOON, NOW, again, approve, public_ever

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(freeze):
    return freeze(NOW)


# --- armed by the last, disarmed by one -------------------------------------------------------------------------------


def test_nothing_has_a_period_before_the_last_text_is_approved(members, release, moderator):
    approve(members[:2], moderator)
    assert public_ever(members) == []
    assert [again(one).phase() for one in members] == [Phase.READY, Phase.READY, Phase.IN_REVIEW]
    approve(members[2:], moderator)
    assert {again(one).live_from for one in members} == {NOON}
    release.refresh_from_db()
    assert release.armed
    assert not release.is_out(NOW)
    assert release.is_out(NOON)


def test_with_one_unapproved_nothing_goes_out_at_its_time_or_ever_after(members, release, moderator, freeze):
    approve(members[:2], moderator)
    freeze(NOON + timedelta(days=400))
    assert not ArticleEdition.objects.live().exists()
    assert not MeetingEdition.objects.live().exists()
    # Also when the last one is approved after all: a moderator chooses again.
    members[2].refresh_from_db()
    members[2].approve(by=moderator)
    assert public_ever(members) == []
    release.refresh_from_db()
    assert "has passed and nothing of it went out" in release.obstacles()[0].sentence


@pytest.mark.parametrize("way", ["unschedule", "withdraw", "erase"])
def test_one_that_is_taken_back_disarms_all_and_the_others_stay_approved(
    way, write, members, release, moderator, administrator
):
    approve(members, moderator)
    if way == "unschedule":
        again(members[0]).unschedule(by=moderator, at=NOW)
    else:
        words = {"reason": "Wrong.", "notice": "Removed."}
        again(members[0]).work.erase(by=administrator, at=NOW, **words) if way == "erase" else again(
            members[0]
        ).unschedule(by=moderator, at=NOW)
    release.refresh_from_db()
    assert not release.armed
    assert public_ever(members) == []
    assert [again(one).state for one in members[1:]] == [State.READY, State.READY]


def test_a_returned_text_that_is_approved_again_arms_it_again(members, release, moderator, editor):
    approve(members, moderator)
    first = again(members[0])
    first.unschedule(by=moderator, at=NOW)
    first.submit(by=editor, at=NOW)
    approve([first], moderator)
    assert {again(one).live_from for one in members} == {NOON}


def test_one_that_waits_is_returned_with_a_note(members, moderator):
    approve(members[:1], moderator)
    again(members[0]).return_to_draft(by=moderator, at=NOW, note="Look at the second paragraph.")
    assert again(members[0]).state == State.DRAFT
    approve(members[1:], moderator)
    assert public_ever(members) == []


# --- the instant ------------------------------------------------------------------------------------------------------


def test_a_member_has_no_time_of_its_own(members, moderator):
    with pytest.raises(Refused, match="It goes out with its release “Statement on Bishkek”: choose the time there"):
        approve(members[:1], moderator, live_from=NOON)
    approve(members, moderator)
    with pytest.raises(Refused, match="choose the time there"):
        again(members[0]).reschedule(by=moderator, at=NOW, live_from=NOON + MINUTE)


def test_another_time_moves_all_of_an_armed_release(members, release, moderator):
    approve(members, moderator)
    release.schedule(by=moderator, goes_out_at=NOON + MINUTE)
    assert {again(one).live_from for one in members} == {NOON + MINUTE}


def test_a_time_that_has_passed_is_refused_with_the_next_one(members, release, moderator):
    with pytest.raises(Refused, match="The next possible minute is 03.03.2026 15:01 MSK"):
        release.schedule(by=moderator, goes_out_at=NOW, at=NOW)


def test_after_a_missed_time_a_moderator_chooses_a_new_one_or_now(members, release, moderator, freeze):
    approve(members[:2], moderator)
    late = freeze(NOON + MINUTE / 2)
    with pytest.raises(Refused, match="Not every text in it is approved: “Session of the Council” .English"):
        release.release_now(by=moderator)
    members[2].refresh_from_db()
    members[2].approve(by=moderator)
    release.release_now(by=moderator)
    assert {again(one).live_from for one in members} == {late}
    assert release.is_out()


def test_what_is_out_is_changed_by_nobody(members, release, moderator, write, freeze):
    approve(members, moderator)
    freeze(NOON)
    for change in (
        lambda: release.schedule(by=moderator, goes_out_at=NOON + MINUTE),
        lambda: release.add(write("in_review"), by=moderator),
        lambda: release.remove(again(members[0]), by=moderator),
    ):
        with pytest.raises(Refused, match="has gone out"):
            change()


# --- who is in it -----------------------------------------------------------------------------------------------------


def test_who_joins_an_armed_release_disarms_it_and_only_a_moderator_may(members, release, moderator, editor, write):
    approve(members, moderator)
    late = write("in_review")
    with pytest.raises(Forbidden):
        release.add(late, by=editor)
    release.add(late, by=moderator)
    assert public_ever([*members, late]) == []
    approve([late], moderator)
    assert {again(one).live_from for one in [*members, late]} == {NOON}


def test_a_scheduled_text_that_joins_waits_for_the_others(members, release, moderator, write):
    scheduled = write(live_from=NOON + timedelta(days=3), at=NOW)
    release.add(scheduled, by=moderator)
    assert again(scheduled).state == State.READY
    approve(members, moderator)
    assert {again(one).live_from for one in [*members, scheduled]} == {NOON}


def test_who_leaves_is_in_review_again_and_the_others_are_armed_without_it(members, release, moderator):
    approve(members[:2], moderator)
    release.remove(again(members[2]), by=moderator)
    assert {again(one).live_from for one in members[:2]} == {NOON}
    release.remove(again(members[0]), by=moderator)
    left = again(members[0])
    assert (left.state, left.release, left.live_from) == (State.IN_REVIEW, None, None)
    assert again(members[1]).live_from == NOON


def test_a_text_is_in_one_release_and_in_it_once(members, release, moderator, write):
    other = Release.objects.start(by=moderator, name="Another")
    with pytest.raises(Refused, match="It is in the release “Statement on Bishkek”. Take it out of that one first"):
        other.add(again(members[0]), by=moderator)
    with pytest.raises(Refused, match="Only what is being written, reviewed or scheduled"):
        release.add(write(at=NOW), by=moderator)


def test_a_draft_that_is_set_aside_leaves_its_release(release, write, editor):
    draft = write("draft")
    release.add(draft, by=editor)
    again(draft).set_aside_draft(by=editor, at=NOW)
    assert again(draft).release is None


def test_a_draft_made_from_a_disarmed_text_takes_its_place(members, release, moderator, editor):
    """At most one edition of a text is unapproved, and no word is lost."""
    approve(members, moderator)
    first = again(members[0])
    draft = first.work.start_edition(by=editor, at=NOW)
    again(members[1]).unschedule(by=moderator, at=NOW)
    first, draft = again(first), again(draft)
    assert (first.set_aside, first.release) == (True, None)
    assert (draft.state, draft.release, draft.base) == (State.DRAFT, release, None)
    assert public_ever(members) == []


# --- checks, permissions, records -------------------------------------------------------------------------------------


def test_what_stands_in_the_way_of_arming_is_said_and_the_approval_counts(members, release, moderator, section):
    approve(members[:2], moderator)
    section.texts.all().delete()
    approve(members[2:], moderator)
    release.refresh_from_db()
    assert not release.armed
    assert again(members[2]).state == State.READY
    assert release.obstacles(NOW)[0].sentence.startswith("“The Council met”: The section")


def test_four_eyes_hold_for_a_release_as_for_any_text(members, editor, moderator):
    editor.groups.set(moderator.groups.all())
    with pytest.raises(Refused, match="somebody else approves it"):
        approve(members[:1], type(editor).objects.get(pk=editor.pk))


def test_only_moderators_choose_the_time(release, editor):
    with pytest.raises(Forbidden):
        release.schedule(by=editor, goes_out_at=NOON + MINUTE)
    with pytest.raises(Forbidden):
        Release.objects.start(by=editor, name="Mine")


def test_every_step_is_recorded(members, release, moderator):
    approve(members, moderator)
    again(members[0]).unschedule(by=moderator, at=NOW)
    told = list(Event.objects.about(release).values_list("action", flat=True))
    assert told == ["start_release", "arm", "disarm"]
    actions = list(Event.objects.about(members[0].work).values_list("action", flat=True))
    assert actions[-4:] == ["join", "approve", "arm", "unschedule"] or actions[-3:] == ["approve", "arm", "unschedule"]


# --- the freeze -------------------------------------------------------------------------------------------------------


def test_a_freeze_takes_back_what_is_planned_and_remembers_its_time(members, release, moderator, write):
    approve(members, moderator)
    alone = write(live_from=NOON, at=NOW)
    urgent = write("in_review")
    urgent.approve(by=moderator, at=NOW, live_from=NOON, urgent=True)
    assert Freeze.begin(by=moderator, reason="An incident.", at=NOW) == 4
    assert public_ever([*members, alone]) == []
    assert again(urgent).live_from == NOON
    held = again(alone)
    assert (held.state, held.planned_for) == (State.IN_REVIEW, NOON)
    assert set(Freeze.read().held()) == {again(one) for one in (held, *members)}
    release.refresh_from_db()
    assert release.goes_out_at == NOON


def test_nothing_goes_out_while_frozen_but_what_is_urgent(members, release, moderator, write):
    Freeze.begin(by=moderator, reason="An incident.", at=NOW)
    approve(members, moderator)
    assert public_ever(members) == []
    assert "Releases are frozen since 03.03.2026 15:00 MSK" in release.obstacles(NOW)[0].sentence
    edition = write("in_review")
    for live_from in (None, NOON):
        with pytest.raises(Refused, match="Releases are frozen since .*: An incident. Mark it as urgent"):
            edition.approve(by=moderator, at=NOW, live_from=live_from)
    edition.approve(by=moderator, at=NOW, urgent=True)
    assert again(edition).is_live(NOW)


def test_withdrawals_still_happen_while_frozen(moderator, write):
    edition = write(at=NOW - timedelta(days=1))
    Freeze.begin(by=moderator, reason="An incident.", at=NOW)
    edition.work.withdraw(by=moderator, reason="Wrong.", notice="Removed.", at=NOW)
    assert not again(edition).is_live(NOW)


def test_nothing_goes_out_by_itself_when_the_freeze_is_lifted(members, release, moderator, write):
    approve(members, moderator)
    alone = write(live_from=NOON, at=NOW)
    Freeze.begin(by=moderator, reason="An incident.", at=NOW)
    Freeze.lift(by=moderator, at=NOW)
    assert public_ever([*members, alone]) == []
    again(alone).approve(by=moderator, at=NOW, live_from=again(alone).planned_for)
    release.schedule(by=moderator, goes_out_at=NOON, at=NOW)
    assert {again(one).live_from for one in [*members, alone]} == {NOON}
    assert Freeze.read().held() == []


def test_a_freeze_needs_a_reason_and_a_moderator(moderator, editor):
    with pytest.raises(Refused, match="Say why"):
        Freeze.begin(by=moderator, reason=" ")
    with pytest.raises(Forbidden):
        Freeze.begin(by=editor, reason="Because.")
    with pytest.raises(Refused, match="not frozen"):
        Freeze.lift(by=moderator)


# --- seven languages --------------------------------------------------------------------------------------------------

SEVEN = [("en", "English"), ("ru", "Russian"), ("hy", "Armenian"), ("be", "Belarusian"), ("kk", "Kazakh")]
SEVEN += [("ky", "Kyrgyz"), ("tg", "Tajik")]


@pytest.fixture
def seven(settings, release, write, editor, section):
    """The same text in seven languages, in review, in one release."""
    settings.LANGUAGES = SEVEN
    first = write("in_review", headline="Zugzwang en")
    editions = [first]
    for code, _name in SEVEN[1:]:
        section.texts.get_or_create(language=code, defaults={"name": "Council"})
        edition = write("draft", language=code, group=first.work.group, headline=f"Zugzwang {code}")
        edition.submit(by=editor)
        editions.append(edition)
    for edition in editions:
        release.add(edition, by=editor)
    return editions


LISTS = ["/", "/news/", "/ru/", "/ru/news/"]


def shown(client, editions):
    """Which of the public pages show any of it: its own pages in every language, and the lists."""
    paths = [*(edition.get_absolute_url() for edition in editions), *LISTS]
    return [path for path in paths if "Zugzwang" in client.get(path).content.decode()]


def test_a_release_of_seven_languages_goes_out_at_one_instant(seven, moderator, freeze, client):
    approve(seven, moderator)
    freeze(NOON - MINUTE / 60)
    assert shown(client, seven) == []
    freeze(NOON)
    assert shown(client, seven) == [*(edition.get_absolute_url() for edition in seven), *LISTS]


def test_a_release_of_seven_languages_with_one_unapproved_is_nowhere_at_its_time_or_after(
    seven, release, moderator, freeze, client
):
    approve(seven[:6], moderator)
    for later in (timedelta(0), MINUTE, timedelta(days=30)):
        freeze(NOON + later)
        assert shown(client, seven) == []
        assert client.get(release.get_absolute_url()).status_code == 404


def test_one_of_seven_returned_after_the_others_were_approved_disarms_all(seven, release, moderator, freeze, client):
    approve(seven, moderator)
    assert {again(one).live_from for one in seven} == {NOON}
    again(seven[3]).unschedule(by=moderator, at=NOW)
    freeze(NOON + timedelta(days=1))
    assert shown(client, seven) == []
    assert public_ever(seven) == []
