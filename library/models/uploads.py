"""What all uploads have in common: names that nobody can guess, and files that come with their record or not at all."""

import secrets

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy

from publishing.refusals import Problem, Refused


def random_name(upload, filename):
    """128 random bits: a file of a hidden text cannot be guessed, and no upload replaces another."""
    name = secrets.token_hex(16)
    return f"{upload.FOLDER}/{name[:2]}/{name}.{filename.rpartition('.')[2]}"


class Upload(models.Model):
    """Base of Picture and Document. They come in by `objects.accept`, through their gate."""

    # Where its files lie below the media root, and what is said when they could not be stored.
    FOLDER = NOT_STORED = ""

    original_name = models.CharField(gettext_lazy("name of the uploaded file"), max_length=200, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False, related_name="+"
    )
    uploaded_at = models.DateTimeField(gettext_lazy("uploaded"), editable=False)

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "view")
        ordering = ("-id",)

    def store(self, **files):
        """Store the record with its files, each a field's name = (suffix, bytes): all of it, or nothing.

        Raises Refused when the disk does not take it.
        """
        for field, (suffix, _) in files.items():
            setattr(self, field, random_name(self, suffix))
        try:
            for field, (_, data) in files.items():
                setattr(self, field, default_storage.save(getattr(self, field).name, ContentFile(data)))
            self.save()
        except Exception as error:
            # Also the file at which the disk became full: half of it may lie there.
            self.forget_files()
            if isinstance(error, OSError):
                raise Refused(Problem(str(self.NOT_STORED), "upload")) from error
            raise

    def forget_files(self):
        """Remove the files of an upload that did not come to be stored."""
        for field in self._meta.fields:
            if isinstance(field, models.FileField) and getattr(self, field.name):
                getattr(self, field.name).delete(save=False)
