"""Persons: the lasting identity of an official, with names, portrait and biography. Their posts are appointments."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from publishing import appearances
from publishing.editor import RichTextField

from .names import Kind, Name, Named, NamedQuerySet


class PersonQuerySet(NamedQuerySet):
    def public(self, at=None):
        """Persons of whom something is public: an appointment, or a live text that names them. Until then their very
        name may tell something."""
        appointments = self.model._meta.get_field("appointments").related_model.objects.public(at)
        appointed = models.Exists(appointments.filter(person=models.OuterRef("pk")))
        return self.filter(appointed | appearances.mentioned("person", at))


class Person(Named):
    portrait = models.ForeignKey(
        "library.Picture",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("portrait"),
        help_text=gettext_lazy("It needs an alternative text and a credit in the library."),
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("person")
        verbose_name_plural = gettext_lazy("persons")
        default_permissions = ("add", "change", "view", "delete")
        ordering = ("id",)

    def get_absolute_url(self):
        """Its public address in the language of the page."""
        return reverse("person", args=[self.pk, self.slug_in(get_language())])

    def clean(self):
        if self.portrait and self.portrait.problems():
            raise ValidationError({"portrait": [problem.sentence for problem in self.portrait.problems()]})

    def sorted_name(self, language):
        """The name by which lists are sorted: surname first as typed, else with its last word first."""
        name = self.name_in(language, Kind.SORTED).text
        if self.names.get(language, {}).get(Kind.SORTED):
            return name
        *first, last = name.split() or [""]
        return " ".join((last, *first))


class PersonName(Name):
    kinds = (Kind.NAME, Kind.SORTED, Kind.VARIANT)

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_rows")

    class Meta(Name.Meta):
        pass


class Biography(models.Model):
    """The life of a person in one language."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="biographies", db_index=False)
    language = models.CharField(gettext_lazy("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    biography = RichTextField(gettext_lazy("biography"))

    class Meta:
        verbose_name = gettext_lazy("biography")
        verbose_name_plural = gettext_lazy("biographies")
        default_permissions = ()
        ordering = ("language",)
        constraints = [models.UniqueConstraint(fields=["person", "language"], name="biography_one_a_language")]

    def __str__(self):
        return self.get_language_display()
