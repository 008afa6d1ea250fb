"""The addresses of news. They never change; a new one stands in tests/surfaces.py too."""

from django.urls import path, register_converter

from publishing import converters  # noqa: F401 (year and month)

from .views.archive import Archive
from .views.articles import ArticlePage, StandingPage
from .views.corrections import Corrections
from .views.lists import AllNews, MeetingNews, Month, PersonNews, SectionPage, TopicPage


class SectionPath:
    regex = "[a-z][a-z-]*[a-z](?:/[a-z][a-z-]*[a-z])*"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(SectionPath, "section")

urlpatterns = [
    path("news/", AllNews.as_view(), name="all-news"),
    path("news/archive/", Archive.as_view(), name="archive"),
    path("news/archive/<year:year>/", Archive.as_view(), name="archive-year"),
    path("news/archive/<year:year>/<month:month>/", Month.as_view(), name="archive-month"),
    path("news/topics/<slug:slug>/", TopicPage.as_view(), name="topic"),
    path("news/people/<int:person_id>/", PersonNews.as_view(), name="person-news"),
    path("news/meetings/<int:meeting_id>/", MeetingNews.as_view(), name="meeting-news"),
    path("news/<int:work_id>/<str:slug>/", ArticlePage.as_view(), name="article"),
    path("news/<section:path>/", SectionPage.as_view(), name="section"),
    path("pages/<slug:slug>/", StandingPage.as_view(), name="page"),
    path("corrections/", Corrections.as_view(), name="corrections"),
]
