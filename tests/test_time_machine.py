"""The time machine: the public site as of any minute, for those who may see it, and for everybody else nothing."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_script_prefix
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.models import Picture
from news.models import Article, OldAddress, Topic
from publishing import clock

from .conftest import instant
from .drawing import png
from .surfaces import paths

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BANNER = re.compile(r'<aside class="time-machine".*?</aside>', re.S)


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


def stamp(at):
    return f"{at:%Y-%m-%dT%H:%MZ}"


def through(at, path):
    return f"/at/{stamp(at)}{path}"


def facts(response):
    """All that a client can tell of an answer."""
    return response.status_code, {k: v for k, v in response.items() if k != "Date"}, response.content


@pytest.fixture
def moderators(as_, moderator):
    return as_(moderator)


@pytest.fixture
def editors(as_, editor):
    return as_(editor)


# --- who --------------------------------------------------------------------------------------------------------------

INSTANTS = [
    "2020-01-01T00:00Z",
    "2026-03-03T12:00Z",
    "2030-12-31T23:59Z",
    "2026-03-03T12:00",
    "nonsense",
    "1066-10-14T09:00Z",
]
RESTS = ["", "/", "/news/", "/news", "/ru/", "/admin/", "/at/2020-01-01T00:00Z/", "/nowhere/", "/media/x", "/?a=b"]


@pytest.fixture
def outsiders(as_, make_user, django_user_model, second_moderator):
    """Everybody who must find nothing: without a session, with a forged or ended one, without the permission."""
    gone = as_(second_moderator)
    second_moderator.is_active = False
    second_moderator.save()
    reader = django_user_model.objects.create_user("reader")
    reader.groups.set(second_moderator.groups.all())
    clients = [Client(), gone, as_(make_user("Nobody Inparticular")), as_(reader)]
    for key in ("forged-session-key", "abcdefgh" * 4, "", '"\\000bcdefghij"', "ключ".encode().decode("latin-1")):
        client = Client()
        client.cookies["sessionid"] = key
        clients.append(client)
    return clients


def test_for_everybody_else_nothing_is_there_and_no_byte_or_header_says_more(outsiders, write):
    write(live_from=NOON + HOUR)
    for number, client in enumerate(outsiders):
        # All of them at every instant and path in turn; who has no session, at every one of both.
        for at in INSTANTS[:: len(outsiders) if number else 1]:
            for rest in RESTS[number % 2 :: 2] if number else RESTS:
                assert facts(client.get(f"/at/{at}{rest}")) == facts(client.get(f"/no/{at}{rest}")), (at, rest)
    assert facts(outsiders[0].get("/at/")) == facts(outsiders[0].get("/no/"))
    assert facts(outsiders[0].get("/at")) == facts(outsiders[0].get("/no"))


def test_asking_anonymously_costs_the_same_queries_as_any_unknown_address(client):
    asked = []
    for path in (through(NOON + DAY, "/news/"), "/no/2026-03-04T12:00Z/news/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked.append([re.sub(r"/(at|no)/", "/", query["sql"]) for query in queries])
    assert asked[0] == asked[1]


def test_editors_see_the_past_and_are_told_that_the_future_is_the_moderators(editors, write):
    write(headline="Embargoed", live_from=NOON + HOUR)
    assert editors.get(through(NOON, "/news/")).status_code == 200
    answer = editors.get(through(NOON + HOUR, "/news/"), follow=True)
    assert answer.status_code == 400
    assert "not as it will be" in answer.content.decode()
    assert "Embargoed" not in answer.content.decode()


def test_moderators_see_what_is_scheduled_from_its_minute_on(moderators, client, write):
    edition = write(headline="Embargoed", live_from=NOON + HOUR)
    assert "Embargoed" not in moderators.get(through(NOON + HOUR - clock.MINUTE, "/news/")).content.decode()
    assert "Embargoed" in moderators.get(through(NOON + HOUR, "/news/")).content.decode()
    assert moderators.get(through(NOON + HOUR, edition.get_absolute_url())).status_code == 200
    assert "Embargoed" not in client.get("/news/").content.decode()


def test_a_draft_is_seen_at_no_time(moderators, write):
    for state in ("draft", "in_review"):
        edition = write(state, headline="Unapproved", planned_for=NOON + HOUR)
        for at in (NOON, NOON + HOUR, NOON + 1000 * DAY):
            assert moderators.get(through(at, edition.get_absolute_url())).status_code == 404
            assert "Unapproved" not in moderators.get(through(at, "/news/")).content.decode()


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/news/articleedition/", "/ru/admin/", "/at/2020-01-01T00:00Z/news/"]
)
def test_neither_the_newsroom_nor_the_machine_itself_is_inside(moderators, path):
    assert moderators.get(through(NOON, path)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_the_machine_only_shows(moderators, method):
    asked, unknown = (getattr(moderators, method)(path) for path in (through(NOON, "/news/"), "/no/such/news/"))
    assert facts(asked) == facts(unknown)


# --- what is answered -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/news/", "/nowhere/", "/robots.txt", "/sitemap.xml", "/meetings/calendar.ics", "/news"]
)
def test_no_answer_is_kept_or_found_by_anybody_else(moderators, path):
    response = moderators.get(through(NOON, path))
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "Cookie" in response.headers["Vary"]
    assert "ETag" not in response.headers
    assert not response.cookies


def test_pages_tell_search_engines_nothing(moderators, write):
    edition = write(at=NOON - DAY)
    html = moderators.get(through(NOON, edition.get_absolute_url())).content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert not re.search(r'rel="canonical"|<link rel="alternate"|ld\+json|og:', html)


def test_the_head_of_a_page_can_be_asked_for_alone(moderators):
    response = moderators.head(through(NOON, "/news/"))
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Cache-Control"] == "no-store, private"


@pytest.fixture
def world(write, write_meeting, make_section, make_person, make_post, make_state, make_body, appoint, chair, moderator):
    """Texts, meetings, posts and chairs that come, change and go around noon on 3 March 2026."""
    russia, armenia = make_state("Russia", ru="Россия", code="ru"), make_state("Armenia", ru="Армения", code="am")
    council = make_body("Permanent Council", ru="Постоянный совет")
    chair(russia, "2025-01-01", "2025-12-31")
    chair(armenia, "2026-01-01", "2026-03-03")
    chair(russia, "2026-03-04")
    head = make_post("Head", ru="Руководитель", body=council)
    old, new = make_person("Ivan Ivanov", ru="Иван Иванов"), make_person("Pyotr Petrov", ru="Пётр Петров")
    first, second = appoint(old, head, "2020-01-01", "2026-03-03"), appoint(new, head, "2026-03-04")
    make_section("rescue", en="Rescue", ru="Спасатели")
    topic = Topic.objects.create(language="en", slug="rescue", name="Rescue")
    meeting = write_meeting(organ=council, chaired_by=first, date=date(2026, 3, 4), at=NOON - 3 * DAY)
    write_meeting(work=meeting.work, headline="Session moved", date=date(2026, 3, 5), live_from=NOON + 2 * HOUR)
    about = {"date": date(2026, 3, 1), "topics": [topic.pk], "people": [first.pk], "meeting": meeting.work}
    edition = write(headline="It met", at=NOON - 2 * DAY, **about)
    write(work=edition.work, headline="It did meet", change_note="A name was corrected.", live_from=NOON + HOUR)
    named = write(headline="Appointed", people=[second.pk], date=date(2026, 3, 4), live_from=NOON + DAY)
    gone = write(headline="Withdrawn later", at=NOON - 2 * DAY, date=date(2026, 3, 1))
    gone.work.withdraw(by=moderator, reason="r", notice="Withdrawn.", withdraw_at=NOON + HOUR)
    write(kind="page", headline="About", slug="about", at=NOON - DAY)
    OldAddress.objects.create(address="/old/address/of/the/article.htm", article=edition.work)
    return [edition, meeting, named, gone]


def bare(response, prefix=""):
    """What a page says, without the banner, what search engines read, and where its links begin."""
    if response.streaming:
        return b"".join(response.streaming_content)
    html = BANNER.sub("", response.content.decode())
    html = re.sub(r"<head>.*?</head>|<script type=.application/ld\+json.>.*?</script>", "", html, flags=re.S)
    html = re.sub(r"\s+", " ", html)
    # iCalendar folds its lines by length.
    html = (
        html.replace("\r\n ", "").replace(" ", "") if response.headers["Content-Type"].startswith("text/cal") else html
    )
    location = response.headers.get("Location", "")
    return response.status_code, location.replace(prefix, ""), html.replace(prefix, "")


@pytest.mark.parametrize(
    "at", [NOON - DAY, NOON, NOON + HOUR, NOON + 9 * HOUR, NOON + DAY, NOON + 400 * DAY, NOON - 400 * DAY]
)
@pytest.mark.parametrize("language", ["", "/ru"])
def test_every_surface_is_what_readers_see_at_that_time(moderators, world, freeze, at, language):
    asked = list(dict.fromkeys(f"{language}{path}" for edition in world for path in paths(edition)))
    asked += [path for path in ("/structure/?on=2026-03-04", "/meetings/2026/03/", "/people/") if path not in asked]
    shown = {path: bare(moderators.get(through(at, path)), f"/at/{stamp(at)}") for path in asked}
    freeze(at)
    assert shown == {path: bare(Client().get(path)) for path in asked}
    assert get_script_prefix() == "/"


def test_what_was_withdrawn_is_there_before_and_gone_after(moderators, world):
    path = world[-1].get_absolute_url()
    assert moderators.get(through(NOON, path)).status_code == 200
    answer = moderators.get(through(NOON + HOUR, path))
    assert answer.status_code == 410
    assert "Withdrawn." in answer.content.decode()
    assert BANNER.search(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_was_erased_never_comes_back(moderators, write, write_meeting, administrator, freeze, language):
    freeze(NOON - DAY)
    meeting = write_meeting(language=language, headline="Zugzwang session")
    content = {"language": language, "headline": "Zugzwang", "date": date(2026, 3, 1), "meeting": meeting.work}
    edition = write(lead="Zugzwang", body="<p>Zugzwang</p>", **content)
    page = write(kind="page", headline="Zugzwang page", slug="about", language=language)
    other = write(headline="Other", language=language, meeting=meeting.work)
    OldAddress.objects.create(address="/old/address/of/the/article.htm", article=edition.work)
    asked = list(dict.fromkeys(path for one in (edition, meeting, page, other) for path in paths(one)))
    freeze(NOON)
    before = [path for path in asked if b"Zugzwang" in moderators.get(through(NOON - HOUR, path)).content]
    assert len(before) > 5
    for one in (edition, meeting, page):
        one.work.erase(by=administrator, reason="r", notice="Erased.")
    for path in asked:
        answer = moderators.get(through(NOON - HOUR, path))
        assert answer.status_code < 500, path
        assert b"zugzwang" not in answer.content.lower().replace(path.encode(), b""), path
    for one in (edition, meeting, page):
        assert moderators.get(through(NOON - HOUR, f"/news/{one.work_id}/x/")).status_code in {404, 301}


def test_the_page_of_an_article_is_what_is_live_at_any_instant(moderators, write, moderator, freeze):
    """Random histories of one article, asked at random minutes."""
    seen = set()

    @settings(
        max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        starts=st.lists(st.integers(1, 500), min_size=1, max_size=4, unique=True),
        minutes=st.lists(st.integers(0, 600), min_size=6, max_size=6),
    )
    def check(starts, minutes):
        freeze(NOON)
        work = None
        for number, start in enumerate(sorted(starts)):
            edition = write(work=work, headline=f"Headline{number}", slug="it", live_from=NOON + start * clock.MINUTE)
            work = edition.work
        work.withdraw(by=moderator, reason="r", notice="n", withdraw_at=NOON + 550 * clock.MINUTE)
        freeze(NOON + 300 * clock.MINUTE)
        for minute in [*minutes, *starts, *(start - 1 for start in starts)]:
            at = NOON + minute * clock.MINUTE
            live = work.editions.live(at).first()
            answer = moderators.get(through(at, f"/news/{work.pk}/it/"))
            expected = 200 if live else 410 if minute >= 550 else 404
            assert answer.status_code == expected, minute
            if live:
                assert re.search(r"<h1[^>]*>\s*(Headline\d)", answer.content.decode())[1] == live.headline
            seen.add(expected)

    check()
    assert seen == {200, 404, 410}


def test_a_page_costs_no_more_queries_than_the_ordinary_one_and_a_fixed_number_for_the_banner(
    moderators, write, freeze
):
    def cost(client, path):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    write(at=NOON - DAY)
    first = cost(moderators, through(NOON, "/news/"))
    for _number in range(12):
        write(at=NOON - HOUR)
        write(live_from=NOON + HOUR)
    assert cost(moderators, through(NOON, "/news/")) == first
    # The session, the account, its permissions and its groups'; eight for the neighbouring changes.
    assert first == cost(Client(), "/news/") + 4 + 8


# --- links ------------------------------------------------------------------------------------------------------------


def test_every_link_of_a_page_stays_in_the_machine_and_files_come_from_where_they_lie(moderators, write, editor):

    body = (
        '<p><a href="/news/?on=2026-03-01">a</a> <a href="http://testserver/people/">b</a> '
        '<a href="https://example.org/">c</a> <a href="/media/documents/x.pdf">d</a> href="/news/</p>'
    )
    picture = Picture.objects.accept(png(), by=editor, alt="Alt", credit="Credit")
    edition = write(at=NOON - DAY, body=body, picture=picture)
    html = moderators.get(through(NOON, edition.get_absolute_url())).content.decode()
    main = html.partition("<main ")[2]
    links = set(re.findall(r'<a\b[^>]*\shref="([^"]*)"', main))
    prefix = f"/at/{stamp(NOON)}/"
    assert {
        f"{prefix}news/?on=2026-03-01",
        f"{prefix}people/",
        "https://example.org/",
        "/media/documents/x.pdf",
    } <= links
    inner = re.findall(r'<a\b[^>]*\shref="([^"#][^"]*)"', BANNER.sub("", html))
    assert {link for link in inner if not link.startswith(prefix)} == {"https://example.org/", "/media/documents/x.pdf"}
    assert all(
        link.startswith(("/static/", "/media/")) for link in re.findall(r'(?:<link[^>]*href|src)="([^"]*)"', html)
    )
    assert 'href="/news/</p>' in html.replace("&quot;", '"'), "words are no link"


def test_redirects_stay_in_the_machine(moderators, world):
    edition = world[0]
    for path in (
        f"/news/{edition.work_id}/wrong/",
        f"/news/{edition.work_id}/it-met",
        "/old/address/of/the/article.htm",
    ):
        answer = moderators.get(through(NOON, path))
        assert answer.status_code == 301
        assert answer.headers["Location"] == through(NOON, edition.get_absolute_url())
    assert moderators.get(f"/at/{stamp(NOON)}").headers["Location"] == through(NOON, "/")


def test_todays_site_is_untouched_by_a_journey(moderators, client, world):
    before = [facts(client.get(path)) for path in ("/", "/news/", world[0].get_absolute_url())]
    for path in ("/", "/news/", "/nowhere/", world[0].get_absolute_url()):
        moderators.get(through(NOON + DAY, path))
    assert [facts(client.get(path)) for path in ("/", "/news/", world[0].get_absolute_url())] == before


def test_files_keep_their_addresses_when_the_machine_is_the_first_to_ask_for_them(moderators, settings):
    settings.MEDIA_URL, settings.STATIC_URL = "media/", "static/"
    moderators.get(through(NOON, "/"))
    assert (settings.MEDIA_URL, settings.STATIC_URL) == ("/media/", "/static/")


def test_an_error_inside_the_machine_leaves_it(moderators, monkeypatch):
    moderators.raise_request_exception = False
    monkeypatch.setattr(Article.objects, "live", lambda at: 1 / 0, raising=False)
    assert moderators.get(through(NOON, "/sitemap.xml")).status_code == 500
    assert get_script_prefix() == "/"


# --- the banner -------------------------------------------------------------------------------------------------------


def banner(response):
    return re.sub(r"\s+", " ", BANNER.search(response.content.decode())[0])


def test_the_banner_says_what_is_of_that_time_and_what_is_of_today(moderators):
    said = (
        "texts, meetings, posts and chairs of that time; names, sections and pictures as they are today. "
        "Approved texts only."
    )
    past, future = (banner(moderators.get(through(at, "/news/?on=2026-03-01"))) for at in (NOON, NOON + HOUR))
    assert "You see the site as readers saw it at <strong>03.03.2026 15:00 MSK (12:00 UTC)</strong>: " + said in past
    assert (
        "You see the site as readers will see it at <strong>03.03.2026 16:00 MSK (13:00 UTC)</strong>: " + said
        in future
    )
    assert 'href="/news/?on=2026-03-01">Leave' in past
    assert 'href="/admin/">Newsroom' in past
    assert 'value="2026-03-03T15:00"' in past


def test_the_banner_is_of_the_newsroom_on_a_russian_page_too(moderators):
    html = moderators.get(through(NOON, "/ru/news/")).content.decode()
    assert '<html lang="ru">' in html
    assert "You see the site as readers saw it at <strong>03.03.2026 15:00 MSK (12:00 UTC)" in banner(
        moderators.get(through(NOON, "/ru/news/"))
    )


def ways(response):
    return dict(reversed(pair) for pair in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', banner(response)))


def test_the_neighbouring_changes_are_one_step_away(moderators, editors, world, freeze):
    """Every border of texts, meetings, posts and chairs, walked to and fro."""
    midnight = instant("2026-03-03 21:00")
    forth = [NOON + HOUR, NOON + 2 * HOUR, midnight, NOON + DAY]
    at, walked = NOON, []
    while "Next change" in (found := ways(moderators.get(through(at, "/news/")))):
        walked.append(instant(found["Next change"].split("/")[2].rstrip("Z").replace("T", " ")))
        assert found["Next change"] == through(walked[-1], "/news/")
        at = walked[-1]
    assert walked == forth
    back = []
    while at > NOON:
        at = instant(
            ways(moderators.get(through(at, "/news/")))["Previous change"].split("/")[2][:-1].replace("T", " ")
        )
        back.append(at)
    assert back[:3] == forth[-2::-1]
    assert "Next change" not in ways(editors.get(through(NOON, "/news/"))), "an editor is not told when"


def test_what_went_out_between_two_minutes_is_seen_from_the_next(moderators, write, freeze):
    write(headline="Sudden", at=NOON - HOUR + timedelta(seconds=20))
    step = ways(moderators.get(through(NOON - 2 * HOUR, "/news/")))["Next change"]
    assert step == through(NOON - HOUR + clock.MINUTE, "/news/")
    assert "Sudden" in moderators.get(step).content.decode()
    assert ways(moderators.get(through(NOON, "/news/")))["Previous change"] == step
