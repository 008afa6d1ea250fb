"""What a meeting's page shows of other records, as it reads on the day of approval; stored with the edition.

People stand with the titles they held on the day of the meeting, in protocol order, in the language of the edition.
"""

from itertools import groupby

from people.models import Chairmanship
from people.protocol import collation_key, place_of_state


def content(edition):
    language = edition.work.language
    chair = Chairmanship.objects.chair(edition.date, edition.organ)
    chair_id = chair.state_id if chair else None
    before = edition.base.printed if edition.base else {}
    return {
        "organ": printed_body(edition.organ, language) if edition.organ else None,
        "chairmanship": printed_name(chair.state, language) if chair else None,
        "chaired_by": edition.chaired_by.printed(language, before.get("chaired_by")) if edition.chaired_by else None,
        "participants": participants(edition, language, chair_id),
        "documents": [document.printed() for document in edition.documents.all()],
        "picture": edition.picture.printed() if edition.picture else None,
        "pictures": [picture.printed() for picture in edition.pictures.all()],
    }


def printed_name(thing, language):
    name = thing.name_in(language)
    return {"name": name.text, "name_language": name.language}


def printed_body(body, language):
    short = body.names.get(language, {}).get("short", "")
    return {"slug": body.slug, "short": short, **printed_name(body, language)}


def participants(edition, language, chair_id):
    """[{"state": {...} or None, "people": [...]}] in protocol order, the state in the chair first."""
    before = edition.base.printed.get("participants") if edition.base else None
    rows = sorted(edition.participants.all(), key=lambda row: place_of(row, language, chair_id))
    groups = groupby(rows, key=lambda row: row.for_state)
    return [
        {
            "state": printed_name(state, language) if state else None,
            "chairs": bool(state) and state.pk == chair_id,
            "people": [person(row, language, before) for row in group],
        }
        for state, group in groups
    ]


def place_of(row, language, chair_id):
    state = place_of_state(row.for_state, language, chair_id)
    if row.appointment is None:
        # Those who hold no post of ours stand after those who do.
        return *state, 1, 0, 0, collation_key(row.name, language)
    post, who = row.appointment.post, row.appointment.person
    return *state, 0, post.rank, post.order, collation_key(who.sorted_name(language), language)


def person(row, language, before):
    """One participant. A post's own state stands above already, so the title leaves it out where that is the same."""
    printed = {"name": row.name, "name_language": language, "manner": row.manner}
    if row.appointment:
        short = row.for_state == row.appointment.post.state
        printed |= row.appointment.printed(language, before, short=short)
    return printed | {"represented_by": row.represented_by}
