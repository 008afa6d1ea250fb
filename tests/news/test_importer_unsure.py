"""Pages that look like the usual ones and are not: nothing of them is guessed, no line of theirs is lost."""

import pytest

from news.importer import read_page

NEWS = [
    *("18.09.2022", "A chess tournament of the staff ended in Astana"),
    *("17.09.2022", "New lamps were hung in the great hall"),
    *("16.09.2022", "The choir of the Secretariat sang in the park"),
]
HEADLINE = "The Permanent Council discussed the calendar"
ENDED, HAS_ENDED = "The exercise “Stone Bridge” ended", "The “Bridge of Stone” exercise has ended"


def read(*lines):
    return read_page("\n\n".join(lines).encode())


@pytest.mark.parametrize(
    "text",
    [
        ["The envoys met on Monday in the hall.", "12.10.2017", "It was good."],
        ["The envoys met.", "The decision was taken", "12.10.2017", "It was good."],
        ["The envoys met.", "They spoke.", "12.10.2017 The Council adopted the plan."],
    ],
)
def test_below_latest_news_a_date_in_the_text_of_an_undated_page_is_not_the_pages(text):
    page = read(*NEWS, HEADLINE, *text)
    assert (page.headline, page.date) == (HEADLINE, None)
    assert all(line in page.body for line in text)
    assert [problem.field for problem in page.problems] == ["date", "headline"]


def test_below_dated_news_a_headline_that_comes_again_in_other_words_is_the_first_of_the_two():
    page = read(*NEWS, ENDED, f"{HAS_ENDED} 05.04.2022", "The text.")
    assert (page.headline, page.body, page.problems) == (ENDED, "<p>The text.</p>", ())
    assert f"Left out, the second headline: {HAS_ENDED}" in page.notes
    assert "Left out, 3 entries of latest news above the headline." in page.notes


def test_below_undated_news_a_headline_that_comes_again_in_other_words_is_left_to_a_person():
    page = read(*NEWS[1::2], ENDED, f"{HAS_ENDED} 05.04.2022", "The text.")
    assert [problem.field for problem in page.problems] == ["headline"]
    assert ENDED in page.body


def test_a_list_with_long_teasers_is_left_to_a_person():
    entries = [line for day in NEWS[::2] for line in (day, "A tournament ended", "Forty players", "More.")]
    page = read("All CSTO News", *entries)
    assert page.date is None
    assert [problem.field for problem in page.problems] == ["date"]
