"""Reads the demo's content files. Pure: text in, values out; the database is the loader's matter.

A block begins with headings ("Section: secretariat", long ones go on in indented lines) and has its text after an empty
line. A line of equals signs begins the next edition of the same article: its headings replace those of the edition
before, and so does its text, when it has one.

Published: "2020-01-09 13:00", "4 days ago 15:20" or "in 3 days 12:00", in the newsroom zone: an article is what the
clock makes of that. Its printed date is the day of its first edition, unless a later one has a Date of its own.
State: "draft" or "in review", for what is not approved; Published is then the planned time.
Release: the name of the release it goes out with, at the time that is Published.
"""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone

CONTENT = Path(__file__).parent / "content"
WORDS = {"kind", "section", "also", "topics", "published", "headline", "slug", "lead", "byline", "picture", "state"}
CHANGES = {"release", "date", "change note", "typo only", "withdrawn", "reason", "notice"}
BLOCK = re.compile(r"<(ul|ol|table|blockquote|h[234]|hr)\b")
WHEN = re.compile(r"(?:(?P<day>\d{4}-\d\d-\d\d)|(?P<ago>\d+) days? ago|in (?P<ahead>\d+) days?) (?P<time>\d\d:\d\d)")


class Text(NamedTuple):
    """One file: `editions` is a list of dictionaries, each complete, with the headings in small letters and `body`."""

    name: str
    language: str
    editions: list


def read_texts():
    """Every article of the demo."""
    return [read_text(path) for path in sorted(CONTENT.glob("*/*.txt"))]


def read_text(path):
    editions = []
    for block in re.split(r"^=+$\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
        headings, _, text = block.partition("\n\n")
        written = read_headings(headings)
        unknown = set(written) - WORDS - CHANGES
        if unknown:
            raise ValueError(f"{path.name}: unknown heading {', '.join(sorted(unknown))}.")
        if text.strip():
            written["body"] = as_html(text)
        before = {word: value for word, value in (editions[-1] if editions else {}).items() if word not in CHANGES}
        editions.append(before | written)
    return Text(path.stem, path.parent.name, editions)


def read_records(name):
    """The blocks of a file that holds many small ones, such as sections.txt."""
    return [read_headings(block) for block in re.split(r"\n\n+", (CONTENT / name).read_text(encoding="utf-8").strip())]


def read_headings(block):
    headings, word = {}, ""
    for line in block.strip().splitlines():
        if line.startswith(" "):
            headings[word] += f" {line.strip()}"
        else:
            word, _, value = line.partition(":")
            word = word.lower()
            headings[word] = value.strip()
    return headings


def as_html(text):
    """Paragraphs stand apart by an empty line; one that begins with a block element is HTML already."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n".join(
        "\n".join(line.strip() for line in block.splitlines())
        if BLOCK.match(block)
        else f"<p>{' '.join(block.split())}</p>"
        for block in blocks
    )


def instant(words, now):
    """The instant that `Published` or `Withdrawn` names, seen from `now`."""
    found = WHEN.fullmatch(words)
    if not found:
        raise ValueError(f"“{words}” is not a time. Write 2020-01-09 13:00, 4 days ago 15:20 or in 3 days 12:00.")
    today = timezone.localdate(now)
    days = int(found["ahead"] or 0) - int(found["ago"] or 0)
    day = found["day"] or (today + timedelta(days=days)).isoformat()
    return timezone.make_aware(datetime.fromisoformat(f"{day} {found['time']}"))


def listed(said, separator=","):
    """The words of a heading that lists several; none for None."""
    return [word.strip() for word in (said or "").split(separator) if word.strip()]
