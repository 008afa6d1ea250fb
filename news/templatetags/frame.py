"""What the frame of every public page and the lists of news print of sections and standing pages."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from .. import frame

register = template.Library()


@register.simple_tag(takes_context=True)
def top_sections(context):
    """The list of the top sections, with the one marked that the page stands in."""
    request, line = context["request"], context.get("line")
    names = {"tree": frame.sections(request), "here": line[0].section_id if line else None, "path": request.path}
    return mark_safe(render_to_string("_top_sections.html", names))  # noqa: S308


@register.simple_tag(takes_context=True)
def standing_pages(context):
    return frame.standing_pages(context["request"])


@register.simple_tag(takes_context=True)
def section_of(context, edition):
    """The text of an edition's main section, or None where it has no name in this language."""
    return frame.sections(context["request"]).texts.get(edition.section_id)


@register.filter
def below(sections, text):
    """The texts of the sections directly below another."""
    return sections.children(text.section_id)
