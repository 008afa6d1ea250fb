"""The demo: what `manage.py demo` leaves in an empty database, and that it touches nothing else."""

import re
import stat
from collections import Counter
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.conf import settings as site
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from PIL import Image

from cstonews.demo import drawings
from cstonews.demo.loader import is_empty
from cstonews.demo.texts import as_html, instant, read_text, read_texts
from library.models import Picture
from meetings.models import MeetingEdition, Status
from news.models import Article, ArticleEdition, ArticlePlacement, Section
from news.views.corrections import SOURCES
from people.models import Appointment, Person
from publishing import clock
from publishing.refusals import Refused
from publishing.workflow import Phase

from .conftest import instant as moment

TERMS = {
    "Yuri Khachaturov": ("2017-05-02", "2018-11-30"),
    "Stanislav Zas": ("2020-01-01", "2022-12-31"),
    "Imangali Tasmagambetov": ("2023-01-01", "2025-12-31"),
    "Taalatbek Masadykov": ("2026-01-01", "9999-12-31"),
    "Vladimir Za[iy]netdinov": ("2019-01-01", "2022-12-31"),
}


def load(passwords, **options):
    said = StringIO()
    call_command("demo", passwords=passwords, stdout=said, **options)
    return said.getvalue()


@pytest.fixture(scope="class")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for a class and rolled back after it: (what was said, the passwords file)."""
    passwords = tmp_path_factory.mktemp("demo") / "demo-passwords.txt"
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(passwords), passwords
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    return loaded


def listed(listing, language="en", at=None):
    return ArticlePlacement.objects.listed(listing, language).live(at)


class TestOfficials:
    """The real history, as the demo has it."""

    @pytest.mark.parametrize(
        ("day", "name", "title"),
        [
            ("2018-12-01", "Valery Semerikov", "Acting Secretary General"),
            ("2020-01-20", "Stanislav Zas", "Secretary General"),
            ("2025-12-31", "Imangali Tasmagambetov", "Secretary General"),
            ("2026-01-01", "Taalatbek Masadykov", "Secretary General"),
        ],
    )
    def test_who_led_the_secretariat_on_a_day(self, demo, day, name, title, client):
        shown = client.get(f"/structure/secretariat/?on={day}").content.decode()
        heads = re.findall(r'href="/people/\d+/[\w-]+/">([^<]+)</a>', shown)
        assert heads == [name]
        assert title in shown

    @pytest.mark.parametrize(("day", "state"), [("2021-09-01", "Tajikistan"), ("2021-10-01", "Armenia")])
    def test_which_state_chaired_on_a_day(self, demo, day, state, client):
        assert f"Under the chairmanship of {state}" in client.get(f"/structure/?on={day}").content.decode()

    def test_on_20_january_2020_the_foreign_minister_was_acting(self, demo):
        held = Appointment.objects.on(date(2020, 1, 20)).get(person__name_rows__text="Sergey Lavrov")
        assert held.title_in("en").text == "Acting Minister of Foreign Affairs of the Russian Federation"
        assert held.title_in("ru").text.startswith("Исполняющий обязанности министра иностранных дел")

    def test_meetings_are_past_and_future_cancelled_and_postponed(self, demo, client):
        live = MeetingEdition.objects.live().filter(work__language="en")
        assert {edition.status for edition in live} == set(Status)
        assert {edition.date > clock.today() for edition in live} == {True, False}
        session = client.get(live.get(date=date(2019, 11, 28)).get_absolute_url()).content.decode()
        assert re.search(r"<dt>Under the chairmanship of</dt>\s*<dd>Kyrgyzstan</dd>", session)
        assert len(live.get(date=date(2020, 5, 26)).printed["participants"]) == 6


class TestLoaded:
    def test_there_is_something_in_every_phase(self, demo):
        phases = Counter(edition.phase() for edition in ArticleEdition.objects.select_related("work"))
        assert phases == {
            Phase.LIVE: 64,
            Phase.SCHEDULED: 4,
            Phase.IN_REVIEW: 3,
            Phase.DRAFT: 1,
            Phase.SUPERSEDED: 4,
            Phase.WITHDRAWN: 1,
        }

    def test_lists_are_long_enough_to_page(self, demo):
        assert listed("all").count() > 40
        assert listed("all", "ru").count() >= 5
        assert listed(Section.objects.get(path="secretary-general").listing).count() >= 12
        assert listed(Section.objects.get(path="authorized-organs/permanent-council").listing).count() >= 2

    def test_every_section_has_its_names_and_english_ones_are_not_empty(self, demo):
        for section in Section.objects.all():
            assert {text.language for text in section.texts.all()} == {"en", "ru"}
            assert section.path == "documents" or listed(section.listing).exists(), section.path

    def test_what_is_planned_is_hidden_until_its_minute(self, demo):
        scheduled = [edition for edition in ArticleEdition.objects.all() if edition.phase() == Phase.SCHEDULED]
        for edition in scheduled:
            assert clock.is_whole_minute(edition.live_from)
            assert edition not in ArticleEdition.objects.live(edition.live_from - clock.MINUTE)
            assert edition in ArticleEdition.objects.live(edition.live_from)
        hidden = ArticleEdition.objects.exclude(pk__in=ArticleEdition.objects.live())
        assert not listed("all").filter(edition__in=hidden).exists()

    def test_corrections_and_the_withdrawal_have_their_public_words(self, demo):
        told = {row.change_note for row in SOURCES[0].noted("en", clock.now())}
        assert len(told) == 3
        assert all(told)
        withdrawn = Article.objects.get(
            editions__in=[e for e in ArticleEdition.objects.all() if e.phase() == "withdrawn"]
        )
        assert "no longer in use" in withdrawn.withdrawal_in_force().notice

    def test_translations_share_a_group(self, demo):
        groups = Counter(Article.objects.values_list("group", flat=True))
        assert sorted(Counter(groups.values()).items()) == [(1, 56), (2, 8)]

    def test_whatever_is_still_open_passes_the_checks_of_submission(self, demo, django_user_model):
        editor = django_user_model.objects.get(username="editor")
        for edition in ArticleEdition.objects.open():
            assert edition.problems() == []
            if edition.state == "draft":
                edition.submit(by=editor)

    def test_four_eyes_hold_in_the_demo_too(self, demo, django_user_model):
        editor = django_user_model.objects.get(username="editor")
        edition = ArticleEdition.objects.filter(state="in_review").first()
        with pytest.raises(Refused):
            edition.approve(by=editor)
        assert not ArticleEdition.objects.approved().exclude(submitted_by=editor).exists()

    def test_placements_follow_from_the_editions(self, demo):
        call_command("place", check=True, stdout=StringIO())

    def test_the_printed_passwords_are_kept_for_their_owner_alone_and_work(self, demo):
        said, passwords = demo
        assert stat.S_IMODE(passwords.stat().st_mode) == 0o600
        assert "http://127.0.0.1:8000/admin/" in said
        assert str(passwords) in said
        pairs = dict(re.findall(r"^(\w+)  (\S+)$", passwords.read_text(), re.MULTILINE))
        assert set(pairs) == {"editor", "moderator", "moderator2", "admin"}
        for name, password in pairs.items():
            assert password in said
            user = authenticate(None, username=name, password=password)
            assert user.is_staff
            assert user.is_superuser == (name == "admin")
            assert user.has_perm("news.approve_articleedition") == (name != "editor")

    def test_pictures_say_what_they_show_and_who_drew_them(self, demo):
        for picture in Picture.objects.all():
            assert picture.problems() == []
            assert picture.alt.startswith(("Placeholder drawing: ", "Рисунок-заставка: "))

    def test_a_meeting_shows_its_pictures_and_offers_what_it_adopted(self, demo, client):
        report = MeetingEdition.objects.live().get(documents__number="27/1", work__language="en")
        shown = client.get(report.get_absolute_url()).content.decode()
        assert shown.count("Placeholder drawing: ") >= 3
        assert 'lang="ru">Порядок работы архива' in shown
        file = client.get(re.search(r'href="(/media/documents/[^"]+)"', shown)[1])
        assert file["Content-Type"] == "application/pdf"
        assert b"".join(file).startswith(b"%PDF-1.4")

    def test_the_portrait_of_the_secretary_general_has_a_credit(self, demo, client):
        shown = client.get(Person.objects.get(names__en__name="Taalatbek Masadykov").get_absolute_url())
        assert "<figcaption>Drawing: cstonews demo</figcaption>" in shown.content.decode()


# --- what it leaves alone ---------------------------------------------------------------------------------------------


def test_a_database_with_content_is_not_touched(section, tmp_path):
    with pytest.raises(CommandError, match="only for an empty one: nothing was changed"):
        load(tmp_path / "passwords.txt")
    assert Section.objects.get() == section
    assert not get_user_model().objects.exists()
    assert not list(tmp_path.iterdir())


def test_one_user_is_content_enough(administrator, tmp_path):
    with pytest.raises(CommandError):
        load(tmp_path / "passwords.txt")
    assert get_user_model().objects.get() == administrator


def test_if_empty_says_so_and_ends_well(section, tmp_path):
    assert "has content already" in load(tmp_path / "passwords.txt", if_empty=True)
    assert Section.objects.get() == section


def test_when_it_cannot_finish_nothing_is_left(db, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    dot = BytesIO()
    Image.new("RGB", (2, 2)).save(dot, "PNG")
    monkeypatch.setattr(drawings, "draw", lambda name: dot.getvalue())
    with pytest.raises(CommandError, match="nothing was loaded"):
        load(tmp_path / "no such folder" / "passwords.txt")
    assert is_empty()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_git_ignores_the_passwords_file():
    assert "/demo-passwords.txt" in (site.BASE_DIR / ".gitignore").read_text().splitlines()


# --- texts and pictures -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", read_texts(), ids=lambda text: f"{text.language}/{text.name}")
def test_posts_are_right_for_the_date_and_texts_are_real(text):
    now = moment("2026-06-15 12:00")
    for edition in text.editions:
        assert len(edition["headline"]) <= 300
        assert edition["lead"]
        assert edition["body"].count("<p>") + edition["body"].count("<li>") >= 2
        day = str(clock.today(instant(edition["published"], now)))
        words = " ".join([edition["headline"], edition["lead"], edition["body"], edition.get("byline", "")])
        for name, (first, last) in TERMS.items():
            if re.search(rf"(?<!Acting )(Secretary General|Press Secretary|CSTO spokesman) {name}", words):
                assert first <= day <= last, name


def test_relative_days_are_counted_in_the_newsroom_zone():
    late = moment("2026-03-03 22:30")  # already the 4th in Moscow
    assert instant("1 day ago 10:00", late) == moment("2026-03-03 07:00")
    assert instant("in 3 days 12:00", late) == moment("2026-03-07 09:00")
    assert instant("2020-01-20 15:00", late) == moment("2020-01-20 12:00")
    with pytest.raises(ValueError, match="not a time"):
        instant("tomorrow", late)


def test_a_text_file_with_a_misspelled_heading_is_refused(tmp_path):
    (tmp_path / "x.txt").write_text("Hedline: A\n\nText.\n")
    with pytest.raises(ValueError, match="unknown heading hedline"):
        read_text(tmp_path / "x.txt")


def test_paragraphs_become_html_and_html_stays():
    assert as_html("One\nline.\n\n<ul>\n  <li>a</li>\n</ul>") == "<p>One line.</p>\n<ul>\n<li>a</li>\n</ul>"


@pytest.mark.parametrize("name", drawings.DRAWINGS)
def test_drawings_are_wide_sheets_but_portraits_stand(name):
    assert Image.open(BytesIO(drawings.draw(name))).size == ((720, 900) if name == "figure" else (1600, 900))


def test_a_drawing_is_the_same_on_every_run():
    assert drawings.draw("facade") == drawings.draw("facade")
