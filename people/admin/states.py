"""States."""

from django.contrib import admin

from ..models import State, StateName
from .names import NamedAdmin, NameInline


class StateNameInline(NameInline):
    model = StateName


@admin.register(State)
class StateAdmin(NamedAdmin):
    list_display = ("name_shown", "code", "status")
    list_filter = ("status",)
    fields = ("code", "status", "own_language")
    inlines = (StateNameInline,)
