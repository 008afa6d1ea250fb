"""Pictures: stored once, shown with their alternative text and credit wherever they are used."""

import secrets

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock
from publishing.permissions import permit
from publishing.refusals import Problem, Refused
from publishing.sanitising import clean_line

from . import gate


def random_name(picture, filename):
    """128 random bits: a picture of a hidden text cannot be guessed, and no upload replaces another."""
    name = secrets.token_hex(16)
    return f"pictures/{name[:2]}/{name}.{filename.rpartition('.')[2]}"


class PictureManager(models.Manager):
    def accept(self, upload, *, by, alt, credit):
        """Store an uploaded picture, the only way in: a file, or what gate.prepare made of one.

        Raises Refused with sentences; then nothing is stored.
        """
        permit(by, "add", self.model)
        name, large, small = upload if isinstance(upload, gate.Prepared) else gate.prepare(upload)
        picture = self.model(
            alt=clean_line(alt),
            credit=clean_line(credit),
            original_name=clean_line(name)[:200],
            width=large.width,
            height=large.height,
            small_width=small.width,
            small_height=small.height,
            uploaded_by=by,
            uploaded_at=clock.now(),
        )
        try:
            picture.file.save(f"x.{large.suffix}", ContentFile(large.data), save=False)
            picture.small.save(f"x.{small.suffix}", ContentFile(small.data), save=False)
            picture.save()
        except OSError as error:
            picture.forget_files()
            raise Refused(Problem(_("The picture could not be stored: the disk may be full."), "upload")) from error
        except Exception:
            picture.forget_files()
            raise
        return picture


class Picture(models.Model):
    file = models.FileField(gettext_lazy("picture"), upload_to=random_name, editable=False)
    small = models.FileField(upload_to=random_name, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    small_width = models.PositiveIntegerField(editable=False)
    small_height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        gettext_lazy("alternative text"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy(
            "What the picture shows, for those who cannot see it. Example: Two officials shake hands before flags."
        ),
    )
    credit = models.CharField(
        gettext_lazy("credit"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("Who made it, as it is to be printed. Example: Photo: CSTO Press Service."),
    )
    original_name = models.CharField(gettext_lazy("name of the uploaded file"), max_length=200, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False, related_name="+"
    )
    uploaded_at = models.DateTimeField(gettext_lazy("uploaded"), editable=False)

    objects = PictureManager()

    class Meta:
        verbose_name = gettext_lazy("picture")
        verbose_name_plural = gettext_lazy("pictures")
        default_permissions = ("add", "change", "view")
        ordering = ("-id",)

    def __str__(self):
        return self.alt or self.original_name

    def problems(self):
        """What it lacks to be public, as a list of Problem for the form that uses it."""
        lacks = []
        if not self.alt:
            lacks.append(Problem(_("The picture has no alternative text: describe it in the library."), "picture"))
        if not self.credit:
            lacks.append(Problem(_("The picture has no credit: say in the library who made it."), "picture"))
        return lacks

    def printed(self):
        """What a page needs to show it, as it reads today; stored with the edition at its approval."""
        return {
            "url": self.file.url,
            "width": self.width,
            "height": self.height,
            "small_url": self.small.url,
            "small_width": self.small_width,
            "small_height": self.small_height,
            "alt": self.alt,
            "credit": self.credit,
        }

    def forget_files(self):
        """Remove the files of a picture that did not come to be stored."""
        for stored in (self.file, self.small):
            if stored:
                stored.delete(save=False)
