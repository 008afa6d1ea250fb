"""What machines read about an article (schema.org, as JSON-LD)."""

from django.templatetags.static import static
from django.urls import reverse

from publishing.structured import organisation


def article(request, edition, story):
    """The edition as NewsArticle. "Published" is the planned instant of the first publication, also after an update was
    announced again (rule 7). "Modified" is that of the newest change, a typo's too; a correction is what has a note."""
    absolute = request.build_absolute_uri
    address = absolute(edition.get_absolute_url())
    picture = edition.printed.get("picture")
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": edition.headline,
        "description": edition.description,
        "datePublished": story.published_at.isoformat(),
        "dateModified": edition.live_from.isoformat(),
        "inLanguage": edition.work.language,
        "url": address,
        "mainEntityOfPage": address,
        "image": [absolute(picture["url"] if picture else static("share.png"))],
        "author": author(request, edition),
        "publisher": organisation(request),
    }
    people = edition.printed.get("people")
    if people:
        data["mentions"] = [person(request, official) for official in people]
    if story.changes:
        data["correction"] = [
            {"@type": "CorrectionComment", "text": note.words, "datePublished": note.at.isoformat()}
            for note in story.changes
        ]
    return data


def author(request, edition):
    """Who signs: the official, words that were typed, or the organisation."""
    byline = edition.printed.get("byline")
    if byline and byline["person"]:
        return person(request, byline["person"])
    return {"@type": "Person", "name": edition.byline} if edition.byline else organisation(request)


def person(request, official):
    """An official as printed with the text: with the title of that day."""
    address = request.build_absolute_uri(reverse("person", args=[official["id"], official["slug"]]))
    return {"@type": "Person", "name": official["name"], "jobTitle": official["title"], "url": address}


def steps(line, edition=None):
    """The way from the top section to a section or an article, for breadcrumbs. `line` is SectionTree.line."""
    way = [(str(text.name), reverse("section", args=[text.section.path])) for text in line]
    if edition:
        way.append((edition.headline, edition.get_absolute_url()))
    return way
