from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.appearances import Appearance, register


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self):
        from .models import MeetingPlacement

        meetings = Appearance(_("Meetings"), MeetingPlacement, "meetings/_entry.html")
        register("person", meetings._replace(more=lambda person: reverse("person-meetings", args=[person.pk])))
        of_body = meetings._replace(
            template="meetings/_adopting.html", more=lambda body: reverse("meetings", query={"body": body.slug})
        )
        register("body", of_body)
