"""The field for a planned instant: a minute of the newsroom's clocks, asked about where they show it twice."""

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from . import clock
from .wall_clock import gap_around, instants_of

# What a browser sends, and what people type where it draws a plain box.
FORMATS = ("%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")


def read_wall(words):
    """The wall time that was typed, or None."""
    for pattern in FORMATS:
        try:
            return datetime.strptime(words.strip(), pattern)
        except ValueError:
            continue
    return None


def is_reckoned(time):
    """Whether zones can be reckoned with in that year."""
    return clock.EARLIEST.year <= time.year < clock.LATEST.year


def read_instant(value):
    """The instant of a stored value or of one that was chosen, or None where only a wall time is known."""
    if isinstance(value, datetime):
        at = value if value.tzinfo else timezone.make_aware(value)
    else:
        try:
            at = datetime.fromisoformat(value or "")
        except ValueError:
            return None
    return at.astimezone(UTC) if at.tzinfo and is_reckoned(at) else None


class PlannedInstantInput(forms.DateTimeInput):
    """The box, and beside it, where its minute comes twice, the choice between the two instants.

    Its value is what was typed; once an instant of that minute is chosen, the instant in ISO format, in UTC. A choice
    that was made for another minute counts for nothing.
    """

    template_name = "admin/publishing/planned_instant.html"

    def __init__(self):
        super().__init__(attrs={"type": "datetime-local", "step": 60}, format="%Y-%m-%dT%H:%M")

    def value_from_datadict(self, data, files, name):
        typed, chosen = data.get(name), data.get(f"{name}_which")
        return chosen if chosen in {at.isoformat() for at in self.either(typed)} else typed

    @staticmethod
    def either(typed):
        """The two instants of a minute that comes twice; no others are asked about."""
        wall = read_wall(typed) if typed else None
        instants = instants_of(wall) if wall and is_reckoned(wall) else []
        return instants if len(instants) == 2 else []

    def get_context(self, name, value, attrs):
        instant = read_instant(value)
        if instant:
            value = timezone.make_naive(instant)
        context = super().get_context(name, value, attrs)
        either = self.either(context["widget"]["value"])
        context["widget"]["choices"] = [(at.isoformat(), clock.show(at), at == instant) for at in either]
        return context


class PlannedInstantField(forms.DateTimeField):
    """Cleans to an instant in UTC. What the clocks skip is refused with the next time there is; what they show twice is
    refused until one of the two is chosen beside it."""

    def __init__(self, **kwargs):
        # The admin would pass its own widget: two boxes and two pop-up windows for what the browser does in one.
        kwargs["widget"] = PlannedInstantInput()
        super().__init__(**kwargs)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        chosen = read_instant(value)
        if chosen:
            return chosen
        wall = read_wall(value)
        if wall is None:
            raise ValidationError(_("Write a day and a time, as in 03.03.2026 15:00."), code="invalid")
        if not is_reckoned(wall):
            raise ValidationError(_("This year cannot be right. Write the time anew."), code="invalid")
        instants = instants_of(wall)
        if not instants:
            raise ValidationError(why_skipped(wall), code="skipped")
        if len(instants) > 1:
            sentence = _("The clocks go back then, and show %(time)s twice. Choose which of the two you mean.")
            raise ValidationError(sentence % {"time": f"{wall:%d.%m.%Y %H:%M}"}, code="twice")
        return instants[0]


def why_skipped(wall):
    gap = gap_around(wall)
    return _(
        "There is no %(time)s: the clocks of %(zone)s go from %(first)s to %(end)s. The next time there is: %(next)s."
    ) % {
        "time": f"{wall:%d.%m.%Y %H:%M}",
        "zone": timezone.get_current_timezone_name(),
        "first": f"{gap.first:%H:%M}",
        "end": f"{gap.end:%H:%M}",
        "next": clock.show(gap.at),
    }
