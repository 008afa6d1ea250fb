"""What surrounds every public page: navigation, languages, errors in the site's dress, what robots are told."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import path
from django.utils.translation import override

from cstonews import sitemaps
from cstonews.urls import *  # noqa: F403
from cstonews.urls import urlpatterns as addresses
from news.models import Topic

from .conftest import instant

pytestmark = pytest.mark.django_db
NOON = instant("2026-03-03 12:00")


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


@pytest.fixture
def edition(write):
    topic = Topic.objects.create(language="en", slug="rescue", name="Rescue")
    return write(at=NOON - timedelta(days=1), date=date(2026, 3, 1), topics=[topic])


@pytest.fixture
def every_page(edition):
    paths = ["/", "/news/", "/news/permanent-council/", "/news/topics/rescue/", "/news/archive/", "/corrections/"]
    return [
        *paths,
        "/news/archive/2026/03/",
        "/news/?on=2026-03-01",
        edition.get_absolute_url(),
        "/nothing/here/",
        "/ru/",
    ]


def test_every_page_has_one_heading_a_title_and_a_way_past_the_navigation(client, every_page):
    for address in every_page:
        html = client.get(address).content.decode()
        assert len(re.findall("<h1", html)) == 1, address
        assert re.search(r"<title>[^<]{4,}</title>", html), address
        assert 'href="#content"' in html
        assert '<main id="content"' in html


def test_nothing_runs_and_nothing_is_inline_on_a_public_page(client, every_page):
    for address in every_page:
        html = client.get(address).content.decode()
        scripts = re.findall(r"<script[^>]*>", html)
        assert set(scripts) <= {'<script type="application/ld+json">'}, address
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|https?://(?!testserver|schema\.org)", html), address


def test_public_pages_are_one_for_everybody(client, every_page, editor):
    signed_in = Client()
    signed_in.force_login(editor)
    for address in every_page:
        response = signed_in.get(address)
        assert "Cookie" not in response.headers.get("Vary", ""), address
        assert not response.cookies, address
        assert response.content == client.get(address).content


def test_public_pages_answer_reading_only(client, every_page):
    for address in every_page:
        assert client.post(address).status_code in {404, 405}, address


def test_the_switch_leads_to_the_same_page_or_to_the_nearest(client, edition):
    def switched(address):
        return re.search(r'<a href="([^"]*)" lang="ru" hreflang="ru">', client.get(address).content.decode())[1]

    assert switched("/") == "/ru/"
    assert switched("/news/permanent-council/") == "/ru/news/permanent-council/"
    assert switched("/news/permanent-council/?on=2026-03-01") == "/ru/news/"
    assert switched("/news/archive/2026/03/") == "/ru/news/archive/"
    assert switched(edition.get_absolute_url()) == "/ru/"


def test_a_russian_page_speaks_russian(client, section):
    html = client.get("/ru/").content.decode()
    assert '<html lang="ru">' in html
    for words in ("Организация Договора о коллективной безопасности", "Все новости", "Постоянный совет", "Исправления"):
        assert words in html
    assert "All news" not in html


def test_the_compiled_translations_are_those_of_the_source():
    """The .mo file is made from the .po file, by hand: they must not drift apart."""
    source = (settings.BASE_DIR / "locale/ru/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    found = re.findall(r'^(?:msgctxt "(.+)"\n)?msgid "(.+)"\nmsgstr "(.*)"$', source, re.M)
    assert len(found) > 140
    from django.utils.translation import gettext, pgettext

    with override("ru"):
        for context, words, said in found:
            assert said, words
            assert (pgettext(context, words) if context else gettext(words)) == said


# --- errors -----------------------------------------------------------------------------------------------------------


def boom(request):
    raise RuntimeError("words of the inside")


def forbid(request):
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied("words of the inside")


urlpatterns = [path("boom/", boom), path("forbid/", forbid), *addresses]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"), [("/boom/", 500, "failed on our side"), ("/forbid/", 403, "not open")]
)
def test_errors_wear_the_dress_of_the_site_and_ask_the_database_nothing(
    django_assert_num_queries, address, status, words
):
    with django_assert_num_queries(0):
        response = Client(raise_request_exception=False).get(address)
    html = response.content.decode()
    assert response.status_code == status
    assert words in html
    assert "site.css" in html
    assert "words of the inside" not in html


def test_a_forged_host_is_refused_and_not_repeated():
    response = Client(headers={"host": "evil.example"}).get("/")
    assert response.status_code == 400
    assert b"evil.example" not in response.content


@pytest.mark.parametrize(
    "address",
    ["/news/%00/", "/news/1/%00/", "/news/99999999999999999999/x/", "/news/" + "9" * 5000 + "/x/", "/pages/%ff/"],
)
def test_addresses_that_make_no_sense_are_simply_not_found(client, address):
    assert client.get(address).status_code in {301, 404}


# --- robots -----------------------------------------------------------------------------------------------------------


def test_robots_are_led_to_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()
    assert "admin" not in response.content.decode()


@pytest.fixture
def one_file(monkeypatch):
    """All ids fall into one file, however many texts other tests have made before."""
    monkeypatch.setattr(sitemaps, "SIZE", 10**9)


def test_the_sitemap_leads_to_everything_public_and_every_address_answers(client, edition, write, section, one_file):
    write(headline="Only tomorrow", live_from=NOON + timedelta(days=1))
    write(kind="page", headline="About", slug="about", at=NOON)
    index = client.get("/sitemap.xml").content.decode()
    files = re.findall(r"<loc>http://testserver(.*?)</loc>", index)
    assert files == ["/sitemap-site.xml", "/sitemap-articles-0.xml"]
    addresses = [
        loc
        for file in files
        for loc in re.findall("<loc>http://testserver(.*?)</loc>", client.get(file).content.decode())
    ]
    assert {"/", "/ru/", edition.get_absolute_url(), "/pages/about/", "/news/topics/rescue/"} <= set(addresses)
    assert not any("tomorrow" in address for address in addresses)
    assert {client.get(address).status_code for address in addresses} == {200}


def test_sitemap_files_are_cut_by_article_number(client, edition, write, monkeypatch):
    monkeypatch.setattr(sitemaps, "SIZE", 1)
    other = write(headline="Another")
    for one in (edition, other):
        assert one.get_absolute_url() in client.get(f"/sitemap-articles-{one.work_id}.xml").content.decode()
    assert client.get(f"/sitemap-articles-{other.work_id + 1}.xml").status_code == 404


def test_the_day_of_a_text_in_the_sitemap_is_that_of_its_public_edition(client, edition, write, one_file):
    write(work=edition.work, headline="Later", live_from=NOON + timedelta(days=9))
    assert "<lastmod>2026-03-02</lastmod>" in client.get("/sitemap-articles-0.xml").content.decode()
