"""The sitemap: an index and files of at most 5,000 addresses, cut by article id, so their borders never move."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from meetings.models import Meeting, MeetingEdition
from news.models import Article, ArticleEdition, ArticlePlacement, Kind, SectionText, Topic
from people.models import Body, Person
from publishing.addresses import everywhere, in_languages
from publishing.appearances import listing_of_each

SIZE = 5000
# No database counts further than this many files of that size.
LAST_FILE = 2**62 // SIZE
LISTS = ("home", "all-news", "archive", "corrections", "meetings", "people", "structure")


def respond(request, template_name, context):
    return render(request, template_name, context, content_type="application/xml; charset=utf-8")


@csrf_exempt
@require_safe
def index(request):
    files = [reverse("sitemap-site")]
    public = {
        "sitemap-articles": Article.objects.live(request.at),
        "sitemap-meetings": Meeting.objects.live(request.at),
        "sitemap-people": Person.objects.public(request.at),
    }
    for name, rows in public.items():
        newest = rows.order_by("-pk").values_list("pk", flat=True).first()
        files += [reverse(name, args=[number]) for number in range(newest // SIZE + 1)] if newest else []
    sites = [{"location": request.build_absolute_uri(path)} for path in files]
    return respond(request, "sitemap_index.xml", {"sitemaps": sites})


@csrf_exempt
@require_safe
def articles(request, number):
    """Articles and pages in all languages whose ids fall into the file; the day of a text is that of its edition."""
    live = ArticleEdition.objects.live(request.at).filter(**numbers("work", number)).order_by("work")
    beginnings = in_languages("all-news")
    urls = []
    for pk, kind, slug, language, changed in live.values_list("work", "kind", "slug", "work__language", "live_from"):
        path = f"{beginnings[language]}{pk}/{slug}/" if kind != Kind.PAGE else page_path(language, slug)
        urls.append({"location": request.build_absolute_uri(path), "lastmod": changed})
    return file_of(request, urls)


@csrf_exempt
@require_safe
def meetings(request, number):
    """Meetings in all languages whose ids fall into the file."""
    live = MeetingEdition.objects.live(request.at).filter(**numbers("work", number)).order_by("work")
    beginnings = in_languages("meetings")
    urls = [
        {"location": request.build_absolute_uri(f"{beginnings[language]}{pk}/{slug}/"), "lastmod": changed}
        for pk, slug, language, changed in live.values_list("work", "slug", "work__language", "live_from")
    ]
    return file_of(request, urls)


@csrf_exempt
@require_safe
def people(request, number):
    """Persons of whom something is public, in every language."""
    public = Person.objects.public(request.at).filter(**numbers("pk", number)).order_by("pk")
    paths = (path for person in public for path in everywhere(person).values())
    return file_of(request, [{"location": request.build_absolute_uri(path)} for path in paths])


def numbers(field, number):
    """The condition for rows whose numbers fall into that file."""
    if number > LAST_FILE:
        raise Http404
    return {f"{field}__gte": number * SIZE, f"{field}__lt": (number + 1) * SIZE}


def file_of(request, urls):
    """A file of addresses; an empty one is none."""
    if not urls:
        raise Http404
    return respond(request, "sitemap.xml", {"urlset": urls})


@csrf_exempt
@require_safe
def site(request):
    """What is none of these: the lists, the sections by name, the bodies, the topics that have something public."""
    paths = [path for name in LISTS for path in in_languages(name).values()]
    for path, language in SectionText.objects.values_list("section__path", "language").order_by("section__path"):
        with override(language):
            paths.append(reverse("section", args=[path]))
    paths += [path for body in Body.objects.all() for path in everywhere(body).values()]
    placements = ArticlePlacement.objects.listed(listing_of_each("topic"), OuterRef("language")).live(request.at)
    for slug, language in Topic.objects.filter(Exists(placements)).values_list("slug", "language"):
        with override(language):
            paths.append(reverse("topic", args=[slug]))
    urls = [{"location": request.build_absolute_uri(path)} for path in paths[:SIZE]]
    return respond(request, "sitemap.xml", {"urlset": urls})


def page_path(language, slug):
    with override(language):
        return reverse("page", args=[slug])
