"""Three versions become one: what one side changed is taken, what both changed is said, and no word is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publishing.merging import Conflict, merge, merge_rows, merge_sets, merge_text, merge_values, units_of


def text(*paragraphs):
    return "".join(f"<p>{words}</p>" for words in paragraphs)


A, B, C = "The council met in Moscow.", "Twelve states took part.", "It spoke of rescue at length."
A2, B2, B3 = "The council met in Minsk.", "Thirteen states took part.", "Twelve states took part by video."

PARAGRAPH = st.sampled_from([A, B, C, A2, B2, B3, "New.", "Newer."])
TEXT = st.lists(PARAGRAPH, max_size=5).map(lambda each: text(*each))
TEXT_WITHOUT_REPETITION = st.lists(PARAGRAPH, max_size=5, unique=True).map(lambda each: text(*each))


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ((A, B, C), (A2, B, C), (A, B2, C), (A2, B2, C)),
        ((A, B, C), (A, C), (A2, B, C), (A2, C)),
        ((A, B), ("New.", A, B), (A, B, "Newer."), ("New.", A, B, "Newer.")),
        ((A, B, C), (A, "New.", B, C), (A2, B, C), (A2, "New.", B, C)),
        ((A, B), (A, B), (), ()),
        ((), (A,), (), (A,)),
        ((A, B), (A, B2), (A, B2), (A, B2)),
    ],
)
def test_paragraphs_that_only_one_side_changed_are_taken_from_it(base, mine, theirs, merged):
    assert merge_text(*(text(*side) for side in (base, mine, theirs))) == (text(*merged), [])


def test_a_paragraph_that_both_changed_stays_as_the_draft_has_it_and_is_said():
    merged, conflicts = merge_text(text(A, B, C), text(A, B2, C), text(A2, B3, C))
    assert merged == text(A2, B2, C)
    assert conflicts == [(text(B2), text(B3), text(A2))]


def test_a_paragraph_that_one_side_took_out_and_the_other_changed_is_said():
    assert merge_text(text(A, B), text(A), text(A, B2)) == (text(A), [("", text(B2), text(A))])
    assert merge_text(text(A, B), text(A, B2), text(A)) == (text(A, B2), [(text(B2), "", text(A))])


def test_two_things_put_in_at_one_place_are_said():
    merged, conflicts = merge_text(text(A), text(A, "New."), text(A, "Newer."))
    assert (merged, conflicts) == (text(A, "New."), [(text("New."), text("Newer."), text(A))])


def test_items_of_one_list_are_merged_one_by_one():
    lists = ("<ul><li>Bread</li><li>Salt of the earth</li></ul>",) * 3
    base, mine, theirs = lists[0], lists[1].replace("Bread", "Bread rolls"), lists[2].replace("earth", "sea")
    assert merge_text(base, mine, theirs) == (mine.replace("earth", "sea"), [])
    merged, conflicts = merge_text(base, mine, base.replace("Bread", "Bread pudding"))
    assert (merged, conflicts) == (mine, [("<li>Bread rolls</li>", "<li>Bread pudding</li>", "<ul>")])


@given(TEXT, TEXT)
def test_where_one_side_changed_nothing_the_other_stands_to_the_byte(base, changed):
    assert merge_text(base, changed, base) == (changed, [])
    assert merge_text(base, base, changed) == (changed, [])
    assert merge_text(base, changed, changed) == (changed, [])


@given(*[TEXT_WITHOUT_REPETITION] * 3)
@example(text(A, B), text(B), text(B2))
def test_no_word_of_either_side_is_lost(base, mine, theirs):
    merged, conflicts = merge_text(base, mine, theirs)
    kept = units_of(merged)
    said = [unit for _mine, other, _after in conflicts for unit in units_of(other)]
    for unit in units_of(mine):
        # Gone is only what the draft had not touched and the newest edition took out.
        assert unit in kept or (unit in units_of(base) and unit not in units_of(theirs))
    for unit in units_of(theirs):
        assert unit in kept or unit in said or unit in units_of(base)


@given(TEXT.map(lambda html: html.replace("</p>", "</p>\n\n")))
def test_a_text_taken_apart_and_put_together_is_the_text(html):
    assert "".join(unit.verbatim for unit in units_of(html)) == html


def test_a_table_and_a_quotation_are_never_taken_apart():
    html = "<table><tbody><tr><td><p>One</p></td></tr></tbody></table><blockquote><p>Two</p><p>Three</p></blockquote>"
    assert len(units_of(html)) == 2


def test_values_are_merged_by_the_same_rule():
    assert merge_values("a", "b", "a") == ("b", [])
    assert merge_values("a", "a", "b") == ("b", [])
    assert merge_values("a", "b", "b") == ("b", [])
    assert merge_values("a", "b", "c") == ("b", [("b", "c")])


def test_relations_are_merged_without_conflict():
    assert merge_sets([1, 2, 3], [1, 3, 4], [2, 3, 5]) == [3, 4, 5]


def test_rows_are_merged_one_by_one():
    ann, bob, cid = ({"name": name, "manner": "in_person"} for name in ("Ann", "Bob", "Cid"))
    away = {**bob, "manner": "absent"}
    assert merge_rows([ann, bob], [ann, away], [cid, ann, bob]) == ([cid, ann, away], [])
    by_video = {**bob, "manner": "by_video"}
    assert merge_rows([ann, bob], [ann, away], [ann, by_video]) == ([ann, away], [([away], [by_video])])


def test_a_content_is_merged_field_by_field():
    base = {"headline": "Old", "lead": "Old", "body": text(A, B), "topics": [1], "rows": [{"name": "Ann"}]}
    mine = {**base, "headline": "Mine", "body": text(A2, B)}
    theirs = {**base, "headline": "Theirs", "lead": "New", "body": text(A, B2), "topics": [1, 2], "rows": []}
    taken, conflicts = merge(base, mine, theirs, texts={"body"}, relations={"topics"}, parts={"rows"})
    assert taken == {"lead": "New", "body": text(A2, B2), "topics": [1, 2], "rows": []}
    assert conflicts == [Conflict("headline", "Mine", "Theirs")]
