"""Addresses of the old site: one page, one spelling."""

import pytest

from news.importer import BadAddress, normal_address, slug_from

NORMAL = "/news/news_odkb/some-page"


@pytest.mark.parametrize(
    "address",
    [
        "/news/news_odkb/some-page/",
        "/news/news_odkb/some-page",
        "//news//news_odkb/some-page/"[1:],
        "/news/news_odkb/some-page/index.php",
        "/news/news_odkb/some-page/?PAGEN_1=2",
        "/news/news_odkb/some-page/?bxajaxid=0123456789abcdef&gen-tab=press",
        "/news/news_odkb/some-page/?utm_source=x#top",
        "http://example.org/news/news_odkb/some-page/",
        "https://www.example.org/news/news_odkb/some-page/",
        " /news/news_odkb/some%2Dpage/ ",
    ],
)
def test_twins_have_one_spelling(address):
    assert normal_address(address) == NORMAL


def test_the_part_of_a_query_that_names_the_page_counts_in_any_order():
    assert normal_address("/chairmanship/?ELEMENT_ID=22782") == "/chairmanship?ELEMENT_ID=22782"
    assert normal_address("/a/?b=1&a=2&PAGEN_2=3") == normal_address("/a/?a=2&b=1")
    assert normal_address("/cooperation/detail.php?ELEMENT_ID=194") != normal_address("/cooperation/detail.php")


def test_spaces_capitals_and_russian_letters_are_read():
    assert normal_address("/documents/statements/The%20Statement/") == "/documents/statements/The Statement"
    assert normal_address("/новости/встреча/") == normal_address("/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/встреча")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "news/some-page",
        "ftp://example.org/a",
        "/",
        "http://example.org/",
        "/a\x00b",
        "/a%00b",
        "http://[/",
        "/" + "a" * 900,
    ],
)
def test_what_is_no_address_of_an_article_says_so(address):
    with pytest.raises(BadAddress) as refusal:
        normal_address(address)
    assert str(refusal.value)


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/news/news_odkb/zasedanie-soveta/", "zasedanie-soveta"),
        ("/presscenter/zasedanie_soveta-14032/", "zasedanie-soveta-14032"),
        ("/documents/statements/The%20Statement%20/", "the-statement"),
        ("/news/" + "a" * 99 + "-bcd/", "a" * 99),
        ("/news/cut-off-/?PAGEN_1=2", "cut-off"),
        ("/chairmanship/?ELEMENT_ID=22782", ""),
        ("/cooperation/detail.php?ELEMENT_ID=194", ""),
        ("/en/personalii.php", ""),
        ("/новости/встреча/", ""),
    ],
)
def test_the_last_part_of_an_address_becomes_a_slug(address, slug):
    assert slug_from(address) == slug
