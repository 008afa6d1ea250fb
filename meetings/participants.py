"""Filling the list of participants from the appointments of the day, to be corrected by hand."""

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Appointment
from people.protocol import in_protocol_order
from publishing import clock
from publishing.refusals import Problem, Refused


def fill(edition, body, by, at=None):
    """Add to a draft everybody who held a post of that body on the day of the meeting, in protocol order, after those
    who stand in it already; nobody twice. Returns how many were added. Raises Refused, also when there is nobody."""
    with transaction.atomic():
        # What somebody has saved since this edition was read stays.
        edition.work.lock()
        edition.refresh_from_db()
        rows = [row.content() for row in edition.read_parts()["participants"]]
        listed = {row["appointment"].person_id for row in rows if row["appointment"]}
        held = Appointment.objects.in_office(edition.date).filter(post__body=body).with_names()
        missing = {}
        for one in in_protocol_order(held, edition.work.language):
            # Who holds two of its posts comes in the first by protocol.
            if one.person_id not in listed:
                missing.setdefault(one.person_id, one)
        if not missing:
            sentence = _("Nobody else held a post of %(body)s on %(day)s. Look at its appointments, or at the date.")
            raise Refused(Problem(sentence % {"body": body, "day": clock.print_day(edition.date)}, "body"))
        edition.save_draft(by=by, at=at, participants=[*rows, *({"appointment": one} for one in missing.values())])
        return len(missing)
