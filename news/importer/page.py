"""One page of the old site, read."""

import re
from datetime import date
from typing import NamedTuple

from .anatomy import dissect
from .decoding import decode, language_of
from .markup import is_interview, to_html
from .tidying import tidy_lines

ANNOUNCEMENT = re.compile(r"(?:announcement|анонс)\b", re.IGNORECASE)
STATEMENT = re.compile(r"(?:joint |press )?statement\b|(?:совместное )?заявление\b", re.IGNORECASE)
INTERVIEW = re.compile(r"\binterview\b|\bинтервью\b", re.IGNORECASE)
SPEECH = re.compile(r"\b(?:speech|welcome address|remarks)\b|\b(?:выступление|речь)\b", re.IGNORECASE)
SALUTATION = re.compile(r"(?:dear|distinguished|уважаемы[ей]|дорогие)\b.{0,80}[!,]$", re.IGNORECASE)


class Page(NamedTuple):
    """What was read. `date` is None where the page gives none of its own; `remarks` are sentences for people."""

    headline: str
    date: date | None
    body: str
    byline: str
    kind: str
    language: str
    remarks: tuple


def read_page(data):
    """Read the bytes of a saved page. Raises Unreadable with a sentence, and nothing else, whatever the bytes are."""
    remarks = []
    lines = tidy_lines(decode(data), remarks)
    parts = dissect(lines, remarks)
    return Page(
        headline=parts.headline,
        date=parts.date,
        body=to_html(parts.body),
        byline=parts.byline,
        kind=kind_of(parts),
        language=language_of(" ".join([parts.headline, *parts.body])),
        remarks=tuple(dict.fromkeys(remarks)),
    )


def kind_of(parts):
    """The kind, where the shape leaves no doubt; else news."""
    if ANNOUNCEMENT.match(parts.headline):
        return "announcement"
    if STATEMENT.match(parts.headline):
        return "statement"
    if INTERVIEW.search(parts.headline) and is_interview(parts.body):
        return "interview"
    if SPEECH.search(parts.headline) and any(SALUTATION.match(line) for line in parts.body):
        return "speech"
    return "news"
