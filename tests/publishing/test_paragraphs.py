"""Two texts are compared by paragraphs, then by words; what no word shows is said in words."""

import pytest

from publishing.paragraphs import compare_texts


def text(*paragraphs):
    return "".join(f"<p>{words}</p>" for words in paragraphs)


def kinds(before, after):
    return [one.kind for one in compare_texts(before, after)]


def test_a_changed_paragraph_shows_the_words_that_changed_among_those_that_stayed():
    [one] = compare_texts(text("The 12 participants met in Moscow."), text("The 13 participants met in Moscow."))
    assert one.kind == "changed"
    assert one.pieces == [
        ("same", "The "),
        ("removed", "12 "),
        ("added", "13 "),
        ("same", "participants met in Moscow."),
    ]


def test_a_paragraph_of_other_words_is_one_that_went_and_one_that_came():
    assert kinds(text("Alice flew to Moscow."), text("Twelve states signed the plan.")) == ["removed", "added"]


def test_a_paragraph_that_came_before_others_changes_none_of_them():
    before = text("One of them.", "Two of them.")
    assert kinds(before, text("A foreword for all.", "One of them.", "Two of them.")) == ["added", "same"]


def test_long_runs_of_unchanged_paragraphs_are_folded_and_counted():
    paragraphs = [f"Paragraph number {number}." for number in range(20)]
    changed = [*paragraphs[:10], "Another one came here.", *paragraphs[11:]]
    shown = compare_texts(text(*paragraphs), text(*changed))
    assert [(len(one.texts), one.folded) for one in shown if one.kind == "same"] == [
        (9, True),
        (1, False),
        (1, False),
        (8, True),
    ]


def test_equal_texts_have_no_difference_and_neither_have_empty_ones():
    assert compare_texts(text("One."), text("One.")) == compare_texts("", "") == []


@pytest.mark.parametrize(("before", "after"), [("", text("New.")), (text("Old."), "")])
def test_a_text_that_came_or_went_as_a_whole_is_shown_as_such(before, after):
    assert kinds(before, after) == ["added" if after else "removed"]


def test_another_address_of_a_link_is_told_with_both_addresses():
    old, new = (
        f'<p>See <a href="https://{host}/?a=1&amp;b=2">the plan</a>.</p>' for host in ("a.example", "b.example")
    )
    [one] = compare_texts(old, new)
    assert (one.old_links, one.new_links) == (["https://a.example/?a=1&b=2"], ["https://b.example/?a=1&b=2"])
    assert not one.formatting


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>See the plan.</p>", "<p>See <strong>the plan</strong>.</p>"),
        ("<p>See the plan.</p>", "<h2>See the plan.</h2>"),
        ("<ul><li>One</li></ul>", "<ol><li>One</li></ol>"),
        ("<p>One</p><p>Two</p>", "<p>One</p><hr><p>Two</p>"),
        ('<p><a href="/a">x</a> <a href="/b">y</a></p>', '<p><a href="/b">x</a> <a href="/a">y</a></p>'),
        ('<p><a href="/a">the plan</a> of it</p>', '<p><a href="/a">the</a> plan of it</p>'),
        ('<p><a href="/a" title="One">x</a></p>', '<p><a href="/a" title="Two">x</a></p>'),
        ("<p>The <strong>old</strong> plan.</p>", "<p>The old <strong>plan</strong>.</p>"),
        ("<p>One<br>two</p>", "<p>One two</p>"),
    ],
)
def test_a_change_that_no_word_shows_is_never_invisible(old, new):
    told = [one for one in compare_texts(old, new) if one.kind == "changed"]
    assert told
    assert all(one.formatting for one in told)


def test_formatting_that_went_with_its_words_is_told_too():
    [one] = compare_texts("<p>The plan of <em>twelve</em> states.</p>", "<p>The plan of thirteen states.</p>")
    assert one.formatting
