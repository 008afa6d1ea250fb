"""What is asked of many editions at once."""

from django.db import models
from django.db.models import Q

from . import clock
from .periods import PeriodQuerySet

# What writers set besides the content.
ALSO_WRITTEN = {"planned_for", "change_note", "typo_only", "print_anew"}


class EditionQuerySet(PeriodQuerySet):
    def live(self, at=None):
        """What was erased is not shown at any instant, also of the time when readers saw it. Erased is what is approved
        and has no headline."""
        return super().live(at).exclude(headline="")

    def approved(self):
        return self.filter(live_from__isnull=False)

    def open(self):
        """Editions being written or reviewed."""
        return self.filter(live_from__isnull=True, set_aside=False)

    def planned(self, at=None):
        """Approved editions that are still to go out."""
        return self.filter(live_from__gt=at or clock.now())

    def not_urgent(self):
        """Those that a freeze takes back, each work's in the order in which they go out."""
        left_alone = Q(release=None, urgent=True) | Q(release__urgent=True)
        return self.exclude(pk__in=self.filter(left_alone).values("pk")).order_by("work", "live_from")

    def at_place(self, place):
        """Those that stand at one of the `places` of their kind; a kind without places has none there."""
        return self.none()

    def lean(self):
        """Without the long texts, which no list reads."""
        return self.defer(*self.model.long_texts())

    def newest(self):
        """One edition a work: the one with the highest number, those set aside left out unless there is no other."""
        siblings = self.model.objects.filter(work=models.OuterRef("work"))
        newer = siblings.filter(number__gt=models.OuterRef("number"))
        return self.filter(
            Q(set_aside=False) & ~models.Exists(newer.filter(set_aside=False))
            | Q(set_aside=True) & ~models.Exists(newer) & ~models.Exists(siblings.filter(set_aside=False))
        )

    def update(self, **values):
        fields = self.model.content_fields()
        written = {name for field in fields for name in (field.name, field.attname)} | ALSO_WRITTEN - {"planned_for"}
        if written & set(values):
            raise TypeError("The text of editions is changed by save_draft(by=...), one edition at a time.")
        return super().update(**values)

    def delete(self):
        raise TypeError("Editions are never deleted: set a draft aside, or withdraw what is public.")
