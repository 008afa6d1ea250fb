"""The demo's library: drawings as pictures, and the documents its meetings adopted."""

from django.core.files.base import ContentFile

from library.models import Document, Picture

from . import drawings

PAGE, MARGIN, FONT_SIZE, LINE = (595, 842), 72, 14, 24


class DemoLibrary:
    """Stores each drawing once a language, because its alternative text is in one, when a text first asks for it."""

    def __init__(self, by):
        self.by = by
        self.sheets, self.pictures, self.documents = {}, {}, {}

    def picture(self, name, language):
        """The Picture of that drawing with words in that language; None for no name."""
        if name and (name, language) not in self.pictures:
            sheet = self.sheets.setdefault(name, drawings.draw(name))
            self.pictures[name, language] = Picture.objects.accept(
                ContentFile(sheet, name=f"{name}.png"),
                by=self.by,
                alt=drawings.alt(name, language),
                credit=drawings.CREDIT[language],
            )
        return self.pictures.get((name, language))

    def document(self, title, language):
        """The Document of that title; None if it is not in English: the standard fonts of PDF have Latin letters."""
        if language != "en":
            return None
        if title not in self.documents:
            lines = [title, "A placeholder document of the cstonews demonstration."]
            upload = ContentFile(pdf(lines), name="document.pdf")
            self.documents[title] = Document.objects.accept(upload, by=self.by, title=title, language=language)
        return self.documents[title]

    def forget_files(self):
        """Remove from the disk what a failed loading stored."""
        for stored in (*self.pictures.values(), *self.documents.values()):
            stored.forget_files()


def pdf(lines):
    """A PDF of one page with those lines of ASCII text, by ISO 32000-1, 7.5."""
    shown = "".join(f"0 -{LINE} Td ({line}) Tj\n" for line in lines)
    content = f"BT /F1 {FONT_SIZE} Tf {MARGIN} {PAGE[1] - MARGIN} Td\n{shown}ET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
        % PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    data, offsets = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n" % (count, table, count)
    return data + head + b"startxref\n%d\n%%%%EOF\n" % len(data)
