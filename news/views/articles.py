"""An article, a standing page, and the list of corrections. What is hidden answers as if it had never been."""

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render

from .. import structured
from ..models import Article, ArticleEdition, ArticleWithdrawal, Kind
from ..paging import CorrectionList, turn
from .base import PublicPage


class EditionPage(PublicPage):
    """One text in full. A subclass says which works an address may mean; all of them are of the page's language."""

    def get(self, request, **kwargs):
        self.edition = self.find(**kwargs)
        if self.edition is None:
            return self.answer_without(self.withdrawal(self.works(**kwargs)))
        if request.path != self.edition.get_absolute_url():
            return HttpResponsePermanentRedirect(self.edition.get_absolute_url())
        return super().get(request)

    def find(self, slug, **kwargs):
        """The live edition, by preference one with that slug, read together with those of its translations."""
        groups = self.works(slug=slug, **kwargs).values("group")
        live = self.live(ArticleEdition.objects.filter(work__group__in=groups)).select_related("work")
        own = [edition for edition in live if edition.work.language == self.language]
        found = next((edition for edition in own if edition.slug == slug), own[0] if own else None)
        self.of_the_group = [edition for edition in live if found and edition.work.group == found.work.group]
        return found

    def withdrawal(self, works):
        """What keeps these works, of which nothing is live, from the public. One query, whether a work is missing,
        hidden or withdrawn."""
        return ArticleWithdrawal.objects.effective(self.at).filter(work__in=works).first()

    def answer_without(self, withdrawal):
        if withdrawal is None:
            raise Http404
        return render(self.request, "410.html", {"withdrawal": withdrawal}, status=410)

    def notes(self):
        """The public notes on changes that readers may see, oldest first."""
        begun = ArticleEdition.objects.filter(work=self.edition.work_id, live_from__lte=self.at)
        return list(begun.exclude(change_note="").order_by("live_from").only("change_note", "live_from"))

    def counterparts(self):
        return {edition.work.language: edition.get_absolute_url() for edition in self.of_the_group}

    def picture_to_share(self):
        picture = self.edition.printed.get("picture")
        return picture["url"] if picture else super().picture_to_share()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            edition=self.edition,
            notes=self.notes(),
            share_title=self.edition.headline,
            share_text=self.edition.description,
            **kwargs,
        )


class ArticlePage(EditionPage):
    template_name = "news/article.html"

    def works(self, work_id, slug):
        return Article.objects.filter(pk=work_id, language=self.language)

    def get_context_data(self, **kwargs):
        line = self.sections.line(self.edition.section_id)
        context = super().get_context_data(line=line, **kwargs)
        context["json_ld"] = [
            structured.article(self.request, self.edition, context["notes"]),
            structured.breadcrumbs(self.request, line, self.edition),
        ]
        return context


class StandingPage(EditionPage):
    """About, Contacts and the like: found by their slug, also by one they had before."""

    template_name = "news/page.html"

    def works(self, slug):
        begun = ArticleEdition.objects.filter(kind=Kind.PAGE, slug=slug, live_from__lte=self.at)
        return Article.objects.filter(pk__in=begun.values("work"), language=self.language)


class Corrections(PublicPage):
    """What was changed in published texts, newest first."""

    template_name = "news/corrections.html"
    url_name = "corrections"

    def get(self, request):
        noted = ArticleEdition.objects.corrections(self.language, self.at).defer("body")
        self.page = turn(CorrectionList(noted), request.GET)
        if "after" in request.GET and self.page.is_first:
            return HttpResponseRedirect(self.address())
        return super().get(request)

    def is_indexed(self):
        return self.page.is_first

    def get_context_data(self, **kwargs):
        """Each note leads to the text as it is today, under the headline of today."""
        works = [edition.work_id for edition in self.page.items]
        live = self.live(ArticleEdition.objects.filter(work__in=works)).select_related("work").defer("body")
        today = {edition.work_id: edition for edition in live}
        entries = [(edition, today[edition.work_id]) for edition in self.page.items if edition.work_id in today]
        return super().get_context_data(page=self.page, entries=entries, **kwargs)
