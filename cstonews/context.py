"""What every template may say of the organisation."""

from django.conf import settings
from django.utils.translation import get_language


def organisation(request):
    return {
        "organisation_name": settings.ORGANISATION_NAME,
        "organisation_short_name": settings.ORGANISATION_SHORT_NAME,
        "language": get_language(),
    }
