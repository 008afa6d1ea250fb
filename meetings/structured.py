"""What machines read about a meeting (schema.org, as JSON-LD)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from publishing.structured import breadcrumbs, organisation

from .models import Format, Status, Timing

STATUS = {Status.CANCELLED: "EventCancelled", Status.POSTPONED: "EventPostponed"}
ATTENDANCE = {
    Format.IN_PERSON: "OfflineEventAttendanceMode",
    Format.VIDEO: "OnlineEventAttendanceMode",
    Format.MIXED: "MixedEventAttendanceMode",
}


def event(request, edition):
    """The edition as Event. Days stand as days, and times with the offset of their zone."""
    absolute = request.build_absolute_uri
    address = absolute(edition.get_absolute_url())
    picture = edition.printed.get("picture")
    known = {
        "description": edition.description,
        "endDate": end(edition),
        "location": locations(edition, address),
        "image": [absolute(picture["url"])] if picture else [],
    }
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": edition.headline,
        "url": address,
        "inLanguage": edition.work.language,
        "startDate": (edition.begins_at or edition.date).isoformat(),
        "eventStatus": f"https://schema.org/{STATUS.get(edition.status, 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{ATTENDANCE[edition.format]}",
        "organizer": organizer(request, edition),
    } | {name: value for name, value in known.items() if value}


def end(edition):
    if edition.timing == Timing.TIMED and not edition.ends_at and not edition.last_day:
        return ""
    return (edition.ends_at or edition.final_day).isoformat()


def locations(edition, address):
    found = []
    if edition.format != Format.VIDEO and (edition.place or edition.venue):
        words = ", ".join(filter(None, (edition.venue, edition.place)))
        found.append({"@type": "Place", "name": edition.venue or edition.place, "address": words})
    if edition.format != Format.IN_PERSON:
        found.append({"@type": "VirtualLocation", "url": address})
    return found


def organizer(request, edition):
    organ, whole = edition.printed.get("organ"), organisation(request)
    if not organ:
        return whole
    page = request.build_absolute_uri(reverse("body", args=[organ["slug"]]))
    return {"@type": "Organization", "name": organ["name"], "url": page, "parentOrganization": whole}


def way(request, edition):
    return breadcrumbs(request, [(_("Meetings"), reverse("meetings")), (edition.headline, edition.get_absolute_url())])
