"""What holds for every file, also for those nobody thought of: it is read or refused, in time, and loses no word."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from news.importer import Page, Unreadable, read_page
from publishing.sanitising import clean_html, plain_text

PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "shapes"
FILES = {path.stem: path.read_bytes() for path in sorted(PAGES.glob("*.txt"))}
READABLE = [name for name in FILES if not name.startswith("list-page")]
RUSSIAN = "Постоянный совет обсудил календарь\n\n05.04.2022\n\nПослы встретились – «мир».\n\nПресс-служба ОДКБ\n"
LINKS = {"go back", "back to the section", "back to the all news", "назад", "назад в раздел", "ко всем новостям"}
DAY = re.compile(r"\d\d\.\d\d\.\d{4}")


def attempt(data):
    """The Page, or the sentence of the refusal. Anything else that is raised fails the test."""
    try:
        return read_page(data)
    except Unreadable as refusal:
        return str(refusal)


def letters(text):
    return "".join(char for char in text.casefold() if char.isalnum())


# --- encodings --------------------------------------------------------------------------------------------------------

ENCODED = {
    "utf-8": RUSSIAN.encode(),
    "utf-8 with its mark": RUSSIAN.encode("utf-8-sig"),
    "utf-16 le with its mark": b"\xff\xfe" + RUSSIAN.encode("utf-16-le"),
    "utf-16 be with its mark": b"\xfe\xff" + RUSSIAN.encode("utf-16-be"),
    "utf-16 le": RUSSIAN.encode("utf-16-le"),
    "utf-16 be": RUSSIAN.encode("utf-16-be"),
    "cp1251": RUSSIAN.encode("cp1251"),
    "cp1251 taken for latin-1": RUSSIAN.encode("cp1251").decode("latin-1").encode(),
    "cp1251 taken for cp1252": RUSSIAN.encode("cp1251").decode("cp1252").encode(),
    "lines of windows": RUSSIAN.replace("\n", "\r\n").encode("cp1251"),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED.keys())
def test_a_russian_page_reads_the_same_in_every_encoding(data):
    read = read_page(data)
    assert (read.headline, read.byline) == ("Постоянный совет обсудил календарь", "Пресс-служба ОДКБ")
    assert (read.body, f"{read.date:%d.%m.%Y}") == ("<p>Послы встретились – «мир».</p>", "05.04.2022")
    assert (read.language, read.problems) == ("ru", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_an_english_page_reads_the_same_in_every_encoding(encoding):
    text = FILES["no-sidebar"].decode()
    assert read_page(text.encode(encoding)).body == read_page(text.encode()).body


@pytest.mark.parametrize("word", ["Élysée", "Düsseldorf", "Ağrı", "Orbán and Čapek", "naïve café"])
def test_western_letters_are_not_taken_for_broken_russian_ones(word):
    assert word in read_page(f"The envoys met\n\n05.04.2022\n\nThey spoke of {word}.".encode()).body


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 99, b"Go back\n"]
)
def test_what_holds_no_text_is_refused_in_a_sentence(data):
    assert re.fullmatch(r"It .+\.", attempt(data))


def test_a_file_over_two_megabytes_is_refused():
    assert "larger than 2 MB" in attempt(b"a" * 2_000_001)


# --- nothing else is raised, and the same bytes are the same page -----------------------------------------------------


def same_twice(data):
    first = attempt(data)
    assert first == attempt(data)
    if isinstance(first, Page):
        assert (first.date is None) == any(problem.field == "date" for problem in first.problems)
        assert first.headline or any(problem.field == "headline" for problem in first.problems)
        if len(first.body.encode()) <= 200_000:
            assert clean_html(first.body) == first.body


@given(st.binary(max_size=400))
@example(b"05.04.2022")
@example(b"\xff\xfe\x00\xd8")
@example("05.04.2022\n05.04.2022\n05.04.2022".encode("utf-16"))
def test_any_bytes_are_read_or_refused(data):
    same_twice(data)


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_text_is_read_or_refused(lines):
    same_twice("\n".join(lines).encode(errors="replace"))


PIECES = [line for data in FILES.values() for line in data.decode().splitlines() if line.strip()]


@given(st.lists(st.sampled_from(sorted(set(PIECES))), max_size=25), st.booleans())
def test_the_lines_of_all_pages_in_any_order_are_read_or_refused(lines, blank):
    same_twice(("\n\n" if blank else "\n").join(lines).encode())


@given(st.sampled_from(sorted(FILES)), st.integers(0, 3000), st.integers(0, 40), st.binary(max_size=6))
def test_a_damaged_page_is_read_or_refused(name, place, length, instead):
    data = FILES[name]
    same_twice(data[:place] + instead + data[place + length :])


# --- no word is lost --------------------------------------------------------------------------------------------------


def told(read):
    """All that an editor sees of a page, letters only."""
    shown = [read.headline, plain_text(read.body), read.byline, *read.documents, *read.notes]
    return letters(" ".join([*shown, *(problem.sentence for problem in read.problems)]))


def line_is_told(line, everything):
    """Whether a line is shown, without the marks and the date that a rule takes from it."""
    bare = DAY.sub("", re.sub(r"^\s*(?:[-–—•]|\d+[.)])\s", "", line))
    bare = re.sub(r"(?i)download document|\(video\)|\.jpg(?=[A-Z])", " ", bare)
    return line.casefold().strip() in LINKS or all(letters(part) in everything for part in bare.split(" "))


@pytest.mark.parametrize("name", [name for name in READABLE if name != "mixed-letters"])
def test_every_line_is_shown_or_told_or_counted_as_latest_news(name):
    read = read_page(FILES[name])
    everything = told(read)
    missing = [line for line in FILES[name].decode().splitlines() if not line_is_told(line, everything)]
    counted = sum(int(number) for number in re.findall(r"(\d+) entr(?:y|ies) of latest news", " ".join(read.notes)))
    assert len(missing) <= counted, missing


WORDS = st.lists(st.sampled_from('the envoys met CSTO Moscow — 5% «мир» & <b> "so" it\'s 2019 of'.split()), min_size=4)
SENTENCE = WORDS.map(lambda words: "Then " + " ".join(words) + ".")


@given(st.lists(SENTENCE, min_size=1, max_size=9))
def test_sentences_below_a_headline_and_its_date_are_all_in_the_text_in_their_order(sentences):
    headline = "The Permanent Council discussed the calendar"
    page = "\n\n".join([headline, f"{headline} 05.04.2022", *sentences, "CSTO Press Service", "Go back"])
    read = read_page(page.encode())
    assert letters(plain_text(read.body)) == letters("".join(sentences))


# --- time -------------------------------------------------------------------------------------------------------------

HOSTILE = {
    "one long word": "a",
    "one line of words": "word ",
    "dashes": "-",
    "lines of dashes": "- a;\n",
    "dates": "01.02.2020\n",
    "dates in one line": "01.02.2020 ",
    "dates behind words": "x 01.02.2020\n",
    "nearly dates": "a 01.02.202\n",
    "short lines": "ab cd\n",
    "quotation marks": '" ',
    "questions and answers": "— a?\n— b.\n",
    "numbers": "1. a\n",
    "chapters": "I. A\n",
    "mixed letters": "Сa ",
    "nearly bylines": "Of ",
    "bylines": "CSTO press ",
    "credits": "Photo: a\nAaa Bbb\n",
    "names of pictures": "a.jpg",
    "nearly documents": "download document ",
    "links": "back ",
    "lines of links": "go back\n",
    "broken Russian": "ÑÎÎ ",
    "carriage returns": "a\r",
}


def calls(data):
    """How many function calls it takes to read the file, those into C included: no busy machine bends that measure."""
    count = 0

    def counter(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counter)
    try:
        attempt(data)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_as_much_text_takes_at_most_about_twice_as_many_steps(unit):
    few, many = (calls(f"Headline of the page\n05.04.2022\n{unit * count}".encode()) for count in (2000, 4000))
    assert many <= 2.2 * few + 500


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_of_nearly_two_megabytes_is_read_or_refused(unit):
    assert attempt((unit * (1_900_000 // len(unit.encode()))).encode())
