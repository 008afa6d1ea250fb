"""Requests that nobody sends in peace, and those that come too late."""

import pytest
from django.test import Client

from .surfaces import paths

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_are_only_read(method, write):
    client = Client(enforce_csrf_checks=True)
    for path in paths(write("approved")):
        assert getattr(client, method)(path).status_code in {301, 404, 405}, path


def test_what_the_newsroom_refuses_is_kept_by_no_cache(editor):
    client = Client()
    client.force_login(editor)
    for path in ("/admin/auth/user/", "/admin/no-such-page/", "/admin", "/ru/admin/no-such-page/"):
        assert "no-store" in client.get(path)["Cache-Control"], path
        assert "no-store" in Client().get(path)["Cache-Control"], path


def test_a_form_sent_after_its_session_ended_says_that_nothing_is_lost(write):
    edition = write("draft")
    response = Client().post(f"/admin/news/articleedition/{edition.pk}/change/", {"headline": "My words"})
    assert response.status_code == 403
    assert "not lost" in response.content.decode()
    edition.refresh_from_db()
    assert edition.headline != "My words"


def test_a_form_of_another_session_says_so_in_words(editor, write):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    response = client.post(f"/admin/news/articleedition/{write('draft').pk}/change/", {})
    assert response.status_code == 403
    assert "Your text is not lost" in response.content.decode()


def test_no_proxy_is_believed_that_the_settings_do_not_name(client, write):
    edition = write("approved")
    page = client.get(
        edition.get_absolute_url(), headers={"x-forwarded-proto": "https", "x-forwarded-host": "evil.example"}
    )
    assert "https://testserver" not in page.content.decode()
    assert "evil.example" not in page.content.decode()
