"""The lasting identity: what addresses, translations and related texts point to. Its content lives in its editions."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import clock
from .events import Event
from .freeze import Freeze
from .periods import ends
from .permissions import permit
from .preview_links import PreviewLink
from .refusals import Refused
from .sanitising import clean_text
from .undo import Undoable
from .withdrawals import Withdrawable
from .workflow import State


class WorkQuerySet(models.QuerySet):
    def live(self, at=None):
        """Works with an edition that is live at that instant (default: now)."""
        editions = self.model._meta.get_field("editions").related_model
        return self.filter(Exists(editions.objects.live(at).filter(work=OuterRef("pk"))))

    def write(self, *, by, language=settings.LANGUAGE_CODE, group=None, at=None, **content):
        """Start a new work with its first draft, in one transaction; returns the draft edition.

        `group` makes it a translation of the works that share it. `content` are the edition's own fields, relations
        and parts among them as iterables. Raises Refused.
        """
        if language not in dict(settings.LANGUAGES):
            raise Refused(_("“%(language)s” is not a language of this site.") % {"language": language})
        if group and self.filter(group=group, language=language).exists():
            raise Refused(_("There is a translation into this language already. Open that one."))
        with transaction.atomic():
            work = self.create(language=language, group=group or uuid.uuid4())
            # Nobody else can know of it yet: there is nothing to lock and nothing beside it.
            editions = self.model._meta.get_field("editions").related_model
            return editions.start(work=work, base=None, by=by, at=at or clock.now(), content=content, siblings=())


class Work(Withdrawable, Undoable, models.Model):
    """Abstract. A subclass is joined by an Edition, a Withdrawal and a Placement whose foreign keys are named `work`,
    with the related names `editions`, `withdrawals` and `placements`."""

    language = models.CharField(gettext_lazy("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    group = models.UUIDField(gettext_lazy("translation group"), default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["group", "language"], name="%(app_label)s_%(class)s_one_a_language")
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    def is_live(self, at=None):
        """Python twin of `WorkQuerySet.live`."""
        at = at or clock.now()
        return any(edition.is_live(at) for edition in self.editions.all())

    def lock(self):
        """Hold this work until the transaction ends: one action at a time, on every database. Returns it as stored."""
        return type(self).objects.select_for_update(no_key=True).get(pk=self.pk)

    def open_edition(self):
        """The one edition that is being written or reviewed, or None."""
        return self.editions.open().first()

    def newest_approved(self):
        """The last edition of the queue, live or to come: what a new edition is made from. None before the first."""
        return self.editions.approved().order_by("-live_from").first()

    def start_edition(self, *, by, base=None, at=None):
        """A new draft that begins as a copy of `base`: an approved edition, by default the newest.

        Raises Refused when another edition of this work is still being written or reviewed.
        """
        with transaction.atomic():
            self.lock()
            if base and (base.work_id != self.pk or base.live_from is None):
                raise Refused(_("A new edition is made from an approved one of the same text."))
            base = base or self.newest_approved()
            source = base or self.editions.order_by("-number").first()
            return self._begin(base, source, by=by, at=at)

    def restore_edition(self, earlier, *, by, at=None):
        """A new draft with the content of an earlier edition, made from the newest approved one, so that it can be
        approved. Which edition was restored stands in its event.

        Raises Refused when another edition of this work is still being written or reviewed.
        """
        with transaction.atomic():
            self.lock()
            source = self.editions.filter(pk=earlier.pk).first()
            if source is None:
                raise Refused(_("Only an edition of the same text can be restored."))
            return self._begin(self.newest_approved(), source, by=by, at=at, restored=source)

    def _begin(self, base, source, *, by, at, restored=None):
        """The draft of both doors above, with the work locked."""
        content, siblings = source.content() if source else {}, list(self.editions.lean().defer("printed"))
        known = {"content": content, "siblings": siblings, "restored": restored}
        start = self._meta.get_field("editions").related_model.start
        edition = start(work=self, base=base, by=by, at=at or clock.now(), **known)
        if source and source.live_from is None:
            # Words that nobody has approved yet are still their writers', also in the copy.
            edition.add_contributors([source.pk])
        return edition

    def erase(self, *, by, reason, notice, at=None):
        """Remove every word of it, of all its editions, for ever: the one exception to "what was public is never
        deleted". Who did it, when and why stays recorded, and so do the periods; what was public answers 410.

        Raises Refused without a reason and a notice, and Forbidden for all but administrators.
        """
        with transaction.atomic():
            Freeze.hold()
            self.lock()
            at = at or clock.now()
            permit(by, "erase", self.editions.model)
            if not (clean_text(reason) and clean_text(notice)):
                raise Refused(_("An erasure needs a reason for the record and a notice for readers."))
            coming = self.editions.approved().filter(live_from__gt=at).order_by("live_from").first()
            if coming:
                coming.return_queue(by=by, at=at, note=reason)
            if self.editions.live(at).exists():
                self.withdraw(by=by, at=at, reason=reason, notice=notice)
            self.editions.open().update(state=State.DRAFT, set_aside=True, submitted_by=None, release=None)
            for edition in self.editions.all():
                edition.erase_words()
            PreviewLink.objects.end(self.editions.all(), by=by, at=at)
            # Read anew: the lists follow from what is left.
            for edition in self.editions.approved():
                edition.write_placements()
            self.record(Event.Action.ERASE, by=by, at=at, note=clean_text(reason))

    def derive_periods(self, placing=None):
        """Write the end of every live period, anew, from the intents: starts of approved editions and withdrawals.

        Call it with the work locked, after each action. `placing` is an edition in memory that is stored as approved in
        the same step, with its start and what was printed; placements follow their editions.
        """
        approved = {edition.pk: edition for edition in self.editions.approved().lean()}
        if placing:
            approved[placing.pk] = placing
        queue = sorted(approved.values(), key=lambda edition: edition.live_from)
        until = ends([edition.live_from for edition in queue], self.withdrawals.values_list("at", flat=True))
        announced_at, changed = None, []
        for edition in queue:
            if announced_at is None or edition.announce:
                announced_at = edition.live_from
            derived = (until[edition.live_from], announced_at)
            if edition is placing or derived != (edition.live_until, edition.announced_at):
                edition.live_until, edition.announced_at = derived
                changed.append(edition)
        # At most one period of a work may be open: those that close come first.
        for edition in sorted(changed, key=lambda edition: edition.live_until is None):
            edition.write_period(*(("state", "announce", "urgent", "printed") if edition is placing else ()))
