"""Choosing appointments in the form of a text: what was held on the day of the text is offered."""

from django.forms import Script

from publishing.model_admin import OneByName, SeveralByName, is_possible_key

from ..models import Appointment


class OnThatDay:
    """An autocomplete field of appointments. It offers what was held on the day that stands in the form (`id_date`), by
    a script; without one, what was held on `day`; without either, all of them."""

    day = None

    class Media:
        js = [Script("held-that-day.js", defer=True)]

    def get_url(self):
        return f"{super().get_url()}?on={self.day or ''}"


class OneHeldThatDay(OnThatDay, OneByName):
    pass


class SeveralHeldThatDay(OnThatDay, SeveralByName):
    pass


class HeldOnThatDay:
    """For an EditionAdmin or an inline of one, before its base class: its fields that point to appointments offer what
    was held on the date of the draft. Name them in `autocomplete_fields`."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs = self.held_that_day(OneHeldThatDay, db_field, request) | kwargs
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs = self.held_that_day(SeveralHeldThatDay, db_field, request) | kwargs
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def held_that_day(self, widget_class, db_field, request):
        if db_field.related_model is not Appointment:
            return {}
        widget = widget_class(db_field, self.admin_site)
        widget.day = self.day_of_text(request)
        return {"widget": widget, "queryset": Appointment.objects.with_names()}

    def day_of_text(self, request):
        """The date of the edition whose page this is; None while it is being added. Read once a request."""
        if not hasattr(request, "day_of_text"):
            key = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            editions = getattr(self, "parent_model", None) or self.model
            found = editions.objects.filter(pk=key).values_list("date", flat=True) if is_possible_key(key) else ()
            request.day_of_text = next(iter(found), None)
        return request.day_of_text
