"""The sitemap: an index and files of at most 5,000 addresses, cut by article id, so their borders never move."""

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from news.frame import in_languages
from news.models import Article, ArticleEdition, ArticlePlacement, Kind, SectionText, Topic

SIZE = 5000
# No database counts further than this many files of that size.
LAST_FILE = 2**62 // SIZE
LISTS = ("home", "all-news", "archive", "corrections")


def respond(request, template_name, context):
    return render(request, template_name, context, content_type="application/xml; charset=utf-8")


@csrf_exempt
@require_safe
def index(request):
    newest = Article.objects.live(request.at).order_by("-pk").values_list("pk", flat=True).first() or 0
    files = [reverse("sitemap-site")]
    files += [reverse("sitemap-articles", args=[number]) for number in range(newest // SIZE + 1) if newest]
    sites = [{"location": request.build_absolute_uri(path)} for path in files]
    return respond(request, "sitemap_index.xml", {"sitemaps": sites})


@csrf_exempt
@require_safe
def articles(request, number):
    """Articles and pages in all languages whose ids fall into the file; the day of a text is that of its edition."""
    if number > LAST_FILE:
        raise Http404
    numbers = {"work__gte": number * SIZE, "work__lt": (number + 1) * SIZE}
    live = ArticleEdition.objects.live(request.at).filter(**numbers).order_by("work")
    beginnings = in_languages("all-news")
    urls = []
    for pk, kind, slug, language, changed in live.values_list("work", "kind", "slug", "work__language", "live_from"):
        path = f"{beginnings[language]}{pk}/{slug}/" if kind != Kind.PAGE else page_path(language, slug)
        urls.append({"location": request.build_absolute_uri(path), "lastmod": changed})
    if not urls:
        raise Http404
    return respond(request, "sitemap.xml", {"urlset": urls})


@csrf_exempt
@require_safe
def site(request):
    """What is not an article: the lists, the sections by name, the topics that have something public."""
    paths = [path for name in LISTS for path in in_languages(name).values()]
    for path, language in SectionText.objects.values_list("section__path", "language").order_by("section__path"):
        with override(language):
            paths.append(reverse("section", args=[path]))
    listing = Concat(Value("topic:"), Cast(OuterRef("pk"), CharField()))
    placements = ArticlePlacement.objects.live(request.at).filter(listing=listing, language=OuterRef("language"))
    for slug, language in Topic.objects.filter(Exists(placements)).values_list("slug", "language"):
        with override(language):
            paths.append(reverse("topic", args=[slug]))
    urls = [{"location": request.build_absolute_uri(path)} for path in paths[:SIZE]]
    return respond(request, "sitemap.xml", {"urlset": urls})


def page_path(language, slug):
    with override(language):
        return reverse("page", args=[slug])
