"""In the form of an account: the notices that its owner gets. Everybody has them on a page of their own, too."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin

from .notices import NoticeChoice


class NoticeChoiceInline(admin.StackedInline):
    model = NoticeChoice
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return obj is not None and request.user.has_perm("auth.change_user")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("auth.view_user")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("auth.change_user")


admin.site.unregister(get_user_model())


@admin.register(get_user_model())
class AccountAdmin(UserAdmin):
    inlines = (NoticeChoiceInline,)
