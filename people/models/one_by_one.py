"""Rows that are saved one by one, because more follows from a save than what was set."""

from django.db import models


class OneByOneQuerySet(models.QuerySet):
    def update(self, *args, **values):
        raise TypeError("These rows are saved one by one, so that what is derived from them follows.")

    bulk_create = bulk_update = update
