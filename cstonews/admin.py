"""The newsroom's own admin site: Django's, under the organisation's name."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class NewsroomAdmin(AdminSite):
    index_title = _("Newsroom")
    enable_nav_sidebar = False

    @property
    def site_header(self):
        return _("%(organisation)s newsroom") % {"organisation": settings.ORGANISATION_SHORT_NAME}

    site_title = site_header

    def get_app_list(self, request, app_label=None):
        """What is used all day stands first: news, then the library, then accounts."""
        first = ("news", "library")
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: first.index(app["app_label"]) if app["app_label"] in first else len(first))
