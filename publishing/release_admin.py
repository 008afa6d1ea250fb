"""Releases in the newsroom: the list, and a page with every text of one, its state and what can be done."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import clock
from .action_forms import PlannedInstantField
from .events import Event
from .model_admin import NewsroomModelAdmin, page_of
from .permissions import may
from .refusals import Refused
from .release_forms import RELEASE_FORMS
from .releases import Release
from .sanitising import clean_line
from .withdrawals import check_planned_instant


class ReleaseForm(forms.ModelForm):
    """For a new one only: what is stored is changed by its buttons."""

    def clean_name(self):
        name = clean_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Give it a name, for the newsroom."))
        return name

    def clean_goes_out_at(self):
        instant = self.cleaned_data["goes_out_at"]
        problems = check_planned_instant(instant, clock.now(), "goes_out_at")
        if problems:
            raise forms.ValidationError([problem.sentence for problem in problems])
        return instant


@admin.register(Release)
class ReleaseAdmin(NewsroomModelAdmin):
    form = ReleaseForm
    fields = ("name", "goes_out_at", "urgent")
    list_display = ("name", "state_shown", "time_shown", "urgent")
    search_fields = ("name",)
    formfield_overrides = {models.DateTimeField: {"form_class": PlannedInstantField}}
    change_form_template = "admin/publishing/release.html"

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("state"))
    def state_shown(self, release):
        return release.standing()[1]

    @admin.display(description=gettext_lazy("goes out at"), ordering="goes_out_at")
    def time_shown(self, release):
        return clock.show(release.goes_out_at) if release.goes_out_at else "–"

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in self.fields}
        obj.__dict__.update(Release.objects.start(by=request.user, **values).__dict__)

    def add_view(self, request, form_url="", extra_context=None):
        try:
            return super().add_view(request, form_url, extra_context)
        except Refused as refusal:
            # A minute may pass between the form and the door.
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(reverse("admin:publishing_release_change", args=[obj.pk]))

    # --- the page of one ----------------------------------------------------------------------------------------------

    def change_view(self, request, object_id, form_url="", extra_context=None):
        release = self.get_object(request, object_id)
        if release is None or not self.has_view_permission(request, release):
            return super().change_view(request, object_id, form_url, extra_context)
        bound = None
        if request.method == "POST":
            bound = self.act(request, release)
            if bound is None:
                return HttpResponseRedirect(request.path)
            request.method = "GET"
            release = self.get_object(request, object_id)
        context = self.release_context(request, release, bound)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def act(self, request, release):
        """Run the button that was pressed; its form where something is in the way, else None."""
        action = RELEASE_FORMS.get(request.POST.get("_action"))
        if action is None or not may(request.user, "change", Release):
            raise PermissionDenied
        form = action(request.POST, release=release, user=request.user)
        if form.is_valid():
            try:
                messages.success(request, form.door())
                return None
            except Refused as refusal:
                for problem in refusal.problems:
                    form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        messages.error(request, _("Nothing was changed: see below."))
        return form

    def release_context(self, request, release, bound):
        now = clock.now()
        forms_shown = []
        if may(request.user, "change", Release) and not release.is_out(now):
            forms_shown = [form(release=release, user=request.user) for form in RELEASE_FORMS.values()]
        style, words = release.standing(now)
        return {
            "release": release,
            "state_style": style,
            "state_words": words,
            "members": [
                (edition, edition.phase(now), edition.work.is_live(now), page_of(edition))
                for edition in release.members()
            ],
            "obstacles": release.obstacles(now),
            "is_out": release.is_out(now),
            "bound": bound,
            "buttons": [bound if bound and bound.name == form.name else form for form in forms_shown],
            "events": Event.objects.about(release).order_by("-pk"),
        }
