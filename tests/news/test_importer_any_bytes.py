"""Whatever the bytes: a page or a sentence, never another error, and in linear time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.importer import MAX_BYTES, Page, Unreadable, read_page
from news.importer.page import MOST_LINES

# What pages of the old site are made of, a piece a line.
PIECES = st.sampled_from(
    """20.01.2020
The Council met
The Council met 20.01.2020
20.01.2020It met.
31.02.2020
05/08/2020 08:00:00
May 22, 2019
- one;
— Who?
1. a
2. b
• c
priorities:
I. Rules
WELCOME SPEECH
“Quoted ”
Дорогие друзья!
СRRF
Ñîâåò ïðèíÿë
a.jpg
(Video)
Photo: X / Y
George Asatryan
CSTO spokesman Vladimir Zainetdinov
Download document a.pdf
Go back
""".splitlines()
)
PAGES = st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=25).map("\n".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1251", "latin-1"])


def page_or_sentence(data):
    try:
        return read_page(data)
    except Unreadable as refusal:
        return str(refusal)


def assert_page_or_sentence(data):
    read = page_or_sentence(data)
    if isinstance(read, Page):
        asked = {problem.field for problem in read.problems}
        assert (read.date is None) == ("date" in asked)
        assert read.headline or "headline" in asked
        assert read.body or "body" in asked
    else:
        assert read.endswith(".")


@given(st.binary(max_size=3000))
def test_any_bytes_are_a_page_or_a_sentence(data):
    assert_page_or_sentence(data)


@given(PAGES, ENCODINGS)
def test_any_page_in_any_encoding_is_a_page_or_a_sentence(text, encoding):
    assert_page_or_sentence(text.encode(encoding, errors="replace"))


WORST = [
    "a",
    "я",
    "\n",
    " ",
    "\u00a0",
    '" ',
    "“ ",
    "- a\n",
    "— a?\n",
    "1. a\n",
    "• a\n",
    "20.01.2020\n",
    "a 20.01.2020\n",
    "20.01.2020a\n",
    "20.01.2020",
    "(Video) ",
    "a.jpg",
    "A. ",
    "Back ",
    "Download document ",
    "The Press Secretary ",
    "Photo: X\n",
    "Aa Bb\nPhoto: X\n",
    "I. A\n",
    "и\u0306",
    "сc",
    "\u0300",
    "Ñ",
    "Ð\u0090",
    "May 1, ",
    "<p>",
    "Dear ",
]


@pytest.mark.parametrize("piece", WORST, ids=repr)
def test_a_long_page_of_the_worst_pieces_is_read_in_linear_time(piece):
    """Each step that looked at all pairs of lines or letters would take minutes."""
    times = min(300_000 // len(piece.encode()), MOST_LINES - 10 if "\n" in piece else MAX_BYTES)
    data = ("The Council met\n20.01.2020\n" + piece * times).encode()
    began = time.process_time()
    assert_page_or_sentence(data)
    assert time.process_time() - began < 3


def test_the_largest_page_takes_seconds():
    began = time.process_time()
    assert_page_or_sentence(("The Council met\n20.01.2020\n" + "The “Council met ” again. " * 71_000).encode())
    assert time.process_time() - began < 10
