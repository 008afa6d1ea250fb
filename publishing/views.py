"""What every public page is made from: the one instant of the request and the language of its address."""

from django.utils.translation import get_language


class PublicMixin:
    """A view for the public. `at` is the instant it answers for; `live` keeps a queryset to what is public then.

    It answers GET and HEAD only. Lifetime and validators are set by the middleware.
    """

    http_method_names = ["get", "head", "options"]

    @property
    def at(self):
        return self.request.at

    @property
    def language(self):
        return get_language()

    def live(self, queryset):
        return queryset.live(self.at)
