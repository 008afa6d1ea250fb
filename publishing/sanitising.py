"""One allow-list for rich text. It feeds the server's cleaning (here) and the editor's filter (editor.py).

`clean_html` runs in the model's save path, whatever the way in. Cleaning clean text changes no byte.
"""

import re
from functools import lru_cache

import nh3
from django.utils.translation import gettext as _

from .refusals import Problem, Refused

ALLOWED = {
    "p": (),
    "h2": (),
    "h3": (),
    "h4": (),
    "strong": (),
    "em": (),
    "s": (),
    "sub": (),
    "sup": (),
    "a": ("href", "title"),
    "ul": (),
    "ol": ("start",),
    "li": (),
    "blockquote": (),
    "table": (),
    "caption": (),
    "thead": (),
    "tbody": (),
    "tr": (),
    "th": ("scope", "colspan", "rowspan"),
    "td": ("colspan", "rowspan"),
    "hr": (),
    "br": (),
}
SCHEMES = {"http", "https", "mailto", "tel"}

# Both are asked before cleaning: removing nested foreign tags costs quadratic time.
MAX_BYTES = 200_000
MAX_DEPTH = 100

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
VOID = {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr"}
UNCOUNTED = VOID | {"p", "li", "td", "th", "tr"}
# What other programs write for elements of ours. The headline is the only h1 of a page.
NEW_NAMES = {"b": "strong", "i": "em", "strike": "s", "del": "s", "h1": "h2", "h5": "h4", "h6": "h4"}
OLD_NAMES = re.compile(rf"<(/?)({'|'.join(NEW_NAMES)})(?=[\s>/])", re.IGNORECASE)
EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|\u00a0|<br>)*</p>\s*")

cleaner = nh3.Cleaner(
    tags=set(ALLOWED),
    attributes={tag: set(names) for tag, names in ALLOWED.items() if names},
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
    clean_content_tags={"script", "style", "iframe", "object", "noscript", "svg", "math", "template", "title", "xmp"},
)


def depth(html):
    """How deep tags pile up, read off the text alone: linear, and never less than what a parser would build.

    Paragraphs, list items and cells do not count: a browser closes them where the next one begins.
    """
    level = deepest = 0
    for closing, tag in TAG.findall(html):
        if tag.lower() not in UNCOUNTED:
            level = max(0, level - 1) if closing else level + 1
            deepest = max(deepest, level)
    return deepest


def clean_html(html, field="body"):
    """The text with nothing in it but the allow-list.

    Raises Refused, naming `field`, when it is over 200 kB or nested deeper than 100 elements; nothing is cut.
    """
    size = len(html.encode(errors="replace"))
    if size > MAX_BYTES:
        raise Refused(
            Problem(
                _(
                    "This text is %(size)s kB long; at most %(most)s kB can be stored. "
                    "Move a part of it to another article or to a document."
                )
                % {"size": size // 1000, "most": MAX_BYTES // 1000},
                field,
            )
        )
    if depth(html) > MAX_DEPTH:
        raise Refused(
            Problem(
                _(
                    "This text is nested too deeply to be read safely. "
                    "Paste it again as plain text (Ctrl+Shift+V) and format it here."
                ),
                field,
            )
        )
    html = re.sub(r"[\x00\ud800-\udfff]", "", html)
    html = OLD_NAMES.sub(lambda match: f"<{match[1]}{NEW_NAMES[match[2].lower()]}", html)
    return EMPTY_PARAGRAPH.sub("", cleaner.clean(html)).strip()


def clean_line(text):
    """One line of plain text: no control or direction-changing characters, single spaces, no space at the ends."""
    text = re.sub(r"[\u0000-\u001f\u007f-\u009f\u2028\u2029]+", " ", text)
    text = re.sub(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]", "", text)
    return re.sub(r"[ \u00a0]{2,}", " ", text).strip()


def clean_text(text):
    """Plain text of several lines, each cleaned; at most one empty line between two."""
    lines = (clean_line(line) for line in re.split(r"\r\n|\r|\n|\u2028|\u2029", text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


@lru_cache(maxsize=16)
def plain_text(html):
    """The words of sanitised HTML, for descriptions and checks. One text is asked for them several times on its way."""
    text = nh3.clean(re.sub(r"</(?:p|li|h\d|td|th|tr|caption|blockquote)>|<br>", " ", html), tags=set())
    return " ".join(re.sub(r"&(amp|lt|gt|nbsp|quot|#39);", unescape, text).split())


def unescape(match):
    return {"amp": "&", "lt": "<", "gt": ">", "nbsp": " ", "quot": '"', "#39": "'"}[match[1]]
