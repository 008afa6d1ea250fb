"""The night typo: from the live text to the corrected one by one person, in one step that is recorded.

It opens no way of its own: the correction is an edition that is started, saved, submitted and approved, by the doors
that every edition takes and with all their checks, in one transaction.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from . import clock
from .freeze import Freeze
from .permissions import may
from .refusals import Refused

# The doors that a correction takes.
PERMISSIONS = ("add", "change", "submit", "approve", "override")


def may_correct(user, model):
    """Whether the user may take every step of a correction of editions of that model."""
    return all(may(user, action, model) for action in PERMISSIONS)


class Correctable:
    """The part of Edition that is corrected at once, while it is live."""

    @classmethod
    def correctable(cls):
        """The names of what is corrected in this way: the words of the text, and nothing that places or dates it."""
        return ["headline", "lead", *cls.long_texts()]

    def correct_now(self, *, by, override_reason, texts, typo_only=True, change_note="", urgent=False, at=None):
        """Put those `texts` ({name: words}) in place of this live edition's now, whoever else is asleep.

        Returns the new edition, live from this instant on. `override_reason` lifts four eyes and is recorded; `urgent`
        lets it pass a freeze. Each door asks for its permission. Raises Refused, with nothing changed, when one of them
        refuses, when readers do not see this edition, when another one is being written or scheduled, and when the
        texts are what they were.
        """
        unknown = set(texts) - set(self.correctable())
        if unknown:
            raise TypeError(f"Not corrected in this way: {', '.join(sorted(unknown))}.")
        with transaction.atomic():
            # Before the work, as by whatever sets a period.
            Freeze.hold()
            self.work.lock()
            at = at or clock.now()
            self.refuse_correction(at)
            edition = self.work.start_edition(by=by, base=self, at=at)
            for name, words in texts.items():
                setattr(edition, name, words)
            edition.typo_only, edition.change_note = typo_only, change_note
            edition.save_draft(by=by, at=at)
            if all(getattr(edition, name) == getattr(self, name) for name in texts):
                raise Refused(_("Nothing is different from what readers see now. Correct the text first."))
            edition.submit(by=by, at=at)
            edition.approve(by=by, at=at, override_reason=override_reason, urgent=urgent)
            return edition

    def refuse_correction(self, at):
        """Raises Refused when this edition cannot be corrected at once at that instant, and says what to do instead."""
        editions = self.work.editions
        live, opened = editions.live(at).first(), editions.open().first()
        coming = editions.approved().filter(live_from__gt=at).order_by("live_from").first()
        if live != self:
            sentence = (
                _("Readers see edition %(number)s now, not this one. Correct that one.") % {"number": live.number}
                if live
                else _("Readers do not see this text now. Make a new edition of it instead.")
            )
            raise Refused(sentence)
        if opened:
            raise Refused(
                _(
                    "Edition %(number)s is %(state)s already. Correct the text there and have it approved, or set it "
                    "aside first: its words stay readable in the history."
                )
                % {"number": opened.number, "state": opened.get_state_display().lower()}
            )
        if coming:
            raise Refused(
                _(
                    "Edition %(number)s goes out at %(time)s and would bring the mistake back. Unschedule it and set "
                    "it aside first: its words stay readable, and can be put into a new edition after this correction."
                )
                % {"number": coming.number, "time": clock.show(coming.live_from)}
            )
