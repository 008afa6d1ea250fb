"""Articles: the work, its editions with all that editors write, its withdrawals and its places in lists."""

import re
from datetime import timedelta

from django.db import models, transaction
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from people.checks import NamesOfficials
from people.models import Appointment
from people.printing import Printer
from people.protocol import in_protocol_order
from publishing import clock
from publishing.appearances import listing
from publishing.editions import Edition, EditionQuerySet
from publishing.editor import RichTextField
from publishing.headlined import Headlined
from publishing.placements import Placement
from publishing.refusals import Problem
from publishing.sanitising import clean_line, plain_text
from publishing.withdrawals import Withdrawal
from publishing.works import Work

from . import printing
from .pages import PageAddress, address_is_taken
from .sections import Section

ALL_NEWS = "all"
DEAD_LINK = re.compile(r"<a(?![^>]*\shref=)[^>]*>(.*?)</a>", re.DOTALL)
HREF = re.compile(r'href="([^"]*)"')


class Article(Work):
    class Meta(Work.Meta):
        verbose_name = gettext_lazy("article")
        verbose_name_plural = gettext_lazy("articles")

    def erase(self, **details):
        with transaction.atomic():
            super().erase(**details)
            self.sources.update(text="")
            for name in self.seen_names.all():
                name.forget(self)


class Kind(models.TextChoices):
    NEWS = "news", gettext_lazy("News")
    STATEMENT = "statement", gettext_lazy("Statement")
    ANNOUNCEMENT = "announcement", gettext_lazy("Announcement")
    INTERVIEW = "interview", gettext_lazy("Interview")
    SPEECH = "speech", gettext_lazy("Speech")
    DOCUMENT = "document", gettext_lazy("Document")
    PAGE = "page", gettext_lazy("Page")


class ArticleEditionQuerySet(EditionQuerySet):
    def at_place(self, place):
        """Those whose main section is that one (its path), or one below it."""
        return self.filter(models.Q(section__path=place) | models.Q(section__path__startswith=f"{place}/"))


class ArticleEdition(NamesOfficials, Headlined, Edition):
    NO_SLUG = "article"

    work = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="editions", db_index=False, editable=False)
    kind = models.CharField(
        gettext_lazy("kind"),
        max_length=20,
        choices=Kind.choices,
        default=Kind.NEWS,
        help_text=gettext_lazy("A page (About, Contacts) has no date and stands in no list."),
    )
    headline = models.CharField(
        gettext_lazy("headline"),
        max_length=300,
        help_text=gettext_lazy("One sentence without a full stop. Example: The Permanent Council met in Moscow."),
    )
    slug = models.CharField(
        gettext_lazy("address"),
        max_length=100,
        blank=True,
        help_text=gettext_lazy("The readable end of its address. Leave it empty to make it from the headline."),
    )
    lead = models.TextField(
        gettext_lazy("lead"),
        max_length=1000,
        blank=True,
        help_text=gettext_lazy("One or two sentences that say it all. They stand in lists and above the text."),
    )
    body = RichTextField(gettext_lazy("text"), blank=True)
    date = models.DateField(
        gettext_lazy("date"),
        default=clock.today,
        validators=clock.DAYS,
        help_text=gettext_lazy("The day printed above the text and in lists. It does not decide when it appears."),
    )
    byline = models.CharField(
        gettext_lazy("byline"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy(
            "As it is to be printed, if that is not the title and name of “signed by”. Example: The CSTO Press Service."
        ),
    )
    section = models.ForeignKey(
        "news.Section",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("main section"),
        help_text=gettext_lazy("Readers go “Back to the section” to this one."),
    )
    further_sections = models.ManyToManyField(
        "news.Section",
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("further sections"),
        help_text=gettext_lazy("The sections above any of them list it too."),
    )
    topics = models.ManyToManyField("news.Topic", blank=True, related_name="+", verbose_name=gettext_lazy("topics"))
    people = models.ManyToManyField(
        "people.Appointment",
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("people"),
        help_text=gettext_lazy("Who is named in the text, with the title held on its date."),
    )
    signed_by = models.ForeignKey(
        "people.Appointment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("signed by"),
        help_text=gettext_lazy("Who signs, with the title held on its date. It stands below the text."),
    )
    meeting = models.ForeignKey(
        "meetings.Meeting",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("meeting"),
        help_text=gettext_lazy("The meeting it is about. The two pages lead to each other."),
    )
    picture = models.ForeignKey(
        "library.Picture",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("lead picture"),
        help_text=gettext_lazy("It needs an alternative text and a credit in the library."),
    )

    objects = ArticleEditionQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = gettext_lazy("article")
        verbose_name_plural = gettext_lazy("articles")
        indexes = [
            *Edition.Meta.indexes,
            # The few standing pages among all articles: in the foot of every page, and by their slug.
            models.Index(
                models.F("slug"),
                name="articleedition_pages",
                condition=models.Q(kind=Kind.PAGE, live_from__isnull=False),
            ),
        ]

    def get_absolute_url(self):
        """Its public address in its own language. The id finds an article, the slug is for people."""
        with override(self.work.language):
            if self.kind == Kind.PAGE:
                return reverse("page", args=[self.slug])
            return reverse("article", args=[self.work_id, self.slug])

    def tidy(self):
        super().tidy()
        self.byline = clean_line(self.byline)

    def erase_words(self):
        super().erase_words()
        # A page is found by its slug: that is its address, which answers 410 from now on and is nobody else's.
        slug = self.slug if self.kind == Kind.PAGE else ""
        type(self)._base_manager.filter(pk=self.pk).update(picture=None, slug=slug)

    # --- what the workflow asks ---------------------------------------------------------------------------------------

    def problems(self, at=None):
        found = super().problems(at)
        if not self.headline:
            found.append(Problem(_("Write a headline."), "headline"))
        if not plain_text(self.body):
            found.append(Problem(_("The text is empty."), "body"))
        found += self._link_problems()
        found += self._section_problems() if self.kind != Kind.PAGE else self._page_problems()
        if self.base and (self.base.kind == Kind.PAGE) != (self.kind == Kind.PAGE):
            found.append(Problem(_("An article cannot become a page, nor a page an article: addresses stay."), "kind"))
        if self.date > clock.today(at) + timedelta(days=366):
            found.append(Problem(_("The date lies more than a year ahead. Is its year right?"), "date"))
        foreign = [topic for topic in self.topics.all() if topic.language != self.work.language]
        found += [Problem(_("The topic “%(topic)s” is of another language.") % {"topic": t}, "topics") for t in foreign]
        if self.picture:
            found += self.picture.problems()
        if self.meeting and self.meeting.language != self.work.language:
            found.append(Problem(_("The meeting is of another language."), "meeting"))
        return found

    def read_along(self):
        """Read once what the check, the print and the lists ask of related rows."""
        if "people" in getattr(self, "_prefetched_objects_cache", {}):
            return
        people = models.Prefetch("people", Appointment.objects.with_names())
        prefetch_related_objects([self], "topics", "further_sections", people)

    def appointments(self):
        self.read_along()
        signed = [(self.signed_by, "signed_by")] if self.signed_by else []
        return [*signed, *((appointment, "people") for appointment in self.people.all())]

    def _section_problems(self):
        if self.section is None:
            return [Problem(_("Choose the main section."), "section")]
        if not self.section.texts.filter(language=self.work.language).exists():
            return [
                Problem(
                    _(
                        "The section “%(section)s” has no name in the language of this article, so readers could "
                        "not go back to it. Choose another, or have it named first."
                    )
                    % {"section": self.section},
                    "section",
                )
            ]
        return []

    def _page_problems(self):
        return [address_is_taken()] if PageAddress.taken(self) else []

    def _link_problems(self):
        dead = [
            Problem(
                _("The link “%(words)s” leads nowhere. Give it an address or remove it.") % {"words": words}, "body"
            )
            for words in map(plain_text, DEAD_LINK.findall(self.body))
        ]
        relative = [
            Problem(
                _(
                    "The link to “%(target)s” is incomplete. Write the whole address, beginning with https://, or with "
                    "/ for a page of this site."
                )
                % {"target": target},
                "body",
            )
            for target in HREF.findall(self.body)
            if not re.match(r"https?://|mailto:|tel:|#|/(?!/)", target)
        ]
        return dead + relative

    @classmethod
    def places(cls):
        return [(section.path, str(section)) for section in Section.objects.order_by("path")]

    def listings(self):
        if self.kind == Kind.PAGE:
            return []
        sections = [self.section, *self.further_sections.all()]
        standing = {ancestor.listing for section in sections if section for ancestor in section.with_ancestors()}
        named = {appointment.person_id for appointment, _field in self.appointments()}
        return [
            ALL_NEWS,
            *sorted(standing),
            *(topic.listing for topic in self.topics.all()),
            *(listing("person", pk) for pk in sorted(named)),
            *([listing("meeting", self.meeting_id)] if self.meeting_id else []),
        ]

    def claim_address(self):
        if self.kind == Kind.PAGE:
            PageAddress.claim(self)

    def print_content(self):
        printer = Printer(self.work.language, self.printed_before)
        signed = printer.appointment(self.signed_by) if self.signed_by else None
        people = in_protocol_order(self.people.all(), self.work.language)
        return {
            "people": [printer.appointment(appointment) for appointment in people],
            "byline": printing.byline(self.byline, signed, self.signed_by),
            "picture": self.picture.printed() if self.picture else None,
            "topics": [{"slug": topic.slug, "name": topic.name} for topic in self.topics.all()],
        }


class ArticleWithdrawal(Withdrawal):
    work = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="withdrawals", db_index=False)

    class Meta(Withdrawal.Meta):
        pass


class ArticlePlacement(Placement):
    """The lists: "all" for all news, "section:<id>" for a section and each above it, "topic:<id>", "person:<id>" for
    those it names or is signed by, "meeting:<id>" for the meeting it is about."""

    work = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="placements", db_index=False)
    edition = models.ForeignKey(ArticleEdition, on_delete=models.PROTECT, related_name="placements", db_index=False)

    class Meta(Placement.Meta):
        pass
