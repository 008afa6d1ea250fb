"""The lists of articles: all news, a section, a topic, a month. Each is one indexed query over placements."""

from datetime import date

from django.db.models import Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import get_language, override

from meetings.models import Meeting, MeetingEdition
from people.models import Person
from publishing import clock
from publishing.appearances import listing
from publishing.paging import PlacedList
from publishing.public_list import ListPage
from publishing.sanitising import plain_text
from publishing.structured import breadcrumbs

from ..frame import sections
from ..models import ArticlePlacement, SectionText, Topic
from ..models.articles import ALL_NEWS
from ..structured import steps


def placed(listing, at):
    """One list in the language of the request as it is at that instant, with what its items show."""
    placements = ArticlePlacement.objects.listed(listing, get_language()).live(at)
    return placements.select_related("edition").defer("edition__body", "edition__change_note")


class NewsList(ListPage):
    """A list of articles. A subclass says which."""

    nearest_name = "all-news"

    def listed(self):
        return PlacedList(self.placements())

    def placements(self):
        return placed(self.listing, self.at)


class AllNews(NewsList):
    template_name = "news/all_news.html"
    listing = ALL_NEWS
    url_name = "all-news"


class SectionPage(NewsList):
    template_name = "news/section.html"

    def get(self, request, path):
        self.text = sections(request).by_path(path)
        if self.text is None:
            raise Http404
        self.listing = self.text.section.listing
        return super().get(request)

    @cached_property
    def introductions(self):
        """{language: introduction}, in each language that has a name for the section. Shown on the first page only."""
        if not self.page.is_first:
            return {}
        return dict(SectionText.objects.filter(section=self.text.section_id).values_list("language", "introduction"))

    def counterparts(self):
        paths = {}
        for code in self.introductions:
            with override(code):
                paths[code] = reverse("section", args=[self.text.section.path])
        return paths

    def get_context_data(self, **kwargs):
        tree = sections(self.request)
        line = tree.line(self.text.section_id)
        introduction = self.introductions.get(self.language, "")
        return super().get_context_data(
            section=self.text,
            introduction=introduction,
            share_title=self.text.name,
            share_text=Truncator(plain_text(introduction)).chars(200),
            line=line,
            json_ld=[breadcrumbs(self.request, steps(line))],
            children=tree.children(self.text.section_id),
            **kwargs,
        )


class TopicPage(NewsList):
    """A topic is public while it has a public article: until then its very name may tell something."""

    template_name = "news/topic.html"
    may_be_empty = False

    def get(self, request, slug):
        self.topic = Topic.objects.filter(language=self.language, slug=slug).first()
        # A topic that does not exist costs the same queries as one that is hidden.
        self.listing = listing("topic", self.topic.pk if self.topic else 0)
        return super().get(request)

    def get_context_data(self, **kwargs):
        return super().get_context_data(topic=self.topic, share_title=self.topic.name, **kwargs)


class PersonNews(NewsList):
    """The articles that name a person, or that the person signed. Like a topic, it is public while it has one."""

    template_name = "news/person_news.html"
    may_be_empty = False

    def get(self, request, person_id):
        self.person = Person.objects.filter(pk=person_id).first()
        self.listing = listing("person", person_id)
        return super().get(request)

    def get_context_data(self, **kwargs):
        name = self.person.name_in(self.language).text
        return super().get_context_data(person=self.person, person_name=name, share_title=name, **kwargs)


class MeetingNews(NewsList):
    """The articles about a meeting, while it is public itself."""

    template_name = "news/meeting_news.html"
    may_be_empty = False

    def get(self, request, meeting_id):
        works = Meeting.objects.filter(pk=meeting_id, language=self.language)
        live = self.live(MeetingEdition.objects.filter(work__in=works))
        self.meeting = live.select_related("work").only("headline", "slug", "work").first()
        if self.meeting is None:
            raise Http404
        self.listing = listing("meeting", meeting_id)
        return super().get(request)

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.meeting, share_title=self.meeting.headline, **kwargs)


class Month(NewsList):
    """The articles of one month. An empty one answers 404, so that robots do not walk through centuries of them."""

    template_name = "news/month.html"
    nearest_name = "archive"
    may_be_empty = False

    def get(self, request, year, month):
        try:
            self.first = date(year, month, 1)
        except ValueError as error:
            raise Http404 from error
        self.last = clock.last_of_month(self.first)
        return super().get(request)

    def placements(self):
        return placed(ALL_NEWS, self.at).filter(date__gte=self.first, date__lte=self.last)

    def get_context_data(self, **kwargs):
        """With the nearest months, either way, that have something."""
        public = ArticlePlacement.objects.listed(ALL_NEWS, self.language).live(self.at)
        earlier = public.filter(date__lt=self.first)
        later = public.filter(date__gt=self.last).order_by("date")
        beside = public.values_list(Subquery(earlier.values("date")[:1]), Subquery(later.values("date")[:1])).first()
        earlier, later = beside or (None, None)
        return super().get_context_data(first=self.first, earlier=earlier, later=later, **kwargs)
