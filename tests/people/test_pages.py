"""The public pages of people and of the structure, asked on the days of which the history is known."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from library.models import Picture
from people.models import Appointment, Rank
from tests.conftest import instant
from tests.drawing import png

# The last instant of 2025 and the first of 2026 in the newsroom zone (Moscow).
LAST_OF_2025, FIRST_OF_2026 = instant("2025-12-31 20:59"), instant("2025-12-31 21:00")


def text(html):
    """What a reader reads of the content: without the elements, each run of spaces as one."""
    main = html.split("<main", 1)[1].split("</main>")[0]
    main = re.sub(r"<script.*?</script>", " ", main, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


def every_page(people, post, body="secretariat"):
    persons = [person.get_absolute_url() for person in people]
    return ["/people/", "/structure/", f"/structure/{body}/", post.get_absolute_url(), *persons]


# --- days -------------------------------------------------------------------------------------------------------------


def test_the_secretary_general_changes_at_midnight_without_an_edit(freeze, page, history):
    old, new = history["Tasmagambetov"], history["Masadykov"]
    for path in ("/people/", "/structure/", "/structure/secretariat/"):
        freeze(LAST_OF_2025)
        assert ("Imangali" in page(path), "Taalatbek" in page(path)) == (True, False), path
        freeze(FIRST_OF_2026)
        assert ("Imangali" in page(path), "Taalatbek" in page(path)) == (False, True), path
    assert "01.01.2023 – 31.12.2025" in page(old.get_absolute_url())
    assert "since 01.01.2026" in page(new.get_absolute_url())


def test_in_december_2018_valery_semerikov_is_acting_secretary_general(freeze, page, history):
    freeze(FIRST_OF_2026)
    for path in ("/structure/", "/structure/secretariat/"):
        shown = text(page(f"{path}?on=2018-12-01"))
        assert "Valery Semerikov" in shown
        assert "Acting Secretary General" in shown
        assert "Masadykov" not in shown


def test_another_state_chairs_from_the_middle_of_september_2021(freeze, page, make_body, make_state, chair):
    tajikistan, armenia = make_state("Tajikistan"), make_state("Armenia")
    make_body("Permanent Council")
    chair(tajikistan, "2021-01-01", "2021-09-15")
    chair(armenia, "2021-09-16", "2022-11-30")
    freeze(FIRST_OF_2026)
    for path in ("/structure/", "/structure/permanent-council/"):
        assert "Under the chairmanship of Tajikistan" in text(page(f"{path}?on=2021-09-01"))
        assert "Under the chairmanship of Armenia" in text(page(f"{path}?on=2021-10-01"))
        assert "chairmanship of" not in text(page(path))


def test_a_body_with_a_chairmanship_of_its_own_goes_by_that(freeze, page, make_body, make_state, chair):
    body = make_body("Military Committee")
    chair(make_state("Kyrgyzstan"), "2025-01-01")
    chair(make_state("Belarus"), "2025-01-01", body=body)
    freeze("2025-06-01 12:00")
    assert "Under the chairmanship of Belarus" in text(page("/structure/military-committee/"))
    assert {"Belarus", "Kyrgyzstan"} <= set(text(page("/structure/")).split())


@pytest.mark.parametrize(
    "asked", ["2026-01-02", "9999-12-31", "2025-02-30", "yesterday", "", "2025-1-1", "2025-01-01 "]
)
def test_a_day_that_is_to_come_or_is_none_is_not_found(freeze, client, history, asked):
    freeze(FIRST_OF_2026)
    for path in ("/structure/", "/structure/secretariat/"):
        assert client.get(path, {"on": asked}).status_code == 404


def test_a_past_day_is_not_for_search_engines_and_leads_to_the_same_day_in_russian(freeze, page, history):
    freeze(FIRST_OF_2026)
    shown = page("/structure/?on=2018-12-01")
    assert '<meta name="robots" content="noindex">' in shown
    assert 'href="/ru/structure/?on=2018-12-01"' in shown
    assert 'href="/structure/"' in shown
    assert "noindex" not in page("/structure/")


# --- what is secret, and what is to come ------------------------------------------------------------------------------


def test_a_hidden_appointment_shows_nowhere_before_its_day_and_everywhere_on_it(
    freeze, page, client, history, secretary_general, make_person, appoint, make_post
):
    secret_post, person = make_post("Special Envoy", body=secretary_general.body), make_person("Sekret Mann")
    appoint(person, secret_post, "2026-02-01", public_from="2026-02-01")
    freeze("2026-01-31 20:59")
    known = every_page(history.values(), secretary_general)
    for path in [*known, "/structure/?on=2026-01-31"]:
        assert "Mann" not in page(path), path
        assert "Envoy" not in page(path), path
    hidden = [person.get_absolute_url(), secret_post.get_absolute_url()]
    assert [client.get(path).status_code for path in hidden] == [404, 404]
    freeze("2026-01-31 21:00")
    for path in ["/people/", "/structure/", "/structure/secretariat/", *hidden]:
        assert "Mann" in page(path), path


def test_an_announced_appointment_is_told_as_one_to_come(freeze, page, history, secretary_general):
    coming = history["Masadykov"].appointments.get()
    coming.public_from = date(2025, 11, 27)
    coming.save()
    freeze("2025-12-01 12:00")
    shown = text(page(history["Masadykov"].get_absolute_url()))
    assert "from 01.01.2026" in shown
    assert "since" not in shown
    assert "Masadykov" not in page("/people/")
    assert "Masadykov" not in page("/structure/")


def test_an_end_that_lies_ahead_is_printed_nowhere(freeze, page, history, secretary_general):
    freeze("2024-06-01 12:00")
    people = [person for name, person in history.items() if name != "Masadykov"]
    for path in every_page(people, secretary_general):
        assert "2025" not in page(path), path


def test_what_is_not_known_is_not_printed(freeze, page, make_person, make_post, appoint):
    post = make_post("Press Secretary")
    unknown, ended = make_person("Vladimir Zaynetdinov"), make_person("Boris Before")
    appoint(unknown, post)
    appoint(ended, make_post("Spokesman"), "2010-03-01", start_precision="month", end_unknown=True)
    freeze("2020-01-20 12:00")
    shown = text(page(unknown.get_absolute_url()))
    assert "Press Secretary" in shown
    assert not re.search(r"since|until|\d{4}", shown)
    assert "from 03.2010" in text(page(ended.get_absolute_url()))
    assert "Boris" not in page("/people/")


def test_who_is_hidden_answers_as_one_who_never_was(
    freeze, client, make_person, make_post, appoint, django_assert_max_num_queries
):
    person = make_person("Sekret Mann")
    appoint(person, make_post("Envoy"), "2026-02-01")
    freeze("2026-01-31 12:00")
    hidden, missing = f"/people/{person.pk}/sekret-mann/", f"/people/{person.pk + 100}/sekret-mann/"
    with django_assert_max_num_queries(6) as of_hidden:
        first = client.get(hidden)
    with django_assert_max_num_queries(6) as of_missing:
        second = client.get(missing)
    assert len(of_hidden) == len(of_missing)
    assert first.status_code == second.status_code == 404
    assert first.content == second.content
    assert client.get(f"/people/{person.pk}/wrong/").status_code == 404


# --- names ------------------------------------------------------------------------------------------------------------


def test_a_name_that_is_missing_in_russian_is_marked_as_english(freeze, page, history, make_state, chair):
    freeze("2026-01-20 12:00")
    for path in ("/ru/people/", "/ru/structure/", "/ru/structure/secretariat/"):
        assert '<span lang="en">Taalatbek Masadykov</span>' in page(path)
    with override("ru"):
        path = history["Masadykov"].get_absolute_url()
    assert '<h1><span lang="en">Taalatbek Masadykov</span></h1>' in page(path)


def test_the_own_name_stands_below_the_name_in_its_own_language(freeze, page, make_person, make_post, appoint):
    person = make_person("Stanislav Zas", ru="Станислав Зась", own_language="be")
    person.give_names("be", name="Станіслаў Зась")
    appoint(person, make_post("Secretary General"), "2020-01-01")
    freeze("2020-01-20 12:00")
    shown = page(person.get_absolute_url())
    assert '<span lang="be">Станіслаў Зась</span>' in shown
    assert '"alternateName": "Станіслаў Зась"' in shown
    assert f'href="/ru/people/{person.pk}/stanislav-zas/"' in shown


def test_a_name_in_another_language_is_not_passed_off_as_the_own_one(freeze, page, make_person, make_post, appoint):
    freeze("2026-03-03 12:00")
    person = make_person("Taalatbek Masadykov", ru="Таалатбек Масадыков", own_language="ky")
    appoint(person, make_post("Secretary General"), "2026-01-01")
    shown = page(f"/ru/people/{person.pk}/{person.slug_in('ru')}/")
    assert "Taalatbek" not in re.sub(r"<link[^>]+>|<a[^>]+>", "", shown)
    assert "own-name" not in shown


def test_a_wrong_name_in_the_address_leads_to_the_right_one(freeze, client, history, secretary_general):
    freeze(FIRST_OF_2026)
    for name, thing in (("person", history["Zas"]), ("post", secretary_general)):
        answer = client.get(reverse(name, args=[thing.pk, "wrong"]))
        assert (answer.status_code, answer["Location"]) == (301, thing.get_absolute_url())


def test_names_are_text_and_never_markup(freeze, page, make_person, make_post, appoint):
    person = make_person("<b>Bold & Co</b>", biography="<p>Born.</p>")
    appoint(person, make_post("<i>Chief</i>", plural="<i>Chiefs</i>"), "2020-01-01")
    freeze("2020-02-01 12:00")
    for path in every_page([person], person.appointments.get().post, person.appointments.get().post.body.slug):
        assert "<b>Bold" not in page(path)
        assert "<i>Chief" not in page(path)


# --- what other rooms show here ---------------------------------------------------------------------------------------


def test_a_portrait_stands_with_its_credit_and_its_words(freeze, page, moderator, make_person, make_post, appoint):
    portrait = Picture.objects.accept(png(), by=moderator, alt="A man at a desk", credit="Photo: Press Service")
    person = make_person("Stanislav Zas", portrait=portrait)
    appoint(person, make_post("Secretary General"), "2020-01-01")
    freeze("2020-01-20 12:00")
    shown = page(person.get_absolute_url())
    assert 'alt="A man at a desk"' in shown
    assert "<figcaption>Photo: Press Service</figcaption>" in shown
    assert f'"image": "http://testserver{portrait.file.url}"' in shown


def test_a_person_is_public_while_a_text_that_names_them_is(
    freeze, page, client, write, make_person, make_post, appoint
):
    person = make_person("Vladimir Zaynetdinov")
    held = appoint(person, make_post("Press Secretary"), "2026-01-01", public_from="2026-03-01")
    freeze("2026-03-01 12:00")
    edition = write(headline="He spoke", date=held.first_day, people=[held])
    # No rule lets it become a secret now; the page does not count on that.
    Appointment._base_manager.update(public_from="2027-01-01", shown_from="2027-01-01")
    shown = page(person.get_absolute_url())
    assert f'href="{edition.get_absolute_url()}">He spoke</a>' in shown
    assert "Press Secretary" not in shown
    freeze("2026-03-01 11:59")
    assert client.get(person.get_absolute_url()).status_code == 404


def test_texts_stand_on_other_pages_as_in_the_lists_of_news(
    freeze, page, write, write_meeting, make_person, make_post, appoint
):
    freeze("2026-03-04 12:00")
    held = appoint(make_person("Stanislav Zas"), make_post("Secretary General"), "2020-01-01")
    meeting = write_meeting()
    edition = write(kind="statement", people=[held], meeting=meeting.work)
    [entry] = entries(page("/news/"), edition)
    for thing in (held.person, meeting):
        assert entries(page(thing.get_absolute_url()), edition) == [entry.replace("h2", "h3")]
    assert text(f"<main>{entry}</main>").split()[-3:] == ["Statement", "Permanent", "Council"]


def entries(html, edition):
    return re.findall(rf'<li class="entry" id="a{edition.work_id}">.*?</li>', html, re.DOTALL)


def test_a_body_shows_its_meetings_and_what_they_adopted(freeze, page, write_meeting, make_body):
    body = make_body("Permanent Council")
    freeze("2026-03-04 12:00")
    edition = write_meeting(organ=body, documents=[{"number": "No. 7", "title": "On order", "language": "ru"}])
    write_meeting(organ=body)
    shown = page("/structure/permanent-council/")
    [entry] = re.findall(rf'<li class="entry" id="m{edition.work_id}">.*?</ul>', shown, re.DOTALL)
    assert edition.get_absolute_url() in entry
    assert '<span lang="ru">On order</span>' in entry
    assert "No. 7" in entry
    assert shown.count("Documents adopted") == 1
    assert "On order" not in page("/structure/permanent-council/?on=2026-03-01")


# --- lists ------------------------------------------------------------------------------------------------------------


def test_those_who_held_a_post_before_are_found_by_their_post(freeze, page, history, secretary_general):
    freeze(FIRST_OF_2026)
    assert "Secretaries General since 2003" in text(page("/people/"))
    shown = text(page(secretary_general.get_absolute_url()))
    names = ["Masadykov", "Tasmagambetov", "Zas", "Semerikov", "Khachaturov", "Bordyuzha"]
    places = [shown.index(name) for name in names]
    assert places == sorted(places)
    assert "Acting Secretary General" in shown


def test_a_long_row_of_holders_turns_by_position(freeze, page, client, monkeypatch, history, secretary_general):
    monkeypatch.setattr("people.views.people.MOST_HOLDERS", 4)
    freeze(FIRST_OF_2026)
    path = secretary_general.get_absolute_url()
    [older] = re.findall(r'href="(\?before=[^"]+)"', page(path))
    rest = page(path + older)
    assert ("Khachaturov" in rest, "Bordyuzha" in rest, "Semerikov" in rest) == (True, True, False)
    assert f'href="{path}" rel="prev"' in rest
    assert client.get(f"{path}?before=nonsense").status_code == 404
    assert client.get(f"{path}?before=2020-02-31.1").status_code == 404


def test_members_of_a_body_stand_in_protocol_order_the_chairing_state_first(
    freeze, page, make_body, make_post, make_person, make_state, appoint, chair
):
    body = make_body("Council of Ministers", slug="ministers")
    names = {"Armenia": "Армения", "Belarus": "Беларусь", "Kazakhstan": "Казахстан"}
    states = {en: make_state(en, ru) for en, ru in names.items()}
    for en, state in states.items():
        post = make_post(f"Minister of {en}", body=body, state=state, rank=Rank.MINISTER, short="Minister")
        appoint(make_person(f"Minister {en}son"), post, "2020-01-01")
    chair(states["Kazakhstan"], "2020-01-01")
    freeze("2020-06-01 12:00")
    assert re.findall(r"\w+son\b", text(page("/structure/ministers/"))) == ["Kazakhstanson", "Armeniason", "Belarusson"]
    assert re.findall(r"\w+son\b", text(page("/people/"))) == ["Armeniason", "Belarusson", "Kazakhstanson"]


def test_posts_of_a_state_alone_stand_under_their_state(freeze, page, make_post, make_person, make_state, appoint):
    state = make_state("Belarus")
    appoint(make_person("Ada Adler"), make_post("Minister of Belarus", state=state, short="Minister"), "2020-01-01")
    freeze("2020-06-01 12:00")
    shown = text(page("/people/"))
    assert re.search(r"Belarus\s+Ada Adler\s+Minister\b", shown)
    assert "Minister of Belarus" not in shown


@pytest.mark.parametrize("typed", ["Masadykov", "масадык", "МАСАДЫКОВ Таал", "masadîkov"])
def test_readers_find_a_person_by_any_spelling_of_the_name(typed, freeze, page, history):
    freeze("2026-03-03 12:00")
    for path in ("/people/", "/ru/people/"):
        shown = text(page(f"{path}?q={typed}"))
        assert "Masadykov" in shown
        assert "Zas" not in shown
    assert '<meta name="robots" content="noindex">' in page(f"/people/?q={typed}")


def test_a_search_for_nobody_says_what_to_do_and_odd_words_are_answered(page, client, history):
    assert "Try fewer letters" in page("/people/?q=Nobody")
    for odd in ("%00", "%25", "_", "a" * 5000, "%D0%B0%20" * 300, "'\"", "&q=x"):
        assert client.get(f"/people/?q={odd}").status_code == 200


def test_a_search_that_finds_too_many_says_so(page, monkeypatch, history):
    monkeypatch.setattr("people.views.people.MOST_FOUND", 1)
    assert "There are more of that name" in page("/people/?q=s")
    assert "There are more of that name" not in page("/people/?q=masad")


def test_a_search_finds_nobody_who_is_not_public_and_costs_the_same_for_all(
    freeze, client, page, history, make_post, make_person, appoint, django_assert_max_num_queries
):
    freeze("2026-03-03 12:00")
    missing = page("/people/?q=Ash").replace("Ash", "")
    appoint(make_person("Anna Ash"), make_post("Envoy"), "2030-01-01")
    assert page("/people/?q=Ash").replace("Ash", "") == missing
    with django_assert_max_num_queries(6):
        client.get("/people/?q=a")


def test_empty_lists_say_so(page, db):
    assert "Nobody is listed here yet." in page("/people/")
    assert "No body is listed here yet." in page("/structure/")


def test_the_tree_says_what_bodies_do_and_where_they_stand(freeze, page, make_body):
    council = make_body("Security Council", slug="council", tasks="<p>Decides.</p>", short="CSC")
    make_body("Permanent Council", parent=council)
    shown = page("/structure/")
    assert re.search(r"<h2>\s*<a href=\"/structure/council/\">", shown)
    assert re.search(r"<h3>\s*<a href=\"/structure/permanent-council/\">", shown)
    assert "<p>Decides.</p>" in shown
    assert "Security Council" in text(page("/structure/permanent-council/"))
    assert "Permanent Council" in text(page("/structure/council/"))


# --- cost -------------------------------------------------------------------------------------------------------------


def test_every_page_costs_as_many_queries_with_sixty_holders_as_with_three(
    freeze, client, django_assert_max_num_queries, make_body, make_post, make_person, make_state, appoint, chair
):
    body = make_body("Assembly", slug="assembly", tasks="<p>Meets.</p>")
    post = make_post("Deputy", body=body, several=True)
    person = make_person("First Of All", biography="<p>Born.</p>")
    chair(make_state("Belarus"), "2020-01-01")
    freeze("2026-01-20 12:00")

    def grow(first, last):
        for n in range(first, last):
            of = make_post(f"Minister {n}", state=make_state(f"State {n}"), body=body if n % 2 else None)
            appoint(make_person(f"Person {n}"), of, "2020-01-01")
            appoint(make_person(f"Former {n}"), of, "2010-01-01", "2019-12-31")
            appoint(person, post if n == 0 else make_post(f"Seat {n}", body=body), "2021-01-01")

    def cost():
        costs = {}
        for path in [*every_page([person], post, "assembly"), "/structure/?on=2015-01-01"]:
            with django_assert_max_num_queries(6) as asked:
                assert client.get(path).status_code == 200
            costs[path] = len(asked)
        return costs

    grow(0, 3)
    few = cost()
    grow(3, 60)
    assert cost() == few
