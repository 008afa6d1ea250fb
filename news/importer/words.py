"""What is put right inside a line: spaces, invisible characters, letters of the wrong alphabet, left-over file names.

Words, numbers and the choice of quotation marks stay as they are.
"""

import re

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
# Letters that were stored in two parts: as one they are found by search.
PARTS = {"и\u0306": "й", "И\u0306": "Й", "е\u0308": "ё", "Е\u0308": "Ё"}
SPACE_BEFORE_MARK = re.compile(r" (?=[.,;:!?](?:[\s”»\"]|$))")
MARKS = re.compile('["“«„”»]')
SPACE_AFTER_OPENER = re.compile(r"(?<![^\s(])([“«„]) ")
# Wrong marks are common, so a mark counts as closing only where none could open.
SPACE_BEFORE_CLOSER = re.compile(r' (?=[”»"](?:[.,;:!?)]|$))| (?=[”»] )')

CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-z]")
WORD = re.compile(r"[^\W\d_]+")
TO_LATIN = dict(zip("АВСЕНКМОРТХУЅІЈасеорхуѕіј", "ABCEHKMOPTXYSIJaceopxysij", strict=True))
TO_CYRILLIC = dict(zip("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху", strict=True))

IMAGE = r"[\w()\-]{1,100}\.(?i:jpe?g|png|gif|bmp|webp|tiff?)"
IMAGE_FIRST = re.compile(rf"{IMAGE}(?![a-z0-9/])")
IMAGE_LAST = re.compile(rf"(?<![\w()\-/]){IMAGE}$")
VIDEO = re.compile(r" ?\((?:Video|Видео)\)$", re.IGNORECASE)


def clean(line):
    """The line with single spaces, none at its ends or before a full stop, and nothing invisible."""
    line = " ".join(INVISIBLE.sub("", line).split())
    for parts, letter in PARTS.items():
        line = line.replace(parts, letter)
    line = SPACE_BEFORE_MARK.sub("", line)
    return mend_quotes(line) if MARKS.search(line) else line


def mend_quotes(line):
    """Remove the space inside quotation marks ("Echelon-2019 "). A straight mark with a space on both sides closes if
    the marks before it leave one open."""
    line = SPACE_BEFORE_CLOSER.sub("", SPACE_AFTER_OPENER.sub(r"\1", line))
    first, *rest = line.split(' " ')
    mended, marks = [first], len(MARKS.findall(first))
    for part in rest:
        mended += ['" ' if marks % 2 else ' "', part]
        marks += 1 + len(MARKS.findall(part))
    return "".join(mended)


def language_of(text):
    """ "ru" or "en", by the alphabet of most letters."""
    return "ru" if len(CYRILLIC.findall(text)) > len(LATIN.findall(text)) else "en"


def mend_alphabet(line, language):
    """Letters of the wrong alphabet that only look right ("CSTO СRRF" with a Cyrillic С). Only in words that mix both.

    Returns the line and the words that were put right.
    """
    if not (CYRILLIC.search(line) and LATIN.search(line)):
        return line, []
    mended = []

    def mend(match):
        word = match.group()
        if not (CYRILLIC.search(word) and LATIN.search(word)):
            return word
        for table in (TO_CYRILLIC, TO_LATIN) if language == "ru" else (TO_LATIN, TO_CYRILLIC):
            changed = "".join(table.get(char, char) for char in word)
            if not (CYRILLIC.search(changed) and LATIN.search(changed)):
                mended.append(changed)
                return changed
        return word

    return WORD.sub(mend, line), mended


def strip_residue(line):
    """Names of image files stuck to a paragraph, and "(Video)" left from a link.

    Returns the line and what was removed.
    """
    removed = []
    first = IMAGE_FIRST.match(line)
    if first:
        removed.append(first.group())
        line = line[first.end() :].lstrip()
    # Only the last word can be one: a long line is not searched through.
    last = IMAGE_LAST.search(line[line.rfind(" ") + 1 :][-200:])
    if last:
        removed.append(last.group())
        line = line[: -len(last.group())].rstrip()
    video = VIDEO.search(line[-20:])
    if video:
        removed.append(video.group().strip())
        line = line[: -len(video.group())]
    return line, removed
