"""The newsroom's pages for notices: what somebody wants to be told of, and another try of what failed.

Also what every page may show of them: `troubles`, printed by the tag `{% notice_troubles %}`.
"""

from typing import NamedTuple

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
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
from .kinds import edition_models
from .letters import address_of, text_of
from .model_admin import is_possible_key
from .notices import Notice, NoticeChoice, SignOfLife
from .permissions import may
from .refusals import Forbidden, Refused

# A worker gives a sign of life each minute.
DEAD_AFTER = 2 * clock.MINUTE
MOST_SHOWN = 10


class Failure(NamedTuple):
    """A notice that could not be sent, with the name and the address of its text."""

    notice: Notice
    text: str
    address: str


class Troubles(NamedTuple):
    """What somebody is to be warned of. `failed` are the newest of `count` failures."""

    no_mail: bool = False
    no_worker: bool = False
    seen: SignOfLife | None = None
    failed: tuple = ()
    count: int = 0
    may_retry: bool = False

    def __bool__(self):
        return bool(self.no_mail or self.no_worker or self.count)

    @property
    def further(self):
        return self.count - len(self.failed)


def troubles(user, at=None):
    """What keeps notices from being sent, as far as this user may know: everybody in the newsroom that nothing is sent
    at all, who may see notices also which ones failed, of texts that they may read."""
    at = at or clock.now()
    if not may(user, "view", Event):
        return Troubles()
    seen = SignOfLife.objects.first()
    failed = readable(user, at)
    shown = [notice for notice in failed.select_related("receiver")[:MOST_SHOWN] if notice.edition]
    return Troubles(
        no_mail=not settings.EMAIL_CONFIGURED,
        no_worker=seen is None or seen.at <= at - DEAD_AFTER,
        seen=seen,
        failed=tuple(Failure(one, str(one.edition) or text_of(one), address_of(one.edition)) for one in shown),
        count=failed.count(),
        may_retry=may(user, "retry", Notice),
    )


def readable(user, at):
    """The notices in trouble that the user may see: those of kinds of texts that they may read."""
    if not may(user, "view", Notice):
        return Notice.objects.none()
    works = [model.work_model() for model in edition_models() if may(user, "view", model)]
    return Notice.objects.in_trouble(at).filter(work_type__in=ContentType.objects.get_for_models(*works).values())


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
