"""Serves uploads where no web server in front does. Names are random and never reused, so caches may keep them."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "pdf": "application/pdf"}


@csrf_exempt
@require_safe
def picture(request, name):
    """A stored picture by its name below pictures/."""
    return stored(f"pictures/{name}")


@csrf_exempt
@require_safe
def document(request, name):
    """A stored document by its name below documents/: to be kept, not to be opened inside a page of ours.

    It is given no name to be kept under, so that a link's `download` attribute can give it a readable one.
    """
    response = stored(f"documents/{name}")
    response["Content-Disposition"] = "attachment"
    return response


def stored(path):
    """The file as what the gate found it to be: its suffix is ours, not the upload's."""
    try:
        file = default_storage.open(path)
    except OSError as error:
        raise Http404 from error
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return FileResponse(file, content_type=TYPES[path.rpartition(".")[2]], headers=headers)
