"""What every public page is made from: the one instant of the request and the language of its address."""

from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt


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
