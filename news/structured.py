"""What machines read about a page (schema.org, as JSON-LD)."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

# What a new installation calls itself; locale/ has it in the other languages.
DEFAULT_NAMES = (gettext_noop("Collective Security Treaty Organization"), gettext_noop("CSTO"))


def organisation(request):
    return {
        "@type": "Organization",
        "name": gettext(settings.ORGANISATION_NAME),
        "url": request.build_absolute_uri(reverse("home")),
    }


def article(request, edition, notes):
    """The edition as NewsArticle. "Published" is the announced instant, whenever anything ran (rule 7)."""
    absolute = request.build_absolute_uri
    address = absolute(edition.get_absolute_url())
    picture = edition.printed.get("picture")
    author = {"@type": "Person", "name": edition.byline} if edition.byline else organisation(request)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": edition.headline,
        "description": edition.description,
        "datePublished": edition.announced_at.isoformat(),
        "dateModified": edition.live_from.isoformat(),
        "inLanguage": edition.work.language,
        "url": address,
        "mainEntityOfPage": address,
        "image": [absolute(picture["url"] if picture else static("share.png"))],
        "author": author,
        "publisher": organisation(request),
    }
    if notes:
        data["correction"] = [
            {"@type": "CorrectionComment", "text": note.change_note, "datePublished": note.live_from.isoformat()}
            for note in notes
        ]
    return data


def breadcrumbs(request, line, edition=None):
    """The way from all news to a section or an article. `line` is SectionTree.line."""
    steps = [(str(text.name), reverse("section", args=[text.section.path])) for text in line]
    if edition:
        steps.append((edition.headline, edition.get_absolute_url()))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": request.build_absolute_uri(path)}
            for number, (name, path) in enumerate(steps, 1)
        ],
    }
