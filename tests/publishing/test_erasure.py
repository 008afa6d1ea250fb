"""The one exception to "what was public is never deleted": an administrator's erasure, which is recorded."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from news.models import Article, ArticleEdition, Source
from publishing import clock
from publishing.events import Event
from publishing.refusals import Forbidden, Refused

pytestmark = pytest.mark.django_db

WORDS = {"reason": "A court has ordered it.", "notice": "This text was removed by order of a court."}
MARK = "Zugzwang"


@pytest.fixture
def marked(write, editor, administrator):
    """An article with a past, a live, a coming and a written edition, all of them marked."""
    content = {name: f"{MARK} {name}" for name in ("headline", "lead", "byline")}
    first = write("approved", body=f"<p>{MARK}</p>", **content)
    second = write("approved", work=first.work, change_note=f"{MARK} note")
    write("approved", work=first.work, live_from=clock.next_minute() + clock.MINUTE)
    write("draft", work=first.work)
    facts = {"imported_at": clock.now(), "imported_by": editor, "article": first.work}
    Source.objects.create(file_name="page.txt", sha256="0", text=MARK, **facts)
    return second


def rows_with(word):
    """Tables that hold the word anywhere, straight from the database."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (names of our own tables)
            if word.lower() in str(cursor.fetchall()).lower():
                yield table


def test_no_word_is_left_and_the_address_is_gone(marked, administrator, client):
    path = marked.get_absolute_url()
    assert client.get(path).status_code == 200
    marked.work.erase(by=administrator, **WORDS)
    assert list(rows_with(MARK)) == []
    response = client.get(path)
    assert response.status_code == 410
    assert "by order of a court" in response.content.decode()
    call_command("place", "--check", stdout=StringIO())


def test_an_erased_page_is_gone_and_its_address_nobody_elses(write, administrator, client):
    page = write("approved", kind="page", slug="about")
    page.work.erase(by=administrator, **WORDS)
    assert client.get("/pages/about/").status_code == 410
    with pytest.raises(Refused, match="Another page has this address"):
        write("approved", kind="page", slug="about")


def test_who_erased_it_when_and_why_stays_recorded_and_so_do_its_periods(marked, administrator):
    began = marked.live_from
    marked.work.erase(by=administrator, **WORDS)
    event = Event.objects.about(marked.work).last()
    assert (event.action, event.actor, event.note) == ("erase", administrator, WORDS["reason"])
    assert marked.work.editions.filter(live_from=began).exists()
    assert not ArticleEdition.objects.open().filter(work=marked.work).exists()


def test_only_an_administrator_erases_and_only_with_reason_and_notice(marked, moderator, administrator):
    with pytest.raises(Forbidden):
        marked.work.erase(by=moderator, **WORDS)
    with pytest.raises(Refused):
        marked.work.erase(by=administrator, reason=" ", notice="n")
    assert Article.objects.live().filter(pk=marked.work_id).exists()


def test_the_command_says_what_it_did_and_why_not(marked, administrator, moderator):
    said = StringIO()
    for wrong in (
        ["0", "--as", "ada"],
        [str(marked.work_id), "--as", "nobody"],
        [str(marked.work_id), "--as", "moira"],
    ):
        with pytest.raises(CommandError):
            call_command("erase_article", *wrong, "--reason", "r", "--notice", "n")
    call_command("erase_article", str(marked.work_id), "--as", "ada", "--reason", "r", "--notice", "n", stdout=said)
    assert "Every word" in said.getvalue()
