"""A comparison names the fields that differ, and of a text the paragraphs."""

import pytest

from publishing.comparison import compare

pytestmark = pytest.mark.django_db


def test_a_comparison_shows_changed_fields_and_paragraphs_only(write, make_section):
    further = make_section("exercises", en="Exercises")
    first = write("approved", headline="Old", body="<p>Same.</p><p>Old words &amp; more.</p>")
    second = write(work=first.work, headline="New", body="<p>Same.</p><p>New words.</p>", further_sections=[further.pk])
    changes = {str(change.label): (change.removed, change.added) for change in compare(first, second)}
    assert changes["headline"] == (["Old"], ["New"])
    assert changes["text"] == (["Old words & more."], ["New words."])
    assert changes["further sections"] == ([], ["Exercises"])
    assert "lead" not in changes


def test_the_page_of_an_overtaken_draft_shows_what_it_lacks(write, editor, client):
    first = write("approved", headline="Old")
    write("approved", work=first.work, headline="New and correct")
    draft = first.work.start_edition(by=editor, base=first)
    client.force_login(editor)
    page = client.get(f"/admin/news/articleedition/{draft.pk}/change/").content.decode()
    assert "<ins>New and correct</ins>" in page
    assert "I have carried the changes over" in page
