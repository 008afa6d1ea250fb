"""A room shows its texts on pages of rooms below it, which know but the kind of thing. Here: articles of a section."""

from datetime import date, timedelta

import pytest
from django.db.models import Value
from django.utils.translation import gettext_lazy

from news.models import ArticlePlacement, Section
from publishing import appearances
from publishing.appearances import Appearance, appearances_of, listing, mentioned, register

from ..conftest import instant

pytestmark = pytest.mark.django_db

NOON = instant("2026-03-03 12:00")
MINUTE = timedelta(minutes=1)
NEWS = Appearance(gettext_lazy("News"), ArticlePlacement, "news/_entry.html", lambda section: f"/all/{section.slug}/")


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    """Nothing is registered but what the test says: articles on the pages of sections."""
    monkeypatch.setattr(appearances, "REGISTRY", {})
    register("section", NEWS)


def shown(section, at=NOON, language="en", **how):
    return appearances_of("section", section, language, at, **how)


def sections_mentioned(at):
    return list(Section.objects.filter(mentioned("section", at)))


def test_a_list_is_named_by_kind_and_key():
    assert listing("person", 12) == "person:12"


def test_what_is_live_is_shown_newest_first_with_its_heading_and_template(write, section):
    write(at=NOON, headline="Older", date=date(2026, 3, 1))
    write(at=NOON, headline="Newer", date=date(2026, 3, 2))
    write(at=NOON, live_from=NOON + MINUTE, headline="To come", date=date(2026, 3, 3))
    [block] = shown(section)
    assert [item.edition.headline for item in block.items] == ["Newer", "Older"]
    assert (str(block.heading), block.template, block.more) == ("News", "news/_entry.html", "")
    [block] = shown(section, at=NOON + MINUTE)
    assert block.items[0].edition.headline == "To come"


def test_a_room_with_nothing_to_show_has_no_block(write, section):
    write("draft", at=NOON)
    assert shown(section) == []
    write(at=NOON)
    assert shown(section, language="ru") == []
    assert appearances_of("state", section, "en", NOON) == []


def test_a_longer_list_leads_to_the_whole_one(write, section):
    for _ in range(3):
        write(at=NOON)
    assert [(len(block.items), block.more) for block in shown(section, limit=3)] == [(3, "")]
    assert [(len(block.items), block.more) for block in shown(section, limit=2)] == [(2, f"/all/{section.slug}/")]
    register("section", NEWS._replace(more=None))
    assert shown(section, limit=2)[0].more == ""


def test_a_page_costs_one_query_a_room_and_entries_none(write, section, django_assert_num_queries):
    for _ in range(3):
        write(at=NOON)
    with django_assert_num_queries(1):
        [block] = shown(section)
        assert {item.edition.headline for item in block.items} == {"The Council met"}
    assert "body" in block.items[0].edition.get_deferred_fields()


def test_registering_twice_is_registering_once(write, section):
    write(at=NOON)
    register("section", NEWS)
    register("section", NEWS._replace(heading=gettext_lazy("Texts")))
    assert [str(block.heading) for block in shown(section)] == ["Texts"]


def test_a_thing_is_mentioned_while_a_text_in_any_language_is_live(write, section, make_section, moderator):
    make_section("other", en="Other", ru="Другой")
    assert sections_mentioned(NOON) == []
    scheduled = write(at=NOON, live_from=NOON + MINUTE, language="ru")
    work = scheduled.work
    work.withdraw(by=moderator, reason="r", notice="n", at=NOON + MINUTE, withdraw_at=NOON + 5 * MINUTE)
    for at, is_so in ((NOON, False), (NOON + MINUTE, True), (NOON + 5 * MINUTE, False)):
        assert sections_mentioned(at) == ([section] if is_so else [])


def test_of_a_kind_that_nobody_shows_nothing_is_mentioned(write, section):
    write(at=NOON)
    assert not Section.objects.filter(mentioned("person", NOON)).exists()
    assert Section.objects.filter(mentioned("person", NOON) | mentioned("section", NOON)).get() == section


def test_the_condition_goes_together_with_others(write, section):
    write(at=NOON)
    found = Section.objects.annotate(one=Value(1)).filter(mentioned("section", NOON), slug=section.slug)
    assert found.count() == 1
    assert not Section.objects.exclude(mentioned("section", NOON)).exists()
