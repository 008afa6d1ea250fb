"""What differs between two editions: fields in words, rich text by its paragraphs and words, parts by their rows."""

from functools import partial
from typing import NamedTuple

from .editor import RichTextField
from .paragraphs import compare_texts
from .sequences import matches


class Change(NamedTuple):
    """One field (its label) and the words of it that were taken out and put in, and the addresses of their pictures; of
    a rich text its `paragraphs` instead."""

    label: str
    removed: list
    added: list
    paragraphs: list = ()
    removed_pictures: list = ()
    added_pictures: list = ()


class Piece(NamedTuple):
    """What is compared: words, and what they stand for, as two records may bear one name; the address of its picture
    where it is one."""

    words: str
    keys: tuple = ()
    picture: str = ""


def compare(old, new):
    """The changes from one edition to another, in the order of the fields. `old` may be None: all is new."""
    changes = []
    for field in new.content_fields():
        if isinstance(field, RichTextField):
            paragraphs = compare_texts(getattr(old, field.name, ""), getattr(new, field.name))
            changes += [Change(field.verbose_name, [], [], paragraphs)] if paragraphs else []
        else:
            changes += changed(old, new, field.verbose_name, partial(of_field, field=field))
    for field in new.content_relations():
        changes += changed(old, new, field.verbose_name, partial(of_relation, name=field.name))
    for name, model in new.content_parts().items():
        changes += changed(old, new, model._meta.verbose_name_plural, partial(of_part, name=name))
    return changes


def changed(old, new, label, read):
    """The Change of what `read` finds in both, in a list; an empty one where they are alike."""
    before, after = (read(edition) if edition else [] for edition in (old, new))
    if before == after:
        return []
    stayed = matches(before, after)
    kept, kept_too = ({pair[side] for pair in stayed} for side in (0, 1))
    removed = [piece for at, piece in enumerate(before) if at not in kept]
    added = [piece for at, piece in enumerate(after) if at not in kept_too]
    words = ([piece.words for piece in pieces] for pieces in (removed, added))
    pictures = ([piece.picture for piece in pieces if piece.picture] for pieces in (removed, added))
    return [Change(label, *words, (), *pictures)]


def of_field(edition, field):
    """A field's value as one piece; none where it is empty."""
    return [] if getattr(edition, field.name) in (None, "") else [piece_of(edition, field)]


def of_relation(edition, name):
    return sorted(Piece(str(one), (one.pk,), picture_of(one)) for one in getattr(edition, name).all())


def of_part(edition, name):
    return [of_row(row) for row in edition.read_parts()[name]]


def of_row(row):
    """A row of a list: in words what is filled in."""
    pieces = [piece_of(row, field) for field in row.content_fields()]
    filled = (piece.words for piece in pieces if piece.words)
    return Piece(", ".join(filled), sum((piece.keys for piece in pieces), ()))


def piece_of(thing, field):
    value = getattr(thing, field.name)
    if value is None:
        return Piece("", (None,) if field.is_relation else ())
    display = getattr(thing, f"get_{field.name}_display", None)
    keys = (getattr(thing, field.attname),) if field.is_relation else ()
    return Piece(str(display() if display else value), keys, picture_of(value))


def picture_of(value):
    """The address at which a record is seen small; a record that is a picture says so by `thumbnail_url`."""
    return getattr(value, "thumbnail_url", "")
