"""The forms behind the buttons that have to do with releases: on the page of an edition, and on that of a release."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import clock
from .action_forms import FORMS, ActionForm, Approve, PlannedInstantField, tell_zone
from .refusals import Refused
from .releases import Release


class ApproveForRelease(Approve):
    name, button, style = "approve_for_release", _("Approve for the release"), "go"

    def __init__(self, data=None, *, edition, **kwargs):
        super().__init__(data, edition=edition, **kwargs)
        self.effect = _("It goes out with “%(name)s”, once every text in that is approved.") % {"name": edition.release}
        self.seen = edition.release
        # Whether a freeze leaves it alone is said of the release.
        self.fields.pop("urgent", None)

    def door(self):
        if self.seen is None:
            raise Refused(_("It is in no release any more. Look at it again."))
        self.edition.approve(by=self.user, release=self.seen, **self.cleaned_data)
        return told_of(self.seen)


class JoinRelease(ActionForm):
    name, button = "join_release", _("Put into the release")
    effect = _("Texts of a release go out at one instant, all of them or none.")
    release = forms.ModelChoiceField(Release.objects.none(), label=_("Release"), empty_label=None)

    def __init__(self, data=None, *, edition, **kwargs):
        super().__init__(data, edition=edition, **kwargs)
        self.fields["release"].queryset = Release.objects.coming()
        of_translation = release_of_translation(edition)
        if of_translation:
            self.effect = _("Its translation is in a release: put this text into the same one.")
            self.fields["release"].initial = of_translation.pk

    def door(self):
        release = self.cleaned_data["release"]
        release.add(self.edition, by=self.user)
        return told_of(release)


class LeaveRelease(ActionForm):
    name, button, style = "leave_release", _("Take it out of the release"), "careful"

    def __init__(self, data=None, *, edition, **kwargs):
        super().__init__(data, edition=edition, **kwargs)
        self.effect = _("It does not go out with “%(name)s”. The others stay as they are.") % {"name": edition.release}

    def door(self):
        release = self.edition.release
        if release is None:
            raise Refused(_("It is in no release any more."))
        release.remove(self.edition, by=self.user)
        return told_of(release)


def release_of_translation(edition):
    """The release, not out yet, in which an edition of a translation of this text is; None where there is none."""
    siblings = type(edition).objects.filter(work__group=edition.work.group, release__in=Release.objects.coming())
    found = siblings.exclude(work=edition.work_id).select_related("release").first()
    return found and found.release


def told_of(release):
    """What has become of a release, for the one who changed it."""
    release.refresh_from_db()
    if release.armed:
        return _("“%(name)s” is armed: all of it goes out at %(time)s.") % {
            "name": release,
            "time": clock.show(release.goes_out_at),
        }
    waiting = [edition for edition in release.members() if edition.state not in {"ready", "approved"}]
    if waiting:
        names = ", ".join(f"“{edition}” ({edition.work.get_language_display()})" for edition in waiting)
        return _("“%(name)s” is not armed: not approved yet is %(texts)s.") % {"name": release, "texts": names}
    sentences = " ".join(str(problem.sentence) for problem in release.obstacles())
    return _("“%(name)s” is not armed. %(why)s") % {"name": release, "why": sentences}


EDITION_FORMS = FORMS | {form.name: form for form in (ApproveForRelease, JoinRelease, LeaveRelease)}


class ReleaseAction(forms.Form):
    """One button of a release, as ActionForm is one of an edition."""

    name = button = effect = ""
    style = "plain"

    def __init__(self, data=None, *, release, user, **kwargs):
        self.release, self.user = release, user
        super().__init__(data, prefix=self.name, **kwargs)


class ChooseTime(ReleaseAction):
    name, button, style = "schedule", _("Release it at this time"), "go"
    goes_out_at = PlannedInstantField(label=_("Goes out at"))

    def __init__(self, data=None, *, release, **kwargs):
        super().__init__(data, release=release, **kwargs)
        tell_zone(self.fields["goes_out_at"])
        if release.goes_out_at and release.goes_out_at > clock.now():
            self.fields["goes_out_at"].initial = release.goes_out_at

    def door(self):
        self.release.schedule(by=self.user, goes_out_at=self.cleaned_data["goes_out_at"])
        return told_of(self.release)


class ReleaseNow(ReleaseAction):
    name, button, style = "release_now", _("Release it now"), "careful"
    effect = _("Readers see all of it at once. This cannot be undone.")

    def door(self):
        self.release.release_now(by=self.user)
        return _("“%(name)s” is out.") % {"name": self.release}


class Mark(ReleaseAction):
    name, button = "mark", _("Change name and urgency")

    def __init__(self, data=None, *, release, **kwargs):
        super().__init__(data, release=release, **kwargs)
        known = forms.fields_for_model(Release, fields=("name", "urgent"))
        # In templates `form.name` is the name of the button.
        self.fields |= {"called": known["name"], "urgent": known["urgent"]}
        self.initial |= {"called": release.name, "urgent": release.urgent}

    def door(self):
        self.release.mark(by=self.user, name=self.cleaned_data["called"], urgent=self.cleaned_data["urgent"])
        return _("Stored.")


RELEASE_FORMS = {form.name: form for form in (ChooseTime, ReleaseNow, Mark)}
