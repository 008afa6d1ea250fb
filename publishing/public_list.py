"""The page of one list, a stretch at a time: its beginning for search engines, the rest by position."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponseRedirect

from .paging import turn
from .views import PublicPage


class ListPage(PublicPage):
    """A subclass says what is `listed()`, a list of publishing/paging.py. The template is given its `page`."""

    # Whether the list exists while there is nothing in it.
    may_be_empty = True
    # What narrows the list, as the parameters of a query. Every page of it keeps them.
    filter = {}

    def get(self, request, **kwargs):
        page = turn(self.listed(), request.GET)
        self.page = page._replace(newer=self.within_filter(page.newer), older=self.within_filter(page.older))
        if not (page.items or self.may_be_empty):
            raise Http404
        if "after" in request.GET and page.is_first:
            return HttpResponseRedirect(self.beginning(self.address()))
        return super().get(request, **kwargs)

    def within_filter(self, query):
        """The query of a page of the list, with the filter kept in it."""
        if not (query and self.filter):
            return query
        return f"?{urlencode(self.filter)}{'&' if query[1:] else ''}{query[1:]}"

    def beginning(self, path):
        """Where the list begins, of which that is the plain address."""
        return path + self.within_filter("?").rstrip("?")

    def is_indexed(self):
        return self.page.is_first and not self.filter

    def counterparts(self):
        if not self.page.is_first:
            return {}
        return {code: self.beginning(path) for code, path in super().counterparts().items()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)
