from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig as StockAdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CstonewsConfig(AppConfig):
    name = "cstonews"
    verbose_name = _("Site")

    def ready(self):
        from .roles import make_groups

        # The signal is sent for apps with models only, so not for this one; once, for auth, is enough.
        post_migrate.connect(make_groups, sender=apps.get_app_config("auth"))


class AdminConfig(StockAdminConfig):
    default_site = "cstonews.admin.NewsroomAdmin"
