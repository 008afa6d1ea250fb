"""The board: what a moderator must know now, as one agenda. It reads; the doors of texts, releases and freeze act.

Every list is cut at MOST rows, soonest or longest waiting first; `more` of a list says that there are others.
"""

from datetime import timedelta
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Subquery

from . import clock
from .events import Event
from .kinds import edition_models
from .releases import Release
from .states import State

MOST = 50
AHEAD, BEHIND = timedelta(days=7), timedelta(days=1)
# How long before its planned time a text that is not approved is worth a colour.
AMBER, RED = timedelta(days=1), timedelta(minutes=30)


class Row(NamedTuple):
    """One line of the agenda. `at` is the instant it is about; `alarm` is "", "amber" or "red"."""

    edition: object
    at: object
    alarm: str = ""


class Filters(NamedTuple):
    """What to show of it: a language, a kind (the label of the model) and a place; "" for all."""

    language: str = ""
    kind: str = ""
    place: str = ""

    def models(self):
        return [model for model in edition_models() if self.kind in {"", model._meta.label_lower}]

    def keep(self, editions):
        """Those that pass. What a place is, each kind of text says."""
        editions = editions.filter(work__language=self.language) if self.language else editions
        return editions.at_place(self.place) if self.place else editions


ALL = Filters()


class Board:
    """The agenda at one instant."""

    def __init__(self, filters=ALL, at=None):
        self.filters, self.at = filters, at or clock.now()

    def collect(self, question, key):
        """[edition, ...] over all kinds: `question` narrows a queryset, `key` orders what is found."""
        found = []
        for model in self.filters.models():
            editions = self.filters.keep(
                question(model.objects.lean().select_related("work", "release", "submitted_by"))
            )
            found += editions[: MOST + 1]
        return sorted(found, key=key)[: MOST + 1]

    def waiting(self):
        """In review, the longest waiting first; `at` is when it was submitted."""
        editions = self.collect(
            lambda editions: since_submitted(editions.filter(state=State.IN_REVIEW)), lambda one: one.submitted_at
        )
        return [Row(edition, edition.submitted_at, self.alarm(edition)) for edition in editions]

    def planned(self):
        """Wished for the next days, or missed, and not approved, the soonest first."""
        editions = self.collect(
            lambda editions: (
                editions.open()
                .exclude(state=State.READY)
                .filter(planned_for__lte=self.at + AHEAD)
                .order_by("planned_for")
            ),
            lambda one: one.planned_for,
        )
        return [Row(edition, edition.planned_for, self.alarm(edition)) for edition in editions]

    def alarm(self, edition):
        planned = edition.planned_for
        if planned is None or planned - self.at > AMBER:
            return ""
        return "red" if planned - self.at <= RED else "amber"

    def scheduled(self):
        """What goes out, and what is withdrawn, in the next days."""
        editions = self.collect(
            lambda editions: editions.planned(self.at).order_by("live_from"), lambda one: one.live_from
        )
        return [Row(edition, edition.live_from) for edition in editions]

    def withdrawals(self):
        """Withdrawals to come, the soonest first, as rows of the edition that readers see until then."""
        found = []
        for model in self.filters.models():
            ends = model.work_model()._meta.get_field("withdrawals").related_model.objects.filter(at__gt=self.at)
            ended = ends.filter(work=OuterRef("work"), at=OuterRef("live_until"))
            editions = model.objects.filter(Exists(ended)).order_by("live_until")
            found += self.filters.keep(editions.lean().select_related("work"))[:MOST]
        return [Row(edition, edition.live_until) for edition in sorted(found, key=lambda one: one.live_until)]

    def went_out(self):
        """What became public in the last day, the newest first."""
        editions = self.collect(
            lambda editions: editions.filter(live_from__gt=self.at - BEHIND, live_from__lte=self.at).order_by(
                "-live_from"
            ),
            lambda one: -one.live_from.timestamp(),
        )
        return [Row(edition, edition.live_from) for edition in editions]

    def releases(self):
        """Those that are not out, the soonest first; without a time last."""
        coming = Release.objects.coming(self.at)[: MOST + 1]
        return sorted(coming, key=lambda release: (release.goes_out_at is None, release.goes_out_at or self.at))

    def overrides(self):
        """Approvals of the last days in which four eyes were overridden, the newest first."""
        since = self.at - 3 * BEHIND
        return Event.objects.overrides(since).prefetch_related("work")[:MOST]


def since_submitted(editions):
    """With the instant at which each was submitted last, as `submitted_at`; the longest waiting first."""
    work_type = ContentType.objects.get_for_model(editions.model.work_model())
    submitted = Event.objects.filter(
        work_type=work_type, work_id=OuterRef("work"), action=Event.Action.SUBMIT, edition_number=OuterRef("number")
    )
    return editions.annotate(submitted_at=Subquery(submitted.order_by("-pk").values("at")[:1])).order_by("submitted_at")
