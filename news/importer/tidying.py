"""Lines as the old site meant them: spaces, picture names and look-alike letters that crept in are mended and named."""

import re

from django.utils.translation import gettext as _

SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f]")
LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
SPACE_BEFORE_STOP = re.compile(r" +([.,;:])(?=\s|$)")

PICTURE = r"[\w()-]{1,80}\.(?:jpe?g|png|gif|bmp)"
PICTURE_BEFORE = re.compile(rf"^{PICTURE}\s*(?=[^\W\d_]|[\"“«—–-]|$)", re.IGNORECASE)
PICTURE_AFTER = re.compile(rf"(?<=[\s.!?»”\"]){PICTURE}$", re.IGNORECASE)
VIDEO = re.compile(r"\s*\((?:video|видео)\)$", re.IGNORECASE)

MIXED_WORD = re.compile(r"\b(?=\w{0,60}[A-Za-z])(?=\w{0,60}[\u0400-\u04ff])[^\W\d_]{2,60}\b")
LATIN, CYRILLIC = "ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху"
TO_LATIN, TO_CYRILLIC = str.maketrans(CYRILLIC, LATIN), str.maketrans(LATIN, CYRILLIC)


def tidy_lines(text, remarks):
    """The lines that say something, each with single spaces and nothing invisible. Appends to `remarks`."""
    lines = (SPACES.sub(" ", INVISIBLE.sub("", line)).strip() for line in LINE_ENDS.split(text))
    lines = (SPACE_BEFORE_STOP.sub(r"\1", line) for line in lines if line)
    mended = (one_script(without_residue(line, remarks), remarks) for line in lines)
    return [line for line in mended if line]


def without_residue(line, remarks):
    """Without the file names that pictures left in the text, and the "(Video)" that a link left."""
    for pattern in (PICTURE_BEFORE, PICTURE_AFTER):
        found = pattern.search(line)
        if found:
            remarks.append(_("The name of a picture was left out of the text: %(name)s.") % {"name": found[0].strip()})
            line = (line[: found.start()] + line[found.end() :]).strip()
    if VIDEO.search(line):
        remarks.append(_("The old page linked to a video."))
        line = VIDEO.sub("", line)
    return line


def one_script(line, remarks):
    """Words that mix Latin and Cyrillic letters of the same look get the script that most of their letters have."""
    if not (line.isascii() or re.search(r"[A-Za-z]", line) is None):
        line = MIXED_WORD.sub(lambda match: mend_word(match[0], remarks), line)
    return line


def mend_word(word, remarks):
    latin = len(re.findall(r"[A-Za-z]", word))
    mended = word.translate(TO_LATIN if latin * 2 >= len(word) else TO_CYRILLIC)
    if not (re.search(r"[A-Za-z]", mended) and re.search(r"[\u0400-\u04ff]", mended)):
        remarks.append(_("“%(word)s” mixed Latin and Cyrillic letters; it is one script now.") % {"word": word})
        return mended
    remarks.append(_("“%(word)s” mixes Latin and Cyrillic letters: please check it.") % {"word": word})
    return word
