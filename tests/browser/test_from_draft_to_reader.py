"""The whole line in a real browser: an editor writes, a moderator approves for a time, a reader reads it then and goes
"Back to the section". The rule is given the time; nobody sleeps."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from publishing import clock

from ..conftest import instant
from ..surfaces import paths

pytestmark = pytest.mark.django_db(transaction=True)

NOON = instant("2026-03-03 12:00")
HEADLINE = "Rescuers train in the mountains"


@pytest.fixture
def world(freeze, make_section, write):
    """A section below another, with three pages of articles."""
    freeze(NOON - timedelta(days=100))
    organs = make_section("organs", en="Organs")
    council = make_section("rescue-council", parent=organs, en="Rescue Council")
    for number in range(45):
        day = (NOON - timedelta(days=90 - number)).date()
        write("approved", headline=f"Report {number}", section=council, date=day)
    freeze(NOON)
    return council


def choose(page, field, words):
    """Pick an entry of an autocomplete field by its words."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def write_in_the_editor(page):
    page.get_by_role("link", name="Articles").first.click()
    page.get_by_role("link", name="Add article").click()
    page.get_by_label("Headline").fill(HEADLINE)
    text = page.locator(".cke_wysiwyg_div")
    text.click()
    page.keyboard.type("They trained for two days, ")
    page.locator(".cke_button__bold").click()
    page.keyboard.type("in all weathers")
    page.locator(".cke_button__bold").click()
    page.keyboard.type(".")
    page.keyboard.press("Enter")
    page.keyboard.type("The next training is in spring.")
    # The list is long by now: the article's own day lies three pages down.
    page.locator("#id_date").fill("2025-12-06")
    choose(page, "section", "Rescue council")
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.locator(".phase").first).to_have_text("In review")


def approve_for(page, url, minute):
    page.goto(url)
    expect(page.locator(".reading")).to_contain_text("in all weathers")
    page.get_by_label("Goes out at").fill(minute)
    page.get_by_role("button", name="Approve for this time").click()
    expect(page.locator(".phase").first).to_have_text("Scheduled")
    expect(page.get_by_role("region", name="State")).to_contain_text("15:10 MSK (12:10 UTC)")


def test_written_approved_for_a_minute_read_at_it(open_page, sign_in, editor, moderator, world, freeze):
    desk = open_page()
    sign_in(desk, editor)
    write_in_the_editor(desk)
    review = open_page()
    sign_in(review, moderator)
    approve_for(review, desk.url, "2026-03-03T15:10")

    from news.models import ArticleEdition

    edition = ArticleEdition.objects.get(headline=HEADLINE)
    assert edition.body.replace("&nbsp;", " ") == (
        "<p>They trained for two days, <strong>in all weathers</strong>.</p>\n\n<p>The next training is in spring.</p>"
    )
    reader = open_page()
    freeze(NOON + timedelta(minutes=10) - timedelta(microseconds=1))
    for path in paths(edition):
        assert HEADLINE not in reader.request.get(path).text(), f"{path} shows it early"

    freeze(NOON + timedelta(minutes=10))
    for path in (f"/news/{edition.work_id}/{edition.slug}/", "/news/organs/?on=2025-12-06", "/news/?on=2025-12-06"):
        assert HEADLINE in reader.request.get(path).text(), f"{path} is late"

    read_and_go_back(reader, edition)


def read_and_go_back(reader, edition):
    reader.goto("/news/organs/rescue-council/")
    pages = 1
    while not reader.get_by_role("link", name=HEADLINE).count():
        reader.get_by_role("link", name="Older").click()
        pages += 1
    assert pages == 3
    reader.get_by_role("link", name=HEADLINE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    reader.get_by_role("link", name="Back to the section").click()
    expect(reader.locator(f"#a{edition.work_id}")).to_be_in_viewport()
    assert "/news/organs/rescue-council/" in reader.url
    reader.go_back()
    reader.get_by_role("link", name="Back to all news").click()
    expect(reader.locator(f"#a{edition.work_id}")).to_be_in_viewport()


def test_a_live_text_changes_at_the_instant_of_its_new_edition(
    open_page, sign_in, editor, moderator, section, write, freeze
):
    freeze(NOON)
    first = write("approved", headline="The old words", section=section)
    desk, review, reader = open_page(), open_page(), open_page()
    sign_in(desk, editor)
    desk.goto(f"/admin/news/articleedition/{first.pk}/change/")
    desk.get_by_role("button", name="New edition").click()
    desk.get_by_label("Headline").fill("The new words")
    desk.get_by_label("public note").fill("The headline was made clearer.")
    desk.get_by_role("button", name="Save and submit for review").click()
    sign_in(review, moderator)
    review.goto(desk.url)
    review.get_by_label("Goes out at").fill("2026-03-03T15:05")
    review.get_by_role("button", name="Approve for this time").click()
    expect(review.locator(".phase").first).to_have_text("Scheduled")

    freeze(NOON + timedelta(minutes=5) - timedelta(microseconds=1))
    reader.goto(first.get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("The old words")
    freeze(NOON + timedelta(minutes=5))
    reader.goto(first.get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("The new words")
    expect(reader.locator("main")).to_contain_text("The headline was made clearer.")
    assert clock.now() == NOON + timedelta(minutes=5)


def test_a_picture_goes_through_the_gate_from_the_form(open_page, sign_in, editor, section, tmp_path, write):
    from ..drawing import picture_bytes

    desk = open_page()
    sign_in(desk, editor)
    desk.goto("/admin/library/picture/add/")
    broken = tmp_path / "photo.jpg"
    broken.write_bytes(b"<svg onload=alert(1)>")
    desk.locator("#id_upload").set_input_files(broken)
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".errorlist")).to_contain_text("not a picture that can be read")
    good = tmp_path / "good.png"
    good.write_bytes(picture_bytes(size=(400, 300)))
    desk.locator("#id_upload").set_input_files(good)
    desk.get_by_label("Alternative text").fill("A grey field")
    desk.get_by_label("Credit").fill("Drawing: the test")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    desk.goto("/admin/news/articleedition/add/")
    choose(desk, "picture", "A grey field")


def test_the_newsroom_works_on_a_phone(phone, sign_in, moderator, write):
    edition = write("in_review")
    sign_in(phone, moderator)
    for path in ("/admin/", "/admin/news/articleedition/", f"/admin/news/articleedition/{edition.pk}/change/"):
        phone.goto(path)
        assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), path
    phone.get_by_role("button", name="Approve now").click()
    expect(phone.locator(".phase").first).to_have_text("Live")
