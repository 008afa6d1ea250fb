"""Names that imported texts contain and that nobody has claimed: a list to go through, for a person."""

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Kind
from publishing.refusals import Problem, Refused
from publishing.sanitising import plain_text

from ..importer.names import possible_names

LONGEST = 200


class SeenNameManager(models.Manager):
    def note(self, content, article, names):
        """Remember what looks like a name in a text and is none that `names`, a Recogniser, knows."""
        text = f"{content['headline']}\n{plain_text(content['body'])}\n{content['byline']}"
        seen = [name for name in possible_names(text) if len(name) <= LONGEST]
        for name in seen:
            if not names.find(name):
                row, _is_new = self.get_or_create(text=name)
                row.articles.add(article)


class SeenName(models.Model):
    text = models.CharField(gettext_lazy("name as written"), max_length=LONGEST, unique=True)
    articles = models.ManyToManyField("news.Article", related_name="seen_names", verbose_name=gettext_lazy("articles"))
    dismissed = models.BooleanField(
        gettext_lazy("not a person of ours"),
        default=False,
        help_text=gettext_lazy("It is kept, so that it does not come back, and shown no more."),
    )

    objects = SeenNameManager()

    class Meta:
        verbose_name = gettext_lazy("unclaimed name")
        verbose_name_plural = gettext_lazy("unclaimed names")
        default_permissions = ("view", "change")
        ordering = ("text",)

    def __str__(self):
        return self.text

    def forget(self, article):
        """It is seen in that article no more; what is seen in no other is not kept."""
        self.articles.remove(article)
        if not self.articles.exists():
            self.delete()

    def problems_of_claim(self):
        """Why it cannot be entered as a name, as a list of Problem."""
        if len(self.text.split()) < 2:
            sentence = _("A single word is found in too many texts. Enter it with the first name.")
            return [Problem(sentence, "person")]
        return []

    def claim(self, person, language):
        """Enter it as another spelling of that person's name; from now on it is recognised. Raises Refused."""
        problems = self.problems_of_claim()
        if problems:
            raise Refused(*problems)
        with transaction.atomic():
            person.name_rows.create(language=language, kind=Kind.VARIANT, text=self.text)
            self.delete()
