"""Previews in a real browser: a link that works without an account, the frames of the desk, the banner on paper."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)
HEADLINE = "A text that is not out yet"


@pytest.fixture
def edition(write):
    return write("draft", headline=HEADLINE)


def test_a_link_is_made_and_opened_by_somebody_without_an_account_until_it_is_revoked(
    open_page, sign_in, editor, edition, complaints, assert_accessible
):
    desk = open_page()
    sign_in(desk, editor)
    desk.goto(f"/admin/news/articleedition/{edition.pk}/change/")
    desk.get_by_role("link", name="Share a preview").click()
    desk.get_by_label("For whom").fill("The delegation of Armenia")
    desk.get_by_role("button", name="Make a link").click()
    assert_accessible(desk)
    address = desk.get_by_label("Copy this address now").input_value()

    for width, dark in ((1280, False), (390, True)):
        reader = open_page(width, dark)
        reader.goto(address)
        expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)
        banner = reader.get_by_role("complementary", name="Preview")
        expect(banner).to_contain_text("Preview of edition 1, a draft. Readers do not see this.")
        assert_accessible(reader)
        assert not reader.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert reader.context.cookies() == []
        reader.emulate_media(media="print")
        expect(banner).to_be_visible()

    desk.goto(f"/admin/news/articleedition/{edition.pk}/preview/share/")
    expect(desk.get_by_role("definition").filter(has_text="2 times")).to_be_visible()
    desk.get_by_role("button", name="Revoke").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert reader.goto(address).status == 404
    complaints.expect("404")


def test_no_site_learns_the_address_from_the_links_on_the_page(open_page, edition, moderator, live_server):
    from publishing.preview_links import PreviewLink

    _, token = PreviewLink.objects.share(edition, by=moderator)
    reader = open_page()
    asked = []
    reader.on("request", lambda request: asked.append((request.url, request.headers.get("referer", ""))))
    reader.goto(f"/preview/{token}/")
    reader.get_by_role("link", name="Back to all news").click()
    reader.wait_for_url("**/news/**")
    assert len(asked) > 2
    assert [url for url, referer in asked if token in referer] == []


def test_the_desk_shows_the_page_as_wide_and_in_the_colours_that_were_chosen(open_page, sign_in, editor, edition):
    page = open_page()
    # The test's own choice of colours would hold for every frame; here each frame has that of its place.
    page.emulate_media(color_scheme="no-preference")
    sign_in(page, editor)
    page.goto(f"/admin/news/articleedition/{edition.pk}/preview/desk/")
    assert seen_in_frames(page) == [[390, "rgb(253, 252, 249)"], [390, "rgb(16, 22, 31)"]]
    page.get_by_role("link", name="Desktop, 1280 px").click()
    page.get_by_role("link", name="Dark", exact=True).click()
    assert seen_in_frames(page) == [[1280, "rgb(16, 22, 31)"]]
    # A link within the frame leads the whole window on.
    page.frame_locator("iframe").get_by_role("link", name="Back to all news").click()
    page.wait_for_url("**/news/?on=*")


def seen_in_frames(page):
    page.wait_for_load_state("load")
    frames = [frame for frame in page.frames if frame != page.main_frame]
    for frame in frames:
        expect(frame.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    return [frame.evaluate("[innerWidth, getComputedStyle(document.body).backgroundColor]") for frame in frames]


def test_the_desk_works_on_a_phone_and_by_keyboard(phone, sign_in, editor, edition, assert_accessible):
    sign_in(phone, editor)
    for path in ("preview/", "preview/desk/?width=desktop", "preview/share/"):
        phone.goto(f"/admin/news/articleedition/{edition.pk}/{path}")
        assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), path
        assert_accessible(phone)
    phone.goto(f"/admin/news/articleedition/{edition.pk}/preview/desk/")
    phone.get_by_role("link", name="Dark", exact=True).focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("link", name="Dark", exact=True)).to_have_attribute("aria-current", "true")
