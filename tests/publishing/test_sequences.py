"""How sequences correspond: rightly for any two, and with work in proportion to their length."""

import itertools
from collections import Counter
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.sequences import MOST_EDITS, align, fewest_edits, matches

LETTERS = st.lists(st.sampled_from("abcdef"), max_size=14)


def longest_common(old, new):
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            longer = max(lengths[i][j + 1], lengths[i + 1][j])
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if one == other else longer
    return lengths[-1][-1]


@given(LETTERS, LETTERS)
def test_matches_are_equal_items_in_order_and_as_many_as_there_can_be(old, new):
    for found in (matches(old, new), fewest_edits(old, new)):
        assert all(old[i] == new[j] for i, j in found)
        assert all(one[0] < other[0] and one[1] < other[1] for one, other in itertools.pairwise(found))
    assert len(fewest_edits(old, new)) == longest_common(old, new)


@given(LETTERS, LETTERS)
def test_an_alignment_has_every_item_of_both_once_and_in_order(old, new):
    aligned = align(old, new, lambda letter: Counter([letter, "a word of all"]))
    assert [i for i, _j in aligned if i is not None] == list(range(len(old)))
    assert [j for _i, j in aligned if j is not None] == list(range(len(new)))


def test_what_only_resembles_is_found_again_beside_what_is_new():
    old = ["the council met in moscow", "twelve came", "they spoke of rescue"]
    new = ["a foreword", "another", "the council met in minsk", "thirteen came", "they spoke of rescue at length"]
    assert align(old, new, lambda text: Counter(text.split())) == [
        (None, 0),
        (None, 1),
        (0, 2),
        (1, 3),
        (2, 4),
    ]


class Counted(str):
    """A word that counts how often it is compared."""

    asked = 0

    def __eq__(self, other):
        Counted.asked += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def words(text):
    # Made anew each time: Python compares an object with itself without asking it.
    return [Counted(word) for word in text.split()]


HARD = {
    "one word repeated": lambda n: ("a " * n, "b " + "a " * n + "b"),
    "one word repeated, half of it between others": lambda n: ("a " * n, "a b " * (n // 2)),
    "two words in turn": lambda n: ("a b " * (n // 2), "b a a " * (n // 3)),
    "every word another": lambda n: (" ".join(map(str, range(n))), " ".join(map(str, range(n, 2 * n)))),
    "every second word another": lambda n: (
        "a b c d e f g h " * (n // 8),
        "".join("x" if letter == "c" else letter for letter in "h g f c d e a b " * (n // 8)),
    ),
}


@pytest.mark.parametrize("texts", HARD.values(), ids=HARD)
def test_the_work_grows_with_the_texts_and_no_faster(texts):
    def asked(count):
        old, new = map(words, texts(count))
        Counted.asked = 0
        matches(old, new)
        return Counted.asked

    few, many = asked(400), asked(3200)
    assert many <= 8 * few * 1.5
    assert many <= 2 * 3200 * (MOST_EDITS + 6)


def test_the_measure_sees_work_that_grows_faster():
    def asked(count):
        old, new = map(words, HARD["one word repeated, half of it between others"](count))
        Counted.asked = 0
        SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return Counted.asked

    assert asked(160) > 3 * asked(80)


@pytest.mark.parametrize("count", [100, 800])
def test_paragraphs_that_share_their_words_are_set_side_by_side_one_by_one(count, monkeypatch):
    """Every paragraph changed and all of them alike: each is held against a few others, not against all."""
    from publishing import sequences

    held = []
    alike = sequences.alike
    monkeypatch.setattr(sequences, "alike", lambda one, other: held.append(1) or alike(one, other))
    old, new = ([f"the number is {begin + at}" for at in range(count)] for begin in (0, 5000))
    assert align(old, new, lambda text: Counter(text.split())) == [(at, at) for at in range(count)]
    assert len(held) <= 2 * count
