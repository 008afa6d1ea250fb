"""What the newsroom's own pages print."""

from django import template

from publishing import clock, travel
from publishing.model_admin import page_of
from publishing.notice_views import troubles

register = template.Library()

register.filter("instant", clock.show, is_safe=False)


@register.filter
def kind_of_text(edition):
    """What an edition is of: article, meeting."""
    return edition._meta.verbose_name


@register.filter
def key_of_text(edition):
    """How the board's form names an edition in the version that is shown: "news.articleedition:12:3"."""
    return f"{edition._meta.label_lower}:{edition.pk}:{edition.version}"


register.filter("page_of_text", page_of)


@register.simple_tag
def now_in_newsroom():
    """The newsroom's time of day, with its zone and UTC, as of this page."""
    return clock.show(clock.now())


@register.simple_tag
def moment_of(edition, user):
    """The address of an approved edition at the moment it goes out; "" for those who may not see it, and where there is
    nothing to see."""
    if edition.live_from is None or not edition.is_live(edition.live_from):
        return ""
    at = travel.whole_minute(edition.live_from)
    return travel.address(at, edition.get_absolute_url()) if travel.may_travel(user, at) else ""


@register.inclusion_tag("admin/publishing/_notice_troubles.html", takes_context=True)
def notice_troubles(context):
    """A warning when notices cannot be sent, and those that failed; nothing when all is well."""
    request = context["request"]
    return {"troubles": troubles(request.user), "request": request, "csrf_token": context.get("csrf_token")}
