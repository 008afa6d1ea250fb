"""The front door, what robots are told, and the pages that say that something went wrong."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from news.frame import sections
from news.models.articles import ALL_NEWS
from news.views.lists import placed
from people.models import Chairmanship
from publishing import clock
from publishing.views import PublicPage

LATEST = 10


class Home(PublicPage):
    """The newest article in large, the next ones, and the sections to explore."""

    template_name = "home.html"
    url_name = "home"

    def get_context_data(self, **kwargs):
        lead, *latest = placed(ALL_NEWS, self.at)[: LATEST + 1] or [None]
        chair = Chairmanship.objects.chair(clock.today(self.at), at=self.at)
        stories = {"lead": lead, "latest": latest, "sections": sections(self.request)}
        return super().get_context_data(chair=chair, **stories, **kwargs)


@csrf_exempt
@require_safe
def robots(request):
    """Everything public may be read; nothing secret is named here."""
    lines = ["User-agent: *", "Disallow:", "", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


# --- errors -----------------------------------------------------------------------------------------------------------


def not_found(request, exception):
    """The same bytes for what never was, what is hidden and what stands in another language."""
    return render(request, "404.html", status=404)


def plain(template_name, status):
    """A page that asks neither the database nor the request: it must not fail where something has failed already."""

    def view(request, exception=None):
        names = {
            "organisation_name": settings.ORGANISATION_NAME,
            "organisation_short_name": settings.ORGANISATION_SHORT_NAME,
            "language": get_language(),
        }
        return HttpResponse(render_to_string(template_name, names), status=status)

    return view


bad_request = plain("400.html", 400)
forbidden = plain("403.html", 403)
server_error = plain("500.html", 500)
