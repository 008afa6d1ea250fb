"""What can be done from the board with the texts that are ticked, and with the freeze."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import clock
from .action_forms import PlannedInstantField, tell_zone
from .freeze import Freeze
from .refusals import Problem, Refused
from .undo import grace


class BoardForm(forms.Form):
    """One button. `done` says in the message what has become of the texts."""

    name = button = done = ""
    style = "plain"

    def __init__(self, data=None):
        super().__init__(data, prefix=self.name)
        for field in self.fields.values():
            if isinstance(field, PlannedInstantField):
                tell_zone(field)


class ApprovePlanned(BoardForm):
    name, button, style = "approve_planned", _("Approve for their planned times"), "go"
    done = _("Approved for the planned time")

    def door(self, edition, user):
        if edition.release_id is None and edition.planned_for is None:
            raise Refused(Problem(_("It has no planned time: open it to choose one."), "live_from"))
        live_from = None if edition.release_id else edition.planned_for
        edition.approve(by=user, live_from=live_from, release=edition.release, version=edition.seen)


class ApproveNow(BoardForm):
    name, button, style = "approve_now", _("Approve now"), "careful"
    done = _("Approved")

    def door(self, edition, user):
        edition.approve(by=user, release=None, grace=grace(), version=edition.seen)


class Return(BoardForm):
    name, button = "return", _("Return with this note")
    done = _("Returned")
    note = forms.CharField(label=_("Note to the writers"), widget=forms.Textarea(attrs={"rows": 2}))

    def door(self, edition, user):
        edition.return_to_draft(by=user, note=self.cleaned_data["note"])


class Reschedule(BoardForm):
    name, button = "reschedule", _("Re-schedule to this time")
    done = _("Re-scheduled")
    live_from = PlannedInstantField(label=_("New time"))

    def door(self, edition, user):
        edition.reschedule(by=user, live_from=self.cleaned_data["live_from"])


class Unschedule(BoardForm):
    name, button, style = "unschedule", _("Unschedule"), "careful"
    done = _("Unscheduled")

    def door(self, edition, user):
        edition.unschedule(by=user)


BULK = {form.name: form for form in (ApprovePlanned, ApproveNow, Return, Reschedule, Unschedule)}


class BeginFreeze(BoardForm):
    name, button, style = "freeze", _("Freeze all releases"), "careful"
    effect = _(
        "All that is planned and not urgent is taken back, and nothing goes out until a moderator lifts the freeze. "
        "Withdrawals still happen."
    )
    reason = forms.CharField(label=_("Why"), help_text=_("Everybody in the newsroom reads it."))

    def door(self, user):
        held = Freeze.begin(by=user, reason=self.cleaned_data["reason"])
        return _("Frozen. Texts taken back: %(number)d. Their times are remembered.") % {"number": held}


class LiftFreeze(BoardForm):
    name, button, style = "lift", _("Lift the freeze"), "go"
    effect = _("Nothing goes out by itself: what was taken back waits below to be approved again.")

    def door(self, user):
        Freeze.lift(by=user)
        return _("The freeze is lifted at %(time)s.") % {"time": clock.show(clock.now())}
