"""The cast and the tools of all tests. A test says only what is different about it.

editor, second_editor, moderator, second_moderator, administrator; section; write(...) for an edition in any state;
freeze(...) for the time of day. Doors take `at=`, so most tests of rules need no frozen clock; pages ask the clock.
"""

from datetime import UTC, date, datetime

import hypothesis
import pytest

from publishing import clock

from .officials import appoint, chair, make_body, make_person, make_post, make_state  # noqa: F401 (fixtures for all)
from .processes import at_one_moment  # noqa: F401 (the same)
from .releases import members, release  # noqa: F401 (the same)

PASSWORD = "correct horse battery"

# The same examples in every run, so that a red run is red again; `--hypothesis-profile=explore` looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("explore", max_examples=1000, deadline=None)
hypothesis.settings.load_profile("steady")


def instant(text):
    """An aware instant from "2026-03-03 12:00" (UTC)."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def freeze(monkeypatch):
    """freeze("2026-03-03 12:00") or freeze(an aware instant): it is that time now, for everything, until changed."""

    def freeze(at):
        at = instant(at) if isinstance(at, str) else at
        monkeypatch.setattr(clock, "now", lambda: at)
        return at

    return freeze


# --- the cast ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def make_user(db, django_user_model):
    """make_user("Ed Itor", "Editors"): staff in that group; without a group, staff who may do nothing."""
    from django.contrib.auth.models import Group

    def make_user(name, group=None):
        first, last = name.split(" ", 1)
        user = django_user_model.objects.create_user(
            username=first.lower(), password=PASSWORD, is_staff=True, first_name=first, last_name=last
        )
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user

    return make_user


@pytest.fixture
def editor(make_user):
    return make_user("Edith Editor", "Editors")


@pytest.fixture
def second_editor(make_user):
    return make_user("Edgar Editor", "Editors")


@pytest.fixture
def moderator(make_user):
    return make_user("Moira Moderator", "Moderators")


@pytest.fixture
def second_moderator(make_user):
    return make_user("Morris Moderator", "Moderators")


@pytest.fixture
def administrator(db, django_user_model):
    return django_user_model.objects.create_superuser("ada", password=PASSWORD, first_name="Ada", last_name="Admin")


@pytest.fixture
def as_():
    """as_(user): a client signed in as that user."""
    from django.test import Client

    def as_(user):
        client = Client()
        client.force_login(user)
        return client

    return as_


# --- content ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def make_section(db):
    """make_section("rescue", parent=None, en="Rescue", ru="Спасатели"): a section named in those languages."""
    from news.models import Section, SectionText

    def make_section(slug, parent=None, **names):
        section = Section.objects.create(slug=slug, parent=parent)
        for language, name in names.items():
            SectionText.objects.create(section=section, language=language, name=name)
        return section

    return make_section


@pytest.fixture
def section(make_section):
    return make_section("permanent-council", en="Permanent Council", ru="Постоянный совет")


@pytest.fixture
def write(editor, moderator, section):
    """write(headline=..., state="approved", live_from=None, at=None, ...): an edition, made through the doors.

    `at` is when the editor and the moderator act (default: now); `live_from` None is that very instant, else a whole
    minute after it. `work` makes it the next edition of that work. Everything else is the edition's content.
    """
    from news.models import Article

    def write(state="approved", live_from=None, at=None, work=None, by=editor, approved_by=moderator, **content):
        if work is None:
            content = {"headline": "The Council met", "body": "<p>It met.</p>", "section": section, **content}
            edition = Article.objects.write(by=by, at=at, **content)
        else:
            edition = work.start_edition(by=by, at=at)
            content = {"typo_only": not content.get("change_note"), **content}
            relations = {name: content.pop(name) for name in ("further_sections", "topics") if name in content}
            for name, value in content.items():
                setattr(edition, name, value)
            edition.save_draft(by=by, at=at, **relations)
        if state in {"in_review", "approved"}:
            edition.submit(by=by, at=at)
        if state == "approved":
            edition.approve(by=approved_by, live_from=live_from, at=at)
        return edition

    return write


@pytest.fixture
def write_meeting(editor, moderator):
    """write_meeting(headline=..., state="approved", live_from=None, at=None, ...): the same for a meeting, which takes
    all of 3 March 2026 unless the content says otherwise."""
    from meetings.models import Meeting

    def write_meeting(
        state="approved", live_from=None, at=None, work=None, by=editor, approved_by=moderator, **content
    ):
        if work is None:
            usual = {"headline": "Session of the Council", "date": date(2026, 3, 3), "timing": "all_day"}
            edition = Meeting.objects.write(by=by, at=at, **{**usual, **content})
        else:
            edition = work.start_edition(by=by, at=at)
            content = {"typo_only": not content.get("change_note"), **content}
            lists = {name: content.pop(name) for name in ("pictures", "participants", "documents") if name in content}
            for name, value in content.items():
                setattr(edition, name, value)
            edition.save_draft(by=by, at=at, **lists)
        if state in {"in_review", "approved"}:
            edition.submit(by=by, at=at)
        if state == "approved":
            edition.approve(by=approved_by, live_from=live_from, at=at)
        return edition

    return write_meeting
