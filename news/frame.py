"""What stands around every public page: the sections in its head, the standing pages in its foot.

Sections and pages are read at most once a request, and only when they are asked for.
"""

from django.utils.translation import get_language

from publishing import clock

from .models import ArticleEdition, Kind, SectionTree


def sections(request):
    """The SectionTree of the request's language."""
    if not hasattr(request, "section_tree"):
        request.section_tree = SectionTree(get_language())
    return request.section_tree


def standing_pages(request):
    """The pages (About, Contacts, ...) that are live in the request's language, oldest first."""
    if not hasattr(request, "standing_pages"):
        # A request that an outer middleware refused has no instant yet.
        at = getattr(request, "at", None) or clock.now()
        live = ArticleEdition.objects.live(at).filter(kind=Kind.PAGE, work__language=get_language())
        request.standing_pages = list(live.only("headline", "slug").order_by("work"))
    return request.standing_pages
