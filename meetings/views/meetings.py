"""The page of one meeting: announcement and report have one address."""

from publishing.appearances import appearances_of
from publishing.public_edition import EditionPage

from ..models import Meeting
from ..structured import event, way


class MeetingPage(EditionPage):
    template_name = "meetings/meeting.html"
    nearest_name = "meetings"
    work_model = Meeting

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            appearances=appearances_of("meeting", self.edition.work, self.language, self.at),
            json_ld=[event(self.request, self.edition), way(self.request, self.edition)],
            **kwargs,
        )
