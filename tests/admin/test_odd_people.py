"""Whatever is sent to the forms of officials is answered in sentences, never with 500."""

import pytest
from django.urls import reverse

from people.models import Appointment

pytestmark = pytest.mark.django_db

MODELS = ["state", "body", "post", "person", "appointment", "chairmanship"]
ODD = ["", "-1", "x\x00", "9" * 30, "9999-12-31", "0000-00-00", "31.02.2020"]
FIELDS = (
    "person post body state parent start end public_from acting end_unknown end_present code slug order rank "
    "own_language portrait several status"
).split()
INLINES = ["name_rows", "texts", "biographies"]


@pytest.fixture
def rows(make_state, make_body, make_post, make_person, appoint, chair):
    """One of each: {model name: row}."""
    state, body, person = make_state("Russia"), make_body("Council"), make_person("Anna Ash")
    post = make_post("Secretary", body=body, state=state)
    made = {"state": state, "body": body, "post": post, "person": person}
    held = {"appointment": appoint(person, post, "2020-01-01"), "chairmanship": chair(state, "2020-01-01")}
    return made | held


def sent(value, **management):
    """A form with that value in every field and in the first row of every inline."""
    data = dict.fromkeys(FIELDS, value)
    for name in INLINES:
        data |= {f"{name}-{key}": number for key, number in management.items()}
        data |= {
            f"{name}-0-{field}": value for field in ("id", "owner", "language", "kind", "text", "tasks", "biography")
        }
    return data


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("value", ODD)
def test_an_odd_value_in_every_field_is_answered(name, value, rows, as_, moderator):
    client = as_(moderator)
    add = reverse(f"admin:people_{name}_add")
    change = reverse(f"admin:people_{name}_change", args=[rows[name].pk])
    for path in (add, change):
        for management in ({"TOTAL_FORMS": 1, "INITIAL_FORMS": 0}, {"TOTAL_FORMS": value}):
            assert client.post(path, sent(value, **management)).status_code < 500


@pytest.mark.parametrize("name", MODELS)
def test_lists_and_choosers_answer_whatever_is_asked(name, rows, as_, moderator):
    client = as_(moderator)
    for value in ODD:
        for query in ({"q": value, "o": value}, {"p": value}, {"tense": value}):
            assert client.get(reverse(f"admin:people_{name}_changelist"), query).status_code < 500
        chooser = {"app_label": "meetings", "model_name": "meetingedition", "field_name": "chaired_by"}
        asked = {**chooser, "term": value, "on": value}
        assert client.get(reverse("admin:autocomplete"), asked).status_code < 500


def test_two_windows_do_not_store_two_holders(rows, as_, moderator, make_person):
    """The second of two forms that were opened together is refused in a sentence; both texts stay on the screen."""
    client, other = as_(moderator), make_person("Boris Birch")
    data = {"person": other.pk, "post": rows["post"].pk, "start": "2024-01-01", "end": "", "public_from": ""}
    answer = client.post(reverse("admin:people_appointment_add"), data)
    assert "holds this post" in answer.content.decode()
    assert Appointment.objects.count() == 1
