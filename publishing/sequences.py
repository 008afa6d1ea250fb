"""How two sequences correspond: which items stayed, which were changed, taken out or put in.

Nothing here is quadratic, whatever the texts are. What only one side has is left out first; what both have once holds
the two together; between such anchors the search for the fewest edits is cut off after MOST_EDITS and goes on from the
furthest point it has reached. So there are at most about MOST_EDITS comparisons an item, and mostly one.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import pairwise

MOST_EDITS = 64
# A word that stands in more items than that does not say which of them belongs to which.
MOST_HOLDERS = 4
# The share of words that two items must have in common to be one that was changed.
LEAST_ALIKE = 0.4


def align(old, new, words):
    """The whole of both in order, as pairs (i, j): equal items, then what was changed; (i, None) is taken out and
    (None, j) put in. `words` gives the parts of an item that say how alike two of them are, as a Counter."""
    aligned = []
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *matches(old, new), (len(old), len(new))]):
        aligned += within_gap(old, new, range(i + 1, next_i), range(j + 1, next_j), words)
        if next_i < len(old):
            aligned.append((next_i, next_j))
    return aligned


def within_gap(old, new, taken, put, words):
    """The alignment of places that have nothing equal."""
    if not (taken and put):
        return [*((i, None) for i in taken), *((None, j) for j in put)]
    held = {i: words(old[i]) for i in taken}, {j: words(new[j]) for j in put}
    changed = resembling(*held)
    aligned, i, j = [], taken.start, put.start
    for next_i, next_j in [*changed, (taken.stop, put.stop)]:
        aligned += [(at, None) for at in range(i, next_i)] + [(None, at) for at in range(j, next_j)]
        aligned.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return aligned[:-1]


def resembling(taken, put):
    """Which of {place: Counter} became which, rising in both: by their rarer words, then by their order."""
    holders = defaultdict(list)
    for j, counted in put.items():
        for word in counted:
            holders[word].append(j)
    telling = {word: places for word, places in holders.items() if len(places) <= MOST_HOLDERS}
    likeliest = []
    for i, counted in taken.items():
        votes = Counter(j for word in counted for j in telling.get(word, ()))
        likeliest += [(i, j) for j, _votes in votes.most_common(1) if alike(counted, put[j])]
    chain, found = longest_rising(likeliest), []
    for (i, j), (next_i, next_j) in pairwise([(min(taken) - 1, min(put) - 1), *chain, (max(taken) + 1, max(put) + 1)]):
        in_order = zip(range(i + 1, next_i), range(j + 1, next_j), strict=False)
        found += [(at, there) for at, there in in_order if alike(taken[at], put[there])]
        found.append((next_i, next_j))
    return found[:-1]


def alike(one, other):
    return 2 * (one & other).total() >= LEAST_ALIKE * (one.total() + other.total()) > 0


def matches(old, new):
    """The pairs (i, j) of equal items that stay in their order: old[i] == new[j]. Items are hashable."""
    head, shorter = 0, min(len(old), len(new))
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    within = between(old, new, range(head, len(old) - tail), range(head, len(new) - tail))
    ends = ((len(old) - tail + step, len(new) - tail + step) for step in range(tail))
    return [*((step, step) for step in range(head)), *within, *ends]


def between(old, new, places, others):
    """The matches among those places of the two."""
    counts, other_counts = Counter(old[i] for i in places), Counter(new[j] for j in others)
    places = [i for i in places if old[i] in other_counts]
    others = [j for j in others if new[j] in counts]
    once = {new[j]: at for at, j in enumerate(others) if other_counts[new[j]] == 1}
    in_both = [(at, once[old[i]]) for at, i in enumerate(places) if counts[old[i]] == 1 and old[i] in once]
    found = []
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *longest_rising(in_both), (len(places), len(others))]):
        mine, theirs = places[i + 1 : next_i], others[j + 1 : next_j]
        edits = fewest_edits([old[at] for at in mine], [new[at] for at in theirs])
        found += [(mine[at], theirs[there]) for at, there in edits]
        if next_i < len(places):
            found.append((places[next_i], others[next_j]))
    return found


def longest_rising(pairs):
    """The most of these pairs, sorted by their first, that rise in their second, too."""
    tops, ends, before = [], [], {}
    for pair in pairs:
        length = bisect_left(tops, pair[1])
        before[pair] = ends[length - 1] if length else None
        # The two lists have one length; one of them grows by at most one.
        tops[length : length + 1], ends[length : length + 1] = [pair[1]], [pair]
    chain, pair = [], ends[-1] if ends else None
    while pair:
        chain.append(pair)
        pair = before[pair]
    return chain[::-1]


def fewest_edits(old, new):
    """The matches of a way from one to the other with few edits; the fewest, where MOST_EDITS are enough."""
    found, x, y = [], 0, 0
    while x < len(old) and y < len(new):
        steps, x, y = search(old, new, x, y)
        found += steps
    return found


def search(old, new, x0, y0):
    """Myers' greedy search from one point, to the end or as far as MOST_EDITS lead. Returns (matches, x, y)."""
    reached = {1: (x0, None)}
    for edits in range(MOST_EDITS + 1):
        for diagonal in range(-edits, edits + 1, 2):
            x, trail = furthest_on(reached, diagonal, len(old), y0 - x0, len(new))
            if x is None:
                reached.pop(diagonal, None)
                continue
            y, run = x - x0 - diagonal + y0, 0
            while x + run < len(old) and y + run < len(new) and old[x + run] == new[y + run]:
                run += 1
            reached[diagonal] = (x + run, (trail, x, y, run) if run else trail)
            if x + run == len(old) and y + run == len(new):
                return walked(reached[diagonal][1]), len(old), len(new)
    # The last two rounds are both there, one on the odd and one on the even diagonals.
    diagonal = max(reached, key=lambda diagonal: (2 * reached[diagonal][0] - diagonal, -abs(diagonal)))
    x, trail = reached[diagonal]
    return walked(trail), x, x - x0 - diagonal + y0


def furthest_on(reached, diagonal, width, shift, height):
    """(x, trail) of the furthest start on a diagonal, one edit beyond its neighbours; x is None off the grid."""
    x, trail = reached.get(diagonal + 1, (None, None))
    if x is not None and x + shift - diagonal > height:
        x = None
    left, its_trail = reached.get(diagonal - 1, (None, None))
    if left is not None and left < width and (x is None or left >= x):
        return left + 1, its_trail
    return x, trail


def walked(trail):
    """The matches of a trail, from its first to its last."""
    runs = []
    while trail:
        trail, x, y, run = trail
        runs.append([(x + step, y + step) for step in range(run)])
    return [pair for run in reversed(runs) for pair in run]
