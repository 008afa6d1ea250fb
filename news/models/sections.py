"""Sections: a tree with a name and an introduction in each language. A section lists its sub-sections' articles too."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.appearances import listing
from publishing.editor import RichTextField

MAX_DEPTH = 6
# /news/archive/, /news/topics/ and /news/people/ are addresses of their own.
RESERVED = {"archive", "topics", "people"}

section_slug = RegexValidator(
    r"^[a-z][a-z-]*[a-z]$", gettext_lazy("Use small letters a to z and hyphens: permanent-council.")
)


class Section(models.Model):
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=gettext_lazy("belongs to"),
    )
    slug = models.CharField(
        gettext_lazy("address"),
        max_length=60,
        validators=[section_slug],
        help_text=gettext_lazy("Its part of the address, in small letters and hyphens. Example: permanent-council."),
    )
    order = models.PositiveSmallIntegerField(
        gettext_lazy("order"), default=100, help_text=gettext_lazy("Small numbers stand first among their siblings.")
    )
    path = models.CharField(gettext_lazy("path"), max_length=400, unique=True, editable=False)

    class Meta:
        verbose_name = gettext_lazy("section")
        verbose_name_plural = gettext_lazy("sections")
        default_permissions = ("add", "change", "view", "delete")
        ordering = ("path",)

    def __str__(self):
        return " › ".join(slug.replace("-", " ").capitalize() for slug in self.path.split("/"))

    def save(self, **kwargs):
        """Keeps `path` true, also of the sections below."""
        with transaction.atomic():
            self.path = self.made_path()
            super().save(**kwargs)
            for child in self.children.all():
                if child.made_path() != child.path:
                    child.save()

    def made_path(self):
        return f"{self.parent.path}/{self.slug}" if self.parent else self.slug

    def clean(self):
        if not self.parent and self.slug in RESERVED:
            raise ValidationError({"slug": _("This word is an address of its own. Choose another.")})
        if Section.objects.filter(path=self.made_path()).exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("There is a section with this address already. Choose another.")})
        ancestor, depth = self.parent, self.height()
        while ancestor and depth <= MAX_DEPTH:
            if ancestor.pk == self.pk:
                raise ValidationError({"parent": _("A section cannot stand below itself.")})
            ancestor, depth = ancestor.parent, depth + 1
        if depth > MAX_DEPTH:
            raise ValidationError({"parent": _("Sections can be nested %(depth)s deep.") % {"depth": MAX_DEPTH}})
        if self.pk and self.made_path() != self.path and self.has_published():
            raise ValidationError(_("Articles have been published here, so its address stays as it is."))

    def height(self):
        """How many levels it has, itself included."""
        return 1 + max((child.height() for child in self.children.all()), default=0) if self.pk else 1

    def has_published(self):
        """Whether an article was ever approved for this section or one below it."""
        from .articles import ArticlePlacement

        return ArticlePlacement.objects.filter(listing=self.listing).exists()

    @property
    def listing(self):
        """The name of its list among the placements."""
        return listing("section", self.pk)

    def with_ancestors(self):
        """Itself, its parent, and so on up to the top."""
        section, line = self, []
        while section:
            line.append(section)
            section = section.parent
        return line


class SectionText(models.Model):
    """What a section is called and what it says of itself in one language. Without one it is not shown in it."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="texts", db_index=False)
    language = models.CharField(gettext_lazy("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    name = models.CharField(gettext_lazy("name"), max_length=120)
    introduction = RichTextField(gettext_lazy("introduction"), blank=True)

    class Meta:
        verbose_name = gettext_lazy("name and introduction")
        verbose_name_plural = gettext_lazy("names and introductions")
        default_permissions = ()
        ordering = ("language",)
        constraints = [models.UniqueConstraint(fields=["section", "language"], name="section_text_one_a_language")]

    def __str__(self):
        return self.name


class SectionTree:
    """All sections of one language, read with one query: their names, parents and children, in their order.

    Introductions are not read: a section's own page asks for its own.
    """

    def __init__(self, language):
        texts = SectionText.objects.filter(language=language).select_related("section").defer("introduction")
        self.texts = {text.section_id: text for text in sorted(texts, key=lambda text: (text.section.order, text.name))}

    def by_path(self, path):
        """The text of the section at that path, or None when it has none in this language."""
        return next((text for text in self.texts.values() if text.section.path == path), None)

    def children(self, section_id=None):
        """Texts of the sections directly below; None: of the top."""
        return [text for text in self.texts.values() if text.section.parent_id == section_id]

    def line(self, section_id):
        """Texts from the top down to that section, those without a text in this language left out."""
        line = []
        while section_id in self.texts:
            line.insert(0, self.texts[section_id])
            section_id = self.texts[section_id].section.parent_id
        return line
