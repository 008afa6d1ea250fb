"""Rich text is cleaned on save, whatever the way in; what is too big or too deep is refused before cleaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import Article
from publishing.editor import EDITOR_CONFIG, check_the_fence
from publishing.refusals import Refused
from publishing.sanitising import ALLOWED, MAX_BYTES, clean_html, clean_line, plain_text

HOSTILE = {
    "<script>alert(1)</script><p>a</p>": "<p>a</p>",
    '<p onclick="alert(1)" style="position:fixed" class="module" id="x">a</p>': "<p>a</p>",
    '<img src="x" onerror="alert(1)"><p>a</p>': "<p>a</p>",
    '<a href="javascript:alert(1)">a</a>': '<a rel="noopener noreferrer">a</a>',
    '<a href="jav&#x09;ascript:alert(1)">a</a>': '<a rel="noopener noreferrer">a</a>',
    '<a href="data:text/html,x">a</a>': '<a rel="noopener noreferrer">a</a>',
    "<iframe src=//evil></iframe><p>a</p>": "<p>a</p>",
    "<svg><script>alert(1)</script></svg><p>a</p>": "<p>a</p>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>": "",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript><p>a</p>": "'&gt;<p>a</p>",
    "<form action=//evil><button>a</button></form>": "a",
    "<b>bold</b> and <i>slanted</i>": "<strong>bold</strong> and <em>slanted</em>",
    "<h1>Heading</h1>": "<h2>Heading</h2>",
    "<p>a</p><p>&nbsp;</p><p></p>": "<p>a</p>",
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_is_left_but_the_allow_list(hostile):
    assert clean_html(hostile).replace("<tbody></tbody>", "").replace("<table></table>", "") == HOSTILE[hostile]


@given(st.text(alphabet="<>/=\"' abpimgscrtonlevhuf&;#x09-!\n", max_size=300))
def test_cleaning_clean_text_changes_no_byte(text):
    once = clean_html(text)
    assert clean_html(once) == once


@given(st.text(max_size=300))
def test_any_text_can_be_cleaned(text):
    assert "<script" not in clean_html(text)
    assert "\n" not in clean_line(text)
    plain_text(clean_html(text))


def test_what_is_too_long_is_refused_before_it_is_cleaned(monkeypatch):
    monkeypatch.setattr("publishing.sanitising.cleaner", None)
    with pytest.raises(Refused, match="at most 200 kB"):
        clean_html("a" * (MAX_BYTES + 1))


@pytest.mark.parametrize("tag", ["div", "em", "svg", "div/", "o:p"])
def test_what_is_nested_too_deeply_is_refused_before_it_is_cleaned(monkeypatch, tag):
    monkeypatch.setattr("publishing.sanitising.cleaner", None)
    with pytest.raises(Refused, match="nested too deeply"):
        clean_html(f"<{tag}>" * 101)


def test_a_long_text_of_many_paragraphs_is_not_deep():
    assert clean_html("<p>One of many.</p>" * 5000)
    assert clean_html("<p>Unclosed" * 500)


@pytest.mark.django_db
def test_text_is_cleaned_whatever_the_way_in(editor):
    edition = Article.objects.write(by=editor, headline="A\u202e head\x00line\r\n", body="<p>a<script>1</script></p>")
    edition.refresh_from_db()
    assert (edition.headline, edition.body) == ("A head line", "<p>a</p>")


@pytest.mark.django_db
def test_a_text_that_cannot_be_cleaned_leaves_nothing_behind(editor):
    with pytest.raises(Refused) as refusal:
        Article.objects.write(by=editor, headline="A", body="<div>" * 1000)
    assert [problem.field for problem in refusal.value.problems] == ["body"]
    assert not Article.objects.exists()


def test_editor_and_server_have_one_allow_list():
    """What the editor lets in beyond it are headings that the server renames."""
    assert set(EDITOR_CONFIG["allowedContent"]) - set(ALLOWED) == {"h1", "h5", "h6"}
    assert clean_html("<h1>a</h1><h6>b</h6>") == "<h2>a</h2><h4>b</h4>"


@pytest.mark.parametrize(
    "opening",
    [
        {"fullPage": True},
        {"allowedContent": {"script": True}},
        {"extraAllowedContent": "p[onclick]"},
        {"versionCheck": True},
    ],
)
def test_the_site_does_not_start_with_a_hole_in_the_fence(monkeypatch, opening):
    assert check_the_fence(None) == []
    for name, value in opening.items():
        monkeypatch.setitem(EDITOR_CONFIG, name, value)
    assert [error.id for error in check_the_fence(None)] == ["publishing.E001"]
