"""Links that share one edition: who makes and revokes them, how long they last, what is stored and logged of them."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from publishing.events import Event
from publishing.networks import network_of
from publishing.preview_links import PreviewLink, may_share
from publishing.refusals import Forbidden, Refused

from ..conftest import instant

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")
HOUR = timedelta(hours=1)


@pytest.fixture
def edition(write):
    return write("draft", at=NOON)


@pytest.fixture
def share(edition, editor):
    def share(**details):
        return PreviewLink.objects.share(edition, **{"by": editor, "at": NOON, **details})

    return share


# --- how long ---------------------------------------------------------------------------------------------------------


def test_a_link_works_for_three_days_unless_told_otherwise(share):
    link, token = share()
    assert settings.PREVIEW_HOURS == 72
    assert link.expires_at == NOON + timedelta(days=3)
    assert PreviewLink.objects.find(token, NOON) == link
    assert PreviewLink.objects.find(token, link.expires_at - timedelta(microseconds=1)) == link
    assert PreviewLink.objects.find(token, link.expires_at) is None


def test_the_setting_says_for_how_long(share, settings):
    settings.PREVIEW_HOURS = 5
    assert share()[0].expires_at == NOON + 5 * HOUR
    assert share(hours=1)[0].expires_at == NOON + HOUR


@pytest.mark.parametrize("hours", [0, -1, 721])
def test_nobody_makes_a_link_without_end(share, hours):
    with pytest.raises(Refused, match="Choose between 1 and 720 hours"):
        share(hours=hours)
    assert not PreviewLink.objects.exists()


def test_a_link_that_ends_before_it_begins_cannot_be_stored(share):
    link, _ = share()
    with pytest.raises(IntegrityError), transaction.atomic():
        PreviewLink.objects.filter(pk=link.pk).update(expires_at=NOON)


# --- the token --------------------------------------------------------------------------------------------------------


def test_a_token_has_256_bits_and_is_stored_nowhere(share, edition):
    _, token = share()
    _, other = share()
    assert len(token) == 43
    assert token != other
    for model in (PreviewLink, Event):
        assert token not in str(list(model.objects.values()))


def test_a_token_is_found_to_the_letter_or_not_at_all(share):
    _, token = share()
    for wrong in ("", token[:-1], token.swapcase(), f"{token}=", "\x00", "\ud83d", "é" * 43):
        assert PreviewLink.objects.find(wrong, NOON) is None


def test_missing_expired_and_revoked_cost_one_query(share, editor, django_assert_num_queries):
    tokens = ["A" * 43]
    tokens.append(share(hours=1)[1])
    link, token = share()
    link.revoke(by=editor, at=NOON)
    tokens.append(token)
    for token in tokens:
        with django_assert_num_queries(1):
            assert PreviewLink.objects.find(token, NOON + HOUR) is None


# --- one edition ------------------------------------------------------------------------------------------------------


def test_a_link_is_bound_to_one_edition_and_not_to_the_next(write, editor):
    first = write("approved", at=NOON)
    link, _ = PreviewLink.objects.share(first, by=editor, at=NOON)
    second = write("draft", work=first.work, at=NOON)
    editions = type(first).objects
    assert list(PreviewLink.objects.to(editions.filter(pk=first.pk))) == [link]
    assert not PreviewLink.objects.to(editions.filter(pk=second.pk)).exists()


def test_an_article_and_a_meeting_of_one_number_have_each_its_own_links(write_meeting, share, edition, editor):
    link, _ = share()
    meeting = write_meeting("draft", at=NOON)
    PreviewLink.objects.filter(pk=link.pk).update(edition_id=meeting.pk)
    assert not PreviewLink.objects.to(type(meeting).objects.filter(pk=meeting.pk)).exists()
    assert PreviewLink.objects.get().edition_type == ContentType.objects.get_for_model(edition)


# --- who --------------------------------------------------------------------------------------------------------------


def test_its_writers_and_moderators_share_a_text_and_others_read_it_only(
    edition, editor, second_editor, moderator, make_user
):
    nobody = make_user("No Body")
    assert all(may_share(user, edition) for user in (editor, moderator))
    assert not any(may_share(user, edition) for user in (second_editor, nobody))
    for user in (second_editor, nobody):
        with pytest.raises(Forbidden, match="by those who wrote this text, and by moderators"):
            PreviewLink.objects.share(edition, by=user, at=NOON)
    assert not PreviewLink.objects.exists()


def test_whoever_may_share_may_revoke_and_nobody_else(share, editor, second_editor, moderator):
    link, token = share()
    with pytest.raises(Forbidden):
        link.revoke(by=second_editor, at=NOON)
    assert PreviewLink.objects.find(token, NOON)
    link.revoke(by=moderator, at=NOON + HOUR)
    assert (link.revoked_at, link.revoked_by) == (NOON + HOUR, moderator)
    assert PreviewLink.objects.find(token, NOON + HOUR) is None


def test_a_writer_who_was_made_inactive_shares_nothing(edition, editor):
    editor.is_active = False
    editor.save()
    with pytest.raises(Forbidden):
        PreviewLink.objects.share(edition, by=editor, at=NOON)


def test_what_shows_nothing_any_more_is_not_revoked_again(share, editor):
    link, _ = share(hours=1)
    with pytest.raises(Refused, match="shows nothing any more"):
        link.revoke(by=editor, at=NOON + HOUR)
    other, _ = share()
    other.revoke(by=editor, at=NOON)
    with pytest.raises(Refused, match="shows nothing any more"):
        PreviewLink.objects.get(pk=other.pk).revoke(by=editor, at=NOON)


def test_an_open_link_is_one_for_the_query_and_for_the_row(share, editor):
    links = [share(hours=1)[0], share(hours=2)[0], share()[0]]
    links[2].revoke(by=editor, at=NOON)
    for at in (NOON, NOON + HOUR, NOON + 2 * HOUR, NOON + 80 * HOUR):
        assert set(PreviewLink.objects.open(at)) == {link for link in links if link.is_open(at)}


def test_a_deleted_account_takes_no_link_along(share, moderator):
    link, _ = share(by=moderator)
    moderator.delete()
    link.refresh_from_db()
    assert link.created_by is None


# --- what stays on record ---------------------------------------------------------------------------------------------


def test_sharing_and_revoking_stand_in_the_history_of_the_work(share, edition, editor, moderator):
    link, _ = share()
    link.revoke(by=moderator, at=NOON + HOUR)
    made, ended = Event.objects.about(edition.work).order_by("-pk")[:2][::-1]
    assert (made.action, made.actor, made.at, made.edition_number) == ("share", editor, NOON, 1)
    assert made.note == "until 06.03.2026 15:00 MSK (12:00 UTC)"
    assert (ended.action, ended.actor, ended.at, ended.edition_number) == ("unshare", moderator, NOON + HOUR, 1)


def test_sharing_takes_away_no_undo(write, moderator, settings):
    settings.UNDO_SECONDS = 10
    edition = write("in_review", at=NOON)
    edition.approve(by=moderator, at=NOON, grace=timedelta(seconds=10))
    approved = edition.work.undoable(by=moderator, at=NOON)
    assert approved.action == "approve"
    link, _ = PreviewLink.objects.share(edition, by=moderator, at=NOON)
    link.revoke(by=moderator, at=NOON)
    assert edition.work.undoable(by=moderator, at=NOON) == approved


def test_for_whom_a_link_is_stands_beside_it_and_not_in_the_history(share):
    link, _ = share(intended_for="  The press\noffice \u200b")
    assert link.intended_for == "The press office"
    assert "press" not in str(list(Event.objects.values()))


def test_visits_are_counted_with_their_time_and_network(share):
    link, _ = share()
    link.visited(network="192.0.2.0/24", at=NOON)
    link.visited(network="", at=NOON + HOUR)
    share()
    newer, older = PreviewLink.objects.with_visits()
    assert (older.times, older.last_visit) == (2, NOON + HOUR)
    assert (newer.times, newer.last_visit) == (0, None)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_of_an_address_only_the_network_is_kept(address, kept):
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == kept


def test_behind_a_proxy_the_address_that_it_has_added_counts(settings):
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "1.2.3.4, 192.0.2.77"})
    assert network_of(request) == "10.0.0.0/24"
    settings.BEHIND_PROXY = True
    assert network_of(request) == "192.0.2.0/24"
    assert network_of(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1")) == ""


# --- erasure ----------------------------------------------------------------------------------------------------------


def test_links_die_with_the_words_they_show(write, share, edition, editor, administrator):
    link, token = share(intended_for="Somebody")
    before = PreviewLink.objects.share(edition, by=editor, at=NOON - 90 * HOUR)[0]
    other, its_token = PreviewLink.objects.share(write("draft", at=NOON), by=editor, at=NOON)
    edition.work.erase(by=administrator, at=NOON + HOUR, reason="A court has ordered it.", notice="Removed.")
    assert PreviewLink.objects.find(token, NOON + HOUR) is None
    assert PreviewLink.objects.find(its_token, NOON + HOUR) == other
    link.refresh_from_db()
    assert (link.revoked_at, link.revoked_by, link.intended_for) == (NOON + HOUR, administrator, "")
    before.refresh_from_db()
    assert before.revoked_at is None


def test_what_was_erased_is_not_shared(edition, share, administrator):
    edition.work.erase(by=administrator, at=NOON, reason="A court has ordered it.", notice="Removed.")
    with pytest.raises(Refused, match="nothing to share"):
        share(by=administrator)
