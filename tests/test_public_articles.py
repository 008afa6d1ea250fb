"""An article and a standing page: one right address, notes, languages, what machines read."""

import json
import re
from datetime import date, timedelta

import pytest

from news.models import Topic

from .conftest import instant
from .drawing import png

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")
HOSTILE = "</script><script>alert(1)</script> & “quoted” <b>"


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


@pytest.fixture
def public(write):
    """public(...): an edition that readers have seen since yesterday."""
    return lambda **content: write(at=NOON - timedelta(days=1), date=date(2026, 3, 1), **content)


def read(client, edition):
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def json_ld(html):
    return [
        json.loads(block) for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    ]


def test_an_article_ends_with_the_ways_back_to_its_day(client, public):
    edition = public()
    html = read(client, edition)
    assert f'href="/news/permanent-council/?on=2026-03-01#a{edition.work_id}">Back to the section</a>' in html
    assert f'href="/news/?on=2026-03-01#a{edition.work_id}">Back to all news</a>' in html
    for path in ("/news/permanent-council/?on=2026-03-01", "/news/?on=2026-03-01"):
        assert f'id="a{edition.work_id}"' in client.get(path).content.decode()


def test_any_other_slug_leads_to_the_right_one_in_one_hop(client, public):
    edition = public(headline="The Council met")
    response = client.get(f"/news/{edition.work_id}/something-else/?utm_source=x")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/news/{edition.work_id}/the-council-met/"


def test_the_address_follows_the_slug_of_the_live_edition(client, public, write):
    edition = public(headline="The Council will meet", slug="council")
    write(work=edition.work, headline="The Council met", slug="council-met")
    assert client.get(f"/news/{edition.work_id}/council/").headers["Location"].endswith("/council-met/")


def test_notes_on_changes_stand_at_the_foot_with_their_dates(client, public, write, editor, moderator):
    edition = public(headline="First words")
    write(work=edition.work, change_note="The number was corrected.", at=NOON - timedelta(hours=2))
    write(work=edition.work, at=NOON - timedelta(hours=1))
    planned = {"change_note": "Not to be seen yet.", "live_from": NOON + timedelta(minutes=5)}
    write(work=edition.work, **planned)
    html = read(client, edition)
    assert re.search(r"03\.03\.2026</time>\s*<p>The number was corrected\.", html)
    assert "Not to be seen yet" not in html


def test_a_withdrawn_article_is_gone_with_its_notice_and_date(client, public, moderator):
    edition = public(headline="Sentinel")
    edition.work.withdraw(by=moderator, reason="internal words", notice="It was published by mistake.")
    response = client.get(edition.get_absolute_url())
    html = response.content.decode()
    assert response.status_code == 410
    assert "It was published by mistake." in html
    assert "03.03.2026" in html
    assert "Sentinel" not in html
    assert "internal words" not in html


def test_a_planned_withdrawal_of_what_never_came_out_tells_nothing(client, write, moderator, freeze):
    edition = write("approved", live_from=NOON + timedelta(minutes=5))
    edition.work.withdraw(by=moderator, reason="r", notice="n", withdraw_at=NOON + timedelta(minutes=9))
    edition.unschedule(by=moderator)
    freeze(NOON + timedelta(minutes=20))
    assert client.get(f"/news/{edition.work_id}/x/").status_code == 404


def test_translations_link_to_each_other_while_both_are_live(client, public, write):
    english = public(headline="The Council met")
    russian = write(language="ru", group=english.work.group, headline="Совет собрался")
    html = read(client, english)
    path = russian.get_absolute_url()
    assert path.startswith("/ru/news/")
    assert f'<link rel="alternate" hreflang="ru" href="http://testserver{path}">' in html
    assert f'<a href="{path}" lang="ru" hreflang="ru" rel="alternate">Русский</a>' in html
    assert f'hreflang="en" href="http://testserver{english.get_absolute_url()}"' in read(client, russian)
    assert client.get(path.removeprefix("/ru")).status_code == 404


def test_a_hidden_translation_is_not_linked_to(client, public, write):
    english = public()
    write(language="ru", group=english.work.group, headline="Тайна", live_from=NOON + timedelta(minutes=5))
    html = read(client, english)
    assert 'rel="alternate"' not in html
    assert '<a href="/ru/" lang="ru" hreflang="ru">Русский</a>' in html


def test_machines_read_when_it_was_published_and_changed(client, public, write, editor):
    edition = public(headline="The Council met", byline="The Press Secretary")
    write(work=edition.work, headline="The Council met", change_note="A name was corrected.")
    article, breadcrumbs = json_ld(read(client, edition))
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "The Council met"
    assert article["datePublished"] == "2026-03-02T12:00:00+00:00"
    assert article["dateModified"] == "2026-03-03T12:00:00+00:00"
    assert article["author"] == {"@type": "Person", "name": "The Press Secretary"}
    assert article["url"].startswith("http://testserver/news/")
    assert article["correction"][0]["text"] == "A name was corrected."
    assert [step["name"] for step in breadcrumbs["itemListElement"]] == ["Permanent Council", "The Council met"]


@pytest.mark.parametrize(
    ("status", "words"),
    [("announced", ""), ("cancelled", "Cancelled"), ("postponed", "Postponed, the new day is not known yet")],
)
def test_an_article_says_beside_the_link_what_has_become_of_its_meeting(client, public, write_meeting, status, words):
    meeting = write_meeting(headline="Session", date=date(2026, 4, 1), at=NOON - timedelta(days=1))
    edition = public(meeting=meeting.work)
    write_meeting(work=meeting.work, status=status)
    about = read(client, edition).split('class="about-meeting"')[1].split("</div>")[0]
    assert " ".join(re.sub(r"<[^>]+>", " ", about).split()[1:]) == f"Meeting Session {words}".strip()


def test_hostile_words_stay_words_everywhere(client, public, editor, section):
    topic = Topic.objects.create(language="en", slug="hostile", name=HOSTILE)
    section.texts.filter(language="en").update(name=HOSTILE)
    edition = public(headline=HOSTILE, byline=HOSTILE, lead=HOSTILE, topics=[topic])
    for path in ("/", "/news/", "/news/topics/hostile/", edition.get_absolute_url()):
        html = client.get(path).content.decode()
        assert "<script>" not in html
        assert "<b>" not in html
    article, _ = json_ld(read(client, edition))
    assert article["headline"] == HOSTILE


def test_a_picture_carries_its_words_and_its_measures(client, public, editor):
    from library.models import Picture

    picture = Picture.objects.accept(png(), by=editor, alt="A <round> table", credit="Photo: the test")
    html = read(client, public(picture=picture))
    tag = re.search(r"<img[^>]*>", html)[0]
    assert 'alt="A &lt;round&gt; table"' in tag
    assert f'width="{picture.width}"' in tag
    assert f"{picture.small.url} {picture.small_width}w" in tag
    assert "Photo: the test" in html


def test_wide_tables_scroll_by_themselves(client, public):
    html = read(client, public(body="<p>a</p><table><tbody><tr><td>1</td></tr></tbody></table>"))
    assert '<div class="table" role="group" tabindex="0" aria-label="Table"><table>' in html


@pytest.mark.parametrize("style", ["digits", "words"])
def test_dates_are_printed_as_the_organisation_wishes(client, public, write, settings, style):
    settings.DATE_STYLE = style
    english = public()
    russian = write(language="ru", headline="Совет", date=date(2026, 3, 1))
    printed = {"digits": ("01.03.2026", "01.03.2026"), "words": ("1 March 2026", "1 марта 2026 г.")}[style]
    for edition, words in zip((english, russian), printed, strict=True):
        assert f'<time datetime="2026-03-01">{words}</time>' in read(client, edition)


def test_an_article_costs_four_queries_whatever_hangs_on_it(client, public, write, django_assert_num_queries):
    topics = [Topic.objects.create(language="en", slug=f"t{number}", name=f"T{number}").pk for number in range(5)]
    edition = public(topics=topics)
    with django_assert_num_queries(4):
        read(client, edition)
    write(language="ru", group=edition.work.group, headline="Перевод")
    for number in range(5):
        write(work=edition.work, change_note=f"Note {number}", at=NOON - timedelta(hours=5 - number))
    for _ in range(35):
        public()
    with django_assert_num_queries(4):
        read(client, edition)


# --- standing pages ---------------------------------------------------------------------------------------------------


def test_a_page_stands_in_the_foot_of_every_page_while_it_is_live(client, public, moderator):
    page = public(kind="page", headline="About us", slug="about")
    link = '<a href="/pages/about/">About us</a>'
    assert link in client.get("/news/").content.decode()
    assert "About us" not in client.get("/ru/news/").content.decode()
    assert client.get("/ru/pages/about/").status_code == 404
    assert read(client, page).count("<h1") == 1
    page.work.withdraw(by=moderator, reason="r", notice="It moved.")
    assert link not in client.get("/news/").content.decode()
    assert client.get("/pages/about/").status_code == 410


def test_a_page_costs_four_queries(client, public, write, django_assert_num_queries):
    page = public(kind="page", slug="about")
    write(kind="page", slug="about", language="ru", group=page.work.group, headline="О нас")
    with django_assert_num_queries(4):
        html = read(client, page)
    assert 'href="/ru/pages/about/" lang="ru" hreflang="ru" rel="alternate">Русский</a>' in html


def test_a_coming_slug_of_a_page_tells_nothing(client, public, write):
    page = public(kind="page", headline="About us", slug="about")
    write(work=page.work, slug="about-us", live_from=NOON + timedelta(minutes=5))
    assert client.get("/pages/about/").status_code == 200
    assert client.get("/pages/about-us/").status_code == 404


def test_an_old_slug_of_a_page_and_its_number_lead_to_its_address(client, public, write):
    page = public(kind="page", slug="about")
    write(work=page.work, slug="about-us")
    for path in ("/pages/about/", f"/news/{page.work_id}/about/"):
        assert client.get(path).headers["Location"] == "/pages/about-us/"
