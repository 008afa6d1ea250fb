"""A release in a real browser: two texts in two languages go out together, from the board, and can be undone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from publishing.models import Release

from ..conftest import instant

pytestmark = pytest.mark.django_db(transaction=True)

NOON = instant("2026-03-03 12:00")


def page_of(edition):
    return f"/admin/news/articleedition/{edition.pk}/change/"


def join(page, edition):
    page.goto(page_of(edition))
    page.get_by_role("button", name="Put into the release").click()


def approve_for_release(page, edition):
    page.goto(page_of(edition))
    page.get_by_role("button", name="Approve for the release").click()


def test_two_languages_go_out_at_one_moment(open_page, sign_in, editor, moderator, write, freeze):
    freeze(NOON)
    english = write("in_review", headline="The statement")
    russian = write("in_review", headline="Заявление", language="ru")
    review, reader = open_page(), open_page()
    sign_in(review, moderator)

    review.goto("/admin/board/")
    expect(review.locator("#board")).to_contain_text("The statement")
    review.get_by_role("link", name="New release").click()
    review.get_by_label("Name").fill("Statement in two languages")
    review.get_by_label("Goes out at").fill("2026-03-03T16:00")
    review.get_by_role("button", name="Save", exact=True).click()
    for edition in (english, russian):
        join(review, edition)
    approve_for_release(review, english)
    expect(review.locator(".messagelist")).to_contain_text("is not armed: not approved yet is “Заявление” (Russian)")
    approve_for_release(review, russian)
    expect(review.locator(".messagelist")).to_contain_text("is armed: all of it goes out at 03.03.2026 16:00 MSK")

    release = Release.objects.get()
    for path in (english.get_absolute_url(), russian.get_absolute_url(), release.get_absolute_url()):
        assert reader.request.get(path).status == 404
    freeze(NOON + timedelta(hours=1))
    reader.goto(russian.get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("Заявление")
    reader.goto(release.get_absolute_url())
    reader.get_by_role("link", name="The statement").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The statement")


def test_the_board_is_worked_by_keyboard_on_a_phone(open_page, sign_in, moderator, write, freeze):
    freeze(NOON)
    edition = write("in_review", headline="Approved from the board", planned_for=NOON + timedelta(minutes=20))
    page = open_page(width=390)
    sign_in(page, moderator)
    page.goto("/admin/board/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator(".alarm.red").first).to_contain_text("Not approved!")
    page.get_by_label("Tick “Approved from the board”").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Approve for their planned times").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Approved for the planned time: 1 text.")
    edition.refresh_from_db()
    assert edition.live_from == NOON + timedelta(minutes=20)
