"""Words that were typed and not saved are still there."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(page, sign_in, editor, write, make_section):
    """The form of a draft, open, with unsaved words in headline and text."""
    edition = write("draft")
    make_section("rescue", en="Rescue")
    sign_in(page, editor)
    page.goto(f"/admin/news/articleedition/{edition.pk}/change/")
    page.locator(".field-section .select2-selection").click()
    page.locator(".select2-search__field").last.fill("rescue")
    page.locator(".select2-results__option", has_text="Rescue").click()
    page.get_by_label("Headline").fill("A better headline")
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" And more words.")
    page.wait_for_timeout(1200)
    return edition


def test_leaving_asks_and_coming_back_offers_the_words(page, draft):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.get_by_text("Words that were not saved")).to_be_visible()
    page.get_by_role("button", name="Put them back").click()
    expect(page.get_by_label("Headline")).to_have_value("A better headline")
    expect(page.locator(".cke_wysiwyg_div")).to_contain_text("And more words.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    draft.refresh_from_db()
    assert draft.section.slug == "rescue"
    assert draft.headline == "A better headline"
    assert "And more words." in draft.body
    expect(page.get_by_text("Words that were not saved")).to_be_hidden()


def test_a_session_that_ended_loses_nothing(page, draft, editor, sign_in, complaints):
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    complaints.expect("403")
    sign_in(page, editor)
    page.goto("/admin/news/articleedition/add/")
    page.goto(f"/admin/news/articleedition/{draft.pk}/change/")
    page.get_by_role("button", name="Put them back").click()
    expect(page.get_by_label("Headline")).to_have_value("A better headline")
    expect(page.locator(".cke_wysiwyg_div")).to_contain_text("And more words.")


def test_words_on_an_older_version_can_be_read_but_not_put_over_the_newer_one(page, draft, second_editor):
    draft.headline = "Their headline"
    draft.save_draft(by=second_editor)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/admin/news/articleedition/{draft.pk}/change/")
    expect(page.get_by_role("button", name="Put them back")).to_be_hidden()
    page.get_by_text("They were written on an older version").click()
    expect(page.locator("#unsaved pre")).to_contain_text("A better headline")
    expect(page.get_by_label("Headline")).to_have_value("Their headline")


def test_rows_that_were_added_come_back(page, sign_in, editor, write_meeting):
    meeting = write_meeting("draft", participants=[{"name": "Ann One"}])
    sign_in(page, editor)
    page.goto(f"/admin/meetings/meetingedition/{meeting.pk}/change/")
    rows = page.locator("#participants-group")
    for number, name in ((1, "Ben Two"), (2, "Cid Three")):
        rows.locator(".add-row a").click()
        page.locator(f"#id_participants-{number}-name").fill(name)
    page.wait_for_timeout(1200)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("button", name="Put them back").click()
    expect(page.locator("#id_participants-2-name")).to_have_value("Cid Three")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert [row.name for row in meeting.participants.all()] == ["Ann One", "Ben Two", "Cid Three"]
