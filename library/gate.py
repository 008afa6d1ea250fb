"""The gate every picture passes: what is stored was decoded and encoded again here, upright, without metadata.

Pure: bytes in, bytes out. Raises Refused with a sentence; a file is judged by what it holds, never by its name.
"""

import io
import struct
import zlib
from typing import NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from publishing.refusals import Problem, Refused

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
MAX_SIDE = 10_000
# The longest side of what is stored, in pixels: for the page, and for lists and phones.
LARGE, SMALL = 1920, 640

UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class Encoded(NamedTuple):
    data: bytes
    suffix: str
    width: int
    height: int


class Prepared(NamedTuple):
    """A picture that has passed the gate: ready to be stored, in two sizes."""

    name: str
    large: Encoded
    small: Encoded


def prepare(upload):
    """Let an upload (any file object with `name` and `size`) through the gate. Raises Refused."""
    image = open_picture(upload)
    return Prepared(upload.name or "", encode(image, LARGE), encode(image, SMALL, "WEBP"))


def refuse(sentence):
    raise Refused(Problem(sentence, "upload"))


def open_picture(upload):
    """The decoded picture behind an upload, upright, in sRGB. Raises Refused."""
    if upload.size > MAX_BYTES:
        refuse(
            _("This picture is %(size).1f MB large; at most 10 MB can be stored. Save it smaller and try again.")
            % {"size": upload.size / 1_000_000}
        )
    try:
        image = Image.open(upload, formats=tuple(FORMATS))
        check_header(image)
        image.load()
        return upright_and_plain(image)
    except UNREADABLE:
        refuse(_("This file is not a picture that can be read. Use a JPEG, PNG or WebP file."))


def check_header(image):
    """Refuse by what the header says, before a pixel is decoded: a bomb costs nothing."""
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        refuse(
            _("This picture has %(width)s × %(height)s pixels; at most 40 megapixels and 10,000 a side can be stored.")
            % {"width": width, "height": height}
        )
    if getattr(image, "n_frames", 1) > 1:
        refuse(_("Moving pictures cannot be stored. Save one frame of it as JPEG or PNG."))


def upright_and_plain(image):
    kind = image.format
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if has_alpha and kind != "JPEG" else "RGB"
    if image.mode.startswith("I") or image.mode == "F":
        image = image.point(lambda level: level / 256).convert("L")
    image = to_srgb(image, profile).convert(mode)
    plain = Image.new(mode, image.size)
    plain.paste(image)
    plain.format = kind
    return plain


def to_srgb(image, profile):
    """Colours as they were meant once the profile is gone; a broken profile is as good as none."""
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image


def encode(image, longest, kind=None):
    """The picture as bytes, its longest side at most `longest` pixels, in its own format or in `kind`."""
    kind = kind or image.format
    scaled = image.copy()
    scaled.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    options = {"JPEG": {"quality": 85, "progressive": True, "optimize": True}, "WEBP": {"quality": 82, "method": 4}}
    scaled.save(out, kind, **options.get(kind, {"optimize": True}))
    return Encoded(out.getvalue(), FORMATS[kind], *scaled.size)
