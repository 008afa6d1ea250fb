"""Bodies: the tree, and what each of them does."""

from django.contrib import admin

from publishing.editor import EditorPages

from ..models import Body, BodyName, BodyText
from .choosers import NothingDeletedFromAfar
from .names import NamedAdmin, NameInline, OwnersPermissions


class BodyNameInline(NameInline):
    model = BodyName


class BodyTextInline(OwnersPermissions, admin.StackedInline):
    model = BodyText
    extra = 0


@admin.register(Body)
class BodyAdmin(NothingDeletedFromAfar, EditorPages, NamedAdmin):
    list_display = ("name_shown", "slug", "parent", "order")
    list_select_related = ("parent",)
    fields = ("slug", "parent", "order", "own_language")
    autocomplete_fields = ("parent",)
    inlines = (BodyNameInline, BodyTextInline)
