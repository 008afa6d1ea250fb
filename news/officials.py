"""Whom a text names and who signed it, found by the names that were entered, with the titles held on its day."""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Appointment, Person
from people.recognition import titles_on
from publishing.refusals import Refused
from publishing.sanitising import plain_text


class Officials(NamedTuple):
    """`content` is `people` (primary keys of appointments) and `signed_by`, as the doors take them; `sentences` say
    whom it names without a title of that day."""

    content: dict
    sentences: tuple = ()


def officials_in(content, names):
    """The Officials of a text, that is of its headline, date, byline and body, by the Recogniser `names`."""
    named = names.people(f"{content['headline']}\n{plain_text(content['body'])}")
    signers = names.people(content["byline"])
    titles = titles_on([*named, *signers], content["date"])
    people = [titles[pk].pk for pk in named if pk in titles]
    signed_by = next((titles[pk] for pk in signers if pk in titles), None)
    without = [pk for pk in dict.fromkeys([*named, *signers]) if pk not in titles]
    return Officials({"people": people, "signed_by": signed_by}, tuple(sentences(without)) if without else ())


def added_to(edition, found):
    """`found`, the content of Officials, beside what an edition has already: what somebody chose stays, and nobody
    stands in it twice."""
    there = dict(edition.people.values_list("pk", "person"))
    new = Appointment.objects.filter(pk__in=found["people"]).exclude(person__in=there.values())
    return {"people": [*there, *(one.pk for one in new)], "signed_by": edition.signed_by or found["signed_by"]}


def add_named(edition, names, *, by):
    """Add to a draft whom its text names and who is not among its people yet; who signs it, if nobody does.

    Returns how many were added and the sentences on those without a title. Raises Refused, also when there is nobody:
    who changes nothing has not written the text, and may approve it.
    """
    with transaction.atomic():
        edition.work.lock()
        edition.refresh_from_db()
        content = {name: getattr(edition, name) for name in ("headline", "body", "byline", "date")}
        found = officials_in(content, names)
        content = added_to(edition, found.content)
        added = len(content["people"]) - edition.people.count()
        if not added and content["signed_by"] == edition.signed_by:
            raise Refused(_("It names nobody else who held a post on its day. Nothing was changed."), *found.sentences)
        edition.signed_by = content["signed_by"]
        edition.save_draft(by=by, people=content["people"])
        return added, found.sentences


def sentences(person_ids):
    for person in Person.objects.filter(pk__in=person_ids):
        yield _("It names %(person)s, of whom no post is known on that day.") % {"person": person}
