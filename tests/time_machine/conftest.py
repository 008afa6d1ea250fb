"""A world in which much changes around noon on 3 March 2026, and who may look at it."""

from datetime import date

import pytest

from news.models import OldAddress, Topic
from publishing.models import Release

from .travelling import DAY, HOUR, NOON


@pytest.fixture(autouse=True)
def noon(freeze):
    return freeze(NOON)


@pytest.fixture
def moderators(as_, moderator):
    return as_(moderator)


@pytest.fixture
def editors(as_, editor):
    return as_(editor)


@pytest.fixture
def world(write, write_meeting, make_section, make_person, make_post, make_state, make_body, appoint, chair, moderator):
    """Texts, meetings, posts and chairs that come, change and go around noon on 3 March 2026."""
    russia, armenia = make_state("Russia", ru="Россия", code="ru"), make_state("Armenia", ru="Армения", code="am")
    council = make_body("Permanent Council", ru="Постоянный совет")
    chair(russia, "2025-01-01", "2025-12-31")
    chair(armenia, "2026-01-01", "2026-03-03")
    chair(russia, "2026-03-04")
    head = make_post("Head", ru="Руководитель", body=council)
    old, new = make_person("Ivan Ivanov", ru="Иван Иванов"), make_person("Pyotr Petrov", ru="Пётр Петров")
    first, second = appoint(old, head, "2020-01-01", "2026-03-03"), appoint(new, head, "2026-03-04")
    make_section("rescue", en="Rescue", ru="Спасатели")
    topic = Topic.objects.create(language="en", slug="rescue", name="Rescue")
    meeting = write_meeting(organ=council, chaired_by=first, date=date(2026, 3, 3), at=NOON - 3 * DAY)
    write_meeting(work=meeting.work, headline="Session moved", live_from=NOON + 2 * HOUR)
    about = {"date": date(2026, 3, 1), "topics": [topic.pk], "people": [first.pk], "meeting": meeting.work}
    edition = write(headline="It met", at=NOON - 2 * DAY, **about)
    write(work=edition.work, headline="It did meet", change_note="A name was corrected.", live_from=NOON + HOUR)
    named = write(headline="Appointed", people=[second.pk], date=date(2026, 3, 4), live_from=NOON + DAY)
    gone = write(headline="Withdrawn later", at=NOON - 2 * DAY, date=date(2026, 3, 1))
    gone.work.withdraw(by=moderator, reason="r", notice="Withdrawn.", withdraw_at=NOON + HOUR)
    write(kind="page", headline="About", slug="about", at=NOON - DAY)
    release = Release.objects.start(by=moderator, name="Together", goes_out_at=NOON + HOUR)
    together = write("in_review", headline="Together", date=date(2026, 3, 2))
    release.add(together, by=moderator)
    together.refresh_from_db()
    together.approve(by=moderator)
    OldAddress.objects.create(address="/old/address/of/the/article.htm", article=edition.work)
    return [edition, meeting, named, gone, together]
