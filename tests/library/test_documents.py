"""Documents: a whole PDF without programs in plain sight is stored under its title, and nothing else is."""

import re
import time
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from library import document_gate
from library.models import Document
from publishing.refusals import Forbidden, Refused

from ..drawing import picture_bytes


def pdf(catalog=b"", version=b"1.7", before=b"", after=b"\n", objects=b""):
    return (
        before
        + b"%PDF-"
        + version
        + b"\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R"
        + catalog
        + b">>\nendobj\n"
        + objects
        + b"trailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF"
        + after
    )


def upload(data=None, name="decision.pdf"):
    return ContentFile(pdf() if data is None else data, name=name)


@pytest.fixture
def accept(editor):
    def accept(file=None, by=editor, title="Decision of the Council", language="en"):
        return Document.objects.accept(file or upload(), by=by, title=title, language=language)

    return accept


def stored_files():
    return set(Path(settings.MEDIA_ROOT).glob("documents/*/*"))


# --- the gate ---------------------------------------------------------------------------------------------------------

WHOLE = {
    "an old version": pdf(version=b"1.0"),
    "the newest version": pdf(version=b"2.0"),
    "a byte order mark before it": pdf(before=b"\xef\xbb\xbf"),
    "an empty line before it": pdf(before=b"\r\n"),
    "something after its end": pdf(after=b"\r\n" + b"\0" * 900),
    "a picture": pdf(objects=b"3 0 obj<</Length 9>>stream\n" + picture_bytes("JPEG") + b"\nendstream endobj\n"),
    "a first page to open at": pdf(b"/OpenAction[3 0 R/Fit]"),
    "a link": pdf(b"/A<</S/URI/URI(https://example.org/JavaScript-and-JS/Launcher)>>"),
    "names that only begin so": pdf(b"/JSX 1/Launcher 2/JavaScripts 3/EmbeddedFilesystem 4/javascript 5/js(x)"),
    "two letters that stand there by chance": pdf(objects=b"stream\n\x8a\x00/JS\xfe\x17/JS]\x80 /JS /x\nendstream\n"),
    "a name of another meaning when unescaped": pdf(b"/JS#20(x)"),
}


@pytest.mark.parametrize("what", WHOLE)
def test_a_whole_document_is_taken_as_it_is(what):
    assert document_gate.examine(upload(WHOLE[what])) == ("decision.pdf", WHOLE[what])


NO_PDF = {
    "nothing": b"",
    "a picture": picture_bytes(),
    "HTML named .pdf": b"<!doctype html><script>alert(1)</script>%%EOF",
    "HTML before a PDF": pdf(before=b"<script>alert(1)</script>"),
    "a program before a PDF": pdf(before=b"MZ\x90\x00"),
    "a PDF of no version": pdf(version=b"3.1"),
    "a PDF of a longer version": pdf(version=b"1.77"),
    "PostScript": b"%!PS-Adobe-3.0\n%%EOF",
    "a Word document": b"PK\x03\x04" + pdf(),
    "much white space": pdf(before=b"\n" * 5000),
}


@pytest.mark.parametrize("what", NO_PDF)
def test_what_is_no_pdf_is_refused_with_a_sentence(what):
    with pytest.raises(Refused, match="not a PDF document") as refusal:
        document_gate.examine(upload(NO_PDF[what]))
    assert [problem.field for problem in refusal.value.problems] == ["upload"]


@pytest.mark.parametrize("data", [pdf()[:-8], b"%PDF-1.7\n", pdf(after=b"\0" * 2000)])
def test_a_pdf_without_its_end_is_refused_with_a_sentence(data):
    with pytest.raises(Refused, match="end of this PDF is missing"):
        document_gate.examine(upload(data))


ACTIVE = {
    "a script": b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
    "scripts by name": b"/Names<</JavaScript 5 0 R>>",
    "a script in a rendition": b"/AA<</S/Rendition/JS 7 0 R>>",
    "a script in hexadecimal": b"/AA<</S/Rendition /JS<6170702E>>>",
    "a script behind a comment": b"/AA<</S/Rendition /JS % /x (\r\n\t(app.alert(1))>>",
    "an escaped name": b"/OpenAction<</S/J#61va#53cript>>",
    "a name escaped in both cases": b"/OpenAction<</S/#4aavaScript>>" + b"/X<</S/#4CaunchX>>",
    "a wholly escaped name": b"/AA<<" + b"/" + b"".join(b"#%02X" % letter for letter in b"JS") + b"(x)>>",
    "a command": b"/OpenAction<</S/Launch/F(cmd.exe)>>",
    "an escaped command": b"/OpenAction<</S/L#61unch>>",
    "a file inside": b"/Names<</EmbeddedFiles 5 0 R>>",
    "a stream of a file": b"/F<</Type/EmbeddedFile>>",
}


@pytest.mark.parametrize("what", ACTIVE)
def test_programs_commands_and_files_in_plain_sight_are_refused_with_advice(what):
    with pytest.raises(Refused, match="Save it as PDF/A or print it to PDF"):
        document_gate.examine(upload(pdf(ACTIVE[what])))


def test_a_program_is_found_wherever_in_the_file_it_stands():
    noise = zlib.compress(bytes(range(256)) * 4000)
    for where in ({"objects": noise + b" /Launch " + noise}, {"after": b"\n/JavaScript"}):
        with pytest.raises(Refused, match="PDF/A"):
            document_gate.examine(upload(pdf(**where)))


@pytest.mark.parametrize("unit", [b"/JS ", b"/JS\n\n\n\n", b"/JS]%", b"/#4a", b"/Launc", b"/EmbeddedFile#"])
def test_a_file_is_searched_in_time_in_step_with_its_length(unit):
    data = pdf(objects=b"/x" + unit * (10_000_000 // len(unit)) + b"/x\n")
    began = time.process_time()
    document_gate.examine(upload(data))
    assert time.process_time() - began < 3


def test_more_than_twenty_megabytes_are_refused_unread():
    class Large:
        name, size = "large.pdf", 20_000_001

    with pytest.raises(Refused, match=r"20\.0 MB large; at most 20 MB"):
        document_gate.examine(Large())


def test_an_upload_that_is_longer_than_it_says_is_refused():
    class Liar(ContentFile):
        size = 10

    with pytest.raises(Refused, match="at most 20 MB"):
        document_gate.examine(Liar(pdf(after=b"\0" * 20_000_000)))


def test_what_is_no_pdf_is_refused_by_its_first_bytes():
    class Long(ContentFile):
        def read(self, size):
            assert size <= 1024
            return super().read(size)

    with pytest.raises(Refused, match="not a PDF"):
        document_gate.examine(Long(b"x" * 1_000_000))


# --- the record -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_document_is_stored_with_its_words(accept, editor, freeze):
    now = freeze("2026-03-03 12:00")
    document = accept(upload(name="../../secret plan.pdf"), title=" Decision\u200b of  the\nCouncil ", language="ru")
    document.refresh_from_db()
    assert document.printed() == {
        "url": f"/media/{document.file.name}",
        "size": len(pdf()),
        "title": "Decision of the Council",
        "language": "ru",
    }
    assert (document.uploaded_by, document.uploaded_at) == (editor, now)
    assert document.original_name == "../../secret plan.pdf"
    assert document.file.read() == pdf()
    assert str(document) == "Decision of the Council"


@pytest.mark.django_db
def test_names_of_documents_are_random_and_tell_nothing(accept):
    names = [accept(upload(name="secret-plan.html")).file.name for _ in range(2)]
    assert names[0] != names[1]
    assert all(re.fullmatch(r"documents/([0-9a-f]{2})/\1[0-9a-f]{30}\.pdf", name) for name in names)


@pytest.mark.django_db
def test_a_document_is_uploaded_by_who_may(accept, make_user):
    before = stored_files()
    with pytest.raises(Forbidden, match="library.add_document"):
        accept(by=make_user("Nobody Special"))
    assert not Document.objects.exists()
    assert stored_files() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "field"),
    [({"title": " \u200b\n"}, "title"), ({"title": "a" * 301}, "title"), ({"language": "xx"}, "language")],
)
def test_a_document_without_its_words_is_refused_beside_their_field(accept, words, field):
    before = stored_files()
    with pytest.raises(Refused) as refusal:
        accept(**words)
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert not Document.objects.exists()
    assert stored_files() == before


@pytest.mark.django_db
def test_a_full_disk_leaves_no_half_document(accept, monkeypatch):
    saved = FileSystemStorage._save
    begun = []

    def full_in_the_middle(self, name, content):
        begun.append(saved(self, name, ContentFile(content.read()[:10])))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full_in_the_middle)
    with pytest.raises(Refused, match="The document could not be stored: the disk may be full."):
        accept()
    assert not Document.objects.exists()
    assert not FileSystemStorage().exists(begun[0])
    monkeypatch.undo()
    assert accept().pk


@pytest.mark.django_db
def test_a_record_that_cannot_be_stored_leaves_no_file(accept, monkeypatch):
    before = stored_files()
    monkeypatch.setattr(Document, "save", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        accept()
    assert stored_files() == before


# --- how it is served -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_document_is_served_to_be_kept_and_asks_the_database_nothing(accept, client):
    document = accept(upload(name="x.html"))
    with CaptureQueriesContext(connection) as queries:
        response = client.get(document.file.url)
        assert b"".join(response.streaming_content) == pdf()
    assert not queries
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in response
    assert client.head(document.file.url)["Content-Length"] == str(document.size)
    assert client.post(document.file.url).status_code == 405


@pytest.mark.django_db
def test_nothing_else_is_served_below_documents(accept, client):
    name = accept().file.name
    for path in ("documents/", "documents/00/", f"documents/{'0' * 32}.pdf", f"documents/00/{'0' * 32}.pdf"):
        assert client.get(f"/media/{path}").status_code == 404
    for path in (name.upper(), name.replace(".pdf", ".html"), name.replace("documents/", "pictures/"), f"{name}/"):
        assert client.get(f"/media/{path}").status_code == 404
    assert client.get("/media/documents/../../db.sqlite3").status_code == 404


# --- the admin --------------------------------------------------------------------------------------------------------

ADD = "admin:library_document_add"


def typed(data=None, **fields):
    file = SimpleUploadedFile("decision.pdf", pdf() if data is None else data, "application/pdf")
    return {"upload": file, "title": "Decision", "language": "en", **fields}


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_an_editor_uploads_a_document_and_later_changes_only_its_words(desk):
    assert desk.post(reverse(ADD), typed()).status_code == 302
    document = Document.objects.get()
    assert document.uploaded_by.username == "edith"

    path = reverse("admin:library_document_change", args=[document.pk])
    page = desk.get(path).content.decode()
    assert document.file.url in page
    assert 'type="file"' not in page
    assert desk.post(path, typed(title="Decision\u200b on aid", language="ru")).status_code == 302
    changed = Document.objects.get()
    assert (changed.title, changed.language) == ("Decision on aid", "ru")
    assert (changed.file, changed.size, changed.original_name) == (document.file, document.size, "decision.pdf")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"data": pdf(ACTIVE["a script"])}, "Save it as PDF/A or print it to PDF"),
        ({"data": b"<script>"}, "This file is not a PDF document."),
        ({"title": "\u200b"}, "This field cannot be blank."),
        ({"title": "a" * 301}, "at most 300 characters"),
        ({"language": ""}, "This field is required."),
        ({"language": "xx"}, "Select a valid choice."),
        ({"upload": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_with_an_upload_is_said_in_its_form(desk, fields, sentence):
    response = desk.post(reverse(ADD), typed(**fields))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Document.objects.exists()


def test_documents_are_listed_found_and_never_deleted(desk, accept):
    document = accept(title="Decision on aid")
    page = desk.get(reverse("admin:library_document_changelist"), {"q": "aid", "language": "en"}).content.decode()
    assert "Decision on aid" in page
    assert desk.post(reverse("admin:library_document_delete", args=[document.pk]), {"post": "yes"}).status_code == 403


def test_who_may_not_add_documents_sees_no_form(client, make_user):
    client.force_login(make_user("Nobody Special"))
    assert client.post(reverse(ADD), typed()).status_code == 403
    assert client.get(reverse("admin:library_document_changelist")).status_code == 403
