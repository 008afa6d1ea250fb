"""From bytes to text: UTF-8, UTF-16, Windows-1251, and Windows-1251 that a server called Latin-1.

Linear in the size, whatever the bytes are.
"""

import re

from django.utils.translation import gettext as _

MAX_BYTES = 2_000_000

MAGIC = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP",
    b"Rar!": "RAR",
    b"\x89PNG": "PNG",
    b"GIF8": "GIF",
    b"\xff\xd8\xff": "JPEG",
    b"\xd0\xcf\x11\xe0": "Word",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
}
# The longer mark first: that of UTF-32 begins as that of UTF-16.
MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# Latin, punctuation, Cyrillic: the upper halves of nearly all that a Russian or English page holds in UTF-16.
UPPER_HALVES = {0x00, 0x04, 0x20}
SAMPLE = 4096

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-z]")
WORD = re.compile(r"[^\W\d_]+")
# Letters of Windows-1251 that Russian does not use: many of them mean that it is something else.
ODD = re.compile(r"[ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЄЇІіґєјЅѕї]")

# Windows-1251 read as Latin-1: Russian letters turn into these, three of which in a row no western word has.
HIGH = re.compile(r"[\u00c0-\u00ff\u00a8\u00b8]")
HIGH_WORD = re.compile(r"(?<![A-Za-z])[\u00c0-\u00ff\u00a8\u00b8]{3}")
AS_CYRILLIC = {code: bytes([code]).decode("cp1251", errors="replace") for code in range(0x80, 0x100)}
# UTF-8 read as Latin-1: every Russian letter begins with one of these.
LEADS = re.compile("[ÐÑ][\u0080-\u00bf\u0100-\uffff]")


class Unreadable(Exception):
    """These bytes are not the text of a page; the sentence says why."""


def decode(data):
    """The text of a page. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(_("It is larger than %(most)d MB, more than any page.") % {"most": MAX_BYTES // 1_000_000})
    if not data.strip():
        raise Unreadable(_("It is empty."))
    for magic, name in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(_("It is a %(kind)s file, not text.") % {"kind": name})
    text = decode_marked(data)
    refuse_programs(data.decode("latin-1") if text is None else text)
    for way in (decode_utf_8, decode_cp1251):
        text = way(data) if text is None else text
    return mend_mojibake(text)


def refuse_programs(text):
    """Raises Unreadable where there are zeros, or more than a stray control character or two."""
    if "\x00" in text or len(CONTROL.findall(text)) * 100 > len(text):
        raise Unreadable(_("It is not text but a file for programs."))


def decode_marked(data):
    """The text if a byte order mark, or the zeros of UTF-16, say what it is; else None."""
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), None) or utf_16_by_zeros(data)
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        sentence = _("It says that it is %(encoding)s, but is damaged at byte %(place)d. Fetch the page again.")
        names = {"encoding": encoding.upper().removesuffix("-SIG"), "place": error.start}
        raise Unreadable(sentence % names) from None


def utf_16_by_zeros(data):
    sample = data[:SAMPLE]
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        upper = sample[first::2]
        fitting = sum(byte in UPPER_HALVES for byte in upper)
        telling = sum(byte in {0x00, 0x04} for byte in upper)
        if telling * 10 > len(upper) * 7 and fitting * 10 > len(upper) * 9 and len(data) % 2 == 0:
            return name
    return None


def decode_utf_8(data):
    """The text if it is UTF-8, None if it is something else. A damaged file is refused, not guessed."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    text = data.decode("utf-8", errors="replace")
    lost, foreign = text.count("\ufffd"), sum(char > "\x7f" for char in text)
    if foreign > 2 * lost:
        raise Unreadable(_("Its UTF-8 is damaged at byte %(place)d. Fetch the page again.") % {"place": place})
    return None


def decode_cp1251(data):
    refusal = Unreadable(_("Its letters are neither UTF-8 nor UTF-16 nor Windows-1251."))
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        raise refusal from None
    if len(ODD.findall(text)) * 10 > sum(char > "\x7f" for char in text):
        raise refusal
    mixed = pure = 0
    for word in WORD.findall(text):
        if CYRILLIC.search(word):
            mixed, pure = (mixed + 1, pure) if LATIN.search(word) else (mixed, pure + 1)
    # "Rйsumй" was "Résumé": the western page of the same family.
    return data.decode("cp1252", errors="replace") if mixed > pure else text


def mend_mojibake(text):
    """Turn letters back into Russian that were sent under the name of another encoding; other text is untouched.

    A page may be so as a whole, or in single lines.
    """
    high, latin = len(HIGH.findall(text)), len(LATIN.findall(text))
    if high and len(LEADS.findall(text)) * 10 > high * 4:
        return mend_double_utf_8(text)
    if high > latin and not CYRILLIC.search(text):
        return text.translate(AS_CYRILLIC)
    if not HIGH_WORD.search(text):
        return text
    return "\n".join(line.translate(AS_CYRILLIC) if is_mojibake(line) else line for line in text.splitlines())


def is_mojibake(line):
    """Whether a line is Russian under a western name: no western language has so many letters with accents."""
    return bool(HIGH_WORD.search(line)) and len(HIGH.findall(line)) > len(LATIN.findall(line))


def mend_double_utf_8(text):
    try:
        return b"".join(bytes([ord(char)]) if char < "\u0100" else char.encode("cp1252") for char in text).decode()
    except UnicodeError:
        return text
