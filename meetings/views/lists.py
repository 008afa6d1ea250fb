"""Lists of meetings: all of them, what is to come and what has been, also of one body or with one state; those of a
person."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.functional import cached_property

from people.models import Body, Chairmanship, Person, State
from people.models.bodies import tree
from people.protocol import states_in_order
from publishing import clock
from publishing.appearances import listing
from publishing.paging import PlacedList
from publishing.public_list import ListPage

from ..lists import adopting, also_in, over, placed, reaching, soonest_first
from ..models.editions import ALL

MOST_UPCOMING = 30


class Meetings(ListPage):
    template_name = "meetings/meetings.html"
    url_name = nearest_name = "meetings"

    def listed(self):
        return PlacedList(over(self.placements(), self.today))

    # --- the filter ---------------------------------------------------------------------------------------------------

    @cached_property
    def today(self):
        return clock.today(self.at)

    @cached_property
    def bodies(self):
        return list(Body.objects.all())

    @cached_property
    def states(self):
        """All states, each with whether it chairs today: the organisation, and the body that is asked for."""
        chairing = Chairmanship.objects.of(self.body).on(self.today).public(self.at).filter(state=OuterRef("pk"))
        of_all, of_body = Exists(chairing.filter(body=None)), Exists(chairing.exclude(body=None))
        return list(State.objects.annotate(chairs_all=of_all, chairs_body=of_body))

    @cached_property
    def body(self):
        return self.chosen("body", {body.slug: body for body in self.bodies})

    @cached_property
    def state(self):
        return self.chosen("state", {state.code: state for state in self.states})

    def chosen(self, name, choices):
        """What the query chooses, or None; Http404 for what does not exist."""
        value = self.request.GET.get(name, "")
        if value and value not in choices:
            raise Http404
        return choices.get(value)

    @cached_property
    def adopted(self):
        """The word that asks only for meetings that adopted documents, or None."""
        return self.chosen("documents", {"adopted": "adopted"})

    @cached_property
    def filter(self):
        chosen = {"body": self.body and self.body.slug, "state": self.state and self.state.code}
        chosen["documents"] = self.adopted
        return {name: value for name, value in chosen.items() if value}

    def placements(self):
        listings = [listing(kind, one.pk) for kind, one in (("body", self.body), ("state", self.state)) if one]
        first, *others = listings or [ALL]
        found = placed(first, self.language, self.at)
        found = also_in(found, others[0]) if others else found
        return adopting(found) if self.adopted else found

    # --- the page -----------------------------------------------------------------------------------------------------

    def upcoming(self):
        """What is still to come or goes on today; on the first page only."""
        if not self.page.is_first:
            return []
        return list(soonest_first(reaching(self.placements(), self.today))[:MOST_UPCOMING])

    def chair(self):
        """The state that chairs today what the list is about, or None."""
        of_body = next((state for state in self.states if state.chairs_body), None)
        return of_body or next((state for state in self.states if state.chairs_all), None)

    def get_context_data(self, **kwargs):
        chair = self.chair()
        states = states_in_order(self.states, self.language)
        return super().get_context_data(
            upcoming=self.upcoming(),
            today=self.today,
            chair=chair and chair.name_in(self.language),
            body=self.body,
            state=self.state,
            # Pairs of what the form offers and its name; a body with its depth in the tree.
            bodies=[(body.slug, body.name_in(self.language), "– " * depth) for body, depth in tree(self.bodies)],
            states=[(state.code, state.name_in(self.language)) for state in states],
            adopted=self.adopted,
            entry="meetings/_adopting.html" if self.adopted else "meetings/_entry.html",
            is_filtered=bool(self.filter),
            **kwargs,
        )


class MeetingsOfPerson(ListPage):
    """The meetings in which a person took part, those to come first. It is public while it has one."""

    template_name = "meetings/person_meetings.html"
    nearest_name = "meetings"
    may_be_empty = False

    def get(self, request, person_id):
        self.person = Person.objects.filter(pk=person_id).first()
        self.listing = listing("person", person_id)
        return super().get(request)

    def listed(self):
        return PlacedList(placed(self.listing, self.language, self.at))

    def get_context_data(self, **kwargs):
        name = self.person.name_in(self.language).text
        return super().get_context_data(person=self.person, share_title=name, **kwargs)
