"""The forms behind the buttons of an edition: each asks what its action needs and calls the door of that name."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import clock
from .freeze import Freeze
from .planned_instant import PlannedInstantField
from .undo import grace


class ActionForm(forms.Form):
    """One button. `button` is its words, `effect` what it does, `door` calls the rule; `style` says how it looks."""

    name = button = ""
    style = "plain"
    effect = ""

    def __init__(self, data=None, *, edition, user, **kwargs):
        self.edition, self.user = edition, user
        super().__init__(data, prefix=self.name, **kwargs)

    def door(self):
        raise NotImplementedError


class Recall(ActionForm):
    name, button = "recall", _("Take back to draft")
    effect = _("You submitted it; take it back to go on writing.")

    def door(self):
        self.edition.recall(by=self.user)
        return _("It is a draft again. Go on writing.")


class Return(ActionForm):
    name, button = "return", _("Return with this note")
    note = forms.CharField(
        label=_("Note to the writers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What should they change? Example: Please check the number of participants in paragraph 2."),
    )

    def door(self):
        self.edition.return_to_draft(by=self.user, note=self.cleaned_data["note"])
        return _("Returned to its writers with your note.")


class Approve(ActionForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    override_reason = forms.CharField(
        label=_("Reason for approving a text of your own"),
        required=False,
        help_text=_(
            "You wrote or submitted it, so somebody else should approve it. If nobody can and it must go out, say why: "
            "the reason is recorded and shown."
        ),
    )
    announce = forms.BooleanField(
        label=_("Announce it again"),
        required=False,
        help_text=_("It moves to the head of its day in the lists. Otherwise an update keeps its place."),
    )

    urgent = forms.BooleanField(
        label=_("Urgent"), required=False, help_text=_("Releases are frozen. What is urgent goes out all the same.")
    )

    def __init__(self, data=None, *, edition, **kwargs):
        super().__init__(data, edition=edition, initial={"version": edition.version}, **kwargs)
        if not Freeze.read().is_on:
            del self.fields["urgent"]
        if edition.base_id is None:
            del self.fields["announce"]
        if not edition.is_own(self.user):
            del self.fields["override_reason"]

    def approve(self, live_from):
        names = ("version", "override_reason", "announce", "urgent")
        details = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        self.edition.approve(by=self.user, live_from=live_from, release=None, grace=grace(), **details)
        return _("Approved. The public sees it from %(time)s on.") % {"time": clock.show(self.edition.live_from)}


class ApproveNow(Approve):
    name, button, style = "approve_now", _("Approve now"), "go"
    effect = _("The public sees it at once.")

    def door(self):
        said = self.approve(None)
        seconds = grace().seconds
        return _("Approved. Readers see it in %(seconds)s seconds.") % {"seconds": seconds} if seconds else said


class ApproveFor(Approve):
    name, button, style = "approve_for", _("Approve for this time"), "go"
    live_from = PlannedInstantField(label=_("Goes out at"))
    field_order = ("live_from",)

    def __init__(self, data=None, *, edition, **kwargs):
        super().__init__(data, edition=edition, **kwargs)
        tell_zone(self.fields["live_from"])
        planned = edition.planned_for
        if planned and planned > clock.now():
            self.fields["live_from"].initial = planned

    def door(self):
        return self.approve(self.cleaned_data["live_from"])


class Reschedule(ActionForm):
    name, button = "reschedule", _("Re-schedule")
    live_from = PlannedInstantField(label=_("New time"))

    def __init__(self, data=None, *, edition, **kwargs):
        super().__init__(data, edition=edition, **kwargs)
        tell_zone(self.fields["live_from"])
        self.fields["live_from"].initial = edition.live_from

    def door(self):
        self.edition.reschedule(by=self.user, live_from=self.cleaned_data["live_from"])
        return _("Re-scheduled: it goes out at %(time)s.") % {"time": clock.show(self.edition.live_from)}


class Unschedule(ActionForm):
    name, button, style = "unschedule", _("Unschedule"), "careful"
    note = forms.CharField(label=_("Why (for the history)"), required=False)

    def door(self):
        self.edition.unschedule(by=self.user, note=self.cleaned_data["note"])
        return _("Unscheduled: it does not go out, and can be edited again.")


class CarryOver(ActionForm):
    name, button, style = "carry_over", _("Carry my changes over"), "go"
    effect = _(
        "Makes this draft the newest edition with your own changes, paragraph by paragraph. Where both changed the "
        "same, your words stay and you are asked. Save what you have written first."
    )

    def door(self):
        self.edition.carry_over(by=self.user)
        if self.edition.conflicts:
            return _("Carried over. Some places were changed by both: choose below.")
        return _("Carried over: this draft has the newest edition's changes and yours.")


class Follow(ActionForm):
    name, button = "follow", _("I have carried the changes over")
    effect = _(
        "If you have put the changes of the newest edition in by hand: this draft follows it, and stays as it is."
    )

    def door(self):
        self.edition.follow(by=self.user)
        return _("This draft now follows the newest edition.")


class Settle(ActionForm):
    """One place that both have changed. The page of the draft has its buttons beside the words of both."""

    conflict = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def settle(self, theirs):
        chosen = self.cleaned_data
        self.edition.settle(chosen["conflict"], by=self.user, theirs=theirs, version=chosen["version"])


class KeepMine(Settle):
    name, button = "keep_mine", _("Keep the draft's")

    def door(self):
        self.settle(theirs=False)
        return _("The draft keeps its words there.")


class TakeTheirs(Settle):
    name, button = "take_theirs", _("Take the other")

    def door(self):
        self.settle(theirs=True)
        return _("The words of the other edition stand there now.")


class SetAside(ActionForm):
    name, button, style = "set_aside", _("Set this draft aside"), "careful"
    effect = _("Give this draft up. Its words stay readable in the history.")

    def door(self):
        self.edition.set_aside_draft(by=self.user)
        return _("Set aside. Its words stay readable in the history below.")


class NewEdition(ActionForm):
    name, button, style = "new_edition", _("New edition"), "go"
    effect = _("Change the text: a copy to work on. What readers see stays as it is until the copy is approved.")

    def door(self):
        base = self.edition if self.edition.live_from else None
        self.edition = self.edition.work.start_edition(by=self.user, base=base)
        return _("This is a new edition. What readers see is unchanged until it is approved.")


class Restore(ActionForm):
    name, button = "restore", _("Restore this edition")
    effect = _("A new draft with these words, in place of the newest. What readers see stays until it is approved.")

    def door(self):
        self.edition = self.edition.work.restore_edition(self.edition, by=self.user)
        return _("This draft has the words of the earlier edition. What readers see is unchanged until it is approved.")


class Withdraw(ActionForm):
    name, button, style = "withdraw", _("Withdraw"), "careful"
    reason = forms.CharField(label=_("Reason"), help_text=_("For the newsroom only."))
    notice = forms.CharField(
        label=_("Public notice"),
        help_text=_("What readers find at its address. Example: This text was published by mistake."),
    )
    withdraw_at = PlannedInstantField(label=_("Withdraw at"), required=False)

    def __init__(self, data=None, *, edition, **kwargs):
        super().__init__(data, edition=edition, **kwargs)
        tell_zone(self.fields["withdraw_at"], _("Leave it empty to withdraw now."))

    def door(self):
        self.edition.work.withdraw(by=self.user, grace=grace(), **self.cleaned_data)
        instant = self.cleaned_data["withdraw_at"]
        if instant:
            return _("It will be withdrawn at %(time)s.") % {"time": clock.show(instant)}
        return _("Withdrawn. Its address now answers with your notice.")


class CancelWithdrawal(ActionForm):
    name, button = "cancel_withdrawal", _("Cancel the planned withdrawal")
    effect = _("It stays public.")

    def door(self):
        self.edition.work.cancel_withdrawal(by=self.user)
        return _("The withdrawal is cancelled: it stays public.")


class Undo(ActionForm):
    name, button, style = "undo", _("Undo"), "go"
    effect = _("For some seconds you can take your last step back. Readers have seen nothing of it.")

    def door(self):
        self.edition.work.undo(by=self.user)
        return _("Undone: it is as it was before.")


def tell_zone(field, *words):
    """Say beside a time field which zone it is typed in, and what time it is there."""
    now = _("Newsroom time, zone %(zone)s. It is %(now)s now.") % {
        "zone": timezone.get_current_timezone_name(),
        "now": clock.show(clock.now()),
    }
    field.help_text = " ".join(str(word) for word in (*words, now))


FORMS = {
    form.name: form
    for form in (
        Recall,
        Return,
        ApproveNow,
        ApproveFor,
        Reschedule,
        Unschedule,
        CarryOver,
        Follow,
        KeepMine,
        TakeTheirs,
        SetAside,
        NewEdition,
        Restore,
        Withdraw,
        CancelWithdrawal,
        Undo,
    )
}
