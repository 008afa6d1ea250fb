from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self):
        from .editor import check_the_fence
        from .events import Event
        from .jobs import on_event
        from .reliance import keep_what_texts_name

        register(check_the_fence)
        keep_what_texts_name()
        post_save.connect(on_event, sender=Event)
