"""Pages in quarantine: a person completes the date, and the page becomes a draft of their own."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.model_admin import NewsroomModelAdmin
from publishing.refusals import Refused
from publishing.sanitising import clean_html

from ..imports import complete
from ..models import QuarantinedPage


class CompletionForm(forms.ModelForm):
    headline = forms.CharField(
        label=gettext_lazy("headline"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=gettext_lazy("As it was read. Correct it if it is not the headline."),
    )
    date = forms.DateField(
        label=gettext_lazy("date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The day the page was published on the old site. It is printed above the text."),
    )

    class Meta:
        model = QuarantinedPage
        fields = ("headline", "date")

    def clean(self):
        """Make the article inside a savepoint: what the doors refuse is said here, beside what was typed."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        try:
            with transaction.atomic():
                self.article = complete(self.instance, by=self.by, headline=cleaned["headline"], day=cleaned["date"])
        except Refused as refusal:
            for problem in refusal.problems:
                field = problem.field if problem.field in self.fields else None
                self.add_error(field, ValidationError(str(problem.sentence)))
        return cleaned


@admin.register(QuarantinedPage)
class QuarantinedPageAdmin(NewsroomModelAdmin):
    form = CompletionForm
    list_display = ("file_name", "headline_shown", "why", "section", "language", "imported_at", "imported_by")
    list_filter = ("language", "section")
    list_select_related = ("section", "imported_by")
    search_fields = ("file_name", "headline")
    list_per_page = 50
    fieldsets = (
        (None, {"fields": ("why", "headline", "date")}),
        (gettext_lazy("What was read"), {"fields": (("kind", "language"), "byline", "reading")}),
        (
            gettext_lazy("Where it comes from"),
            {"fields": ("file_name", "section", "wanted_state", "reason", "old", "imported_at", "imported_by", "raw")},
        ),
    )
    completed_here = {"headline", "date"}

    def get_readonly_fields(self, request, obj=None):
        names = {name for _title, options in self.fieldsets for row in options["fields"] for name in flat(row)}
        return sorted(names - self.completed_here)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return form

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # The article was made while the form was checked; the page that waited is gone.

    def save_model(self, request, obj, form, change):
        obj.article = form.article

    def response_change(self, request, obj):
        edition = obj.article.editions.order_by("-number").first()
        messages.success(request, _("It is a draft now. Read it, complete it, and submit it."))
        return HttpResponseRedirect(reverse("admin:news_articleedition_change", args=[edition.pk]))

    # --- what is shown ------------------------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def headline_shown(self, page):
        return page.headline or "–"

    @admin.display(description=gettext_lazy("text as it was read"))
    def reading(self, page):
        return format_html('<div class="reading">{}</div>', mark_safe(clean_html(page.body)))  # noqa: S308 (cleaned)

    @admin.display(description=gettext_lazy("old addresses"))
    def old(self, page):
        return ", ".join(page.old_addresses) or "–"

    @admin.display(description=gettext_lazy("the whole file"))
    def raw(self, page):
        return format_html('<pre class="raw">{}</pre>', page.text)


def flat(row):
    return row if isinstance(row, tuple) else (row,)
