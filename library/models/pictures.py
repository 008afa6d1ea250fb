"""Pictures: stored once, shown with their alternative text and credit wherever they are used."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock
from publishing.permissions import permit
from publishing.refusals import Problem
from publishing.sanitising import clean_line

from .. import gate
from .uploads import Upload, random_name


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
        picture.store(file=(large.suffix, large.data), small=(small.suffix, small.data))
        return picture


class Picture(Upload):
    FOLDER = "pictures"
    NOT_STORED = gettext_lazy("The picture could not be stored: the disk may be full.")

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

    objects = PictureManager()

    class Meta(Upload.Meta):
        verbose_name = gettext_lazy("picture")
        verbose_name_plural = gettext_lazy("pictures")

    def __str__(self):
        return self.alt or self.original_name

    @property
    def thumbnail_url(self):
        """Where it is seen small, also in comparisons of editions."""
        return self.small.url

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
