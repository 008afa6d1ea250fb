"""Parts: what an edition lists in rows with fields of their own and in an order: who took part, what was adopted.

They are content as any other. `content()` has each kind as a list of dictionaries, the doors take such lists, only a
draft's change, and a new edition begins with copies of them.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from .refusals import Problem, Refused
from .workflow import State


class PartQuerySet(QuerySet):
    def whole(self):
        """With what the rows point to, so that printing many of them asks nothing more."""
        names = self.model.read_with or [field.name for field in self.model.content_fields() if field.is_relation]
        return self.select_related(*names) if names else self

    def update(self, **values):
        raise TypeError(self.model.door())

    def delete(self):
        raise TypeError(self.model.door())

    def bulk_create(self, objs, **options):
        raise TypeError(self.model.door())


class Part(models.Model):
    """Abstract. A subclass adds `edition`, a foreign key whose related name says what the rows are ("participants"),
    and its fields; no many-to-many ones, and PROTECT for what they point to. Rows have no identity: a save that names
    them writes the whole list anew."""

    order = models.PositiveIntegerField(gettext_lazy("order"), editable=False)

    objects = PartQuerySet.as_manager()

    # What select_related brings along where many are shown; empty: whatever a row points to.
    read_with = ()

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ("order",)
        # Also what Django does by itself, as when rows are added to another edition, asks our queryset.
        base_manager_name = "objects"
        # It is the index of an edition's rows, too: the foreign key needs none of its own.
        constraints = [models.UniqueConstraint(fields=["edition", "order"], name="%(app_label)s_%(class)s_order")]

    @classmethod
    def content_fields(cls):
        """The columns that editors write."""
        return [field for field in cls._meta.concrete_fields if field.name not in {"id", "edition", "order"}]

    @classmethod
    def door(cls):
        """How these rows are written, for whoever tries it another way."""
        name = cls._meta.get_field("edition").remote_field.get_accessor_name()
        return f"A list of a draft is written as a whole: edition.save_draft(by=..., {name}=[{{...}}, ...])."

    @classmethod
    def made_of(cls, content, order):
        """The row, not stored yet, of what a writer gave for it."""
        unknown = set(content) - {name for field in cls.content_fields() for name in (field.name, field.attname)}
        if unknown:
            raise TypeError(f"Not for writers to set: {', '.join(sorted(unknown))}.")
        return cls(order=order, **content)

    def content(self):
        """All that editors wrote in it: {field name: value}."""
        return {field.name: getattr(self, field.name) for field in self.content_fields()}

    def tidy(self):
        """Bring what was typed into its stored form before it is checked. A subclass says how, for each text."""

    def check_written(self):
        """Bring what was written into its stored form. Raises Refused, with the row's own fields, for what cannot be
        stored at all."""
        self.tidy()
        # Foreign keys are the database's to check; here only whether one is missing.
        given = {field.name for field in self.content_fields() if field.is_relation and getattr(self, field.attname)}
        try:
            self.clean_fields(exclude={"id", "edition", "order"} | given)
        except ValidationError as error:
            raise Refused.beside_fields(error) from error

    def problems(self, edition):
        """What in this row stands in the way of submission and approval, as a list of Problem. A subclass says."""
        return []

    def save(self, **kwargs):
        raise TypeError(self.door())

    def delete(self, **kwargs):
        raise TypeError(self.door())


class Parted:
    """The half of Edition that consists of rows."""

    @classmethod
    def content_parts(cls):
        """{related name: model} of the parts of these editions."""
        return {
            relation.get_accessor_name(): relation.related_model
            for relation in cls._meta.related_objects
            if issubclass(relation.related_model, Part) and relation.field.name == "edition"
        }

    def read_parts(self):
        """{related name: its rows in order}. Each kind is read once, with what its rows point to."""
        kinds = self.content_parts()
        prefetch_related_objects([self], *(Prefetch(name, model.objects.whole()) for name, model in kinds.items()))
        return {name: list(getattr(self, name).all()) for name in kinds}

    def problems_of_parts(self):
        return [
            Problem(problem.sentence, problem.field or name)
            for name, rows in self.read_parts().items()
            for row in rows
            for problem in row.problems(self)
        ]

    # --- the one writer, behind the doors of Edition; it has a queryset without our refusals --------------------------

    def _make_parts(self, lists):
        """{related name: rows to store} of what was written. Raises Refused for what cannot be stored."""
        made, problems = {}, []
        for name, model in self.content_parts().items():
            if name in lists:
                made[name] = [model.made_of(content, order) for order, content in enumerate(lists[name], start=1)]
                problems += [problem for row in made[name] for problem in told_beside_list(row, name)]
        if problems:
            raise Refused(*problems)
        return made

    def _store_parts(self, made, is_new):
        """Put these rows in the place of those that were there."""
        if not made:
            return
        if not (is_new or type(self).objects.filter(pk=self.pk, state=State.DRAFT, set_aside=False).exists()):
            raise TypeError("Only a draft can be edited.")
        for name, rows in made.items():
            model = self.content_parts()[name]
            if not is_new:
                self._erase_parts(model)
            for row in rows:
                row.edition = self
            QuerySet(model).bulk_create(rows)
            # What was read before is not what is stored now.
            getattr(self, "_prefetched_objects_cache", {}).pop(name, None)

    def _erase_parts(self, *models):
        for model in models or self.content_parts().values():
            QuerySet(model).filter(edition=self).delete()


def told_beside_list(row, name):
    """What is wrong with a row that was written, in sentences that say which row and which of its fields."""
    try:
        row.check_written()
    except Refused as refusal:
        for problem in refusal.problems:
            where = f"{capfirst(row._meta.verbose_name)} {row.order}"
            if problem.field:
                where = f"{where}, {row._meta.get_field(problem.field).verbose_name}"
            yield Problem(f"{where}: {problem.sentence}", name)
