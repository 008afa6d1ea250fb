"""Addresses that say a name in the language of the page."""

from django.conf import settings
from django.utils.translation import override


def everywhere(thing):
    """{language: path} of a thing, which has a page in every language."""
    paths = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            paths[code] = thing.get_absolute_url()
    return paths
