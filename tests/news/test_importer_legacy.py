"""The old site's pages, shape by shape (docs/old-pages.md has the list): each is read rightly or says what is missing.

The pages in tests/fixtures/legacy are of our own writing; their names begin with the number of the shape.
"""

from datetime import date
from pathlib import Path

import pytest

from news.importer import Unreadable, read_page

PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "legacy"
EXHIBITION = "An exhibition of maps opened in the Secretariat"
FIRST = "<p>On March 2 an exhibition of old maps opened in the building of the Secretariat.</p>"
SECOND = "<p>It shows forty sheets and will be open for a month.</p>"


def page(name):
    return read_page((PAGES / f"{name}.txt").read_bytes())


def fields_of(problems):
    return [problem.field for problem in problems]


# name of the page, headline, date, byline, how many blocks its body has
READ = [
    ("01-dated-latest-news", EXHIBITION, (2021, 3, 2), "The CSTO Press Secretary Vladimir Zaynetdinov", 2),
    ("01-dated-latest-news-then-date-alone", EXHIBITION, (2021, 3, 2), "", 1),
    ("02-undated-latest-news", EXHIBITION, (2021, 3, 2), "", 2),
    ("02-undated-latest-news-close-together", EXHIBITION, (2021, 3, 2), "", 2),
    (
        "03-headline-first",
        "The library of the Secretariat received two hundred books",
        (2019, 4, 11),
        "CSTO spokesman Vladimir Zainetdinov",
        1,
    ),
    ("04-headline-twice", "A meeting on the training of interpreters was held", (2023, 11, 23), "", 1),
    ("04-headline-in-other-words", "The joint exercise “West Screen” has begun", (2018, 9, 4), "", 1),
    ("05-date-alone", "The new year of studies has begun at the language courses", (2025, 11, 24), "", 1),
    ("06-date-glued", "The ministers will talk by video link", (2020, 5, 21), "", 2),
    ("09-document-beside-the-date", "The list of terms was approved", (2022, 6, 10), "", 1),
    ("09-documents-below-the-date", "The list of terms was approved", (2021, 5, 19), "", 2),
    (
        "11-announcement",
        "Announcement: Meetings of three bodies will be held in Bishkek",
        (2019, 11, 12),
        "",
        1,
    ),
    ("12-announcement-rewritten", "The Secretary General had a meeting with the scholars", (2022, 5, 18), "", 1),
    (
        "13-spokesmans-service",
        "A press tour to the training ground was held",
        (2020, 10, 13),
        "The CSTO Spokesman's Service Department",
        1,
    ),
    (
        "14-links-in-one-line",
        "The reading room is open again",
        (2019, 2, 5),
        "CSTO spokesman Vladimir Zainetdinov",
        1,
    ),
    ("15-agency-reprint", "Agency: the exercise of rescuers will last five days", (2021, 4, 15), "", 2),
    ("15-newspaper-reprint", "The newspaper on the work of the map makers", (2021, 7, 8), "George Asatryan", 4),
    ("16-interview", "Interview with the head of the library", (2020, 3, 3), "", 5),
    ("17-speech", "The Secretary General greeted the participants of the conference", (2024, 10, 9), "", 6),
    ("17-statement", "Statement of the ministers on the anniversary", (2021, 5, 26), "", 6),
    ("18-lists", "The priorities of the year were named", (2024, 1, 17), "", 6),
    ("19-quotes", 'Exercises “Echelon-2019” and "Search-2019" were discussed', (2019, 10, 1), "", 3),
    ("20-spaces-and-video", "The Permanent Council met in Moscow", (2017, 10, 12), "", 2),
    ("21-image-residue", "Children sent their drawings to the Secretariat", (2019, 3, 1), "", 3),
    ("21-caption-below-the-date", "Children sent their drawings to the Secretariat", (2019, 3, 1), "", 1),
    ("22-mixed-alphabets", "The CSTO CRRF and the XI International forum", (2018, 6, 14), "", 1),
    ("24-press-message", "Состоялось заседание совета", (2009, 3, 12), "", 3),
    ("30-message", "Message of greeting to the chairman of the council", (2021, 8, 30), "", 2),
]


@pytest.mark.parametrize(("name", "headline", "day", "byline", "blocks"), READ, ids=[row[0] for row in READ])
def test_a_page_of_this_shape_is_read_rightly(name, headline, day, byline, blocks):
    read = page(name)
    assert (read.headline, read.date, read.byline) == (headline, date(*day), byline)
    assert len(read.body.splitlines()) == blocks
    assert read.problems == ()


@pytest.mark.parametrize("name", [path.stem for path in sorted(PAGES.glob("*.txt")) if path.stem != "list-of-articles"])
def test_no_body_holds_the_headline_the_date_or_the_links_of_the_old_page(name):
    read = page(name)
    lowered = read.body.casefold()
    for link in ("go back</p>", "back to the section", "back to the all news", "назад", "ко всем новостям"):
        assert link not in lowered
    if not read.problems:
        assert f"<p>{read.headline}</p>" not in read.body
        assert f"{read.date:%d.%m.%Y}" not in read.body


# --- latest news before the headline ----------------------------------------------------------------------------------


def test_the_dates_of_latest_news_are_never_the_articles():
    for name in ("01-dated-latest-news", "01-dated-latest-news-then-date-alone"):
        assert page(name).date == date(2021, 3, 2)
        assert page(name).body.startswith(FIRST)
        assert "Left out, 3 entries of latest news above the headline." in page(name).notes


def test_latest_news_without_dates_is_left_out_too():
    for name in ("02-undated-latest-news", "02-undated-latest-news-close-together"):
        assert page(name).body == f"{FIRST}\n{SECOND}"


def test_latest_news_that_cannot_be_told_from_the_article_is_left_to_a_person():
    read = page("01-dated-latest-news-of-two-paragraphs")
    assert read.date is None
    assert fields_of(read.problems) == ["date", "headline"]


def test_lines_before_a_date_that_may_be_the_text_are_kept_and_left_to_a_person():
    read = page("02-lines-that-may-be-news-or-text")
    assert fields_of(read.problems) == ["headline"]
    assert "forty sheets" in read.body


# --- what is not guessed ----------------------------------------------------------------------------------------------


def test_a_page_without_a_date_says_which_dates_its_text_names_and_takes_none():
    read = page("07-no-date")
    assert read.date is None
    assert [problem.sentence for problem in read.problems] == [
        "It has no date of its own. Its text names: April 19, this year; May 22, 2019."
    ]


def test_a_date_in_words_below_the_headline_belongs_to_the_text():
    read = page("10-dates-in-the-text")
    assert read.date is None
    assert read.body.startswith("<p>May 22, 2019</p>")
    assert "<p>(17 November 2021, Moscow)</p>" in read.body


def test_a_document_that_begins_with_its_day_has_no_headline():
    read = page("29-document-without-headline")
    assert (read.headline, read.kind) == ("", "document")
    assert fields_of(read.problems) == ["date", "headline"]
    assert read.body.startswith("<p>dated October 07, 2002</p>")


def test_a_message_that_begins_with_whom_it_addresses_has_no_headline():
    read = page("30-message-without-headline")
    assert read.headline == ""
    assert "Dear Alexander Grigorievich," in read.body
    assert "It has no headline: it begins with “Dear Alexander Grigorievich,”." in str(read.problems[1].sentence)


def test_a_list_of_articles_is_no_article():
    with pytest.raises(Unreadable, match="a list of articles"):
        page("list-of-articles")


# --- what the body is made of -----------------------------------------------------------------------------------------


def test_documents_are_named_and_leave_the_text():
    assert page("09-document-beside-the-date").documents == ("39357fa0b754.docx",)
    read = page("09-documents-below-the-date")
    assert read.documents == ("Annex 1.pdf", "Annex 2.pdf")
    assert "Annex" not in read.body
    assert read.notes == ("It offers documents, which are not imported: Annex 1.pdf, Annex 2.pdf",)


def test_dashes_below_a_colon_and_numbers_in_a_row_become_lists():
    body = page("18-lists").body
    assert "<ul><li>training of interpreters;</li><li>exchange of maps;</li><li>a common glossary.</li></ul>" in body
    assert "<ol><li>On the glossary.</li><li>On the archive.</li><li>On the map room.</li></ol>" in body
    assert "<p>The first.</p>" in body


def test_questions_and_answers_keep_their_dashes():
    read = page("16-interview")
    assert read.kind == "interview"
    assert "<p>— How many books do you have?</p>" in read.body
    assert "<p>- Who reads them?</p>" in read.body
    assert "<li>" not in read.body


def test_a_speech_has_its_capital_line_as_a_heading_and_its_list():
    read = page("17-speech")
    assert read.kind == "speech"
    assert read.body.startswith("<h2>WELCOME SPEECH</h2>\n<p>of the Secretary General at the conference")
    assert "<p>Dear colleagues!</p>" in read.body
    assert "<li>that it is described;</li>" in read.body


def test_a_statement_keeps_its_numbers_and_has_its_chapters_as_headings():
    read = page("17-statement")
    assert read.kind == "statement"
    assert "<p>Unofficial translation</p>\n<h2>I. The rules</h2>" in read.body
    assert "<p>1.1 The Observer shall receive the papers in time.</p>" in read.body


def test_an_agencys_dateline_stays_in_its_paragraph():
    assert page("15-agency-reprint").body.startswith("<p>MOSCOW, April 15. / TASS /. The exercise")


def test_a_photos_credit_stays_when_the_author_beside_it_becomes_the_byline():
    body = page("15-newspaper-reprint").body
    assert body.startswith("<p>How a map is drawn</p>\n<p>Photo: JOURNAL / Alexander Kazakov</p>")


def test_only_spaces_inside_quotation_marks_are_mended():
    body = page("19-quotes").body
    assert '<p>The exercise "Echelon-2019" follows the exercise «Search-2019».</p>' in body
    assert '<p>"The plan is ready", said the chief. “Nobody doubts it", he added.</p>' in body


def test_a_paragraph_that_is_one_quotation_is_marked_as_such():
    assert page("19-quotes").body.splitlines()[-1].startswith("<blockquote><p>“We have prepared")


def test_spaces_are_single_and_left_over_links_are_gone():
    read = page("20-spaces-and-video")
    assert read.body == (
        "<p>The member States were represented by their envoys.</p>\n<p>The chairman opened the meeting</p>"
    )


def test_names_of_pictures_leave_the_text_and_are_told():
    read = page("21-image-residue")
    assert read.body.startswith("<p>In the period from January to March")
    assert "<p>The best ones hang in the hall.</p>" in read.body
    assert "IMG-20190301-WA0012.jpg, ZVF_3978.JPG, DSC_0001.jpg" in read.notes[-1]


def test_the_russian_headline_below_an_english_one_is_a_caption():
    for name in ("21-image-residue", "21-caption-below-the-date"):
        read = page(name)
        assert "Дети" not in read.body
        assert any("Дети прислали" in note for note in read.notes)


def test_letters_of_the_wrong_alphabet_are_put_right_and_russian_words_stay():
    read = page("22-mixed-alphabets")
    assert read.headline.isascii()
    assert "The forces of the CSTO held the XI forum. The word «мир» means peace." in read.body


# --- Russian pages, long headlines, kinds -----------------------------------------------------------------------------


def test_a_russian_page_is_read_like_an_english_one():
    read = page("23-russian")
    assert read.language == "ru"
    assert read.headline.startswith("В Секретариате открылась выставка карт")
    assert read.date == date(2016, 3, 2)
    assert read.byline == "Пресс-секретарь ОДКБ Владимир Зайнетдинов"
    assert "государств – членов и Н.Бордюжа." in read.body
    assert "<p>Собрание карт пополнилось:</p>\n<ul><li>картой гор;</li><li>картой рек.</li></ul>" in read.body
    assert read.problems == ()


def test_a_headline_of_250_characters_is_whole():
    assert len(page("26-long-headline").headline) > 240


def test_a_headline_over_300_characters_is_left_to_a_person():
    read = read_page(b"Long " * 70 + b"\n01.02.2020\nThe text.")
    assert [problem.sentence for problem in read.problems] == [
        "Its headline has 349 characters; at most 300 can be stored."
    ]


def test_everything_else_is_news():
    kinds = {path.stem: page(path.stem).kind for path in PAGES.glob("[0-9]*.txt")}
    special = {name: kind for name, kind in kinds.items() if kind != "news"}
    assert special == {
        "11-announcement": "announcement",
        "16-interview": "interview",
        "17-speech": "speech",
        "17-statement": "statement",
        "29-document-without-headline": "document",
    }
