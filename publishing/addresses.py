"""Languages in addresses: one page in each language's tree, and the name by which readers of a language know it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info, override


def in_languages(url_name):
    """{language: path} of a page that stands in every language's tree."""
    paths = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            paths[code] = reverse(url_name)
    return paths


def everywhere(thing):
    """{language: path} of a thing that has a page in every language."""
    paths = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            paths[code] = thing.get_absolute_url()
    return paths


def own_name(code):
    """What a language calls itself, as it begins a line."""
    name = get_language_info(code)["name_local"]
    return name[0].upper() + name[1:]
