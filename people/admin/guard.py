"""The guard against deleting what texts rely on."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from publishing.reliance import is_relied_on


class GuardedDeletion:
    """For admin classes of this room. What a text names stays; what other records need, Django's own page explains."""

    def delete_view(self, request, object_id, extra_context=None):
        thing = self.get_object(request, object_id)
        if thing and self.has_delete_permission(request, thing) and is_relied_on(thing):
            return self.keep(request, thing)
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            # Something has come to need it since the page was asked for.
            return self.keep(request, thing)

    def keep(self, request, thing):
        sentence = _(
            "“%(thing)s” was not deleted: texts or other records name it. Correct it instead, or give it an end."
        )
        self.message_user(request, sentence % {"thing": thing}, messages.ERROR)
        opts = self.model._meta
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[thing.pk]))
