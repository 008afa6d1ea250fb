"""Where the article begins: its headline and its date among the latest news that the old page shows before it.

Sure signs are used, in this order: a headline that comes again with the date at its end; a date below the headline or
glued to the first paragraph. What is not sure becomes a problem for a person; a date is never guessed.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publishing.refusals import Problem

from .dates import MONTHS, is_listed, mark_at_end, mark_of
from .foot import DOWNLOAD, documents_in

LONGEST_HEADLINE = 300
# So many lines the latest news may take; a date further down belongs to the text.
HEAD_LINES = 60
FEWEST_ENTRIES = 3
FEWEST_WORDS_OF_A_TEASER = 4
FEWEST_LINES_BETWEEN_DATES = 4

LABEL = re.compile(
    r"\W*(?:(?:un|non)[ -]?official +tran?s?lation|press[ -](?:release|message)|for the press"
    r"|неофициальный +перевод|сообщение +для +печати|пресс-релиз)\W*$",
    re.IGNORECASE,
)
SALUTATION = re.compile(
    r"(?:my |our )?(?:dear|esteemed|distinguished|honou?rable|your excellenc|ladies and gentlemen|friends|colleagues"
    r"|comrades|глубокоуважаем|уважаем|дорог(?:ой|ая|ие)|многоуважаем|ваше превосходительство)[^.;:?]{0,120}[,!]$",
    re.IGNORECASE,
)
# A document that begins with the day of its adoption.
DATED = re.compile(
    rf"(?:dated|от) (?:(?:{MONTHS}) \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{MONTHS}) \d{{4}}|\d{{2}}\.\d{{2}}\.\d{{4}})",
    re.IGNORECASE,
)


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
    lines = [part for line in lines[:HEAD_LINES] for part in split_offer(line)] + lines[HEAD_LINES:]
    if not lines:
        return Head("", None, labels, problems=(no_headline(), no_date()))
    head = repeated(lines) or below_dated_news(lines) or above_date(lines) or without_date(lines)
    body = [line for place, line in enumerate(head.body) if place > 1 or not is_same(line, head.headline)]
    return with_headline(replace(head, body=labels + body))


def no_date():
    return Problem(_("It has no date of its own."), "date")


def no_headline():
    return Problem(_("It has no headline."), "headline")


# --- the four ways ----------------------------------------------------------------------------------------------------


def repeated(lines):
    """Headline, and again with the date at its end: the page of the main site. Nothing is surer."""
    seen = set()
    for place, line in enumerate(lines[:HEAD_LINES]):
        mark = mark_at_end(line)
        if mark and squash(mark.text) in seen:
            before = [one for one in lines[:place] if not (is_same(one, mark.text) or is_date_alone(one))]
            return dated(mark.text, mark, lines[place + 1 :], notes=latest_news(len(before)))
        seen.add(squash(line) or None)
    return None


def below_dated_news(lines):
    """The page begins with a date: with latest news, each below its own. None of these dates is the article's.

    The article's own date is the first with two lines above it, the last teaser and the headline. Unless another
    follows it closely: then a teaser has two paragraphs, and nothing is sure.
    """
    first = mark_of(lines[0])
    if first and first.place == "before":
        return Head("", None, lines, problems=(no_date(), no_headline()))
    if not is_date_alone(lines[0]):
        return None
    marks = [(place, mark) for place, line in enumerate(lines[:HEAD_LINES]) if (mark := own_date(line))]
    entries = 0
    while entries + 1 < len(marks) and heads_between(marks[entries], marks[entries + 1]) == 1:
        entries += 1
    if entries + 1 >= FEWEST_ENTRIES and entries + 1 < len(marks):
        place, mark = marks[entries + 1]
        following = [other - place for other, _mark in marks[entries + 2 :]]
        if not following or following[0] >= FEWEST_LINES_BETWEEN_DATES:
            above = lines[marks[entries][0] + 2 : place] + ([mark.text] if mark.place == "after" else [])
            # With more lines between, the last teaser has several paragraphs, or the date is not the article's.
            if len(above) == 1:
                return headed(above, mark, text_below(mark, lines, place), latest=entries + 1)
            if len(above) == 2 and mark.place == "after" and alike(*above):
                return dated(above[0], mark, lines[place + 1 :], (second_headline(above[1]), *latest_news(entries + 1)))
    start = min(marks[entries][0] + 2, len(lines) - 1)
    unsure = Problem(_("It is not sure where the latest news ends and the article begins."), "headline")
    return Head(lines[start], None, lines[start + 1 :], latest_news(entries + 1), (no_date(), unsure))


def heads_between(one, other):
    """How many lines stand between two dates, the headline before a date on its own line included."""
    (start, _mark), (end, mark) = one, other
    return end - start - 1 + (mark.place == "after")


def above_date(lines):
    """Headline, then the date: on the next line, glued to the text, or behind a second headline."""
    for place, line in enumerate(lines[:HEAD_LINES]):
        mark = own_date(line)
        if mark:
            above = lines[:place] + ([mark.text] if mark.place == "after" else [])
            head = headed(above, mark, text_below(mark, lines, place))
            return in_doubt(head, mark) if follows_another(lines, place) else head
    return None


def follows_another(lines, place):
    """Whether more dates begin the next lines, or several stand alone below: a chronicle or a list, not a date."""
    marks = (mark_of(line) for line in lines[place + 1 : place + FEWEST_LINES_BETWEEN_DATES])
    near = any(mark and mark.place != "after" for mark in marks)
    return near or sum(map(is_date_alone, lines[place + 1 : HEAD_LINES])) >= FEWEST_ENTRIES - 1


def without_date(lines):
    headline, body = lines[0], [line for line in lines[1:3] if not is_same(line, lines[0])] + lines[3:]
    head = Head(headline, None, body, problems=(no_date(),))
    if len(body) > 1 and may_be_headline(body[0]) and alike(headline, body[0]):
        return replace(head, body=body[1:], notes=(second_headline(body[0]),))
    if len(body) > 1 and all(may_be_headline(line) and not SALUTATION.match(line) for line in body[:2]):
        doubt = _("Several lines at its beginning may be the headline; the first was taken.")
        return replace(head, problems=(*head.problems, Problem(doubt, "headline")))
    return head


# --- what they share --------------------------------------------------------------------------------------------------


def own_date(line):
    """The Mark of a line that may show the page's date, or None."""
    mark = mark_of(line)
    if mark and mark.place == "after" and not (may_be_headline(mark.text) and mark.text.count(" ") >= 2):
        return None
    return mark


def text_below(mark, lines, place):
    """The lines of the text: what is glued to the date, and all below it."""
    return [*([mark.text] if mark.place == "before" else []), *lines[place + 1 :]]


def headed(above, mark, body, latest=0):
    """The Head of a page whose date stands below the lines `above`: which of them is the headline?

    `latest` is the number of entries of latest news that were found before them.
    """
    *before, headline = above
    if len(before) == 1 and not latest:
        return with_second_line(before[0], headline, mark, body)
    before = [line for line in before if not is_same(line, headline)]
    # The last line before may be the headline too, in other words.
    twice = before and mark.place == "after" and alike(before[-1], headline)
    if not before or latest or (may_be_latest_news(before, headline) and not twice):
        return dated(headline, mark, body, latest_news(latest + len(before)))
    doubt = _("It is not sure that the lines before its date are latest news and not its text.")
    head = dated(headline, mark, before + body)
    return replace(head, problems=(*head.problems, Problem(doubt, "headline")))


def with_second_line(headline, second, mark, body):
    """Headline, one more line, date: that line is the headline again in other words, or belongs to the text."""
    if is_same(headline, second):
        return dated(headline, mark, body)
    if alike(headline, second):
        return dated(headline, mark, body, (second_headline(second),))
    head = dated(headline, mark, [second, *body])
    return head if may_be_headline(second) and mark.place != "after" else in_doubt(head, mark)


def second_headline(line):
    return _("Left out, the second headline: %s") % line


def in_doubt(head, mark):
    doubt = _("It is not sure that %(day)s, which stands near its beginning, is its date.") % {"day": mark.shown}
    return replace(head, day=None, problems=(*head.problems, Problem(doubt, "date")))


def may_be_latest_news(before, headline):
    """Whether lines can be undated teasers above that headline: several, each a headline by itself."""
    return (
        len(before) >= FEWEST_ENTRIES
        and all(may_be_headline(line) and not line[0].islower() and not line.isupper() for line in [*before, headline])
        and all(line.count(" ") + 1 >= FEWEST_WORDS_OF_A_TEASER for line in before)
    )


def dated(headline, mark, body, notes=()):
    if mark.day:
        return Head(headline, mark.day, body, notes)
    problem = Problem(_("The day %(day)s does not exist.") % {"day": mark.shown}, "date")
    return Head(headline, None, body, notes, (problem,))


def with_headline(head):
    """The Head without a headline that is none."""
    if SALUTATION.match(head.headline) or DATED.match(head.headline):
        begins = _("It has no headline: it begins with “%(words)s”.") % {"words": head.headline[:80]}
        others = [problem for problem in head.problems if problem.field != "headline"]
        body = [head.headline, *head.body]
        return replace(head, headline="", body=body, problems=(*others, Problem(begins, "headline")))
    if head.headline and not squash(head.headline):
        return replace(head, headline="", problems=(*head.problems, no_headline()))
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


def split_offer(line):
    """A date and a document offered behind it, as two lines; any other line as it is."""
    offer = DOWNLOAD.search(line) if len(line) < 1000 else None
    before = line[: offer.start()].rstrip() if offer else ""
    if (is_date_alone(before) or mark_at_end(before)) and documents_in(line[offer.start() :]) is not None:
        return [before, line[offer.start() :]]
    return [line]


def is_list(lines):
    """Whether the page is a list of articles: from some line on there are only dates with a line or two below each."""
    places = [place for place, line in enumerate(lines) if is_date_alone(line) or is_listed(line)]
    # A page that begins with a date may be an article below its latest news.
    if len(places) < FEWEST_ENTRIES or not 1 <= places[0] <= 3:
        return False
    return all(2 <= after - before <= 3 for before, after in pairwise([*places, len(lines)]))


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


def may_be_headline(line):
    """Whether it reads as a headline or a teaser: not too long, and without the end of a sentence."""
    return len(line) <= LONGEST_HEADLINE and (line.endswith("...") or not line.endswith((".", ";", ":", ",")))


def squash(line):
    return "".join(char for char in line.casefold() if char.isalnum())


def is_same(one, other):
    return squash(one) == squash(other)


def alike(one, other):
    """Whether two headlines share half of the words of the longer one: the same news in other words."""
    words, others = (set(re.findall(r"\w+", line.casefold())) for line in (one, other))
    return len(words & others) * 2 >= max(len(words), len(others), 4)
