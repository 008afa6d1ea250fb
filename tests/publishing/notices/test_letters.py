"""What a notice says: which text, what happened and when, in the receiver's language; nothing that is under embargo."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail

from publishing.mailing import send_due
from publishing.telling import remind

from ...conftest import instant
from .conftest import NOON, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff")]

MINUTE = timedelta(minutes=1)
TWO = instant("2026-03-03 14:00")
SECRET = "Ministers resign"


def to(name, mails):
    return next(one for one in mails if one.to == [f"{name}@example.org"])


def all_of(one):
    """Every byte of a mail, decoded."""
    parsed = message_from_bytes(one.message().as_bytes(), policy=default)
    return "\n".join([*(f"{name}: {value}" for name, value in parsed.items()), parsed.get_content()])


def test_a_submission_is_told_in_english(write):
    edition = write("in_review", headline="The Council met", at=NOON)
    letter = to("moira", sent())
    assert letter.subject == "[CSTO] For review: “The Council met”"
    assert letter.body == (
        "A text waits for review. Read it, then approve it or return it with a note.\n\n"
        f"Text: article {edition.work_id}, edition 1 (English)\n"
        "Headline: “The Council met”\n"
        "By: Edith Editor, 03.03.2026 15:00 MSK (12:00 UTC)\n\n"
        f"Open it:\nhttps://news.example.org/admin/news/articleedition/{edition.pk}/change/\n\n"
        "-- \nWhich notices you get, and in which language:\nhttps://news.example.org/admin/notices/\n"
    )
    assert letter.from_email == "newsroom@news.example.org"
    assert letter.content_subtype == "plain"


def test_each_receiver_reads_it_in_their_own_language(write, moderator, choose):
    choose(moderator, language="ru")
    write("in_review", headline="Заседание Совета", language="ru", at=NOON)
    mails = sent()
    russian, english = to("moira", mails), to("morris", mails)
    assert russian.subject == "[ОДКБ] На проверку: «Заседание Совета»"
    assert "Материал ждёт проверки. Прочитайте" in russian.body
    assert "(язык: русский)" in russian.body
    assert "(Russian)" in english.body
    # Addresses are those of the newsroom, which has one language.
    assert "https://news.example.org/admin/news/articleedition/" in russian.body


@pytest.mark.parametrize("secret", [False, True])
def test_no_notice_in_russian_has_an_english_word(secret, write, write_meeting, editor, moderator, choose):
    for user in (editor, moderator):
        choose(user, language="ru")
    type(editor).objects.update(first_name="Эдита", last_name="Редактор")
    for one in (editor, moderator):
        one.refresh_from_db()
    content = {"headline": "Заседание", "language": "ru", "at": NOON, "by": editor}
    when = {"planned_for": TWO} if secret else {}
    for make in (write, write_meeting):
        make("in_review", **content, **when).return_to_draft(by=moderator, note="Уточните.", at=NOON)
        make("in_review", **content, **when).approve(by=moderator, live_from=TWO if secret else None, at=NOON)
        make("in_review", **content, planned_for=NOON + 10 * MINUTE)
        make(live_from=TWO, approved_by=moderator, **content).unschedule(by=moderator, at=NOON)
    remind(NOON)
    mail.outbox.clear()
    while send_due(NOON):
        pass
    letters = [one for one in mail.outbox if one.to != ["morris@example.org"]]
    assert len({one.subject.split(":")[0] for one in letters}) == 5
    for letter in letters:
        words = re.sub(r"https://\S+", "", letter.subject + letter.body)
        assert set(re.findall(r"[A-Za-z]{2,}", words)) <= {"MSK", "UTC"}, letter.body


def test_the_note_of_a_return_is_in_the_mail(write, moderator):
    edition = write("in_review", at=NOON)
    sent()
    edition.return_to_draft(by=moderator, note="Who said so?\nName them.", at=NOON)
    letter = sent()[0]
    assert letter.subject == "[CSTO] Returned: “The Council met”"
    assert "Note:\nWho said so?\nName them.\n" in letter.body


def test_an_approval_says_from_when_it_is_public(write):
    write(at=NOON)
    letter = to("edith", sent())
    assert letter.subject == "[CSTO] Approved: “The Council met”"
    assert "Goes out: 03.03.2026 15:00 MSK (12:00 UTC)" in letter.body


# --- what is under embargo --------------------------------------------------------------------------------------------


def test_before_its_time_neither_headline_nor_text_nor_note_of_an_embargoed_text_is_in_any_mail(write, moderator):
    content = {"headline": SECRET, "slug": "ministers-resign", "lead": SECRET, "body": f"<p>{SECRET}</p>"}
    wished = write("in_review", **content, planned_for=TWO, at=NOON)
    mails = sent()
    wished.return_to_draft(by=moderator, note=SECRET, at=NOON)
    mails += sent()
    scheduled = write(**content, live_from=TWO, at=NOON)
    mails += sent()
    scheduled.unschedule(by=moderator, note=SECRET, at=NOON)
    mails += sent()
    remind(TWO - 10 * MINUTE)
    mails += sent(TWO - 10 * MINUTE)
    subjects = {one.subject for one in mails}
    assert f"[CSTO] Approved: article {scheduled.work_id}, edition 1" in subjects
    assert len({subject.split(":")[0] for subject in subjects}) == 5
    for one in mails:
        assert not re.search("ministers|resign", all_of(one), re.IGNORECASE)
        assert "under embargo" in one.body


def test_a_missed_time_does_not_lift_the_embargo(write):
    write("in_review", headline=SECRET, planned_for=NOON + MINUTE, at=NOON)
    assert all(SECRET not in all_of(one) for one in sent(NOON + 60 * MINUTE))


def test_once_it_is_out_its_headline_may_be_told(write):
    write(headline=SECRET, live_from=TWO, at=NOON)
    assert SECRET in to("edith", sent(TWO)).subject


def test_the_words_of_a_text_are_in_no_mail(write):
    write("in_review", lead="A lead.", body="<p>Its body.</p>", at=NOON)
    assert all("A lead" not in all_of(one) and "Its body" not in all_of(one) for one in sent())


# --- what people type -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end_of_line", ["\r\n", "\n", "\r", "\u2028", "\x0b"])
def test_a_headline_adds_no_header_whatever_way_it_came_in(write, end_of_line):
    edition = write("in_review", at=NOON)
    type(edition)._base_manager.filter(pk=edition.pk).update(headline=f"A{end_of_line}Bcc: spy@example.org")
    mails = sent()
    assert len(mails) == 2
    for one in mails:
        parsed = message_from_bytes(one.message().as_bytes(), policy=default)
        assert parsed["Bcc"] is None
        assert one.subject == "[CSTO] For review: “A Bcc: spy@example.org”"
        assert one.recipients() == one.to


def test_a_long_headline_is_cut_in_the_subject(write):
    write("in_review", headline="Word " * 50, at=NOON)
    subject = to("moira", sent()).subject
    assert len(subject) < 120
    assert subject.endswith("…”")


def test_markup_in_names_stays_what_was_typed(write, editor):
    type(editor).objects.update(first_name="<b>Edith</b>")
    editor.refresh_from_db()
    write("in_review", headline="R&D <met>", at=NOON)
    letter = to("moira", sent())
    assert "“R&D <met>”" in letter.subject
    assert "By: <b>Edith</b> Editor" in letter.body


def test_no_absence_note_answers_a_notice(write):
    write("in_review", at=NOON)
    assert "Auto-Submitted: auto-generated" in all_of(sent()[0])
