"""Where a thing of a room appears: the texts of rooms above it, shown on its page, though it must not import them.

A room says in AppConfig.ready() which of its placements name things of a kind ("person", "body", "state", "meeting"),
and places its editions in the lists `listing(kind, pk)`. The room below asks by the name of the kind, and never knows
who answers. Nothing is shown, and nobody mentioned, but by what is live at the instant that is asked for.
"""

from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise


class Appearance(NamedTuple):
    """How the texts of one room are shown on the pages of a kind.

    `template` prints one entry, given `item`, its placement. `more` makes the address of the whole list from the thing.
    """

    heading: str | Promise
    placements: type
    template: str
    more: object = None


class Block(NamedTuple):
    """The texts of one room about one thing, newest first; `more` is the address of the whole list, or ""."""

    heading: str | Promise
    items: list
    template: str
    more: str


# {kind: {placements: appearance}}, in the order of INSTALLED_APPS.
REGISTRY = {}


def register(kind, appearance):
    """Show the texts of these placements on the pages of this kind. Saying it twice is saying it once."""
    REGISTRY.setdefault(kind, {})[appearance.placements] = appearance


def registered(kind):
    return list(REGISTRY.get(kind, {}).values())


def listing(kind, pk):
    """The name of the list of all texts about one thing."""
    return f"{kind}:{pk}"


def listing_of_each(kind):
    """The same of each thing of a queryset, for a subquery in it."""
    return Concat(Value(listing(kind, "")), Cast(OuterRef("pk"), CharField()))


def appearances_of(kind, thing, language, at, limit=10):
    """The blocks of a thing's page in that language, those without a text left out. One query a registered room."""
    blocks = []
    for appearance in registered(kind):
        editions = appearance.placements._meta.get_field("edition").related_model
        unread = [f"edition__{name}" for name in editions.long_texts()]
        listed = appearance.placements.objects.listed(listing(kind, thing.pk), language).live(at)
        items = list(listed.select_related("edition").defer(*unread)[: limit + 1])
        more = appearance.more(thing) if appearance.more and len(items) > limit else ""
        if items:
            blocks.append(Block(appearance.heading, items[:limit], appearance.template, more))
    return blocks


def mentioned(kind, at=None):
    """Whether any text about a thing is live at that instant (default: now), in whatever language, as a condition for a
    queryset of the things: `Person.objects.filter(mentioned(...))`."""
    name = listing_of_each(kind)
    found = (Exists(one.placements.objects.in_any_language(name).live(at)) for one in registered(kind))
    return reduce(or_, found, Q(pk__in=[]))
