"""Documents: files that a meeting adopted or a text refers to, each stored once under its own title."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy

from publishing import clock
from publishing.permissions import permit
from publishing.refusals import Refused
from publishing.sanitising import clean_line

from .. import document_gate
from .uploads import Upload, random_name


class DocumentManager(models.Manager):
    def accept(self, upload, *, by, title, language):
        """Store an uploaded document, the only way in: a file, or what document_gate.examine made of one.

        Raises Refused with sentences; then nothing is stored.
        """
        permit(by, "add", self.model)
        if not isinstance(upload, document_gate.Examined):
            upload = document_gate.examine(upload)
        document = self.model(
            title=title,
            language=language,
            size=len(upload.data),
            original_name=clean_line(upload.name)[:200],
            uploaded_by=by,
            uploaded_at=clock.now(),
        )
        document.check_words()
        document.store(file=("pdf", upload.data))
        return document


class Document(Upload):
    """Its file is never replaced: a new version of a document is a document of its own."""

    FOLDER = "documents"
    NOT_STORED = gettext_lazy("The document could not be stored: the disk may be full.")
    WORDS = ("title", "language")

    title = models.CharField(
        gettext_lazy("title"),
        max_length=300,
        help_text=gettext_lazy(
            "As readers see it, in the language of the document. "
            "Example: Declaration of the Collective Security Council of 23 November 2023."
        ),
    )
    language = models.CharField(
        gettext_lazy("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("The language in which the document is written."),
    )
    file = models.FileField(gettext_lazy("document"), upload_to=random_name, editable=False)
    size = models.PositiveIntegerField(gettext_lazy("size in bytes"), editable=False)

    objects = DocumentManager()

    class Meta(Upload.Meta):
        verbose_name = gettext_lazy("document")
        verbose_name_plural = gettext_lazy("documents")

    def __str__(self):
        return self.title

    def clean_fields(self, exclude=None):
        self.title = clean_line(self.title)
        super().clean_fields(exclude)

    def check_words(self):
        """Raises Refused, with a sentence a field, when its title or language cannot be stored."""
        try:
            self.clean_fields(exclude={field.name for field in self._meta.fields} - set(self.WORDS))
        except ValidationError as error:
            raise Refused.beside_fields(error) from error

    def printed(self):
        """What a page needs to offer it, as it reads today; stored with the edition at its approval."""
        return {"url": self.file.url, "size": self.size, "title": self.title, "language": self.language}
