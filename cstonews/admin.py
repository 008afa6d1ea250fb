"""The newsroom's own admin site: Django's, under the organisation's name."""

from functools import update_wrapper

from django.conf import settings
from django.contrib.admin import AdminSite
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from meetings.models import MeetingEdition
from news.models import ArticleEdition
from publishing.board_view import board
from publishing.notice_views import notice_urls
from publishing.workflow import State

from .choosing_time import choose_time


class NewsroomAdmin(AdminSite):
    index_title = _("Newsroom")
    enable_nav_sidebar = False

    @property
    def site_header(self):
        return _("%(organisation)s newsroom") % {"organisation": settings.ORGANISATION_SHORT_NAME}

    site_title = site_header

    def admin_view(self, view, cacheable=False):
        """A form that is sent after its session has ended loses nothing: the page says how to save it after all."""
        inner = super().admin_view(view, cacheable)

        def outer(request, *args, **kwargs):
            if request.method == "POST" and view != self.logout and not self.has_permission(request):
                context = {**self.each_context(request), "title": _("You were signed out"), "has_permission": False}
                return render(request, "admin/signed_out.html", context, status=403)
            return inner(request, *args, **kwargs)

        return update_wrapper(outer, inner)

    def get_urls(self):
        own = [
            path("board/", self.admin_view(board), name="board"),
            path("time-machine/", self.admin_view(self.time_machine), name="time-machine"),
        ]
        return [*own, *notice_urls(self.admin_view), *super().get_urls()]

    def time_machine(self, request):
        return choose_time(request, {**self.each_context(request), "title": _("Time machine")})

    def index(self, request, extra_context=None):
        """The desk: how much is in each hand."""
        waiting = {
            name: {state: model.objects.open().filter(state=state).count() for state in (State.DRAFT, State.IN_REVIEW)}
            for name, model in (("articles", ArticleEdition), ("meetings", MeetingEdition))
        }
        return super().index(request, {**(extra_context or {}), "waiting": waiting})

    def get_app_list(self, request, app_label=None):
        """What is used all day stands first: news, meetings, people, then the library, then accounts."""
        first = ("news", "meetings", "publishing", "people", "library")
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: first.index(app["app_label"]) if app["app_label"] in first else len(first))
