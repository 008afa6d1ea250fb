"""What every public page is made from: the one instant of the request, the language of its address, its one address,
its counterparts in other languages, its place for robots."""

from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from .addresses import in_languages


class PublicMixin:
    """A view for the public. `at` is the instant it answers for; `live` keeps a queryset to what is public then.

    It answers GET and HEAD only. Lifetime and validators are set by the middleware.
    """

    http_method_names = ["get", "head", "options"]

    @classmethod
    def as_view(cls, **kwargs):
        """Nothing is changed here by any method, so another one is answered as such (405), not as a forgery (403)."""
        return csrf_exempt(super().as_view(**kwargs))

    @property
    def at(self):
        return self.request.at

    @property
    def language(self):
        return get_language()

    def live(self, queryset):
        return queryset.live(self.at)


class PublicPage(PublicMixin, TemplateView):
    """A page in the frame of the site: its template extends "base_page.html". What is in the context as `share_title`,
    `share_text` and `json_ld` (a list, see publishing/structured.py), the frame prints."""

    # The name of a page that exists in every language.
    url_name = None
    # Where the language switch leads when the page has no counterpart.
    nearest_name = "home"

    def address(self):
        """The path under which search engines and links should know this page."""
        return self.request.path

    def counterparts(self):
        """{language: path} of the same content in other languages: only what is public there."""
        if self.url_name is None:
            return {}
        return in_languages(self.url_name)

    def is_indexed(self):
        """Whether search engines should keep it. An unknown query changes nothing: `address` is what they keep."""
        return True

    def picture_to_share(self):
        return static("share.png")

    def get_context_data(self, **kwargs):
        absolute = self.request.build_absolute_uri
        others = {code: path for code, path in self.counterparts().items() if code != self.language}
        canonical = absolute(self.address()) if self.is_indexed() and not self.request.journey else ""
        return super().get_context_data(
            canonical=canonical,
            nearest_name=self.nearest_name,
            share_image=absolute(self.picture_to_share()),
            counterparts=others,
            # For search engines, as the canonical address is.
            alternates={code: absolute(path) for code, path in others.items()} if canonical else {},
            **kwargs,
        )
