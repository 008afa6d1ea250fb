"""The page of one meeting: announcement and report have one address."""

from people.models import Chairmanship
from publishing import clock
from publishing.appearances import appearances_of
from publishing.public_edition import EditionPage

from ..models import Meeting
from ..models.printing import chair_first
from ..structured import event, way


class MeetingPage(EditionPage):
    template_name = "meetings/meeting.html"
    gone_template_name = "meetings/gone.html"
    nearest_name = "meetings"
    work_model = Meeting

    def get_context_data(self, **kwargs):
        day, today = self.edition.date, clock.today(self.at)
        chair = Chairmanship.objects.chair(day, self.edition.organ_id, self.at)
        state = chair and chair.state
        return super().get_context_data(
            chairmanship=state and state.name_in(self.language),
            # Of a day ahead we tell who chairs today, unless it is known who will.
            is_present_chair=bool(chair) and chair.first_day <= today < day,
            participants=chair_first(self.edition.printed["participants"], state),
            appearances=appearances_of("meeting", self.edition.work, self.language, self.at),
            json_ld=[event(self.request, self.edition), way(self.request, self.edition)],
            **kwargs,
        )
