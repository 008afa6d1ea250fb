"""The addresses of people and of the structure. They never change; a new one stands in tests/surfaces.py too."""

from django.urls import path

from .views.people import PeoplePage, PersonPage, PostPage
from .views.structure import BodyPage, StructurePage

urlpatterns = [
    path("people/", PeoplePage.as_view(), name="people"),
    path("people/posts/<int:post_id>/<slug:slug>/", PostPage.as_view(), name="post"),
    path("people/<int:person_id>/<slug:slug>/", PersonPage.as_view(), name="person"),
    path("structure/", StructurePage.as_view(), name="structure"),
    path("structure/<slug:slug>/", BodyPage.as_view(), name="body"),
]
