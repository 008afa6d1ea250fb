"""The page of the night typo: the words of the live edition, a reason, one button."""

from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import clock
from .editor import EDITOR_CSP
from .freeze import Freeze
from .refusals import Refused
from .typos import may_correct


class CorrectionForm(forms.ModelForm):
    """The texts of the edition that readers see, and what the door asks besides. It stores nothing itself."""

    override_reason = forms.CharField(
        label=gettext_lazy("Why you correct it alone"),
        max_length=500,
        error_messages={"required": gettext_lazy("Say why it cannot wait until somebody else has read it.")},
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "Nobody else reads it before it is public, so say why it cannot wait. The reason is recorded and shown on "
            "the board. Example: A misspelled name in the headline, noticed at 2 a.m."
        ),
    )
    urgent = forms.BooleanField(
        label=gettext_lazy("urgent"),
        required=False,
        help_text=gettext_lazy("Releases are frozen. Tick this if the correction must go out all the same."),
    )
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        widgets = {
            "headline": forms.TextInput(attrs={"class": "vLargeTextField", "maxlength": 300}),
            "lead": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "change_note": forms.TextInput(attrs={"class": "vLargeTextField"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not Freeze.read().is_on:
            del self.fields["urgent"]
        self.initial |= {"typo_only": True, "change_note": "", "opened_version": self.instance.version}

    def _post_clean(self):
        """The door checks the words when it stores them; here they are only brought to it."""

    def correct(self, edition, by):
        """Returns the new edition, or None when the door refused; its sentences then stand in the form."""
        texts = {name: self.cleaned_data[name] for name in edition.correctable()}
        names = {"override_reason", "typo_only", "change_note", "urgent"} & set(self.fields)
        try:
            return edition.correct_now(by=by, texts=texts, **{name: self.cleaned_data[name] for name in names})
        except Refused as refusal:
            for problem in refusal.problems:
                self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)


class CorrectionPage:
    """For EditionAdmin: the page, its address, and whether it is offered."""

    def get_urls(self):
        view = self.admin_site.admin_view(csp_update(EDITOR_CSP)(self.correct_view))
        return [path("<path:object_id>/correct/", view, name=self.correction_name), *super().get_urls()]

    @property
    def correction_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_correct"

    def correction_address(self, request, edition):
        """Where this edition is corrected at once, or "" where that cannot be offered to this user now."""
        if not (edition.is_live() and may_correct(request.user, self.model)):
            return ""
        try:
            edition.refuse_correction(clock.now())
        except Refused:
            return ""
        return reverse(f"{self.admin_site.name}:{self.correction_name}", args=[edition.pk])

    def correct_view(self, request, object_id):
        edition = self.get_object(request, object_id)
        if edition is None:
            raise Http404
        if not may_correct(request.user, self.model):
            raise PermissionDenied
        fields = [*self.model.correctable(), "typo_only", "change_note"]
        make = forms.modelform_factory(self.model, form=CorrectionForm, fields=fields)
        form = make(request.POST if request.method == "POST" else None, instance=edition)
        if request.method == "POST":
            corrected = form.is_valid() and form.correct(edition, request.user)
            if corrected:
                said = _("Corrected. Readers see it since %(time)s; the override is recorded.")
                messages.success(request, said % {"time": clock.show(corrected.live_from)})
                return HttpResponseRedirect(f"{self.address(corrected)}?saved=1")
        else:
            try:
                edition.refuse_correction(clock.now())
            except Refused as refusal:
                messages.error(request, str(refusal))
                return HttpResponseRedirect(self.address(edition))
        return self.render_correction(request, edition, form)

    def render_correction(self, request, edition, form):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Correct what readers see now"),
            "opts": self.opts,
            "edition": edition,
            "address": self.address(edition),
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/publishing/correction.html", context)
