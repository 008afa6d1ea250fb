"""Where the article begins: its headline and its date among the latest news that the old page shows before it.

Sure signs are used, in this order: a headline that comes again with the date at its end; a date below the headline or
glued to the first paragraph. What is not sure becomes a problem for a person; a date is never guessed.
"""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publishing.refusals import Problem

from .dates import is_listed, mark_at_end, mark_of

LONGEST_HEADLINE = 300
# So many lines the latest news may take; a date further down belongs to the text.
HEAD_LINES = 60
ENTRIES_OF_A_LIST = 3

LABEL = re.compile(
    r"\W*(?:(?:un|non)[ -]?official +trans?lation|press[ -](?:release|message)|for the press"
    r"|неофициальный +перевод|сообщение +для +печати|пресс-релиз)\W*$",
    re.IGNORECASE,
)
SALUTATION = re.compile(
    r"(?:my |our )?(?:dear|esteemed|distinguished|honou?rable|your excellenc|ladies and gentlemen|friends|colleagues"
    r"|comrades|глубокоуважаем|уважаем|дорог(?:ой|ая|ие)|многоуважаем|ваше превосходительство)[^.;:?]{0,120}[,!]$",
    re.IGNORECASE,
)
# A document that begins with the day of its adoption.
DATED = re.compile(r"(?:dated|от) .{0,20}\d{4}", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """What was found above the text. `body` are the lines that follow; `notes` say what was left out."""

    headline: str
    day: object
    body: list
    notes: tuple = ()
    problems: tuple = ()


def find_head(lines):
    """The Head of a page's lines (cleaned, none empty, at least one)."""
    labels, lines = split_labels(lines)
    if not lines:
        return Head("", None, labels, problems=(NO_HEADLINE(), NO_DATE()))
    head = repeated(lines) or below_dated_news(lines) or above_date(lines) or without_date(lines)
    body = [line for place, line in enumerate(head.body) if place > 1 or not is_same(line, head.headline)]
    return with_headline(replace(head, body=labels + body))


def NO_DATE():
    return Problem(_("It has no date of its own."), "date")


def NO_HEADLINE():
    return Problem(_("It has no headline."), "headline")


# --- the four ways ----------------------------------------------------------------------------------------------------


def repeated(lines):
    """Headline, and again with the date at its end: the page of the main site. Nothing is surer."""
    seen = set()
    for place, line in enumerate(lines[:HEAD_LINES]):
        mark = mark_at_end(line)
        if mark and squash(mark.text) in seen:
            before = [other for other in lines[:place] if not is_same(other, mark.text)]
            return dated(mark.text, mark, lines[place + 1 :], notes=latest_news(len(before)))
        seen.add(squash(line))
    return None


def below_dated_news(lines):
    """The page begins with a date: with latest news, each below its own. None of these dates is the article's."""
    if not is_date_alone(lines[0]):
        return None
    marks = [place for place, line in enumerate(lines[:HEAD_LINES]) if is_date_alone(line) or glued(line)]
    *earlier, last = marks
    gaps = [after - before - 1 for before, after in zip(marks, marks[1:], strict=False)]
    # The article's own date has the last teaser and the headline before it, each other date one teaser.
    if len(marks) > ENTRIES_OF_A_LIST and gaps[-1] >= 2 and all(gap == 1 for gap in gaps[:-1]):
        return headed(lines[earlier[-1] + 2 : last], mark_of(lines[last]), lines[last + 1 :], len(earlier))
    if glued(lines[last]) and last >= 1 and gaps[-1] >= 2:
        return headed(lines[last - 1 : last], mark_of(lines[last]), lines[last + 1 :], len(earlier))
    start = min(marks[-1] + 2, len(lines) - 1)
    problems = (NO_DATE(), Problem(_("It is not sure where the latest news ends and the article begins."), "headline"))
    return Head(lines[start], None, lines[start + 1 :], latest_news(start), problems)


def above_date(lines):
    """Headline, then the date: on the next line, glued to the text, or behind a second headline."""
    for place, line in enumerate(lines[:HEAD_LINES]):
        mark = mark_of(line)
        if mark is None:
            continue
        if mark.place == "after":
            if not may_be_headline(mark.text) or mark.text.count(" ") < 2:
                continue
            return headed([*lines[:place], mark.text], mark, lines[place + 1 :])
        text = [mark.text] if mark.text else []
        return headed(lines[:place], mark, text + lines[place + 1 :])
    return None


def without_date(lines):
    head = Head(lines[0], None, lines[1:], problems=(NO_DATE(),))
    second = head.body[:2]
    if len(second) == 2 and all(may_be_headline(line) and not SALUTATION.match(line) for line in second):
        doubt = _("Several lines at its beginning may be the headline; the first was taken.")
        return replace(head, problems=(*head.problems, Problem(doubt, "headline")))
    return head


# --- what they share --------------------------------------------------------------------------------------------------


def headed(above, mark, body, left_out=0):
    """The Head of a page whose date stands below the lines `above`: which of them is the headline?"""
    if not above:
        return None
    *before, headline = above
    notes = latest_news(left_out)
    if not before:
        return dated(headline, mark, body, notes)
    if len(before) == 1 and not may_be_headline(headline):
        # One headline, and a lead above the date.
        return dated(before[0], mark, [headline, *body], notes)
    if len(before) == 1 or alike(before[-1], headline):
        notes += () if is_same(before[-1], headline) else (_("Left out, the second headline: %s") % headline,)
        return dated(before[-1], mark, body, notes + latest_news(len(before) - 1))
    head = dated(headline, mark, body, notes + latest_news(len(before)))
    if may_be_headline(headline) and all(map(may_be_headline, before)):
        return head
    doubt = _("It is not sure that the lines before its date are latest news and not its text.")
    return replace(head, problems=(*head.problems, Problem(doubt, "headline")))


def dated(headline, mark, body, notes=()):
    if mark.day:
        return Head(headline, mark.day, body, notes)
    problem = Problem(_("The day %(day)s does not exist.") % {"day": mark.shown}, "date")
    return Head(headline, None, body, notes, (problem,))


def with_headline(head):
    """The Head without a headline that is none."""
    if SALUTATION.match(head.headline) or DATED.match(head.headline):
        begins = _("It has no headline: it begins with “%(words)s”.") % {"words": head.headline[:80]}
        problem, body = Problem(begins, "headline"), [head.headline, *head.body]
        return replace(head, headline="", body=body, problems=(*head.problems, problem))
    if len(head.headline) > LONGEST_HEADLINE:
        long = _("Its headline has %(length)d characters; at most %(most)d can be stored.")
        numbers = {"length": len(head.headline), "most": LONGEST_HEADLINE}
        return replace(head, problems=(*head.problems, Problem(long % numbers, "headline")))
    return head


def split_labels(lines):
    """(labels above the headline that belong to the text, the other lines)."""
    start = 0
    while start < min(3, len(lines)) and LABEL.match(lines[start][:80]):
        start += 1
    return lines[:start], lines[start:]


def is_list(lines):
    """Whether the page is a list of articles: from some line on there are only dates with a line or two below each."""
    places = [place for place, line in enumerate(lines) if is_date_alone(line) or is_listed(line)]
    steps = [after - before for before, after in zip(places, [*places[1:], len(lines)], strict=True)]
    return len(places) >= ENTRIES_OF_A_LIST and places[0] <= 3 and all(2 <= step <= 3 for step in steps)


def latest_news(count):
    if not count:
        return ()
    words = ngettext(
        "Left out, %(count)d entry of latest news above the headline.",
        "Left out, %(count)d entries of latest news above the headline.",
        count,
    )
    return (words % {"count": count},)


def is_date_alone(line):
    mark = mark_of(line) if len(line) < 40 else None
    return bool(mark) and mark.place == "alone"


def glued(line):
    mark = mark_of(line)
    return bool(mark) and mark.place == "before"


def may_be_headline(line):
    """Whether it reads as a headline or a teaser: not too long, and without the end of a sentence."""
    return len(line) <= LONGEST_HEADLINE and (line.endswith("...") or not line.endswith((".", ";", ":", ",")))


def squash(line):
    return "".join(char for char in line.casefold() if char.isalnum())


def is_same(one, other):
    return squash(one) == squash(other)


def alike(one, other):
    """Whether two headlines share half of their words: the same news in other words."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) * 2 >= min(len(words), len(others))
