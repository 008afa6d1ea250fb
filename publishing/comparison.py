"""What differs between two editions: fields in words, rich text by its paragraphs, parts by their rows."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from .editor import RichTextField
from .sanitising import plain_text

BLOCK = re.compile(r"(?<=</p>)|(?<=</h[2-4]>)|(?<=</li>)|(?<=</tr>)|(?<=</blockquote>)")


class Change(NamedTuple):
    """One field (its label) and the pieces of it that were taken out and put in."""

    label: str
    removed: list
    added: list


def compare(old, new):
    """The changes from one edition to another, in the order of the fields. `old` may be None: all is new."""
    changes = []
    for field in new.content_fields():
        before, after = (pieces(edition, field) for edition in (old, new))
        if before != after:
            changes.append(Change(field.verbose_name, *different(before, after)))
    for field in new.content_relations():
        before, after = (
            {str(one) for one in getattr(edition, field.name).all()} if edition else set() for edition in (old, new)
        )
        if before != after:
            changes.append(Change(field.verbose_name, sorted(before - after), sorted(after - before)))
    for name, rows in new.read_parts().items():
        before = [str(row) for row in old.read_parts()[name]] if old else []
        after = [str(row) for row in rows]
        if before != after:
            label = new.content_parts()[name]._meta.verbose_name_plural
            changes.append(Change(label, *different(before, after)))
    return changes


def pieces(edition, field):
    """A field's value as pieces of plain text: one, or a paragraph each."""
    value = getattr(edition, field.name) if edition else None
    if value in (None, ""):
        return []
    if isinstance(field, RichTextField):
        return [text for text in map(plain_text, BLOCK.split(value)) if text]
    display = getattr(edition, f"get_{field.name}_display", None)
    return [str(display() if display else value)]


def different(before, after):
    removed, added = [], []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            removed += before[i1:i2]
            added += after[j1:j2]
    return removed, added
