"""What differs between two sanitised texts: first by paragraphs, then by the words within them.

A change that no word shows, such as bold letters or the address of a link, is named in words of its own.
"""

import re
from collections import Counter
from itertools import groupby
from typing import NamedTuple

from django.utils.functional import cached_property

from .sanitising import plain_text, unescape
from .sequences import align, matches

BLOCK = re.compile(r"(?<=</p>)|(?<=</h[2-4]>)|(?<=</li>)|(?<=</tr>)|(?<=</blockquote>)|(?<=</caption>)")
WORD = re.compile(r"[\w\u0300-\u036f]+ ?|[^\w ] ?| ")
HREF = re.compile(r'(<a [^>]*?)href="([^"]*)"')
TAG = re.compile(r"<[^>]+>")
# An unchanged paragraph on each side of a change is shown; what lies between is folded away.
NEAR = 1


class Paragraph:
    """A paragraph, a list item or a row of a table: equal to another when every byte of it is."""

    def __init__(self, html):
        self.html = html

    def __eq__(self, other):
        return self.html == other.html

    def __hash__(self):
        return hash(self.html)

    @cached_property
    def text(self):
        return plain_text(self.html)

    @cached_property
    def words(self):
        return WORD.findall(self.text)

    @cached_property
    def links(self):
        return [re.sub(r"&(amp|lt|gt|nbsp|quot|#39);", unescape, href) for _a, href in HREF.findall(self.html)]

    @cached_property
    def tags(self):
        """Those of its form, in order; links are told by their addresses."""
        return [tag for tag in TAG.findall(self.html) if not tag.startswith(("<a ", "</a>", "<a>"))]

    @cached_property
    def without_addresses(self):
        return HREF.sub(r"\1", self.html)

    def counted(self):
        return Counter(word.rstrip() for word in self.words)


class Same(NamedTuple):
    """Unchanged paragraphs. `folded`: more of them than help to find one's place."""

    texts: list
    folded: bool = False
    kind: str = "same"


class Differing(NamedTuple):
    """A paragraph that was put in, taken out or changed: its pieces as (how, words), where how is same, removed or
    added; the addresses of links that went and came; whether its formatting, too, is another."""

    kind: str
    pieces: list
    old_links: list
    new_links: list
    formatting: bool = False


def paragraphs_of(html):
    return [one for one in (Paragraph(block.strip()) for block in BLOCK.split(html or "")) if one.text]


def compare_texts(before, after):
    """The whole of two texts as Same and Differing, in order; an empty list where no paragraph differs."""
    old, new = paragraphs_of(before), paragraphs_of(after)
    shown = []
    for is_same, run in groupby(align(old, new, Paragraph.counted), key=lambda pair: is_equal(old, new, *pair)):
        if is_same:
            shown.append([new[j].text for _i, j in run])
        else:
            shown += [difference(None if i is None else old[i], None if j is None else new[j]) for i, j in run]
    if all(isinstance(one, list) for one in shown):
        return []
    folded = []
    for at, one in enumerate(shown):
        folded += fold(one, at == 0, at == len(shown) - 1) if isinstance(one, list) else [one]
    return folded


def is_equal(old, new, i, j):
    return i is not None and j is not None and old[i] == new[j]


def fold(texts, is_first, is_last):
    """A run of unchanged paragraphs: those next to a change open, the others behind one line."""
    before, after = 0 if is_first else NEAR, 0 if is_last else NEAR
    if len(texts) <= before + after + 1:
        return [Same(texts)]
    middle = Same(texts[before : len(texts) - after], folded=True)
    around = (Same(texts[:before]), middle, Same(texts[len(texts) - after :]))
    return [one for one in around if one.texts]


def difference(old, new):
    if old is None:
        return Differing("added", [("added", new.text)], [], [])
    if new is None:
        return Differing("removed", [("removed", old.text)], [], [])
    went, came = Counter(old.links), Counter(new.links)
    links = [list((went - came).elements()), list((came - went).elements())]
    is_moved = went == came and old.links != new.links
    is_formed_anew = old.words == new.words and old.without_addresses != new.without_addresses
    formatting = is_moved or is_formed_anew or old.tags != new.tags
    return Differing("changed", compare_words(old.words, new.words), *links, formatting=formatting)


def compare_words(old, new):
    """Two lists of words as (how, words): what stayed, what was removed and what was added, joined to runs."""
    runs, i, j = [], 0, 0
    bare, other_bare = ([word.rstrip() for word in words] for words in (old, new))
    for next_i, next_j in [*matches(bare, other_bare), (len(old), len(new))]:
        if next_i > i or next_j > j:
            runs.append(("", old[i:next_i], new[j:next_j]))
        if next_i < len(old):
            runs.append(("same", old[next_i : next_i + 1], new[next_j : next_j + 1]))
        i, j = next_i + 1, next_j + 1
    return list(joined(runs))


def joined(runs):
    """Neighbours of one kind as one piece; a comma or a space between two changes belongs to them."""
    runs = [(how, old, new) for how, group in groupby(runs, key=lambda run: run[0]) for old, new in [summed(group)]]
    kept = []
    for at, (how, old, new) in enumerate(runs):
        between_changes = 0 < at < len(runs) - 1 and not any(char.isalnum() for word in new for char in word)
        kept.append(("" if between_changes else how, old, new))
    space = ""
    for how, group in groupby(kept, key=lambda run: run[0]):
        old, new = summed(group)
        if how == "same":
            yield "same", "".join(new)
            # The space that went with the words behind it.
            space = " " if old[-1].endswith(" ") and not new[-1].endswith(" ") else ""
        else:
            pieces = (("removed", space + "".join(old) if old else ""), ("added", "".join(new)))
            yield from ((kind, words) for kind, words in pieces if words)


def summed(runs):
    old, new = [], []
    for _how, its_old, its_new in runs:
        old += its_old
        new += its_new
    return old, new
