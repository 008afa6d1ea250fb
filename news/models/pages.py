"""Who holds /pages/<slug>/: the first page approved under it, for ever, because addresses never change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from publishing.refusals import Problem, Refused


class PageAddress(models.Model):
    """One address of one page. A page may hold several; no two pages ever share one, whatever their periods."""

    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    slug = models.CharField(max_length=100)
    article = models.ForeignKey("news.Article", on_delete=models.PROTECT, related_name="page_addresses")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["language", "slug"], name="page_address_once")]

    def __str__(self):
        return f"{self.language} {self.slug}"

    @classmethod
    def taken(cls, edition):
        """Whether another page has been approved under the address of this edition."""
        others = cls.objects.filter(language=edition.work.language, slug=edition.slug).exclude(article=edition.work_id)
        return any(address.is_used() for address in others)

    def is_used(self):
        """A page that was unscheduled before it ever came out holds nothing."""
        return self.article.editions.approved().filter(kind="page", slug=self.slug).exists()

    @classmethod
    def claim(cls, edition):
        """Hold the address for this edition's page. Raises Refused when another holds it; of two at once, one does."""
        work = edition.work
        address, _created = cls.objects.get_or_create(
            language=work.language, slug=edition.slug, defaults={"article": work}
        )
        address = cls.objects.select_for_update().get(pk=address.pk)
        if address.article_id != work.pk:
            if address.is_used():
                raise Refused(address_is_taken())
            address.article = work
            address.save()


def address_is_taken():
    return Problem(
        _("Another page has this address. Choose a different one, or make a new edition of that page."), "slug"
    )
