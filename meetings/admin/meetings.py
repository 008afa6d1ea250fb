"""Meetings: the list of the newsroom, the form of a draft with its participants and documents, how it reads."""

from django import forms
from django.contrib import admin
from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from people.admin.choosers import NothingDeletedFromAfar, PlainChoices
from people.admin.widgets import HeldOnThatDay
from people.models import Chairmanship
from publishing.admin import PERMISSIONS, EditionAdmin, EditionForm, PhaseFilter
from publishing.part_admin import PartInline
from publishing.workflow import Phase

from ..models import AdoptedDocument, MeetingEdition, Participant, Status, Timing
from .action_forms import MEETING_FORMS

WHAT = (None, {"fields": ("headline", "status", ("organ", "session"))})
WHEN = (_("When"), {"fields": (("date", "last_day"), "timing", ("begins", "ends", "zone"))})
WHERE = (_("Where and how"), {"fields": (("place", "venue"), ("format", "access"), "chaired_by")})
TEXTS = (_("Texts"), {"fields": ("lead", "agenda", "body")})
PICTURES = (_("Pictures"), {"fields": ("picture", "pictures")})


class MeetingForm(EditionForm):
    def clean(self):
        """Who writes when it begins, and leaves the choice above it alone, has said that there is a time."""
        cleaned = super().clean()
        if cleaned.get("ends") and "ends" in self.changed_data and not cleaned.get("begins"):
            self.add_error("ends", _("Say when it begins, too, or empty this time."))
        if cleaned.get("begins") and "begins" in self.changed_data and cleaned.get("timing") != Timing.TIMED:
            if "timing" in self.changed_data:
                self.add_error("begins", _("Choose “at a time of the day” above, or empty this time."))
            cleaned["timing"] = Timing.TIMED
        return cleaned


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
    content_fieldsets = (WHAT, WHEN, WHERE, TEXTS, PICTURES)
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

    def get_inlines(self, request, obj):
        # Where it is only read, the participants and documents stand in `reading`.
        return () if self.is_only_read(request, obj) else self.inlines

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
        chair = Chairmanship.objects.chair(edition.date, edition.organ)
        context = {
            "edition": edition,
            "printed": edition.printed or edition.print_content(),
            "chairmanship": chair and chair.state.name_in(edition.work.language),
        }
        return render_to_string("admin/meetings/_reading.html", context)
