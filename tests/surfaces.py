"""Every public surface: the name of each public address, and where it stands for a given article.

A new public URL name that is missing here fails a test. The leak matrix asks all of them for texts that are hidden.
`paths(edition)` are the addresses that would show the edition if it were live, in its own language.
"""

from django.urls import get_resolver, reverse
from django.utils.translation import override


def lists(name):
    """A list: its beginning, the page that begins with the edition's day, and the one that follows its place."""

    def paths(edition):
        path = reverse(name)
        return [path, f"{path}?on={edition.date}", f"{path}?before={edition.date}.9999999999999999.999999999"]

    return paths


def section(edition):
    sections = [edition.section, *edition.further_sections.all()]
    every = {ancestor.path for one in sections if one for ancestor in one.with_ancestors()}
    paths = [reverse("section", args=[path]) for path in sorted(every)]
    return [path + query for path in paths for query in ("", f"?on={edition.date}")]


def article(edition):
    right = reverse("article", args=[edition.work_id, edition.slug])
    return [right, reverse("article", args=[edition.work_id, "wrong"]), right.rstrip("/"), f"{right}?preview=1"]


SURFACES = {
    "home": lambda edition: [reverse("home")],
    "all-news": lists("all-news"),
    "section": section,
    "topic": lambda edition: [reverse("topic", args=[topic.slug]) for topic in edition.topics.all()],
    "archive": lambda edition: [reverse("archive")],
    "archive-year": lambda edition: [reverse("archive-year", args=[edition.date.year])],
    "archive-month": lambda edition: [reverse("archive-month", args=[edition.date.year, edition.date.month])],
    "article": article,
    "page": lambda edition: [reverse("page", args=[edition.slug])],
    "corrections": lambda edition: [reverse("corrections")],
    "robots": lambda edition: [reverse("robots")],
    "sitemap": lambda edition: [reverse("sitemap")],
    "sitemap-site": lambda edition: [reverse("sitemap-site")],
    "sitemap-articles": lambda edition: [reverse("sitemap-articles", args=[edition.work_id // 5000])],
    # Its bytes are the picture's alone; its name is random and stands on no page before its text is public.
    "picture": lambda edition: [],
}

# Not addresses of ours by name, but answers all the same.
UNNAMED = ["/no-such-page/", "/news/999999999/no-such-article/", "/old/address/of/the/article.htm"]


def public_names(resolver=None):
    """The names of all addresses outside the admin."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if getattr(pattern, "app_name", None) == "admin":
            continue
        if hasattr(pattern, "url_patterns"):
            yield from public_names(pattern)
        else:
            yield pattern.name


def paths(edition):
    """Every address that could show the edition, in its language, and those that show nothing."""
    with override(edition.work.language):
        return [path for surface in SURFACES.values() for path in surface(edition)] + UNNAMED
