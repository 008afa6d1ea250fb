"""Serves pictures where no web server in front does. Names are random and never reused, so caches may keep them."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@csrf_exempt
@require_safe
def picture(request, name):
    """A stored picture by its name below pictures/; the type follows from the decoded format, not from the upload."""
    try:
        stored = default_storage.open(f"pictures/{name}")
    except OSError as error:
        raise Http404 from error
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return FileResponse(stored, content_type=TYPES[name.rpartition(".")[2]], headers=headers)
