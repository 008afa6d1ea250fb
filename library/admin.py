"""The library in the admin: a file is uploaded once, through its gate, then only its words change."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from publishing.model_admin import NewsroomModelAdmin
from publishing.refusals import Refused

from . import document_gate, gate
from .models import Document, Picture


def passed(through, upload):
    """What the gate makes of the upload; its refusals as errors of the form."""
    try:
        return through(upload)
    except Refused as refusal:
        raise ValidationError([problem.sentence for problem in refusal.problems]) from refusal


class PictureForm(forms.ModelForm):
    upload = forms.FileField(
        label=_("Picture file"), help_text=_("A JPEG, PNG or WebP file of at most 10 MB and 40 megapixels.")
    )

    class Meta:
        model = Picture
        fields = ("alt", "credit")

    def clean_upload(self):
        return passed(gate.prepare, self.cleaned_data["upload"])


class DocumentForm(forms.ModelForm):
    upload = forms.FileField(
        label=_("Document file"), help_text=_("A PDF file of at most 20 MB, without programs or other files inside.")
    )

    class Meta:
        model = Document
        fields = Document.WORDS

    def clean_upload(self):
        return passed(document_gate.examine, self.cleaned_data["upload"])


class UploadAdmin(NewsroomModelAdmin):
    """`upload_form` asks for the file and the words, and later only the words can be changed."""

    upload_form = None
    list_select_related = ("uploaded_by",)

    @property
    def words(self):
        return self.upload_form._meta.fields

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **kwargs) if obj else self.upload_form

    def get_fields(self, request, obj=None):
        return ("shown", *self.words, "original_name", "uploaded_at") if obj else ("upload", *self.words)

    def get_readonly_fields(self, request, obj=None):
        return ("shown", "original_name", "uploaded_at") if obj else ()

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            words = {name: getattr(obj, name) for name in self.words}
            stored = self.model.objects.accept(form.cleaned_data["upload"], by=request.user, **words)
            obj.__dict__.update(stored.__dict__)

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Picture)
class PictureAdmin(UploadAdmin):
    upload_form = PictureForm
    list_display = ("thumbnail", "alt", "credit", "uploaded_at", "uploaded_by")
    list_display_links = ("thumbnail", "alt")
    search_fields = ("alt", "credit", "original_name")

    @admin.display(description=_("picture"))
    def thumbnail(self, picture):
        return format_html('<img class="thumbnail" src="{}" alt="" width="96" loading="lazy">', picture.small.url)

    @admin.display(description=_("picture"))
    def shown(self, picture):
        return format_html(
            '<img class="shown" src="{}" alt="{}" width="{}" height="{}">',
            picture.small.url,
            picture.alt,
            picture.small_width,
            picture.small_height,
        )


@admin.register(Document)
class DocumentAdmin(UploadAdmin):
    upload_form = DocumentForm
    list_display = ("title", "language", "size_shown", "uploaded_at", "uploaded_by")
    list_filter = ("language",)
    search_fields = ("title", "original_name")

    @admin.display(description=_("size"), ordering="size")
    def size_shown(self, document):
        return filesizeformat(document.size)

    @admin.display(description=_("document"))
    def shown(self, document):
        return format_html('<a href="{}">PDF</a>, {}', document.file.url, filesizeformat(document.size))
