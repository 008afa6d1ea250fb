"""What the time machine's banner asks."""

from django import template

from publishing import clock
from publishing.travel import may_travel

from .. import changes

register = template.Library()


@register.simple_tag
def changes_beside(journey):
    """{"earlier": address, "later": address} of the page at the neighbouring instants at which the site is another, for
    those that the traveller may see."""
    neighbours = dict(zip(("earlier", "later"), changes.neighbours(journey.at), strict=True))
    return {name: journey.to(at) for name, at in neighbours.items() if at and may_travel(journey.user, at)}


@register.simple_tag
def this_minute(journey):
    """The page as of the current minute."""
    return journey.to(clock.now().replace(second=0, microsecond=0))
