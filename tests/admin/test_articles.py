"""The newsroom's pages: what each role sees and may press, and that nothing typed is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from news.models import ArticleEdition
from publishing import clock
from publishing.models import Release
from publishing.workflow import Phase, State

from ..conftest import instant
from .newsroom import ADD, LIST, address, press, text, typed

pytestmark = pytest.mark.django_db

NOON = instant("2026-03-03 12:00")


# --- writing ----------------------------------------------------------------------------------------------------------


def test_an_editor_writes_a_new_article(as_, editor, section):
    response = as_(editor).post(ADD, typed(section=section.pk, body="<p>Text<script>1</script></p>"))
    edition = ArticleEdition.objects.get()
    assert response.url == f"{address(edition)}?saved=1"
    assert (edition.state, edition.body, edition.created_by, edition.section) == (
        "draft",
        "<p>Text</p>",
        editor,
        section,
    )
    assert list(edition.contributors.all()) == [editor]


def test_the_planned_time_is_typed_in_the_newsroom_zone(as_, editor, section):
    as_(editor).post(ADD, typed(planned_for="2026-03-03T15:00"))
    assert ArticleEdition.objects.get().planned_for == NOON


def test_save_and_submit_saves_first_and_says_what_is_missing(as_, editor):
    client = as_(editor)
    response = client.post(ADD, typed(_submit="1"))
    edition = ArticleEdition.objects.get()
    assert edition.state == State.DRAFT
    page = text(client.get(response.url))
    assert "Choose the main section." in page
    assert 'href="#id_section"' in page


def test_save_and_submit_hands_it_to_the_moderators(as_, editor, section):
    as_(editor).post(ADD, typed(section=section.pk, _submit="1"))
    assert ArticleEdition.objects.get().state == State.IN_REVIEW


def test_the_form_takes_no_field_that_the_role_may_not_set(as_, editor, moderator, write):
    edition = write("draft")
    forged = {"state": "approved", "live_from": "2020-01-01", "live_from_0": "2020-01-01", "created_by": moderator.pk}
    as_(editor).post(address(edition), typed(edition, headline="Changed", number=9, work=99, pk=7, version=1, **forged))
    edition.refresh_from_db()
    assert (edition.headline, edition.state, edition.live_from, edition.created_by) == (
        "Changed",
        "draft",
        None,
        editor,
    )


def test_a_stale_form_keeps_what_was_typed_and_overwrites_nothing(as_, editor, second_editor, write):
    edition = write("draft")
    stale = typed(edition, headline="My words")
    edition.headline = "Their words"
    edition.save_draft(by=second_editor)
    page = text(as_(editor).post(address(edition), stale))
    assert "edgar saved this text while you had it open" in page
    assert "My words" in page
    edition.refresh_from_db()
    assert edition.headline == "Their words"


def test_ones_own_other_window_is_named_as_such(as_, editor, write):
    edition = write("draft")
    stale = typed(edition)
    edition.save_draft(by=editor)
    assert "You saved this text in another window" in text(as_(editor).post(address(edition), stale))


def test_the_desk_says_how_much_waits(as_, moderator, write):
    write("in_review")
    write("draft")
    page = text(as_(moderator).get(reverse("admin:index")))
    assert "Waiting for a moderator (1)" in page
    assert "Drafts (1)" in page


def test_a_text_that_is_too_deep_is_refused_beside_its_field_with_everything_kept(as_, editor):
    page = text(as_(editor).post(ADD, typed(body="<div>" * 200, lead="My lead")))
    assert "nested too deeply" in page
    assert "My lead" in page
    assert not ArticleEdition.objects.exists()


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_has_one_row_an_article_with_its_state_and_time(as_, editor, write, freeze):
    freeze(NOON)
    live = write("approved", headline="A live one").work
    write("approved", work=live, live_from=NOON + timedelta(minutes=5), headline="Its next edition")
    page = text(as_(editor).get(LIST))
    assert page.count('class="field-headline"') == 1
    assert "Its next edition" in page
    assert "Scheduled</span> <span" in page
    assert "03.03.2026 15:05 MSK (12:05 UTC)" in page


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase != Phase.SUPERSEDED])
def test_the_list_can_be_narrowed_to_a_state(phase, as_, editor, moderator, write, write_meeting, freeze):
    freeze(NOON)
    for state in ("draft", "in_review", "approved"):
        write(state, headline=f"The {state}")
    write("approved", live_from=NOON + timedelta(minutes=5), headline="The scheduled")
    write("draft", headline="The set aside").set_aside_draft(by=editor)
    release, waits = Release.objects.start(by=moderator, name="R"), write("in_review", headline="The ready")
    for edition in (waits, write_meeting("in_review")):
        release.add(edition, by=editor)
    waits.approve(by=moderator)
    freeze(NOON + timedelta(minutes=1))
    write("approved", at=NOON, headline="The withdrawn").work.withdraw(by=moderator, reason="r", notice="n")
    freeze(NOON + timedelta(minutes=2))
    page = text(as_(editor).get(LIST, {"phase": phase.value}))
    expected = {"live": "The approved"}.get(phase.value, f"The {phase.value.replace('_aside', ' aside')}")
    assert page.count('class="field-headline"') == 1
    assert expected in page


def test_what_is_scheduled_is_listed_also_below_a_newer_draft(as_, moderator, editor, write, freeze):
    freeze(NOON)
    scheduled = write("approved", live_from=NOON + timedelta(minutes=5))
    scheduled.work.start_edition(by=editor)
    assert text(as_(moderator).get(LIST, {"phase": "scheduled"})).count('class="field-headline"') == 1


def test_the_list_costs_the_same_queries_for_few_and_for_many(as_, editor, write, django_assert_max_num_queries):
    client = as_(editor)
    for _ in range(12):
        write("approved")
    with django_assert_max_num_queries(14):
        client.get(LIST)


# --- the buttons ------------------------------------------------------------------------------------------------------


def test_a_moderator_approves_for_a_time_typed_in_the_newsroom_zone(as_, moderator, write, freeze):
    freeze(NOON)
    edition = write("in_review")
    press(as_(moderator), edition, "approve_for", version=edition.version, live_from="2026-03-03T15:10")
    edition.refresh_from_db()
    assert edition.live_from == NOON + timedelta(minutes=10)


def test_a_refused_button_says_why_beside_it_and_keeps_what_was_typed(as_, moderator, write, freeze):
    freeze(NOON)
    edition = write("in_review")
    response = press(as_(moderator), edition, "approve_for", version=edition.version, live_from="2026-03-03T14:00")
    page = text(response)
    assert "03.03.2026 14:00 MSK (11:00 UTC) has passed. The next possible minute is" in page
    assert 'value="2026-03-03T14:00"' in page
    edition.refresh_from_db()
    assert edition.state == State.IN_REVIEW


def test_a_returned_text_shows_its_note_to_the_writer(as_, moderator, editor, write):
    edition = write("in_review")
    press(as_(moderator), edition, "return", note="Please check the number in paragraph 2.")
    page = text(as_(editor).get(address(edition)))
    assert "Returned by Moira Moderator" in page
    assert "Please check the number in paragraph 2." in page


def test_the_whole_life_of_an_article_by_its_buttons(as_, moderator, editor, write, freeze):
    freeze(NOON)
    edition = write("in_review")
    client = as_(moderator)
    press(client, edition, "approve_now", version=edition.version)
    freeze(NOON + timedelta(minutes=1))
    response = press(as_(editor), edition, "new_edition")
    second = ArticleEdition.objects.get(number=2)
    assert response.url == address(second)
    as_(editor).post(address(second), typed(second, headline="Second", typo_only="on", _submit="1"))
    second.refresh_from_db()
    press(client, second, "approve_for", version=second.version, live_from="2026-03-03T15:30")
    press(client, second, "reschedule", live_from="2026-03-03T15:40")
    second.refresh_from_db()
    assert second.live_from == NOON + timedelta(minutes=40)
    press(client, second, "unschedule", note="Not yet.")
    press(client, edition, "withdraw", reason="Wrong.", notice="Withdrawn.", withdraw_at="2026-03-03T16:00")
    assert edition.work.planned_withdrawal() is not None
    press(client, edition, "cancel_withdrawal")
    assert edition.work.planned_withdrawal() is None
    press(client, edition, "withdraw", reason="Wrong.", notice="Withdrawn.")
    assert not edition.work.is_live()
    press(as_(editor), second, "set_aside")
    second.refresh_from_db()
    assert second.phase() == Phase.SET_ASIDE


BUTTONS = {
    "approve_now": ("in_review", {"version": 1}),
    "approve_for": ("in_review", {"version": 1, "live_from": "2030-03-03T14:00"}),
    "return": ("in_review", {"note": "Again."}),
    "unschedule": ("scheduled", {}),
    "reschedule": ("scheduled", {"live_from": "2030-03-03T14:00"}),
    "withdraw": ("approved", {"reason": "r", "notice": "n"}),
}


@pytest.mark.parametrize("action", BUTTONS)
def test_a_crafted_post_gives_an_editor_no_power(action, as_, second_editor, write, freeze):
    state, fields = BUTTONS[action]
    later = clock.next_minute() + timedelta(hours=1) if state == "scheduled" else None
    edition = write("approved" if later else state, live_from=later)
    before = ArticleEdition.objects.filter(pk=edition.pk).values().get()
    page = text(press(as_(second_editor), edition, action, **fields))
    assert "Your account may not do this" in page
    assert ArticleEdition.objects.filter(pk=edition.pk).values().get() == before
    assert not edition.work.withdrawals.exists()


@pytest.mark.parametrize("action", BUTTONS)
def test_nothing_is_changed_by_a_get_or_without_the_token(action, moderator, write):
    edition = write("in_review")
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(moderator)
    assert press(careful, edition, action).status_code == 403
    careful.get(address(edition), {"_action": action})
    edition.refresh_from_db()
    assert edition.state == State.IN_REVIEW


def test_an_unknown_button_is_refused(as_, moderator, write):
    assert press(as_(moderator), write("in_review"), "publish_everything").status_code == 403


def test_an_editor_is_not_shown_what_is_not_theirs_to_press(as_, editor, moderator, write):
    edition = write("in_review")
    assert "Approve now" not in text(as_(editor).get(address(edition)))
    assert "Approve now" in text(as_(moderator).get(address(edition)))


# --- doors that stay shut ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["in_review", "approved"])
def test_the_form_of_a_locked_text_changes_nothing(state, as_, editor, write):
    edition = write(state)
    response = as_(editor).post(address(edition), typed(edition, headline="Changed"))
    assert response.status_code == 403
    edition.refresh_from_db()
    assert edition.headline != "Changed"


def test_staff_without_permissions_sees_no_article_and_no_upload(as_, make_user, write):
    client = as_(make_user("Nobody Special"))
    edition = write("draft", headline="Secret")
    for path in (LIST, ADD, address(edition), reverse("admin:library_picture_add")):
        assert client.get(path).status_code == 403
    assert "Secret" not in text(client.get(reverse("admin:index")))
    autocomplete = reverse("admin:autocomplete")
    asked = {"app_label": "news", "model_name": "articleedition", "field_name": "picture", "term": ""}
    assert client.get(autocomplete, asked).status_code == 403


def test_nothing_public_or_private_can_be_deleted_here(as_, administrator, write):
    edition = write("draft")
    delete = reverse("admin:news_articleedition_delete", args=[edition.pk])
    assert as_(administrator).post(delete, {"post": "yes"}).status_code == 403


def test_lookups_into_accounts_are_refused(as_, editor, write):
    write("draft")
    response = as_(editor).get(LIST, {"created_by__password__startswith": "p"})
    assert response.status_code == 400


def test_pages_of_the_newsroom_are_never_stored_by_a_cache(as_, editor, write):
    for path in (LIST, ADD, address(write("draft"))):
        assert "no-store" in as_(editor).get(path)["Cache-Control"]


def test_hostile_words_are_words_everywhere(as_, editor, moderator, write):
    hostile = '"><img src=x onerror=alert(1)>{{ 7|add:7 }}'
    edition = write("in_review", headline=hostile, byline=hostile)
    press(as_(moderator), edition, "return", note=hostile)
    for path in (LIST, address(edition), reverse("admin:news_articleedition_history", args=[edition.pk])):
        assert "<img src=x" not in text(as_(editor).get(path, follow=True))


def test_only_pages_with_the_editor_allow_what_it_needs(as_, administrator):
    client = as_(administrator)
    for path in (ADD, *(reverse(f"admin:{kind}_add") for kind in ("news_section", "people_person", "people_body"))):
        assert "script-src-attr 'unsafe-inline'" in client.get(path)["Content-Security-Policy"], path
    for path in (LIST, reverse("admin:index"), "/"):
        assert "unsafe-inline" not in client.get(path)["Content-Security-Policy"], path
