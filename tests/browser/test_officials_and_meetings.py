"""Officials and meetings in a real browser: a meeting is announced with its participants and reported at the same
address, and an article names the same people with the titles of that day. The rules are given the time."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from people.models import Rank

from ..conftest import instant
from .test_from_draft_to_reader import choose

pytestmark = pytest.mark.django_db(transaction=True)

NOON = instant("2026-03-03 12:00")
SESSION = "Session of the Council of Ministers"
ARTICLE = "The ministers were received"


@pytest.fixture
def world(freeze, section, make_state, make_body, make_post, make_person, appoint):
    """A council of two foreign ministers, and a former one whose posts ended."""
    freeze(NOON)
    council = make_body("Council of Ministers", ru="Совет министров")
    ministers = (
        ("Armenia", "am", "Ararat Mirzoyan", "Арарат Мирзоян"),
        ("Belarus", "by", "Maxim Ryzhenkov", "Рыженков"),
    )
    for state, code, person, russian in ministers:
        post = make_post("Foreign Minister", body=council, state=make_state(state, code=code), rank=Rank.MINISTER)
        appoint(make_person(person, ru=russian), post, "2024-01-01")
    appoint(make_person("Nikolai Bordyuzha"), make_post("Secretary General"), "2003-04-28", "2016-12-31")


def write_text(page, field, words):
    page.locator(f".field-{field} .cke_wysiwyg_div").click()
    page.keyboard.type(words)


def submit(page):
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.locator(".phase").first).to_have_text("In review")


def approve(page, url):
    """Answers with the address of what went out."""
    page.goto(url)
    page.get_by_role("button", name="Approve now").click()
    expect(page.locator(".phase").first).to_have_text("Live")
    return page.get_by_role("link", name="See it on the site").get_attribute("href")


def announce(page):
    page.goto("/admin/meetings/meetingedition/add/")
    page.get_by_label("Name of the meeting").fill(SESSION)
    choose(page, "organ", "Council of Ministers")
    page.get_by_label("First day").fill("2026-03-04")
    page.get_by_label("Begins at").fill("10:00")
    page.get_by_label("Time zone").fill("Asia/Bishkek")
    page.get_by_label("Place:", exact=True).fill("Bishkek")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("button", name="Fill the list of participants").click()
    expect(page.locator(".messagelist")).to_contain_text("2 participants added.")
    page.locator("#id_participants-0-manner").select_option("represented")
    page.locator("#id_participants-0-represented_by").fill("Deputy Minister A. Person")
    page.locator("#documents-group .add-row a").click()
    page.locator("#id_documents-0-title").fill("Statement on stability")
    submit(page)


def report(page):
    page.reload()
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_label("Status")).to_have_value("held")
    write_text(page, "body", "They adopted a statement.")
    submit(page)


def write_article(page):
    page.goto("/admin/news/articleedition/add/")
    page.get_by_label("Headline").fill(ARTICLE)
    # What is offered goes by the day that stands in the form, not by the one that is stored.
    today = page.get_by_label("Date:").input_value()
    page.get_by_label("Date:").fill("2010-01-01")
    page.locator(".field-signed_by .select2-selection").click()
    expect(page.locator(".select2-results__option")).to_have_text(
        ["Nikolai Bordyuzha, Secretary General (28.04.2003 – 31.12.2016)"]
    )
    page.keyboard.press("Escape")
    page.get_by_label("Date:").fill(today)
    write_text(page, "body", "Ararat Mirzoyan and Nikolai Bordyuzha were received.")
    choose(page, "section", "Permanent council")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("button", name="Add the people named in the text").click()
    expect(page.locator(".messagelist")).to_contain_text("1 person added.")
    expect(page.locator(".messagelist")).to_contain_text("Nikolai Bordyuzha, of whom no post is known on that day")
    page.locator(".field-signed_by .select2-selection").click()
    page.locator(".select2-search__field").last.fill("рыженк")
    page.locator(".select2-results__option", has_text="Maxim Ryzhenkov").click()
    choose(page, "meeting", SESSION)
    submit(page)


def test_a_meeting_is_announced_reported_and_written_about(open_page, sign_in, editor, moderator, world, freeze):
    desk, review, reader = open_page(), open_page(), open_page()
    sign_in(desk, editor)
    sign_in(review, moderator)
    announce(desk)
    address = approve(review, desk.url)

    reader.goto("/meetings/2026/03/")
    reader.get_by_role("link", name=SESSION).first.click()
    expect(reader.locator("main")).to_contain_text("represented by Deputy Minister A. Person")
    calendar = reader.get_by_role("link", name="Add to calendar").get_attribute("href")
    assert "DTSTART;TZID=Asia/Bishkek:20260304T100000" in reader.request.get(calendar).text()

    freeze(NOON + timedelta(days=2))
    report(desk)
    assert approve(review, desk.url) == address
    write_article(desk)
    article = approve(review, desk.url)

    reader = open_page()
    reader.goto(article)
    expect(reader.locator("main")).to_contain_text("Foreign Minister Maxim Ryzhenkov")
    reader.get_by_role("link", name=SESSION).click()
    expect(reader.locator("main")).to_contain_text("They adopted a statement.")
    assert reader.url.endswith(address)
    reader.get_by_role("link", name=ARTICLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(ARTICLE)
