"""From the bytes of a file to its text: UTF-8, UTF-16, cp1251, and cp1251 that somebody took for Latin-1."""

import codecs
import re

from django.utils.translation import gettext as _

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How PDF, Office, archives, pictures and programs begin.
NO_TEXT = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"Rar!",
    b"{\\rtf",
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-z]")
TAGS = re.compile(r"<(?:!doctype|html|head|body|div|p|br)\b", re.IGNORECASE)


class Unreadable(Exception):
    """This is no page of the old site; the sentence says why."""


def decode(data):
    """The text of a file. Raises Unreadable for what is empty or no text."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable(_("The file is empty."))
    if data.startswith(NO_TEXT):
        raise Unreadable(_("This is not a text file but a document, a picture or a program. Save the page as text."))
    text = repaired(decoded(data))
    if len(CONTROL.findall(text)) > len(text) // 200:
        raise Unreadable(_("This is not a text file: it is full of control characters. Save the page as text."))
    if TAGS.search(text[:5000]):
        raise Unreadable(_("This is HTML. Open the page in a browser, and save it as text."))
    return text


def decoded(data):
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    encoding = unmarked_utf_16(data)
    if encoding:
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def unmarked_utf_16(data):
    """UTF-16 without its mark shows by the byte that is nearly always 0 (Latin) or 4 (Cyrillic)."""
    sample = data[:2000]
    if b"\x00" not in sample:
        return None
    pairs = len(sample) // 2
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if sum(high.count(byte) for byte in (0, 4, 32)) > pairs * 0.9:
            return encoding
    return None


def repaired(text):
    """Undo cp1251 that was read as Latin-1: "ÑÎÎÁÙÅÍÈÅ" is "СООБЩЕНИЕ"."""
    accented = len(re.findall(r"[\u00c0-\u00ff]", text))
    if accented < 10 or accented < len(LATIN.findall(text)) or CYRILLIC.search(text):
        return text
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding).decode("cp1251")
        except UnicodeError:
            continue
    return text


def language_of(text):
    """ "ru" where Cyrillic letters prevail, else "en"."""
    return "ru" if len(CYRILLIC.findall(text)) > len(LATIN.findall(text)) else "en"
