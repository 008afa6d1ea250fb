"""manage.py demo: fill an empty database with the demonstration newsroom and say how to sign in."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.urls import reverse

from cstonews.demo.loader import Demo, NotEmpty, is_empty


class Command(BaseCommand):
    help = "Fills an empty database with demonstration content and users. It never touches a database that has content."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="When the database has content, say so and end without an error."
        )
        parser.add_argument(
            "--passwords",
            type=Path,
            default=settings.BASE_DIR / "demo-passwords.txt",
            metavar="FILE",
            help="Where the passwords are kept, readable by you alone. Default: demo-passwords.txt beside manage.py.",
        )

    def handle(self, if_empty, passwords, **options):
        self.passwords = passwords
        demo = Demo(report=self.say)
        try:
            if if_empty and not is_empty():
                self.pass_over()
                return
            demo.load(keep=self.keep)
        except NotEmpty:
            raise CommandError(
                "The database has content already, and the demo is only for an empty one: nothing was changed. "
                "To see the demo, name a new database in DATABASE_URL and run migrate and demo again."
            ) from None
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(f"The database is not ready: run manage.py migrate first. ({error})") from error
        except OSError as error:
            raise CommandError(f"The demo could not be stored, so nothing was loaded: {error}") from error
        self.show(demo.passwords)

    def pass_over(self):
        self.say("The database has content already, so the demo was not loaded.")
        if self.passwords.exists():
            self.say(f"If that content is the demo, its passwords are in {self.passwords}.")

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()

    def sign_in(self):
        port = os.environ.get("PORT", "8000")
        return f"Sign in at http://127.0.0.1:{port}{reverse('admin:index')} (while bin/serve or runserver runs) with"

    def keep(self, passwords):
        """Write them so that nobody else can read them, and never half."""
        lines = [self.sign_in(), *(f"{name}  {password}" for name, password in passwords.items()), ""]
        handle, new = tempfile.mkstemp(dir=self.passwords.parent, prefix=".demo-passwords-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write("\n".join(lines))
            os.replace(new, self.passwords)
        except BaseException:
            Path(new).unlink(missing_ok=True)
            raise

    def show(self, passwords):
        self.say(self.style.SUCCESS("The demo is loaded."))
        self.say(self.sign_in())
        for name, password in passwords.items():
            self.say(f"  {name:<12}{password}")
        self.say(f"The passwords are kept in {self.passwords}.")
