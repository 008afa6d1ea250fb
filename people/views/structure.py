"""The structure: the bodies of the organisation, who belongs to them and who chairs them, on any day up to today."""

import re
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from publishing import clock
from publishing.addresses import everywhere, in_languages
from publishing.appearances import appearances_of
from publishing.structured import breadcrumbs
from publishing.views import PublicPage

from ..models import Appointment, Body, BodyText, Chairmanship, Kind, tree
from ..models.chairmanships import is_of_states
from ..protocol import in_protocol_order

DEEPEST_HEADING = 6


class Composition(NamedTuple):
    """Who holds the posts of a body, in protocol order, and the state that chairs it, or None."""

    holders: list
    chair: object

    @property
    def leading(self):
        """Holders of the body's own posts."""
        return [appointment for appointment in self.holders if appointment.post.state_id is None]

    @property
    def members(self):
        return [appointment for appointment in self.holders if appointment.post.state_id]


class Node(NamedTuple):
    """A body in the tree."""

    body: Body
    short: str  # its short form in the language of the page, or ""
    heading: str  # the name of its element: h2 at the top, h3 below
    composition: Composition
    below: list


class AsOf(PublicPage):
    """A page that `?on=2020-01-20` shows as of that day. What is to come is told by none."""

    nearest_name = "structure"

    @cached_property
    def day(self):
        """The day it is shown for. Http404 for one that is nonsense, or lies ahead."""
        today, asked = clock.today(self.at), self.request.GET.getlist("on")
        if not asked:
            return today
        if len(asked) > 1 or not re.fullmatch(r"\d{4}-\d\d-\d\d", asked[0], re.ASCII):
            raise Http404
        try:
            day = date.fromisoformat(asked[0])
        except ValueError as error:
            raise Http404 from error
        if day > today:
            raise Http404
        return day

    def is_indexed(self):
        return "on" not in self.request.GET

    def on_that_day(self, paths):
        """Those addresses, of the day that is shown."""
        return paths if self.is_indexed() else {code: f"{path}?on={self.day}" for code, path in paths.items()}

    @cached_property
    def bodies(self):
        """All bodies, with what they do (`tasks`) in the language of the page."""
        texts = BodyText.objects.filter(body=OuterRef("pk"), language=self.language).values("tasks")[:1]
        return list(Body.objects.annotate(tasks=Subquery(texts), is_of_states=is_of_states(OuterRef("pk"))))

    @cached_property
    def chairs(self):
        return Chairmanship.objects.chairs(self.day, self.at)

    def holders(self, **of):
        return list(Appointment.objects.in_office(self.day).public(self.at).filter(**of).with_names())

    def composition(self, body, holders):
        chair = self.chairs.get(body.pk) or (self.chairs.get(None) if body.is_of_states else None)
        state = chair and chair.state
        return Composition(in_protocol_order(holders, self.language, state and state.pk), state)

    def short(self, body):
        return body.names.get(self.language, {}).get(Kind.SHORT, "")

    def get_context_data(self, **kwargs):
        today = clock.today(self.at)
        is_today = self.day == today
        return super().get_context_data(
            day=self.day,
            today=today,
            is_today=is_today,
            day_query="" if is_today else f"?on={self.day}",
            path=self.request.path,
            **kwargs,
        )


class StructurePage(AsOf):
    template_name = "people/structure.html"

    def counterparts(self):
        return self.on_that_day(in_languages("structure"))

    def nodes(self):
        """The bodies at the top, each with those below it."""
        of_bodies = {}
        for appointment in self.holders(post__body__isnull=False):
            of_bodies.setdefault(appointment.post.body_id, []).append(appointment)
        top, line = [], []
        for body, depth in tree(self.bodies):
            composition = self.composition(body, of_bodies.get(body.pk, []))
            node = Node(body, self.short(body), f"h{min(depth + 2, DEEPEST_HEADING)}", composition, [])
            line[depth:] = [node]
            (line[depth - 1].below if depth else top).append(node)
        return top

    def get_context_data(self, **kwargs):
        chair = self.chairs.get(None)
        return super().get_context_data(
            nodes=self.nodes(),
            chair=chair and chair.state,
            share_title=_("Structure"),
            json_ld=[breadcrumbs(self.request, [(_("Structure"), reverse("structure"))])],
            **kwargs,
        )


class BodyPage(AsOf):
    template_name = "people/body.html"

    def get(self, request, slug):
        self.body = next((body for body in self.bodies if body.slug == slug), None)
        if self.body is None:
            raise Http404
        return super().get(request)

    def address(self):
        return self.body.get_absolute_url()

    def counterparts(self):
        return self.on_that_day(everywhere(self.body))

    def above(self):
        """The bodies above it, from the top."""
        above, by_id, body = [], {body.pk: body for body in self.bodies}, self.body
        while (body := by_id.get(body.parent_id)) and body not in above:
            above.insert(0, body)
        return above

    def appearances(self):
        """Texts say what has been since; on the page of a past day they would be out of their time."""
        if self.day != clock.today(self.at):
            return []
        return appearances_of("body", self.body, self.language, self.at)

    def steps(self, above):
        named = [(body.name_in(self.language).text, body.get_absolute_url()) for body in [*above, self.body]]
        return [(_("Structure"), reverse("structure")), *named]

    def get_context_data(self, **kwargs):
        above = self.above()
        name = self.body.name_in(self.language).text
        return super().get_context_data(
            body=self.body,
            short=self.short(self.body),
            above=above,
            parent=above[-1] if above else None,
            below=[body for body in self.bodies if body.parent_id == self.body.pk],
            composition=self.composition(self.body, self.holders(post__body=self.body)),
            appearances=self.appearances(),
            share_title=name,
            json_ld=[breadcrumbs(self.request, self.steps(above))],
            **kwargs,
        )
