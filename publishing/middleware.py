"""What every response of the site obeys, whatever made it: one instant a request, and the lifetime of rule 11."""

import re

from django.conf import settings
from django.utils import translation
from django.utils.cache import has_vary_header, patch_cache_control

from . import clock

NEWSROOM = re.compile(r"/(?:[a-z]{2}/)?admin(?:/|$)")
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def public_instant(get_response):
    """Gives the request its instant `request.at` (only the time machine, `request.journey`, moves it), and the response
    its lifetime.

    A response that says nothing of caching itself is public and lives until the next whole minute (UTC), whatever is
    or is not scheduled: caches are right at every release, and no header tells that one is coming. Pages for signed-in
    people say `no-store` themselves.
    """

    def middleware(request):
        request.at, request.journey = clock.now(), None
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if response.has_header("Cache-Control"):
            return response
        if not is_public(request, response):
            patch_cache_control(response, no_store=True, private=True)
        else:
            left = clock.next_minute(request.at) - clock.now()
            patch_cache_control(response, public=True, max_age=max(0, int(left.total_seconds())))
        return response

    return middleware


def is_public(request, response):
    """Whether a shared cache may keep the answer: it is the same for everybody, and nothing of the newsroom."""
    newsroom = NEWSROOM.match(request.path_info)
    personal = response.cookies or has_vary_header(response, "Cookie")
    return request.method in {"GET", "HEAD"} and response.status_code < 500 and not newsroom and not personal


def language_of_the_address(get_response):
    """The address alone says the language: /ru/... is Russian, no prefix is the default. No cookie, no header, so one
    address has one answer for everybody."""

    def middleware(request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response

    return middleware
