"""What every page of the newsroom's admin shares: it answers whatever is asked in sentences, never with 500."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

LONGEST_SEARCH = 100
# Primary keys have at most so many digits; longer ones overflow a database's integers.
MOST_DIGITS = 18


def is_possible_key(value):
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


class OnlyPossibleKeys:
    """An autocomplete field that takes what cannot be a primary key for nothing chosen, instead of failing on it."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [one for one in value if not one or is_possible_key(one)], attr)

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        if isinstance(value, list):
            return [one for one in value if is_possible_key(one)]
        return value if value and is_possible_key(value) else None


class OneByName(OnlyPossibleKeys, AutocompleteSelect):
    pass


class SeveralByName(OnlyPossibleKeys, AutocompleteSelectMultiple):
    pass


class ChosenByName:
    """For admin classes and their inlines: `autocomplete_fields` are the ones above."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", OneByName(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SeveralByName(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class NewsroomModelAdmin(ChosenByName, admin.ModelAdmin):
    """Base of all our admin classes. Lists are narrowed by their declared filters and by nothing else."""

    show_full_result_count = False
    actions = None

    def lookup_allowed(self, lookup, value, request):
        endings = ("", "__exact", "__id__exact", "__isnull")
        names = [getattr(one, "parameter_name", one) for one in self.list_filter]
        declared = {f"{name}{ending}" for name in names for ending in endings}
        return lookup in declared and all(len(str(one)) <= LONGEST_SEARCH for one in as_list(value)) and possible(value)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term.replace("\x00", "")[:LONGEST_SEARCH])

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            sentence = _("Somebody stored something with the same address or language at this moment; yours was not.")
            messages.error(request, sentence)
            return HttpResponseRedirect(request.path)


def as_list(value):
    return value if isinstance(value, list | tuple) else [value]


def possible(value):
    """Numbers must be keys that can be; words are for the filter to judge, if a database can be asked for them."""
    return all("\x00" not in str(one) and (not str(one).isdigit() or is_possible_key(one)) for one in as_list(value))


def page_of(thing):
    """The address of a record's page in the newsroom."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])
