"""Small pictures for tests, made here."""

import io

from django.core.files.base import ContentFile
from PIL import Image


def picture_bytes(kind="PNG", size=(40, 20), mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, 120 if mode in {"L", "P", "I;16"} else (30, 60, 90, 128)[: len(mode)]).save(
        out, kind, **options
    )
    return out.getvalue()


def png(name="photo.png", **how):
    """An upload as a form would give it."""
    return ContentFile(picture_bytes(**how), name=name)
