"""Meetings: the lasting identity of one, with one address from its announcement to its report."""

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from publishing.placements import Placement
from publishing.refusals import Refused
from publishing.withdrawals import Withdrawal
from publishing.works import Work


class Meeting(Work):
    class Meta(Work.Meta):
        verbose_name = gettext_lazy("meeting")
        verbose_name_plural = gettext_lazy("meetings")

    def __str__(self):
        newest = self.editions.newest().values_list("headline", "date").first()
        # Sessions of one body bear the same name every year: the day tells them apart.
        return f"{newest[0]} ({newest[1]:%d.%m.%Y})" if newest else super().__str__()

    def newest_headline(self):
        """What the newsroom calls it: the name in its newest edition."""
        return self.editions.newest().values_list("headline", flat=True).first() or ""

    def start_report(self, *, by, at=None):
        """Begin the report of a meeting that was announced: a new edition at the same address, with all its facts.

        Returns the draft. Raises Refused when another edition is being written, or the meeting is not announced.
        """
        from .editions import Status

        with transaction.atomic():
            self.lock()
            announced = self.newest_approved()
            if announced is None or announced.status != Status.ANNOUNCED:
                raise Refused(_("Only a meeting that is announced can be reported on. Start a new edition instead."))
            edition = self.start_edition(by=by, at=at)
            edition.status = Status.HELD
            with override(self.language):
                edition.change_note = _("The report of the meeting was added.")
            edition.save_draft(by=by, at=at)
            return edition


class MeetingWithdrawal(Withdrawal):
    work = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="withdrawals", db_index=False)

    class Meta(Withdrawal.Meta):
        pass


class MeetingPlacement(Placement):
    """The lists: "all" for the calendar, "body:<id>" for the body that met and each above it, "state:<id>" and
    "person:<id>" for those who took part."""

    work = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="placements", db_index=False)
    edition = models.ForeignKey(
        "meetings.MeetingEdition", on_delete=models.PROTECT, related_name="placements", db_index=False
    )

    class Meta(Placement.Meta):
        pass
