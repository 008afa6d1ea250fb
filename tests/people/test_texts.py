"""People in texts: the titles of that day, fixed at approval, and nothing told before its day."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from people.models import Rank
from publishing.refusals import Refused

from ..conftest import instant

pytestmark = pytest.mark.django_db

NOW = instant("2026-03-03 12:00")


@pytest.fixture
def lavrov(make_person, make_post, make_state, appoint):
    """Sergey Lavrov with his three appointments around 20 January 2020."""
    russia = make_state("Russia", ru="Россия")
    name = "Minister of Foreign Affairs of the Russian Federation"
    minister = make_post(name, state=russia, rank=Rank.MINISTER, acting=f"Acting {name}")
    person = make_person("Sergey Lavrov", ru="Сергей Лавров")
    days = [("2004-03-09", "2020-01-15", False), ("2020-01-16", "2020-01-20", True), ("2020-01-21", None, False)]
    return [appoint(person, minister, start, end, acting=acting) for start, end, acting in days]


@pytest.fixture
def secretary(make_person, make_post, appoint):
    return appoint(make_person("Stanislav Zas"), make_post("Secretary General"), "2020-01-01", "2022-12-31")


def foot(client, edition):
    """The part of the page with the byline and the people."""
    shown = client.get(edition.get_absolute_url()).content.decode()
    return re.search(r'<footer class="article-foot">.*?</footer>', shown, re.DOTALL).group()


def test_an_article_shows_the_titles_of_its_day(client, write, lavrov, secretary):
    edition = write(date=date(2020, 1, 20), people=[lavrov[1].pk, secretary.pk], signed_by=secretary)
    shown = foot(client, edition)
    assert "Acting Minister of Foreign Affairs of the Russian Federation" in shown
    assert re.search(r"Stanislav Zas</a>\s*<span>Secretary General</span>", shown)
    assert f'Secretary General <a href="/people/{secretary.person_id}/stanislav-zas/">Stanislav Zas</a>' in shown


def test_an_old_page_keeps_every_byte_of_its_titles(client, write, write_meeting, lavrov, secretary):
    article = write(date=date(2020, 1, 20), people=[lavrov[1].pk, secretary.pk], signed_by=secretary)
    meeting = write_meeting(date=date(2020, 1, 20), participants=[{"appointment": lavrov[1]}], chaired_by=secretary)
    before = foot(client, article), client.get(meeting.get_absolute_url()).content
    for post in (lavrov[1].post, secretary.post):
        for row in post.name_rows.all():
            row.text = f"Renamed {row.text}"
            row.save()
    for person in (lavrov[1].person, secretary.person):
        row = person.name_rows.get(language="en")
        row.text = f"Corrected {row.text}"
        row.save()
    secretary.end = date(2021, 6, 30)
    secretary.save()
    lavrov[2].end = date(2021, 6, 30)
    lavrov[2].save()
    assert (foot(client, article), client.get(meeting.get_absolute_url()).content) == before
    printed = f"/people/{secretary.person_id}/stanislav-zas/"
    assert client.get(printed).headers["Location"] == f"/people/{secretary.person_id}/corrected-stanislav-zas/"


def test_a_title_not_held_that_day_is_refused_at_submission(write, lavrov):
    with pytest.raises(Refused, match="Sergey Lavrov was not .* on 19.01.2020"):
        write(date=date(2020, 1, 19), people=[lavrov[2].pk])
    assert write("draft", date=date(2020, 1, 19), people=[lavrov[2].pk]).people.count() == 1


def test_a_text_does_not_tell_of_an_appointment_before_its_day(write, moderator, secretary, make_person, appoint):
    coming = appoint(make_person("Anna Ash"), secretary.post, "2026-04-01")
    text = {"date": date(2026, 4, 1), "signed_by": coming}
    edition = write("in_review", at=NOW, **text)
    for too_early in (None, instant("2026-03-31 20:59")):
        with pytest.raises(Refused, match="Anna Ash, Secretary General, is not public before 01.04.2026"):
            edition.approve(at=NOW, live_from=too_early, by=moderator)
    edition.approve(at=NOW, live_from=instant("2026-03-31 21:00"), by=moderator)
    with pytest.raises(Refused, match="not public before"):
        edition.reschedule(at=NOW, live_from=instant("2026-03-31 20:00"), by=moderator)


@pytest.mark.parametrize("field", ["people", "signed_by", "chaired_by", "participants"])
def test_an_appointment_becomes_no_secret_again_while_a_text_tells_of_it(field, write, write_meeting, secretary):
    values = {"people": [secretary.pk], "participants": [{"appointment": secretary}]}.get(field, secretary)
    make = write_meeting if field in {"chaired_by", "participants"} else write
    make(date=date(2020, 1, 20), at=NOW, **{field: values})
    secretary.public_from = NOW.date() + timedelta(days=1)
    with pytest.raises(Refused, match="names it and has been public since .*, so it cannot become a secret again"):
        secretary.save()
    secretary.public_from = None
    secretary.save()


def test_nor_while_a_scheduled_text_will_tell_of_it(write, secretary, freeze):
    freeze(NOW)
    write(date=date(2020, 1, 20), signed_by=secretary, live_from=NOW + timedelta(days=2))
    secretary.public_from = NOW.date() + timedelta(days=5)
    with pytest.raises(Refused, match="names it and goes out before that day .*Unschedule that text first"):
        secretary.save()


def test_an_appointment_told_by_an_import_before_its_public_day_can_still_be_ended(write, secretary, freeze):
    """An import asks what is public when it is made, so a page of 2010 may name what is public since 2012."""
    freeze(NOW)
    write(date=date(2020, 1, 20), signed_by=secretary, at=NOW - timedelta(days=3))
    type(secretary)._base_manager.filter(pk=secretary.pk).update(
        public_from=NOW.date() - timedelta(days=1), shown_from=NOW.date() - timedelta(days=1)
    )
    secretary.refresh_from_db()
    secretary.end = date(2021, 6, 30)
    secretary.save()
    assert secretary.last_day == date(2021, 6, 30)


def test_an_appointment_that_texts_name_is_not_deleted_by_any_way(write, secretary):
    edition = write(date=date(2020, 1, 20), people=[secretary.pk])
    for delete in (secretary.delete, type(secretary).objects.filter(pk=secretary.pk).delete):
        with pytest.raises(ProtectedError, match="Texts name"), transaction.atomic():
            delete()
    assert edition.people.get() == secretary


def test_a_mended_title_is_printed_where_an_edition_asks_for_it(client, write, write_meeting, lavrov, secretary):
    rows = [{"appointment": lavrov[1]}]
    article = write(date=date(2020, 1, 20), people=[secretary.pk], signed_by=secretary)
    meeting = write_meeting(date=date(2020, 1, 20), participants=rows, organ=secretary.post.body)
    renamed = [secretary.post, lavrov[1].post.state, secretary.post.body]
    for thing in renamed:
        row = thing.name_rows.get(language="en", kind="name")
        row.text = f"Mended {row.text}"
        row.save()
    note = {"change_note": "The titles were wrong."}
    assert "Mended" not in foot(client, write(work=article.work, **note))
    assert "Mended" not in str(write_meeting(work=meeting.work, **note).printed)
    assert "Mended Secretary General" in foot(client, write(work=article.work, print_anew=True, **note))
    printed = str(write_meeting(work=meeting.work, print_anew=True, **note).printed)
    assert all(f"'Mended {name}'" in printed for name in ("Russia", "Secretariat"))
    # The next edition keeps what that one printed.
    again = write(work=article.work, lead="More.")
    assert (again.print_anew, again.printed["people"]) == (False, article.work.newest_approved().printed["people"])
    assert "Mended Secretary General" in foot(client, again)


def test_a_title_beside_its_state_is_not_kept_where_it_stands_for_another(write_meeting, secretary, lavrov, make_state):
    post = lavrov[1].post
    post.give_names("en", short="Minister")
    first = write_meeting(date=date(2020, 1, 20), participants=[{"appointment": lavrov[1]}])
    rows = [{"appointment": lavrov[1], "state": make_state("Bland")}]
    second = write_meeting(work=first.work, participants=rows)
    titles = [edition.printed["participants"][0]["people"][0]["title"] for edition in (first, second)]
    assert titles == ["Acting Minister", "Acting Minister of Foreign Affairs of the Russian Federation"]


def test_an_appointment_that_texts_name_keeps_its_person_and_post(write, secretary, make_person):
    write(date=date(2020, 1, 20), signed_by=secretary)
    secretary.person = make_person("Anna Ash")
    with pytest.raises(Refused, match="its person and post stay"):
        secretary.save()


def test_a_typed_byline_is_kept_to_the_letter_with_the_name_as_a_link(client, write, secretary):
    typed = "For the press: Secretary-General Stanislav Zas, in person"
    shown = foot(client, write(date=date(2020, 1, 20), signed_by=secretary, byline=typed))
    assert re.sub(r"<[^>]+>", "", re.search(r'<p class="byline">(.*?)</p>', shown).group(1)) == typed
    assert ">Stanislav Zas</a>" in shown


def test_a_byline_marks_a_title_and_a_name_that_are_in_another_language(client, write, make_post, make_person, appoint):
    post = make_post("")
    person = make_person("", own_language="hy", variant=["Anna Ash"])
    post.give_names("hy", name="Նախարար")
    person.give_names("hy", name="Աննա Աշ")
    signed = appoint(person, post, "2020-01-01")
    shown = foot(client, write(date=date(2020, 1, 20), signed_by=signed))
    assert '<p class="byline"><span lang="hy">Նախարար </span><a href=' in shown
    assert ' lang="hy">Աննա Աշ</a></p>' in shown
    typed = foot(client, write(date=date(2020, 1, 20), signed_by=signed, byline="Minister Anna Ash"))
    assert re.search(r'<p class="byline">Minister <a href="[^"]+">Anna Ash</a></p>', typed)


def test_the_people_of_a_text_are_found_and_lead_to_it(client, write, freeze, secretary):
    freeze(NOW)
    edition = write(date=date(2020, 1, 20), people=[secretary.pk], at=NOW - timedelta(days=1), headline="Zas spoke")
    page = client.get(secretary.person.get_absolute_url()).content.decode()
    assert f'href="{edition.get_absolute_url()}"' in page
    assert "Zas spoke" in client.get(f"/news/people/{secretary.person_id}/").content.decode()
    assert client.get("/news/people/999999/").status_code == 404


def test_a_correction_of_an_old_text_keeps_its_titles(client, write, write_meeting, lavrov, secretary):
    rows = [{"appointment": lavrov[1]}]
    article = write(date=date(2020, 1, 20), people=[lavrov[1].pk], signed_by=secretary)
    meeting = write_meeting(date=date(2020, 1, 20), participants=rows, chaired_by=secretary)
    before = foot(client, article), meeting.printed
    for post in (lavrov[1].post, secretary.post):
        row = post.name_rows.get(kind="name")
        row.text = f"Renamed {row.text}"
        row.save()
    corrected = write(work=article.work, body="<p>It met, without the typo.</p>")
    again = write_meeting(work=meeting.work, lead="Corrected.")
    assert (foot(client, corrected), again.printed) == before


def test_a_body_and_a_post_stay_where_texts_have_placed_them(write_meeting, make_body, make_state, secretary):
    above, body = make_body("Above"), secretary.post.body
    write_meeting(organ=body, chaired_by=secretary, date=date(2020, 1, 20))
    body.parent = above
    with pytest.raises(ValidationError, match="it stays there"):
        body.full_clean()
    secretary.post.state = make_state("Russia")
    with pytest.raises(ValidationError, match="it stays of this state"):
        secretary.post.full_clean()


@pytest.mark.parametrize("when", [None, timedelta(days=1)], ids=["public", "scheduled"])
def test_a_body_stays_where_texts_of_those_below_it_were_placed(when, freeze, write_meeting, make_body):
    freeze(NOW)
    body, other = make_body("Body"), make_body("Other")
    write_meeting(organ=make_body("Below", parent=body), live_from=when and NOW + when)
    body.parent = other
    with pytest.raises(ValidationError, match="it stays there"):
        body.full_clean()


def test_a_body_brings_those_below_it_along_when_depth_is_counted(make_body):
    top = above = make_body("Body")
    for number in ("two", "three", "four", "five", "six"):
        above = make_body(f"Body {number}", parent=above)
    top.parent = make_body("Other")
    with pytest.raises(ValidationError, match="6 deep"):
        top.full_clean()
