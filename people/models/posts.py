"""Posts: the offices that people hold, of a body, of a state, or of both."""

from itertools import combinations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override, pgettext_lazy
from django.utils.translation import gettext as _

from publishing.reliance import is_relied_on

from .names import Kind, Name, Named, Words
from .tenures import locked


class Rank(models.IntegerChoices):
    """What stands before what in protocol (people/protocol.py)."""

    HEAD_OF_STATE = 10, gettext_lazy("head of state")
    HEAD_OF_GOVERNMENT = 20, gettext_lazy("head of government")
    MINISTER = 30, gettext_lazy("minister")
    SECRETARY = 40, gettext_lazy("secretary of a security council")
    REPRESENTATIVE = 50, gettext_lazy("representative")
    HEAD = 60, pgettext_lazy("rank", "head of a body")
    DEPUTY = 70, gettext_lazy("deputy head of a body")
    OFFICIAL = 80, gettext_lazy("official")


class Post(Named):
    body = models.ForeignKey(
        "people.Body",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
        verbose_name=gettext_lazy("body"),
        help_text=gettext_lazy("The body whose holder leads it, works in it or is a member of it."),
    )
    state = models.ForeignKey(
        "people.State",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
        verbose_name=gettext_lazy("state"),
        help_text=gettext_lazy("The state whose office it is. A foreign minister has both a state and a body."),
    )
    rank = models.PositiveSmallIntegerField(gettext_lazy("rank"), choices=Rank.choices, default=Rank.OFFICIAL)
    order = models.PositiveSmallIntegerField(
        gettext_lazy("order"), default=100, help_text=gettext_lazy("Small numbers stand first within a rank.")
    )
    several = models.BooleanField(
        gettext_lazy("several holders"),
        default=False,
        help_text=gettext_lazy("Several people hold it at the same time, as with deputies."),
    )

    class Meta:
        verbose_name = gettext_lazy("post")
        verbose_name_plural = gettext_lazy("posts")
        default_permissions = ("add", "change", "view", "delete")
        ordering = ("rank", "order", "id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=False) | models.Q(state__isnull=False),
                name="post_of_a_body_or_a_state",
                violation_error_message=gettext_lazy("Say whose post it is: choose a body, a state, or both."),
            )
        ]

    def clean(self):
        if not (self.body_id or self.state_id):
            raise ValidationError(_("Say whose post it is: choose a body, a state, or both."))
        # Appointments hold the row of their post while they ask how many holders it has.
        stored = locked(Post.objects.filter(pk=self.pk)).first() if self.pk else None
        held = self.appointments.all() if stored and stored.state_id != self.state_id else ()
        if any(is_relied_on(appointment) for appointment in held):
            raise ValidationError({"state": _("Texts name holders of this post, so it stays of this state.")})
        if stored and stored.several and not self.several:
            self._check_one_holder()

    def _check_one_holder(self):
        """One holder at a time, and one who acts: what appointments are held to, asked of those there are."""
        held = self.appointments.select_related("person").order_by("first_day", "pk")
        for one, other in combinations(held, 2):
            if one.acting == other.acting and one.certainly_overlaps(other):
                sentence = _(
                    "%(one)s and %(other)s hold it at the same time, so it has several holders. "
                    "End one of these appointments first, or correct the days."
                )
                raise ValidationError({"several": sentence % {"one": one.person, "other": other.person}})

    def get_absolute_url(self):
        """The page of all who held it."""
        return reverse("post", args=[self.pk, self.slug_in(get_language())])

    def title_in(self, language, acting=False, short=False):
        """The title of a holder, as Words. `short` leaves out the state, where that stands beside it."""
        title = self.name_in(language, *([Kind.SHORT] if short else []))
        return self._acting_title(title, language, short) if acting else title

    def _acting_title(self, title, language, short):
        """The title of who acts in it: the form that was entered, else the title with the site's words for it, which
        has them in its own languages only. A title in another language gives way to one that can say so."""
        for code in dict.fromkeys((title.language, *dict(settings.LANGUAGES), *self.names)):
            own = self.names.get(code, {}).get(Kind.ACTING)
            here = title if code == title.language else self.name_in(code)
            has_words = here.language == code and code in dict(settings.LANGUAGES)
            if own and not (short and has_words):
                return Words(own, code)
            if has_words:
                return said_to_act(here)
        return said_to_act(Words(title.text, language))


def said_to_act(title):
    with override(title.language):
        return Words(_("Acting %(title)s") % {"title": title.text}, title.language)


class PostName(Name):
    kinds = (Kind.NAME, Kind.SHORT, Kind.ACTING, Kind.PLURAL, Kind.VARIANT)

    owner = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="name_rows")

    class Meta(Name.Meta):
        pass
