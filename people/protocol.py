"""The protocol order, the one rule for every list of states and officials, on every page and in every language.

States stand by their name in the language of the page, the chairing state first where a list says so; those of no
state (the organisation's own officials) after them. Within a state: heads of state, then of government, ministers,
secretaries, representatives, officials; then the order of their posts; ties by name. Source: the organisation's own
texts, which list the states alphabetically in the language of the text.
"""

import unicodedata

# Where the order of the code points is not that of the alphabet. In Russian ё sorts as е, so it needs none.
ALPHABETS = {
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
}


def collation_key(text, language):
    """Sorts words as a dictionary of that language does: without case, accents of Latin letters, or punctuation."""
    alphabet = ALPHABETS.get(language, "")
    places = []
    for letter in unicodedata.normalize("NFC", text.casefold()):
        if letter in alphabet:
            places.append(ord("а") + alphabet.index(letter))
            continue
        letter = letter if letter == "й" else unicodedata.normalize("NFD", letter)[0]
        if letter.isalnum() or letter == " ":
            places.append(ord(letter))
    return places, text


def place_of_state(state, language, chair_id=None):
    """Where a state stands. `chair_id` is the state that chairs, where the list shows it first."""
    if state is None:
        return 2, ()
    return int(state.pk != chair_id), collation_key(state.name_in(language).text, language)


def place_of_holder(appointment, language, chair_id=None):
    """Where a holder stands; needs `with_names`."""
    post = appointment.post
    name = collation_key(appointment.person.sorted_name(language), language)
    return *place_of_state(post.state, language, chair_id), post.rank, post.order, name


def in_protocol_order(appointments, language, chair_id=None):
    """Appointments (with_names) as every list shows them."""
    return sorted(appointments, key=lambda appointment: place_of_holder(appointment, language, chair_id))


def states_in_order(states, language, chair_id=None):
    return sorted(states, key=lambda state: place_of_state(state, language, chair_id))
