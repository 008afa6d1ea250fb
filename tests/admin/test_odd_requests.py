"""Whatever is asked of the newsroom, the answer is no 500."""

import pytest
from django.urls import reverse

from .newsroom import ADD, LIST, address, press, text, typed

pytestmark = pytest.mark.django_db

ODD = ["9" * 30, "abc", "-1", "\x00", "1e9", "a" * 5000]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("field", ["section", "further_sections", "topics", "picture", "opened_version", "kind"])
def test_odd_choices_are_refused_in_the_form(field, value, as_, editor, write):
    edition = write("draft")
    client = as_(editor)
    assert client.post(address(edition), typed(edition, **{field: value})).status_code < 500
    assert client.get(ADD, {field: value}).status_code < 500


@pytest.mark.parametrize("value", ["0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T10:00", "\x00", "now"])
def test_odd_times_are_refused_in_every_form(value, as_, editor, moderator, write):
    edition = write("draft")
    assert as_(editor).post(address(edition), typed(edition, planned_for=value, date=value[:10])).status_code == 200
    edition.submit(by=editor)
    client = as_(moderator)
    assert press(client, edition, "approve_for", version=edition.version, live_from=value).status_code == 200
    assert client.get(LIST).status_code == 200


def test_a_headline_that_nobody_can_see_is_no_headline(as_, editor):
    page = text(as_(editor).post(ADD, typed(headline="\u200b\u2060")))
    assert "This field cannot be blank." in page


ODD_LOOKUPS = [
    {"headline__regex": "("},
    {"date__year": "99999999999"},
    {"work": "9" * 20},
    {"id__in": "9" * 20},
    {"section__id__exact": "9" * 20},
    {"section__id__exact": "x"},
    {"printed__contains": "x"},
    {"q": "a " * 3000},
    {"q": "\x00"},
    {"o": "99.-99"},
    {"p": "-1"},
    {"phase": "nonsense"},
]


@pytest.mark.parametrize("asked", ODD_LOOKUPS)
def test_odd_questions_to_the_list_are_answered(asked, as_, editor, write):
    write("draft")
    assert as_(editor).get(LIST, asked).status_code < 500


def test_a_section_of_an_address_that_exists_is_refused_beside_its_field(as_, moderator, section):
    fields = {"slug": section.slug, "parent": "", "order": 1, "texts-TOTAL_FORMS": 0, "texts-INITIAL_FORMS": 0}
    page = text(as_(moderator).post(reverse("admin:news_section_add"), fields))
    assert "There is a section with this address already." in page


def test_an_introduction_that_is_too_deep_is_refused_beside_its_field(as_, moderator):
    fields = {
        "slug": "new",
        "parent": "",
        "order": 1,
        "texts-TOTAL_FORMS": 1,
        "texts-INITIAL_FORMS": 0,
        "texts-0-language": "en",
        "texts-0-name": "New",
        "texts-0-introduction": "<div>" * 300,
    }
    assert "nested too deeply" in text(as_(moderator).post(reverse("admin:news_section_add"), fields))
