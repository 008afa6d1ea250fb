"""The form that appointments and chairmanships share: from and to, public from, and the reshuffle in one screen."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock
from publishing.model_admin import NewsroomModelAdmin
from publishing.refusals import Refused

from ..models import Precision
from .choosers import Choosing
from .guard import GuardedDeletion
from .partial_dates import PartialDate, PartialDateField


class TenureForm(forms.ModelForm):
    """`ended` are those whose end was set by the tick, once the form has been checked."""

    start = PartialDateField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy(
            "The first day: 2018-11-30 or 30.11.2018. Only the month known: 2018-11. Empty: unknown."
        ),
    )
    end = PartialDateField(
        label=gettext_lazy("To"),
        help_text=gettext_lazy(
            "The last day, itself included; a month as 2018-11. Empty: until further notice. "
            "An end that lies ahead is not shown to readers before it has passed."
        ),
    )
    end_present = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ended = []
        for name in ("start", "end"):
            if name in self.fields and self.instance.pk:
                value = PartialDate(getattr(self.instance, name), getattr(self.instance, f"{name}_precision"))
                self.initial[name] = value
        if self.instance.pk:
            self.fields.pop("end_present", None)

    def clean_start(self):
        return self.take("start")

    def clean_end(self):
        return self.take("end")

    def take(self, name):
        value = self.cleaned_data[name]
        setattr(self.instance, f"{name}_precision", value.precision)
        return value.day

    def _post_clean(self):
        """Those before it end first, so that the rules see what will be stored; all of it or nothing."""
        with transaction.atomic():
            if self.cleaned_data.get("end_present") and not self.errors:
                self.end_those_before()
            # Whether it clashes with others is asked of days that can be read, not of the unknown in their place.
            if not {"start", "end"} & set(self.errors):
                super()._post_clean()
            if self.errors:
                self.ended = []
                transaction.set_rollback(True)

    def end_those_before(self):
        first = self.cleaned_data["start"]
        if first is None or self.instance.start_precision == Precision.MONTH:
            self.add_error(
                "start", _("Write its first day, not only the month: the one before ends on the day before.")
            )
            return
        try:
            for other in self.those_before(first):
                other.end, other.end_precision = first - timedelta(days=1), Precision.DAY
                other.save()
                self.ended.append(other)
        except Refused as refusal:
            for problem in refusal.problems:
                self.add_error(None, f"{other}: {problem.sentence}")

    def those_before(self, first):
        """The rows that the tick ends: held on that first day. A subclass says which."""
        raise NotImplementedError


class TenseFilter(admin.SimpleListFilter):
    title = gettext_lazy("time")
    parameter_name = "tense"

    def lookups(self, request, model_admin):
        return [("present", _("present")), ("coming", _("to come")), ("past", _("past"))]

    def queryset(self, request, queryset):
        today = clock.today()
        conditions = {
            "present": models.Q(first_day__lte=today, last_day__gte=today),
            "coming": models.Q(first_day__gt=today),
            "past": models.Q(last_day__lt=today),
        }
        return queryset.filter(conditions[self.value()]) if self.value() in conditions else queryset


class TenureAdmin(Choosing, GuardedDeletion, NewsroomModelAdmin):
    """A subclass sets `form`, and `subject`: the fields that say who and what."""

    subject = more_days = ()
    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    }
    ordering = ("-first_day", "-id")
    list_per_page = 50

    def get_fieldsets(self, request, obj=None):
        reshuffle = () if obj else ("end_present",)
        read_only = obj and not self.has_change_permission(request, obj)
        days = (*(("days_shown",) if read_only else (("start", "end"),)), *reshuffle, *self.more_days, "public_from")
        return [(None, {"fields": self.subject}), (gettext_lazy("Days"), {"fields": days})]

    def get_readonly_fields(self, request, obj=None):
        return ("days_shown",) if obj and not self.has_change_permission(request, obj) else ()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused:
            # Somebody stored something that clashes after the form was checked. Checked anew, it says so itself.
            pass
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.path)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for other in form.ended:
            self.log_change(request, other, [{"changed": {"fields": ["end"]}}])
            sentence = _("Ended the day before: %(other)s. Readers see that end once it has passed.")
            self.message_user(request, sentence % {"other": other}, messages.SUCCESS)
        if not obj.is_public():
            sentence = _("Readers find no trace of it before %(day)s.")
            self.message_user(request, sentence % {"day": f"{obj.shown_from:%d.%m.%Y}"}, messages.INFO)

    @admin.display(description=gettext_lazy("days"), ordering="first_day")
    def days_shown(self, tenure):
        """From and to, in lists and where they are only read."""
        return tenure.days()

    @admin.display(description=gettext_lazy("public from"), ordering="shown_from")
    def public_from_shown(self, tenure):
        if tenure.is_public():
            return _("public")
        return format_html(
            '<strong class="not-public">{}</strong>', _("not public before %s") % f"{tenure.shown_from:%d.%m.%Y}"
        )
