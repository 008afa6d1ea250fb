"""iCalendar feeds: all meetings, those of a body, and one to add to a calendar. Each is of the language of its address.

What is hidden is in none of them, and moves nothing in them either.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views import View

from people.models import Body
from publishing import clock
from publishing.appearances import listing
from publishing.public_edition import EditionPage
from publishing.views import PublicMixin

from ..calendar import feed
from ..lists import placed
from ..models import Meeting, MeetingEdition
from ..models.editions import ALL

# Subscribers keep what is older; a feed has an end.
BACK = timedelta(days=400)
MOST = 1000


def begun(at, work):
    """How many editions of a meeting readers have been shown until then: what its SEQUENCE is made of."""
    shown = MeetingEdition.objects.filter(work=OuterRef(work), live_from__lte=at).order_by().values("work")
    return Subquery(shown.annotate(number=Count("pk")).values("number"), output_field=IntegerField())


def respond(view, editions, name):
    maker = _(settings.ORGANISATION_SHORT_NAME)
    data = feed(
        editions,
        name=f"{maker}: {name}",
        maker=maker,
        language=view.language,
        absolute=view.request.build_absolute_uri,
    )
    return HttpResponse(data, content_type="text/calendar; charset=utf-8")


class Feed(PublicMixin, View):
    """The newest meetings of one list, from a year back to whatever is announced."""

    def respond(self, name, listing):
        found = placed(listing, self.language, self.at).filter(date__gte=clock.today(self.at) - BACK)
        found = found.select_related("edition__work").annotate(begun=begun(self.at, "work"))
        return respond(self, map(edition_of, found[:MOST]), name)


def edition_of(item):
    item.edition.begun = item.begun
    return item.edition


class AllMeetings(Feed):
    def get(self, request):
        return self.respond(_("meetings"), ALL)


class MeetingsOfBody(Feed):
    def get(self, request, slug):
        body = get_object_or_404(Body, slug=slug)
        return self.respond(str(body.name_in(self.language)), listing("body", body.pk))


class OneMeeting(EditionPage):
    """The meeting as a file to open with a calendar. Missing, hidden and withdrawn as its page is."""

    work_model = Meeting
    nearest_name = "meetings"
    gone_template_name = "meetings/gone.html"

    def editions(self):
        return super().editions().annotate(begun=begun(self.at, "work"))

    def get(self, request, work_id):
        edition = self.find(slug="", work_id=work_id)
        if edition is None:
            return self.answer_without(self.withdrawal(self.works(work_id, "")))
        response = respond(self, [edition], edition.headline)
        response["Content-Disposition"] = f'attachment; filename="meeting-{work_id}.ics"'
        return response
