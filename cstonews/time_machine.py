"""The time machine: /at/2026-12-01T09:00Z/news/ is /news/ as of that instant, for those of the newsroom who may see it.

Every public page answers for `request.at` and makes its links by reverse(), so two things make the machine: another
instant, and a prefix that all links begin with. For everybody else there is nothing at its addresses, and no answer
differs by a byte from that of any other address where nothing is.
"""

import re
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils.cache import patch_vary_headers

from publishing.middleware import NEWSROOM
from publishing.travel import Journey, address, may_travel, read_stamp

INSIDE = re.compile(r"/at/([^/]+)(/.*)?", re.DOTALL)
# The chooser cuts what cannot be an instant, so that its own address stays short.
LONGEST = 40
PRIVATE = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",
}


def time_machine(get_response):
    """Answers at the machine's addresses. It stands outside of the session, which leaves traces in the answer to
    everybody who is asked for it."""

    def middleware(request):
        asked = INSIDE.fullmatch(request.path_info)
        if not asked or request.method not in {"GET", "HEAD"} or NEWSROOM.match(asked[2] or ""):
            return get_response(request)
        user = signed_in(request)
        if not may_travel(user):
            return get_response(request)
        at, path = read_stamp(asked[1]), asked[2]
        if at is None or not may_travel(user, at):
            response = HttpResponseRedirect(chooser(asked[1][:LONGEST], path))
        elif path is None:
            response = HttpResponseRedirect(address(at))
        else:
            response = travel(request, get_response, at, path, user)
        for name, value in PRIVATE.items():
            response.headers[name] = value
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def signed_in(request):
    """Who asks. It is found out beside the request, so that the answer to somebody else shows no trace of it."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not (key.isascii() and key.isalnum()):
        return AnonymousUser()
    beside = HttpRequest()
    beside.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return get_user(beside)


def chooser(typed, path):
    return reverse("admin:time-machine", query={"at": typed, "path": path or "/"})


def travel(request, get_response, at, path, user):
    """The answer of the public site at that path, as of that instant, with its links leading back into the machine."""
    root, newsroom = get_script_prefix(), reverse("admin:index")
    # Django keeps the first reading of both, with the prefix of that moment: read them before it is another.
    apart = (settings.STATIC_URL, settings.MEDIA_URL, newsroom, f"{root}at/")
    prefix = address(at)
    request.at, request.path_info, request.path = at, path, f"{prefix}{path[1:]}"
    request.journey = Journey(at, user, root, f"{root}{request.get_full_path_info()[1:]}", newsroom)
    set_script_prefix(prefix)
    try:
        response = get_response(request)
    finally:
        set_script_prefix(root)
    if response.headers.get("Content-Type", "").startswith("text/html"):
        lead_back(response, prefix, root, apart, request.get_host())
    return response


def lead_back(response, prefix, root, apart, host):
    """Links that editors wrote into a text stand in it as they wrote them: those to our own pages are led into the
    machine, too. What stands before <main> is the frame's, which knows where it leads."""
    frame, main, content = response.content.decode().partition("<main ")
    link = re.compile(rf'(<a\b[^>]*?\shref=")(?:https?://{re.escape(host)})?({re.escape(root)}(?!/)[^"]*)')

    def led_back(match):
        return match[0] if match[2].startswith(apart) else f"{match[1]}{prefix}{match[2].removeprefix(root)}"

    response.content = frame + main + link.sub(led_back, content)
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(response.content))
