"""One edition on the page that readers would find it on, whatever its state: for the newsroom, and behind shared links.

There is no second template and no second address of a page: the view that the edition's own address leads to is asked
to show this edition instead of the live one. What stands around it is what is public now.
"""

from functools import cache

from django.http import Http404
from django.urls import get_script_prefix, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import View

from . import clock
from .corrections import story_of
from .networks import network_of
from .preview_links import PreviewLink
from .states import Phase, State
from .views import PublicMixin

# A shared preview is for one pair of eyes: no copy stays in a cache or an index, and no site learns its address.
FOR_ONE_PAIR_OF_EYES = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


class Preview:
    """Before a subclass of EditionPage among the bases: that page, of an edition that may be hidden."""

    def show(self, edition, preview):
        """The page as HttpResponse. `preview` is what the banner says."""
        self.edition = self.editions().get(pk=edition.pk)
        base = self.edition.base
        self.noted_until = self.edition.live_from or (base and base.live_from) or self.at
        as_if_approved(self.edition, self.at)
        translations = self.editions().filter(work__group=edition.work.group).exclude(work=edition.work_id)
        self.of_the_group = list(self.live(translations))
        return self.render_to_response(self.get_context_data(preview=preview)).render()

    def story(self):
        """As it stood below the text when this edition came out, or will stand there; its own note is the last."""
        return story_of(self.edition, self.noted_until)

    def is_indexed(self):
        return False

    def get_context_data(self, **kwargs):
        # Machines are told nothing of what may never be published.
        return super().get_context_data(**kwargs) | {"json_ld": []}


@cache
def preview_of(page):
    return type(f"{page.__name__}Preview", (Preview, page), {})


def as_if_approved(edition, at):
    """In memory alone: what has no period yet gets the print and the start that an approval would give it now."""
    if edition.live_from is None:
        edition.printed = edition.printed or edition.print_content()
        planned = edition.release.goes_out_at if edition.release else edition.planned_for
        edition.live_from = edition.announced_at = max(planned or at, at)


def show(request, edition, **banner):
    """The edition on its real page, in its language, under a banner that says what this is (see `said_of`)."""
    if edition.is_erased:
        raise Http404("Every word of this edition was erased.")
    language = edition.work.language
    with override(language):
        match = resolve(f"/{edition.get_absolute_url().removeprefix(get_script_prefix())}")
        page = preview_of(match.func.view_class)()
        page.setup(request, *match.args, **match.kwargs)
        response = page.show(edition, {**said_of(edition, request.at), **banner})
    response.headers["Content-Language"] = language
    return response


def said_of(edition, at):
    """What the banner of a preview says in the language in force: {"what", "readers", "changes"}."""
    phase = edition.phase(at)
    readers = _("Readers see this edition now.") if phase == Phase.LIVE else _("Readers do not see this.")
    changes = ""
    if edition.state not in {State.READY, State.APPROVED}:
        changes = _("It may still change. You see it as it was saved on %(time)s.")
        changes %= {"time": clock.show(edition.saved_at)}
    what = str(WHAT[phase]) % {"number": edition.number}
    return {"what": what, "readers": readers, "changes": changes}


# Whole sentences: languages differ in how a state agrees with what is in it.
WHAT = {
    Phase.DRAFT: gettext_lazy("Preview of edition %(number)s, a draft."),
    Phase.IN_REVIEW: gettext_lazy("Preview of edition %(number)s, in review."),
    Phase.READY: gettext_lazy("Preview of edition %(number)s, approved, waiting for its release."),
    Phase.SCHEDULED: gettext_lazy("Preview of edition %(number)s, scheduled."),
    Phase.LIVE: gettext_lazy("Preview of edition %(number)s, live."),
    Phase.SUPERSEDED: gettext_lazy("Preview of edition %(number)s, superseded."),
    Phase.WITHDRAWN: gettext_lazy("Preview of edition %(number)s, withdrawn."),
    Phase.SET_ASIDE: gettext_lazy("Preview of edition %(number)s, set aside."),
}


class SharedPreview(PublicMixin, View):
    """What a shared link shows, and to whom is logged. A dead link answers as an address that never was."""

    def get(self, request, token):
        link = PreviewLink.objects.find(token, self.at)
        # The time machine turns back no link's clock.
        if link is None or request.journey:
            raise Http404
        response = show(request, link.edition, until=link.expires_at)
        if request.method == "GET":
            link.visited(network=network_of(request), at=self.at)
        for name, value in FOR_ONE_PAIR_OF_EYES.items():
            response.headers[name] = value
        return response
