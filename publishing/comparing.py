"""The newsroom's page that sets any two editions of a text beside each other, and what was changed by two at once."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import clock
from .comparison import compare
from .model_admin import is_possible_key
from .paragraphs import Paragraph, difference


def addresses_of_comparison(model_admin):
    """For EditionAdmin.get_urls."""
    opts = model_admin.model._meta
    view = model_admin.admin_site.admin_view(partial(require_safe(comparison), model_admin=model_admin))
    return [path("<path:object_id>/compare/", view, name=f"{opts.app_label}_{opts.model_name}_compare")]


def address_of_comparison(model_admin, edition, number=None):
    """Where an edition is compared with the one of that number, or with the one it was made from."""
    opts = model_admin.model._meta
    name = f"{model_admin.admin_site.name}:{opts.app_label}_{opts.model_name}_compare"
    return reverse(name, args=[edition.pk]) + (f"?with={number}" if number else "")


def comparison(request, object_id, model_admin):
    """`?with=<number>` is the edition that comes first, `?of=<number>` the one that follows; without them the edition
    of the address is compared with the one it was made from."""
    edition = model_admin.get_object(request, object_id) if is_possible_key(object_id) else None
    if not model_admin.has_view_permission(request, edition):
        raise PermissionDenied
    if edition is None:
        raise Http404
    # Each edition asks the withdrawals for its phase; all of them share the one work.
    prefetch_related_objects([edition.work], "withdrawals")
    editions = list(edition.work.editions.order_by("-number").lean().select_related("saved_by"))
    by_number = {str(one.number): one for one in editions}
    new_number = request.GET.get("of", str(edition.number))
    old_number = request.GET.get("with", before(edition, editions))
    old, new = by_number.get(old_number), by_number.get(new_number)
    now = clock.now()
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.model._meta,
        "title": _("What changed"),
        "edition": edition,
        "address": model_admin.address(edition),
        "editions": [(one, one.phase(now)) for one in editions],
        "sides": [(one, one.phase(now), model_admin.address(one)) for one in (old, new) if one],
        "choices": ((_("From"), "with", old), (_("To"), "of", new)),
        "old": old,
        "new": new,
        "changes": compare(old, new) if old and new else [],
        "missing": [number for number, one in ((old_number, old), (new_number, new)) if one is None],
    }
    status = 404 if context["missing"] and len(editions) > 1 else 200
    return TemplateResponse(request, "admin/publishing/compare.html", context, status=status)


def before(edition, editions):
    """The number of the edition to compare with when none is named, in words of an address."""
    if edition.base_id:
        return str(next(one.number for one in editions if one.pk == edition.base_id))
    return str(next((one.number for one in editions if one.number < edition.number), ""))


def conflicts_shown(edition):
    """What both have changed, for the page of the draft. Each side is a list of (whether it is only there, words); of a
    text there are the links that only one side has, too, and whether they differ in their formatting."""
    shown = []
    for number, conflict in enumerate(edition.conflicts):
        sides = conflict["mine"], conflict["theirs"]
        told = {"number": number, "label": edition.label_of(conflict["field"]), "edition": conflict["edition"]}
        told |= {"can_be_taken": "after" in conflict or "value" in conflict}
        if "after" in conflict:
            found = difference(*(Paragraph(html) if html else None for html in sides))
            sides = ([(how != "same", words) for how, words in found.pieces if how != other] for other in HIDDEN)
            told |= {"links": (found.old_links, found.new_links), "formatting": found.formatting}
        else:
            sides = ([(False, words)] if words else [] for words in sides)
        shown.append(told | dict(zip(("mine", "theirs"), sides, strict=True)))
    return {"conflicts": shown, "settling": ("keep_mine", "take_theirs")}


# Of a comparison of words, what either side does not have.
HIDDEN = ("added", "removed")
