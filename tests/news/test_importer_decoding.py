"""From bytes to text: each encoding the old site used, and what is no text at all."""

import pytest

from news.importer import MAX_BYTES, Unreadable, read_page
from news.importer.decoding import decode

ENGLISH = "The Council met\n\n12.10.2017\n\nIt discussed the “Rules” – and adopted them.\n"
RUSSIAN = "Состоялось заседание совета\n\n12.03.2009\n\nСовет обсудил «Правила» – и утвердил их. Ёлка, съезд, № 5.\n"


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN], ids=["english", "russian"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
def test_a_page_reads_the_same_in_every_encoding(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_utf_16_with_its_mark_in_either_order():
    assert decode(b"\xff\xfe" + RUSSIAN.encode("utf-16-le")).lstrip("\ufeff") == RUSSIAN
    assert decode(b"\xfe\xff" + RUSSIAN.encode("utf-16-be")).lstrip("\ufeff") == RUSSIAN


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_windows_1251_that_was_served_as_latin_1_is_russian_again(wrong):
    text = RUSSIAN.replace("ъ", "ь")
    served = text.encode("cp1251").decode(wrong).encode("utf-8")
    assert decode(served) == text


def test_a_single_russian_line_served_as_latin_1_is_mended_inside_an_english_page():
    text = "ÑÎÎÁÙÅÍÈÅ ÄËß ÏÅ×ÀÒÈ\nNon official traslation\nThe Council met in the café of Zürich.\n"
    assert decode(text.encode()).splitlines() == [
        "СООБЩЕНИЕ ДЛЯ ПЕЧАТИ",
        "Non official traslation",
        "The Council met in the café of Zürich.",
    ]


def test_utf_8_that_was_served_as_latin_1_is_russian_again():
    assert decode(RUSSIAN.encode().decode("latin-1").encode()) == RUSSIAN


def test_western_letters_are_left_alone():
    text = "The envoy José Nuñez visited Köln. Ça va.\n"
    assert decode(text.encode()) == text
    assert decode(text.encode("cp1252")) == text
    assert decode("The Map® – § 5".encode("cp1252")) == "The Map® – § 5"


def test_labels_of_the_old_press_message_are_not_the_headline():
    read = read_page("ÑÎÎÁÙÅÍÈÅ ÄËß ÏÅ×ÀÒÈ\nNon official traslation\nThe Council met\n12.10.2009\nIt met.\n".encode())
    assert read.headline == "The Council met"
    assert "<p>Non official traslation</p>" in read.body


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "It is empty."),
        (b" \r\n\t ", "It is empty."),
        ("\ufeff\u00a0\u200b".encode(), "It holds no text."),
        (b"Go back\nBack to the section\n", "It holds no text."),
        (b"%PDF-1.4 and so on", "It is a PDF file, not text."),
        (b"PK\x03\x04....", "It is a ZIP file, not text."),
        (b"\x89PNG\r\n\x1a\n", "It is a PNG file, not text."),
        (bytes(range(256)) * 20, "It is not text but a file for programs."),
        (b"The Council\x00met", "It is not text but a file for programs."),
        (b"<!DOCTYPE html><p>The Council met", "It is an HTML file. Save the page as text and import that."),
        (b" <html lang=en>", "It is an HTML file. Save the page as text and import that."),
        (b"a\n" * 10_001, "It has more than 10000 lines, more than any page."),
        (b"a" * (MAX_BYTES + 1), "It is larger than 2 MB, more than any page."),
        ("Заседание совета".encode()[:-1], "Its UTF-8 is damaged at byte 29. Fetch the page again."),
        (
            b"\xff\xfeabc",
            "It says that it is UTF-16, but is damaged at byte 4. Fetch the page again.",
        ),
        (b"Caf\x98 au lait", "Its letters are neither UTF-8 nor UTF-16 nor Windows-1251."),
    ],
)
def test_what_is_no_page_says_why(data, sentence):
    with pytest.raises(Unreadable) as refusal:
        read_page(data)
    assert str(refusal.value) == sentence


def test_letters_that_were_lost_before_are_a_persons_to_complete():
    read = read_page("The Council met\n12.10.2017\nIt met in the H\ufffdtel.\n".encode())
    assert [problem.sentence for problem in read.problems] == [
        "1 letter was lost before it came here; a “\ufffd” stands in its place."
    ]


def test_the_raw_text_is_kept_whole():
    assert read_page(RUSSIAN.encode("cp1251")).text == RUSSIAN
