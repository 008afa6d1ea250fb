"""Previews in the newsroom: an edition on its real page, the desk that frames it, and the links that share it."""

from functools import wraps

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import clock, previews
from .model_admin import is_possible_key
from .preview_links import LONGEST_WHOM, MOST_HOURS, PreviewLink, may_share
from .refusals import Refused

WIDTHS = {"phone": gettext_lazy("Phone, 390 px"), "desktop": gettext_lazy("Desktop, 1280 px")}
LOOKS = {"both": gettext_lazy("Light and dark"), "light": gettext_lazy("Light"), "dark": gettext_lazy("Dark")}
# So many visits of a link are listed; how many there were is said of all.
VISITS_LISTED = 10


class ShareForm(forms.Form):
    intended_for = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=LONGEST_WHOM,
        required=False,
        help_text=gettext_lazy("So that you know later which link is whose. Example: the delegation of Armenia."),
    )
    hours = forms.IntegerField(label=gettext_lazy("For how many hours"), min_value=1, max_value=MOST_HOURS)


def of_an_edition(view):
    """Hands the edition of the address to a view, if whoever asks may see it and there are words to see."""

    @wraps(view)
    def handed(self, request, object_id, **kwargs):
        edition = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, edition):
            raise PermissionDenied
        if edition is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if edition.is_erased:
            messages.error(request, _("Every word of this edition was erased: there is nothing to preview."))
            return HttpResponseRedirect(self.address(edition))
        return view(self, request, edition, **kwargs)

    return handed


class Previewed:
    """For the admin of editions: four addresses below that of an edition. Others than its readers in the newsroom are
    answered as the admin answers them anywhere."""

    def get_urls(self):
        views = {
            "preview": ("", self.preview_view),
            "preview_desk": ("desk/", self.preview_desk_view),
            "preview_share": ("share/", self.preview_share_view),
            "preview_revoke": ("share/<str:link_id>/revoke/", self.preview_revoke_view),
        }
        own = [
            path(f"<path:object_id>/preview/{rest}", self.admin_site.admin_view(view), name=self._name(name))
            for name, (rest, view) in views.items()
        ]
        return own + super().get_urls()

    def _name(self, name):
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _way(self, name, edition, *args):
        return reverse(f"{self.admin_site.name}:{self._name(name)}", args=[edition.pk, *args])

    def previews_of(self, request, edition):
        """Where the page of an edition leads to its previews, and how many links show it now; {} where nothing is."""
        if edition.is_erased:
            return {}
        ways = {name: self._way(f"preview{rest}", edition) for name, rest in (("page", ""), ("desk", "_desk"))}
        shared = PreviewLink.objects.to(self._one(edition)).open().count()
        sharing = {"share": self._way("preview_share", edition)} if shared or may_share(request.user, edition) else {}
        return {**ways, **sharing, "shared": shared}

    def _one(self, edition):
        return self.model.objects.filter(pk=edition.pk)

    # --- the page and the desk ----------------------------------------------------------------------------------------

    # Only this page may be framed, and only by the newsroom: what it shows has no forms and no scripts.
    @method_decorator([require_safe, xframe_options_sameorigin, csp_replace({"frame-ancestors": [SELF]})])
    @of_an_edition
    def preview_view(self, request, edition):
        """The edition on its real page. In the frames of the desk (?framed=1) its links open in the whole window."""
        framed = "framed" in request.GET
        ways = [
            (gettext_lazy("Phone and desktop, light and dark"), self._way("preview_desk", edition)),
            (gettext_lazy("Back to the newsroom"), self.address(edition)),
        ]
        return previews.show(request, edition, framed=framed, ways=[] if framed else ways)

    @method_decorator([require_safe, csp_update({"frame-src": [SELF]})])
    @of_an_edition
    def preview_desk_view(self, request, edition):
        """The page in frames, as wide as a phone or a desktop, light and dark: chosen by links."""
        width = request.GET.get("width") if request.GET.get("width") in WIDTHS else "phone"
        look = request.GET.get("look") if request.GET.get("look") in LOOKS else "both"
        context = {
            "title": _("Preview of edition %(number)s") % {"number": edition.number},
            "widths": [(name, words, f"?width={name}&look={look}", name == width) for name, words in WIDTHS.items()],
            "looks": [(name, words, f"?width={width}&look={name}", name == look) for name, words in LOOKS.items()],
            "frame": f"{self._way('preview', edition)}?framed=1",
            "width": width,
            "width_words": WIDTHS[width],
            "frames": [(one, LOOKS[one]) for one in (["light", "dark"] if look == "both" else [look])],
        }
        return self._page(request, "preview_desk.html", edition, context)

    def _page(self, request, template, edition, context):
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "edition": edition}
        ways = {"address": self.address(edition), "previews": self.previews_of(request, edition)}
        return render(request, f"admin/publishing/{template}", {**frame, **ways, **context})

    # --- the links ----------------------------------------------------------------------------------------------------

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    @of_an_edition
    def preview_share_view(self, request, edition):
        """All links to the edition and who followed them. The address of a new one is shown once, in the answer to its
        form: it is stored nowhere."""
        form = ShareForm(request.POST if request.method == "POST" else None, initial={"hours": settings.PREVIEW_HOURS})
        made = token = None
        if form.is_bound and form.is_valid():
            try:
                made, token = PreviewLink.objects.share(edition, by=request.user, **form.cleaned_data)
                form = ShareForm(initial=form.initial)
            except Refused as refusal:
                for problem in refusal.problems:
                    form.add_error(problem.field or None, problem.sentence)
        context = {
            "title": _("Share a preview of edition %(number)s") % {"number": edition.number},
            "form": form,
            "made": made,
            "made_address": token and request.build_absolute_uri(reverse("preview", args=[token])),
            "may_share": may_share(request.user, edition),
            "links": self._rows(edition),
            "visits_listed": VISITS_LISTED,
        }
        return self._page(request, "preview_share.html", edition, context)

    def _rows(self, edition):
        now = clock.now()
        links = PreviewLink.objects.to(self._one(edition)).with_visits().select_related("created_by", "revoked_by")
        for link in links:
            visits = link.visits.order_by("-at")[:VISITS_LISTED] if link.times else []
            yield link, link.is_open(now), visits, self._way("preview_revoke", edition, link.pk)

    @method_decorator(require_POST)
    @of_an_edition
    def preview_revoke_view(self, request, edition, link_id):
        links = PreviewLink.objects.to(self._one(edition))
        link = links.filter(pk=link_id).first() if is_possible_key(link_id) else None
        if link is None:
            raise Http404
        try:
            link.revoke(by=request.user)
            messages.success(request, _("Revoked: nobody sees anything at that address any more."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(self._way("preview_share", edition))
