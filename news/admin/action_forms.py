"""The button that only articles have: whom the text names is found by the program and chosen by a person."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.recognition import Recogniser
from publishing.action_forms import ActionForm
from publishing.release_forms import EDITION_FORMS

from ..officials import add_named


class AddNamed(ActionForm):
    name, button = "add_named", _("Add the people named in the text")
    effect = _(
        "Looks for the names of officials, letter for letter, and adds each with the title held on the date of the "
        "text. Save what you have written first; then correct the list by hand."
    )

    def door(self):
        added, without = add_named(self.edition, Recogniser(), by=self.user)
        said = ngettext("%(number)d person added.", "%(number)d persons added.", added) % {"number": added}
        return " ".join((said, *without))


ARTICLE_FORMS = EDITION_FORMS | {AddNamed.name: AddNamed}
