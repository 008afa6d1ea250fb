"""A comparison names the fields that differ, and of a text the paragraphs."""

import pytest
from django.core.files.base import ContentFile

from cstonews.demo.library import pdf
from library.models import Document, Picture
from publishing.comparison import compare

from ..drawing import png

pytestmark = pytest.mark.django_db


def test_a_comparison_shows_changed_fields_and_paragraphs_only(write, make_section):
    further = make_section("exercises", en="Exercises")
    first = write("approved", headline="Old", body="<p>Same.</p><p>Old words &amp; more.</p>")
    second = write(work=first.work, headline="New", body="<p>Same.</p><p>New words.</p>", further_sections=[further.pk])
    changes = {str(change.label): (change.removed, change.added) for change in compare(first, second)}
    assert changes["headline"] == (["Old"], ["New"])
    [text] = [change for change in compare(first, second) if change.label == "text"]
    assert text.paragraphs[-1].pieces == [
        ("removed", "Old "),
        ("added", "New "),
        ("same", "words"),
        ("removed", " & more"),
        ("same", "."),
    ]
    assert changes["further sections"] == ([], ["Exercises"])
    assert "lead" not in changes


def test_another_picture_or_file_of_the_same_words_is_a_change(write, write_meeting, moderator):
    one, other = (Picture.objects.accept(png(), by=moderator, alt="A hall", credit="CSTO") for _ in range(2))
    first = write("approved", picture=one)
    second = write("draft", work=first.work, picture=other)
    assert [(change.label, change.removed, change.added) for change in compare(first, second)] == [
        ("lead picture", ["A hall"], ["A hall"])
    ]
    [change] = compare(first, second)
    assert (change.removed_pictures, change.added_pictures) == ([one.small.url], [other.small.url])
    held = {"documents": [{"title": "Plan", "number": "1"}], "pictures": [one.pk]}
    announced = write_meeting("approved", **held)
    upload = ContentFile(pdf(["Plan"]), name="plan.pdf")
    signed = Document.objects.accept(upload, by=moderator, title="Plan, signed", language="en")
    held["documents"] = [{**held["documents"][0], "file": signed}]
    report = write_meeting("draft", work=announced.work, **{**held, "pictures": [other.pk]})
    assert {str(change.label): change.added for change in compare(announced, report)} == {
        "further pictures": ["A hall"],
        "documents adopted": ["1, Plan, English, Plan, signed"],
    }


def test_every_field_of_a_row_is_compared(write_meeting, make_state, make_person, make_post, appoint):
    minister = appoint(make_person("Ann One"), make_post("Minister"))
    first = write_meeting("draft", participants=[{"appointment": minister}])
    other = write_meeting("draft", participants=[{"appointment": minister, "state": make_state("Bland")}])
    [change] = compare(first, other)
    assert change.added == [f"{minister}, Bland, took part"]


def test_the_page_of_an_overtaken_draft_shows_what_it_lacks(write, editor, client):
    first = write("approved", headline="Old")
    write("approved", work=first.work, headline="New and correct")
    draft = first.work.start_edition(by=editor, base=first)
    client.force_login(editor)
    page = client.get(f"/admin/news/articleedition/{draft.pk}/change/").content.decode()
    assert "<ins>New and correct</ins>" in page
    assert "I have carried the changes over" in page
    assert "Carry my changes over" in page
