"""The reading list of a release: what went out together, as it reads today. Before its instant it has never been."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import override

from . import clock
from .kinds import edition_models
from .releases import Release
from .views import PublicPage


class ReleasePage(PublicPage):
    template_name = "release.html"

    def get(self, request, pk):
        self.release = Release.objects.filter(pk=pk, armed=True, goes_out_at__lte=self.at).first()
        self.public = self.texts() if self.release else []
        if not self.texts_here():
            raise Http404
        return super().get(request)

    def texts(self):
        """The live editions of all its works, in any language."""
        found = []
        for model in edition_models():
            members = model.objects.filter(release=self.release).values("work")
            found += self.live(model.objects.filter(work__in=members)).lean().select_related("work").order_by("work")
        return found

    def texts_here(self):
        return [edition for edition in self.public if edition.work.language == self.language]

    def counterparts(self):
        paths = {}
        for edition in self.public:
            with override(edition.work.language):
                paths[edition.work.language] = self.release.get_absolute_url()
        return paths

    def is_indexed(self):
        return False

    def get_context_data(self, **kwargs):
        day = clock.print_day(clock.today(self.release.goes_out_at))
        title = _("Published together on %(day)s") % {"day": day}
        return super().get_context_data(
            texts=self.texts_here(), instant=self.release.goes_out_at, share_title=title, **kwargs
        )
