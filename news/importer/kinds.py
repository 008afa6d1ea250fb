"""What kind of text it is, where the shape leaves no doubt; everything else is news."""

import re
from itertools import pairwise

from .head import DATED, SALUTATION
from .markup import DASH

ANNOUNCEMENT = re.compile(r"(?:announcement|анонс|объявление)\b", re.IGNORECASE)
STATEMENT = re.compile(r"(?:the )?(?:(?:csto|joint|совместное) )?(?:statement|заявление)\b", re.IGNORECASE)
INTERVIEW = re.compile(r"(?:interview|интервью)\b", re.IGNORECASE)
SPEECH = re.compile(
    r"\b(?:speech|address|remarks|выступление|речь|обращение|приветствие|приветственное слово)\b", re.IGNORECASE
)
# A speech greets its hearers within its first lines, below what it is called.
FIRST_LINES = 8
FEWEST_QUESTIONS = 2


def kind_of(headline, lines):
    """One of the values of news.models.Kind."""
    if ANNOUNCEMENT.match(headline):
        return "announcement"
    if is_dialogue(lines):
        return "interview"
    top = lines[:FIRST_LINES]
    if not headline and top and DATED.match(top[0]):
        return "document"
    if STATEMENT.match(headline) or any(line.isupper() and STATEMENT.match(line) for line in top):
        return "statement"
    greets = any(line.endswith("!") and SALUTATION.match(line) for line in top)
    named = SPEECH.search(headline) or any(line.isupper() and SPEECH.search(line) for line in top)
    return "speech" if greets and named else "news"


def is_dialogue(lines):
    """Whether questions and answers take turns, each behind a dash."""
    said = [line.endswith("?") for line in lines if DASH.match(line)]
    answered = sum(question and not after for question, after in pairwise(said))
    return answered >= FEWEST_QUESTIONS
