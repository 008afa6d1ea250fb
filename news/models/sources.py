"""Where imported articles came from: the pages themselves, those that wait for a person, and their old addresses."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.editor import RichTextField
from publishing.workflow import State

from ..importer import slug_from
from ..importer.addresses import LONGEST_ADDRESS
from .articles import Kind

MAX_NAME = 500

# What an import may ask for.
WANTED = [(state.value, state.label) for state in (State.DRAFT, State.IN_REVIEW, State.APPROVED)]


class ImportedFile(models.Model):
    """Abstract. One file of the old site, known by its name and the SHA-256 of its bytes."""

    file_name = models.CharField(_("file"), max_length=MAX_NAME)
    sha256 = models.CharField("SHA-256", max_length=64)
    text = models.TextField(_("text of the file"))
    imported_at = models.DateTimeField(_("imported"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("imported by"),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.file_name


class Source(ImportedFile):
    """A file that an edition of an article was made from; its text is kept as it came."""

    article = models.ForeignKey("news.Article", on_delete=models.PROTECT, related_name="sources")

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["file_name", "sha256"], name="source_once")]


class QuarantinedPage(ImportedFile):
    """A page that lacks what no program may guess, above all its date. A person completes it, and it becomes a draft.

    It holds what was read; of one file name the newest text waits.
    """

    headline = models.TextField(_("headline"), blank=True)
    body = RichTextField(_("text as it was read"), blank=True)
    byline = models.TextField(_("byline"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.NEWS)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    date = models.DateField(_("date"), null=True, blank=True)
    section = models.ForeignKey(
        "news.Section", on_delete=models.PROTECT, related_name="+", verbose_name=_("main section")
    )
    wanted_state = models.CharField(_("wanted state"), max_length=20, choices=WANTED)
    reason = models.TextField(_("reason for the import"), blank=True)
    why = models.TextField(_("why it waits"))
    old_addresses = models.JSONField(_("old addresses"), default=list)

    class Meta:
        verbose_name = _("page in quarantine")
        verbose_name_plural = _("pages in quarantine")
        default_permissions = ("view", "change")
        ordering = ("file_name",)
        constraints = [models.UniqueConstraint(fields=["file_name"], name="quarantined_once")]


class OldAddress(models.Model):
    """A path (and query) of the old site that now leads to an article. In the spelling of `normal_address`."""

    address = models.CharField(_("old address"), max_length=LONGEST_ADDRESS, unique=True)
    article = models.ForeignKey("news.Article", on_delete=models.PROTECT, related_name="old_addresses")

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        default_permissions = ()

    def __str__(self):
        return self.address


def slug_of(addresses):
    """The readable end of the new address: that of the first old one that has letters, else "" for the headline's."""
    slugs = (slug_from(address) for address in addresses)
    return next((slug for slug in slugs if any(char.isalpha() for char in slug)), "")
