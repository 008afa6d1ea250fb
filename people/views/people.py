"""The pages of people: who holds what today, all holders of a post, one person."""

from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, Q, Subquery
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from publishing import clock
from publishing.addresses import everywhere
from publishing.appearances import appearances_of
from publishing.paging import Page, numbers
from publishing.structured import breadcrumbs
from publishing.views import PublicPage

from .. import structured
from ..models import Appointment, Biography, Body, Person, Post, tree
from ..protocol import collation_key, in_protocol_order, states_in_order

MOST_HOLDERS = 200
# A name has a few words; beyond that and beyond so many persons nobody looks for one.
LONGEST_NAME, MOST_FOUND = 100, 50


class Group(NamedTuple):
    """What /people/ shows of a body or a state: who holds its posts, and the posts (with `since`) that others held."""

    of: object
    holders: list
    earlier: list


def posts_with(appointments, at):
    """Posts to which there are such appointments, with `since`: the first known day of all that is public of them."""
    of_post = Appointment.objects.public(at).filter(post=OuterRef("pk"))
    known = of_post.filter(start__isnull=False, first_day__lte=clock.today(at)).order_by("first_day")
    # One of them, sought post by post: EXISTS may be answered by reading all appointments there are.
    found = Subquery(appointments.filter(post=OuterRef("pk")).order_by("-first_day").values("pk")[:1])
    posts = Post.objects.alias(found=found).filter(found__isnull=False)
    return posts.annotate(since=Subquery(known.values("first_day")[:1])).select_related("state", "body")


def earlier_posts(at):
    """Posts that someone held before."""
    today = clock.today(at)
    ended = Q(last_day__lt=today) | Q(end_unknown=True)
    return posts_with(Appointment.objects.public(at).filter(ended, first_day__lte=today), at)


class PeoplePage(PublicPage):
    """Who holds what today; with `?q=` the persons of that name, typed in any script, case or spelling."""

    template_name = "people/people.html"
    url_name = "people"

    @cached_property
    def asked(self):
        return self.request.GET.get("q", "")[:LONGEST_NAME].replace("\0", "").strip()

    def is_indexed(self):
        return not self.asked

    def get_context_data(self, **kwargs):
        if self.asked:
            return super().get_context_data(
                asked=self.asked,
                found=self.with_posts(self.found[:MOST_FOUND]),
                has_others=len(self.found) > MOST_FOUND,
                share_title=_("People"),
                **kwargs,
            )
        holders = Appointment.objects.in_office(clock.today(self.at)).public(self.at).with_names()
        self.holders = in_protocol_order(holders, self.language)
        self.earlier = list(earlier_posts(self.at))
        return super().get_context_data(
            bodies=self.of_bodies(),
            states=self.of_states(),
            share_title=_("People"),
            json_ld=[breadcrumbs(self.request, [(_("People"), reverse("people"))])],
            **kwargs,
        )

    @cached_property
    def found(self):
        """The persons of that name, by name; one more than is shown tells that there are others."""
        # Names first: who is public is asked of those alone, one by one, and not of the whole archive.
        named = list(Person.objects.called(self.asked).order_by().values_list("pk", flat=True))
        persons = Person.objects.public(self.at).filter(pk__in=named).order_by("pk")[: MOST_FOUND + 1]
        return sorted(persons, key=lambda person: collation_key(person.sorted_name(self.language), self.language))

    def with_posts(self, persons):
        """[(person, their present appointments in protocol order), ...]"""
        holders = Appointment.objects.in_office(clock.today(self.at)).public(self.at).filter(person__in=persons)
        held = {}
        for appointment in in_protocol_order(holders.with_names(), self.language):
            held.setdefault(appointment.person_id, []).append(appointment)
        return [(person, held.get(person.pk, [])) for person in persons]

    def of_bodies(self):
        groups = (self.group(body, body_id=body.pk) for body, _depth in tree(list(Body.objects.all())))
        return [group for group in groups if group.holders or group.earlier]

    def of_states(self):
        """Of the posts that no body has."""
        posts = [appointment.post for appointment in self.holders] + self.earlier
        states = {post.state_id: post.state for post in posts if post.body_id is None}
        return [
            self.group(state, body_id=None, state_id=state.pk)
            for state in states_in_order(states.values(), self.language)
        ]

    def group(self, of, **wanted):
        def belongs(post):
            return all(getattr(post, name) == value for name, value in wanted.items())

        holders = [appointment for appointment in self.holders if belongs(appointment.post)]
        return Group(of, holders, [post for post in self.earlier if belongs(post)])


class NamedPage(PublicPage):
    """The page of a thing whose address ends in its name. A subclass finds it: `find(id)`, None where there is none."""

    nearest_name = "people"

    def get(self, request, slug, **kwargs):
        self.thing = self.find(**kwargs)
        if self.thing is None:
            raise Http404
        if slug != self.thing.slug_in(self.language):
            return HttpResponsePermanentRedirect(self.address())
        return super().get(request)

    def address(self):
        return self.thing.get_absolute_url()

    def counterparts(self):
        return everywhere(self.thing)

    def get_context_data(self, **kwargs):
        return super().get_context_data(at=self.at, **kwargs)

    def way(self, name):
        return breadcrumbs(self.request, [(_("People"), reverse("people")), (name, self.address())])


class PostPage(NamedPage):
    """All who held a post, newest first. A post is public with the first public appointment to it."""

    template_name = "people/post.html"

    def find(self, post_id):
        return posts_with(Appointment.objects.public(self.at), self.at).filter(pk=post_id).first()

    def is_indexed(self):
        return "before" not in self.request.GET

    def counterparts(self):
        return super().counterparts() if self.is_indexed() else {}

    @cached_property
    def page(self):
        """The appointments after the position that is asked for: one more than is shown tells whether others follow."""
        found = self.thing.appointments.public(self.at).with_names().order_by("-first_day", "-pk")
        asked = self.request.GET.getlist("before")
        if asked:
            found = found.filter(self.after(*asked))
        found = list(found[: MOST_HOLDERS + 1])
        shown, last = found[:MOST_HOLDERS], found[MOST_HOLDERS - 1 : MOST_HOLDERS]
        older = f"?before={last[0].first_day}.{last[0].pk}" if len(found) > MOST_HOLDERS else ""
        return Page(shown, newer=self.address() if asked else "", older=older, is_first=not asked)

    def after(self, token, *more):
        if more:
            raise Http404
        day, pk = numbers(r"(\d{4}-\d\d-\d\d)\.(\d{1,18})", token)
        try:
            day = date.fromisoformat(day)
        except ValueError as error:
            raise Http404 from error
        return Q(first_day__lt=day) | Q(first_day=day, pk__lt=int(pk))

    def get_context_data(self, **kwargs):
        name = self.thing.name_in(self.language).text
        return super().get_context_data(
            post=self.thing, page=self.page, share_title=name, json_ld=[self.way(name)], **kwargs
        )


class PersonPage(NamedPage):
    """One person, as they are today. Who is not public answers as if they had never been."""

    template_name = "people/person.html"

    def find(self, person_id):
        """One query, whether they are missing or hidden."""
        texts = Biography.objects.filter(person=OuterRef("pk"), language=self.language).values("biography")[:1]
        people = Person.objects.public(self.at).annotate(biography=Subquery(texts)).select_related("portrait")
        return people.filter(pk=person_id).first()

    def picture_to_share(self):
        portrait = self.thing.portrait
        return portrait.printed()["url"] if portrait else super().picture_to_share()

    @cached_property
    def appointments(self):
        """All that is public, newest first."""
        public = self.thing.appointments.public(self.at).select_related("post__state", "post__body")
        return list(public.order_by("-first_day", "-pk"))

    def present(self):
        today = clock.today(self.at)
        held = (one for one in self.appointments if one.is_on(today) and not one.has_unknown_end())
        return sorted(held, key=lambda one: (one.post.rank, one.post.order, one.pk))

    def get_context_data(self, **kwargs):
        person, today, present = self.thing, clock.today(self.at), self.present()
        name, own = person.name_in(self.language), person.own_name()
        return super().get_context_data(
            person=person,
            own_name=own if own and own.language != self.language and own.text != name.text else None,
            portrait=person.portrait and person.portrait.printed(),
            present=present,
            coming=[one for one in reversed(self.appointments) if one.first_day > today],
            appointments=[one for one in self.appointments if one.first_day <= today],
            appearances=appearances_of("person", person, self.language, self.at),
            share_title=name.text,
            share_text=", ".join(one.title_in(self.language).text for one in present),
            json_ld=[structured.person(self.request, person, present), self.way(name.text)],
            **kwargs,
        )
