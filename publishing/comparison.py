"""What differs between two editions: fields in words, rich text by its paragraphs, parts by their rows."""

import re
from difflib import SequenceMatcher
from functools import partial
from typing import NamedTuple

from .editor import RichTextField
from .sanitising import plain_text

BLOCK = re.compile(r"(?<=</p>)|(?<=</h[2-4]>)|(?<=</li>)|(?<=</tr>)|(?<=</blockquote>)")


class Change(NamedTuple):
    """One field (its label) and the pieces of it that were taken out and put in."""

    label: str
    removed: list
    added: list


class Piece(NamedTuple):
    """What is compared: words, and what they stand for, as two records may bear one name."""

    words: str
    keys: tuple = ()


def compare(old, new):
    """The changes from one edition to another, in the order of the fields. `old` may be None: all is new."""
    changes = []
    for label, read in everything(new):
        before, after = (read(edition) if edition else [] for edition in (old, new))
        if before != after:
            changes.append(Change(label, *different(before, after)))
    return changes


def everything(edition):
    """(label, function from an edition to its pieces) for all that editors write."""
    for field in edition.content_fields():
        yield field.verbose_name, partial(of_field, field=field)
    for field in edition.content_relations():
        yield field.verbose_name, partial(of_relation, name=field.name)
    for name, model in edition.content_parts().items():
        yield model._meta.verbose_name_plural, partial(of_part, name=name)


def of_field(edition, field):
    """A field's value: one piece, or a paragraph each."""
    value = getattr(edition, field.name)
    if value in (None, ""):
        return []
    if isinstance(field, RichTextField):
        return [Piece(text) for text in map(plain_text, BLOCK.split(value)) if text]
    return [Piece(displayed(edition, field), key_of(edition, field))]


def of_relation(edition, name):
    return sorted(Piece(str(one), (one.pk,)) for one in getattr(edition, name).all())


def of_part(edition, name):
    """The rows of a list: in words what is filled in."""
    rows = edition.read_parts()[name]
    fields = edition.content_parts()[name].content_fields()
    return [
        Piece(
            ", ".join(displayed(row, field) for field in fields if getattr(row, field.attname) not in (None, "")),
            sum((key_of(row, field) for field in fields), ()),
        )
        for row in rows
    ]


def displayed(thing, field):
    """The value of a field in words."""
    display = getattr(thing, f"get_{field.name}_display", None)
    return str(display() if display else getattr(thing, field.name))


def key_of(thing, field):
    return (getattr(thing, field.attname),) if field.is_relation else ()


def different(before, after):
    removed, added = [], []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            removed += before[i1:i2]
            added += after[j1:j2]
    return [piece.words for piece in removed], [piece.words for piece in added]
