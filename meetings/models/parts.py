"""What an edition of a meeting lists: who took part, which documents were adopted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Appointment, State
from publishing.parts import Part
from publishing.refusals import Problem
from publishing.sanitising import clean_line


class Manner(models.TextChoices):
    IN_PERSON = "in_person", gettext_lazy("took part")
    BY_VIDEO = "by_video", gettext_lazy("took part by video")
    REPRESENTED = "represented", gettext_lazy("was represented")
    ABSENT = "absent", gettext_lazy("did not take part")


class Participant(Part):
    """Somebody in the capacity of that day: by appointment, or by name where there is none; or a state alone."""

    edition = models.ForeignKey(
        "meetings.MeetingEdition", on_delete=models.PROTECT, related_name="participants", db_index=False
    )
    appointment = models.ForeignKey(
        Appointment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("who, in which capacity"),
    )
    state = models.ForeignKey(
        State,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("state"),
        help_text=gettext_lazy("Empty: the state of the post."),
    )
    name = models.CharField(
        gettext_lazy("name and capacity, if not in the list"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("Example: A. Petrosyan, expert."),
    )
    manner = models.CharField(gettext_lazy("how"), max_length=15, choices=Manner.choices, default=Manner.IN_PERSON)
    represented_by = models.CharField(
        gettext_lazy("represented by"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("Title and name, as it is to be printed."),
    )

    read_with = ("state", "appointment__person", "appointment__post__state")

    class Meta(Part.Meta):
        verbose_name = gettext_lazy("participant")
        verbose_name_plural = gettext_lazy("participants")

    def __str__(self):
        who = str(self.appointment or self.name or self.state or "–")
        how = (
            f"{self.get_manner_display()} ({self.represented_by})" if self.represented_by else self.get_manner_display()
        )
        return f"{who}: {how}"

    def tidy(self):
        self.name, self.represented_by = clean_line(self.name), clean_line(self.represented_by)
        if self.manner != Manner.REPRESENTED:
            self.represented_by = ""

    def problems(self, edition):
        if not (self.appointment_id or self.name or self.state_id):
            return [Problem(_("A participant needs an appointment, a name or a state."), "participants")]
        if self.appointment_id and self.name:
            sentence = _("%(who)s is chosen from the list: empty the name beside it, or the choice.")
            return [Problem(sentence % {"who": self.who()}, "participants")]
        if self.manner == Manner.REPRESENTED and not self.represented_by:
            return [Problem(_("Say who represented: %(who)s.") % {"who": self.who()}, "participants")]
        return []

    def who(self):
        return str(self.appointment.person if self.appointment else self.name or self.state)

    @property
    def for_state(self):
        """The State it took part for, or None."""
        return self.state or (self.appointment.post.state if self.appointment else None)

    @property
    def took_part(self):
        return self.manner in {Manner.IN_PERSON, Manner.BY_VIDEO}


class AdoptedDocument(Part):
    edition = models.ForeignKey(
        "meetings.MeetingEdition", on_delete=models.PROTECT, related_name="documents", db_index=False
    )
    number = models.CharField(gettext_lazy("number"), max_length=60, blank=True)
    title = models.CharField(gettext_lazy("title"), max_length=300)
    language = models.CharField(
        gettext_lazy("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    file = models.ForeignKey(
        "library.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("file"),
        help_text=gettext_lazy("Empty while it may not be published: then only its title is shown."),
    )

    class Meta(Part.Meta):
        verbose_name = gettext_lazy("adopted document")
        verbose_name_plural = gettext_lazy("documents adopted")

    def __str__(self):
        return f"{self.number} {self.title} ({self.get_language_display()})".strip()

    def tidy(self):
        self.number, self.title = clean_line(self.number), clean_line(self.title)

    def printed(self):
        """What a page shows of it; stored at approval."""
        words = {"number": self.number, "title": self.title, "language": self.language}
        return words | {"file": self.file.printed() if self.file else None}
