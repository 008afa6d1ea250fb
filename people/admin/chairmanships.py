"""Chairmanships: which state chairs the organisation or a body."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Chairmanship
from .tenures import TenseFilter, TenureAdmin, TenureForm


class ChairmanshipForm(TenureForm):
    end_present = forms.BooleanField(
        label=_("End the present chairmanship the day before"),
        required=False,
        help_text=_(
            "The state that chairs on that first day chairs until the day before. "
            "Nothing is shown to readers before then."
        ),
    )

    class Meta:
        model = Chairmanship
        fields = ("state", "body", "start", "end", "public_from")

    def those_before(self, first):
        same = Chairmanship.objects.filter(body=self.cleaned_data["body"])
        return same.on(first).select_related("state", "body")


@admin.register(Chairmanship)
class ChairmanshipAdmin(TenureAdmin):
    form = ChairmanshipForm
    subject = ("state", "body")
    list_display = ("state", "body_shown", "days_shown", "public_from_shown")
    list_select_related = ("state", "body")
    list_filter = (TenseFilter, "state", "body")
    autocomplete_fields = ("state", "body")

    @admin.display(description=_("body"), ordering="body__order")
    def body_shown(self, chairmanship):
        return chairmanship.body or _("the whole organisation")
