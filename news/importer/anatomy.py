"""The parts of an old page: sidebar, headline, date, attachments, body, byline, footer.

The order on the old site: [latest news beside it] headline, headline again with its date, text, byline, footer links.
A date is taken only where the old site printed the page's own: behind the repeated headline, alone on the line after
the headline, or glued to the first words of the text. Any other date is somebody's words about something.
"""

import re
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .decoding import Unreadable, language_of

DAY = r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s?г\.?)?"
ONLY_DAY = re.compile(rf"{DAY}$")
ENDS_WITH_DAY = re.compile(rf"^(.+\S)\s+{DAY}$", re.DOTALL)
BEGINS_WITH_DAY = re.compile(rf"{DAY}\s*(?=[^\W\d_]|[\"“«(—–-])")
DAY_AND_FILE = re.compile(rf"{DAY}\s+(?:download|скачать)\b\s*(?:document|документ|файл)?\s*(.*)$", re.IGNORECASE)
FILE_NAME = re.compile(
    r"(?:download document |скачать документ )?(\S.{0,150}\.(?:pdf|docx?|xlsx?|rtf|odt|zip|pptx?))$", re.I
)
LIST_DAY = re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d$")
# "held on 23.11.2023": the day belongs to the sentence.
SAYS_A_DAY = re.compile(
    r"\b(?:on|of|from|dated|until|till|by|for|since|and|от|до|с|на|за|по|и)$|[-–—,]$", re.IGNORECASE
)
HEADLESS = re.compile(r"(?:dated|от|of) (?:[A-Z][a-z]+ \d|\d{1,2}[. ])")

FOOTER = {
    "go back",
    "back",
    "back to the section",
    "back to section",
    "back to the all news",
    "back to all news",
    "назад",
    "вернуться",
    "вернуться назад",
    "назад в раздел",
    "назад к разделу",
    "вернуться в раздел",
    "вернуться к разделу",
    "возврат в раздел",
    "назад ко всем новостям",
    "вернуться ко всем новостям",
    "возврат ко всем новостям",
    "возврат к списку",
    "вернуться к списку новостей",
    "ко всем новостям",
}
SIGNS = re.compile(
    r"(?:the )?(?:(?:acting |deputy )?(?:head of the )?(?:[A-Z]{2,6} )?(?:secretariat )?"
    r"(?:press[- ](?:secretary|service|office|center|centre)|spokes(?:man|woman|person)))\b"
    r"|(?:[A-Z]{2,6} )?(?:spokesman['’]s service|information service)"
    r"|(?:и\. ?о\. )?(?:руководитель )?пресс-(?:секретар|служб|центр)",
    re.IGNORECASE,
)
PERSON = re.compile(r"(?:[A-ZА-ЯЁ][\w’'-]+\.?\s){1,2}[A-ZА-ЯЁ][\w’'-]+$")
LONGEST_HEADLINE = 300
SIDEBAR_REACH = 40


class Parts(NamedTuple):
    headline: str
    date: date | None
    body: list
    byline: str


def dissect(lines, remarks):
    """The parts of the page; appends to `remarks` what was left out and why. Raises Unreadable."""
    if sum(bool(LIST_DAY.search(line)) for line in lines) > 2:
        raise Unreadable(_("This is a list of articles, not an article. Import its articles one by one."))
    lines, byline = take_byline(without_footer(lines))
    if not lines:
        raise Unreadable(_("There is nothing on this page but its links."))
    if HEADLESS.match(lines[0]):
        remarks.append(_("The page has no headline: it begins in the middle of a sentence. Write one."))
        return Parts("", None, lines, byline)
    headline, day, rest = find_headline(lines, remarks)
    rest = without_files(without_second_language(headline, rest, remarks), remarks)
    if len(headline) > LONGEST_HEADLINE:
        raise Unreadable(_("The page does not begin with a headline: its first line has over 300 characters."))
    if not rest:
        raise Unreadable(_("There is a headline on this page, but no text."))
    return Parts(headline, day, rest, byline)


# --- the end ----------------------------------------------------------------------------------------------------------


def without_footer(lines):
    end = len(lines)
    while end and lines[end - 1].casefold().strip(" .«»<>←→|") in FOOTER:
        end -= 1
    return lines[:end]


def take_byline(lines):
    """The lines without the last, where it signs: a press service in any spelling, or a name alone."""
    if len(lines) < 3 or len(lines[-1]) > 120:
        return lines, ""
    last = lines[-1].rstrip(".")
    signed = SIGNS.match(last) and not re.search(r"[.!?:;]\s|\b(?:said|told|noted|сообщил|заявил|отметил)", last)
    return (lines[:-1], last) if signed or PERSON.match(last) else (lines, "")


# --- the beginning ----------------------------------------------------------------------------------------------------


def find_headline(lines, remarks):
    """(headline, date or None, the lines after them), by the surest sign that the page gives."""
    for sign in (repeated_headline, dated_sidebar, day_below_headline, headline_with_day):
        found = sign(lines)
        if found:
            at, headline, day, rest = found
            if at:
                remarks.append(
                    ngettext(
                        "%(count)d line before the headline was left out: it belongs to the list of other news.",
                        "%(count)d lines before the headline were left out: they belong to the list of other news.",
                        at,
                    )
                    % {"count": at}
                )
            if day is None:
                tell_no_day(lines, remarks)
            return headline, day, rest
    tell_no_day(lines, remarks)
    return lines[0], None, lines[1:]


def tell_no_day(lines, remarks):
    says = re.search(r"\b(?:[A-Z][a-z]{2,8} \d{1,2}|\d{1,2} [A-Za-zа-я]{3,9}),? (?:19|20)\d\d\b", "\n".join(lines[1:9]))
    if says:
        remarks.append(_("The page gives no date of its own. Its text mentions “%(day)s”.") % {"day": says[0]})
    else:
        remarks.append(_("The page gives no date of its own."))


def repeated_headline(lines):
    """The headline twice, the second time with its date or in slightly other words: whatever precedes is beside it."""
    for at, (line, following) in enumerate(zip(lines[:SIDEBAR_REACH], lines[1:], strict=False)):
        again = ENDS_WITH_DAY.match(following)
        words = again[1] if again else following
        if same(line, words) or (at == 0 or again) and alike(line, words):
            return at, line, *own_day(lines[at + 2 :], day_of(again.groups()[1:]) if again else None)
    return None


def dated_sidebar(lines):
    """Blocks of a day and a teaser, then the headline. Where teasers have several lines nobody can tell them apart."""
    days = [number for number, line in enumerate(lines[:SIDEBAR_REACH]) if ONLY_DAY.match(line)]
    if not days or days[0] != 0:
        return None
    lengths = [end - begin - 1 for begin, end in zip(days, days[1:], strict=False)]
    if lengths and lengths[-1] == 2 and set(lengths[:-1]) == {1}:
        at = days[-1] - 1
    elif set(lengths) <= {1}:
        at = days[-1] + 2
    else:
        raise Unreadable(_("The list of other news before the headline cannot be told from the article. Remove it."))
    if at >= len(lines) - 1:
        raise Unreadable(_("There is a list of news on this page, but no article."))
    return at, lines[at], *own_day(lines[at + 1 :])


def day_below_headline(lines):
    """A line with nothing but the day (or the day and a document) below a headline, teasers of other news before it."""
    for at, line in enumerate(lines[1:15]):
        if ONLY_DAY.match(line) or DAY_AND_FILE.match(line):
            return at, lines[at], *own_day(lines[at + 1 :])
    if len(lines) > 1 and BEGINS_WITH_DAY.match(lines[1]):
        return 0, lines[0], *own_day(lines[1:])
    return None


def headline_with_day(lines):
    """The headline once, with its day behind it."""
    found = ENDS_WITH_DAY.match(lines[0])
    if found and not SAYS_A_DAY.search(found[1]):
        return 0, found[1], day_of(found.groups()[1:]), lines[1:]
    return None


def own_day(rest, day=None):
    """(the page's day, the text): from the head of what follows the headline, unless it is known already."""
    if day or not rest:
        return day, rest
    for pattern in (ONLY_DAY, DAY_AND_FILE, BEGINS_WITH_DAY):
        found = pattern.match(rest[0])
        if found:
            left = found[4] if pattern is DAY_AND_FILE else rest[0][found.end() :]
            return day_of(found.groups()[:3]), [left, *rest[1:]] if left else rest[1:]
    return None, rest


def day_of(numbers):
    try:
        day, month, year = map(int, numbers)
        return date(year, month, day)
    except ValueError:
        return None


def letters(text):
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def same(one, other):
    return len(one) <= LONGEST_HEADLINE and letters(one) == letters(other) != ""


def alike(one, other):
    """Whether two lines are one headline in slightly other words: most words the same, in the same order."""
    ones, others = letters(one).split(), letters(other).split()
    if not (3 <= len(ones) <= 60 and 3 <= len(others) <= 60) or other.endswith((".", ":", ";")):
        return False
    return SequenceMatcher(None, ones, others, autojunk=False).ratio() >= 0.6


# --- what stands between headline and text ----------------------------------------------------------------------------


def without_second_language(headline, rest, remarks):
    """Without the headline in the other language, which a picture's description left behind."""
    if len(rest) > 1 and len(rest[0]) <= LONGEST_HEADLINE and not rest[0].endswith("."):
        foreign = language_of(rest[0]) != language_of(headline) == language_of(" ".join(rest[1:]))
        if foreign and re.search(r"[^\W\d_]{3}", rest[0]):
            remarks.append(_("The headline in another language was left out: %(line)s") % {"line": rest[0]})
            return rest[1:]
    return rest


def without_files(rest, remarks):
    """Without the lines that only name attachments, which are told instead."""
    text = []
    for line in rest:
        found = FILE_NAME.match(line) if len(line) < 200 else None
        if found and not re.search(r"[.!?]\s", found[1]):
            remarks.append(_("The old page had an attachment: %(name)s.") % {"name": found[1]})
        elif line.casefold() not in {"download document", "скачать документ"}:
            text.append(line)
    return text
