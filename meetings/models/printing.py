"""What a meeting's page shows of other records, as it reads on the day of approval; stored with the edition.

People stand with the titles they held on the day of the meeting, in protocol order, in the language of the edition.
Which state chairs is not stored: it is told as of the day, and nothing of it before its day (`Chairmanship`).
"""

from itertools import groupby

from people.printing import Printer
from people.protocol import collation_key, place_of_state


def content(edition):
    printer = Printer(edition.work.language, edition.printed_before)
    return {
        "organ": printer.body(edition.organ) if edition.organ else None,
        "chaired_by": printer.appointment(edition.chaired_by) if edition.chaired_by else None,
        "participants": participants(edition, printer),
        "documents": [document.printed() for document in edition.documents.all()],
        "picture": edition.picture.printed() if edition.picture else None,
        "pictures": [picture.printed() for picture in edition.pictures.all()],
    }


def participants(edition, printer):
    """[{"state": {...} or None, "people": [...]}] in protocol order."""
    rows = sorted(edition.participants.all(), key=lambda row: place_of(row, printer.language))
    return [
        {"state": printer.state(state) if state else None, "people": [person(row, printer) for row in group]}
        for state, group in groupby(rows, key=lambda row: row.for_state)
    ]


def place_of(row, language):
    state = place_of_state(row.for_state, language)
    if row.appointment is None:
        # Those who hold no post of ours stand after those who do.
        return *state, 1, 0, 0, collation_key(row.name, language)
    post, who = row.appointment.post, row.appointment.person
    return *state, 0, post.rank, post.order, collation_key(who.sorted_name(language), language)


def person(row, printer):
    """One participant. A post's own state stands above already, so the title leaves it out where that is the same."""
    printed = {"name": row.name, "name_language": printer.language, "manner": row.manner}
    if row.appointment:
        printed |= printer.appointment(row.appointment, short=row.for_state == row.appointment.post.state)
    return printed | {"represented_by": row.represented_by}


def chair_first(groups, chair):
    """Printed groups of participants as a page shows them: that of the state in the chair first, and marked."""
    of = f"state:{chair.code}" if chair else None
    marked = [{**group, "chairs": bool(group["state"]) and group["state"]["of"] == of} for group in groups]
    return sorted(marked, key=lambda group: not group["chairs"])
