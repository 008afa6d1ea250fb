"""The library in the admin: a picture is uploaded once, through the gate, then only its words change."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from publishing.model_admin import NewsroomModelAdmin
from publishing.refusals import Refused

from . import gate
from .models import Picture


class UploadForm(forms.ModelForm):
    upload = forms.FileField(
        label=_("Picture file"), help_text=_("A JPEG, PNG or WebP file of at most 10 MB and 40 megapixels.")
    )

    class Meta:
        model = Picture
        fields = ("alt", "credit")

    def clean_upload(self):
        try:
            return gate.prepare(self.cleaned_data["upload"])
        except Refused as refusal:
            raise ValidationError([problem.sentence for problem in refusal.problems]) from refusal


@admin.register(Picture)
class PictureAdmin(NewsroomModelAdmin):
    list_display = ("thumbnail", "alt", "credit", "uploaded_at", "uploaded_by")
    list_display_links = ("thumbnail", "alt")
    list_select_related = ("uploaded_by",)
    search_fields = ("alt", "credit", "original_name")

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **kwargs) if obj else UploadForm

    def get_fields(self, request, obj=None):
        return ("shown", "alt", "credit", "original_name", "uploaded_at") if obj else ("upload", "alt", "credit")

    def get_readonly_fields(self, request, obj=None):
        return ("shown", "original_name", "uploaded_at") if obj else ()

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            words = {"alt": obj.alt, "credit": obj.credit}
            stored = Picture.objects.accept(form.cleaned_data["upload"], by=request.user, **words)
            obj.__dict__.update(stored.__dict__)

    def has_delete_permission(self, request, obj=None):
        return False

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
