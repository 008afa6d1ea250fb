"""A real Chromium on the live site. A page that complains (console, CSP, script error, broken or outside request) fails
its test, whatever the test is about.

page (1280 wide) and phone (390 wide) are open and ready; open_page(width=..., dark=...) opens more, each with its own
cookies. sign_in(page, user) goes through the real form. Addresses are relative: page.goto("/news/").
"""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import FLAGS, find
from tests.conftest import PASSWORD

DESKTOP, PHONE = 1280, 390
SCREENSHOTS = Path(__file__).resolve().parent.parent.parent / "test-results"


@pytest.fixture(scope="session")
def browser():
    path = find()
    if path is None:
        (pytest.fail if os.environ.get("REQUIRE_ALL") else pytest.skip)("no Chromium found; CHROME_PATH can name one")
    # Playwright runs an event loop in this thread, so Django would take the tests' own queries for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


class Complaints(list):
    """What the browser complained about on one page. A test that asks for trouble says which: `expect("404")`."""

    def expect(self, words):
        """Take out the complaints with these words; there must be some."""
        found = [complaint for complaint in self if words in complaint]
        assert found, f"the browser did not complain about {words!r}, but: {list(self)}"
        self[:] = [complaint for complaint in self if complaint not in found]

    def listen_to(self, page, address):
        page.on("console", lambda said: said.type == "error" and self.append(f"{page.url}: {said.text}"))
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))
        page.on("requestfailed", lambda request: self._failed(page, request))
        page.route(lambda url: not url.startswith((address, "data:", "blob:")), self._refuse)

    def _failed(self, page, request):
        # A page that is left while it loads has not failed.
        if request.failure != "net::ERR_ABORTED":
            self.append(f"{page.url}: {request.url} failed: {request.failure}")

    def _refuse(self, route):
        self.append(f"asked for {route.request.url}, which is not of this site")
        route.abort()


@pytest.fixture
def complaints():
    return Complaints()


@pytest.fixture
def open_page(browser, live_server, complaints, request):
    contexts = []

    def open_page(width=DESKTOP, dark=False):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale="en-GB",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        complaints.listen_to(page, live_server.url)
        return page

    yield open_page
    if request.node.stash.get(FAILED, False):
        take_screenshots(request.node, [page for context in contexts for page in context.pages])
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page):
    return open_page(DESKTOP)


@pytest.fixture
def phone(open_page):
    return open_page(PHONE)


@pytest.fixture
def sign_in():
    def sign_in(page, user):
        page.goto("/admin/")
        page.locator("#id_username").fill(user.get_username())
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#id_password").press("Enter")
        expect(page).not_to_have_url(re.compile("/login/"))

    return sign_in


@pytest.fixture
def assert_accessible():
    """assert_accessible(page): no serious or critical finding of axe-core on what is shown now."""

    def assert_accessible(page):
        found = Axe().run(page).response["violations"]
        grave = [one for one in found if one["impact"] in {"serious", "critical"}]
        assert [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in grave] == []

    return assert_accessible


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def take_screenshots(node, pages):
    """The pages of a failed test, as they were, in test-results/."""
    SCREENSHOTS.mkdir(exist_ok=True)
    for number, page in enumerate(pages, 1):
        page.screenshot(path=SCREENSHOTS / f"{re.sub(r'[^A-Za-z0-9]+', '-', node.name)}-{number}.png")
