"""One version of a meeting: announced, held, cancelled or postponed, with all that is known of it."""

from django.db import models
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from people.checks import NamesOfficials
from publishing import clock
from publishing.appearances import listing
from publishing.editions import Edition
from publishing.editor import RichTextField
from publishing.headlined import Headlined
from publishing.refusals import Problem
from publishing.sanitising import clean_line

from . import printing
from .meetings import Meeting
from .parts import Manner
from .times import MeetingTimes, Timing, newsroom_zone

ALL = "all"


class Status(models.TextChoices):
    ANNOUNCED = "announced", pgettext_lazy("meeting", "announced")
    HELD = "held", pgettext_lazy("meeting", "held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")
    POSTPONED = "postponed", pgettext_lazy("meeting", "postponed")


class Format(models.TextChoices):
    IN_PERSON = "in_person", gettext_lazy("in person")
    VIDEO = "video", gettext_lazy("by video link")
    MIXED = "mixed", gettext_lazy("in person and by video link")


class Access(models.TextChoices):
    PUBLIC = "public", gettext_lazy("open to the press")
    CLOSED = "closed", gettext_lazy("closed")


class MeetingEdition(NamesOfficials, Headlined, MeetingTimes, Edition):
    NO_SLUG = "meeting"

    work = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="editions", db_index=False, editable=False)
    status = models.CharField(
        gettext_lazy("status"),
        max_length=10,
        choices=Status.choices,
        default=Status.ANNOUNCED,
        help_text=gettext_lazy("Postponed: the new day is not known yet. When it is, announce it with that day."),
    )
    headline = models.CharField(
        gettext_lazy("name of the meeting"),
        max_length=300,
        help_text=gettext_lazy("Example: Session of the Council of Ministers of Foreign Affairs."),
    )
    slug = models.CharField(
        gettext_lazy("address"),
        max_length=100,
        blank=True,
        help_text=gettext_lazy("The readable end of its address. Leave it empty to make it from the name."),
    )
    # The text of an edition is called `body` everywhere, so the body that meets is the organ here.
    organ = models.ForeignKey(
        "people.Body",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("body"),
        help_text=gettext_lazy("Whose meeting it is."),
    )
    session = models.PositiveSmallIntegerField(gettext_lazy("number of the session"), null=True, blank=True)
    place = models.CharField(
        gettext_lazy("place"), max_length=120, blank=True, help_text=gettext_lazy("Example: Bishkek.")
    )
    venue = models.CharField(
        gettext_lazy("venue"), max_length=200, blank=True, help_text=gettext_lazy("Building or hall.")
    )
    format = models.CharField(gettext_lazy("format"), max_length=10, choices=Format.choices, default=Format.IN_PERSON)
    access = models.CharField(gettext_lazy("access"), max_length=10, choices=Access.choices, default=Access.CLOSED)
    chaired_by = models.ForeignKey(
        "people.Appointment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("chair"),
        help_text=gettext_lazy("Who leads the meeting. Which state chairs follows from the day."),
    )
    lead = models.TextField(
        gettext_lazy("summary"),
        max_length=1000,
        blank=True,
        help_text=gettext_lazy("One or two sentences. They stand in lists and calendars."),
    )
    agenda = RichTextField(gettext_lazy("agenda"), blank=True)
    body = RichTextField(gettext_lazy("report"), blank=True, help_text=gettext_lazy("What came of it."))
    picture = models.ForeignKey(
        "library.Picture",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("lead picture"),
        help_text=gettext_lazy("It needs an alternative text and a credit in the library."),
    )
    pictures = models.ManyToManyField(
        "library.Picture", blank=True, related_name="+", verbose_name=gettext_lazy("further pictures")
    )

    class Meta(Edition.Meta):
        verbose_name = gettext_lazy("meeting")
        verbose_name_plural = gettext_lazy("meetings")

    def get_absolute_url(self):
        """Its public address in its own language: the same for announcement and report."""
        with override(self.work.language):
            return reverse("meeting", args=[self.work_id, self.slug])

    def tidy(self):
        super().tidy()
        self.place, self.venue = clean_line(self.place), clean_line(self.venue)
        if len(self.slug) == 2 and self.slug.isdigit():
            # /meetings/2020/01/ is a month.
            self.slug = f"meeting-{self.slug}"
        self.tidy_times()

    def telling(self):
        return self.body or self.agenda

    def erase_words(self):
        super().erase_words()
        untimed = {"timing": Timing.TO_BE_ANNOUNCED, "begins": None, "ends": None, "zone": newsroom_zone()}
        type(self)._base_manager.filter(pk=self.pk).update(picture=None, **untimed)

    # --- what the workflow asks ---------------------------------------------------------------------------------------

    def read_along(self):
        """Read once what the check, the print and the lists ask of related rows."""
        self.read_parts()
        prefetch_related_objects([self], "pictures")

    def problems(self, at=None):
        found = super().problems(at)
        if not self.headline:
            found.append(Problem(_("Write the name of the meeting."), "headline"))
        found += self.time_problems()
        if self.status == Status.HELD and self.date > clock.today(at):
            found.append(
                Problem(_("It lies ahead, so it cannot have been held. Correct the day or the status."), "status")
            )
        for picture in filter(None, (self.picture, *self.pictures.all())):
            found += picture.problems()
        return found

    def appointments(self):
        self.read_along()
        chair = [(self.chaired_by, "chaired_by")] if self.chaired_by else []
        rows = [(row.appointment, "participants") for row in self.participants.all() if row.appointment]
        return [*chair, *rows]

    def listings(self):
        self.read_along()
        took_part = [row for row in self.participants.all() if row.took_part]
        people = {row.appointment.person_id for row in took_part if row.appointment}
        people |= {self.chaired_by.person_id} if self.chaired_by else set()
        # Whoever is represented did not come, but the state took part.
        states = {row.for_state.pk for row in self.participants.all() if row.for_state and row.manner != Manner.ABSENT}
        bodies = {body.pk for body in line_of(self.organ)}
        numbered = (("body", bodies), ("person", people), ("state", states))
        return [ALL, *(listing(kind, pk) for kind, pks in numbered for pk in sorted(pks))]

    def print_content(self):
        self.read_along()
        return printing.content(self)


def line_of(body):
    """A body and those above it, each once."""
    seen = set()
    while body and body.pk not in seen:
        seen.add(body.pk)
        yield body
        body = body.parent
