"""The tools of this folder notice what they are for: a test that cannot fail proves nothing."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("console.error('something broke')", "something broke"),
        ("setTimeout(() => { throw new Error('unhandled') })", "unhandled"),
        ("document.body.setAttribute('onclick', 'alert()'); document.body.click()", "Content Security Policy"),
        ("document.body.append(Object.assign(new Image(), {src: 'http://192.0.2.1/x.png'}))", "192.0.2.1"),
        ("document.body.append(Object.assign(new Image(), {src: '/no/such.png'}))", "404"),
    ],
)
def test_every_kind_of_trouble_is_noticed(page, complaints, trouble, words):
    page.goto("/admin/login/")
    with page.expect_event("console" if words != "unhandled" else "pageerror"):
        page.evaluate(trouble)
    complaints.expect(words)


def test_the_cast_can_sign_in(page, sign_in, editor):
    sign_in(page, editor)
    expect(page.locator("#user-tools")).to_contain_text("Edith")
