"""Appointments: who holds which post from day to day."""

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.model_admin import LONGEST_SEARCH
from search.folding import fold

from ..models import Appointment, PersonName, PostName
from .tenures import TenseFilter, TenureAdmin, TenureForm


class AppointmentForm(TenureForm):
    end_present = forms.BooleanField(
        label=gettext_lazy("End the present holder's appointment the day before"),
        required=False,
        help_text=gettext_lazy(
            "For a post with one holder: whoever holds it on that first day, also who acts in it, holds it until "
            "the day before. Nothing is shown to readers before then."
        ),
    )

    class Meta:
        model = Appointment
        fields = ("person", "post", "acting", "start", "end", "end_unknown", "public_from")

    def those_before(self, first):
        post = self.cleaned_data["post"]
        if post.several:
            self.add_error(
                "end_present", _("This post has several holders, so none of them ends by itself: remove the tick.")
            )
            return []
        return post.appointments.on(first).filter(end_unknown=False).select_related("person", "post")


def held_by_name(appointments, words):
    """Those where each word begins a word in a name of the person or of the post, in any script."""
    persons = PersonName.objects.filter(owner=OuterRef("person"))
    posts = PostName.objects.filter(owner=OuterRef("post"))
    for word in fold(words).split():
        here = Q(folded__contains=f" {word}")
        appointments = appointments.filter(Exists(persons.filter(here)) | Exists(posts.filter(here)))
    return appointments


@admin.register(Appointment)
class AppointmentAdmin(TenureAdmin):
    """Its autocomplete takes `on`: only what was held on that day is offered then."""

    form = AppointmentForm
    subject = ("person", "post", "acting")
    more_days = ("end_unknown",)
    list_display = ("person", "title_shown", "days_shown", "public_from_shown")
    list_filter = (TenseFilter, "acting", "post__body", "post__state")
    autocomplete_fields = ("person", "post")
    search_fields = ("person__name_rows__folded", "post__name_rows__folded")
    search_help_text = gettext_lazy("Words of the person's name and of the post, in any script")

    def get_queryset(self, request):
        return super().get_queryset(request).with_names()

    def get_search_results(self, request, queryset, search_term):
        day = day_asked_for(request)
        if day:
            queryset = queryset.on(day)
        return held_by_name(queryset, search_term[:LONGEST_SEARCH]), False

    @admin.display(description=gettext_lazy("title"), ordering="post__rank")
    def title_shown(self, appointment):
        return str(appointment.title_in("en"))


def day_asked_for(request):
    try:
        return parse_date(request.GET.get("on", ""))
    except ValueError:
        return None
