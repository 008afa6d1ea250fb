"""What editions with a headline, a slug and a lead share: how these are stored, and how they tell of the text."""

from anyascii import anyascii
from django.utils.text import slugify

from .sanitising import clean_line, clean_text, plain_text

LONGEST_DESCRIPTION = 200


class Headlined:
    """Before Edition among the bases. A subclass has the fields `headline`, `slug` and `lead`."""

    # The slug of a headline that has no letter or digit.
    NO_SLUG = "text"

    def __str__(self):
        return self.headline

    def tidy(self):
        super().tidy()
        self.headline, self.lead = clean_line(self.headline), clean_text(self.lead)
        self.slug = slugify(anyascii(self.slug or self.headline))[:100].strip("-_") or self.NO_SLUG

    @property
    def is_erased(self):
        """Whether its words were erased: nothing else leaves a text without a headline."""
        return not self.headline

    def telling(self):
        """The rich text that tells most of it, where there is no lead."""
        return self.body

    @property
    def description(self):
        """A plain sentence or two for search engines and link previews."""
        text = self.lead or plain_text(self.telling()) or self.headline
        if len(text) <= LONGEST_DESCRIPTION:
            return text
        return text[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + "…"
