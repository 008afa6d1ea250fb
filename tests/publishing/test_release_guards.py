"""What must not slip through a release: stale pages, withdrawals, imports, freezes, and those who may not decide."""

from datetime import timedelta

import pytest

from publishing.freeze import Freeze
from publishing.refusals import Refused
from publishing.states import State

from ..releases import NOON, NOW, again, approve, public_ever

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(freeze):
    return freeze(NOW)


def test_an_approval_for_a_release_that_the_text_has_left_publishes_nothing(members, release, moderator):
    seen = again(members[0])
    release.remove(again(members[0]), by=moderator)
    for version, of in ((seen.version, release), (seen.version, seen.release)):
        with pytest.raises(Refused, match="since you opened it"):
            again(members[0]).approve(by=moderator, at=NOW, release=of, version=version)
    with pytest.raises(Refused, match="since you opened it"):
        again(members[1]).approve(by=moderator, at=NOW, release=None)
    assert public_ever(members) == []


def test_a_text_returned_while_its_release_is_armed_does_not_go_out(members, release, moderator):
    """Told with one process: what was read as approved is asked again under its lock."""
    approve(members[:2], moderator)
    stale = again(members[0])
    again(members[0]).return_to_draft(by=moderator, at=NOW, note="Again.")
    with pytest.raises(Refused, match="not approved for this release any more"):
        stale.place_for_release(NOON, NOW)
    assert public_ever(members) == []


def test_a_withdrawn_text_does_not_come_back_by_an_approval_from_before(release, write, editor, moderator):
    first = write(at=NOW - timedelta(days=2))
    update, other = write("in_review", work=first.work, at=NOW - timedelta(days=1)), write("in_review")
    for edition in (update, other):
        release.add(edition, by=editor)
    approve([update], moderator)
    first.work.withdraw(by=moderator, reason="Wrong.", notice="Removed.", at=NOW)
    approve([other], moderator)
    assert again(update).state == State.DRAFT
    assert public_ever([update, other]) == []


def test_an_editor_arms_no_release_by_taking_a_text_out_of_it(members, release, moderator, editor):
    approve(members[:2], moderator)
    release.remove(again(members[2]), by=editor)
    assert public_ever(members) == []


def test_a_member_is_not_imported_past_its_release(release, write, editor, administrator):
    draft = write("draft")
    release.add(draft, by=editor)
    with pytest.raises(Refused, match="It is in a release"):
        again(draft).approve_imported(by=administrator, at=NOW, live_from=NOW - timedelta(days=1), reason="Archive.")


def test_a_release_that_a_freeze_held_is_armed_by_nobody_but_who_chooses_its_time(members, release, moderator, editor):
    approve(members, moderator)
    Freeze.begin(by=moderator, reason="An incident.", at=NOW)
    Freeze.lift(by=moderator, at=NOW)
    first = again(members[0])
    first.return_to_draft(by=moderator, at=NOW, note="Again.")
    first.submit(by=editor, at=NOW)
    approve([first], moderator)
    assert public_ever(members) == []
    release.refresh_from_db()
    assert "choose its time again" in release.obstacles(NOW)[0].sentence
    release.schedule(by=moderator, goes_out_at=NOON, at=NOW)
    assert {again(one).live_from for one in members} == {NOON}


def test_in_a_release_urgency_is_that_of_the_release(release, write, moderator):
    edition = write("in_review")
    edition.approve(by=moderator, at=NOW, live_from=NOON, urgent=True)
    release.add(again(edition), by=moderator)
    Freeze.begin(by=moderator, reason="An incident.", at=NOW)
    assert public_ever([edition]) == []


def test_a_release_that_is_urgent_no_more_is_held_by_a_freeze(members, release, moderator):
    release.mark(by=moderator, name="R", urgent=True)
    approve(members, moderator)
    Freeze.begin(by=moderator, reason="An incident.", at=NOW)
    assert {again(one).live_from for one in members} == {NOON}
    release.mark(by=moderator, name="R", urgent=False, at=NOW)
    assert public_ever(members) == []
