"""Carrying a draft's changes over to the newest approved edition, after that has overtaken the one it was made from."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .comparison import of_field, of_row
from .merging import merge
from .refusals import Problem, Refused
from .workflow import transition


class Carrying(models.Model):
    """The half of Edition that catches up with another. `conflicts` is what both have changed and nobody has settled
    yet: the draft has its own words there, and cannot be submitted."""

    conflicts = models.JSONField(gettext_lazy("to be settled"), default=list, editable=False, encoder=DjangoJSONEncoder)

    class Meta:
        abstract = True

    def overtaken_by(self):
        """The approved edition that was queued after the one this was made from, or None."""
        newest = self.work.newest_approved()
        return newest if newest and self.live_from is None and newest.pk != self.base_id else None

    @transition("follow")
    def follow(self, *, by, at):
        """Make this draft follow the newest approved edition: its writer has carried over what changed there."""
        newest = self._follow_newest()
        return {"note": _("by hand"), "source_number": newest.number}

    @transition("carry_over")
    def carry_over(self, *, by, at):
        """Make this draft the newest approved edition with the draft's own changes: field by field, and in a text
        paragraph by paragraph. Where both have changed the same, the draft's stays and `conflicts` says what the other
        has. Raises Refused while earlier ones are not settled."""
        if self.conflicts:
            raise Refused(_("Settle first what was left open the last time."))
        base = self.base.content() if self.base else {}
        newest = self._follow_newest()
        kinds = {"relations": {field.name for field in self.content_relations()}, "parts": set(self.content_parts())}
        taken, conflicts = merge(base, self.content(), newest.content(), texts=self.long_texts(), **kinds)
        lists = {name: taken.pop(name) for name in set().union(*kinds.values()) & set(taken)}
        for name, value in taken.items():
            setattr(self, name, value)
        self.save_draft(by=by, at=at, **lists)
        stored = [self._told(conflict, newest) for conflict in conflicts]
        type(self).objects.filter(pk=self.pk).update(conflicts=stored)
        self.refresh_from_db()
        return {"action": "follow", "note": self._what_was_carried([*taken, *lists]), "source_number": newest.number}

    def settle(self, number, *, by, theirs, version, at=None):
        """Decide one of the `conflicts` (by its place in them): keep the draft's words, or take `theirs`.

        `version` is the one that was read; when the text has changed since, Refused says so and nothing is changed.
        """
        with transaction.atomic():
            self.work = self.work.lock()
            self.refresh_from_db()
            if not 0 <= number < len(self.conflicts):
                raise Refused(_("That is settled already."))
            conflict = self.conflicts.pop(number)
            if theirs:
                self._take(conflict)
            self.save_draft(by=by, version=version, at=at)
            type(self).objects.filter(pk=self.pk).update(conflicts=self.conflicts)

    def problems_of_conflicts(self):
        return [
            Problem(
                _("“%(field)s” was changed here and in edition %(number)s. Choose, at the head of this page.")
                % {"field": self.label_of(conflict["field"]), "number": conflict["edition"]},
                conflict["field"],
            )
            for conflict in self.conflicts
        ]

    def label_of(self, name):
        """The words for a field, a relation or a part."""
        parts = self.content_parts()
        return parts[name]._meta.verbose_name_plural if name in parts else self._meta.get_field(name).verbose_name

    def _follow_newest(self):
        newest = self.overtaken_by()
        if newest is None:
            raise Refused(_("It follows the newest edition already."))
        type(self).objects.filter(pk=self.pk).update(base=newest)
        self.refresh_from_db()
        return newest

    def _told(self, conflict, newest):
        """A conflict as it is stored: in words for people and, where it can be taken at a button, as a value."""
        told = {"field": conflict.field, "edition": newest.number}
        if conflict.field in self.long_texts():
            return told | {"mine": conflict.mine, "theirs": conflict.theirs, "after": conflict.after}
        if conflict.field in self.content_parts():
            model = self.content_parts()[conflict.field]
            rows = {"mine": conflict.mine, "theirs": conflict.theirs}
            return told | {side: "; ".join(of_row(model(**row)).words for row in rows[side]) for side in rows}
        field = self._meta.get_field(conflict.field)
        mine, theirs = (" ".join(piece.words for piece in of_field(one, field)) for one in (self, newest))
        return told | {"mine": mine, "theirs": theirs, "value": getattr(newest, field.attname)}

    def _take(self, conflict):
        """Put the newest edition's words in the place of the draft's."""
        field = conflict["field"]
        if "value" in conflict:
            attribute = self._meta.get_field(field).attname
            setattr(self, attribute, self._meta.get_field(field).to_python(conflict["value"]))
            return
        text, place = getattr(self, field), conflict.get("mine") or conflict.get("after")
        if "after" not in conflict or (place and text.count(place) != 1):
            raise Refused(
                _("That place cannot be found in the text any more. Put the words in by hand, and keep the draft's.")
            )
        put = conflict["theirs"] if conflict["mine"] else conflict["after"] + conflict["theirs"]
        setattr(self, field, text.replace(place, put) if place else put + text)

    def _what_was_carried(self, names):
        """For the history: the fields, and none of their words."""
        taken = ", ".join(str(self.label_of(name)) for name in names) or "–"
        told = _("taken over: %(fields)s") % {"fields": taken}
        if not self.conflicts:
            return told
        open_fields = {conflict["field"]: str(self.label_of(conflict["field"])) for conflict in self.conflicts}
        return f"{told}; " + _("changed by both: %(fields)s") % {"fields": ", ".join(open_fields.values())}
