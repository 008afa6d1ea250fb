"""Names: what a state, a body, a post or a person is called, per language, with every spelling that texts use.

The rows are what is typed and searched. What pages print is gathered from them into `Named.names`, so that whatever
brings a thing along brings its names too, with no further query.
"""

from contextlib import contextmanager
from typing import NamedTuple

from anyascii import anyascii
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.sanitising import clean_line
from search.folding import fold

from .one_by_one import OneByOneQuerySet
from .tenures import locked


class Words(NamedTuple):
    """A printed name and the language it is in, which may not be the page's: templates mark it then."""

    text: str
    language: str

    def __str__(self):
        return self.text


class Kind(models.TextChoices):
    """What a name is for. A class of names allows those that make sense for it (`Name.kinds`)."""

    NAME = "name", gettext_lazy("name")
    SHORT = "short", gettext_lazy("short form")
    LONG = "long", gettext_lazy("long form")
    ACTING = "acting", gettext_lazy("title of who acts in it")
    PLURAL = "plural", gettext_lazy("of several holders")
    SORTED = "sorted", gettext_lazy("as sorted, surname first")
    VARIANT = "variant", gettext_lazy("another spelling")


class NamedQuerySet(models.QuerySet):
    def called(self, words):
        """Those with a name that contains the words, each at the beginning of a word: in any script, case and
        transliteration ("зайн" finds Zaynetdinov). Empty words find everything."""
        rows = self.model._meta.get_field("name_rows").related_model.objects.filter(owner=models.OuterRef("pk"))
        found = self
        for word in fold(words).split():
            found = found.filter(models.Exists(rows.filter(folded__contains=f" {word}")))
        return found


class Named(models.Model):
    """Abstract. Something with names; a subclass of Name points to it as `owner` (related name `name_rows`).

    `names` is derived: {"en": {"name": "Belarus", "long": "the Republic of Belarus"}}. Variants are not printed, so
    they are not in it.
    """

    own_language = models.CharField(
        gettext_lazy("own language"),
        max_length=10,
        choices=settings.NAME_LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=gettext_lazy(
            "A page in whose language there is no name shows the one in this language, and says so."
        ),
    )
    names = models.JSONField(default=dict, editable=False)

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name_in(settings.LANGUAGE_CODE).text

    def name_in(self, language, *kinds):
        """The Words to print: the first of `kinds` (default: the name) that there is in that language; else the name in
        its own language, else in any. Never empty, never in another language unsaid."""
        here = self.names.get(language, {})
        for kind in (*kinds, Kind.NAME):
            if here.get(kind):
                return Words(here[kind], language)
        others = sorted(self.names, key=lambda code: code != self.own_language)
        named = (Words(self.names[code][Kind.NAME], code) for code in others if self.names[code].get(Kind.NAME))
        return next(named, Words(f"{self._meta.verbose_name} {self.pk}", settings.LANGUAGE_CODE))

    def own_name(self):
        """The name in its own language, as Words; None while nobody has entered it."""
        own = self.name_in(self.own_language)
        return own if own.language == self.own_language else None

    def slug_in(self, language):
        """The readable end of its address in that language."""
        return slugify(anyascii(self.name_in(language).text))[:100].strip("-") or self._meta.model_name

    def gather_names(self):
        """Write what is printed anew from the rows. Called whenever one of them changes."""
        names = {}
        for row in self.name_rows.exclude(kind=Kind.VARIANT).order_by("pk"):
            names.setdefault(row.language, {})[row.kind] = row.text
        self.names = names
        type(self).objects.filter(pk=self.pk).update(names=names)

    def give_names(self, language, **texts):
        """Name it in a language: give_names("en", name="Belarus", long="the Republic of Belarus", variant=["BLR"])."""
        for kind, said in texts.items():
            for text in [said] if isinstance(said, str) else said:
                self.name_rows.create(language=language, kind=kind, text=text)


class NameQuerySet(OneByOneQuerySet):
    delete = OneByOneQuerySet.update


class Name(models.Model):
    """Abstract. One name of its `owner` in one language: the form that is printed for a use, or another spelling."""

    kinds = tuple(Kind)

    language = models.CharField(gettext_lazy("language"), max_length=10, choices=settings.NAME_LANGUAGES, default="en")
    kind = models.CharField(gettext_lazy("use"), max_length=10, choices=Kind.choices, default=Kind.NAME)
    text = models.CharField(gettext_lazy("name"), max_length=200)
    # Begins with a space, so that the beginning of every word is found by one condition.
    folded = models.CharField(max_length=250, editable=False)

    objects = NameQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()
        verbose_name = gettext_lazy("name")
        verbose_name_plural = gettext_lazy("names")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "language", "kind"],
                condition=~models.Q(kind=Kind.VARIANT),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=gettext_lazy(
                    "There are two names for the same use in one language. Make one of them “another spelling”."
                ),
            )
        ]

    def __str__(self):
        return self.text

    def clean(self):
        self.text = clean_line(self.text)
        if not self.text:
            raise ValidationError({"text": _("Write the name, or remove the line.")})
        if self.kind not in self.kinds:
            raise ValidationError({"kind": _("This use is not for names of this kind of thing.")})

    def save(self, **kwargs):
        """Clean, fold, store, and let the owner's printed names follow."""
        self.text = clean_line(self.text)
        self.folded = f" {fold(self.text)}"[:250]
        with self._owner_held():
            super().save(**kwargs)

    def delete(self, **kwargs):
        with self._owner_held():
            return super().delete(**kwargs)

    @contextmanager
    def _owner_held(self):
        """What is printed of the owner is gathered after the change, with the rows of everybody who held it before."""
        with transaction.atomic():
            list(locked(type(self.owner).objects.filter(pk=self.owner_id)))
            yield
            self.owner.gather_names()
