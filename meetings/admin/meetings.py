"""Meetings: the list of the newsroom, the form of a draft with its participants and documents, how it reads."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from people.admin.choosers import NothingDeletedFromAfar, PlainChoices
from people.admin.widgets import HeldOnThatDay
from publishing.admin import PERMISSIONS, EditionAdmin, EditionForm, PhaseFilter
from publishing.part_admin import PartInline
from publishing.workflow import Phase

from ..models import AdoptedDocument, MeetingEdition, Participant, Status, Timing
from .action_forms import MEETING_FORMS

WHAT = (None, {"fields": ("opened_version", "headline", "status", ("organ", "session"))})
WHEN = (_("When"), {"fields": (("date", "last_day"), "timing", ("begins", "ends", "zone"))})
WHERE = (_("Where and how"), {"fields": (("place", "venue"), ("format", "access"), "chaired_by")})
TEXTS = (_("Texts"), {"fields": ("lead", "agenda", "body")})
PICTURES = (_("Pictures"), {"fields": ("picture", "pictures")})
TIME = (_("Address and time"), {"fields": ("slug", "planned_for")})
CHANGE = (_("What has changed"), {"fields": ("change_note", "typo_only")})


class MeetingForm(EditionForm):
    class Meta:
        widgets = {
            "headline": forms.TextInput(attrs={"class": "vLargeTextField", "maxlength": 300}),
            "lead": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "change_note": forms.TextInput(attrs={"class": "vLargeTextField"}),
        }

    def clean(self):
        """Who writes when it begins, and leaves the choice above it alone, has said that there is a time."""
        cleaned = super().clean()
        if cleaned.get("begins") and "begins" in self.changed_data and cleaned.get("timing") != Timing.TIMED:
            if "timing" in self.changed_data:
                self.add_error("begins", _("Choose “at a time of the day” above, or empty this time."))
            cleaned["timing"] = Timing.TIMED
        return cleaned


class NewMeetingForm(MeetingForm):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language of the text. Each language is a meeting of its own."),
    )


class ParticipantInline(PlainChoices, HeldOnThatDay, PartInline, admin.TabularInline):
    model = Participant
    fields = ("appointment", "name", "state", "manner", "represented_by", "place")
    autocomplete_fields = ("appointment", "state")
    verbose_name_plural = _("participants (a button below the form fills the list)")


class DocumentInline(NothingDeletedFromAfar, PartInline, admin.TabularInline):
    model = AdoptedDocument
    fields = ("number", "title", "language", "file", "place")
    autocomplete_fields = ("file",)


@admin.register(MeetingEdition)
class MeetingAdmin(NothingDeletedFromAfar, HeldOnThatDay, EditionAdmin):
    form = MeetingForm
    formfield_overrides = {
        **EditionAdmin.formfield_overrides,
        models.TimeField: {"widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")},
    }
    list_display = ("headline", "days_shown", "organ", "status", "state_shown", "time_shown", "language_shown")
    list_filter = (PhaseFilter, "status", "organ", "work__language", "format")
    search_fields = ("headline", "place")
    search_help_text = _("Words of the name or the place")
    ordering = ("-date", "-saved_at")
    autocomplete_fields = ("organ", "chaired_by", "picture", "pictures")
    inlines = (ParticipantInline, DocumentInline)
    action_forms = MEETING_FORMS
    action_permissions = PERMISSIONS | {"make_report": "add", "fill_participants": "change"}

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **{"form": MeetingForm if obj else NewMeetingForm, **kwargs})

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            first = (None, {"fields": ("language", *WHAT[1]["fields"][1:])})
            return [first, WHEN, WHERE, TEXTS, PICTURES, TIME]
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": ("reading",)})]
        return [WHAT, WHEN, WHERE, TEXTS, PICTURES, TIME, *([CHANGE] if obj.base_id else [])]

    def get_readonly_fields(self, request, obj=None):
        return ("reading",) if obj and not self.has_change_permission(request, obj) else ()

    def get_inlines(self, request, obj):
        # Where it is only read, the participants and documents stand in `reading`.
        return () if obj and not self.has_change_permission(request, obj) else self.inlines

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organ")

    def offers(self, edition):
        names = super().offers(edition)
        phase = edition.phase()
        if phase == Phase.LIVE and edition.status == Status.ANNOUNCED and not edition.work.open_edition():
            return ["make_report", *names]
        return ["fill_participants", *names] if phase == Phase.DRAFT else names

    @admin.display(description=_("days"), ordering="date")
    def days_shown(self, edition):
        last = f" – {edition.last_day:%d.%m.%Y}" if edition.last_day else ""
        return f"{edition.date:%d.%m.%Y}{last}"

    @admin.display(description=_("how it reads"))
    def reading(self, edition):
        """As it was approved, or as it would be today."""
        printed = edition.printed or edition.print_content()
        return render_to_string("admin/meetings/_reading.html", {"edition": edition, "printed": printed})
