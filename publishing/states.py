"""The states of an edition, stored, and the phases that the clock makes of them, never stored."""

from django.db import models
from django.utils.translation import gettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", gettext_lazy("Draft")
    IN_REVIEW = "in_review", gettext_lazy("In review")
    # Approved, without a period: the others of its release are not.
    READY = "ready", gettext_lazy("Waits for its release")
    APPROVED = "approved", gettext_lazy("Approved")


class Phase(models.TextChoices):
    """What an edition is at an instant: its state, and for an approved one what the clock says."""

    DRAFT = "draft", gettext_lazy("Draft")
    IN_REVIEW = "in_review", gettext_lazy("In review")
    READY = "ready", gettext_lazy("Waits for its release")
    SCHEDULED = "scheduled", gettext_lazy("Scheduled")
    LIVE = "live", gettext_lazy("Live")
    SUPERSEDED = "superseded", gettext_lazy("Superseded")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
    SET_ASIDE = "set_aside", gettext_lazy("Set aside")


# What an approval sets in an edition, as it is without one.
NOT_APPROVED = {"announce": False, "printed": {}, "urgent": False}
