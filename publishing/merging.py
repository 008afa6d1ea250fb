"""Three versions of one content become one: what an edition was (base), what the draft made of it (mine), and what the
newest approved edition made of it (theirs).

What only one side changed is taken from that side. Where both changed the same thing differently, the draft's stays,
and the conflict says what the other side has: nothing is lost and nothing is overwritten silently. It is pure: it reads
and writes nothing but its arguments.
"""

import re
from collections import Counter
from typing import NamedTuple

from .paragraphs import TAG, Paragraph
from .sequences import align

# Where a text may be taken apart: after one of these, unless it stands within another.
APART = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "hr"}
VOID = {"br", "hr"}
LIST = re.compile(r"(\s*<(ul|ol)[^>]*>)(.*)(</\2>\s*)", re.DOTALL)


class Conflict(NamedTuple):
    """Both changed the same thing differently. Of a text `mine` and `theirs` are the HTML of a paragraph or several,
    "" where that side has taken it out, and `after` is what stands before the place; of a list they are its rows."""

    field: str
    mine: object
    theirs: object
    after: str = ""


class Unit(Paragraph):
    """A paragraph, a list or a table as a whole. What stands between two of them belongs to the one before."""

    def __init__(self, html):
        super().__init__(html.strip())
        self.verbatim = html


class Row(NamedTuple):
    """One row of a part, as {field name: value}."""

    values: tuple

    def counted(self):
        return Counter(pair for pair in self.values if pair[1] not in (None, ""))


def merge(base, mine, theirs, *, texts=(), relations=(), parts=()):
    """({name: value} of what the draft is to take over, [Conflict]). The three are contents as Edition.content() gives
    them; `texts`, `relations` and `parts` name the rich texts, the many-to-many relations and the lists of rows."""
    taken, conflicts = {}, []
    for name in mine:
        was, own, other = (content.get(name) for content in (base, mine, theirs))
        if name in texts:
            value, found = merge_text(was or "", own or "", other or "")
        elif name in relations:
            value, found = merge_sets(was or [], own, other), []
        elif name in parts:
            value, found = merge_rows(was or [], own, other)
        else:
            value, found = merge_values(was, own, other)
        if value != own:
            taken[name] = value
        conflicts += [Conflict(name, *one) for one in found]
    return taken, conflicts


def merge_values(base, mine, theirs):
    if theirs in (base, mine):
        return mine, []
    return (theirs, []) if mine == base else (mine, [(mine, theirs)])


def merge_sets(base, mine, theirs):
    """Primary keys whose order says nothing: what either side has added is in, what either has removed is out."""
    kept = [one for one in mine if one in theirs or one not in base]
    return kept + [one for one in theirs if one not in mine and one not in base]


def merge_rows(base, mine, theirs):
    merged, found = merge_sequences(*([Row(tuple(row.items())) for row in rows] for rows in (base, mine, theirs)))
    conflicts = [tuple([dict(row.values) for row in rows] for rows in (own, other)) for _was, own, other, _at in found]
    return [dict(row.values) for row in merged], conflicts


def merge_text(base, mine, theirs, start=""):
    """(HTML, [(mine, theirs, after)]) of three sanitised texts, by their paragraphs; of a list, by its items. `start`
    is what stands before all of it."""
    merged, found = merge_sequences(units_of(base), units_of(mine), units_of(theirs))
    conflicts = []
    for was, own, other, at in found:
        lists = [LIST.fullmatch(one.verbatim) for side in (was, own, other) for one in side]
        if len(lists) == 3 and was and own and all(lists) and len({opened[1].strip() for opened in lists}) == 1:
            items, within = merge_text(*(one[3] for one in lists), start=lists[1][1].strip())
            merged[at] = Unit(lists[1][1] + items + lists[1][4])
            conflicts += within
        else:
            before = merged[at - 1].html if at else start
            conflicts.append(("".join(one.html for one in own), "".join(one.html for one in other), before))
    return "".join(unit.verbatim for unit in merged), conflicts


def merge_sequences(base, mine, theirs):
    """(merged, [(base, mine, theirs, place)]) of three lists whose items have `counted()`. A conflict has the items of
    each side, none or one of the base, and the place in `merged` where the draft's stand or would stand."""
    merged, conflicts = [], []

    def choose(was, own, other):
        if own in (was, other):
            merged.extend(own if own == other else other)
            return
        if other != was:
            conflicts.append((was, own, other, len(merged)))
        merged.extend(own)

    own_puts, own_items = sides(base, mine)
    puts, items = sides(base, theirs)
    for at in range(len(base) + 1):
        choose([], own_puts[at], puts[at])
        if at < len(base):
            choose([base[at]], own_items[at], items[at])
    return merged, conflicts


def sides(base, new):
    """What one side has put before each item of the base and at the end, and what it has made of each: [] or [item]."""
    puts, items = [[] for _ in range(len(base) + 1)], [[] for _ in base]
    passed = 0
    for i, j in align(base, new, lambda item: item.counted()):
        if i is None:
            puts[passed].append(new[j])
        else:
            items[i] = [] if j is None else [new[j]]
            passed = i + 1
    return puts, items


def units_of(html):
    """The elements of which a sanitised text consists; put together again they are the text."""
    units, begun, depth = [], 0, 0
    for tag in TAG.finditer(html):
        name = re.match(r"</?(\w+)", tag[0])[1]
        if name not in VOID:
            depth += -1 if tag[0].startswith("</") else 1
        if depth == 0 and name in APART:
            units.append(html[begun : tag.end()])
            begun = tag.end()
    if html[begun:].strip() or not units:
        units.append(html[begun:])
    else:
        units[-1] += html[begun:]
    return [Unit(unit) for unit in units if unit.strip()]
