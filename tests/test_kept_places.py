"""An update keeps its place in every list, unless it is announced again; machines read when a text changed."""

import json
import re
from datetime import date, timedelta

import icalendar
import pytest

from news.models import Topic

from .conftest import instant

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


@pytest.fixture
def world(write, write_meeting, make_person, make_post, make_body, appoint):
    """Three articles and three meetings of one day, each in every list, published one after another."""
    body = make_body("Council")
    head = appoint(make_person("Ada Adler"), make_post("Head", body=body), "2020-01-01")
    topic = Topic.objects.create(language="en", slug="rescue", name="Rescue")
    about = write_meeting(headline="Session", date=date(2026, 1, 9), at=NOON - 9 * DAY)
    article = {"topics": [topic.pk], "people": [head.pk], "meeting": about.work, "date": date(2026, 3, 1)}
    meeting = {"organ": body, "chaired_by": head, "date": date(2026, 3, 2), "status": "held"}
    return {
        "articles": [write(headline=f"Text {n}", at=NOON - DAY + n * HOUR, **article).work for n in range(3)],
        "meetings": [
            write_meeting(headline=f"Meeting {n}", at=NOON - DAY + n * HOUR, **meeting).work for n in range(3)
        ],
        "person": head.person.pk,
        "about": about.work_id,
        "addresses": {"page of the person": head.person.get_absolute_url(), "body": "/structure/council/"},
    }


ARTICLES = {
    "home": "/",
    "all news": "/news/",
    "all news of a day": "/news/?on=2026-03-01",
    "section": "/news/permanent-council/",
    "topic": "/news/topics/rescue/",
    "month": "/news/archive/2026/03/",
    "person's news": "/news/people/{person}/",
    "page of the person": "",
    "meeting's news": "/news/meetings/{about}/",
}
MEETINGS = {
    "meetings": "/meetings/",
    "month": "/meetings/2026/03/",
    "of a body": "/meetings/?body=council",
    "person's meetings": "/meetings/people/{person}/",
    "page of the person": "",
    "body": "",
}


def order(client, world, name, path, word):
    path = path.format(**world) or world["addresses"][name]
    html = client.get(path).content.decode()
    return list(dict.fromkeys(re.findall(rf">\s*(?:Updated )?({word} \d)", html)))


def update(make, work, moderator, editor, announce):
    edition = make("draft", work=work, change_note="A number was corrected.")
    edition.headline = f"Updated {edition.headline}"
    edition.save_draft(by=editor)
    edition.submit(by=editor)
    edition.approve(by=moderator, announce=announce)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_that_is_updated_keeps_its_place(client, world, write, moderator, editor, name):
    path = ARTICLES[name]
    before = order(client, world, name, path, "Text")
    assert before == ["Text 2", "Text 1", "Text 0"]
    update(write, world["articles"][0], moderator, editor, announce=False)
    assert order(client, world, name, path, "Text") == before
    update(write, world["articles"][1], moderator, editor, announce=True)
    assert order(client, world, name, path, "Text") == ["Text 1", "Text 2", "Text 0"]


@pytest.mark.parametrize("name", MEETINGS)
def test_a_meeting_that_is_updated_keeps_its_place(client, world, write_meeting, moderator, editor, name):
    path = MEETINGS[name]
    before = order(client, world, name, path, "Meeting")
    assert sorted(before) == ["Meeting 0", "Meeting 1", "Meeting 2"]
    update(write_meeting, world["meetings"][0], moderator, editor, announce=False)
    assert order(client, world, name, path, "Meeting") == before


# --- what machines read -----------------------------------------------------------------------------------------------


def json_ld(client, edition):
    html = client.get(edition.get_absolute_url()).content.decode()
    return html, json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])


def test_published_stays_the_first_instant_and_modified_is_the_last(client, write, moderator, editor):
    first = write(live_from=NOON - 2 * DAY, at=NOON - 3 * DAY)
    update(write, first.work, moderator, editor, announce=True)
    html, article = json_ld(client, first.work.editions.live(NOON).get())
    published, modified = "2026-03-01T12:00:00+00:00", "2026-03-03T12:00:00+00:00"
    assert (article["datePublished"], article["dateModified"]) == (published, modified)
    assert f'<meta property="article:published_time" content="{published}">' in html
    assert f'<meta property="article:modified_time" content="{modified}">' in html


def test_a_typo_modifies_a_text_and_corrects_nothing(client, write):
    first = write(at=NOON - DAY)
    write(work=first.work, change_note="The place was corrected.", at=NOON - 2 * HOUR)
    newest = write(work=first.work, at=NOON - HOUR)
    _, article = json_ld(client, newest)
    assert article["dateModified"] == "2026-03-03T11:00:00+00:00"
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "The place was corrected.",
            "datePublished": "2026-03-03T10:00:00+00:00",
        }
    ]


def test_a_withdrawal_that_is_over_is_no_correction(client, write, moderator):
    first = write(at=NOON - 2 * DAY)
    first.work.withdraw(by=moderator, reason="r", notice="n", at=NOON - DAY)
    _, article = json_ld(client, write(work=first.work, at=NOON - HOUR))
    assert "correction" not in article
    assert article["datePublished"] == "2026-03-01T12:00:00+00:00"


@pytest.mark.parametrize(("writer", "file"), [("write", "articles"), ("write_meeting", "meetings")])
def test_the_sitemap_says_the_same_as_the_page(client, request, freeze, writer, file):
    make = request.getfixturevalue(writer)
    first = make(at=NOON - DAY)
    make(work=first.work, at=NOON - HOUR)
    make(work=first.work, live_from=NOON + HOUR)
    path = f"/sitemap-{file}-0.xml"
    assert re.findall(r"<lastmod>([^<]+)", client.get(path).content.decode()) == ["2026-03-03"]
    freeze(NOON + DAY)
    assert re.findall(r"<lastmod>([^<]+)", client.get(path).content.decode()) == ["2026-03-03"]


def test_calendars_are_told_of_a_change_and_of_its_instant_only_once_it_is_public(client, write_meeting, freeze):
    first = write_meeting(at=NOON - DAY)
    write_meeting(work=first.work, at=NOON - HOUR)
    write_meeting(work=first.work, change_note="Moved.", live_from=NOON + HOUR)
    for now, number, changed in ((NOON, 1, NOON - HOUR), (NOON + HOUR, 2, NOON + HOUR)):
        freeze(now)
        (found,) = icalendar.Calendar.from_ical(client.get("/meetings/calendar.ics").content).walk("VEVENT")
        assert (found["SEQUENCE"], found["LAST-MODIFIED"].dt) == (number, changed)
