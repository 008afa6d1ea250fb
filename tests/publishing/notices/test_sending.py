"""How notices are sent: each once, again after growing pauses, and what went wrong is recorded in words."""

import smtplib
from datetime import timedelta

import pytest
from django.db import connection

from publishing import jobs
from publishing.mailing import BATCH, send_due
from publishing.notices import KEPT, PAUSES, Notice
from publishing.refusals import Forbidden, Refused
from publishing.telling import remind

from ...processes import processes
from .conftest import NOON, receivers, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff")]

MINUTE = timedelta(minutes=1)
MOIRA, MORRIS = "moira@example.org", "morris@example.org"
NO_SUCH_USER = smtplib.SMTPRecipientsRefused({MOIRA: (550, b"no such user, by password hunter2")})


@pytest.fixture
def notice(write, second_moderator):
    """A notice for one receiver."""
    second_moderator.is_active = False
    second_moderator.save()
    write("in_review", at=NOON)
    return Notice.objects.get()


def stored(notice):
    return Notice.objects.get(pk=notice.pk)


def test_each_receiver_gets_one_mail_of_their_own(write):
    write("in_review", at=NOON)
    mails = sent()
    assert receivers(mails) == [MOIRA, MORRIS]
    assert all(len(one.recipients()) == 1 for one in mails)
    assert set(Notice.objects.values_list("progress", "tries")) == {("sent", 1)}


def test_what_was_sent_is_not_sent_again(write):
    write("in_review", at=NOON)
    assert len(sent()) == 2
    assert sent(NOON + timedelta(days=1)) == []


def test_a_failure_is_tried_again_after_growing_pauses_and_then_given_up(notice, server, asked):
    server["everybody"] = ConnectionRefusedError("hunter2")
    at, tried = NOON, []
    for minute in range(24 * 60):
        at = NOON + minute * MINUTE
        before = len(asked)
        send_due(at)
        tried += [minute] * (len(asked) - before)
    assert tried == [0, 1, 6, 36, 156, 636]
    assert (stored(notice).progress, stored(notice).tries) == ("given_up", len(PAUSES) + 1)


def test_what_goes_through_at_last_is_sent(notice, server):
    server["everybody"] = TimeoutError()
    assert sent() == []
    assert stored(notice).next_try_at == NOON + MINUTE
    server.clear()
    assert sent(NOON + 59 * timedelta(seconds=1)) == []
    assert len(sent(NOON + MINUTE)) == 1
    assert (stored(notice).progress, stored(notice).error) == ("sent", "")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NO_SUCH_USER, "refused the receiver's address"),
        (smtplib.SMTPAuthenticationError(535, b"hunter2"), "refused the user name or the password"),
        (smtplib.SMTPSenderRefused(550, b"hunter2", "a@b"), "refused the sender's address"),
        (smtplib.SMTPDataError(554, b"hunter2"), "refused the mail (code 554)"),
        (ConnectionRefusedError("hunter2"), "could not be used (ConnectionRefusedError)"),
        (ValueError("hunter2"), "could not be made or sent (ValueError)"),
    ],
)
def test_what_went_wrong_is_recorded_in_words_without_what_the_server_said(notice, server, error, words, caplog):
    server["everybody"] = error
    send_due(NOON)
    assert words in stored(notice).error
    assert "hunter2" not in stored(notice).error + caplog.text


def test_one_wrong_address_does_not_stop_the_others(write, server):
    server[MOIRA] = NO_SUCH_USER
    write("in_review", at=NOON)
    assert receivers(sent()) == [MORRIS]
    assert Notice.objects.get(receiver__username="moira").progress == "failed"


def test_a_server_that_is_away_is_asked_once_a_batch_and_all_know_why(write, server, asked):
    server["everybody"] = ConnectionRefusedError()
    for _ in range(3):
        write("in_review", at=NOON)
    send_due(NOON)
    assert len(asked) == 1
    assert set(Notice.objects.values_list("progress", "next_try_at")) == {("failed", NOON + MINUTE)}
    assert all("could not be used" in error for error in Notice.objects.values_list("error", flat=True))


def test_a_batch_ends_and_says_that_there_is_more(write):
    for _ in range(BATCH // 2 + 1):
        write("in_review", at=NOON)
    assert send_due(NOON) is True
    assert Notice.objects.filter(progress="sent").count() == BATCH
    assert send_due(NOON) is False


def test_without_a_mail_server_what_waits_goes_on_waiting(notice, settings):
    settings.EMAIL_CONFIGURED = False
    assert sent() == []
    assert stored(notice).progress == "waiting"


# --- two workers ------------------------------------------------------------------------------------------------------


def test_a_notice_that_one_worker_has_claimed_is_nothing_for_another(notice):
    other = stored(notice)
    assert notice.claim(NOON) is True
    assert other.claim(NOON) is False
    assert sent() == []


def test_a_worker_that_died_while_sending_is_replaced_after_a_while(notice):
    notice.claim(NOON)
    assert sent(NOON + 4 * MINUTE) == []
    assert len(sent(NOON + 5 * MINUTE)) == 1


def test_what_is_sent_twice_after_all_has_the_same_number(notice):
    first = sent()[0]
    Notice.objects.update(progress="waiting", next_try_at=NOON)
    assert sent()[0].extra_headers["Message-ID"] == first.extra_headers["Message-ID"]


def test_a_notice_that_ends_its_worker_each_time_is_given_up(notice):
    for day in range(10):
        if not stored(notice).claim(NOON + timedelta(days=day)):
            break
    assert stored(notice).progress == "given_up"
    assert "not known whether it arrived" in stored(notice).error


def test_a_late_answer_of_a_worker_that_was_replaced_changes_nothing(notice):
    late = stored(notice)
    late.claim(NOON)
    assert len(sent(NOON + 5 * MINUTE)) == 1
    late.fail("Too late.", NOON + 6 * MINUTE)
    assert stored(notice).progress == "sent"


def send_to_files(folder):
    from django.conf import settings

    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", folder
    while send_due(NOON):
        pass


@pytest.mark.django_db(transaction=True)
def test_processes_at_once_send_each_notice_once_while_the_newsroom_goes_on(write, tmp_path, monkeypatch):
    """The processes are the workers here; what a page would wake is left asleep. Nobody meets a locked database."""
    monkeypatch.setattr(jobs, "wake", lambda wait: None)
    for _ in range(12):
        write("in_review", at=NOON)
    with processes(3) as pool:
        senders = [pool.submit(send_to_files, str(tmp_path)) for _ in range(3)]
        for _ in range(6):
            write("in_review", at=NOON)
        for sender in senders:
            sender.result(60)
    send_to_files(str(tmp_path))
    mails = "".join(path.read_text() for path in tmp_path.iterdir())
    numbers = [line for line in mails.splitlines() if line.startswith("Message-ID:")]
    assert len(numbers) == len(set(numbers)) == 36
    assert set(Notice.objects.values_list("progress", "tries")) == {("sent", 1)}


# --- what is not needed any more --------------------------------------------------------------------------------------


def test_who_may_not_read_the_text_any_more_gets_no_mail(notice, moderator):
    moderator.groups.clear()
    assert sent() == []
    assert "may not read" in stored(notice).error


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_who_has_left_meanwhile_gets_no_mail(notice, moderator, change):
    type(moderator).objects.filter(pk=moderator.pk).update(**change)
    assert sent() == []
    assert stored(notice).progress == "dropped"


def test_who_does_not_want_it_any_more_gets_no_mail(notice, moderator, choose):
    choose(moderator, submitted=False)
    assert sent() == []


def test_nobody_is_called_to_a_review_that_is_over(notice, moderator):
    notice.edition.return_to_draft(by=moderator, note="Again.", at=NOON)
    assert receivers(sent()) == ["edith@example.org"]
    assert "not in review any more" in stored(notice).error


def test_nobody_is_reminded_of_what_was_approved_meanwhile(write, moderator):
    two = NOON + 120 * MINUTE
    edition = write("in_review", planned_for=two, at=NOON)
    sent()
    remind(two - 20 * MINUTE)
    edition.approve(by=moderator, live_from=two, at=two - 19 * MINUTE)
    sent(two - 18 * MINUTE)
    assert set(Notice.objects.filter(purpose="unapproved").values_list("progress", flat=True)) == {"dropped"}


def test_of_an_erased_text_nothing_is_sent(write, moderator, administrator):
    edition = write("in_review", at=NOON)
    edition.return_to_draft(by=moderator, note="Never print this.", at=NOON)
    edition.work.erase(by=administrator, reason="Court.", notice="Erased.", at=NOON)
    assert sent() == []


def test_old_notices_are_forgotten_and_those_that_wait_are_not(write, server):
    server[MOIRA] = NO_SUCH_USER
    write("in_review", at=NOON)
    sent()
    Notice.objects.forget(NOON + KEPT)
    assert Notice.objects.count() == 2
    Notice.objects.forget(NOON + KEPT + MINUTE)
    assert list(Notice.objects.values_list("receiver__username", flat=True)) == ["moira"]


# --- another try ------------------------------------------------------------------------------------------------------


def test_a_moderator_has_a_failed_notice_tried_again_at_once(notice, server, moderator):
    server["everybody"] = TimeoutError()
    send_due(NOON)
    server.clear()
    stored(notice).try_again(by=moderator, at=NOON)
    assert len(sent()) == 1


def test_another_try_of_what_was_given_up_begins_with_the_first_pause(notice, server, moderator):
    server["everybody"] = TimeoutError()
    for day in range(6):
        send_due(NOON + timedelta(days=day))
    assert stored(notice).progress == "given_up"
    stored(notice).try_again(by=moderator, at=NOON)
    send_due(NOON)
    assert (stored(notice).progress, stored(notice).next_try_at) == ("failed", NOON + MINUTE)


def test_what_is_sent_or_being_sent_is_not_tried_again(notice, moderator):
    notice.claim(NOON)
    with pytest.raises(Refused, match="not waiting for another try"):
        stored(notice).try_again(by=moderator, at=NOON)


@pytest.mark.parametrize("who", ["editor", "nobody"])
def test_only_moderators_have_notices_tried_again(notice, who, editor, make_user):
    with pytest.raises(Forbidden):
        notice.try_again(by=editor if who == "editor" else make_user("Nobody Special"))


def test_nobody_has_a_notice_tried_again_of_a_text_they_may_not_read(notice, make_user):
    from django.contrib.auth.models import Permission

    user = make_user("Nadia Narrow")
    user.user_permissions.add(Permission.objects.get(codename="retry_notice"))
    with pytest.raises(Forbidden, match="may not read the text"):
        notice.try_again(by=user)


def test_what_is_due_and_what_failed_is_found_by_the_index(notice):
    for notices in (Notice.objects.due(NOON), Notice.objects.in_trouble(NOON)):
        if connection.vendor == "sqlite":
            assert "USING INDEX notice_due" in notices.explain()
