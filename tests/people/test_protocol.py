"""The order of states and officials, in two languages."""

import pytest

from people.models import Appointment, Rank
from people.protocol import collation_key, in_protocol_order, states_in_order

pytestmark = pytest.mark.django_db

STATES = [
    ("Armenia", "Армения"),
    ("Belarus", "Беларусь"),
    ("Kazakhstan", "Казахстан"),
    ("Kyrgyzstan", "Киргизия"),
    ("Russia", "Россия"),
    ("Tajikistan", "Таджикистан"),
]


@pytest.fixture
def states(make_state):
    found = {name: make_state(name, ru=russian) for name, russian in reversed(STATES)}
    return found | {"Afghanistan": make_state("Afghanistan", ru="Афганистан", status="observer")}


def test_states_stand_by_their_name_in_the_language_of_the_page(states):
    english = [str(state) for state in states_in_order(states.values(), "en")]
    russian = [str(state) for state in states_in_order(states.values(), "ru")]
    six = ["Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan"]
    assert english == ["Afghanistan", "Armenia", *six]
    assert russian == ["Armenia", "Afghanistan", *six]


def test_the_chair_stands_first_where_it_is_asked_for(states):
    in_order = states_in_order(states.values(), "en", chair_id=states["Kyrgyzstan"].pk)
    assert [str(state) for state in in_order][:3] == ["Kyrgyzstan", "Afghanistan", "Armenia"]


def test_within_a_state_rank_then_order_then_surname(states, make_post, make_person, appoint):
    russia, armenia = states["Russia"], states["Armenia"]
    ranks = [("Representative", Rank.REPRESENTATIVE), ("Minister", Rank.MINISTER), ("President", Rank.HEAD_OF_STATE)]
    for name, rank in ranks:
        appoint(make_person(f"Russian {name}"), make_post(name, state=russia, rank=rank), "2020-01-01")
    two = make_post("Representative", state=armenia, rank=Rank.REPRESENTATIVE, several=True)
    for name in ("Zara Adamyan", "Aram Zoryan"):
        appoint(make_person(name), two, "2020-01-01")
    appoint(make_person("Head of Secretariat"), make_post("Secretary General", rank=Rank.HEAD), "2020-01-01")
    shown = [str(one.person) for one in in_protocol_order(Appointment.objects.with_names(), "en")]
    armenians, russians = shown[:2], shown[2:5]
    assert armenians == ["Zara Adamyan", "Aram Zoryan"]
    assert russians == ["Russian President", "Russian Minister", "Russian Representative"]
    assert shown[5:] == ["Head of Secretariat"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ["Ежов", "Ёлкин", "Жуков", "Иванов", "Йорданов"]),
        ("kk", ["Абай", "Әлия", "Бауыржан", "Ғалым", "Дана", "Қанат", "Лаура"]),
        ("en", ["Élise", "Emil", "Zoe"]),
    ],
)
def test_words_sort_as_in_a_dictionary_of_their_language(language, words):
    shuffled = sorted(words, key=lambda word: word[::-1])
    assert sorted(shuffled, key=lambda word: collation_key(word, language)) == words
