"""Topics: what an article is about, across sections; each belongs to one language."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.appearances import listing


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

    def clean(self):
        stored = Topic.objects.filter(pk=self.pk).first()
        if stored and (stored.slug, stored.language) != (self.slug, self.language) and self.has_published():
            raise ValidationError(_("Articles have been published on it, so its address and language stay."))

    def has_published(self):
        """Whether an article was ever approved on this topic."""
        from .articles import ArticlePlacement

        return ArticlePlacement.objects.filter(listing=self.listing).exists()

    @property
    def listing(self):
        """The name of its list among the placements."""
        return listing("topic", self.pk)
