"""Where a time for the time machine is chosen: a page of the newsroom that leads on, or says why it cannot."""

import re
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock
from publishing.action_forms import tell_zone
from publishing.travel import address, may_travel, read_stamp, read_typed


class Destination(forms.Form):
    at = forms.CharField(
        label=gettext_lazy("Time"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "datetime-local", "step": 60}),
        error_messages={"required": gettext_lazy("Choose a time.")},
    )
    path = forms.CharField(
        label=gettext_lazy("Page"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Its address on the site; / is the first page. Example: /meetings/"),
    )

    def __init__(self, data, *, user):
        self.user, self.instants = user, []
        super().__init__(data, initial={"at": f"{timezone.localtime(clock.now()):%Y-%m-%dT%H:%M}", "path": "/"})
        tell_zone(self.fields["at"])

    def clean_at(self):
        typed = self.cleaned_data["at"]
        try:
            stamped = read_stamp(typed)
            self.instants = [stamped] if stamped else read_typed(typed)
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(
                _("“%(typed)s” is no time that can be shown. Write day and time to the minute, from 1990 to 2099.")
                % {"typed": typed}
            ) from error
        if not self.instants:
            raise forms.ValidationError(
                _("Clocks were put forward then: there was no such time in the newsroom. Choose another minute.")
            )
        if not all(may_travel(self.user, at) for at in self.instants):
            raise forms.ValidationError(
                _("Your account may see the site as it was, not as it will be. A moderator can look ahead.")
            )
        return typed

    def clean_path(self):
        """Of a whole address only the path is taken: every page is of this site, and the instant is given apart."""
        try:
            parts = urlsplit(self.cleaned_data["path"])
        except ValueError as error:
            raise forms.ValidationError(_("This is no address of a page. Example: /meetings/")) from error
        path = re.sub(r"^/at/[^/]+", "", f"/{parts.path.lstrip('/')}")
        return f"/{path.lstrip('/')}{'?' if parts.query else ''}{parts.query}"

    def ways(self):
        """(instant as shown, address) for each instant that was meant."""
        return [(clock.show(at), address(at, self.cleaned_data["path"])) for at in self.instants]


def choose_time(request, context):
    """A page of the admin, given its context. A time that is clear leads there at once; one that a clock change repeats
    is asked about."""
    if not may_travel(request.user):
        raise PermissionDenied
    form = Destination(request.GET or None, user=request.user)
    ways = form.ways() if form.is_valid() else []
    if len(ways) == 1:
        return HttpResponseRedirect(ways[0][1])
    return render(request, "admin/time_machine.html", {**context, "form": form, "ways": ways})
