"""One version of a work: its content, its state, the edition it was made from, its planned time, its live period."""

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import clock
from .carrying import Carrying
from .edition_queries import ALSO_WRITTEN, EditionQuerySet
from .editor import RichTextField
from .events import Event
from .parts import Parted
from .periods import LivePeriod
from .permissions import permit
from .refusals import Problem, Refused
from .sanitising import clean_line
from .typos import Correctable
from .workflow import State, Workflow


class Edition(Parted, Workflow, Carrying, Correctable, LivePeriod):
    """Abstract. A subclass adds `work` (related name `editions`) and the content; every field that is not declared here
    is content, and so are the rows of its parts: copied into the next edition, editable only in a draft, fixed from
    approval on. A `headline` is among it."""

    number = models.PositiveIntegerField(gettext_lazy("edition"), editable=False)
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, editable=False, related_name="followers")
    state = models.CharField(
        gettext_lazy("state"), max_length=20, choices=State.choices, default=State.DRAFT, editable=False
    )
    set_aside = models.BooleanField(gettext_lazy("set aside"), default=False, editable=False)
    planned_for = models.DateTimeField(
        gettext_lazy("planned time"),
        null=True,
        blank=True,
        help_text=gettext_lazy("When you would like it to appear, on a whole minute. A moderator decides."),
    )
    release = models.ForeignKey(
        "publishing.Release",
        null=True,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=gettext_lazy("release"),
    )
    urgent = models.BooleanField(gettext_lazy("urgent"), default=False, editable=False)
    announce = models.BooleanField(gettext_lazy("announced again"), default=False, editable=False)
    announced_at = models.DateTimeField(gettext_lazy("announced at"), null=True, editable=False)
    change_note = models.CharField(
        gettext_lazy("public note on the change"),
        max_length=500,
        blank=True,
        help_text=gettext_lazy(
            "For a text that has been published: tell readers what was changed, in one sentence. "
            "Example: The number of participants was corrected."
        ),
    )
    typo_only = models.BooleanField(
        gettext_lazy("typo only"),
        default=False,
        help_text=gettext_lazy("The meaning has not changed: no public note is needed."),
    )
    print_anew = models.BooleanField(
        gettext_lazy("print names and titles anew"),
        default=False,
        help_text=gettext_lazy(
            "They stay as the text printed them first. Tick this after a mistake in one of them was mended."
        ),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(gettext_lazy("created"), editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False, related_name="+"
    )
    saved_at = models.DateTimeField(gettext_lazy("saved"), editable=False)
    contributors = models.ManyToManyField(settings.AUTH_USER_MODEL, editable=False, related_name="+")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False, related_name="+"
    )
    printed = models.JSONField(default=dict, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True
        # Named after what the newsroom does; there is no "delete": what was public stays.
        default_permissions = ("add", "change", "view", "submit", "approve", "withdraw", "override", "import", "erase")
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="%(app_label)s_%(class)s_number"),
            models.UniqueConstraint(fields=["work", "live_from"], name="%(app_label)s_%(class)s_one_start"),
            models.UniqueConstraint(
                fields=["work"],
                condition=Q(live_from__isnull=False, live_until__isnull=True),
                name="%(app_label)s_%(class)s_one_open_end",
            ),
            models.UniqueConstraint(
                fields=["work"],
                condition=Q(live_from__isnull=True, set_aside=False),
                name="%(app_label)s_%(class)s_one_unapproved",
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")),
                name="%(app_label)s_%(class)s_period_order",
            ),
            models.CheckConstraint(
                condition=Q(state=State.APPROVED, live_from__isnull=False, announced_at__isnull=False)
                | (~Q(state=State.APPROVED) & Q(live_from__isnull=True, live_until__isnull=True)),
                name="%(app_label)s_%(class)s_period_iff_approved",
            ),
            models.CheckConstraint(
                condition=Q(set_aside=False) | Q(state=State.DRAFT), name="%(app_label)s_%(class)s_aside_is_draft"
            ),
        ]
        indexes = [
            models.Index(F("state"), F("id").desc(), name="%(class)s_state"),
            models.Index(F("live_from"), name="%(class)s_from", condition=Q(state=State.APPROVED)),
            # The list of corrections. Partial, so that it can serve no other list.
            models.Index(
                F("live_from").desc(),
                F("id").desc(),
                name="%(class)s_noted",
                condition=Q(live_from__isnull=False) & ~Q(change_note=""),
            ),
        ]

    def __str__(self):
        return f"{self.work_id}/{self.number}"

    def is_live(self, at=None):
        return bool(self.headline) and super().is_live(at)

    # --- content ------------------------------------------------------------------------------------------------------

    @classmethod
    def content_fields(cls):
        """The columns that editors write: those that a subclass adds to the ones declared here."""
        return [field for field in cls._meta.concrete_fields if field.name not in {"id", "work", *OWN_FIELDS}]

    @classmethod
    def content_relations(cls):
        """The many-to-many content; in `content()` each is a list of primary keys."""
        return [field for field in cls._meta.local_many_to_many if field.name != "contributors"]

    @classmethod
    def places(cls):
        """[(key, words), ...] of where texts of this kind stand, for the newsroom's filters; `at_place` takes a key."""
        return []

    @classmethod
    def work_model(cls):
        return cls._meta.get_field("work").related_model

    @classmethod
    def long_texts(cls):
        """The names of the columns that hold rich text."""
        return [field.name for field in cls.content_fields() if isinstance(field, RichTextField)]

    def content(self):
        """All that editors wrote, as keyword arguments for another edition."""
        columns = {field.name: getattr(self, field.name) for field in self.content_fields()}
        relations = {
            field.name: list(getattr(self, field.name).values_list("pk", flat=True))
            for field in self.content_relations()
        }
        parts = {name: [row.content() for row in rows] for name, rows in self.read_parts().items()}
        return columns | relations | parts

    @classmethod
    def start(cls, *, work, base, by, at, content, siblings, restored=None):
        """The draft behind the doors of Work and WorkQuerySet.write; call those. `siblings`: the other editions;
        `restored`: the one whose content it has."""
        permit(by, "add", cls)
        other = next((one for one in siblings if one.live_from is None and not one.set_aside), None)
        if other:
            raise Refused(
                _("Edition %(number)s is %(state)s already. Go on with that one, or set it aside first.")
                % {"number": other.number, "state": other.get_state_display().lower()}
            )
        names = {*(field.name for field in cls.content_relations()), *cls.content_parts()}
        unknown = set(content) - names - {field.name for field in cls.content_fields()} - ALSO_WRITTEN
        if unknown:
            raise TypeError(f"Not for writers to set: {', '.join(sorted(unknown))}.")
        columns = {name: value for name, value in content.items() if name not in names}
        number = max((one.number for one in siblings), default=0) + 1
        edition = cls(work=work, number=number, base=base, created_by=by, created_at=at, saved_at=at, **columns)
        action, source = (Event.Action.RESTORE, restored) if restored else (Event.Action.START, base)
        facts = {"to_state": State.DRAFT, "source_number": source and source.number}
        work.record(action, by=by, at=at, edition=edition, **facts)
        edition._store(by, at, {name: value for name, value in content.items() if name in names})
        return edition

    def save_draft(self, *, by, version=None, at=None, **relations):
        """Save what is written, whoever writes it; only drafts can be. Set attributes first, pass relations and parts
        by name: `topics=[1, 2]`, `participants=[{"name": ...}, ...]`, each the whole list; what is None stays.

        `version` is the one the text was opened with: when another save came between, Refused says whose, and nothing
        is overwritten. Everything is cleaned on the way in.
        """
        with transaction.atomic():
            self.work.lock()
            permit(by, "change", type(self))
            obstacles = self.obstacles(version, by)
            if obstacles:
                raise Refused(*obstacles)
            opened, self.version = self.version, F("version") + 1
            try:
                self._store(by, at or clock.now(), relations)
            except Refused:
                self.version = opened
                raise
            self.refresh_from_db(fields=["version"])

    def obstacles(self, version=None, by=None):
        """Why `by` cannot save this text over what is stored, as a list of Problem. Ask with the work locked."""
        stored = type(self).objects.only("state", "version", "set_aside", "saved_by").get(pk=self.pk)
        if stored.set_aside:
            return [Problem(_("This draft was set aside. Start a new edition to go on."))]
        if stored.state == State.IN_REVIEW:
            return [Problem(_("It is in review, so that what is approved is what was read. Return it to draft first."))]
        if stored.state in {State.READY, State.APPROVED}:
            return [Problem(_("It is approved and cannot be edited. Unschedule it, or make a new edition of it."))]
        if version is not None and version != stored.version:
            return [Problem(self._why_stale(stored, by))]
        return []

    @staticmethod
    def _why_stale(stored, by):
        if by and stored.saved_by_id == by.pk:
            said = _("You saved this text in another window, so this one was not stored over it.")
        else:
            said = _("%(name)s saved this text while you had it open, so yours was not stored over it.")
        what_to_do = _("Copy what you wrote, open the text again, and put it in there.")
        return f"{said % {'name': stored.saved_by or _('Somebody')}} {what_to_do}"

    def _store(self, by, at, lists):
        self.saved_by, self.saved_at = by, at
        self.check_written()
        is_new = self._state.adding
        # A new edition has nothing that an empty list would take away.
        lists = {name: values for name, values in lists.items() if values or (values is not None and not is_new)}
        parts = self._make_parts(lists)
        written = [*(field.name for field in self.content_fields()), *ALSO_WRITTEN]
        # Only what was written: what another action has done to this row meanwhile stands.
        super().save(update_fields=None if is_new else [*written, "version", "saved_by", "saved_at"])
        for name in lists.keys() - parts.keys():
            getattr(self, name).set(lists[name])
        self._store_parts(parts, is_new)
        self._add_contributors([by.pk])

    def check_written(self):
        """Bring what was written into its stored form. Raises Refused for what cannot be stored at all."""
        self.tidy()
        written = ALSO_WRITTEN | {field.name for field in self.content_fields()}
        # Foreign keys are the database's to check.
        left_out = {field.name for field in self._meta.fields if field.is_relation or field.name not in written}
        try:
            self.clean_fields(exclude=left_out)
        except ValidationError as error:
            raise Refused.beside_fields(error) from error
        if self.planned_for and not clock.EARLIEST <= self.planned_for <= clock.LATEST:
            raise Refused(Problem(_("This year cannot be right. Write the time anew."), "planned_for"))

    def add_contributors(self, editions):
        """Count the writers of those editions (primary keys) among the writers of this one: it holds their words."""
        through = self.contributors.through.objects.filter(**{f"{self._meta.model_name}__in": editions})
        self._add_contributors(set(through.values_list("user", flat=True)))

    def _add_contributors(self, users):
        through = self.contributors.through
        rows = [through(**{self._meta.model_name: self, "user_id": user}) for user in users]
        through.objects.bulk_create(rows, ignore_conflicts=True)

    def tidy(self):
        """Bring what was typed into its stored form before it is checked. A subclass adds its own fields."""
        self.change_note = clean_line(self.change_note)
        if self.base_id is None:
            # Nothing was published before it, so there is no change to tell of.
            self.change_note, self.typo_only, self.print_anew = "", False, False
        if self.planned_for:
            self.planned_for = self.planned_for.replace(second=0, microsecond=0)

    def save(self, **kwargs):
        raise TypeError("Editions are saved by save_draft(by=...), so that who wrote what is known.")

    def delete(self, **kwargs):
        raise TypeError("Editions are never deleted: set a draft aside, or withdraw what is public.")

    def erase_words(self):
        """Empty every text that was written. Work.erase calls it, and nobody else."""
        texts = (models.CharField, models.TextField)
        written = [field for field in self.content_fields() if isinstance(field, texts) and not field.choices]
        emptied = {field.name: "" for field in written} | {"change_note": "", "printed": {}, "conflicts": []}
        type(self)._base_manager.filter(pk=self.pk).update(**emptied, version=F("version") + 1)
        self._erase_parts()
        # The admin's own log repeats headlines.
        kept = LogEntry.objects.filter(content_type__model=self._meta.model_name, object_id=str(self.pk))
        kept.update(object_repr="–", change_message="")

    # --- what a subclass says -----------------------------------------------------------------------------------------

    def problems(self, at=None):
        """What stands in the way of submission and approval, as a list of Problem. A subclass adds its own."""
        return self._problems_of_note() + self.problems_of_conflicts() + self.problems_of_parts()

    def _problems_of_note(self):
        if self.base_id and not self.change_note and not self.typo_only:
            return [
                Problem(
                    _("Tell readers what was changed, or tick “typo only” if the meaning is the same."), "change_note"
                )
            ]
        if self.typo_only and self.change_note:
            return [Problem(_("Either a public note or “typo only”: empty the note, or remove the tick."), "typo_only")]
        return []

    def premature(self, live_from):
        """What would be told too early if it went out at that instant, as a list of Problem. A subclass adds its own.

        Asked whenever an instant is chosen: at approval and re-scheduling. Now is an instant, too: an import tells its
        past now."""
        return []

    def claim_address(self):
        """Hold what must be unique among all works once it is approved. Raises Refused when another holds it."""

    def listings(self):
        """The lists this edition stands in, as placement names."""
        return []

    def print_content(self):
        """What readers are shown of other records, as it reads on the day of approval; stored in `printed`."""
        return {}

    @property
    def printed_before(self):
        """What the edition it was made from has printed, where that is to stand."""
        return self.base.printed if self.base and not self.print_anew else {}

    # --- placements ---------------------------------------------------------------------------------------------------

    def placement_rows(self):
        """The placements that follow from this edition (unsaved). None unless approved, and none once erased."""
        if self.live_from is None or not self.headline:
            return []
        row = {"work_id": self.work_id, "language": self.work.language, "date": self.date}
        period = {"live_from": self.live_from, "live_until": self.live_until, "announced_at": self.announced_at}
        return [self.placements.model(edition=self, listing=name, **row, **period) for name in self.listings()]

    def write_placements(self):
        """Write this edition's placements anew. Call it with the work locked."""
        self.placements.all().delete()
        self.placements.bulk_create(self.placement_rows())


OWN_FIELDS = {field.name for field in Edition._meta.local_fields}


@receiver(m2m_changed)
def keep_relations_of_approved_editions(sender, instance, action, **kwargs):
    """What an edition stands in and is about is as fixed as its text: only a draft's relations change."""
    if not isinstance(instance, Edition) or not action.startswith("pre_"):
        return
    if not type(instance).objects.filter(pk=instance.pk, state=State.DRAFT, set_aside=False).exists():
        raise TypeError("Only a draft can be edited.")
