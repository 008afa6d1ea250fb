"""The page of one text in full. What is hidden answers as if it had never been."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render

from .views import PublicPage


class EditionPage(PublicPage):
    """The live edition of a work. A subclass names its `work_model` and its template; the address brings a `slug`.

    Its editions have a slug, a headline, a description and get_absolute_url(). The template is given `edition` and
    `notes`.
    """

    work_model = None

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
        live = self.live(self.editions().filter(work__group__in=groups))
        own = [edition for edition in live if edition.work.language == self.language]
        found = next((edition for edition in own if edition.slug == slug), own[0] if own else None)
        self.of_the_group = [edition for edition in live if found and edition.work.group == found.work.group]
        return found

    def withdrawal(self, works):
        """What keeps these works, of which nothing is live, from the public. One query, whether a work is missing,
        hidden or withdrawn."""
        return self.related("withdrawals").effective(self.at).filter(work__in=works).first()

    def answer_without(self, withdrawal):
        if withdrawal is None:
            raise Http404
        return render(self.request, "410.html", {"withdrawal": withdrawal}, status=410)

    def notes(self):
        """The public notes on changes that readers may see, oldest first."""
        begun = self.related("editions").filter(work=self.edition.work_id, live_from__lte=self.at)
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
