"""Appointments: who held which post from day to day."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock
from publishing.refusals import Problem
from publishing.reliance import is_relied_on, relied_on_before

from .posts import Post
from .tenures import Tenure, TenureQuerySet, locked


class AppointmentQuerySet(TenureQuerySet):
    def in_office(self, day):
        """Those to be shown as holders on that day: held then, and not known to have ended on a day nobody knows."""
        return self.on(day).filter(end_unknown=False)

    def with_names(self):
        """With all that their titles, names and places in protocol are made of, in one query."""
        return self.select_related("person", "post__state", "post__body")


class Appointment(Tenure):
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="appointments",
        db_index=False,
        verbose_name=gettext_lazy("person"),
    )
    post = models.ForeignKey(
        "people.Post",
        on_delete=models.PROTECT,
        related_name="appointments",
        db_index=False,
        verbose_name=gettext_lazy("post"),
    )
    acting = models.BooleanField(
        gettext_lazy("acting"),
        default=False,
        help_text=gettext_lazy("While the post is vacant or its holder is absent."),
    )
    end_unknown = models.BooleanField(
        gettext_lazy("has ended, the day is not known"),
        default=False,
        help_text=gettext_lazy("It is not shown among the present posts, and no end is printed."),
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta(Tenure.Meta):
        verbose_name = gettext_lazy("appointment")
        verbose_name_plural = gettext_lazy("appointments")
        constraints = [
            *Tenure.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(end_unknown=False) | models.Q(end__isnull=True), name="appointment_end_known_or_not"
            ),
        ]
        indexes = [
            models.Index("post", models.F("first_day").desc(), models.F("id").desc(), name="appointment_of_post"),
            models.Index("person", models.F("first_day").desc(), models.F("id").desc(), name="appointment_of_person"),
            models.Index("last_day", "first_day", name="appointment_days"),
        ]

    def __str__(self):
        return f"{self.person}, {self.title_in('en')} ({self.days()})"

    def title_in(self, language, short=False):
        """The title that goes with it, as Words: "Acting Minister of Foreign Affairs of the Russian Federation"."""
        return self.post.title_in(language, acting=self.acting, short=short)

    def has_unknown_end(self):
        return self.end_unknown

    # --- the rules ----------------------------------------------------------------------------------------------------

    def scope(self):
        self.post = locked(Post.objects).get(pk=self.post_id)
        return self.post.appointments.select_related("person")

    def clashes(self, other):
        values = {"person": other.person, "days": other.days()}
        if other.person_id == self.person_id:
            return (
                _("%(person)s holds this post from %(days)s already. Change that appointment, or these days.") % values
            )
        if self.post.several or self.acting != other.acting:
            return ""
        return (
            _(
                "%(person)s holds this post from %(days)s, and it has one holder at a time. End that appointment "
                "first, correct the days, or mark one of the two as acting."
            )
            % values
        )

    def problems(self):
        """Rules about days come first; then what scheduled and public texts say of it already."""
        if not (self.post_id and self.person_id):
            return []
        if self.end_unknown and self.end:
            return [
                Problem(_("Its last day is either given or not known: empty it, or remove the tick."), "end_unknown")
            ]
        stored = Appointment.objects.filter(pk=self.pk).first() if self.pk else None
        return super().problems() or (self._changed_meaning(stored) or self._told_before(stored) if stored else [])

    def _changed_meaning(self, stored):
        """Texts name this person in this post: another one is another appointment."""
        same = (stored.person_id, stored.post_id) == (self.person_id, self.post_id)
        if same or not is_relied_on(self):
            return []
        sentence = _("Texts name this appointment, so its person and post stay. End it, and add another.")
        return [Problem(sentence, "person")]

    def _told_before(self, stored):
        """It must not become secret again, or for longer, while an approved text names it before that day."""
        later = self.shown_from > stored.shown_from
        edition = relied_on_before(self, clock.first_moment(self.shown_from)) if later else None
        if edition is None:
            return []
        sentence = (
            _("“%(text)s” names it and has been public since %(time)s, so it cannot become a secret again.")
            if edition.live_from <= clock.now()
            else _("“%(text)s” names it and goes out before that day (%(time)s). Unschedule that text first.")
        )
        return [Problem(sentence % {"text": edition, "time": clock.show(edition.live_from)}, "public_from")]
