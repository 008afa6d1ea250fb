"""The page of the board: the agenda, its filters, and what can be done from there with one text or with many."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import clock
from .board import MOST, Board, Filters
from .board_forms import BULK, BeginFreeze, LiftFreeze
from .freeze import Freeze
from .kinds import edition_models
from .model_admin import is_possible_key
from .permissions import may
from .refusals import Refused


def board(request):
    """GET shows it, POST does one thing with what was ticked and comes back."""
    if not any(may(request.user, "approve", model) for model in edition_models()):
        raise PermissionDenied
    form = None
    if request.method == "POST":
        form = act(request)
        if form is None:
            return HttpResponseRedirect(request.get_full_path())
    return render(request, "admin/publishing/board.html", context(request, form))


# --- what is done -----------------------------------------------------------------------------------------------------


def act(request):
    """Run what was pressed. Returns its form where something must be written anew, else None."""
    switches = {form.name: form for form in (BeginFreeze, LiftFreeze)}
    action = switches.get(request.POST.get("_action")) or BULK.get(request.POST.get("_action"))
    if action is None:
        raise PermissionDenied
    form = action(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: see below."))
        return form
    if action in switches.values():
        return do_switch(request, form)
    return do_each(request, form)


def do_switch(request, form):
    try:
        messages.success(request, form.door(request.user))
        return None
    except Refused as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return form


def do_each(request, form):
    """One text after the other, each in a transaction of its own: what is refused does not stop the others."""
    editions = ticked(request)
    if not editions:
        messages.error(request, _("Tick at least one text first."))
        return form
    done = 0
    for edition in editions:
        try:
            form.door(edition, request.user)
            done += 1
        except Refused as refusal:
            messages.error(request, f"“{edition}” ({edition.work.get_language_display()}): {refusal}")
    if done:
        said = ngettext("%(what)s: %(number)d text.", "%(what)s: %(number)d texts.", done)
        messages.success(request, said % {"what": form.done, "number": done})
    return None


def ticked(request):
    """The editions that were ticked, each with the version that was `seen`: "news.articleedition:12:3". What does not
    exist is left out."""
    kinds = {model._meta.label_lower: model for model in edition_models()}
    found = []
    for value in request.POST.getlist("edition")[: 4 * MOST]:
        kind, key, seen = (*value.split(":"), "", "")[:3]
        if kind in kinds and is_possible_key(key) and is_possible_key(seen):
            for edition in kinds[kind].objects.filter(pk=int(key)).select_related("work", "release"):
                edition.seen = int(seen)
                found.append(edition)
    return found


# --- what is shown ----------------------------------------------------------------------------------------------------


def context(request, form):
    now, filters = clock.now(), read_filters(request)
    agenda, freeze = Board(filters, now), Freeze.read()
    bound = {form.name: form} if form else {}
    return {
        **admin.site.each_context(request),
        "title": _("Board"),
        "now": now,
        "filters": filters,
        "choices": choices(),
        "freeze": freeze,
        "held": freeze.held(),
        "freeze_form": bound.get(LiftFreeze.name if freeze.is_on else BeginFreeze.name)
        or (LiftFreeze() if freeze.is_on else BeginFreeze()),
        "bulk": [bound.get(name) or action() for name, action in BULK.items()],
        "lists": [
            ("waiting", _("Waiting for review"), _("Nothing waits for review."), agenda.waiting()),
            ("planned", _("Planned, not approved"), _("Nothing is planned without approval."), agenda.planned()),
            ("scheduled", _("Scheduled for the next days"), _("Nothing is scheduled."), agenda.scheduled()),
            ("withdrawals", _("Withdrawals to come"), _("No withdrawal is planned."), agenda.withdrawals()),
            ("went-out", _("Went out in the last 24 hours"), _("Nothing went out."), agenda.went_out()),
        ],
        "most": MOST,
        "releases": [(release, *release.standing(now)) for release in agenda.releases()],
        "overrides": agenda.overrides(),
    }


def read_filters(request):
    """The filters of the address; what is none of the choices counts as all."""
    offered = choices()
    return Filters(**{name: request.GET.get(name, "") for name in offered if is_offered(request, name, offered[name])})


def is_offered(request, name, pairs):
    return request.GET.get(name, "") in dict(pairs)


def choices():
    """{filter: [(value, words), ...]}"""
    models = edition_models()
    languages = models[0].work_model()._meta.get_field("language").choices
    return {
        "language": list(languages),
        "kind": [(model._meta.label_lower, model._meta.verbose_name_plural) for model in models],
        "place": [pair for model in models for pair in model.places()],
    }
