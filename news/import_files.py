"""Finding the files of an import, reading them, and reading the list of old addresses. No database."""

import csv
import os
import stat
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from .importer import MAX_BYTES, BadAddress, normal_address

SUFFIXES = {".txt", ".htm", ".html"}


class CannotRead(Exception):
    """A file, folder or list cannot be read; the sentence says why."""


class Found(NamedTuple):
    """A file under the name it is known by; `problem` says why it must not be read."""

    name: str
    path: Path
    problem: str = ""


def find(paths):
    """Every file to import: those named, and the pages of the folders named, in the order of their names.

    One folder's names are held at a time. A file below a folder is known by its path from there.
    """
    for place, path in enumerate(paths):
        files = pages_in(path, path) if path.is_dir() else [Found(path.name, path)]
        for found in files:
            twin = next((twin for other in paths[:place] if (twin := of_that_name(other, found.name))), None)
            if twin is None:
                yield found
            elif os.path.realpath(twin) != os.path.realpath(found.path):
                said = _("%(twin)s has the same name, so one would be taken for a newer text of the other. Rename one.")
                yield found._replace(problem=said % {"twin": twin})


def of_that_name(path, name):
    """The file that an argument of the command imports under that name, or None."""
    if path.is_dir():
        return path / name if Path(name).suffix.lower() in SUFFIXES and (path / name).is_file() else None
    return path if path.name == name else None


def pages_in(folder, root):
    """The pages in a folder and those below it. Links are not followed out of `root`; hidden files are no pages."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield Found(str(folder.relative_to(root)), folder, why(error))
        return
    for name in names:
        path = folder / name
        is_folder, is_link = os.path.isdir(path), os.path.islink(path)
        if is_folder and not is_link:
            yield from pages_in(path, root)
        elif is_link and leads_out(path, root):
            if is_folder or path.suffix.lower() in SUFFIXES:
                yield Found(str(path.relative_to(root)), path, _("It is a link out of the folder and not followed."))
        # A link to a folder inside is no loss: its pages are found where they are.
        elif not is_folder and path.suffix.lower() in SUFFIXES:
            yield Found(str(path.relative_to(root)), path)


def leads_out(link, root):
    return not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(root))


def read(found):
    """The bytes of a file. Raises CannotRead; a large one is not read at all."""
    if found.problem:
        raise CannotRead(found.problem)
    try:
        about = found.path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise CannotRead(_("It is not a file."))
        if about.st_size > MAX_BYTES:
            raise CannotRead(
                _("It has %(size)d MB; a page has at most %(most)d MB.")
                % {"size": -(-about.st_size // 1_000_000), "most": MAX_BYTES // 1_000_000}
            )
        with found.path.open("rb") as file:
            # One byte more than allowed: it may have grown since, and the parser refuses it then.
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CannotRead(why(error)) from None


def why(error):
    if isinstance(error, FileNotFoundError):
        return _("It is not there any more.")
    if isinstance(error, PermissionError):
        return _("You are not allowed to read it.")
    return _("It cannot be read: %(error)s.") % {"error": error.strerror or error}


# --- the list of old addresses ----------------------------------------------------------------------------------------


def read_addresses(path):
    """{file name: [old addresses]} from a CSV of two columns, with or without a line of titles.

    Raises CannotRead, naming the line, so that a wrong list stops everything before it begins.
    """
    addresses, owners = {}, {}
    try:
        if path.stat().st_size > 50 * MAX_BYTES:
            raise CannotRead(_("%(path)s is too large for a list of addresses.") % {"path": path})
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            delimiter = max(",;\t", key=first.count)
            rows = csv.reader(file, delimiter=delimiter, strict=True)
            for row in rows:
                add_row(row, rows.line_num, addresses, owners, path)
    except OSError as error:
        raise CannotRead(f"{path}: {why(error)}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        said = _("%(path)s is not a CSV file in UTF-8 (%(error)s).")
        raise CannotRead(said % {"path": path, "error": error}) from None
    if not addresses:
        raise CannotRead(_("%(path)s holds no addresses.") % {"path": path})
    return addresses


def add_row(row, number, addresses, owners, path):
    cells = [cell.strip() for cell in row]
    if not any(cells):
        return
    where = {"path": path, "number": number}
    if len([cell for cell in cells if cell]) != 2 or not all(cells[:2]):
        raise CannotRead(_("%(path)s, line %(number)d: write a file name and an old address, no more.") % where)
    name, address = cells[:2]
    if number == 1 and "/" not in address:
        return
    try:
        normal = normal_address(address)
    except BadAddress as error:
        raise CannotRead(_("%(path)s, line %(number)d: %(error)s") % {**where, "error": error}) from None
    owner = owners.setdefault(normal, name)
    if owner != name:
        said = _("%(path)s, line %(number)d: the address %(address)s was given to %(owner)s already.")
        raise CannotRead(said % {**where, "address": normal, "owner": owner})
    addresses.setdefault(name, []).append(address)
