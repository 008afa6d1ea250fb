"""Addresses of the old site: where nothing else answers, they lead to the article that has taken their place."""

from django.conf import settings
from django.db.models import F
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from .importer.addresses import LONGEST_ADDRESS, with_query
from .models import ArticleEdition, ArticleWithdrawal


def redirect_old_addresses(get_response):
    """Turns a 404 into the one hop to a live article, or into the page of a withdrawn one.

    What is hidden leaves the 404 as it is, byte for byte, and costs the same queries as what never was.
    """

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"} or is_ours(request.path):
            return response
        return answer_for(request) or response

    return middleware


def is_ours(path):
    return path.startswith((reverse("admin:index"), settings.STATIC_URL, settings.MEDIA_URL))


def answer_for(request):
    """A redirect, a 410, or None. The address with its query is asked for before the path alone."""
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    candidates = list(dict.fromkeys((with_query(path, query), with_query(path, ""))))
    if any("\x00" in address or len(address) > LONGEST_ADDRESS for address in candidates):
        return None
    found = {edition.address: edition for edition in live_at(candidates, request.at)}
    for address in candidates:
        if address in found:
            return HttpResponsePermanentRedirect(found[address].get_absolute_url())
        withdrawn = ArticleWithdrawal.objects.effective(request.at)
        withdrawal = withdrawn.filter(work__old_addresses__address=address).first()
        if withdrawal:
            return gone(request, withdrawal)
    return None


def live_at(addresses, at):
    """The live editions behind old addresses, each with the `address` it was found by."""
    live = ArticleEdition.objects.live(at).filter(work__old_addresses__address__in=addresses)
    return live.annotate(address=F("work__old_addresses__address")).select_related("work").defer("body")


def gone(request, withdrawal):
    """The page of a withdrawn article, in its own language: an old address does not say which one it is."""
    language = withdrawal.work.language
    # The frame of the 404 page was read in the language of the address.
    for name in ("section_tree", "standing_pages"):
        request.__dict__.pop(name, None)
    with override(language):
        response = render(request, "410.html", {"withdrawal": withdrawal}, status=410)
    response.headers["Content-Language"] = language
    return response
