"""manage.py erase_article: remove every word of an article, for ever. For what must not exist, by law or by mistake."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from news.models import Article
from publishing.refusals import Refused


class Command(BaseCommand):
    help = "Erases the text of an article, of all its editions, for ever. Its address answers 410 with the notice."

    def add_arguments(self, parser):
        parser.add_argument("article", type=int, help="The id of the article, as in its address.")
        parser.add_argument("--as", dest="username", required=True, help="The administrator who does it; recorded.")
        parser.add_argument("--reason", required=True, help="Why, for the record of the newsroom.")
        parser.add_argument("--notice", required=True, help="What readers find at its address.")

    def handle(self, article, username, reason, notice, **options):
        users = get_user_model()
        user = users.objects.filter(**{users.USERNAME_FIELD: username}, is_active=True).first()
        if user is None:
            raise CommandError(_("There is no active user “%(name)s”.") % {"name": username})
        found = Article.objects.filter(pk=article).first()
        if found is None:
            raise CommandError(_("There is no article %(id)s.") % {"id": article})
        try:
            found.erase(by=user, reason=reason, notice=notice)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("Every word of article %(id)s is erased.") % {"id": article})
