"""How texts print officials, states and bodies: as they read at approval, and an edition made from another as that one
printed them. So a correction of an old text tells nothing of what was renamed since."""

# What is printed of each, besides what it is of.
NAMED = ("name", "name_language")
HELD = ("id", "slug", *NAMED, "title", "title_language")
OF_BODY = ("slug", *NAMED)


class Printer:
    """Prints names in one language, to be stored with an edition. `before` is what the edition it follows has printed;
    empty prints everything as it reads today."""

    def __init__(self, language, before=()):
        self.language = language
        self.kept = {entry["of"]: entry for entry in entries(before)}

    def appointment(self, appointment, short=False):
        """Name and title of who holds it; `short` leaves out the state, where that stands beside it."""
        person = appointment.person
        title = appointment.title_in(self.language, short=short)
        today = {"id": person.pk, "slug": person.slug_in(self.language), **self.name(person)}
        today |= {"title": title.text, "title_language": title.language}
        return self.keep(f"appointment:{appointment.pk}{':short' if short else ''}", today, HELD)

    def state(self, state):
        return self.keep(f"state:{state.code}", self.name(state), NAMED)

    def body(self, body):
        return self.keep(f"body:{body.slug}", {"slug": body.slug, **self.name(body)}, OF_BODY)

    def name(self, named):
        name = named.name_in(self.language)
        return {"name": name.text, "name_language": name.language}

    def keep(self, of, today, names):
        stands = self.kept.get(of, today)
        return {"of": of, **{name: stands[name] for name in names}}


def entries(printed):
    """Every entry that a Printer made within what an edition has printed, wherever it stands."""
    if isinstance(printed, dict):
        if "of" in printed:
            yield printed
        printed = list(printed.values())
    for inner in printed if isinstance(printed, list) else ():
        yield from entries(inner)
