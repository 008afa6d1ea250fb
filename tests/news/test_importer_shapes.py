"""What an editor may rely on when a page of the old site is read, whatever shape the page has.

The pages in tests/fixtures/shapes are of our own writing, one a shape. Their dates are all 05.04.2022, and every other
date in them is a trap.
"""

from datetime import date
from pathlib import Path

import pytest

from news.importer import Unreadable, read_page
from publishing.sanitising import clean_html

PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "shapes"
NAMES = sorted(path.stem for path in PAGES.glob("*.txt"))
REAL_PAGE = Path(__file__).resolve().parents[3] / "shared" / "legacy" / "000_840457dd638cb6e9.txt"

THE_DAY = date(2022, 4, 5)
COUNCIL = "The Permanent Council discussed the calendar of meetings"
FIRST = "<p>The Permanent Council of the CSTO met in Moscow on Tuesday &amp; heard two reports.</p>"
SECOND = "<p>The envoys agreed to meet again in autumn.</p>"
BYLINE = "The CSTO Press Secretary Vladimir Zaynetdinov"

LISTS = {"list-page", "list-page-of-days"}
UNDATED = {
    "condolences": ["date", "headline"],
    "dated-sidebar-long-teasers": ["date", "headline"],
    "dated-sidebar-page-without-date": ["date", "headline"],
    "headless-document": ["date", "headline"],
    "no-date": ["date"],
}
UNSURE = {**UNDATED, "undated-sidebar-with-speech": ["headline"]}


def page(name):
    return read_page((PAGES / f"{name}.txt").read_bytes())


def read(*lines):
    return read_page("\n\n".join(lines).encode())


def dated(*lines):
    """The page of these lines of text, with a headline and a date above them."""
    return read(COUNCIL, "05.04.2022", *lines)


# --- headline and date ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in NAMES if name not in LISTS | UNSURE.keys()])
def test_a_page_with_a_date_of_its_own_gets_that_date_and_nothing_is_left_to_a_person(name):
    assert (page(name).date, page(name).problems) == (THE_DAY, ())


@pytest.mark.parametrize("name", sorted(UNDATED))
def test_no_date_is_ever_guessed(name):
    assert page(name).date is None


@pytest.mark.parametrize("name", sorted(UNSURE))
def test_what_is_not_sure_is_named_with_the_field_a_person_has_to_complete(name):
    assert [problem.field for problem in page(name).problems] == UNSURE[name]
    assert all(problem.sentence.endswith(".") for problem in page(name).problems)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_of_articles_is_refused_with_its_reason(name):
    with pytest.raises(Unreadable, match="It is a list of articles, not an article."):
        page(name)


@pytest.mark.parametrize(
    ("name", "byline"),
    [
        ("dated-sidebar", BYLINE),
        ("dated-sidebar-of-five", ""),
        ("dated-sidebar-glued-date", ""),
        ("undated-sidebar", BYLINE),
        ("undated-sidebar-no-blank-lines", BYLINE),
        ("no-sidebar", ""),
        ("date-alone", ""),
    ],
)
def test_whatever_stands_around_it_the_article_is_the_same(name, byline):
    read = page(name)
    assert (read.headline, read.body, read.byline) == (COUNCIL, f"{FIRST}\n{SECOND}", byline)


@pytest.mark.parametrize(
    ("name", "count"), [("dated-sidebar", 3), ("dated-sidebar-of-five", 5), ("undated-sidebar", 3)]
)
def test_the_latest_news_that_was_left_out_is_counted(name, count):
    assert f"Left out, {count} entries of latest news above the headline." in page(name).notes


def test_latest_news_above_a_page_without_a_date_never_lends_it_one():
    assert page("dated-sidebar-page-without-date").headline == COUNCIL
    assert "18.09" not in page("dated-sidebar-page-without-date").body


def test_a_second_headline_in_other_words_is_told():
    read = page("second-headline-other-words")
    assert read.headline == "The exercise “Stone Bridge” ended"
    assert read.notes == ("Left out, the second headline: The “Bridge of Stone” exercise has ended",)


def test_a_date_glued_to_the_text_leaves_it():
    assert page("date-glued").body == f"<p>On April 4 the envoys met.</p>\n{SECOND}"


def test_dates_in_other_forms_stay_in_the_text():
    body = page("body-dates").body
    for words in ("May 22, 2019", "(17 November 2021, Moscow)", "February 18, this year.", "October 11, 2017, 00:01"):
        assert f"<p>{words}</p>" in body


@pytest.mark.parametrize("shown", ["31.02.2022", "00.04.2022", "05.13.2022", "5.4.2022", "05/04/2022", "05.04.22"])
def test_a_day_that_does_not_exist_or_is_written_otherwise_is_not_taken(shown):
    read_one = read(COUNCIL, shown, "The envoys met.")
    assert read_one.date is None
    assert "date" in [problem.field for problem in read_one.problems]


@pytest.mark.parametrize("headline", ["Decision of the Council of 05.04.2022", "The plan for 01.01.2022-05.04.2022"])
def test_a_date_that_belongs_to_the_headline_is_not_the_pages(headline):
    read_one = read(headline, "The envoys met.", "They left.")
    assert (read_one.headline, read_one.date) == (headline, None)


def test_a_long_headline_is_whole_and_one_over_300_characters_is_left_to_a_person():
    assert 224 <= len(page("long-headline").headline) <= 300
    assert read("x" * 300, "05.04.2022", "Text.").problems == ()
    assert [problem.field for problem in read("x" * 301, "05.04.2022", "Text.").problems] == ["headline"]


def test_a_page_that_begins_with_an_address_or_a_day_in_words_has_no_headline_and_loses_no_line():
    assert page("condolences").body.startswith("<p>Dear Ivan Petrovich,</p>")
    assert page("headless-document").body.startswith("<p>dated June 03, 1999</p>")
    assert page("headless-document").kind == "document"


# --- byline and footer ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "byline",
    [
        "The CSTO Press Secretary Vladimir Zaynetdinov",
        "CSTO spokesman Vladimir Zainetdinov",
        "The CSTO Press-Secretary V.Zainetdinov",
        "CSTO Spokesman’s Service Department",
        "The CSTO Secretariat Press Service",
        "Acting CSTO Press Secretary Vladimir Zaynetdinov",
        "Пресс-секретарь ОДКБ Владимир Зайнетдинов",
        "Пресс-секретарь ОДКБ В.Зайнетдинов",
        "Пресс-служба Секретариата ОДКБ",
        "Официальный представитель ОДКБ Владимир Зайнетдинов",
        "George Asatryan",
    ],
)
def test_a_byline_in_this_spelling_leaves_the_text(byline):
    read_one = dated("The envoys met.", byline, "Go back")
    assert (read_one.byline, read_one.body) == (byline, "<p>The envoys met.</p>")


@pytest.mark.parametrize(
    "closing",
    [
        "CSTO spokesman Vladimir Zainetdinov said that the envoys would meet again.",
        "This was reported by CSTO spokesman Vladimir Zainetdinov.",
        "The press service of the ministry will inform about the details.",
        "Об этом сообщил пресс-секретарь ОДКБ Владимир Зайнетдинов.",
        "The Permanent Council",
    ],
)
def test_a_closing_sentence_is_no_byline(closing):
    assert dated("The envoys met.", closing).byline == ""
    assert f"<p>{closing}</p>" in dated("The envoys met.", closing).body


ENGLISH = ["Go back", "Back to the section", "Back to the all news"]
RUSSIAN = ["Назад", "Назад в раздел", "Вернуться в раздел", "Ко всем новостям", "Назад ко всем новостям"]


@pytest.mark.parametrize(
    "links", [ENGLISH, ENGLISH[1:], [ENGLISH[0], ENGLISH[2]], *([one] for one in ENGLISH), RUSSIAN, [RUSSIAN[1]]]
)
def test_the_links_at_the_foot_leave_the_text_and_the_byline_above_them_is_found(links):
    read_one = dated("The envoys met.", BYLINE, *links)
    assert (read_one.body, read_one.byline) == ("<p>The envoys met.</p>", BYLINE)


def test_words_of_the_links_inside_the_text_stay():
    body = dated("The envoys want to go back to the section on trade.", "Go back", "They spoke again.").body
    assert "go back to the section on trade" in body
    assert "<p>Go back</p>" in body


# --- what the text is made of -----------------------------------------------------------------------------------------


def test_documents_are_named_and_leave_the_text():
    assert page("date-and-document").documents == ("0a1b2c3d.docx",)
    assert page("date-and-annexes").documents == ("Annex 2.pdf",)
    assert page("date-and-annexes").body == f"<p>April 5, 2022, Moscow</p>\n{FIRST}"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("announcement", "announcement"),
        ("interview", "interview"),
        ("speech", "speech"),
        ("statement", "statement"),
        ("message-with-headline", "news"),
        ("agency-dateline", "news"),
    ],
)
def test_the_kind_follows_from_the_shape(name, kind):
    assert page(name).kind == kind


def test_an_agencys_dateline_and_an_interviews_dashes_stay():
    assert page("agency-dateline").body.startswith("<p>MINSK, April 5. / BelTA /. The Permanent Council")
    assert "<p>— How many books are there?</p>\n<p>— About nine thousand.</p>" in page("interview").body
    assert "<p>- Who borrows them?</p>" in page("interview").body


def test_headings_lists_and_numbers_of_clauses_keep_their_sense():
    assert page("speech").body.startswith("<h2>WELCOME ADDRESS</h2>\n<p>at the opening of the school year</p>")
    assert "<ul><li>patience;</li><li>order;</li><li>good humour.</li></ul>" in page("speech").body
    assert "<h2>I. General</h2>\n<p>1.1 The Library shall lend books.</p>" in page("statement").body
    assert "<ol><li>To print the calendar.</li><li>To open the library.</li></ol>" in page("lists").body
    assert "<p>The first.</p>\n<p>To print in two languages.</p>\n<p>The second.</p>" in page("lists").body


def test_quotation_marks_stay_even_where_they_do_not_match():
    body = page("quotes").body
    assert 'He said: "It is done”. She wrote «It is done». They read “It is done".' in body
    assert "It's the chief's „word“." in body


def test_spaces_are_single_and_none_stands_before_a_full_stop():
    assert page("spaces").body == "<p>The CSTO member States met.</p>\n<p>They agreed on a plan</p>"


def test_names_of_pictures_and_captions_in_russian_leave_an_english_text_and_are_told():
    assert page("picture-names").body == (f"<p>In April the envoys met.</p>\n<p>They met in the hall.</p>\n{SECOND}")
    assert "IMG-20220405-WA0007.jpg, DSC_1234.JPG" in page("picture-names").notes[0]
    assert page("russian-alt").body == f"{FIRST}\n{SECOND}"
    assert page("russian-alt").notes[0].endswith("Постоянный совет обсудил календарь заседаний")


def test_look_alike_letters_are_mended_and_the_words_are_told():
    read_one = page("mixed-letters")
    assert read_one.headline == "The CSTO CRRF held the XI review of lamps"
    assert read_one.notes == ("Put right, letters of another alphabet in: CRRF, XI",)
    assert "«лампа»" in read_one.body


def test_a_russian_page_is_read_like_an_english_one():
    read_one = page("russian")
    assert (read_one.language, read_one.byline) == ("ru", "Пресс-секретарь ОДКБ Владимир Зайнетдинов")
    assert read_one.body == (
        "<p>Представители государств – членов встретились в Москве, сообщил Н.Бордюжа.</p>\n"
        "<p>Они обсудили:</p>\n<ul><li>календарь;</li><li>лампы.</li></ul>"
    )


def test_markup_in_a_text_is_words_and_never_runs():
    body = page("hostile-markup").body
    assert "<script" not in body
    assert "<a " not in body
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in body
    assert "The sign &lt; is smaller, &gt; is greater &amp; both are signs." in body


@pytest.mark.parametrize("name", [name for name in NAMES if name not in LISTS])
def test_the_sites_own_cleaning_changes_nothing_in_a_text_that_was_read(name):
    assert clean_html(page(name).body) == page(name).body


# --- whole pages ------------------------------------------------------------------------------------------------------

WHOLE = [PAGES / "whole-page.txt", *([REAL_PAGE] if REAL_PAGE.is_file() else [])]


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_a_whole_page_has_seven_paragraphs_and_a_byline(path):
    read_one = read_page(path.read_bytes())
    assert read_one.body.count("<p>") == len(read_one.body.splitlines()) == 7
    assert (read_one.byline, read_one.language, read_one.kind) == (BYLINE, "en", "news")
    assert (read_one.notes, read_one.problems) == ((), ())
    assert read_one.date == (date(2020, 1, 20) if path == REAL_PAGE else THE_DAY)
    assert f"{read_one.date:%d.%m.%Y}" not in read_one.headline + read_one.body
    assert clean_html(read_one.body) == read_one.body
