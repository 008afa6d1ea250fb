"""The admin of any edition: one row a work, the form of its draft, the buttons of the workflow, its history.

A room subclasses EditionAdmin with its fields. No rule stands here: forms ask, the doors of the model decide.
"""

from functools import partial

from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import clock, notice_admin  # noqa: F401 (registers the accounts)
from .action_forms import tell_zone
from .comparing import address_of_comparison, addresses_of_comparison, conflicts_shown
from .comparison import compare
from .editor import EDITOR_CSP
from .events import Event
from .history import story
from .model_admin import NewsroomModelAdmin
from .part_admin import PartFormSet
from .permissions import may
from .planned_instant import PlannedInstantField
from .preview_admin import Previewed
from .refusals import Refused
from .release_admin import ReleaseAdmin  # noqa: F401 (registers itself)
from .release_forms import EDITION_FORMS
from .releases import Release
from .typo_admin import CorrectionPage
from .workflow import Phase, State

# What each phase offers, in the order of the page; who may do it is asked of each.
OFFERS = {
    Phase.DRAFT: ("carry_over", "follow", "set_aside"),
    Phase.IN_REVIEW: ("approve_now", "approve_for", "return", "recall"),
    Phase.READY: ("return",),
    Phase.SCHEDULED: ("reschedule", "unschedule", "new_edition", "restore", "withdraw"),
    Phase.LIVE: ("new_edition", "restore", "withdraw"),
    Phase.SUPERSEDED: ("restore",),
    Phase.WITHDRAWN: ("new_edition", "restore"),
    Phase.SET_ASIDE: ("restore", "new_edition"),
}
PERMISSIONS = {
    "recall": "submit",
    "carry_over": "change",
    "follow": "change",
    "keep_mine": "change",
    "take_theirs": "change",
    "restore": "add",
    "set_aside": "change",
    "new_edition": "add",
    "withdraw": "withdraw",
    "cancel_withdrawal": "withdraw",
    "undo": "change",
    "join_release": "change",
    "leave_release": "change",
}
# What waits for other texts is timed with them.
ALONE = {"approve_now", "approve_for", "reschedule"}


TIME = (gettext_lazy("Address and time"), {"fields": ("slug", "planned_for")})
CHANGE = (gettext_lazy("What has changed"), {"fields": ("change_note", "typo_only", "print_anew")})


class EditionForm(forms.ModelForm):
    """Carries the version the text was opened with, and asks before saving all that the door would refuse. `user` is
    whoever fills it in, `refused` the problems of a door that has refused what this form took for good."""

    user = None
    refused = ()

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("The language of the text. In another language it is a text of its own."),
    )
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        widgets = {
            "headline": forms.TextInput(attrs={"class": "vLargeTextField", "maxlength": 300}),
            "lead": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "change_note": forms.TextInput(attrs={"class": "vLargeTextField"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["language"]
            self.initial["opened_version"] = self.instance.version
        if "planned_for" in self.fields:
            tell_zone(self.fields["planned_for"], self.fields["planned_for"].help_text)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self.instance.work.lock()
            for problem in self.instance.obstacles(cleaned.get("opened_version"), self.user):
                self.add_error(None, problem.sentence)
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        problems = list(self.refused)
        if not self.errors:
            try:
                self.instance.check_written()
            except Refused as refusal:
                problems += refusal.problems
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)


class PhaseFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "phase"

    def lookups(self, request, model_admin):
        return [(phase.value, phase.label) for phase in Phase if phase != Phase.SUPERSEDED]

    def queryset(self, request, queryset):
        now = clock.now()
        # Also where a newer draft hides it in the list.
        siblings = queryset.model.objects.filter(work=OuterRef("work"))
        conditions = {
            Phase.DRAFT: Q(state=State.DRAFT, set_aside=False),
            Phase.IN_REVIEW: Q(state=State.IN_REVIEW),
            Phase.READY: Q(state=State.READY),
            Phase.SCHEDULED: Q(Exists(siblings.filter(live_from__gt=now))),
            Phase.LIVE: Q(public=True),
            Phase.WITHDRAWN: Q(Exists(siblings.filter(live_from__lte=now)), public=False),
            Phase.SET_ASIDE: Q(set_aside=True),
        }
        return queryset.filter(conditions[self.value()]) if self.value() in conditions else queryset


class EditionAdmin(CorrectionPage, Previewed, NewsroomModelAdmin):
    """A room says in `content_fieldsets` where its fields stand, and in `reading` how a locked text reads."""

    form = EditionForm
    content_fieldsets = ()
    # The buttons by name, and the permission that each asks for. A room with more of them adds to both and to `offers`.
    action_forms, action_permissions = EDITION_FORMS, PERMISSIONS
    formfield_overrides = {
        models.DateTimeField: {"form_class": PlannedInstantField},
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    }
    change_form_template = "admin/publishing/edition.html"
    list_per_page = 50
    save_on_top = True

    # --- the form -----------------------------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        if self.is_only_read(request, obj):
            return [(None, {"fields": ("reading",)})]
        first = (None, {"fields": ("opened_version" if obj else "language",)})
        return [first, *self.content_fieldsets, TIME, *([CHANGE] if obj and obj.base_id else [])]

    def get_readonly_fields(self, request, obj=None):
        return ("reading",) if self.is_only_read(request, obj) else ()

    def is_only_read(self, request, obj):
        return obj is not None and not self.has_change_permission(request, obj)

    # --- the list -----------------------------------------------------------------------------------------------------

    def get_queryset(self, request):
        live = self.model.objects.live(clock.now()).filter(work=OuterRef("work"))
        editions = super().get_queryset(request).annotate(public=Exists(live)).select_related("work", "saved_by")
        if request.resolver_match and request.resolver_match.url_name.endswith("_changelist"):
            editions = editions.newest().prefetch_related("work__withdrawals")
        return editions

    @admin.display(description=gettext_lazy("state"))
    def state_shown(self, edition):
        phase = edition.phase()
        shown = [phase] if phase == Phase.LIVE or not edition.public else [phase, Phase.LIVE]
        return format_html_join(" ", '<span class="phase {}">{}</span>', ((one.value, one.label) for one in shown))

    @admin.display(description=gettext_lazy("time"), ordering="live_from")
    def time_shown(self, edition):
        if edition.live_from:
            return clock.show(edition.live_from)
        return _("wished: %(time)s") % {"time": clock.show(edition.planned_for)} if edition.planned_for else "–"

    @admin.display(description=gettext_lazy("language"), ordering="work__language")
    def language_shown(self, edition):
        return edition.work.get_language_display()

    @admin.display(description=gettext_lazy("saved"), ordering="saved_at")
    def saved_shown(self, edition):
        day = timezone.localtime(edition.saved_at)
        return _("%(day)s by %(name)s") % {"day": f"{day:%d.%m.%Y %H:%M}", "name": edition.saved_by or "–"}

    # --- permissions --------------------------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        editable = obj is None or (obj.state == State.DRAFT and not obj.set_aside)
        return editable and super().has_change_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", self.model)

    def has_delete_permission(self, request, obj=None):
        return False

    # --- the form -----------------------------------------------------------------------------------------------------

    @method_decorator(csp_update(EDITOR_CSP))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        edition = self.get_object(request, object_id) if object_id else None
        context = dict(extra_context or {})
        if edition:
            if request.method == "POST" and "_action" in request.POST:
                response, form = self.act(request, edition)
                if response:
                    return response
                context["bound"] = form
                # The button was refused: the page is shown anew, with what was typed into the button's form.
                request.method = "GET"
                edition = self.get_object(request, object_id)
            context |= self.edition_context(request, edition, context.get("bound"))
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except Refused as refusal:
            # What only the door could see: nothing is stored, and the form is shown again with all that was typed.
            request.refused = refusal.problems
            return super().changeform_view(request, object_id, form_url, context)

    def get_form(self, request, obj=None, **kwargs):
        known = {"user": request.user, "refused": getattr(request, "refused", ())}
        return type("EditionForm", (super().get_form(request, obj, **kwargs),), known)

    def get_ordering(self, request):
        """What waits stands in the order in which it is wished for."""
        if request.GET.get(PhaseFilter.parameter_name) == Phase.IN_REVIEW:
            return (models.F("planned_for").asc(nulls_last=True), "saved_at")
        return super().get_ordering(request)

    def save_model(self, request, obj, form, change):
        """Nothing yet: the door is asked once, when the parts in the inlines are at hand, too."""

    def save_related(self, request, form, formsets, change):
        inlines = [formset for formset in formsets if isinstance(formset, PartFormSet)]
        form.parts = {formset.get_default_prefix(): formset.rows() for formset in inlines}
        edition = form.instance
        if change:
            edition.save_draft(by=request.user, version=form.cleaned_data["opened_version"], **form.parts)
        else:
            edition.__dict__.update(self.start(request, edition, form).__dict__)
        super().save_related(request, form, [formset for formset in formsets if formset not in inlines], change)

    def start(self, request, obj, form):
        """Create the work and its first draft from a valid form that asks for its language. Returns the edition.

        A room that does it in its own way passes on `form.parts`."""
        content = {field.name: getattr(obj, field.name) for field in self.model.content_fields()} | form.parts
        works = self.model._meta.get_field("work").related_model.objects
        language = form.cleaned_data["language"]
        return works.write(by=request.user, language=language, planned_for=obj.planned_for, **content)

    def response_add(self, request, obj, post_url_continue=None):
        return self.submitted(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.submitted(request, obj) or super().response_change(request, obj)

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(f"{self.address(obj)}?saved=1")

    response_post_save_change = response_post_save_add

    def submitted(self, request, obj):
        """After "Save and submit": the text is saved whatever the check says; then it is submitted, or stays."""
        if "_submit" not in request.POST:
            return None
        try:
            self.model.objects.get(pk=obj.pk).submit(by=request.user)
        except Refused:
            messages.warning(request, _("Your text is saved, but not submitted yet: see what is missing."))
            return HttpResponseRedirect(f"{self.address(obj)}?saved=1{'' if obj.obstacles() else '&check=1'}")
        messages.success(request, _("Submitted. A moderator will read it and approve it or return it with a note."))
        return HttpResponseRedirect(f"{self.address(obj)}?saved=1")

    def get_urls(self):
        return [*addresses_of_comparison(self), *super().get_urls()]

    def address(self, edition):
        opts = self.model._meta
        return reverse(f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_change", args=[edition.pk])

    # --- the buttons --------------------------------------------------------------------------------------------------

    def act(self, request, edition):
        """Run the button that was pressed. Returns (redirect, None), or (None, its form with what is in the way)."""
        action = self.action_forms.get(request.POST["_action"])
        if action is None or not self.has_view_permission(request, edition):
            raise PermissionDenied
        form = action(request.POST, edition=edition, user=request.user)
        if form.is_valid():
            try:
                messages.success(request, form.door())
                return HttpResponseRedirect(self.address(form.edition)), None
            except Refused as refusal:
                for problem in refusal.problems:
                    form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        messages.error(request, _("Nothing was changed: see below."))
        return None, form

    def offers(self, edition):
        """The names of the buttons that make sense for this edition now, whoever looks. A room adds its own."""
        names = list(OFFERS[edition.phase()])
        if edition.phase() in {Phase.DRAFT, Phase.IN_REVIEW, Phase.SUPERSEDED} and edition.work.is_live():
            names.append("withdraw")
        if edition.work.open_edition():
            names = [name for name in names if name not in {"new_edition", "restore"}]
        if "restore" in names and edition == edition.work.newest_approved():
            names.remove("restore")
        if edition.work.planned_withdrawal():
            names = [name for name in names if name != "withdraw"] + ["cancel_withdrawal"]
        if "follow" in names and not edition.overtaken_by():
            names = [name for name in names if name not in {"carry_over", "follow"}]
        return self.offers_of_release(edition, names)

    @staticmethod
    def offers_of_release(edition, names):
        """The same names, as they are where an edition is, or could be, in a release."""
        phase = edition.phase()
        if edition.release_id and phase != Phase.SET_ASIDE and not edition.release.is_out():
            mine = ["approve_for_release"] if phase == Phase.IN_REVIEW else []
            return [*mine, *(name for name in names if name not in ALONE), "leave_release"]
        waits = phase in {Phase.DRAFT, Phase.IN_REVIEW, Phase.SCHEDULED}
        return [*names, "join_release"] if waits and Release.objects.coming().exists() else names

    def offered(self, request, edition, bound):
        """The forms of what this user may do with this edition now; `bound` stands in for its like."""
        names = self.offers(edition)
        if edition.submitted_by_id != request.user.pk and "recall" in names:
            names.remove("recall")
        if edition.work.undoable(by=request.user):
            names.insert(0, "undo")
        permissions = self.action_permissions
        allowed = [name for name in names if may(request.user, permissions.get(name, "approve"), self.model)]
        forms_shown = [self.action_forms[name](edition=edition, user=request.user) for name in allowed]
        if bound and bound.name not in allowed:
            return [*forms_shown, bound]
        return [bound if bound and bound.name == form.name else form for form in forms_shown]

    def edition_context(self, request, edition, bound):
        now = clock.now()
        events = list(Event.objects.about(edition.work))
        check = "check" in request.GET or edition.state == State.IN_REVIEW
        newest = edition.overtaken_by()
        siblings = list(edition.work.editions.order_by("-number").lean())
        return {
            "edition": edition,
            "phase": edition.phase(now),
            "buttons": self.offered(request, edition, bound),
            "correction_address": self.correction_address(request, edition),
            "problems": edition.problems(now) if check and not edition.live_from else [],
            "parts": self.model.content_parts(),
            "returned": self.note_of_return(events, edition),
            "days": story(events, siblings, partial(address_of_comparison, self)),
            "comparison": address_of_comparison(self, edition),
            **conflicts_shown(edition),
            "siblings": [(sibling, sibling.phase(now), self.address(sibling)) for sibling in siblings],
            "newer": next((one for one in siblings if one.number > edition.number and not one.set_aside), None),
            "live_edition": next((sibling for sibling in siblings if sibling.is_live(now)), None),
            "overtaken_by": newest,
            "changes": compare(edition.base, edition) if edition.base and edition.state != State.DRAFT else [],
            "withdrawal": edition.work.withdrawal_in_force(now),
            "missed": compare(edition.base, newest) if newest else [],
            "planned_withdrawal": edition.work.planned_withdrawal(now),
            "previews": self.previews_of(request, edition),
            "may_submit": edition.phase(now) == Phase.DRAFT and may(request.user, "submit", self.model),
        }

    @staticmethod
    def note_of_return(events, edition):
        """The note this draft came back with, if returning it was the last thing that happened to it."""
        done = [event for event in events if event.action not in Event.BESIDE]
        own = [event for event in done if event.edition_number == edition.number]
        back = own and own[-1].action in {Event.Action.RETURN, Event.Action.UNSCHEDULE} and edition.state == State.DRAFT
        return own[-1] if back and own[-1].note else None
