"""What every public page of news has: its one address, its counterparts in other languages, its place for robots."""

from django.templatetags.static import static
from django.views.generic import TemplateView

from publishing.views import PublicMixin

from ..frame import in_languages, sections


class PublicPage(PublicMixin, TemplateView):
    # The name of a page that exists in every language.
    url_name = None
    # Where the language switch leads when the page has no counterpart.
    nearest_name = "home"

    @property
    def sections(self):
        return sections(self.request)

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
        return super().get_context_data(
            canonical=absolute(self.address()) if self.is_indexed() else "",
            nearest_name=self.nearest_name,
            share_image=absolute(self.picture_to_share()),
            counterparts=others,
            alternates={code: absolute(path) for code, path in others.items()},
            **kwargs,
        )
