"""What the admin of everything with names shares: the list of its names, the search by them, the guard of deletion."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.model_admin import LONGEST_SEARCH, NewsroomModelAdmin
from publishing.permissions import may

from ..models import Kind
from .guard import GuardedDeletion


class OwnersPermissions:
    """For inlines without permissions of their own: who may change the thing may change these rows of it."""

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", self.parent_model)

    def has_add_permission(self, request, obj=None):
        return may(request.user, "change" if obj and obj.pk else "add", self.parent_model)

    has_change_permission = has_delete_permission = has_add_permission


class NameForm(forms.ModelForm):
    def _get_validation_exclusions(self):
        # Whether a use is taken twice is asked of all lines together: one may give it up while another takes it.
        return {*super()._get_validation_exclusions(), "owner"}


class NameFormSet(forms.BaseInlineFormSet):
    def __init__(self, *args, instance=None, **kwargs):
        if instance is None or instance.pk is None:
            # What is new is named in every language of the site.
            kwargs["initial"] = [{"language": code} for code, _name in settings.LANGUAGES]
        super().__init__(*args, instance=instance, **kwargs)

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and form.cleaned_data]
        uses = [(form.cleaned_data.get("language"), form.cleaned_data.get("kind")) for form in kept]
        if Kind.NAME not in {kind for _language, kind in uses}:
            raise ValidationError(_("Write its name: at least one line is for the use “name”."))
        printed = [use for use in uses if use[1] != Kind.VARIANT]
        if len(printed) != len(set(printed)):
            raise ValidationError(
                _("There are two names for the same use in one language. Make one of them “another spelling”.")
            )

    def save(self, commit=True):
        """Line by line, as names are; lines that change first give up their use, so that another can take it."""
        changing = [form.instance.pk for form in self.initial_forms if form.has_changed() or form in self.deleted_forms]
        self.model._base_manager.filter(pk__in=changing).update(kind=Kind.VARIANT)
        return super().save(commit)


class NameInline(OwnersPermissions, admin.TabularInline):
    """A subclass says which class of names it lists."""

    form = NameForm
    formset = NameFormSet
    fields = ("language", "kind", "text")
    min_num = 1
    verbose_name_plural = gettext_lazy("names, one for each language and use, and every other spelling that texts use")

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else len(settings.LANGUAGES) - self.min_num

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            kwargs["choices"] = [(kind.value, kind.label) for kind in self.model.kinds]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class NamedAdmin(GuardedDeletion, NewsroomModelAdmin):
    """A subclass lists its NameInline first."""

    # The names of the search box; what it does is `called`.
    search_fields = ("name_rows__folded",)
    search_help_text = gettext_lazy("Words of the name, in any script, each from its beginning: зайн finds Zaynetdinov")
    list_per_page = 50

    def get_search_results(self, request, queryset, search_term):
        return queryset.called(search_term[:LONGEST_SEARCH]), False

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        # The thing itself was stored with the printed names it was read with.
        form.instance.gather_names()

    @admin.display(description=gettext_lazy("name"))
    def name_shown(self, thing):
        """In the languages of the newsroom, the own name last where it is another."""
        names = [
            thing.names[code]["name"]
            for code in ("en", "ru", thing.own_language)
            if thing.names.get(code, {}).get("name")
        ]
        return " / ".join(dict.fromkeys(names)) or str(thing)
