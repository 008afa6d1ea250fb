"""Finds people in a running text by the names that were entered for them, letter for letter but for case and spaces.

Nothing is guessed: a spelling that nobody has entered, or that two people share, is not taken. Reading is linear in the
text, whatever number of people there is.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from search.folding import exact

from .models import Appointment, PersonName

# An initial ends with a full stop that belongs to it; nothing else between the words of a name but spaces.
WORD = re.compile(r"\w+(?:[-’'ʼ]\w+)*")
BETWEEN = re.compile(r"\.?[ \u00a0\u202f]*")


class Found(NamedTuple):
    """A name in a text: whose, and where it stands."""

    person_id: int
    start: int
    end: int

    def raw(self, text):
        return text[self.start : self.end]


class Recogniser:
    """Entered names (default: all), read with one query. Make one for a whole import."""

    def __init__(self, rows=None):
        self.owners = {}
        rows = PersonName.objects.all() if rows is None else rows
        for text, person_id in rows.exclude(kind="sorted").values_list("text", "owner"):
            words = tuple(exact(word) for word in WORD.findall(text))
            # A single word is no name: "Union", "Victory".
            if len(words) > 1:
                self.owners.setdefault(words[0], {}).setdefault(words, set()).add(person_id)

    def find(self, text):
        """Every Found in the text, in its order; of two names that begin at one word, the longer one."""
        words = list(WORD.finditer(text))
        found, place = [], 0
        while place < len(words):
            name = self._name_at(text, words, place)
            if name:
                person_id, length = name
                found.append(Found(person_id, words[place].start(), words[place + length - 1].end()))
                place += length
            else:
                place += 1
        return found

    def _name_at(self, text, words, place):
        first = words[place].group()
        # Names are capitalised; a word that happens to read the same is not.
        names = self.owners.get(exact(first), {}) if first[0].isupper() else {}
        for name in sorted(names, key=len, reverse=True):
            here = words[place : place + len(name)]
            owners = names[name]
            if len(owners) == 1 and self._is_name(text, here, name):
                return next(iter(owners)), len(name)
        return None

    @staticmethod
    def _is_name(text, words, name):
        together = all(BETWEEN.fullmatch(text, before.end(), after.start()) for before, after in pairwise(words))
        capitalised = all(word.group()[0].isupper() for word in words)
        return together and capitalised and tuple(exact(word.group()) for word in words) == name

    def people(self, text):
        """The ids of the people named in it, each once, in the order in which they first appear."""
        return list(dict.fromkeys(found.person_id for found in self.find(text)))


def names_in(text, person):
    """(start, end) of the first place where that person is named in the text by an entered name, or None."""
    recogniser = Recogniser(PersonName.objects.filter(owner=person))
    return next(((found.start, found.end) for found in recogniser.find(text)), None)


def titles_on(person_ids, day, at=None):
    """{person id: Appointment} of what each is to be called on that day, of what is public at that instant.

    Of several posts the first in protocol order is taken; those who held none are left out.
    """
    if not person_ids:
        return {}
    held = Appointment.objects.on(day).public(at).filter(person__in=person_ids).with_names()
    titles = {}
    for appointment in sorted(held, key=lambda one: (one.post.rank, one.post.order, one.pk)):
        titles.setdefault(appointment.person_id, appointment)
    return {pk: titles[pk] for pk in person_ids if pk in titles}
