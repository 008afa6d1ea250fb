"""Sections and topics."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from publishing.editor import EditorPages
from publishing.model_admin import NewsroomModelAdmin
from publishing.reliance import is_relied_on

from ..models import Section, SectionText, Topic


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
class SectionAdmin(EditorPages, NewsroomModelAdmin):
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

    def has_delete_permission(self, request, obj=None):
        unused = obj is None or not (is_relied_on(obj) or obj.children.exists())
        return unused and super().has_delete_permission(request, obj)


@admin.register(Topic)
class TopicAdmin(NewsroomModelAdmin):
    list_display = ("name", "language", "slug")
    list_filter = ("language",)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}

    def has_delete_permission(self, request, obj=None):
        return False
