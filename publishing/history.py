"""The events of a work as a story: day by day, in sentences, each with the way to what it changed."""

from itertools import groupby
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from . import clock
from .events import Event

# So many of the newest events are open; those of earlier days are behind one line.
OPEN = 20


class Told(NamedTuple):
    """One event: what was done, in words that follow the name of who did it, where to see what it changed, and what
    readers were told of it."""

    event: Event
    sentence: str
    comparison: str
    is_override: bool
    public_note: str


class Day(NamedTuple):
    date: object
    told: list
    is_folded: bool


def story(events, editions, compared):
    """The events of one work (oldest first) as Days, newest first. `editions` are all of the work; `compared` gives the
    address where one of them is compared with another of that number."""
    by_number = {edition.number: edition for edition in editions}
    numbers = {edition.pk: edition.number for edition in editions}
    days, left = [], OPEN
    for date, of_the_day in groupby(reversed(events), key=lambda event: timezone.localtime(event.at).date()):
        told = [tell(event, by_number.get(event.edition_number), numbers, compared) for event in of_the_day]
        days += [Day(date, told[:left], is_folded=False)] if left else []
        days += [Day(date, told[left:], is_folded=True)] if told[left:] else []
        left = max(0, left - len(told))
    return days


def tell(event, edition, numbers, compared):
    is_approval = event.action == Event.Action.APPROVE
    return Told(
        event,
        sentence(event),
        comparison_of(event, edition, numbers, compared),
        is_override=is_approval and bool(event.override_reason),
        public_note=edition.change_note if edition and is_approval else "",
    )


def sentence(event):
    """What was done: "approved edition 2 for 20.01.2020 15:00 MSK (12:00 UTC)". Never a word of the text itself."""
    Action = Event.Action
    effect = event.takes_effect_at and clock.show(event.takes_effect_at)
    names = {"number": event.edition_number, "source": event.source_number, "time": effect}
    # Whatever was planned falls on a whole minute; "now" may have waited some seconds for its undo.
    at_once = effect and (event.takes_effect_at == event.at or not clock.is_whole_minute(event.takes_effect_at))
    sentences = {
        Action.START: _("started edition %(number)s from edition %(source)s")
        if event.source_number
        else _("started edition %(number)s"),
        Action.RESTORE: _("restored edition %(source)s as edition %(number)s"),
        Action.SUBMIT: _("submitted edition %(number)s for review"),
        Action.RETURN: _("returned edition %(number)s to draft"),
        Action.APPROVE: approval(at_once, effect),
        Action.RESCHEDULE: _("moved edition %(number)s to %(time)s"),
        Action.UNSCHEDULE: _("took edition %(number)s back to draft; it was to go out at %(time)s"),
        Action.FOLLOW: _("carried edition %(number)s over to edition %(source)s")
        if event.source_number
        else _("carried later changes over into edition %(number)s"),
        Action.SET_ASIDE: _("set edition %(number)s aside"),
        Action.WITHDRAW: _("withdrew the text at once") if at_once else _("withdrew the text from %(time)s on"),
        Action.CANCEL_WITHDRAWAL: _("cancelled the withdrawal of %(time)s"),
        Action.ERASE: _("erased every word of it"),
        Action.IMPORT: _("imported edition %(number)s, public since %(time)s"),
        Action.JOIN: _("put edition %(number)s into a release"),
        Action.LEAVE: _("took edition %(number)s out of its release"),
        Action.ARM: _("set edition %(number)s, with its whole release, for %(time)s"),
        Action.HOLD: _("held edition %(number)s back by a freeze; it was to go out at %(time)s"),
        Action.UNDO: _("undid the step before it"),
    }
    if event.action in sentences:
        return sentences[event.action] % names
    words = [event.get_action_display()]
    words += [_("(edition %(number)s)") % names] if event.edition_number else []
    words += [_("for %(time)s") % names] if effect else []
    return " ".join(words)


def approval(at_once, effect):
    if at_once:
        return _("approved edition %(number)s, to go out at once")
    return _("approved edition %(number)s for %(time)s") if effect else _("approved edition %(number)s for its release")


def comparison_of(event, edition, numbers, compared):
    """The address of the comparison that shows what this event brought; empty where it brought nothing."""
    if edition is None or event.action not in BRINGS:
        return ""
    source = event.source_number if event.action == Event.Action.FOLLOW else numbers.get(edition.base_id)
    return compared(edition, source) if source else ""


# What a reader of the history wants to see the text of.
BRINGS = {Event.Action.RESTORE, Event.Action.SUBMIT, Event.Action.APPROVE, Event.Action.FOLLOW}
