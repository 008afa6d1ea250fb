"""Printed dates. A page's own date is dd.mm.yyyy in one of three places; every other date is a hint to a person."""

import re
from datetime import date
from typing import NamedTuple

from .words import VIDEO

PRINTED = r"(\d{2})\.(\d{2})\.(\d{4})(?!\d)"
TIME = r"(?:,? \d{1,2}:\d{2}(?::\d{2})?)?"
ALONE = re.compile(rf"{PRINTED}{TIME}$")
FIRST = re.compile(PRINTED)
LAST = re.compile(rf"(?<![\d.–-]){PRINTED}$")
# "Decision of 10.06.2022" has a date in its name, "from 10.06.2022 - 12.06.2022" a period.
PART_OF_THE_NAME = re.compile(
    r"(?:^|[\s(])(?:of|on|from|dated|by|till|until|to|since|before|after|in|at|for|and|the"
    r"|от|до|с|со|на|к|по|за|и|в|[-–—]|г\.|№)$",
    re.IGNORECASE,
)
# After a glued date a new text begins; "20.01.2020 in Moscow" is a sentence, "20.01.2020, Moscow" a place and a day.
TEXT_BEGINS = re.compile(r" ?(?:[A-ZА-ЯЁ“«\"„(]|[-–—] ?[A-ZА-ЯЁ])")
LISTED = re.compile(r"\d{2}/\d{2}/\d{4}(?: \d{2}:\d{2}:\d{2})?$")

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
IN_THE_TEXT = re.compile(
    rf"\b(?:\d{{2}}[./]\d{{2}}[./]\d{{4}}|(?:{MONTHS}) \d{{1,2}}, (?:\d{{4}}\b|this year)|\d{{1,2}} (?:{MONTHS})"
    rf"(?: \d{{4}}\b| (?:this year|с\.\s?г\.|этого года)))"
)
FIRST_YEAR, LAST_YEAR = 1991, 2100


class Mark(NamedTuple):
    """A line that shows the page's date: alone, before the text that is glued to it, or after a headline."""

    place: str
    shown: str
    text: str = ""

    @property
    def day(self):
        """The day, or None for one that does not exist (31.02.2020)."""
        day, month, year = map(int, self.shown.split("."))
        try:
            return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
        except ValueError:
            return None


def mark_of(line):
    """The Mark a line is, or None."""
    if match := ALONE.match(line):
        return Mark("alone", shown(match))
    if (match := FIRST.match(line)) and TEXT_BEGINS.match(line, match.end()):
        return Mark("before", shown(match), line[match.end() :].strip())
    mark = mark_at_end(line)
    return mark if mark and not PART_OF_THE_NAME.search(mark.text[-12:]) else None


def mark_at_end(line):
    """The Mark of a line that ends with a date, even if the date may be a part of what it says; else None."""
    # Only the end is looked at: a line may be long.
    tail = line[-14:]
    match = LAST.search(tail)
    text = match and VIDEO.sub("", line[: len(line) - len(tail) + match.start()].rstrip())
    return Mark("after", shown(match), text) if text else None


def shown(match):
    return ".".join(match.groups()[:3])


def is_listed(line):
    """Whether it is a date as lists of the old site print it, month first and with the time."""
    return bool(LISTED.match(line))


def dates_in(lines, most=3):
    """The first few dates that a text names, as it names them."""
    found = {}
    for line in lines:
        for match in IN_THE_TEXT.finditer(line):
            found[match.group()] = None
            if len(found) == most:
                return list(found)
    return list(found)
