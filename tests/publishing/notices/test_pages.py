"""The newsroom shows what keeps notices from being sent, and everybody chooses their own."""

import smtplib
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publishing import jobs, notice_views
from publishing.jobs import show_life
from publishing.mailing import send_due
from publishing.notices import SHOWN, Notice, NoticeChoice

from .conftest import NOON, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff")]

MINUTE = timedelta(minutes=1)
INDEX, MINE = reverse("admin:index"), reverse("admin:my-notices")
NO_MAIL, NO_WORKER, FAILED = "No mail server is set up", "is not running", "Notices that could not be sent"


@pytest.fixture(autouse=True)
def noon(freeze):
    freeze(NOON)


@pytest.fixture(autouse=True)
def woken(monkeypatch):
    """How often the worker was woken."""
    woken = []
    monkeypatch.setattr(notice_views, "wake", lambda: woken.append(True))
    return woken


@pytest.fixture
def failed(write, server):
    server["moira@example.org"] = smtplib.SMTPRecipientsRefused({})
    write("in_review", headline="The Council <met>")
    send_due()
    return Notice.objects.get(progress="failed")


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def again(client, notice, **data):
    return client.post(reverse("admin:retry-notice", args=[notice.pk]), data)


# --- warnings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["editor", "moderator", "administrator"])
def test_all_the_newsroom_is_warned_when_no_mail_server_is_set_up(who, request, as_, settings):
    client = as_(request.getfixturevalue(who))
    assert NO_MAIL not in text(client.get(INDEX))
    settings.EMAIL_CONFIGURED = False
    assert NO_MAIL in text(client.get(INDEX))


def test_it_is_warned_when_no_worker_shows_signs_of_life(as_, editor, freeze):
    client = as_(editor)
    assert "It has never run." in text(client.get(INDEX))
    show_life()
    assert NO_WORKER not in text(client.get(INDEX))
    freeze(NOON + 2 * MINUTE - timedelta(seconds=1))
    assert NO_WORKER not in text(client.get(INDEX))
    freeze(NOON + 2 * MINUTE)
    page = text(client.get(INDEX))
    assert NO_WORKER in page
    assert "03.03.2026 15:00 MSK (12:00 UTC)" in page


def test_the_board_warns_as_the_first_page_does(as_, moderator, failed, settings):
    settings.EMAIL_CONFIGURED = False
    page = text(as_(moderator).get(reverse("admin:board")))
    assert all(warning in page for warning in (NO_MAIL, NO_WORKER, FAILED))
    assert f'name="next" value="{reverse("admin:board")}"' in page


def test_who_has_no_part_in_the_newsroom_sees_no_warning(as_, make_user, failed):
    page = text(as_(make_user("Nobody Special")).get(INDEX))
    assert not any(warning in page for warning in (NO_WORKER, FAILED))


# --- failures ---------------------------------------------------------------------------------------------------------


def test_moderators_see_which_notices_failed_and_why(as_, second_moderator, failed):
    page = text(as_(second_moderator).get(INDEX))
    assert FAILED in page
    assert "The Council &lt;met&gt;" in page
    assert "To Moira Moderator." in page
    assert "refused the receiver&#x27;s address" in page
    assert "1 try, the next at 03.03.2026 15:01 MSK (12:01 UTC)" in page
    assert f'href="/admin/news/articleedition/{failed.edition.pk}/change/"' in page


def test_editors_do_not_see_what_failed_for_others(as_, editor, failed):
    page = text(as_(editor).get(INDEX))
    assert FAILED not in page
    assert "The Council &lt;met&gt;" not in page


def test_who_may_not_read_the_text_does_not_see_its_notice(as_, make_user, failed):
    from django.contrib.auth.models import Permission

    user = make_user("Nadia Narrow")
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_notice", "retry_notice", "view_event"]))
    page = text(as_(user).get(INDEX))
    assert NO_WORKER in page
    assert FAILED not in page
    assert again(as_(user), failed).status_code == 403


def test_old_failures_are_shown_no_longer(as_, moderator, failed, freeze):
    freeze(NOON + SHOWN)
    assert FAILED in text(as_(moderator).get(INDEX))
    freeze(NOON + SHOWN + MINUTE)
    assert FAILED not in text(as_(moderator).get(INDEX))


def test_many_failures_are_counted_rather_than_listed(as_, moderator, write, server):
    server["everybody"] = TimeoutError()
    for _ in range(6):
        write("in_review")
    send_due()
    page = text(as_(moderator).get(INDEX))
    assert f"{FAILED} (12)" in page
    assert "And 2 more." in page


def test_the_cost_of_the_warnings_does_not_grow_with_the_failures(as_, moderator, write, server):
    server["everybody"] = TimeoutError()
    counts = []
    for _ in range(2):
        for _ in range(6):
            write("in_review")
        send_due()
        with CaptureQueriesContext(connection) as queries:
            notice_views.troubles(type(moderator).objects.get(pk=moderator.pk))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_a_text_that_was_erased_is_called_by_its_number(as_, second_moderator, failed, administrator):
    failed.edition.return_to_draft(by=second_moderator, note="Never.")
    failed.edition.work.erase(by=administrator, reason="Court.", notice="Erased.")
    page = text(as_(second_moderator).get(INDEX))
    assert "The Council" not in page
    assert f">article {failed.work_id}, edition 1</a>" in page


# --- another try ------------------------------------------------------------------------------------------------------


def test_a_moderator_has_it_tried_again_and_comes_back_to_the_page(as_, moderator, failed, server, woken):
    server.clear()
    response = again(as_(moderator), failed, next=MINE)
    assert (response.status_code, response.url) == (302, MINE)
    assert woken == [True]
    assert len(sent()) == 1
    assert FAILED not in text(as_(moderator).get(INDEX))


def test_twice_is_told_in_words(as_, moderator, failed, woken):
    client = as_(moderator)
    again(client, failed)
    response = client.post(reverse("admin:retry-notice", args=[failed.pk]), follow=True)
    assert "not waiting for another try" in text(response)
    assert len(woken) == 1


def test_editors_may_not(as_, editor, failed, woken):
    assert again(as_(editor), failed).status_code == 403
    assert Notice.objects.get(pk=failed.pk).progress == "failed"
    assert woken == []


def test_it_is_done_by_its_button_alone(as_, moderator, failed, client):
    address = reverse("admin:retry-notice", args=[failed.pk])
    assert as_(moderator).get(address).status_code == 405
    assert client.post(address).status_code == 403
    assert Notice.objects.get(pk=failed.pk).progress == "failed"


@pytest.mark.parametrize("pk", [0, 999999, 99999999999999999999999])
def test_a_notice_that_is_not_there_is_not_found(as_, moderator, pk):
    assert as_(moderator).post(reverse("admin:retry-notice", args=[pk])).status_code == 404


@pytest.mark.parametrize("evil", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", ""])
def test_it_leads_to_no_other_site(as_, moderator, failed, evil):
    assert again(as_(moderator), failed, next=evil).url == INDEX


# --- one's own choice -------------------------------------------------------------------------------------------------


def test_everybody_chooses_language_and_notices(as_, editor):
    client = as_(editor)
    page = text(client.get(MINE))
    assert page.count(" checked") == 3
    assert "edith@example.org" in page
    response = client.post(MINE, {"language": "ru", "decided": "on"}, follow=True)
    assert "Your choice is stored." in text(response)
    choice = NoticeChoice.objects.get()
    assert (choice.user, choice.language) == (editor, "ru")
    assert (choice.submitted, choice.decided, choice.unapproved) == (False, True, False)
    client.post(MINE, {"language": "en"})
    assert NoticeChoice.objects.get().language == "en"


def test_what_is_not_theirs_to_set_is_ignored(as_, editor, moderator):
    as_(editor).post(MINE, {"language": "ru", "user": moderator.pk, "email": "spy@example.org", "id": 7})
    assert NoticeChoice.objects.get().user == editor
    editor.refresh_from_db()
    assert editor.email == "edith@example.org"


@pytest.mark.parametrize("language", ["", "xx", "ru\x00", "e" * 1000])
def test_an_unknown_language_is_refused_in_words(as_, editor, language):
    assert "errorlist" in text(as_(editor).post(MINE, {"language": language}))
    assert not NoticeChoice.objects.exists()


def test_whose_account_has_no_address_is_told_so(as_, make_user):
    assert "Your account has no mail address" in text(as_(make_user("Una Addressed", "Editors")).get(MINE))


def test_readers_have_no_such_page(client):
    assert client.get(MINE).status_code == 302


def test_administrators_set_it_in_the_account(as_, administrator, editor):
    client = as_(administrator)
    address = reverse("admin:auth_user_change", args=[editor.pk])
    page = text(client.get(address))
    assert "notice_choice-0-language" in page
    data = {
        "username": "edith",
        "email": "edith@example.org",
        "is_active": "on",
        "is_staff": "on",
        "date_joined_0": "2026-03-03",
        "date_joined_1": "12:00:00",
        "notice_choice-TOTAL_FORMS": "1",
        "notice_choice-INITIAL_FORMS": "0",
        "notice_choice-0-language": "ru",
        "notice_choice-0-user": editor.pk,
    }
    assert client.post(address, data).status_code == 302
    assert NoticeChoice.objects.get(user=editor).language == "ru"


# --- the queue --------------------------------------------------------------------------------------------------------


def test_a_queue_that_is_out_of_order_is_logged_and_nothing_else(monkeypatch, caplog):
    def broken():
        raise OSError("no such file")

    monkeypatch.setattr(jobs, "send_now", broken)
    jobs.wake()
    assert "The queue of jobs could not be used" in caplog.text


@pytest.mark.parametrize("address", ["", "mysql://somewhere", "jobs.sqlite3"])
def test_an_address_of_no_queue_is_refused_in_words(settings, address):
    settings.JOBS_URL = address
    with pytest.raises(Exception, match="JOBS_URL must begin with"):
        jobs.queue.__wrapped__()
