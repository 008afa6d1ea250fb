"""The whole lists behind what the pages of bodies, persons and meetings begin: their meetings, documents and news."""

import re
from datetime import date, timedelta

import pytest

from library.models import Document
from tests.conftest import instant

from ..library.test_documents import upload
from .reading import address, ids, text

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


@pytest.fixture
def held(make_person, make_post, appoint, council):
    """An appointment to the council."""
    return appoint(make_person("Ada Adler"), make_post("Head", body=council), "2020-01-01")


def test_pages_of_bodies_and_persons_lead_to_all_their_meetings(client, write_meeting, council, held):
    all_of_them = [
        write_meeting(date=date(2026, 3, 1 + day), organ=council, chaired_by=held).work_id for day in range(22)
    ]
    write_meeting(date=date(2026, 3, 9))
    lists = {council: "/meetings/?body=permanent-council", held.person: f"/meetings/people/{held.person_id}/"}
    for thing, path in lists.items():
        html = text(client, thing.get_absolute_url())
        assert ids(html) == all_of_them[:11:-1]
        assert f'<a class="way" href="{path}">All' in html
        assert set(ids(text(client, path))) | set(ids(older(client, path))) == set(all_of_them)
    assert ids(older(client, lists[held.person])) == all_of_them[1::-1]


def older(client, path):
    """The page after that one, or "" where it is the last."""
    found = re.findall(r'href="(\?before=[^"]*)"', text(client, path))
    return text(client, path + found[0]) if found else ""


def test_the_list_of_a_person_is_there_while_it_has_a_meeting(client, write_meeting, held, freeze):
    path = f"/meetings/people/{held.person_id}/"
    write_meeting(chaired_by=held, live_from=NOON + timedelta(hours=1))
    answers = [client.get(each) for each in (path, f"/meetings/people/{held.person_id + 1000}/")]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    freeze(NOON + timedelta(hours=1))
    assert f'<h1><a href="{held.person.get_absolute_url()}">Ada Adler</a></h1>' in text(client, path)
    assert client.get(f"/ru{path}").status_code == 404


def test_a_meeting_leads_to_all_the_news_about_it(client, write_meeting, write):
    meeting = write_meeting()
    articles = [write(meeting=meeting.work, date=date(2026, 1, 1 + day)).work_id for day in range(11)]
    html, path = text(client, address(meeting)), f"/news/meetings/{meeting.work_id}/"
    assert re.findall(r'id="a(\d+)"', html) == [str(pk) for pk in articles[:0:-1]]
    assert f'<a class="way" href="{path}">All' in html
    whole = text(client, path)
    assert re.findall(r'id="a(\d+)"', whole) == [str(pk) for pk in articles[::-1]]
    assert f'<h1><a href="{address(meeting)}">Session of the Council</a></h1>' in whole


@pytest.mark.parametrize("path", ["/news/meetings/{}/", "/meetings/people/{}/"])
def test_what_was_never_there_has_no_list(client, db, path):
    for number in (1, 10**30):
        assert client.get(path.format(number)).status_code == 404


def test_the_documents_of_all_meetings_of_a_body_are_listed_with_what_adopted_them(client, write_meeting, council):
    statement = {"number": "No. 5", "title": "Statement on stability", "language": "en"}
    first = write_meeting(date=date(2026, 1, 1), organ=council, documents=[statement]).work_id
    for day in range(10):
        write_meeting(date=date(2026, 2, 1 + day), organ=council)
    other = write_meeting(date=date(2026, 2, 1), documents=[statement]).work_id
    whole, documents = (
        text(client, f"/meetings/?{query}") for query in ("body=permanent-council", "documents=adopted")
    )
    assert "Statement on stability" not in whole
    assert ids(documents) == [other, first]
    assert documents.count("Statement on stability") == 2
    assert ids(text(client, "/meetings/?body=permanent-council&documents=adopted")) == [first]
    assert "Statement on stability" not in text(client, "/structure/permanent-council/")


def test_a_document_is_kept_under_a_readable_name_wherever_it_is_offered(client, write_meeting, council, editor):
    file = Document.objects.accept(upload(), by=editor, title="Statement", language="en")
    titles = {
        ("No. 5", "Statement on stability"): "no-5-statement-on-stability.pdf",
        ("№ 7/1", "Заявление об итогах"): "no-7-1-заявление-об-итогах.pdf",
        ("", "Long words " * 27): "long-words-long-words-long-words-long-words-long-words-long.pdf",
        ("", "…"): "document.pdf",
    }
    documents = [{"number": number, "title": title, "language": "en", "file": file} for number, title in titles]
    edition = write_meeting(organ=council, documents=documents)
    for path in (address(edition), "/structure/permanent-council/", "/meetings/?documents=adopted"):
        assert re.findall(r'download="([^"]*)"', text(client, path)) == list(titles.values()), path
