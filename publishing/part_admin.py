"""Parts in the form of their edition: rows that the edition's own door stores, with everything else, in one save."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .model_admin import ChosenByName
from .permissions import may
from .refusals import Refused

# More rows than this are no list for a form; a number that somebody forged costs nobody's time.
MOST_ROWS = 150


class PartForm(forms.ModelForm):
    """One row. `place` moves it: rows without a new place keep their order around it."""

    place = forms.IntegerField(
        label=_("place"),
        required=False,
        min_value=1,
        max_value=MOST_ROWS,
        widget=forms.NumberInput(attrs={"class": "vSmallIntegerField"}),
        help_text=_("To move it, write the place where it is to stand."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["place"] = self.instance.order

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        try:
            self.instance.check_written()
        except Refused as refusal:
            for problem in refusal.problems:
                self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)

    @property
    def new_place(self):
        place = self.cleaned_data.get("place")
        return place if place != self.instance.order else None


class PartFormSet(forms.BaseInlineFormSet):
    """All rows of one kind. What stands in the form is the whole list: `rows()` reads it off, nothing is saved here."""

    # The admin's log would ask what save() has done. The history of an edition is in its events.
    new_objects = changed_objects = deleted_objects = ()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        # Whoever saves writes all rows anew. A key that is gone by now is no fault of the row it stood in.
        key = form.fields[self._pk_field.name]
        form.fields[self._pk_field.name] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=key.initial
        )

    def get_queryset(self):
        """The stored rows; in a form that is shown again at least as many as it was sent with, so that none of them is
        left out of the page because somebody stored fewer meanwhile."""
        stored = super().get_queryset()
        if not self.is_bound:
            return stored
        sent = min(self.initial_form_count(), self.total_form_count())
        return [*stored, *(self.model() for _number in range(len(stored), sent))]

    def rows(self):
        """The list as it was typed, as the doors of the edition take it. Ask once the form is valid."""
        filled = [*self.initial_forms, *(form for form in self.extra_forms if form.has_changed())]
        kept = [form for form in filled if form not in self.deleted_forms]
        standing = [form for form in kept if not form.new_place]
        for form in sorted((form for form in kept if form.new_place), key=lambda form: form.new_place):
            standing.insert(form.new_place - 1, form)
        return [form.instance.content() for form in standing]

    def save(self, commit=True):
        raise TypeError(self.model.door())


class PartInline(ChosenByName):
    """For the inlines of an EditionAdmin, before StackedInline or TabularInline. Whoever may write the edition may
    write its rows, in a draft; anybody else who sees it reads them. `fields` may name "place", which moves rows."""

    form = PartForm
    formset = PartFormSet
    extra = 0
    max_num = MOST_ROWS

    @property
    def edition_admin(self):
        return self.admin_site.get_model_admin(self.parent_model)

    def get_queryset(self, request):
        return self.model.objects.whole().order_by("order")

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"absolute_max": MOST_ROWS, **kwargs})

    def get_fields(self, request, obj=None):
        names = super().get_fields(request, obj)
        return names if self.has_change_permission(request, obj) else [name for name in names if name != "place"]

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", self.parent_model)

    def has_change_permission(self, request, obj=None):
        if obj is None or obj.pk is None:
            return self.edition_admin.has_add_permission(request)
        return self.edition_admin.has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    has_delete_permission = has_add_permission
