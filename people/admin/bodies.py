"""Bodies: the tree, and what each of them does."""

from csp.decorators import csp_update
from django.contrib import admin
from django.utils.decorators import method_decorator

from publishing.editor import EDITOR_CSP

from ..models import Body, BodyName, BodyText
from .choosers import NothingDeletedFromAfar
from .names import NamedAdmin, NameInline, OwnersPermissions


class BodyNameInline(NameInline):
    model = BodyName


class BodyTextInline(OwnersPermissions, admin.StackedInline):
    model = BodyText
    extra = 0


@admin.register(Body)
class BodyAdmin(NothingDeletedFromAfar, NamedAdmin):
    list_display = ("name_shown", "slug", "parent", "order")
    list_select_related = ("parent",)
    fields = ("slug", "parent", "order", "own_language")
    autocomplete_fields = ("parent",)
    inlines = (BodyNameInline, BodyTextInline)

    @method_decorator(csp_update(EDITOR_CSP))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)
