"""Persons: names, portrait, biographies; their appointments are shown and begun here."""

from django.contrib import admin
from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from publishing import clock
from publishing.editor import EditorPages

from ..models import Appointment, Biography, Person, PersonName
from .choosers import NothingDeletedFromAfar
from .names import NamedAdmin, NameInline, OwnersPermissions


class PersonNameInline(NameInline):
    model = PersonName


class BiographyInline(OwnersPermissions, admin.StackedInline):
    model = Biography
    extra = 0


@admin.register(Person)
class PersonAdmin(NothingDeletedFromAfar, EditorPages, NamedAdmin):
    list_display = ("name_shown", "present_posts")
    fields = ("own_language", "portrait")
    readonly_fields = ("appointments_shown",)
    autocomplete_fields = ("portrait",)
    inlines = (PersonNameInline, BiographyInline)

    def get_view_on_site_url(self, obj=None):
        # Before anything about them is public, their page is not there.
        public = obj is None or Person.objects.public().filter(pk=obj.pk).exists()
        return super().get_view_on_site_url(obj) if public else None

    def get_queryset(self, request):
        present = Appointment.objects.in_office(clock.today()).with_names().order_by("post__rank", "first_day")
        return super().get_queryset(request).prefetch_related(Prefetch("appointments", present, to_attr="present"))

    def get_fieldsets(self, request, obj=None):
        held = [(_("Appointments"), {"fields": ("appointments_shown",)})] if obj else []
        return [(None, {"fields": self.fields}), *held]

    @admin.display(description=_("present posts"))
    def present_posts(self, person):
        return "; ".join(str(one.title_in("en")) for one in person.present) or "–"

    @admin.display(description=_("appointments"))
    def appointments_shown(self, person):
        held = person.appointments.with_names().order_by("-first_day", "-pk")
        context = {"appointments": [(one, one.title_in("en")) for one in held]}
        return render_to_string("admin/people/_appointments.html", context)
