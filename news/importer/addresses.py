"""Addresses of the old site in one spelling, so that the one in a list and the one a reader asks for meet."""

import re
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode, urlsplit

from django.utils.encoding import repercent_broken_unicode
from django.utils.translation import gettext as _

LONGEST_ADDRESS = 700
# What the old site and the trade add to an address without another page behind it.
NOISE = re.compile(
    r"(?:PAGEN_\d+|SHOWALL_\d+|SIZEN_\d+|gen-tab|bxajaxid|clear_cache|sphrase_id|print|utm_\w+|fbclid|gclid|yclid"
    r"|_openstat|from)$",
    re.IGNORECASE,
)
INDEX = re.compile(r"/index\.(?:php|html?)$", re.IGNORECASE)


class BadAddress(ValueError):
    """It is no address of a page; the sentence says why."""


def normal_address(address):
    """ "/news/speech/some%20page/?PAGEN_1=2" and its twin with https://www. as "/news/speech/some page".

    Host, last slash, index.php and noise do not count; the rest of the query does, in any order. Raises BadAddress.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        raise BadAddress(_("“%s” is not an address.") % address) from None
    if not (parts.scheme in {"http", "https"} and parts.netloc) and not (address.strip().startswith("/")):
        raise BadAddress(_("“%s” is not an address: it begins neither with http nor with a slash.") % address)
    path = repercent_broken_unicode(unquote_to_bytes(parts.path)).decode()
    normal = with_query(path, parts.query)
    if "\x00" in normal:
        raise BadAddress(_("“%s” is not an address.") % address)
    if normal == "/":
        raise BadAddress(_("“%s” is the front page, not an article.") % address)
    if len(normal) > LONGEST_ADDRESS:
        raise BadAddress(_("The address is longer than %(most)d characters.") % {"most": LONGEST_ADDRESS})
    return normal


def with_query(path, query):
    """A decoded path and a raw query in that one spelling."""
    path = INDEX.sub("/", re.sub("/{2,}", "/", f"/{path}")).rstrip("/") or "/"
    telling = sorted((name, value) for name, value in parse_qsl(query, max_num_fields=None) if not NOISE.match(name))
    return f"{path}?{urlencode(telling)}" if telling else path


def slug_from(address):
    """A slug from the last part of an old address, or "" where that part names no article."""
    parts = urlsplit(address.strip())
    last = parts.path.rstrip("/").rpartition("/")[2]
    if "." in last or "?" in with_query("", parts.query):
        return ""
    decoded = repercent_broken_unicode(unquote_to_bytes(last)).decode()
    return re.sub(r"[^a-z0-9]+", "-", decoded.lower())[:100].strip("-")
