"""Names seen in imported texts that nobody has claimed: whose is it, or is it nobody's?"""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Appointment, Person
from publishing.model_admin import NewsroomModelAdmin, OneByName

from ..models import ArticleEdition, SeenName

MOST_SHOWN = 5


class ClaimForm(forms.ModelForm):
    person = forms.ModelChoiceField(
        label=capfirst(gettext_lazy("whose name it is")),
        queryset=Person.objects.all(),
        required=False,
        widget=OneByName(Appointment._meta.get_field("person"), admin.site),
        help_text=gettext_lazy("It becomes another spelling of that name, and is recognised in texts from now on."),
    )
    language = forms.ChoiceField(label=capfirst(gettext_lazy("language")), choices=settings.NAME_LANGUAGES)

    class Meta:
        model = SeenName
        fields = ("dismissed",)

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("person")) == cleaned["dismissed"]:
            raise forms.ValidationError(_("Choose whose name it is, or tick that it is nobody's."))
        for problem in self.instance.problems_of_claim() if cleaned.get("person") else ():
            self.add_error(problem.field, problem.sentence)
        return cleaned


@admin.register(SeenName)
class SeenNameAdmin(NewsroomModelAdmin):
    form = ClaimForm
    list_display = ("text", "texts")
    list_filter = ("dismissed",)
    search_fields = ("text",)
    fields = ("text", "where", "person", "language", "dismissed")
    readonly_fields = ("text", "where")

    def get_queryset(self, request):
        found = super().get_queryset(request).annotate(number=Count("articles"))
        listed = request.resolver_match and request.resolver_match.url_name.endswith("_changelist")
        # The list is what is left to do; what was dismissed is found by its filter.
        return found.filter(dismissed=False) if listed and "dismissed__exact" not in request.GET else found

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        person = form.cleaned_data["person"]
        if person is None:
            super().save_model(request, obj, form, change)
            return
        obj.claim(person, form.cleaned_data["language"])
        # It is a name of the person now, so who entered it stands in the history of the person.
        super().log_change(request, person, [{"added": {"name": "name", "object": obj.text}}])
        messages.success(request, _("“%(name)s” is %(person)s from now on.") % {"name": obj.text, "person": person})

    def log_change(self, request, obj, message):
        return super().log_change(request, obj, message) if obj.pk else None

    def response_change(self, request, obj):
        return HttpResponseRedirect(reverse("admin:news_seenname_changelist"))

    @admin.display(description=gettext_lazy("texts"), ordering="number")
    def texts(self, name):
        return name.number

    @admin.display(description=gettext_lazy("where it stands"))
    def where(self, name):
        works = list(name.articles.order_by("-pk").values_list("pk", flat=True)[:MOST_SHOWN])
        editions = ArticleEdition.objects.newest().filter(work__in=works).only("headline")
        links = ((reverse("admin:news_articleedition_change", args=[one.pk]), one.headline) for one in editions)
        return format_html_join("", '<p><a href="{}">{}</a></p>', links) or "–"
