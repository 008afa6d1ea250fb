"""The night typo: one person corrects what is live, by every door an edition takes, and the override is recorded."""

from datetime import timedelta

import pytest

from news.models import ArticleEdition
from publishing.events import Event
from publishing.refusals import Forbidden, Refused

from ..conftest import instant

pytestmark = pytest.mark.django_db
NIGHT = instant("2026-03-03 23:10")
WHY = "A misspelled name, nobody else is awake."


@pytest.fixture
def live(write):
    return write(at=NIGHT - timedelta(hours=5), headline="The Counsil met", lead="In Moscow.")


def correct(edition, by, at=NIGHT, headline="The Council met", override_reason=WHY, **details):
    texts = {"headline": headline}
    return edition.correct_now(by=by, at=at, texts=texts, override_reason=override_reason, **details)


def stored():
    return list(ArticleEdition.objects.order_by("pk").values()), Event.objects.count()


def test_readers_see_the_correction_from_that_instant_on_and_nothing_else_changes(live, moderator):
    new = correct(live, moderator)
    live.refresh_from_db()
    assert (live.live_until, new.live_from, new.live_until) == (NIGHT, NIGHT, None)
    assert new.headline == "The Council met"
    kept = ("slug", "lead", "body", "date", "section", "announced_at")
    assert [getattr(new, name) for name in kept] == [getattr(live, name) for name in kept]
    assert (new.typo_only, new.change_note, new.base) == (True, "", live)


def test_every_step_is_recorded_and_the_board_finds_the_override_in_the_morning(live, moderator):
    correct(live, moderator)
    steps = Event.objects.about(live.work).filter(edition_number=2)
    assert [(step.action, step.actor) for step in steps] == [
        ("start", moderator),
        ("submit", moderator),
        ("approve", moderator),
    ]
    (found,) = Event.objects.overrides(NIGHT - timedelta(hours=8))
    assert (found.work, found.override_reason, found.at) == (live.work, WHY, NIGHT)
    assert not Event.objects.overrides(NIGHT + timedelta(seconds=1)).exists()


def test_overrides_are_those_of_people_and_not_the_reasons_of_imports(write, administrator):
    draft = write("draft")
    draft.approve_imported(by=administrator, live_from=NIGHT - timedelta(days=9), reason="The old site.", at=NIGHT)
    assert not Event.objects.overrides(NIGHT - timedelta(days=1)).exists()


def test_without_a_reason_nothing_is_changed(live, moderator):
    before = stored()
    for reason in ("", " \u200b "):
        with pytest.raises(Refused) as refusal:
            correct(live, moderator, override_reason=reason)
        assert refusal.value.problems[0].field == "override_reason"
    assert stored() == before


def test_an_editor_may_not(live, editor):
    before = stored()
    with pytest.raises(Forbidden):
        correct(live, editor)
    assert stored() == before


@pytest.mark.parametrize("lacking", ["add", "change", "submit", "approve", "override"])
def test_every_permission_on_the_way_is_asked_for(live, moderator, django_user_model, lacking):
    group = moderator.groups.get()
    group.permissions.remove(group.permissions.get(codename=f"{lacking}_articleedition"))
    before = stored()
    with pytest.raises(Forbidden, match=f"news.{lacking}_articleedition"):
        correct(live, django_user_model.objects.get(pk=moderator.pk))
    assert stored() == before


def test_the_full_check_is_made_as_ever(live, moderator):
    before = stored()
    with pytest.raises(Refused, match="leads nowhere"):
        live.correct_now(by=moderator, at=NIGHT, override_reason=WHY, texts={"body": "<p><a>dead</a></p>"})
    with pytest.raises(Refused, match="Tell readers what was changed"):
        correct(live, moderator, typo_only=False)
    assert stored() == before


def test_a_change_of_meaning_leaves_its_note(live, moderator):
    assert correct(live, moderator, typo_only=False, change_note="The place was corrected.").change_note


def test_what_is_put_in_is_cleaned_as_ever(live, moderator):
    texts = {"body": "<p>It met.<script>1</script> Twice.</p>"}
    new = live.correct_now(by=moderator, at=NIGHT, override_reason=WHY, texts=texts)
    assert new.body == "<p>It met. Twice.</p>"


def test_what_changes_nothing_is_no_correction(live, moderator):
    before = stored()
    with pytest.raises(Refused, match="Nothing is different"):
        correct(live, moderator, headline=" The  Counsil met ")
    assert stored() == before


def test_only_words_are_corrected_in_this_way(live, moderator):
    with pytest.raises(TypeError):
        live.correct_now(by=moderator, at=NIGHT, override_reason=WHY, texts={"slug": "elsewhere"})


def test_while_another_edition_is_written_or_read_it_says_what_to_do(live, editor, moderator):
    draft = live.work.start_edition(by=editor, at=NIGHT - timedelta(hours=1))
    with pytest.raises(Refused, match="Edition 2 is draft already. Correct the text there"):
        correct(live, moderator)
    draft.typo_only = True
    draft.save_draft(by=editor)
    draft.submit(by=editor)
    with pytest.raises(Refused, match="Edition 2 is in review already"):
        correct(live, moderator)


def test_while_another_edition_is_scheduled_it_says_what_to_do(live, write, moderator):
    write(work=live.work, at=NIGHT - timedelta(hours=1), live_from=NIGHT + timedelta(minutes=50))
    with pytest.raises(Refused, match=r"Edition 2 goes out at 04\.03\.2026 03:00 MSK .* Unschedule it"):
        correct(live, moderator)


def test_two_moderators_at_once_do_not_undo_each_other(live, moderator, second_moderator):
    correct(live, moderator)
    stale = ArticleEdition.objects.get(pk=live.pk)
    with pytest.raises(Refused, match="Readers see edition 2 now, not this one"):
        correct(stale, second_moderator, at=NIGHT + timedelta(seconds=1), headline="The Council has met")


def test_what_is_withdrawn_is_not_brought_back_by_a_correction(live, moderator):
    live.work.withdraw(by=moderator, reason="r", notice="n", at=NIGHT - timedelta(hours=1))
    with pytest.raises(Refused, match="Readers do not see this text now"):
        correct(live, moderator)


def test_a_planned_withdrawal_still_happens(live, moderator):
    end = NIGHT + timedelta(minutes=50)
    live.work.withdraw(by=moderator, reason="r", notice="n", withdraw_at=end, at=NIGHT - timedelta(hours=1))
    assert correct(live, moderator).live_until == end


def test_the_parts_and_relations_of_a_meeting_go_along(write_meeting, moderator):
    rows = {"participants": [{"name": "A guest"}], "documents": [{"title": "Desicion"}]}
    meeting = write_meeting(at=NIGHT - timedelta(hours=5), headline="Sesion", agenda="<p>One.</p>", **rows)
    texts = {"headline": "Session", "agenda": "<p>One item.</p>"}
    new = meeting.correct_now(by=moderator, at=NIGHT, override_reason=WHY, texts=texts)
    assert (new.headline, new.agenda, new.date) == ("Session", "<p>One item.</p>", meeting.date)
    assert [row.name for row in new.participants.all()] == ["A guest"]
    assert new.printed["documents"] == meeting.printed["documents"]
