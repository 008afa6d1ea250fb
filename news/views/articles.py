"""An article and a standing page."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from meetings.models import MeetingEdition
from publishing.public_edition import EditionPage
from publishing.structured import breadcrumbs

from ..frame import sections
from ..models import Article, ArticleEdition, Kind
from ..structured import article, steps


class ArticlePage(EditionPage):
    template_name = "news/article.html"
    work_model = Article

    def editions(self):
        """With the meeting it is about, as that reads now: nothing, while none of it is public."""
        live = self.live(MeetingEdition.objects.filter(work=OuterRef("meeting")))
        facts = JSONObject(id="work_id", slug="slug", headline="headline", status="status")
        return super().editions().annotate(meeting_now=Subquery(live.values(facts=facts)[:1]))

    def get_context_data(self, **kwargs):
        line = sections(self.request).line(self.edition.section_id)
        context = super().get_context_data(line=line, **kwargs)
        context["json_ld"] = [
            article(self.request, self.edition, context["story"]),
            breadcrumbs(self.request, steps(line, self.edition)),
        ]
        return context


class StandingPage(EditionPage):
    """About, Contacts and the like: found by their slug, also by one they had before."""

    template_name = "news/page.html"
    work_model = Article

    def works(self, slug):
        begun = ArticleEdition.objects.filter(kind=Kind.PAGE, slug=slug, live_from__lte=self.at)
        return Article.objects.filter(pk__in=begun.values("work"), language=self.language)
