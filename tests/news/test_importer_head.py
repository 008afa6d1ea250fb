"""Headline and date: what is sure is taken, what is not is said."""

from datetime import date

import pytest

from news.importer import Unreadable, read_page
from news.importer.dates import dates_in, mark_of

TEXT = "The first paragraph ends here.\nThe second one too."


def read(*lines):
    return read_page("\n\n".join(lines).encode())


@pytest.mark.parametrize(
    ("line", "place", "shown", "text"),
    [
        ("20.01.2020", "alone", "20.01.2020", ""),
        ("20.01.2020 15:30", "alone", "20.01.2020", ""),
        ("21.05.2020On May 26, 2020", "before", "21.05.2020", "On May 26, 2020"),
        ("21.05.2020«Эхо» проведено", "before", "21.05.2020", "«Эхо» проведено"),
        ("10.06.2022 Download document a.docx", "before", "10.06.2022", "Download document a.docx"),
        ("A meeting was held 23.11.2023", "after", "23.11.2023", "A meeting was held"),
        ("A meeting was held23.11.2023", "after", "23.11.2023", "A meeting was held"),
        ("A meeting was held (Video) 23.11.2023", "after", "23.11.2023", "A meeting was held"),
    ],
)
def test_a_line_shows_the_date_of_its_page(line, place, shown, text):
    assert mark_of(line) == (place, shown, text)


@pytest.mark.parametrize(
    "line",
    [
        "The decision of 10.06.2022",
        "Заявление от 10.06.2022",
        "From 10.06.2022 – 12.06.2022",
        "10.06.2022-12.06.2022",
        "20.01.2020 in Moscow a meeting was held.",
        "20.01.2020, Moscow",
        "20.01.2020г. в Москве",
        "It was held on 20.01.2020.",
        "05/08/2020 08:00:00",
        "May 22, 2019",
        "1.1.2020",
        "120.01.2020",
    ],
)
def test_a_line_that_only_speaks_of_a_day_does_not(line):
    assert mark_of(line) is None


def test_dates_a_text_names_are_quoted_as_they_stand():
    lines = ["On April 19, this year, and 5 мая 2019 года;", "02.03.2021 and October 11, 2017, 00:01"]
    assert dates_in(lines, most=9) == ["April 19, this year", "5 мая 2019", "02.03.2021", "October 11, 2017"]


def test_a_day_that_does_not_exist_is_told():
    page = read("The Council met", "31.02.2020", TEXT)
    assert page.date is None
    assert page.problems[0] == ("The day 31.02.2020 does not exist.", "date")


def test_a_headline_with_its_date_needs_no_second_one():
    page = read("The Council met in Moscow 23.11.2023", TEXT)
    assert (page.headline, page.date) == ("The Council met in Moscow", date(2023, 11, 23))


def test_a_name_that_ends_with_a_date_keeps_it():
    page = read("The decision of 10.06.2022", "The decision of 10.06.2022 15.06.2022", TEXT)
    assert (page.headline, page.date) == ("The decision of 10.06.2022", date(2022, 6, 15))
    page = read("The decision of 10.06.2022", "The decision of 10.06.2022", TEXT)
    assert (page.headline, page.date) == ("The decision of 10.06.2022", None)


def test_a_headline_twice_and_then_the_date_leaves_nothing_in_the_text():
    page = read("The Council met", "The Council met", "23.11.2023", TEXT)
    assert (page.headline, page.date) == ("The Council met", date(2023, 11, 23))
    assert "The Council met" not in page.body


def test_the_headline_among_the_latest_news_is_not_another_article():
    news = ["23.11.2023", "The Council met in Moscow", "22.11.2023", "A course opened", "21.11.2023", "A book came out"]
    page = read(*news, "The Council met in Moscow", "The Council met in Moscow 23.11.2023", TEXT)
    assert (page.headline, page.date) == ("The Council met in Moscow", date(2023, 11, 23))
    assert page.body.startswith("<p>The first paragraph")


@pytest.mark.parametrize("own", [["02.03.2021", TEXT], [f"02.03.2021{TEXT}"]], ids=["alone", "glued"])
def test_latest_news_of_three_to_five_entries_may_stand_before_a_headline_with_its_own_date(own):
    for entries in (3, 4, 5):
        news = [
            line for number in range(entries) for line in (f"{20 - number}.06.2022", f"Teaser {number} of the news")
        ]
        page = read(*news, "The Council met", *own)
        assert (page.headline, page.date, page.problems) == ("The Council met", date(2021, 3, 2), ())


def test_latest_news_before_an_article_without_a_date_gives_it_none():
    page = read("03.06.2022", "One came", "02.06.2022", "Two came", "01.06.2022", "Three came", "The Council met", TEXT)
    assert (page.headline, page.date) == ("The Council met", None)
    assert [problem.field for problem in page.problems] == ["date", "headline"]


def test_one_date_at_the_very_beginning_is_not_taken():
    page = read("20.01.2020", "The Council met", TEXT)
    assert page.date is None


def test_a_date_glued_to_the_first_line_may_be_that_of_the_latest_news():
    page = read("20.01.2020The Council met", "19.01.2020A course opened", TEXT)
    assert (page.headline, page.date) == ("", None)
    assert [problem.field for problem in page.problems] == ["date", "headline"]


def test_signs_without_a_word_are_no_headline():
    assert read("***", "20.01.2020", TEXT).headline == ""


def test_a_document_offered_behind_the_date_of_the_headline_is_no_part_of_it():
    page = read("The list was approved", "The list was approved 10.06.2022 Download document a1.docx", TEXT)
    assert (page.headline, page.date) == ("The list was approved", date(2022, 6, 10))
    assert page.documents == ("a1.docx",)


def test_a_headline_in_other_words_leaves_the_text_also_without_a_date():
    page = read("The exercise “West Screen” has begun", "The exercise “Western Barrier” has begun", TEXT)
    assert page.headline == "The exercise “West Screen” has begun"
    assert "Barrier" not in page.body
    assert [problem.field for problem in page.problems] == ["date"]


def test_a_chronicle_gives_no_date():
    page = read("The years of the library", "12.10.2017", "It was founded", "15.05.2018Two hundred books came.", TEXT)
    assert page.date is None
    assert "It is not sure that 12.10.2017" in page.problems[0].sentence


def test_a_paragraph_that_ends_with_a_day_gives_no_date():
    page = read("The Council met", "The papers of the meeting were signed 23.11.2023", TEXT)
    assert page.date is None
    assert "papers of the meeting" in page.body


def test_a_date_far_down_belongs_to_the_text():
    page = read("The Council met", *["A sentence of the text."] * 70, "23.11.2023", TEXT)
    assert page.date is None


def test_a_second_line_above_the_date_that_is_not_the_headline_stays_in_the_text():
    page = read("The Council met", "Two papers were adopted", "23.11.2023", TEXT)
    assert (page.headline, page.date) == ("The Council met", date(2023, 11, 23))
    assert page.body.startswith("<p>Two papers were adopted</p>")


def test_three_lines_that_may_be_headlines_are_not_chosen_from():
    page = read("WELCOME SPEECH", "of the chairman", "at the conference", "23.11.2023", TEXT)
    assert "headline" in [problem.field for problem in page.problems]
    page = read("One thing", "Another thing", "A third thing", TEXT)
    assert [problem.field for problem in page.problems] == ["date", "headline"]


def test_a_list_with_dates_of_its_own_is_no_article():
    with pytest.raises(Unreadable, match="list of articles"):
        read("All news", "03.06.2022", "One came", "02.06.2022", "Two came", "01.06.2022", "Three came")


def test_a_page_without_text_says_so():
    page = read("The Council met", "23.11.2023", "Download document a.docx")
    assert page.problems[-1] == ("There is no text below its headline.", "body")
    assert page.documents == ("a.docx",)
