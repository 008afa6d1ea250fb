from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.appearances import Appearance, register


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self):
        from .models import ArticlePlacement

        news = Appearance(_("News"), ArticlePlacement, "news/_entry.html")
        register("meeting", news._replace(more=lambda meeting: reverse("meeting-news", args=[meeting.pk])))
        register("person", news._replace(more=lambda person: reverse("person-news", args=[person.pk])))
