"""News in the admin: articles with their editions, sections, topics."""

from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from publishing.admin import EditionAdmin, EditionForm, PhaseFilter
from publishing.editor import EDITOR_CSP
from publishing.model_admin import NewsroomModelAdmin

from . import admin_sources  # noqa: F401 (it registers itself)
from .models import Article, ArticleEdition, Section, SectionText, Topic

TEXT = (None, {"fields": ("opened_version", "headline", "lead", "body")})
PRINT = (_("Kind, date and byline"), {"fields": (("kind", "date"), "byline")})
PLACE = (_("Where it stands"), {"fields": ("section", "further_sections", "topics")})
PICTURE = (_("Lead picture"), {"fields": ("picture",)})
TIME = (_("Address and time"), {"fields": ("slug", "planned_for")})
CHANGE = (_("What has changed"), {"fields": ("change_note", "typo_only")})


class ArticleForm(EditionForm):
    class Meta:
        widgets = {
            "headline": forms.TextInput(attrs={"class": "vLargeTextField", "maxlength": 300}),
            "lead": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "byline": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "change_note": forms.TextInput(attrs={"class": "vLargeTextField"}),
        }


class NewArticleForm(ArticleForm):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language of the text. Each language is an article of its own."),
    )


@admin.register(ArticleEdition)
class ArticleAdmin(EditionAdmin):
    form = ArticleForm
    list_display = ("headline", "state_shown", "time_shown", "section_shown", "language_shown", "saved_shown")
    list_filter = (PhaseFilter, "section", "work__language", "kind")
    search_fields = ("headline",)
    search_help_text = _("Words of the headline")
    ordering = ("-saved_at",)
    autocomplete_fields = ("section", "further_sections", "topics", "picture")

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **{"form": ArticleForm if obj else NewArticleForm, **kwargs})

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ("language", *TEXT[1]["fields"])}), PRINT, PLACE, PICTURE, TIME]
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": ("reading",)})]
        return [TEXT, PRINT, PLACE, PICTURE, *([CHANGE] if obj.base_id else []), TIME]

    def get_readonly_fields(self, request, obj=None):
        return ("reading",) if obj and not self.has_change_permission(request, obj) else ()

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
        return render_to_string("admin/news/_reading.html", {"edition": edition})

    def start(self, request, obj, form):
        content = {field.name: getattr(obj, field.name) for field in ArticleEdition.content_fields()}
        planned = {"planned_for": obj.planned_for}
        return Article.objects.write(by=request.user, language=form.cleaned_data["language"], **content, **planned)


class SectionTextInline(admin.StackedInline):
    model = SectionText
    extra = 0
    min_num = 1

    # The inline has no permissions of its own: who may change the section may change its words.
    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("news.view_section")

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm("news.change_section")

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Section)
class SectionAdmin(NewsroomModelAdmin):
    list_display = ("path", "names", "order")
    list_select_related = ("parent",)
    search_fields = ("path", "texts__name")
    fields = ("parent", "slug", "order")
    autocomplete_fields = ("parent",)
    inlines = (SectionTextInline,)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("texts")

    @admin.display(description=_("name"))
    def names(self, section):
        return " / ".join(text.name for text in section.texts.all())

    @method_decorator(csp_update(EDITOR_CSP))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)

    def has_delete_permission(self, request, obj=None):
        unused = obj is None or not (obj.has_published() or obj.children.exists())
        return unused and super().has_delete_permission(request, obj)


@admin.register(Topic)
class TopicAdmin(NewsroomModelAdmin):
    list_display = ("name", "language", "slug")
    list_filter = ("language",)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}

    def has_delete_permission(self, request, obj=None):
        return False
