"""The newsroom's pages for notices: what somebody wants to be told of, and another try of what failed.

Also what every page may show of them: `troubles`, printed by the tag `{% notice_troubles %}`.
"""

from typing import NamedTuple

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from . import clock
from .events import Event
from .jobs import wake
from .letters import address_of
from .model_admin import is_possible_key
from .notices import Notice, NoticeChoice, SignOfLife
from .permissions import may
from .refusals import Forbidden, Refused

# A worker gives a sign of life each minute.
DEAD_AFTER = 2 * clock.MINUTE
MOST_SHOWN = 10


class Troubles(NamedTuple):
    """What somebody is to be warned of. `failed` are pairs of a notice and the address of its text."""

    no_mail: bool = False
    no_worker: bool = False
    seen: object = None
    failed: tuple = ()
    further: int = 0
    may_retry: bool = False

    @property
    def count(self):
        return len(self.failed) + self.further

    def __bool__(self):
        return bool(self.no_mail or self.no_worker or self.failed)


def troubles(user, at=None):
    """What keeps notices from being sent, as far as this user may know: everybody in the newsroom that nothing is sent
    at all, who may see notices also which ones failed, of texts that they may read."""
    at = at or clock.now()
    if not may(user, "view", Event):
        return Troubles()
    seen = SignOfLife.objects.first()
    failed = readable(user, at) if may(user, "view", Notice) else []
    return Troubles(
        no_mail=not settings.EMAIL_CONFIGURED,
        no_worker=seen is None or seen.at <= at - DEAD_AFTER,
        seen=seen,
        failed=tuple((notice, address_of(notice.edition)) for notice in failed[:MOST_SHOWN]),
        further=max(0, len(failed) - MOST_SHOWN),
        may_retry=may(user, "retry", Notice),
    )


def readable(user, at):
    """The notices in trouble whose texts the user may read."""
    notices = Notice.objects.in_trouble(at).select_related("receiver", "work_type")[: 10 * MOST_SHOWN]
    return [notice for notice in notices if notice.edition and may(user, "view", type(notice.edition))]


class ChoiceForm(forms.ModelForm):
    class Meta:
        model = NoticeChoice
        fields = ("language", "submitted", "decided", "unapproved")


def my_notices(request):
    """Everybody's own choice; there is no way to anybody else's."""
    choice = NoticeChoice.objects.filter(user=request.user).first() or NoticeChoice(user=request.user)
    form = ChoiceForm(request.POST if request.method == "POST" else None, instance=choice)
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ChoiceForm.Meta.fields}
        NoticeChoice.objects.update_or_create(user=request.user, defaults=chosen)
        messages.success(request, _("Your choice is stored. It holds from the next notice on."))
        return redirect("admin:my-notices")
    context = {**admin.site.each_context(request), "title": _("My notices by mail"), "form": form}
    return TemplateResponse(request, "admin/publishing/my_notices.html", context)


@require_POST
def retry(request, pk):
    """Have a notice tried again, and go back to the page whose button was pressed."""
    if not is_possible_key(pk):
        raise Http404
    notice = get_object_or_404(Notice, pk=pk)
    try:
        notice.try_again(by=request.user)
    except Forbidden as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        wake()
        messages.success(request, _("It is being tried again. If it fails once more, it will stand here again."))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("admin:index")
    return HttpResponseRedirect(back)


def notice_urls(admin_view):
    """Their addresses, for the admin site, each behind its door."""
    return [
        path("notices/", admin_view(my_notices), name="my-notices"),
        path("notices/<int:pk>/retry/", admin_view(retry), name="retry-notice"),
    ]
