"""Articles: the list of the newsroom, the form of a draft, how a locked text reads."""

from django import forms
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from people.admin.widgets import HeldOnThatDay
from publishing.admin import PERMISSIONS, EditionAdmin, EditionForm, PhaseFilter
from publishing.workflow import Phase

from ..models import ArticleEdition
from .action_forms import ARTICLE_FORMS

TEXT = (None, {"fields": ("headline", "lead", "body")})
PRINT = (_("Kind and date"), {"fields": (("kind", "date"),)})
PEOPLE = (_("People and meeting"), {"fields": ("people", "signed_by", "byline", "meeting")})
PLACE = (_("Where it stands"), {"fields": ("section", "further_sections", "topics")})
PICTURE = (_("Lead picture"), {"fields": ("picture",)})


class ArticleForm(EditionForm):
    class Meta(EditionForm.Meta):
        widgets = {**EditionForm.Meta.widgets, "byline": forms.TextInput(attrs={"class": "vLargeTextField"})}


@admin.register(ArticleEdition)
class ArticleAdmin(HeldOnThatDay, EditionAdmin):
    form = ArticleForm
    content_fieldsets = (TEXT, PRINT, PEOPLE, PLACE, PICTURE)
    action_forms, action_permissions = ARTICLE_FORMS, PERMISSIONS | {"add_named": "change"}
    list_display = ("headline", "state_shown", "time_shown", "section_shown", "language_shown", "saved_shown")
    list_filter = (PhaseFilter, "section", "work__language", "kind")
    search_fields = ("headline",)
    search_help_text = _("Words of the headline")
    ordering = ("-saved_at",)
    autocomplete_fields = ("section", "further_sections", "topics", "people", "signed_by", "meeting", "picture")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("section").prefetch_related("section__texts")

    @admin.display(description=_("section"), ordering="section__path")
    def section_shown(self, edition):
        if edition.section is None:
            return "–"
        names = {text.language: text.name for text in edition.section.texts.all()}
        return names.get(edition.work.language, edition.section.path)

    @admin.display(description=_("how it reads"))
    def reading(self, edition):
        """As it was approved, or as its people would be printed today."""
        people = (edition.printed or edition.print_content()).get("people", [])
        meeting = edition.meeting and edition.meeting.newest_headline()
        names = {"edition": edition, "people": people, "meeting_headline": meeting}
        return render_to_string("admin/news/_reading.html", names)

    def offers(self, edition):
        return [*super().offers(edition), *(["add_named"] if edition.phase() == Phase.DRAFT else [])]
