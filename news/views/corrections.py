"""What was changed in published texts, of articles and meetings alike."""

from django.utils.translation import gettext_lazy as _

from meetings.models import MeetingEdition
from publishing.corrections import CorrectionList, Source
from publishing.public_list import ListPage

from ..models import ArticleEdition

SOURCES = (
    Source(ArticleEdition, ("headline", "slug", "kind"), _("A text that was withdrawn"), "article"),
    Source(MeetingEdition, ("headline", "slug"), _("The page of a meeting that was withdrawn"), "meeting"),
)


class Corrections(ListPage):
    """The notes on changes and the notices of withdrawals, newest first, each under the headline of today."""

    template_name = "news/corrections.html"
    url_name = nearest_name = "corrections"

    def listed(self):
        return CorrectionList(SOURCES, self.language, self.at)

    def get_context_data(self, **kwargs):
        entries = [self.listed().entry(row) for row in self.page.items]
        return super().get_context_data(entries=entries, **kwargs)
