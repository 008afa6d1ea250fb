"""manage.py place: write all placements anew from the editions, or prove that they follow from them."""

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import ngettext

from publishing.editions import Edition


class Command(BaseCommand):
    help = (
        "Writes the placements of all approved editions anew. With --check it writes nothing and fails if one is wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Compare only; exit code 1 when something differs.")

    def handle(self, check, **options):
        models = [model for model in apps.get_models() if issubclass(model, Edition)]
        wrong = sum(self.go_over(model, check) for model in models)
        if wrong and check:
            raise CommandError(
                ngettext(
                    "The placements of %(count)d edition do not follow from it. Run manage.py place.",
                    "The placements of %(count)d editions do not follow from them. Run manage.py place.",
                    wrong,
                )
                % {"count": wrong}
            )
        self.stdout.write(f"{wrong} corrected." if wrong else "All placements follow from their editions.")

    def go_over(self, model, check):
        wrong = 0
        for edition in model.objects.select_related("work").lean().order_by("pk").iterator(chunk_size=500):
            expected = {self.facts(row) for row in edition.placement_rows()}
            if expected != {self.facts(row) for row in edition.placements.all()}:
                wrong += 1
                self.stdout.write(f"{model._meta.label} {edition}")
                if not check:
                    self.mend(edition)
        return wrong

    @staticmethod
    def mend(edition):
        with transaction.atomic():
            edition.work.lock()
            edition.refresh_from_db()
            edition.write_placements()

    @staticmethod
    def facts(row):
        return row.listing, row.work_id, row.language, row.date, row.announced_at, row.live_from, row.live_until
