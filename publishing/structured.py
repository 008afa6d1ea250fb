"""What machines read about any page (schema.org, as JSON-LD)."""

from django.conf import settings
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


def breadcrumbs(request, steps):
    """The way to a page. `steps` are pairs of name and path, the page itself last."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": request.build_absolute_uri(path)}
            for number, (name, path) in enumerate(steps, 1)
        ],
    }
