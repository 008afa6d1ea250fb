"""What the newsroom's own pages print."""

from django import template

from publishing import clock

register = template.Library()

register.filter("instant", clock.show, is_safe=False)


@register.simple_tag
def now_in_newsroom():
    """The newsroom's time of day, with its zone and UTC, as of this page."""
    return clock.show(clock.now())
