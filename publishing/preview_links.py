"""Links that show one edition to somebody without an account: for a while, until they are revoked, each visit logged.

A link is a random token of 256 bits, of which only the hash is stored: whoever reads the database cannot open one, and
looking a token up tells nothing by its time. What one may see is not what one may hand out, see `may_share`.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Count, F, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import clock
from .events import Event
from .permissions import may
from .refusals import Forbidden, Problem, Refused
from .sanitising import clean_line

TOKEN_BYTES = 32
# Thirty days. What must be seen for longer wants an account.
MOST_HOURS = 720
LONGEST_WHOM = 100


def may_share(user, edition):
    """Whether the user may hand the edition out: a moderator, or one of its writers. The others may read it here."""
    model = type(edition)
    return may(user, "view", model) and (may(user, "approve", model) or edition.is_own(user))


def digest_of(token):
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class PreviewLinkQuerySet(models.QuerySet):
    def to(self, editions):
        """The links to the editions of that queryset."""
        kind = ContentType.objects.get_for_model(editions.model)
        return self.filter(edition_type=kind, edition_id__in=editions.values("pk"))

    def open(self, at=None):
        """Links that show something at that instant."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at or clock.now())

    def find(self, token, at=None):
        """The open link of that token, or None. One query, whether it never was, has expired or was revoked."""
        return self.open(at).filter(digest=digest_of(token)).first()

    def with_visits(self):
        """With how often (`times`) and when last (`last_visit`) each was opened, the newest link first."""
        return self.annotate(times=Count("visits"), last_visit=Max("visits__at")).order_by("-pk")

    def share(self, edition, *, by, hours=None, intended_for="", at=None):
        """Make a link to this edition for so many hours (default: the setting PREVIEW_HOURS).

        Returns the link and its token, which is known here and never again. Raises Refused, or Forbidden for all but
        moderators and writers of the edition.
        """
        hours = settings.PREVIEW_HOURS if hours is None else hours
        with transaction.atomic():
            work = edition.work.lock()
            edition.refresh_from_db()
            at = at or clock.now()
            permit_to_share(by, edition)
            if not 1 <= hours <= MOST_HOURS:
                sentence = _("Choose between 1 and %(most)s hours.") % {"most": MOST_HOURS}
                raise Refused(Problem(sentence, "hours"))
            if edition.is_erased:
                raise Refused(_("Every word of this edition was erased: there is nothing to share."))
            token = secrets.token_urlsafe(TOKEN_BYTES)
            until = at + timedelta(hours=hours)
            details = {"created_by": by, "created_at": at, "expires_at": until}
            whom = clean_line(intended_for)[:LONGEST_WHOM]
            link = self.create(edition=edition, digest=digest_of(token), intended_for=whom, **details)
            note = _("until %(time)s") % {"time": clock.show(until)}
            work.record(Event.Action.SHARE, by=by, at=at, edition=edition, note=note)
            return link, token

    def end(self, editions, *, by, at):
        """Close every link to editions whose words are erased, and forget for whom they were meant."""
        links = self.to(editions)
        links.open(at).update(revoked_at=at, revoked_by=by)
        links.update(intended_for="")


class PreviewLink(models.Model):
    """Leave for whoever has the token to see one edition, and no other, until it expires or is revoked."""

    edition_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, db_index=False, related_name="+")
    edition_id = models.PositiveBigIntegerField()
    edition = GenericForeignKey("edition_type", "edition_id")
    digest = models.CharField(max_length=64, unique=True)
    intended_for = models.CharField(gettext_lazy("for whom"), max_length=LONGEST_WHOM, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["edition_type", "edition_id"], name="preview_link_edition")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="preview_link_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return clock.show(self.created_at)

    def is_open(self, at=None):
        """Python twin of `PreviewLinkQuerySet.open`."""
        return self.revoked_at is None and self.expires_at > (at or clock.now())

    def revoke(self, *, by, at=None):
        """Close it now. Raises Refused when it is closed already, Forbidden for those who may not share the edition."""
        with transaction.atomic():
            at = at or clock.now()
            edition = self.edition
            permit_to_share(by, edition)
            if not type(self).objects.open(at).filter(pk=self.pk).update(revoked_at=at, revoked_by=by):
                raise Refused(_("This link shows nothing any more: it was revoked before, or its time is over."))
            note = _("made %(time)s") % {"time": clock.show(self.created_at)}
            edition.work.record(Event.Action.UNSHARE, by=by, at=at, edition=edition, note=note)
            self.refresh_from_db()

    def visited(self, *, network, at=None):
        """Log that somebody from that network (see networks.py) was shown the edition."""
        self.visits.create(at=at or clock.now(), network=network)


class PreviewVisit(models.Model):
    """One time that a link was opened: when, and from which network, never from which address."""

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="visits", db_index=False)
    at = models.DateTimeField()
    network = models.CharField(max_length=43, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["link", "at"], name="preview_visit_link")]

    def __str__(self):
        return clock.show(self.at)


def permit_to_share(user, edition):
    """Raises Forbidden, with a sentence, unless the user may."""
    if not may_share(user, edition):
        raise Forbidden(_("A preview is shared by those who wrote this text, and by moderators. Ask one of them."))
