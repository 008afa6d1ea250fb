"""Bodies: the organs of the organisation as a tree, each with what it does."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.editor import RichTextField
from publishing.reliance import has_been_approved_with

from .names import Kind, Name, Named
from .tenures import locked

MAX_DEPTH = 6
# Stands for the key of a body that has none yet.
NEW = 0


class Body(Named):
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=gettext_lazy("stands under"),
    )
    slug = models.CharField(
        gettext_lazy("address"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z][a-z-]*[a-z]$", gettext_lazy("Use small letters a to z and hyphens: permanent-council.")
            )
        ],
        help_text=gettext_lazy("Its part of the address, for ever. Example: permanent-council."),
    )
    order = models.PositiveSmallIntegerField(
        gettext_lazy("order"), default=100, help_text=gettext_lazy("Small numbers stand first among their siblings.")
    )

    class Meta:
        verbose_name = gettext_lazy("body")
        verbose_name_plural = gettext_lazy("bodies")
        default_permissions = ("add", "change", "view", "delete")
        ordering = ("order", "id")

    def get_absolute_url(self):
        return reverse("body", args=[self.slug])

    def clean(self):
        stored = Body.objects.filter(pk=self.pk).first() if self.pk else None
        if stored and stored.slug != self.slug:
            raise ValidationError({"slug": _("Addresses never change: this body keeps the one it has.")})
        # One row that every change of the tree holds, so that no two make a ring of it: read the tree only then.
        list(locked(Body.objects.order_by("pk"))[:1])
        own, parents = self.pk or NEW, dict(Body.objects.values_list("pk", "parent_id"))
        if own in line(self.parent_id, parents):
            raise ValidationError({"parent": _("A body cannot stand under itself.")})
        parents[own] = self.parent_id
        lines = [above for above in (line(key, parents) for key in parents) if own in above]
        if max(map(len, lines)) > MAX_DEPTH:
            raise ValidationError({"parent": _("Bodies can be nested %(depth)s deep.") % {"depth": MAX_DEPTH}})
        is_moved = stored and stored.parent_id != self.parent_id
        if is_moved and has_been_approved_with(Body, [above[0] for above in lines]):
            sentence = _("Texts about it, or a body below it, stand in the lists of those above it: it stays there.")
            raise ValidationError({"parent": sentence})


def line(key, parents):
    """Keys from that body up to the top, by {key: key of the body above it}; one more than can be, of a ring."""
    found = []
    while key is not None and len(found) <= MAX_DEPTH:
        found.append(key)
        key = parents.get(key)
    return found


class BodyName(Name):
    kinds = (Kind.NAME, Kind.SHORT, Kind.VARIANT)

    owner = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="name_rows")

    class Meta(Name.Meta):
        pass


class BodyText(models.Model):
    """What a body does, in one language."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="texts", db_index=False)
    language = models.CharField(gettext_lazy("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    tasks = RichTextField(gettext_lazy("what it does"))

    class Meta:
        verbose_name = gettext_lazy("text")
        verbose_name_plural = gettext_lazy("what it does")
        default_permissions = ()
        ordering = ("language",)
        constraints = [models.UniqueConstraint(fields=["body", "language"], name="body_text_one_a_language")]

    def __str__(self):
        return self.get_language_display()


def tree(bodies):
    """Those bodies (all in one list, in their order) as [(body, depth), ...], each below the one it stands under.

    A body whose parent is not in the list stands at the top.
    """
    present = {body.pk for body in bodies}
    below = {}
    for body in bodies:
        below.setdefault(body.parent_id if body.parent_id in present else None, []).append(body)

    def walk(parent, depth):
        for body in below.get(parent, ()):
            yield body, depth
            yield from walk(body.pk, depth + 1)

    return list(walk(None, 0))
