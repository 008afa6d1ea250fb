"""The Russian site is Russian throughout: in a world that has Russian names, no reader meets an English word."""

import re
from datetime import date, time, timedelta
from html import unescape

import pytest

from people.models import Rank

from .conftest import instant

# What is written in Latin letters in Russian, too, and the name of the other language in the switch.
KNOWN = {"English", "UTC", "PDF", "iCalendar"}
RUSSIAN = {"language": "ru", "headline": "Заседание Совета", "lead": "Повестка согласована.", "body": "<p>Текст.</p>"}


@pytest.fixture(autouse=True)
def noon(freeze):
    freeze(instant("2026-03-03 12:00"))


def spoken(html):
    """Everything that is read or read out: the text, the title, labels, and what stands in shared links."""
    attributes = re.findall(r'<meta (?:name="description"|property="og:(?:title|description)") content="([^"]*)"', html)
    attributes += re.findall(r'\s(?:aria-label|alt|title|placeholder)="([^"]*)"', html)
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)
    return unescape(" ".join([text, *attributes]))


@pytest.fixture
def officials(make_state, make_body, make_post, make_person, appoint, chair):
    """A council with its officials: one who acts, one who has gone, one who is to come."""
    russia = make_state("Russia", ru="Россия", code="ru")
    above = make_body("Security Council", ru="Совет безопасности")
    council = make_body("Permanent Council", ru="Постоянный совет", parent=above)
    make_body("Working Group", ru="Рабочая группа", parent=council)
    head = make_post("Head", ru="Руководитель", body=council, rank=Rank.HEAD)
    envoy = make_post("Envoy", ru="Представитель", body=council, state=russia, rank=Rank.REPRESENTATIVE)
    person = make_person("Ivan Ivanov", ru="Иван Иванов", own_language="ru")
    appoint(person, head, "2018-11-03", "2019-12-31", acting=True)
    sent = appoint(person, envoy, "2020-01-01")
    appoint(person, head, "2026-05-01", public_from="2026-01-01")
    gone = make_person("Pyotr Petrov", ru="Пётр Петров", own_language="ru")
    appoint(gone, head, None, "2018-11-02")
    appoint(gone, make_post("Clerk", ru="Секретарь", body=council), "2010-01-01", end_unknown=True)
    chair(russia, "2026-01-01")
    return {"state": russia, "council": council, "person": person, "post": head, "sent": sent}


@pytest.fixture
def meetings(officials, write_meeting):
    """One of each kind: held, with all that can be said of it; announced, cancelled and postponed."""
    usual = {**RUSSIAN, "organ": officials["council"], "place": "Бишкек", "zone": "Asia/Bishkek"}
    timed = {**usual, "timing": "timed", "begins": time(2, 0), "ends": time(12, 0), "session": "7"}
    who = [
        {"appointment": officials["sent"], "manner": "by_video"},
        {"name": "Б. Борисов", "manner": "represented", "represented_by": "С. Сидоров"},
        {"name": "А. Петросян", "manner": "absent"},
        {"state": officials["state"], "manner": "in_person"},
    ]
    held = write_meeting(
        **timed,
        status="held",
        date=date(2026, 3, 2),
        agenda="<p>Вопросы.</p>",
        chaired_by=officials["sent"],
        participants=who,
        documents=[{"title": "Решение", "language": "ru", "number": "№ 1"}],
    )
    ahead = {**usual, "date": date(2026, 3, 9)}
    announced = write_meeting(**{**ahead, "timing": "tba", "last_day": date(2026, 3, 10)})
    return [
        held,
        announced,
        *(write_meeting(**ahead, status=status) for status in ("cancelled", "postponed")),
        write_meeting(**{**timed, "date": date(2026, 3, 9), "last_day": date(2026, 3, 10), "format": "video"}),
    ]


@pytest.fixture
def addresses(officials, meetings, write):
    """Every public page that the rooms have, of things that are there."""
    article = write(**RUSSIAN, people=[officials["sent"]], meeting=meetings[0].work)
    person, post = officials["person"].pk, officials["post"].pk
    return [
        *("/ru/", "/ru/news/", "/ru/news/archive/", "/ru/news/archive/2026/03/", "/ru/news/permanent-council/"),
        *("/ru/people/", f"/ru/people/{person}/ivan-ivanov/", f"/ru/news/people/{person}/", "/ru/corrections/"),
        *(f"/ru/meetings/people/{person}/", f"/ru/news/meetings/{article.meeting_id}/"),
        *(f"/ru/people/posts/{post}/rukovoditel/", "/ru/structure/", "/ru/structure/permanent-council/"),
        *("/ru/structure/?on=2018-12-01", "/ru/structure/permanent-council/?on=2018-12-01"),
        *("/ru/meetings/", "/ru/meetings/?body=permanent-council", "/ru/meetings/?state=ru"),
        "/ru/meetings/?documents=adopted",
        *("/ru/meetings/2026/03/", "/ru/nothing/"),
        *(f"/ru/meetings/{edition.work_id}/{edition.slug}/" for edition in meetings),
        f"/ru/news/{article.work_id}/{article.slug}/",
    ]


def test_no_page_of_the_russian_site_speaks_english(client, addresses):
    for address in addresses:
        answer = client.get(address, follow=True)
        assert answer.status_code == (404 if "nothing" in address else 200), address
        latin = set(re.findall(r"[A-Za-z]{2,}", spoken(answer.content.decode()))) - KNOWN
        assert not latin, address


def test_what_is_withdrawn_or_came_back_is_told_in_russian(client, freeze, write, write_meeting, moderator):
    gone, meeting, back = write(**RUSSIAN), write_meeting(**RUSSIAN), write(**RUSSIAN)
    for number, edition in enumerate((gone, meeting, back), 1):
        at = instant("2026-03-03 12:00") + timedelta(minutes=number)
        edition.work.withdraw(by=moderator, reason="r", notice="Опубликовано по ошибке.", at=at)
    again = write(work=back.work, at=at + timedelta(minutes=1), change_note="Исправлено имя.", headline="Совет")
    freeze(at + timedelta(minutes=2))
    for edition, status in ((gone, 410), (meeting, 410), (again, 200)):
        answer = client.get(edition.get_absolute_url())
        assert answer.status_code == status
        assert not set(re.findall(r"[A-Za-z]{2,}", spoken(answer.content.decode()))) - KNOWN
    listed = spoken(client.get("/ru/corrections/").content.decode())
    assert all(
        words in listed for words in ("Отозванный текст", "Отозванная страница", "Отозвано до", "Исправлено имя")
    )
    assert not set(re.findall(r"[A-Za-z]{2,}", listed)) - KNOWN


@pytest.mark.parametrize("path", ["/people/", "/structure/", "/meetings/", "/meetings/2026/03/", "/news/", "/"])
def test_an_empty_site_is_russian_too(client, db, path):
    assert not set(re.findall(r"[A-Za-z]{2,}", spoken(client.get(f"/ru{path}").content.decode()))) - KNOWN


def test_words_around_names_and_days_need_no_ending(client, addresses):
    person, structure = (
        spoken(client.get(path, follow=True).content.decode()) for path in (addresses[6], "/ru/structure/")
    )
    assert "Председательство: Россия" in structure
    assert "Руководитель (исполняющий обязанности)" in person
    assert "с 01.01.2020" in person


def test_the_note_on_a_report_is_in_the_language_of_the_meeting(editor, meetings):
    assert meetings[1].work.start_report(by=editor).change_note == "Добавлен отчёт о заседании."
