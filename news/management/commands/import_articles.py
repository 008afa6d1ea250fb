"""manage.py import_articles: bring pages of the old site in, as articles, through the doors that editors use."""

import difflib
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news.import_files import CannotRead, find, pages_in, read, read_addresses
from news.importer import Unreadable
from news.imports import Order, Outcome, add_addresses, store
from news.models import Section, Source
from people.recognition import Recogniser
from publishing import clock
from publishing.refusals import Refused
from publishing.sanitising import clean_line
from publishing.telling import nobody_told
from publishing.workflow import State

LEFT_OUT = "left out"
PROGRESS_EVERY = 20
FIRST_DAY = date(1991, 1, 1)


class Command(BaseCommand):
    help = "Imports pages of the old site as articles. Running it again changes nothing that has not changed."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER", help="Pages saved as text.")
        parser.add_argument("--section", required=True, metavar="PATH", help="Example: organs/permanent-council")
        parser.add_argument("--as", required=True, dest="username", metavar="USER", help="Who imports; recorded.")
        parser.add_argument("--reason", default="", metavar="TEXT", help="Recorded; needed with --state approved.")
        parser.add_argument("--state", default=State.DRAFT, choices=State.values, help="Default: draft.")
        parser.add_argument("--date", metavar="YYYY-MM-DD", help="The date of pages that show none. None is guessed.")
        parser.add_argument("--addresses", type=Path, metavar="FILE.csv", help="Two columns: file name, old address.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and store nothing.")

    def handle(self, *, paths, dry_run, addresses, **options):
        self.dry_run, self.counts, self.stored, self.old_addresses = dry_run, Counter(), False, {}
        try:
            self.order = order_from(options)
            check_paths(paths)
            self.old_addresses = read_addresses(addresses) if addresses else {}
            self.unused = set(self.old_addresses)
            # Whoever imports an archive tells the moderators; a mail for each page would not.
            with nobody_told():
                for found in find(paths):
                    self.take(found)
            self.place_other_addresses()
            if self.stored:
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")
        except CannotRead as error:
            raise CommandError(str(error)) from None
        except (OperationalError, ProgrammingError) as error:
            sentence = _("The database did not answer as it should (%s). What is listed above is stored; run it again.")
            raise CommandError(sentence % error) from error
        self.finish()

    def take(self, found):
        """One file: store it, say what happened, go on with the next whatever it was."""
        self.count_on_screen()
        addresses = self.addresses_of(found.name)
        try:
            result = store(found.name, read(found), self.order, addresses, self.dry_run)
        except (CannotRead, Unreadable, Refused) as refusal:
            self.say(LEFT_OUT, found.name, str(refusal))
            return
        self.stored = self.stored or not (self.dry_run or result.outcome == Outcome.UNCHANGED)
        self.say(result.outcome, found.name, *result.sentences)

    def addresses_of(self, name):
        """What the list says of this file, under its whole name or its last part."""
        key = next((key for key in (name, Path(name).name) if key in self.old_addresses), None)
        self.unused.discard(key)
        return self.old_addresses.get(key, [])

    def place_other_addresses(self):
        """The list may speak of files that were imported before and are not among these."""
        for name in sorted(self.unused):
            source = Source.objects.filter(file_name=name).select_related("article").order_by("pk").first()
            if source is None:
                self.say(LEFT_OUT, name, _("Only the list of addresses names it; no such file was imported."))
                continue
            try:
                with transaction.atomic():
                    said = add_addresses(source.article, self.old_addresses[name])
                    transaction.set_rollback(self.dry_run)
            except Refused as refusal:
                self.say(LEFT_OUT, name, str(refusal))
            else:
                self.stored = self.stored or not self.dry_run
                self.say(Outcome.UNCHANGED, name, *said)

    # --- what it says -------------------------------------------------------------------------------------------------

    def say(self, outcome, name, *sentences):
        self.counts[outcome] += 1
        # A name may hold anything a file system takes, which is more than a terminal should be sent.
        shown = clean_line(name.encode(errors="replace").decode())
        self.stdout.write(f"{self.label(outcome)}: {shown}")
        for sentence in sentences:
            self.stdout.write(f"    {clean_line(str(sentence))}")

    def label(self, outcome):
        done = {
            Outcome.NEW: _("imported"),
            Outcome.CHANGED: _("new draft of a known article"),
            Outcome.UNCHANGED: _("unchanged"),
            Outcome.QUARANTINED: _("in quarantine"),
            LEFT_OUT: _("left out"),
        }
        would = {
            Outcome.NEW: _("would be imported"),
            Outcome.CHANGED: _("would be a new draft of a known article"),
            Outcome.QUARANTINED: _("would go to quarantine"),
            LEFT_OUT: _("would be left out"),
        }
        return (would if self.dry_run and outcome in would else done)[outcome]

    def count_on_screen(self, end="\r"):
        done = sum(self.counts.values())
        if sys.stderr.isatty() and done and (done % PROGRESS_EVERY == 0 or end == "\n"):
            files = ngettext("%(count)d file", "%(count)d files", done) % {"count": done}
            sys.stderr.write(f"\r{files}{end}")
            sys.stderr.flush()

    def finish(self):
        self.count_on_screen(end="\n")
        summary = ", ".join(f"{self.counts[one]} {self.label(one)}" for one in (*Outcome, LEFT_OUT) if self.counts[one])
        self.stdout.write(_("Altogether: %(summary)s.") % {"summary": summary or _("nothing")})
        if self.dry_run:
            self.stdout.write(_("This was a dry run: nothing was stored."))
        missing = self.counts[LEFT_OUT] + self.counts[Outcome.QUARANTINED]
        if missing:
            raise CommandError(
                ngettext(
                    "%(count)d file did not become an article; why is said above.",
                    "%(count)d files did not become articles; why is said above.",
                    missing,
                )
                % {"count": missing}
            )


# --- what was asked for -----------------------------------------------------------------------------------------------


def order_from(options):
    """The Order in the options. Raises CommandError with the first sentence that says what is wrong."""
    if options["state"] == State.APPROVED and not options["reason"].strip():
        raise CommandError(_("With --state approved the pages are public at once: give --reason; it is recorded."))
    return Order(
        by=user_named(options["username"]),
        section=section_at(options["section"]),
        state=options["state"],
        reason=options["reason"],
        day=day_from(options["date"]),
        names=Recogniser(),
    )


def section_at(path):
    sections = Section.objects.select_related("parent")
    section = sections.filter(path=path.strip("/")).first()
    if section:
        return section
    paths = {one.rpartition("/")[2]: one for one in Section.objects.values_list("path", flat=True)}
    paths |= {one: one for one in paths.values()}
    near = dict.fromkeys(paths[one] for one in difflib.get_close_matches(path, paths, n=4, cutoff=0.5))
    hint = _("Did you mean %(near)s?") % {"near": _(" or ").join(near)} if near else _("Make it in the admin first.")
    raise CommandError(_("There is no section “%(path)s”. %(hint)s") % {"path": path, "hint": hint})


def user_named(username):
    users = get_user_model()
    user = users.objects.filter(**{users.USERNAME_FIELD: username}).first()
    if user is None:
        raise CommandError(_("There is no user “%(name)s”.") % {"name": username})
    if not user.is_active:
        said = _("The account “%(name)s” is switched off, so nothing can be done in its name.")
        raise CommandError(said % {"name": username})
    if not user.is_staff:
        raise CommandError(_("“%(name)s” does not belong to the newsroom (no staff account).") % {"name": username})
    return user


def day_from(text):
    if text is None:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        said = _("“%(text)s” is not a day. Write it as year-month-day: 2020-01-20.")
        raise CommandError(said % {"text": text}) from None
    if not FIRST_DAY <= day <= clock.today():
        raise CommandError(_("No page of the old site is from %(day)s. Check --date.") % {"day": day})
    return day


def check_paths(paths):
    for path in paths:
        try:
            path.stat()
        except OSError:
            raise CommandError(_("There is no file or folder “%(path)s” that can be read.") % {"path": path}) from None
        if path.is_dir() and next(pages_in(path, path), None) is None:
            said = _("The folder “%(path)s” holds no pages: none of its files ends with .txt, .htm or .html.")
            raise CommandError(said % {"path": path})
