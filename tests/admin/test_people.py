"""Officials in the newsroom: entering them, finding them, a reshuffle in one screen, what cannot be deleted."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Appointment, Body, Chairmanship, Person, Precision, State

from .newsroom import text

pytestmark = pytest.mark.django_db

NAMED = ("state", "body", "post", "person")
KINDS = (*NAMED, "appointment", "chairmanship")


def listed(kind):
    return reverse(f"admin:people_{kind}_changelist")


def adding(kind):
    return reverse(f"admin:people_{kind}_add")


def at(thing, page="change"):
    return reverse(f"admin:people_{thing._meta.model_name}_{page}", args=[thing.pk])


def lines(prefix, *rows, stored=0):
    """What an inline sends."""
    sent = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": stored}
    return sent | {f"{prefix}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}


def called(*names, language="en"):
    """The lines of names: called(("name", "Belarus"), ("long", "the Republic of Belarus"))."""
    return lines("name_rows", *({"language": language, "kind": kind, "text": name} for kind, name in names))


@pytest.fixture
def post(make_post):
    return make_post("Secretary General", ru="Генеральный секретарь")


@pytest.fixture
def zas(make_person):
    return make_person("Stanislav Zas", ru="Станислав Зась")


@pytest.fixture
def offered(as_, editor):
    """offered("appointment", term, field): the labels that an autocomplete field of an appointment offers."""

    def offered(field, term, model="people.appointment", **more):
        app, name = model.split(".")
        asked = {"app_label": app, "model_name": name, "field_name": field, "term": term, **more}
        answer = as_(editor).get(reverse("admin:autocomplete"), asked)
        return [result["text"] for result in answer.json()["results"]]

    return offered


# --- names ------------------------------------------------------------------------------------------------------------


def test_a_state_is_entered_with_its_names(as_, moderator):
    names = called(("name", "Belarus"), ("long", "the Republic of Belarus"), ("variant", "BLR"))
    as_(moderator).post(adding("state"), {"code": "by", "status": "member", "own_language": "be", **names})
    assert State.objects.get().names == {"en": {"name": "Belarus", "long": "the Republic of Belarus"}}


def test_a_new_person_has_a_line_for_each_language_and_an_empty_one_is_no_name(as_, moderator):
    shown = text(as_(moderator).get(adding("person")))
    chosen = re.findall(r'name="name_rows-\d-language".+?value="(\w\w)" selected', shown, re.DOTALL)
    assert chosen == ["en", "ru"]
    as_(moderator).post(
        adding("person"),
        {
            "own_language": "be",
            **called(("name", "Stanislav Zas"), ("name", "")),
            "name_rows-1-language": "ru",
            **lines("biographies"),
        },
    )
    assert Person.objects.get().names == {"en": {"name": "Stanislav Zas"}}


def test_names_change_their_use_and_go_in_one_save(as_, moderator, make_state):
    state = make_state("the Republic of Belarus", long="Belarus", variant="BLR")
    first, second, third = state.name_rows.order_by("pk")
    rows = [
        {"id": first.pk, "owner": state.pk, "language": "en", "kind": "long", "text": "the Republic of Belarus"},
        {"id": second.pk, "owner": state.pk, "language": "en", "kind": "name", "text": "Belarus"},
        {"id": third.pk, "owner": state.pk, "language": "en", "kind": "variant", "text": "BLR", "DELETE": "on"},
        {"id": "", "owner": state.pk, "language": "ru", "kind": "name", "text": "Беларусь"},
    ]
    sent = {"code": state.code, "status": "member", "own_language": "en", **lines("name_rows", *rows, stored=3)}
    assert as_(moderator).post(at(state), sent).status_code == 302
    state.refresh_from_db()
    assert state.names == {
        "en": {"name": "Belarus", "long": "the Republic of Belarus"},
        "ru": {"name": "Беларусь"},
    }
    assert state.name_rows.count() == 3


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([("variant", "BLR")], "at least one line is for the use"),
        ([("name", "Belarus"), ("name", "Byelorussia")], "two names for the same use in one language"),
        ([("name", " "), ("variant", "x")], "This field is required."),
        ([("acting", "Belarus")], "Select a valid choice"),
    ],
)
def test_names_that_cannot_be_are_refused_in_the_form(names, sentence, as_, moderator):
    sent = {"code": "by", "status": "member", "own_language": "be", **called(*names)}
    assert sentence in text(as_(moderator).post(adding("state"), sent))
    assert not State.objects.exists()


def test_a_person_is_entered_with_a_biography_that_is_sanitised(as_, moderator):
    biography = lines("biographies", {"language": "en", "biography": "<p>Born.<script>1</script></p>"})
    sent = {"own_language": "be", "portrait": "", **called(("name", "Stanislav Zas")), **biography}
    as_(moderator).post(adding("person"), sent)
    assert Person.objects.get().biographies.get().biography == "<p>Born.</p>"


def test_a_body_is_entered_with_what_it_does(as_, moderator):
    texts = lines("texts", {"language": "en", "tasks": "<p>Serves.</p>"})
    sent = {"slug": "secretariat", "parent": "", "order": 1, "own_language": "en"}
    as_(moderator).post(adding("body"), {**sent, **called(("name", "Secretariat"), ("short", "S")), **texts})
    assert Body.objects.get().texts.get().tasks == "<p>Serves.</p>"


@pytest.mark.parametrize("words", ["зас", "ZAS stan", "Зась"])
def test_persons_are_found_in_any_script_and_case(words, as_, editor, zas, make_person, offered):
    make_person("Imangali Tasmagambetov")
    assert offered("person", words) == ["Stanislav Zas"]
    page = text(as_(editor).get(listed("person"), {"q": words}))
    assert "Stanislav Zas" in page
    assert "Tasmagambetov" not in page


@pytest.fixture
def in_articles():
    """An autocomplete field of appointments."""
    return {"field": "chaired_by", "model": "meetings.meetingedition"}


def test_appointments_are_found_by_person_and_post_together(zas, post, appoint, offered, in_articles, make_person):
    appoint(zas, post, "2020-01-01", "2022-12-31")
    appoint(make_person("Imangali Tasmagambetov"), post, "2023-01-01")
    assert len(offered(term="генеральный", **in_articles)) == 2
    (found,) = offered(term="zas секретарь", **in_articles)
    assert found.startswith("Stanislav Zas, Secretary General")


def test_a_day_narrows_what_is_offered(zas, post, appoint, offered, in_articles, make_person):
    appoint(zas, post, "2020-01-01", "2022-12-31")
    appoint(make_person("Imangali Tasmagambetov"), post, "2023-01-01")
    assert len(offered(term="", on="2020-01-20", **in_articles)) == 1
    assert len(offered(term="", on="2020-99-99", **in_articles)) == 2


# --- appointments -----------------------------------------------------------------------------------------------------


def typed(person, post, start="", end="", **more):
    return {"person": person.pk, "post": post.pk, "start": start, "end": end, "public_from": "", **more}


@pytest.mark.parametrize(
    ("said", "day", "precision"),
    [
        ("2018-11-30", date(2018, 11, 30), Precision.DAY),
        ("30.11.2018", date(2018, 11, 30), Precision.DAY),
        ("2018-11", date(2018, 11, 1), Precision.MONTH),
        (" 11.2018 ", date(2018, 11, 1), Precision.MONTH),
        ("", None, Precision.DAY),
    ],
)
def test_days_are_typed_as_people_write_them(said, day, precision, as_, moderator, zas, post):
    as_(moderator).post(adding("appointment"), typed(zas, post, said))
    appointment = Appointment.objects.get()
    assert (appointment.start, appointment.start_precision) == (day, precision)
    shown = {"": "", "2018-11-30": "2018-11-30", "30.11.2018": "2018-11-30"}.get(said, "2018-11")
    assert f'name="start" value="{shown}"' in text(as_(moderator).get(at(appointment))) or not shown


@pytest.mark.parametrize(
    "said", ["yesterday", "2018-13", "31.02.2018", "0001-01-01", "9999-12", "2018", "١٢.2018", "\x00"]
)
def test_a_day_that_is_none_is_refused_with_a_sentence(said, as_, moderator, zas, post):
    page = text(as_(moderator).post(adding("appointment"), typed(zas, post, said, end_present="on")))
    assert any(words in page for words in ("is not a day. Write", "cannot be right", "Null characters"))
    assert not Appointment.objects.exists()


def test_an_overlap_is_refused_in_the_form(as_, moderator, zas, post, appoint, make_person):
    appoint(zas, post, "2020-01-01")
    page = text(
        as_(moderator).post(adding("appointment"), typed(make_person("Taalatbek Masadykov"), post, "2026-01-01"))
    )
    assert "Stanislav Zas holds this post from" in page
    assert "it has one holder at a time" in page
    assert Appointment.objects.count() == 1


def test_an_overlap_that_comes_between_check_and_store_is_refused_in_the_form(
    as_, moderator, zas, post, appoint, make_person, monkeypatch
):
    other, clean, asked = make_person("Taalatbek Masadykov"), Appointment.clean, []

    def clean_and_be_late(self):
        # What a refused request stored is gone, as the other one's would not be: the second time it is there before.
        asked.append(self)
        if len(asked) == 1:
            clean(self)
        appoint(zas, post, "2020-01-01")
        if len(asked) > 1:
            clean(self)

    monkeypatch.setattr(Appointment, "clean", clean_and_be_late)
    page = text(as_(moderator).post(adding("appointment"), typed(other, post, "2026-01-01")))
    assert "it has one holder at a time" in page


def test_a_reshuffle_is_one_screen_and_secret_until_its_day(as_, moderator, zas, post, appoint, freeze, make_person):
    """Two screens: the new person, unless known already, and the appointment, which ends the one before."""
    freeze("2025-12-10 12:00")
    before = appoint(zas, post, "2020-01-01")
    client = as_(moderator)
    client.post(
        adding("person"), {"own_language": "ky", **called(("name", "Taalatbek Masadykov")), **lines("biographies")}
    )
    new = Person.objects.exclude(pk=zas.pk).get()
    answer = client.post(adding("appointment"), typed(new, post, "2026-01-01", end_present="on"), follow=True)
    page = text(answer)
    assert "Ended the day before: Stanislav Zas" in page
    assert "Readers find no trace of it before 01.01.2026." in page
    before.refresh_from_db()
    assert (before.end, before.printed_end(date(2025, 12, 31))) == (date(2025, 12, 31), "")
    coming = new.appointments.get()
    assert not coming.is_public()
    freeze("2026-01-01 12:00")
    assert coming.is_public()
    assert before.printed_end(date(2026, 1, 1)) == "31.12.2025"
    assert "To" in text(client.get(at(before, "history")))


def test_who_acts_in_a_post_ends_as_well(as_, moderator, zas, post, appoint, make_person):
    acting = appoint(make_person("Valery Semerikov"), post, "2018-11-03", acting=True)
    as_(moderator).post(adding("appointment"), typed(zas, post, "2020-01-01", end_present="on"))
    acting.refresh_from_db()
    assert acting.end == date(2019, 12, 31)


def test_a_reshuffle_that_is_refused_ends_nobody(as_, moderator, zas, post, appoint, make_person):
    before = appoint(zas, post, "2020-01-01")
    sent = typed(make_person("Taalatbek Masadykov"), post, "2026-01-01", "2025-01-01", end_present="on")
    assert "It would end before it begins" in text(as_(moderator).post(adding("appointment"), sent))
    sent = typed(Person.objects.exclude(pk=zas.pk).get(), post, "2026-01", end_present="on")
    assert "not only the month" in text(as_(moderator).post(adding("appointment"), sent))
    sent = typed(Person.objects.exclude(pk=zas.pk).get(), post, "2020-01-01", end_present="on")
    assert "Stanislav Zas, Secretary General" in text(as_(moderator).post(adding("appointment"), sent))
    before.refresh_from_db()
    assert before.end is None
    assert Appointment.objects.count() == 1


def test_nobody_is_ended_where_several_hold_the_post(as_, moderator, zas, make_post, appoint, make_person):
    deputy = make_post("Deputy", several=True)
    appoint(zas, deputy, "2020-01-01")
    sent = typed(make_person("Taalatbek Masadykov"), deputy, "2026-01-01", end_present="on")
    assert "none of them ends by itself" in text(as_(moderator).post(adding("appointment"), sent))


def test_a_chairmanship_passes_on_in_one_screen(as_, moderator, make_state, chair):
    russia, kyrgyzstan = make_state("Russia"), make_state("Kyrgyzstan")
    before = chair(russia, "2025-01-01")
    sent = {"state": kyrgyzstan.pk, "body": "", "start": "2026-01-01", "end": "12.2026", "public_from": ""}
    assert "one state chairs at a time" in text(as_(moderator).post(adding("chairmanship"), sent))
    as_(moderator).post(adding("chairmanship"), {**sent, "end_present": "on"})
    before.refresh_from_db()
    assert before.end == date(2025, 12, 31)
    assert Chairmanship.objects.chair(date(2026, 12, 31)).state == kyrgyzstan


# --- lists and pages --------------------------------------------------------------------------------------------------


def test_lists_say_who_holds_what_and_what_is_not_public_yet(as_, editor, zas, post, appoint, make_person, freeze):
    freeze("2022-06-01 12:00")
    appoint(zas, post, "2020-01-01", "2022-12-31")
    appoint(make_person("Imangali Tasmagambetov"), post, "2023-01-01")
    client = as_(editor)
    assert "Secretary General" in text(client.get(listed("person")))
    assert 'field-holders">Stanislav Zas<' in text(client.get(listed("post")))
    page = text(client.get(listed("appointment")))
    assert page.count("not public before 01.01.2023") == 1
    coming = text(client.get(listed("appointment"), {"tense": "coming"}))
    assert "Tasmagambetov" in coming
    assert "Stanislav" not in coming


def test_a_person_has_all_appointments_and_the_next_one_is_begun_there(as_, moderator, editor, zas, post, appoint):
    appointment = appoint(zas, post, "2020-01-01", "2022-12-31")
    page = text(as_(moderator).get(at(zas)))
    assert at(appointment) in page
    assert f"{adding('appointment')}?person={zas.pk}" in page
    assert f'<option value="{zas.pk}" selected>Stanislav Zas' in text(
        as_(moderator).get(adding("appointment"), {"person": zas.pk})
    )
    assert adding("appointment") not in text(as_(editor).get(at(zas)))


def test_lists_cost_the_same_for_few_and_for_many(as_, editor, post, make_person, make_post, appoint):
    client, spent = as_(editor), []
    for number in (1, 12):
        for _ in range(number):
            appoint(make_person(f"Person {number}"), make_post("Official"), "2020-01-01")
        with CaptureQueriesContext(connection) as queries:
            for kind in KINDS:
                client.get(listed(kind))
        spent.append(len(queries))
    assert spent[0] == spent[1]


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_editors_look_and_moderators_write(kind, as_, editor, moderator):
    assert as_(editor).get(listed(kind)).status_code == 200
    assert as_(editor).get(adding(kind)).status_code == 403
    assert as_(moderator).get(adding(kind)).status_code == 200


def test_an_editor_reads_an_appointment_and_changes_nothing(as_, editor, zas, post, appoint):
    appointment = appoint(zas, post, "2020-01-01", None)
    assert "01.01.2020" in text(as_(editor).get(at(appointment)))
    assert as_(editor).post(at(appointment), typed(zas, post, "2021-01-01")).status_code == 403
    assert as_(editor).post(at(zas), {"own_language": "en", **called(("name", "X"))}).status_code == 403


def test_what_others_rely_on_stays(as_, moderator, zas, post, appoint, make_state, chair):
    appoint(zas, post, "2020-01-01")
    state = make_state("Belarus")
    chair(state, "2020-01-01")
    for thing in (zas, post, post.body, state):
        assert "protected" in text(as_(moderator).post(at(thing, "delete"), {"post": "yes"}))
        thing.refresh_from_db()


def test_an_appointment_that_a_text_names_stays_and_one_that_none_names_goes(as_, moderator, zas, post, appoint, write):
    appointment = appoint(zas, post, "2020-01-01")
    write("draft", people=[appointment.pk])
    answer = as_(moderator).post(at(appointment, "delete"), {"post": "yes"}, follow=True)
    assert "was not deleted: texts or other records name it" in text(answer)
    other = appoint(zas, post, "2010-01-01", "2011-01-01")
    as_(moderator).post(at(other, "delete"), {"post": "yes"})
    assert list(Appointment.objects.all()) == [appointment]


def test_lists_offer_no_deletion_of_many(as_, moderator, zas):
    for kind in KINDS:
        page = text(as_(moderator).get(listed(kind)))
        assert "delete_selected" not in page


ODD = ["9" * 30, "abc", "-1", "\x00", "a" * 5000]


@pytest.mark.parametrize("value", ODD)
def test_odd_values_are_answered(value, as_, moderator, zas, post, make_state):
    client = as_(moderator)
    for field in ("person", "post", "start", "end", "public_from", "acting", "end_present", "end_unknown"):
        assert client.post(adding("appointment"), {**typed(zas, post, "2020-01-01"), field: value}).status_code < 500
    for field in ("state", "body", "start"):
        sent = {"state": make_state("X").pk, "body": "", "start": "2020-01-01", "end": "", field: value}
        assert client.post(adding("chairmanship"), sent).status_code < 500
    for kind in NAMED:
        sent = {"own_language": value, "parent": value, "body": value, "state": value, "code": value, "slug": value}
        assert client.post(adding(kind), {**sent, **called((value, value))}).status_code < 500
    for kind in KINDS:
        for asked in ({"q": value}, {"person": value, "post": value, "state": value}, {"tense": value}):
            assert client.get(listed(kind), asked).status_code < 500
    asked = {"person": value, "post": value, "start": value, "state": value}
    assert client.get(adding("appointment"), asked).status_code < 500
    assert client.get(adding("chairmanship"), asked).status_code < 500
