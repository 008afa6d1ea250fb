"""Names: found in any script and case, printed without silent fallback, recognised in texts letter for letter."""

from datetime import date

import pytest

from people.models import Person
from people.recognition import Recogniser, titles_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def zaynetdinov(make_person):
    return make_person("Vladimir Zaynetdinov", ru="Владимир Зайнетдинов", variant=["V. Zaynetdinov"])


@pytest.mark.parametrize("typed", ["zaynet", "ZAINETDINOV", "зайнетд", "ЗАЙНЕТДИНОВ", "Зайнетдинов влад", "v zayn"])
def test_a_name_is_found_in_any_script_case_and_spelling(typed, zaynetdinov, make_person):
    make_person("Stanislav Zas", ru="Станислав Зась")
    assert list(Person.objects.called(typed)) == [zaynetdinov]


def test_a_name_follows_its_rows(zaynetdinov):
    row = zaynetdinov.name_rows.get(language="en", kind="name")
    row.text = "Vladimir  Zainetdinov"
    row.save()
    zaynetdinov.refresh_from_db()
    assert zaynetdinov.name_in("en") == ("Vladimir Zainetdinov", "en")
    zaynetdinov.name_rows.get(language="ru").delete()
    zaynetdinov.refresh_from_db()
    assert zaynetdinov.name_in("ru") == ("Vladimir Zainetdinov", "en")


@pytest.mark.parametrize(
    "way",
    [
        lambda rows: rows.update(text="Zas"),
        lambda rows: rows.bulk_update(rows.all(), ["text"]),
        lambda rows: rows.bulk_create(rows.all()),
        lambda rows: rows.filter(language="ru").delete(),
    ],
)
def test_names_are_saved_one_by_one_so_that_what_is_printed_follows(way, zaynetdinov):
    with pytest.raises(TypeError, match="saved one by one"):
        way(zaynetdinov.name_rows)


def test_a_missing_name_is_shown_in_the_persons_own_language(make_person):
    person = make_person("Tigran Petrosyan", own_language="hy")
    person.give_names("hy", name="Տիգրան Պետրոսյան")
    person.refresh_from_db()
    assert person.name_in("ru") == ("Տիգրան Պետրոսյան", "hy")


def found(text):
    return [match.raw(text) for match in Recogniser().find(text)]


def test_entered_names_are_found_as_they_are_written(make_person):
    make_person("Sergey Lavrov", ru="Сергей Лавров", variant=["S. Lavrov", "Sergey Viktorovich Lavrov"])
    make_person("Stanislav Zas", variant=["Zas"])
    text = "Sergey\u00a0Lavrov met STANISLAV ZAS; S.Lavrov said. Сергей Лавров. Sergey Viktorovich Lavrov left."
    names = ["Sergey\u00a0Lavrov", "STANISLAV ZAS", "S.Lavrov", "Сергей Лавров", "Sergey Viktorovich Lavrov"]
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Sergei Lavrov, a spelling that nobody entered",
        "Sergey. Lavrovka is a village",
        "with Sergey, Lavrov and others",
        "sergey lavrov",
        "Zas",
    ],
)
def test_what_is_not_the_name_to_the_letter_is_left(text, make_person):
    make_person("Sergey Lavrov")
    make_person("Stanislav Zas", variant=["Zas"])
    assert found(text) == []


def test_a_name_that_two_people_share_is_nobodys(make_person):
    make_person("Ivan Ivanov")
    make_person("Ivan Ivanov")
    assert found("Ivan Ivanov spoke.") == []


@pytest.mark.parametrize(
    ("names", "language", "title"),
    [
        ({"en": {"name": "Minister"}}, "en", ("Acting Minister", "en")),
        ({"ru": {"name": "Министр"}}, "en", ("Министр (исполняющий обязанности)", "ru")),
        ({"hy": {"name": "Նախարար", "acting": "Նախարարի պաշտոնակատար"}}, "en", ("Նախարարի պաշտոնակատար", "hy")),
        # No words for it in the language of the title: another language says it,
        ({"hy": {"name": "Նախարար"}, "ru": {"name": "Министр"}}, "en", ("Министр (исполняющий обязанности)", "ru")),
        ({"hy": {"name": "Նախարար"}, "kk": {"acting": "Министрдің м. а."}}, "en", ("Министрдің м. а.", "kk")),
        # or else the page.
        ({"hy": {"name": "Նախարար"}}, "en", ("Acting Նախարար", "en")),
        ({"hy": {"name": "Նախարար"}}, "ru", ("Նախարար (исполняющий обязанности)", "ru")),
    ],
)
def test_that_somebody_acts_is_said_in_the_language_it_is_marked_with(names, language, title, make_post):
    post = make_post("")
    post.own_language = "hy"
    for code, texts in names.items():
        post.give_names(code, **texts)
    assert post.title_in(language, acting=True) == title


def test_a_short_title_of_who_acts_leaves_out_the_state(make_post):
    post = make_post("Minister of Russia", acting="Acting Minister of Russia", short="Minister")
    assert post.title_in("en", acting=True, short=True) == ("Acting Minister", "en")
    post = make_post("")
    post.give_names("hy", name="Նախարար", acting="Նախարարի պաշտոնակատար")
    assert post.title_in("en", acting=True, short=True) == ("Նախարարի պաշտոնակատար", "hy")


def test_titles_are_those_of_the_day(make_person, make_post, appoint):
    minister = make_post("Minister of Foreign Affairs", acting="Acting Minister of Foreign Affairs")
    lavrov = make_person("Sergey Lavrov")
    appoint(lavrov, minister, "2004-03-09", "2020-01-15")
    appoint(lavrov, minister, "2020-01-16", "2020-01-20", acting=True)
    appoint(lavrov, minister, "2020-01-21")
    titles = {
        day: str(titles_on([lavrov.pk], date.fromisoformat(day))[lavrov.pk].title_in("en"))
        for day in ("2020-01-15", "2020-01-20", "2020-01-21")
    }
    assert titles == {
        "2020-01-15": "Minister of Foreign Affairs",
        "2020-01-20": "Acting Minister of Foreign Affairs",
        "2020-01-21": "Minister of Foreign Affairs",
    }
    assert titles_on([lavrov.pk], date(1999, 1, 1)) == {}
