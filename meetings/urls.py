"""The addresses of meetings. They never change; a new one stands in tests/surfaces.py too."""

from django.urls import path

from publishing import converters  # noqa: F401 (year and month)

from .views.feeds import AllMeetings, MeetingsOfBody, OneMeeting
from .views.lists import Meetings, MeetingsOfPerson
from .views.meetings import MeetingPage
from .views.months import Month

urlpatterns = [
    path("meetings/", Meetings.as_view(), name="meetings"),
    path("meetings/calendar.ics", AllMeetings.as_view(), name="meetings-calendar"),
    path("meetings/calendar/<slug:slug>.ics", MeetingsOfBody.as_view(), name="body-calendar"),
    path("meetings/people/<int:person_id>/", MeetingsOfPerson.as_view(), name="person-meetings"),
    # Before the meetings: no meeting's slug is two digits.
    path("meetings/<year:year>/<month:month>/", Month.as_view(), name="meeting-month"),
    path("meetings/<int:work_id>/calendar.ics", OneMeeting.as_view(), name="meeting-calendar"),
    path("meetings/<int:work_id>/<str:slug>/", MeetingPage.as_view(), name="meeting"),
]
