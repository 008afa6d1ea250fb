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
    sections = [edition.section, *edition.further_sections.all()] if hasattr(edition, "section") else []
    every = {ancestor.path for one in sections if one for ancestor in one.with_ancestors()}
    paths = [reverse("section", args=[path]) for path in sorted(every)]
    return [path + query for path in paths for query in ("", f"?on={edition.date}")]


def topics(edition):
    return [reverse("topic", args=[topic.slug]) for topic in edition.topics.all()] if hasattr(edition, "topics") else []


def article(edition):
    right = reverse("article", args=[edition.work_id, edition.slug])
    return [right, reverse("article", args=[edition.work_id, "wrong"]), right.rstrip("/"), f"{right}?preview=1"]


def meetings(edition):
    """The list of all meetings, and of those of its body, where it has one, and of the body above that."""
    organ = getattr(edition, "organ", None)
    filters = [f"?body={body.slug}" for body in filter(None, (organ, organ and organ.parent))]
    return [*lists("meetings")(edition), *(reverse("meetings") + query for query in filters)]


def meeting(edition):
    """The page of a meeting; an article has none, but its number and slug are an address all the same."""
    right = reverse("meeting", args=[edition.work_id, edition.slug])
    return [right, reverse("meeting", args=[edition.work_id, "wrong"]), right.rstrip("/"), f"{right}?preview=1"]


def about(edition):
    """The meeting that a text is about: an article says which, a meeting is it."""
    return getattr(edition, "meeting_id", None) or edition.work_id


def body_calendar(edition):
    organ = getattr(edition, "organ", None)
    return [reverse("body-calendar", args=[organ.slug if organ else "no-such-body"])]


def people_in(edition):
    """The appointments that an edition names: those in its text, of its byline, of who takes part."""
    named = list(edition.people.all()) if hasattr(edition, "people") else []
    named += [getattr(edition, name, None) for name in ("signed_by", "chaired_by")]
    return [appointment for appointment in named if appointment]


def people(edition):
    """The page of each person it names; there may be none, but an address is an address."""
    addresses = [appointment.person.get_absolute_url() for appointment in people_in(edition)]
    return [*addresses, reverse("person", args=[999999999, "nobody"])]


def posts(edition):
    addresses = [appointment.post.get_absolute_url() for appointment in people_in(edition)]
    return [*addresses, reverse("post", args=[999999999, "none"])]


def on_its_day(path, edition):
    return [path, f"{path}?on={edition.date}"]


def body(edition):
    organs = [getattr(edition, "organ", None), *(appointment.post.body for appointment in people_in(edition))]
    slugs = {organ.slug for organ in organs if organ} or {"no-such-body"}
    return [path for slug in sorted(slugs) for path in on_its_day(reverse("body", args=[slug]), edition)]


def corrections(edition):
    """The list, and its pages from either end of all time."""
    path = reverse("corrections")
    return [path, f"{path}?before=9999999999999999.9.999999999", f"{path}?after=0.0.0"]


SURFACES = {
    "home": lambda edition: [reverse("home")],
    "release": lambda edition: [reverse("release", args=[edition.release_id or 999999999])],
    "all-news": lists("all-news"),
    "section": section,
    "topic": topics,
    "person-news": lambda edition: [reverse("person-news", args=[one.person_id]) for one in people_in(edition)],
    "meeting-news": lambda edition: [reverse("meeting-news", args=[about(edition)])],
    "archive": lambda edition: [reverse("archive")],
    "archive-year": lambda edition: [reverse("archive-year", args=[edition.date.year])],
    "archive-month": lambda edition: [reverse("archive-month", args=[edition.date.year, edition.date.month])],
    "article": article,
    "page": lambda edition: [reverse("page", args=[edition.slug])],
    "corrections": corrections,
    "meetings": meetings,
    "meeting-month": lambda edition: [reverse("meeting-month", args=[edition.date.year, edition.date.month])],
    "meeting": meeting,
    "person-meetings": lambda edition: [reverse("person-meetings", args=[one.person_id]) for one in people_in(edition)],
    "meetings-calendar": lambda edition: [reverse("meetings-calendar")],
    "body-calendar": body_calendar,
    "meeting-calendar": lambda edition: [reverse("meeting-calendar", args=[edition.work_id])],
    "people": lambda edition: [reverse("people"), f"{reverse('people')}?q=a"],
    "person": people,
    "post": posts,
    "structure": lambda edition: on_its_day(reverse("structure"), edition),
    "body": body,
    "robots": lambda edition: [reverse("robots")],
    "sitemap": lambda edition: [reverse("sitemap")],
    "sitemap-site": lambda edition: [reverse("sitemap-site")],
    "sitemap-articles": lambda edition: [reverse("sitemap-articles", args=[edition.work_id // 5000])],
    "sitemap-meetings": lambda edition: [reverse("sitemap-meetings", args=[edition.work_id // 5000])],
    "sitemap-people": lambda edition: [reverse("sitemap-people", args=[0])],
    # Without the token of an open link there is nothing; what one shows, tests/publishing/test_shared_previews.py asks.
    "preview": lambda edition: [reverse("preview", args=[token]) for token in ("A" * 43, edition.pk, edition.slug)],
    # Its bytes are the upload's alone; its name is random and stands on no page before its text is public.
    "picture": lambda edition: [],
    "document": lambda edition: [],
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
