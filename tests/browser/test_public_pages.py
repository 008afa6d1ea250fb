"""Every kind of public page in a browser: it fits the narrowest screen, and axe-core has nothing grave to say."""

from datetime import date, timedelta

import pytest

from news.models import Topic

from ..conftest import instant

pytestmark = pytest.mark.django_db(transaction=True)
NOON = instant("2026-03-03 12:00")
BODY = """
<p>One <a href="https://example.org/">link</a> and https://example.org/{long}</p><h2>Figures</h2>
<table><caption>Meetings</caption><thead><tr><th scope="col">Body</th><th scope="col">Place of the meetings</th></tr>
</thead><tbody><tr><th scope="row">Council</th><td>Superconstitutionalization</td></tr></tbody></table>
<ul><li>One</li></ul><blockquote><p>Words.</p></blockquote>
"""


@pytest.fixture
def addresses(freeze, write):
    """One page of every kind, an article with everything on it among them."""
    freeze(NOON)
    topic = Topic.objects.create(language="en", slug="rescue", name="Rescue")
    long = {"headline": "Very long words of a headline " * 9, "body": BODY.replace("{long}", "long" * 40)}
    edition = write(at=NOON - timedelta(days=1), date=date(2026, 3, 1), lead="A lead.", topics=[topic], **long)
    write(work=edition.work, change_note="A number was corrected.", at=NOON - timedelta(hours=1))
    write(language="ru", group=edition.work.group, headline="Заседание Постоянного совета")
    write(kind="page", headline="About", slug="about", at=NOON)
    lists = ["/", "/news/", "/news/?on=2026-03-01", "/news/permanent-council/", "/news/topics/rescue/", "/corrections/"]
    archive = ["/news/archive/", "/news/archive/2026/03/", "/pages/about/"]
    return [*lists, *archive, f"/news/{edition.work_id}/{edition.work.editions.first().slug}/", "/ru/"]


@pytest.mark.parametrize(("width", "dark"), [(320, False), (390, True), (768, False), (1440, True)])
def test_a_page_fits_its_screen_and_is_accessible(open_page, assert_accessible, addresses, width, dark):
    page = open_page(width, dark=dark)
    for address in addresses:
        page.goto(address)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), address
        assert_accessible(page)


def test_the_sections_unfold_on_a_phone_without_a_script(phone, addresses):
    phone.goto("/")
    link = phone.get_by_role("navigation", name="Sections").get_by_role("link", name="Permanent Council")
    assert not link.is_visible()
    phone.get_by_text("Sections", exact=True).first.click()
    link.click()
    assert phone.url.endswith("/news/permanent-council/")


def test_the_keyboard_comes_past_the_navigation_first(page, addresses):
    page.goto("/news/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_body_of_an_article_keeps_a_readable_measure(page, addresses):
    """60 to 75 characters a line on a wide screen."""
    page.goto(addresses[-2])
    prose = page.locator(".prose").bounding_box()["width"]
    letter = page.evaluate(
        """() => {
            const line = document.createElement('span');
            const words = 'The members of the Council heard three reports and agreed on the calendar of meetings. ';
            line.textContent = words.repeat(4);
            line.className = 'ruler';
            const probe = document.querySelector('.prose p').cloneNode();
            probe.append(line);
            document.querySelector('.prose').append(probe);
            const range = document.createRange();
            range.selectNodeContents(line);
            const width = [...range.getClientRects()].reduce((sum, box) => sum + box.width, 0);
            probe.remove();
            return width / line.textContent.length;
        }"""
    )
    assert 60 <= prose / letter <= 75
