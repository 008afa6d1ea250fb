"""The page of one text in full. What is hidden answers as if it had never been."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render

from .corrections import story_of
from .views import PublicPage


class EditionPage(PublicPage):
    """The live edition of a work. A subclass names its `work_model` and its template; the address brings a `slug`.

    Its editions have a slug, a headline, a description and get_absolute_url(). The template is given `edition` and
    `story` (publishing/corrections.py).
    """

    work_model = None
    # What answers where a text was withdrawn. It is given the `withdrawal`.
    gone_template_name = "410.html"

    def works(self, work_id, slug):
        """The works that an address may mean, all of them of the page's language: by default the one of that id."""
        return self.work_model.objects.filter(pk=work_id, language=self.language)

    def editions(self):
        """All editions, with what a page of one needs. A subclass joins more to this one query: a second query, as of
        prefetch_related, would tell a hidden text with a public translation from one that never was."""
        return self.related("editions").select_related("work")

    def related(self, name):
        """The editions, withdrawals or placements of this kind of works."""
        return self.work_model._meta.get_field(name).related_model.objects

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
        self.of_the_group = list(self.live(self.editions().filter(work__group__in=groups)))
        own = [edition for edition in self.of_the_group if edition.work.language == self.language]
        found = next((edition for edition in own if edition.slug == slug), own[0] if own else None)
        if found:
            self.keep_group(found.work)
        return found

    def keep_group(self, work):
        """What was read belongs to several works where an address may mean several."""
        self.of_the_group = [edition for edition in self.of_the_group if edition.work.group == work.group]

    def withdrawal(self, works):
        """What keeps these works, of which nothing is live, from the public. One query, whether a work is missing,
        hidden or withdrawn."""
        return self.related("withdrawals").effective(self.at).filter(work__in=works).select_related("work").first()

    def answer_without(self, withdrawal):
        """Gone, with its notice and the ways to its translations; not there, where nothing was withdrawn."""
        if withdrawal is None:
            raise Http404
        self.keep_group(withdrawal.work)
        context = {
            "withdrawal": withdrawal,
            "counterparts": self.counterparts(),
            "nearest_name": self.nearest_name,
        }
        return render(self.request, self.gone_template_name, context, status=410)

    def story(self):
        """What readers are told of changes, at the foot of the text."""
        return story_of(self.edition, self.at)

    def counterparts(self):
        return {edition.work.language: edition.get_absolute_url() for edition in self.of_the_group}

    def picture_to_share(self):
        picture = self.edition.printed.get("picture")
        return picture["url"] if picture else super().picture_to_share()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            edition=self.edition,
            story=self.story(),
            share_title=self.edition.headline,
            share_text=self.edition.description,
            **kwargs,
        )
