"""A page of the old site as an article: what it says, what was left out of it, and what a person has to complete."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publishing.refusals import Problem

from .dates import dates_in
from .decoding import Unreadable, decode
from .foot import cut_links, take_byline, take_documents
from .head import find_head, is_list, may_be_headline, squash
from .kinds import is_dialogue, kind_of
from .markup import to_html
from .words import clean, language_of, mend_alphabet, strip_residue

MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body|div|table)\b", re.IGNORECASE)
LOST = "\ufffd"
MOST_SHOWN = 5
MOST_LINES = 10_000


@dataclass(frozen=True)
class Page:
    """One article as it stood on the old site.

    `body` is HTML. `notes` say in sentences what was left out or put right. `problems` are what a person has to
    complete, each with the field it speaks of; a page without a date has one for "date", and `date` is None.
    """

    headline: str
    date: date | None
    byline: str
    body: str
    language: str
    kind: str
    text: str
    documents: tuple = ()
    notes: tuple = ()
    problems: tuple[Problem, ...] = ()


def read_page(data):
    """The Page in these bytes. Raises Unreadable, and nothing else, with a sentence that says why it is none."""
    text = decode(data)
    if MARKUP.match(text):
        raise Unreadable(_("It is an HTML file. Save the page as text and import that."))
    lines, language, notes = clean_lines(text)
    lines = cut_links(lines)
    if not lines:
        raise Unreadable(_("It holds no text."))
    if is_list(lines):
        raise Unreadable(_("It is a list of articles, not an article."))
    head = find_head(lines)
    body, documents = take_documents(head.body)
    body, byline = take_byline(body)
    body, left_out = without_caption(body, language)
    problems = [*head.problems, *problems_of(text, body)]
    return Page(
        headline=head.headline,
        date=head.day,
        byline=byline,
        body=to_html(body, dialogue=is_dialogue(body)),
        language=language,
        kind=kind_of(head.headline, body),
        text=text,
        documents=tuple(documents),
        notes=(*head.notes, *left_out, *notes, *notes_on(documents)),
        problems=tuple(with_hint(problem, body) for problem in problems),
    )


def clean_lines(text):
    """(the lines that hold something, cleaned; the language; what was put right)."""
    lines = [line for line in map(clean, text.splitlines()) if line]
    if len(lines) > MOST_LINES:
        raise Unreadable(_("It has more than %(most)d lines, more than any page.") % {"most": MOST_LINES})
    language = language_of(text)
    out, mended, removed = [], [], []
    for line in lines:
        line, words = mend_alphabet(line, language)
        line, residue = strip_residue(line)
        mended += words
        removed += residue
        if line:
            out.append(line)
    notes = []
    if removed:
        notes.append(_("Left out, what pictures and links left behind: %s") % listing(removed))
    if mended:
        notes.append(_("Put right, letters of another alphabet in: %s") % listing(mended))
    return out, language, notes


def without_caption(body, language):
    """The Russian headline below an English one is the alternative text of a picture, not the article's."""
    if len(body) > 1 and language == "en" and language_of(body[0]) == "ru" and may_be_headline(body[0]):
        return body[1:], [_("Left out, a picture's caption in another language: %s") % body[0]]
    return body, []


def problems_of(text, body):
    if not any(map(squash, body)):
        yield Problem(_("There is no text below its headline."), "body")
    lost = text.count(LOST)
    if lost:
        sentence = ngettext(
            "%(count)d letter was lost before it came here; a “%(mark)s” stands in its place.",
            "%(count)d letters were lost before it came here; a “%(mark)s” stands in the place of each.",
            lost,
        )
        yield Problem(sentence % {"count": lost, "mark": LOST}, "body")


def with_hint(problem, body):
    """For a missing date: which dates the text names. None is taken, a person knows which is meant."""
    named = dates_in(body) if problem.field == "date" else []
    if not named:
        return problem
    hint = _("Its text names: %(dates)s.") % {"dates": "; ".join(named)}
    return problem._replace(sentence=f"{problem.sentence} {hint}")


def notes_on(documents):
    return [_("It offers documents, which are not imported: %s") % listing(documents)] if documents else []


def listing(words):
    """Some words in a sentence, the first few of many."""
    different = list(dict.fromkeys(words))
    more = f" … ({len(different)})" if len(different) > MOST_SHOWN else ""
    return ", ".join(different[:MOST_SHOWN]) + more
