"""What readers are told of changes: the notes of editions and the notices of withdrawals (rules 5 and 6).

At the foot of a text stands its own story; the list of corrections tells those of all texts of several rooms, merged.
What is hidden is told of by neither, and a withdrawn text only by its notice: its headline may be what had to go.
"""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.db import models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import JSONObject
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise

from .paging import EPOCH, microseconds, numbers

# The end of the address under which a withdrawn text answers 410: its own slug repeats the headline.
WITHDRAWN = "withdrawn"


class Note(NamedTuple):
    """One change, as readers are told of it. `until` is when a text that had been withdrawn came back."""

    at: datetime
    words: str
    until: datetime | None = None


class Story(NamedTuple):
    """What readers were shown of a live text so far: when they saw it first, and the notes, oldest first. A withdrawal
    that is over is one of them."""

    published_at: datetime
    notes: list
    changes: list  # the notes without the withdrawals


def story_of(edition, at):
    """The story that ends with that edition, at an instant at which it is live or shown as if it were. One query."""
    notices = edition.work.withdrawals.model.objects.filter(work=OuterRef("work"), at=OuterRef("live_until"))
    before = type(edition).objects.filter(work=edition.work_id, live_from__lte=at).exclude(pk=edition.pk)
    before = before.order_by("live_from").annotate(notice=Subquery(notices.values("notice")[:1]))
    begun = [*before.only("change_note", "live_from", "live_until"), edition]
    notes = []
    for one, following in pairwise([*begun, None]):
        if one.change_note:
            notes.append(Note(one.live_from, one.change_note))
        if following and one.notice:
            notes.append(Note(one.live_until, one.notice, following.live_from))
    return Story(begun[0].live_from, notes, [note for note in notes if note.until is None])


# --- the list ---------------------------------------------------------------------------------------------------------


class Source(NamedTuple):
    """The texts of one room in the list of corrections.

    `facts` are the columns of an edition from which its headline and its address follow. `withdrawn` are the words for
    a text that is gone, and `gone` the name of the address that answers 410, given a work's number and a slug.
    """

    editions: type
    facts: tuple
    withdrawn: str | Promise
    gone: str

    @property
    def works(self):
        return self.editions._meta.get_field("work").related_model

    def noted(self, language, at):
        """Editions whose note readers of that language may see: they have begun, and their text is public."""
        noted = self.told(self.editions.objects.filter(live_from__lte=at).exclude(change_note=""), language, at)
        noted = noted.filter(today__isnull=False).annotate(since=F("live_from"))
        return noted.only("work_id", "change_note", "live_from")

    def withdrawals(self, language, at):
        """Withdrawals that took a text of that language from the public, `until` it came back."""
        done = self.works._meta.get_field("withdrawals").related_model.objects.effective(at)
        back = self.editions.objects.filter(work=OuterRef("work"), live_from__gt=OuterRef("at"), live_from__lte=at)
        back = back.order_by("live_from").values("live_from")[:1]
        done = self.told(done, language, at).annotate(since=F("at"), until=Subquery(back))
        return done.only("work_id", "notice", "at")

    def told(self, rows, language, at):
        """Those of works of that language, each with the facts of `today`: of the live edition, or None.

        Both are asked of each row as values. Conditions that can be turned into joins lead PostgreSQL, while it knows
        no statistics, from the order of the list to that of the works.
        """
        spoken = self.works.objects.filter(pk=OuterRef("work")).values("language")
        live = self.editions.objects.live(at).filter(work=OuterRef("work"))
        facts = JSONObject(**{name: name for name in self.facts})
        rows = rows.alias(language=Subquery(spoken)).filter(language=language)
        return rows.annotate(today=Subquery(live.values(facts=facts)[:1]))

    def entry(self, row, language):
        """What the list tells of a row of `noted` or `withdrawals`, under the headline of today."""
        if isinstance(row, self.editions):
            note, is_withdrawal = Note(row.since, row.change_note), False
        else:
            note, is_withdrawal = Note(row.since, row.notice, row.until), True
        if row.today is None:
            return Entry(note, self.withdrawn, reverse(self.gone, args=[row.work_id, WITHDRAWN]), is_withdrawal)
        today = self.editions(work=self.works(pk=row.work_id, language=language), **row.today)
        return Entry(note, today.headline, today.get_absolute_url(), is_withdrawal)


class Entry(NamedTuple):
    note: Note
    title: str | Promise
    address: str
    is_withdrawal: bool


class CorrectionList:
    """The notes and withdrawals of several sources, by the instant at which readers saw them; of one instant by stream,
    then by id, all downwards. One query a stream, whatever there is. For publishing.paging.turn."""

    pattern = r"(-?\d{1,17})\.(\d{1,2})\.(\d{1,18})"

    def __init__(self, sources, language, at):
        self.sources, self.language = sources, language
        streams = [stream for one in sources for stream in (one.noted(language, at), one.withdrawals(language, at))]
        self.streams = [rows.annotate(stream=Value(number)) for number, rows in enumerate(streams)]

    @property
    def queryset(self):
        return Merged([rows.order_by("-since", "-pk") for rows in self.streams])

    def entry(self, row):
        return self.sources[row.stream // 2].entry(row, self.language)

    def token(self, row):
        return f"{microseconds(row.since)}.{row.stream}.{row.pk}"

    def position(self, token):
        since, stream, pk = map(int, numbers(self.pattern, token))
        return EPOCH + timedelta(microseconds=since), stream, pk

    def older(self, position):
        return Merged([self.beyond(rows, number, position, "lt") for number, rows in enumerate(self.streams)])

    def newer(self, position):
        rows = [self.beyond(rows, number, position, "gt") for number, rows in enumerate(self.streams)]
        return Merged(rows, upwards=True)

    @staticmethod
    def beyond(rows, number, position, which):
        """The rows of one stream beyond a position in one direction, nearest first: those of another instant, and those
        of the same by a stream or an id further on."""
        since, stream, pk = position
        order = ("-since", "-pk") if which == "lt" else ("since", "pk")
        other = models.Q(**{f"since__{which}": since})
        if number == stream:
            return rows.filter(other | models.Q(**{f"pk__{which}": pk}), **{f"since__{which}e": since}).order_by(*order)
        further = number < stream if which == "lt" else number > stream
        return rows.filter(**{f"since__{which}{'e' if further else ''}": since}).order_by(*order)

    def beginning_on(self, token):
        raise Http404


class Merged:
    """Several ordered querysets as one list; only its beginning can be asked for, as `merged[:21]`."""

    def __init__(self, querysets, upwards=False):
        self.querysets, self.upwards = querysets, upwards

    def __getitem__(self, beginning):
        rows = [row for queryset in self.querysets for row in queryset[beginning]]
        rows.sort(key=lambda row: (row.since, row.stream, row.pk), reverse=not self.upwards)
        return rows[beginning]
