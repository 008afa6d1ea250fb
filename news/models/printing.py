"""How the signature below a text is printed, fixed at approval."""

from people.recognition import names_in


def byline(typed, signed, appointment):
    """What stands below the text: the words typed, kept to the letter, with the name of who signed as a link; without
    words the title and name of who signed. None when nobody signs.

    `signed` is what Printer.appointment gave of who signed, or None.
    """
    if not (typed or signed):
        return None
    if not typed:
        return {"before": f"{signed['title']} ", "name": signed["name"], "after": "", "person": signed}
    place = names_in(typed, appointment.person) if appointment else None
    if place is None:
        return {"before": typed, "name": "", "after": "", "person": signed}
    start, end = place
    return {"before": typed[:start], "name": typed[start:end], "after": typed[end:], "person": signed}
