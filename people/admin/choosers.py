"""Choosing other records by name: what the pages that do so share."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.utils.decorators import method_decorator

# The boxes set their width in style attributes.
CHOOSER_CSP = {"style-src": [SELF, "'unsafe-inline'"]}


class NothingDeletedFromAfar:
    """For admin classes and inlines: beside a record that is chosen stands no button that deletes it."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False
        return field


class PlainChoices:
    """For inlines with many rows: the boxes alone, without buttons to add, change or look at what is chosen."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        # The wrapper adds those buttons, and nothing else.
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget = field.widget.widget
        return field


class Choosing(NothingDeletedFromAfar):
    """For an admin class without the rich-text editor, whose pages allow what the boxes need anyhow."""

    @method_decorator(csp_update(CHOOSER_CSP))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)
