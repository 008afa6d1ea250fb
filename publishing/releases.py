"""Releases: texts that go out at one instant, all or none. Armed while all of them are approved; otherwise nothing of
it goes out, whatever the clock says, until a moderator chooses a time again."""

from functools import wraps

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import clock
from .events import Event, Recorded
from .freeze import Freeze
from .kinds import edition_models
from .permissions import may, permit
from .refusals import Problem, Refused
from .sanitising import clean_line
from .withdrawals import check_planned_instant
from .workflow import State


class ReleaseQuerySet(models.QuerySet):
    def start(self, *, by, name, goes_out_at=None, urgent=False, at=None):
        """A new release, without texts yet. Raises Refused."""
        at, name = at or clock.now(), clean_line(name)
        permit(by, "add", self.model)
        problems = [] if name else [Problem(_("Give it a name, for the newsroom."), "name")]
        problems += check_planned_instant(goes_out_at, at, "goes_out_at")
        if problems:
            raise Refused(*problems)
        with transaction.atomic():
            release = self.create(name=name, goes_out_at=goes_out_at, urgent=urgent)
            release.record(Event.Action.START_RELEASE, by=by, at=at, takes_effect_at=goes_out_at)
            return release

    def coming(self, at=None):
        """Those that are not out: their time lies ahead, was missed, or is not chosen."""
        return self.filter(Q(armed=False) | Q(goes_out_at__gt=at or clock.now()))


def door(method):
    """A method of Release that changes it: with the switch held, as it is stored, while it is not out yet."""

    @wraps(method)
    def run(self, *args, by, at=None, **details):
        with transaction.atomic():
            self.freeze, at = Freeze.hold(), at or clock.now()
            self.refresh_from_db()
            if self.is_out(at):
                raise Refused(_("This release has gone out. Change its texts by new editions, or withdraw them."))
            return method(self, *args, by=by, at=at, **details)

    return run


class Release(Recorded, models.Model):
    """`goes_out_at` is the chosen instant, or None. While it is `armed`, that is the start of the period of every text
    in it; armed and its instant passed, it is out for ever."""

    name = models.CharField(
        gettext_lazy("name"),
        max_length=200,
        help_text=gettext_lazy("For the newsroom only. Example: Statement on the session in Bishkek, all languages."),
    )
    goes_out_at = models.DateTimeField(gettext_lazy("goes out at"), null=True, blank=True)
    armed = models.BooleanField(gettext_lazy("armed"), default=False, editable=False)
    # Taken back, or less than it was: only whoever chooses its time again arms it.
    held = models.BooleanField(default=False, editable=False)
    urgent = models.BooleanField(
        gettext_lazy("urgent"), default=False, help_text=gettext_lazy("It goes out also while releases are frozen.")
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("release")
        verbose_name_plural = gettext_lazy("releases")
        default_permissions = ("add", "change", "view")
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(armed=False) | Q(goes_out_at__isnull=False), name="release_armed_has_an_instant"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Its reading list, which readers find once it is out."""
        return reverse("release", args=[self.pk])

    def is_out(self, at=None):
        return self.armed and self.goes_out_at <= (at or clock.now())

    def standing(self, at=None):
        """What it is at that instant, as (the phase of a text that looks like it, words)."""
        if self.armed:
            return ("live", _("Out")) if self.is_out(at) else ("scheduled", _("Armed"))
        missed = self.goes_out_at and self.goes_out_at <= (at or clock.now())
        return ("withdrawn", _("Missed")) if missed else ("draft", _("Not armed"))

    def members(self):
        """All its editions, each kind in the order in which they were made."""
        return [
            edition
            for model in edition_models()
            for edition in model.objects.filter(release=self).select_related("work", "base").order_by("pk")
        ]

    # --- who is in it -------------------------------------------------------------------------------------------------

    @door
    def add(self, edition, *, by, at):
        """Put an edition that is not out into it. One that is approved already waits for the others from now on; an
        armed release is armed again only when all are approved. Raises Refused."""
        permit(by, "change", type(edition))
        edition.work = edition.work.lock()
        edition.refresh_from_db()
        if self.armed or edition.live_from:
            permit(by, "approve", type(edition))
        self.refuse_member(edition, at)
        if self.armed:
            self.disarm(by=by, at=at, note=_("%(text)s joined it.") % {"text": edition})
        if edition.live_from:
            edition.await_release(by=by, at=at)
        # Whether a freeze leaves it alone is said of the release from now on.
        type(edition).objects.filter(pk=edition.pk).update(release=self, urgent=False)
        edition.refresh_from_db()
        edition.work.record(Event.Action.JOIN, by=by, at=at, edition=edition, note=self.name)
        self.arm_if_ready(by, at)

    def refuse_member(self, edition, at):
        if edition.release_id:
            name = edition.release.name
            raise Refused(_("It is in the release “%(name)s”. Take it out of that one first.") % {"name": name})
        if edition.set_aside or (edition.live_from and edition.live_from <= at):
            raise Refused(_("Only what is being written, reviewed or scheduled can join a release."))
        if type(edition).objects.filter(release=self, work=edition.work_id).exists():
            raise Refused(_("Another edition of this text is in it already."))
        if edition.live_from and edition.work.newest_approved().pk != edition.pk:
            raise Refused(_("Another edition is queued behind this one. Put that one into the release instead."))

    @door
    def remove(self, edition, *, by, at):
        """Take an edition out of it. If it was approved it is in review again, with what was approved unchanged; the
        others stay as they are. Raises Refused."""
        permit(by, "change", type(edition))
        edition.work = edition.work.lock()
        edition.refresh_from_db()
        if edition.release_id != self.pk:
            raise Refused(_("It is not in this release any more."))
        if edition.state in {State.READY, State.APPROVED}:
            permit(by, "approve", type(edition))
            edition.back_to_review(by=by, at=at)
        # Also the draft that took its place, where one was made from it.
        type(edition).objects.filter(work=edition.work_id, release=self).update(release=None)
        edition.refresh_from_db()
        edition.work.record(Event.Action.LEAVE, by=by, at=at, edition=edition, note=self.name)
        self.refresh_from_db()
        if not self.members():
            Release.objects.filter(pk=self.pk).update(armed=False)
        if may(by, "approve", type(edition)):
            self.arm_if_ready(by, at)

    # --- when it goes out ---------------------------------------------------------------------------------------------

    @door
    def schedule(self, *, by, at, goes_out_at):
        """Choose the whole future minute at which it goes out. When all its texts are approved it is armed for it at
        once. Raises Refused."""
        permit(by, "change", Release)
        problems = check_planned_instant(goes_out_at, at, "goes_out_at") + self.freeze.problems(self.urgent)
        if goes_out_at is None:
            problems.append(Problem(_("Choose a time, or release it now."), "goes_out_at"))
        if problems:
            raise Refused(*problems)
        if self.armed:
            self.arm(goes_out_at, by=by, at=at)
        else:
            self.keep(goes_out_at=goes_out_at, held=False)
            self.arm_if_ready(by, at)
        self.record(Event.Action.RESCHEDULE, by=by, at=at, takes_effect_at=goes_out_at)

    @door
    def release_now(self, *, by, at):
        """Let it out at this very instant. Raises Refused unless every text in it is approved."""
        permit(by, "change", Release)
        waiting = [edition for edition in self.members() if edition.state not in {State.READY, State.APPROVED}]
        if waiting or not self.members():
            names = ", ".join(f"“{edition}” ({edition.work.get_language_display()})" for edition in waiting)
            raise Refused(
                _("Not every text in it is approved: %(texts)s.") % {"texts": names} if names else _("It is empty.")
            )
        self.arm(at, by=by, at=at)

    @door
    def mark(self, *, by, at, name, urgent):
        """Change its name and whether a freeze leaves it alone. Raises Refused."""
        permit(by, "change", Release)
        if not clean_line(name):
            raise Refused(Problem(_("Give it a name, for the newsroom."), "name"))
        self.keep(name=clean_line(name), urgent=urgent)
        if self.armed and self.freeze.problems(urgent):
            self.hold_back(by=by, at=at, note=self.freeze.reason)

    # --- what the doors share; all with the switch held ---------------------------------------------------------------

    def keep(self, **values):
        Release.objects.filter(pk=self.pk).update(**values)
        self.refresh_from_db()

    def arm_if_ready(self, by, at):
        """Arm it for its instant if every text is approved, that instant lies ahead and nothing else is in the way;
        `obstacles` says what is."""
        members = self.members()
        waits = self.armed or self.held or self.goes_out_at is None or self.goes_out_at <= at
        if waits or not members or any(edition.state != State.READY for edition in members):
            return
        try:
            with transaction.atomic():
                self.arm(self.goes_out_at, by=by, at=at)
        except Refused:
            self.refresh_from_db()

    def arm(self, instant, *, by, at):
        """Give every text in it a period from that instant on, in one step. Raises Refused, naming the text."""
        problems = Freeze.hold().problems(self.urgent)
        if problems:
            raise Refused(*problems)
        for edition in self.members():
            try:
                edition.place_for_release(instant, at)
            except Refused as refusal:
                raise Refused(*named(edition, refusal.problems)) from None
            edition.work.record(Event.Action.ARM, by=by, at=at, edition=edition, takes_effect_at=instant)
        self.keep(armed=True, held=False, goes_out_at=instant)
        self.record(Event.Action.ARM, by=by, at=at, takes_effect_at=instant)

    def obstacles(self, at=None):
        """Why it is not armed although its texts are approved, as a list of Problem: what arming it would say now."""
        at = at or clock.now()
        members = self.members()
        if self.armed or not members or any(edition.state != State.READY for edition in members):
            return []
        if self.goes_out_at is None:
            return [Problem(_("No time is chosen."))]
        if self.goes_out_at <= at:
            missed = _(
                "Its time, %(time)s, has passed and nothing of it went out. Choose a new one, or release it now."
            )
            return [Problem(missed % {"time": clock.show(self.goes_out_at)})]
        found = Freeze.read().problems(self.urgent)
        if self.held:
            found.append(Problem(_("It was taken back, or a text has left it. Look at it, and choose its time again.")))
        for edition in members:
            found += named(edition, edition.problems_of_release(self.goes_out_at, at))
        # Arming says more than these checks, and so does whoever tries it.
        return found or [Problem(_("Choose its time again to arm it."))]

    def hold_back(self, *, by, at, note):
        """What a freeze does to an armed release. Its time is remembered."""
        for edition in self.members():
            planned = {"takes_effect_at": edition.live_from, "note": note}
            edition.work.record(Event.Action.HOLD, by=by, at=at, edition=edition, **planned)
        self.disarm(by=by, at=at, note=note)
        self.keep(held=True)

    def disarm(self, *, by, at, note):
        """Nothing of it goes out; texts that stay approved wait for the others."""
        self.refresh_from_db()
        if not self.armed:
            return
        self.keep(armed=False)
        self.record(Event.Action.DISARM, by=by, at=at, note=note)
        for edition in self.members():
            if edition.live_from:
                edition.work = edition.work.lock()
                edition.await_release(by=by, at=at)


def named(edition, problems):
    """The problems of one text among several, each with its name."""
    return [Problem(f"“{edition}”: {problem.sentence}", problem.field) for problem in problems]
