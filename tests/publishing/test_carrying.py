"""A draft that was overtaken gets what changed meanwhile; what both changed is for a person to settle."""

import pytest

from meetings.models import Meeting
from news.models import ArticleEdition
from publishing.events import Event
from publishing.refusals import Forbidden, Refused

pytestmark = pytest.mark.django_db

A, B, C = "<p>The council met in Moscow.</p>", "<p>Twelve states took part.</p>", "<p>It spoke of rescue.</p>"
A2, B2, B3 = A.replace("Moscow", "Minsk"), B.replace("Twelve", "Thirteen"), B.replace("part", "part by video")


@pytest.fixture
def overtake(write, editor, moderator):
    """overtake(mine, theirs, **base): a draft with `mine`; what it was made from has a successor with `theirs`."""

    def overtake(mine, theirs, **base):
        first = write("approved", **{"headline": "Old", "body": A + B + C, **base})
        write("approved", work=first.work, **theirs)
        draft = first.work.start_edition(by=editor, base=first)
        for name, value in mine.items():
            setattr(draft, name, value)
        draft.typo_only = True
        draft.save_draft(by=editor)
        return draft

    return overtake


def test_what_only_one_side_changed_is_taken_from_it(overtake, editor):
    draft = overtake({"body": A2 + B + C, "lead": "Mine"}, {"body": A + B2 + C, "headline": "New", "typo_only": True})
    draft.carry_over(by=editor)
    draft = ArticleEdition.objects.get(pk=draft.pk)
    assert (draft.headline, draft.lead, draft.body) == ("New", "Mine", A2 + B2 + C)
    assert (draft.base.number, draft.conflicts, draft.overtaken_by()) == (2, [], None)


def test_a_draft_that_was_carried_over_can_be_approved(overtake, editor, moderator):
    draft = overtake({"lead": "Mine"}, {"headline": "New"})
    draft.submit(by=editor)
    with pytest.raises(Refused, match="Compare the two"):
        draft.approve(by=moderator)
    draft.return_to_draft(by=moderator, note="Carry it over.")
    draft.carry_over(by=editor)
    draft.submit(by=editor)
    draft.approve(by=moderator)
    assert draft.is_live()


def test_what_both_changed_stays_as_the_draft_has_it_and_waits_for_a_choice(overtake, editor):
    draft = overtake({"headline": "Mine", "body": A + B2 + C}, {"headline": "Theirs", "body": A2 + B3 + C})
    draft.carry_over(by=editor)
    assert (draft.headline, draft.body) == ("Mine", A2 + B2 + C)
    assert [conflict["field"] for conflict in draft.conflicts] == ["headline", "body"]
    assert [conflict["theirs"] for conflict in draft.conflicts] == ["Theirs", B3]
    with pytest.raises(Refused, match="“headline” was changed here and in edition 2") as refusal:
        draft.submit(by=editor)
    assert [problem.field for problem in refusal.value.problems] == ["headline", "body"]


def test_the_others_words_are_taken_in_their_place(overtake, editor):
    draft = overtake({"headline": "Mine", "body": A + B2 + C}, {"headline": "Theirs", "body": A + B3 + C})
    draft.carry_over(by=editor)
    draft.settle(1, by=editor, theirs=True, version=draft.version)
    draft.settle(0, by=editor, theirs=True, version=draft.version)
    draft.refresh_from_db()
    assert (draft.headline, draft.body, draft.conflicts) == ("Theirs", A + B3 + C, [])


def test_the_drafts_words_are_kept_and_then_it_can_be_submitted(overtake, editor):
    draft = overtake({"headline": "Mine"}, {"headline": "Theirs"})
    draft.carry_over(by=editor)
    draft.settle(0, by=editor, theirs=False, version=draft.version)
    draft.submit(by=editor)
    assert draft.headline == "Mine"


def test_a_day_and_a_choice_from_a_list_are_settled_like_words(overtake, editor, make_section):
    sections = [make_section(slug, en=slug) for slug in ("one", "two")]
    sides = ({"date": day, "section": place} for day, place in zip(("2026-03-04", "2026-03-05"), sections, strict=True))
    draft = overtake(*sides, date="2026-03-03")
    draft.carry_over(by=editor)
    for _ in range(2):
        draft.settle(0, by=editor, theirs=True, version=draft.version)
    draft.refresh_from_db()
    assert (str(draft.date), draft.section) == ("2026-03-05", sections[1])


def test_a_paragraph_that_the_draft_took_out_comes_back_to_its_place(overtake, editor):
    draft = overtake({"body": A + C}, {"body": A + B2 + C})
    draft.carry_over(by=editor)
    assert draft.conflicts[0]["mine"] == ""
    draft.settle(0, by=editor, theirs=True, version=draft.version)
    draft.refresh_from_db()
    assert draft.body == A + B2 + C


def test_words_whose_place_is_gone_are_refused_and_nothing_is_changed(overtake, editor):
    draft = overtake({"body": A + B2 + C}, {"body": A + B3 + C})
    draft.carry_over(by=editor)
    draft.body = A + C
    draft.save_draft(by=editor)
    with pytest.raises(Refused, match="cannot be found in the text any more"):
        draft.settle(0, by=editor, theirs=True, version=draft.version)
    draft.refresh_from_db()
    assert (draft.body, len(draft.conflicts)) == (A + C, 1)


def test_a_choice_made_on_an_older_version_is_refused(overtake, editor, second_editor):
    draft = overtake({"headline": "Mine"}, {"headline": "Theirs"})
    draft.carry_over(by=editor)
    seen = draft.version
    draft.save_draft(by=second_editor)
    with pytest.raises(Refused, match="saved this text while you had it open"):
        draft.settle(0, by=editor, theirs=True, version=seen)
    with pytest.raises(Refused, match="settled already"):
        draft.settle(7, by=editor, theirs=True, version=draft.version)


def test_who_may_not_write_may_not_settle(overtake, editor, make_user):
    draft = overtake({"headline": "Mine"}, {"headline": "Theirs"})
    draft.carry_over(by=editor)
    with pytest.raises(Forbidden):
        draft.settle(0, by=make_user("Nobody Special"), theirs=True, version=draft.version)
    draft.refresh_from_db()
    assert (draft.headline, len(draft.conflicts)) == ("Mine", 1)


def test_a_draft_that_follows_the_newest_has_nothing_to_carry(write, editor):
    draft = write("draft", work=write("approved").work)
    with pytest.raises(Refused, match="follows the newest edition already"):
        draft.carry_over(by=editor)


def test_what_was_left_open_is_settled_before_the_next_time(overtake, write, editor, moderator):
    draft = overtake({"headline": "Mine"}, {"headline": "Theirs"})
    draft.carry_over(by=editor)
    ArticleEdition.objects.filter(pk=draft.pk).update(base=draft.base.base)
    with pytest.raises(Refused, match="Settle first"):
        draft.carry_over(by=editor)


def test_who_carried_over_and_who_chose_count_as_writers(overtake, second_editor, moderator):
    draft = overtake({"headline": "Mine"}, {"headline": "Theirs"})
    draft.carry_over(by=second_editor)
    draft.settle(0, by=moderator, theirs=True, version=draft.version)
    assert draft.is_own(second_editor)
    assert draft.is_own(moderator)


def test_the_event_names_the_fields_and_none_of_their_words(overtake, editor):
    draft = overtake({"headline": "Mine"}, {"headline": "Theirs", "lead": "A new lead"})
    draft.carry_over(by=editor)
    event = Event.objects.about(draft.work).last()
    assert (event.action, event.edition_number, event.source_number) == ("follow", 3, 2)
    assert event.note == "taken over: lead; changed by both: headline"


def test_an_erasure_takes_the_words_of_both(overtake, editor, administrator):
    draft = overtake({"headline": "Mine"}, {"headline": "Theirs"})
    draft.carry_over(by=editor)
    draft.work.erase(by=administrator, reason="A court.", notice="Removed.")
    draft.refresh_from_db()
    assert draft.conflicts == []


def test_rows_of_a_meeting_are_merged_and_told_in_words(write_meeting, editor):
    ann, bob = {"name": "Ann"}, {"name": "Bob"}
    first = write_meeting("approved", participants=[ann, bob])
    write_meeting("approved", work=first.work, participants=[ann, {**bob, "manner": "absent"}, {"name": "Cid"}])
    draft = first.work.start_edition(by=editor, base=first)
    draft.save_draft(by=editor, participants=[{"name": "Dan"}, ann, {**bob, "manner": "by_video"}])
    draft.carry_over(by=editor)
    rows = Meeting.objects.get().editions.get(pk=draft.pk).participants.all()
    assert [(row.name, row.manner) for row in rows] == [
        ("Dan", "in_person"),
        ("Ann", "in_person"),
        ("Bob", "by_video"),
        ("Cid", "in_person"),
    ]
    [conflict] = draft.conflicts
    assert (conflict["mine"], conflict["theirs"]) == ("Bob, took part by video", "Bob, did not take part")
    with pytest.raises(Refused, match="by hand"):
        draft.settle(0, by=editor, theirs=True, version=draft.version)
    draft.settle(0, by=editor, theirs=False, version=draft.version)
    assert draft.conflicts == []
