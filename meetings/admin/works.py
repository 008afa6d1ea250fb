"""Meetings as other texts choose them: found by any name they ever had. They are written as editions (meetings.py)."""

from django.contrib import admin

from publishing.model_admin import NewsroomModelAdmin
from publishing.permissions import may

from ..models import Meeting, MeetingEdition


@admin.register(Meeting)
class MeetingWorkAdmin(NewsroomModelAdmin):
    search_fields = ("editions__headline", "editions__place")
    ordering = ("-pk",)

    def get_model_perms(self, request):
        # It has no place among the things one opens.
        return {}

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", MeetingEdition)

    def has_add_permission(self, request):
        return False

    has_change_permission = has_delete_permission = lambda self, request, obj=None: False
