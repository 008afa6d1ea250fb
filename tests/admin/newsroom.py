"""The addresses and forms of the newsroom, as a browser would use them."""

from django.urls import reverse

LIST = reverse("admin:news_articleedition_changelist")
ADD = reverse("admin:news_articleedition_add")


def address(edition):
    return reverse("admin:news_articleedition_change", args=[edition.pk])


def typed(edition=None, **changes):
    """What the form sends."""
    content = {
        "language": "en",
        "opened_version": edition.version if edition else "",
        "headline": edition.headline if edition else "A new headline",
        "lead": "",
        "body": edition.body if edition else "<p>Text.</p>",
        "kind": "news",
        "date": "2026-03-03",
        "byline": "",
        "section": edition.section_id or "" if edition else "",
        "slug": "",
        "planned_for": "",
    }
    return {**content, **changes}


def press(client, edition, action, **fields):
    return client.post(address(edition), {"_action": action, **{f"{action}-{k}": v for k, v in fields.items()}})


def text(response):
    return response.content.decode()
