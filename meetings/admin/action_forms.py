"""The buttons that only meetings have."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.models import Body
from publishing.action_forms import ActionForm
from publishing.release_forms import EDITION_FORMS

from ..participants import fill


class MakeReport(ActionForm):
    name, button, style = "make_report", _("Make the report"), "go"
    effect = _(
        "A new edition at the same address, with all that was announced. "
        "Readers see the announcement until it is approved."
    )

    def door(self):
        self.edition = self.edition.work.start_report(by=self.user)
        return _("This is the report: correct what was different, and write what came of it.")


class FillParticipants(ActionForm):
    name, button = "fill_participants", _("Fill the list of participants")
    effect = _(
        "Adds everybody who held a post of this body on the day of the meeting, nobody twice. "
        "Save what you have written first; then correct the list by hand."
    )
    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.all())

    def __init__(self, data=None, *, edition, **kwargs):
        super().__init__(data, edition=edition, **kwargs)
        self.fields["body"].initial = edition.organ_id

    def door(self):
        added = fill(self.edition, self.cleaned_data["body"], by=self.user)
        return ngettext("%(number)d participant added.", "%(number)d participants added.", added) % {"number": added}


OWN = (MakeReport, FillParticipants)
MEETING_FORMS = EDITION_FORMS | {form.name: form for form in OWN}
