"""The gate: what is stored was decoded and encoded here, and what is no picture is refused with a sentence."""

import io
import struct
import zlib

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from library import gate
from library.models import Picture
from publishing.refusals import Forbidden, Refused

from ..drawing import picture_bytes, png


def upload(data, name="photo.jpg"):
    return ContentFile(data, name=name)


def png_header(width, height):
    """A PNG of 60 bytes that claims to be that large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


REFUSED = {
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "HTML named .jpg": b"<!doctype html><script>alert(1)</script>",
    "a GIF": picture_bytes("GIF", mode="P"),
    "a TIFF": picture_bytes("TIFF"),
    "a truncated JPEG": picture_bytes("JPEG", size=(400, 400))[:600],
    "nothing": b"",
    "a PDF": b"%PDF-1.7\n",
    "a cut-off PNG": picture_bytes()[:40],
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_picture_is_refused_with_a_sentence(what):
    with pytest.raises(Refused, match="not a picture that can be read"):
        gate.prepare(upload(REFUSED[what]))


def test_a_bomb_is_refused_by_its_header_without_decoding(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))
    for width, height in ((60_000, 60_000), (9_000, 5_000), (20_000, 10)):
        with pytest.raises(Refused, match=r"40 megapixels|not a picture"):
            gate.prepare(upload(png_header(width, height)))


def test_more_than_ten_megabytes_are_refused_unread():
    class Large:
        name, size = "large.jpg", 10_000_001

    with pytest.raises(Refused, match="at most 10 MB"):
        gate.prepare(Large())


def test_moving_pictures_are_refused():
    frames = [Image.new("RGB", (9, 9), color) for color in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    with pytest.raises(Refused, match="Moving pictures"):
        gate.prepare(upload(out.getvalue()))


def test_a_photograph_is_stored_upright_and_without_metadata():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera with a GPS"
    stored = gate.prepare(upload(picture_bytes("JPEG", size=(60, 30), exif=exif))).large
    image = Image.open(io.BytesIO(stored.data))
    assert (image.size, image.format, stored.suffix) == ((30, 60), "JPEG", "jpg")
    assert not image.getexif()
    assert b"Camera" not in stored.data


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("WEBP", "RGB")]
)
def test_every_usual_kind_of_picture_is_stored_in_its_own_format(kind, mode):
    prepared = gate.prepare(upload(picture_bytes(kind, mode=mode)))
    assert Image.open(io.BytesIO(prepared.large.data)).format == kind
    assert Image.open(io.BytesIO(prepared.small.data)).format == "WEBP"


def test_a_broken_colour_profile_is_no_reason_to_lose_a_picture():
    assert gate.prepare(upload(picture_bytes("JPEG", icc_profile=b"broken"))).large.width == 40


def test_large_pictures_are_stored_in_two_sizes_for_page_and_list():
    prepared = gate.prepare(png(size=(4000, 2000)))
    assert (prepared.large.width, prepared.large.height) == (1920, 960)
    assert (prepared.small.width, prepared.small.height) == (640, 320)


@pytest.mark.django_db
def test_names_are_random_and_tell_nothing(editor):
    one, two = (Picture.objects.accept(png("../../secret-plan.png"), by=editor, alt="", credit="") for _ in range(2))
    assert one.file.name != two.file.name
    assert "secret" not in one.file.name
    assert len(one.file.name.rsplit("/")[-1]) == 32 + len(".png")
    assert one.original_name == "../../secret-plan.png"


@pytest.mark.django_db
def test_a_picture_is_uploaded_by_who_may(make_user):
    with pytest.raises(Forbidden):
        Picture.objects.accept(png(), by=make_user("Nobody Special"), alt="", credit="")
    assert not Picture.objects.exists()


@pytest.mark.django_db
def test_a_full_disk_leaves_no_half_picture(editor, monkeypatch):
    from django.core.files.storage import FileSystemStorage

    saved = FileSystemStorage._save
    calls = []

    def full_at_the_second(self, name, content):
        calls.append(name)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return saved(self, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", full_at_the_second)
    with pytest.raises(Refused, match="could not be stored"):
        Picture.objects.accept(png(), by=editor, alt="", credit="")
    assert not Picture.objects.exists()
    assert not FileSystemStorage().exists(calls[0])


@pytest.mark.django_db
def test_a_picture_is_served_as_what_it_is_and_nothing_else(editor, client):
    picture = Picture.objects.accept(png("photo.html"), by=editor, alt="", credit="")
    response = client.get(picture.file.url)
    assert response["Content-Type"] == "image/png"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get("/media/pictures/").status_code == 404
    assert client.get("/media/pictures/../../db.sqlite3").status_code == 404


@pytest.mark.django_db
def test_a_public_text_needs_alternative_text_and_credit_of_its_picture(write, editor):
    picture = Picture.objects.accept(png(), by=editor, alt="", credit="")
    edition = write("draft", picture=picture)
    with pytest.raises(Refused) as refusal:
        edition.submit(by=editor)
    assert [problem.field for problem in refusal.value.problems] == ["picture", "picture"]
