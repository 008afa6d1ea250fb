"""The gate every document passes: a whole PDF file without programs or other files in plain sight.

Pure: bytes in, the same bytes out. Raises Refused with a sentence; a file is judged by what it holds, never by its
name. Nothing is decompressed, so what a PDF hides in compressed objects is not seen: library/views.py therefore serves
documents as attachments that no browser runs anything from.
"""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from .gate import refuse

MAX_BYTES = 20_000_000
# Readers look for the end of a PDF in its last kilobyte, and so do we.
TAIL = 1024

BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,16}%PDF-(?:1\.[0-7]|2\.0)(?!\d)")
END = b"%%EOF"


def name_pattern(name):
    """A PDF name as a pattern: any of its letters may be written as # and two hexadecimal digits."""
    letters = (f"(?:{letter}|(?i:#{ord(letter):02x}))" for letter in name)
    return "/" + "".join(letters) + r"(?![^\0\t\n\f\r ()<>\[\]{}/%])"


# Three bytes stand somewhere in any large picture by chance. As a key, /JS is followed by a string or a reference to
# one, maybe behind a comment; that happens by chance in one of a hundred files of the greatest size.
A_STRING_FOLLOWS = r"[\0\t\n\f\r ]*+[(<0-9%]"
ACTIVE = re.compile(
    "|".join(
        [
            *map(name_pattern, ("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles")),
            name_pattern("JS") + A_STRING_FOLLOWS,
        ]
    ).encode()
)


class Examined(NamedTuple):
    """A document that has passed the gate: ready to be stored."""

    name: str
    data: bytes


def examine(upload):
    """Let an upload (any file object with `name` and `size`) through the gate. Raises Refused."""
    check_size(upload.size)
    upload.seek(0)
    data = upload.read(TAIL)
    if not BEGINNING.match(data):
        refuse(_("This file is not a PDF document. Save the document as PDF and upload that."))
    data += upload.read(MAX_BYTES)
    check_size(len(data))
    if END not in data[-TAIL:]:
        refuse(_("The end of this PDF is missing, so it is not the whole document. Export or download it again."))
    if ACTIVE.search(data):
        refuse(
            _(
                "This PDF carries a program, a command or another file inside, which readers must not be given. "
                "Save it as PDF/A or print it to PDF, and upload that."
            )
        )
    return Examined(upload.name or "", data)


def check_size(size):
    if size > MAX_BYTES:
        refuse(
            _("This document is %(size).1f MB large; at most 20 MB can be stored. Save it smaller and try again.")
            % {"size": size / 1_000_000}
        )
