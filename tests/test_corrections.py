"""Rules 5 and 6: what readers are told of changes, at the foot of a text and in the list of all of them."""

import re
from datetime import timedelta

import pytest

from .conftest import instant

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LIST = "/corrections/"


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


@pytest.fixture(params=["write", "write_meeting"])
def either(request):
    """either(...): writes an edition of an article, then of a meeting."""
    return request.getfixturevalue(request.param)


def html(client, path=LIST):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def words(markup):
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def entries(client, path=LIST):
    """What the list says, entry by entry: (address, words)."""
    found = re.findall(r'<li class="entry">(.*?)</li>', html(client, path), re.S)
    return [(re.search(r'href="([^"]+)"', one)[1], words(one)) for one in found]


def foot(client, edition):
    """The notes at the foot of its page, as words."""
    page = html(client, edition.get_absolute_url())
    section = re.search(r'<section class="notes".*?</section>', page, re.S)
    return [words(one) for one in re.findall(r"<li>(.*?)</li>", section[0], re.S)] if section else []


# --- at the foot ------------------------------------------------------------------------------------------------------


def test_notes_stand_at_the_foot_with_their_dates_and_typos_leave_none(client, either):
    first = either(at=NOON - 3 * DAY)
    either(work=first.work, change_note="The number was corrected.", at=NOON - 2 * DAY)
    newest = either(work=first.work, at=NOON - DAY)
    assert newest.typo_only
    assert foot(client, newest) == ["01.03.2026 The number was corrected."]


def test_the_note_of_a_scheduled_correction_is_told_from_its_time_on(client, either, freeze):
    first = either(at=NOON - DAY)
    coming = either(work=first.work, change_note="Not to be seen yet.", live_from=NOON + 5 * MINUTE)
    assert (foot(client, first), entries(client)) == ([], [])
    freeze(NOON + 5 * MINUTE)
    told = "03.03.2026 Not to be seen yet."
    assert foot(client, coming) == [told]
    assert [said for _, said in entries(client)] == [f"03.03.2026 {coming.headline} Not to be seen yet."]


def test_a_text_that_came_back_tells_that_it_had_been_withdrawn(client, either, moderator):
    first = either(at=NOON - 3 * DAY)
    notice = "It was published <by> mistake."
    first.work.withdraw(by=moderator, reason="internal", notice=notice, at=NOON - 2 * DAY)
    back = either(work=first.work, at=NOON - DAY)
    assert foot(client, back) == ["01.03.2026 Withdrawn until 02.03.2026 : It was published &lt;by&gt; mistake."]
    either(work=first.work, change_note="A name was corrected.", at=NOON - HOUR)
    assert foot(client, back)[1:] == ["03.03.2026 A name was corrected."]


def test_the_coming_end_of_a_text_is_told_by_nothing(client, either, moderator, freeze):
    first = either(at=NOON - DAY)
    first.work.withdraw(by=moderator, reason="r", notice="Sentinel", withdraw_at=NOON + 5 * MINUTE)
    back = either(work=first.work, live_from=NOON + 9 * MINUTE)
    for _ in range(2):
        assert (foot(client, first), entries(client)) == ([], [])
        freeze(NOON + 5 * MINUTE - timedelta(seconds=1))
    freeze(NOON + 9 * MINUTE)
    assert foot(client, back) == ["03.03.2026 Withdrawn until 03.03.2026 : Sentinel"]


# --- the list ---------------------------------------------------------------------------------------------------------


def test_changes_are_listed_under_the_headline_of_today(client, either):
    edition = either(headline="Old words", at=NOON - DAY)
    note = {"headline": "Noted words", "change_note": "The place was corrected."}
    either(work=edition.work, **note, at=NOON - 2 * HOUR)
    newest = either(work=edition.work, headline="Words of today", slug="today", at=NOON - HOUR)
    assert entries(client) == [(newest.get_absolute_url(), "03.03.2026 Words of today The place was corrected.")]
    assert entries(client, f"/ru{LIST}") == []


def test_articles_and_meetings_stand_in_one_order(client, write, write_meeting, moderator):
    article, meeting, page, gone = (
        write(headline="An article", at=NOON - 9 * DAY),
        write_meeting(headline="A meeting", at=NOON - 9 * DAY),
        write(headline="A page", kind="page", slug="about", at=NOON - 9 * DAY),
        write_meeting(headline="Gone", at=NOON - 9 * DAY),
    )
    for number, (make, work) in enumerate([(write, article.work), (write_meeting, meeting.work), (write, page.work)]):
        make(work=work, change_note="First.", at=NOON - DAY + number * HOUR)
        make(work=work, change_note="Second.", at=NOON - HOUR + number * MINUTE)
    gone.work.withdraw(by=moderator, reason="r", notice="It is no more.", at=NOON - HOUR + 90 * timedelta(seconds=1))
    assert [said[11:] for _, said in entries(client)] == [
        "A page Second.",
        "The page of a meeting that was withdrawn Withdrawn It is no more.",
        "A meeting Second.",
        "An article Second.",
        "A page First.",
        "A meeting First.",
        "An article First.",
    ]
    assert entries(client)[0][0] == "/pages/about/"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_withdrawal_is_listed_by_its_notice_alone_and_leads_to_its_page(client, either, moderator, language):
    edition = either(language=language, headline="Sentinel", lead="Sentinel", change_note="", at=NOON - DAY)
    either(work=edition.work, headline="Sentinel", change_note="Sentinel was corrected.", at=NOON - HOUR)
    edition.work.withdraw(by=moderator, reason="Sentinel", notice="Опубликовано по ошибке.")
    own, other = (LIST, f"/ru{LIST}") if language == "en" else (f"/ru{LIST}", LIST)
    ((address, said),) = entries(client, own)
    assert said.startswith("03.03.2026")
    assert "Опубликовано по ошибке." in said
    assert "sentinel" not in html(client, own).lower()
    assert entries(client, other) == []
    gone = client.get(address)
    assert gone.status_code == 410
    assert "Опубликовано по ошибке." in gone.content.decode()


def test_a_withdrawn_page_is_found_by_its_number(client, write, moderator):
    page = write(kind="page", slug="about", at=NOON - DAY)
    page.work.withdraw(by=moderator, reason="r", notice="It moved.")
    ((address, _),) = entries(client)
    assert client.get(address).status_code == 410


def test_a_withdrawal_that_is_over_says_until_when(client, either, moderator):
    edition = either(at=NOON - 3 * DAY)
    edition.work.withdraw(by=moderator, reason="r", notice="By mistake.", at=NOON - 2 * DAY)
    back = either(work=edition.work, headline="It is back", live_from=NOON - DAY + MINUTE, at=NOON - DAY)
    told = "01.03.2026 It is back Withdrawn until 02.03.2026 By mistake."
    assert entries(client) == [(back.get_absolute_url(), told)]


def test_that_a_withdrawn_text_is_to_come_back_is_told_by_nothing(client, either, moderator, freeze):
    edition = either(headline="Sentinel", at=NOON - 3 * DAY)
    edition.work.withdraw(by=moderator, reason="r", notice="By mistake.", at=NOON - 2 * DAY)
    ((_, before),) = entries(client)
    either(work=edition.work, headline="It is back", change_note="A note.", live_from=NOON + 5 * MINUTE)
    assert [said for _, said in entries(client)] == [before]
    assert before.endswith("withdrawn Withdrawn By mistake.")
    freeze(NOON + 5 * MINUTE)
    assert len(entries(client)) == 2


def test_a_withdrawal_that_took_nothing_away_is_not_told(client, either, moderator, freeze):
    edition = either(live_from=NOON + 5 * MINUTE)
    edition.work.withdraw(by=moderator, reason="r", notice="Sentinel", withdraw_at=NOON + 9 * MINUTE)
    edition.unschedule(by=moderator)
    freeze(NOON + 20 * MINUTE)
    assert entries(client) == []


def link(page, word):
    found = re.search(rf'href="([^"]*)"[^>]*>{word}</a>', page)
    return found and found[1].replace("&amp;", "&")


def test_a_reader_walks_down_and_up_again_through_all_of_them(client, write, write_meeting, moderator):
    """Also where many fell on one instant, on both sides of the end of a page."""
    texts = [(make, make(at=NOON - 9 * DAY).work) for make in (write, write_meeting) for _ in range(6)]
    for minutes in range(4):
        for number, (make, work) in enumerate(texts):
            make(work=work, change_note=f"Note {minutes}-{number:02}", at=NOON - HOUR + minutes * MINUTE)
    for number, (_, work) in enumerate(texts):
        if number % 2:
            work.withdraw(by=moderator, reason="r", notice=f"Gone {number}", at=NOON - MINUTE)
    page, walked, pages = html(client), [], []
    while True:
        walked += re.findall(r"Note \d-\d\d|Gone \d+", page)
        pages.append(page)
        older = link(page, "Older")
        if older is None:
            break
        page = html(client, LIST + older)
    assert len(walked) == len(set(walked)) == 24 + 6
    up = html(client, LIST + link(page, "Newer")) if len(pages) > 2 else pages[0]
    assert up == pages[-2]
    response = client.get(LIST + link(pages[1], "Newer"))
    assert response.headers["Location"] == LIST


@pytest.mark.parametrize("path", [LIST, f"{LIST}?before=9999999999999999.9.9"])
def test_the_list_costs_six_queries_whatever_there_is(
    client, write, write_meeting, moderator, django_assert_num_queries, path
):
    with django_assert_num_queries(6):
        html(client, path)
    for make in (write, write_meeting):
        works = [make(at=NOON - DAY).work for _ in range(4)]
        for number in range(7):
            for work in works:
                make(work=work, change_note="A note.", at=NOON - 8 * HOUR + number * HOUR)
        works[0].withdraw(by=moderator, reason="r", notice="n")
    with django_assert_num_queries(6):
        html(client, path)


@pytest.mark.parametrize("position", ["1.1", "1.9.", "1.1.1.1", "1.100.1", "1.1." + "9" * 19])
def test_a_position_that_no_page_gave_out_is_not_found(client, position):
    assert client.get(f"{LIST}?before={position}").status_code == 404


def test_only_the_beginning_of_the_list_is_for_search_engines(client, write):
    work = write(at=NOON - DAY).work
    for number in range(25):
        write(work=work, change_note=f"Note {number:02}", at=NOON - timedelta(minutes=25 - number))
    page = html(client)
    older = html(client, LIST + link(page, "Older"))
    assert 'rel="alternate"' in page
    assert 'rel="alternate"' not in older
    assert 'href="/ru/corrections/"' in older
