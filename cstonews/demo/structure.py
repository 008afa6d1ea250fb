"""The demo's states, bodies, posts, people and chairmanships: facts, from content/states.txt and its neighbours.

Held: "secretary-general 2018-11 to 2019-12-31, acting": a post, its first and its last day. A month alone is known to
the month, a question mark is not known, nothing is until further notice.
"""

import re

from people.models import Biography, Body, BodyText, Chairmanship, Person, Post, Rank, State
from people.models.tenures import read_day

from .texts import read_records

LANGUAGES = {"English": "en", "Russian": "ru", "Armenian": "hy", "Belarusian": "be", "Kazakh": "kk", "Tajik": "tg"}
USES = {"": "name", "short": "short", "long": "long", "acting": "acting", "plural": "plural", "also": "variant"}
HELD = re.compile(r"(?:(?P<post>[a-z-]+) )?(?P<start>[\d-]+|\?) to ?(?P<end>[\d-]+|\?)?(?P<acting>, acting)?")


class Structure:
    """What Demo.load makes before the articles, through the models' own rules."""

    def __init__(self, library):
        self.library = library
        self.states, self.bodies, self.posts, self.persons = {}, {}, {}, {}

    def load(self):
        for record in read_records("states.txt"):
            self.states[record["code"]] = self.named(State.objects.create(code=record["code"]), record)
        for order, record in enumerate(read_records("bodies.txt"), start=1):
            self.make_body(record, order)
        for order, record in enumerate(read_records("posts.txt"), start=1):
            self.make_post(record, order)
        for record in read_records("persons.txt"):
            self.make_person(record)
        for record in read_records("chairmanships.txt"):
            days = HELD.fullmatch(record["held"])
            Chairmanship(state=self.states[record["state"]], **tenure(days)).save()

    @staticmethod
    def named(thing, record):
        """Give it every name that the record has: "Short in English: CSC", "Also in Russian: one, another"."""
        for heading, said in record.items():
            use, _, language = f" {heading}".rpartition(" in ") if " in " in heading else ("", "", heading)
            code = LANGUAGES.get(language.strip().capitalize())
            kind = USES.get(use.strip())
            if code and kind:
                texts = said.split(", ") if kind == "variant" else said
                thing.give_names(code, **{kind: texts})
        return thing

    def make_body(self, record, order):
        parent = self.bodies.get(record.get("under"))
        body = self.named(Body.objects.create(slug=record["slug"], parent=parent, order=order * 10), record)
        for word, code in (("english", "en"), ("russian", "ru")):
            BodyText.objects.create(body=body, language=code, tasks=record[f"tasks in {word}"])
        self.bodies[body.slug] = body

    def make_post(self, record, order):
        post = Post.objects.create(
            body=self.bodies.get(record.get("body")),
            state=self.states.get(record.get("state")),
            rank=Rank[record.get("rank", "official").upper()],
            several="several" in record,
            order=order * 10,
        )
        self.posts[record["key"]] = self.named(post, record)

    def make_person(self, record):
        portrait = self.library.picture(record.get("portrait"), "en")
        person = Person.objects.create(own_language=record["own language"], portrait=portrait)
        self.named(person, record)
        for word, code in (("english", "en"), ("russian", "ru")):
            if f"biography in {word}" in record:
                Biography.objects.create(person=person, language=code, biography=record[f"biography in {word}"])
        for held in record["held"].split("; "):
            days = HELD.fullmatch(held)
            unknown = {"end_unknown": days["end"] == "?", "acting": bool(days["acting"])}
            person.appointments.model(person=person, post=self.posts[days["post"]], **unknown, **tenure(days)).save()
        self.persons[record["english"]] = person


def tenure(days):
    """The start and the end of a tenure, with how exactly they are known, as the models take them."""
    found = {}
    for name in ("start", "end"):
        written = days[name]
        if written and written != "?":
            found[name], found[f"{name}_precision"] = read_day(written)
    return found
