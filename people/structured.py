"""What machines read about a person (schema.org, as JSON-LD)."""

from django.utils.translation import get_language

from publishing.structured import organisation


def person(request, person, present):
    """The person as they are today; `present` are the appointments they hold."""
    language, absolute = get_language(), request.build_absolute_uri
    name, own = person.name_in(language).text, person.own_name()
    data = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": name,
        "url": absolute(person.get_absolute_url()),
    }
    if own and own.text != name:
        data["alternateName"] = own.text
    if present:
        data["jobTitle"] = [appointment.title_in(language).text for appointment in present]
    if any(appointment.post.body_id for appointment in present):
        data["worksFor"] = organisation(request)
    if person.portrait:
        data["image"] = absolute(person.portrait.printed()["url"])
    return data
