"""What texts must not say of appointments: titles not held on their day, and what is not public yet.

Both take pairs (appointment, name of the form field it stands in) and return a list of Problem.
"""

from django.utils.translation import gettext as _

from publishing import clock
from publishing.refusals import Problem

from .models import Appointment
from .models.tenures import locked


class NamesOfficials:
    """For editions that name appointments, before Edition among the bases: only titles that were held on the date of
    the text, and none of which readers may not know yet."""

    def appointments(self):
        """Every Appointment it names, each with the form field it stands in."""
        raise NotImplementedError

    def problems(self, at=None):
        return super().problems(at) + not_held(self.appointments(), self.date)

    def premature(self, live_from):
        return super().premature(live_from) + secret(self.appointments(), live_from)


def not_held(appointments, day):
    """Titles that were not held on the day of the text."""
    sentence = _(
        "%(person)s was not %(title)s on %(day)s (%(days)s). Choose what was held on that day, or correct the date."
    )
    return [
        Problem(
            sentence
            % {
                "person": appointment.person,
                "title": appointment.title_in("en"),
                "day": clock.print_day(day),
                "days": appointment.days(),
            },
            field,
        )
        for appointment, field in appointments
        if not appointment.is_on(day)
    ]


def secret(appointments, live_from):
    """Appointments of which readers may not know yet at that instant."""
    sentence = _("%(person)s, %(title)s, is not public before %(day)s. Choose a time from that day on.")
    # Held until this text is approved or not: whoever makes one of them public later waits, and then sees the text.
    keys = [one.pk for one, _field in appointments]
    named = locked(Appointment.objects.filter(pk__in=keys).order_by("pk")) if keys else ()
    hidden_until = {one.pk: one.shown_from for one in named if not one.is_public(live_from)}
    return [
        Problem(
            sentence
            % {
                "person": appointment.person,
                "title": appointment.title_in("en"),
                "day": clock.print_day(hidden_until[appointment.pk]),
            },
            "live_from",
        )
        for appointment, _field in appointments
        if appointment.pk in hidden_until
    ]
