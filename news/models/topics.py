"""Topics: what an article is about, across sections; each belongs to one language."""

from django.conf import settings
from django.core.validators import validate_slug
from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    slug = models.CharField(_("address"), max_length=60, validators=[validate_slug])
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        default_permissions = ("add", "change", "view")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["language", "slug"], name="topic_slug_in_language")]

    def __str__(self):
        return self.name

    @property
    def listing(self):
        """The name of its list among the placements."""
        return f"topic:{self.pk}"
