"""A moderator looks at a release before it is out, walks through the site of that minute, and comes back to today's."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from ..conftest import instant

pytestmark = pytest.mark.django_db(transaction=True)
NOON = instant("2026-03-03 12:00")


@pytest.fixture
def edition(freeze, write):
    freeze(NOON)
    write(headline="Known already", at=NOON - timedelta(days=1))
    return write(headline="Embargoed until one", live_from=NOON + timedelta(hours=1))


def banner(page):
    return page.get_by_role("complementary", name="Time machine")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_from_the_edition_through_the_site_of_its_minute_and_back(
    open_page, sign_in, assert_accessible, edition, moderator, width, dark
):
    page = open_page(width, dark=dark)
    sign_in(page, moderator)
    page.goto(f"/admin/news/articleedition/{edition.pk}/change/")
    page.get_by_role("link", name="See the site at the moment this goes out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Embargoed until one")
    expect(banner(page)).to_contain_text("as readers will see it at 03.03.2026 16:00 MSK (13:00 UTC)")
    assert_accessible(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")

    page.get_by_role("link", name="Back to all news").click()
    expect(banner(page)).to_be_visible()
    page.get_by_role("link", name="Known already").click()
    expect(banner(page)).to_be_visible()
    page.get_by_role("link", name="Back to the section").click()
    expect(page.get_by_role("link", name="Embargoed until one")).to_be_visible()
    assert "/at/2026-03-03T13:00Z/news/permanent-council/" in page.url

    page.get_by_role("link", name="Previous change").click()
    expect(page.get_by_role("link", name="Known already")).to_be_visible()
    expect(page.get_by_role("link", name="Embargoed until one")).to_have_count(0)
    banner(page).get_by_label("Another time").fill("2026-03-03T16:00")
    banner(page).get_by_role("button", name="Go").click()
    expect(page.get_by_role("link", name="Embargoed until one")).to_be_visible()
    page.get_by_role("link", name="Leave: today’s site").click()
    expect(banner(page)).to_have_count(0)
    expect(page.get_by_role("link", name="Embargoed until one")).to_have_count(0)


def test_the_chooser_says_why_it_cannot_show_a_time(page, sign_in, assert_accessible, edition, editor):
    sign_in(page, editor)
    page.get_by_role("link", name="Time machine").click()
    page.get_by_label("Time", exact=False).first.fill("2026-03-04T12:00")
    page.get_by_role("button", name="See the site at this time").click()
    expect(page.get_by_text("A moderator can look ahead")).to_be_visible()
    assert_accessible(page)
