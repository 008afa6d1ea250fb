"""Storing pages of the old site: each file in one transaction, through the doors that editors go through."""

import hashlib
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from people.recognition import Recogniser
from publishing import clock
from publishing.refusals import Refused
from publishing.workflow import State

from .importer import BadAddress, Unreadable, normal_address, read_page
from .models import Article, OldAddress, QuarantinedPage, Section, SeenName, Source
from .models.sources import MAX_NAME, slug_of
from .officials import added_to, officials_in

READ = ("headline", "date", "byline", "body", "kind")


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"


class Result(NamedTuple):
    outcome: Outcome
    sentences: tuple = ()
    article: Article | None = None


class Order(NamedTuple):
    """What the person at the keyboard asked for; `day` is the date of pages that have none, `names` the names of
    people, read once for a whole run."""

    by: object
    section: Section
    state: str = State.DRAFT
    reason: str = ""
    day: date | None = None
    names: Recogniser | None = None


def store(name, data, order, addresses=(), dry_run=False):
    """Import one file with its old addresses; returns a Result.

    Raises Refused or Unreadable with sentences that say why not; then nothing of the file is stored. With `dry_run`
    the rules speak as ever, and everything is rolled back.
    """
    check_name(name)
    try:
        with transaction.atomic():
            result = SourceFile(name, data, order, addresses).store()
            transaction.set_rollback(dry_run)
            return result
    except IntegrityError:
        raise Refused(_("Another import stored it at this very moment. Run the import again.")) from None


def check_name(name):
    if len(name) > MAX_NAME:
        raise Refused(_("Its name is longer than %(most)d characters. Shorten it.") % {"most": MAX_NAME})
    try:
        name.encode()
    except UnicodeEncodeError:
        raise Refused(_("Its name is not UTF-8. Rename it.")) from None


class SourceFile:
    """One file on its way in; call `store` inside a transaction."""

    def __init__(self, name, data, order, addresses):
        self.name, self.data, self.order = name, data, order
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.addresses = addresses

    def store(self):
        sources = list(Source.objects.filter(file_name=self.name).select_related("article").order_by("pk"))
        known = next((source for source in sources if source.sha256 == self.sha256), None)
        if known:
            return Result(Outcome.UNCHANGED, add_addresses(known.article, self.addresses), known.article)
        page = read_page(self.data)
        if sources and reads_the_same(page, sources[-1]):
            self.remember(page, sources[-1].article)
            said = _("Only what stands around its text has changed.")
            return Result(Outcome.UNCHANGED, (said, *add_addresses(sources[-1].article, self.addresses)))
        lacking = self.lacking(page)
        if lacking:
            return self.quarantine(page, lacking)
        QuarantinedPage.objects.filter(file_name=self.name).delete()
        return self.place(page, sources[-1].article if sources else None)

    def lacking(self, page):
        """What a person has to see to before it can be an article. That a text is empty is said by the doors."""
        dated = page.date or self.order.day
        return [
            problem
            for problem in page.problems
            if not (problem.field == "date" and dated) and not (problem.field == "body" and not page.body)
        ]

    def place(self, page, article):
        day = page.date or self.order.day
        content = {name: getattr(page, name) for name in READ} | {"date": day, "slug": slug_of(self.addresses)}
        flaws = tuple(problem.sentence for problem in page.problems if problem.field == "body")
        names = self.order.names or Recogniser()
        officials = officials_in(content, names)
        content |= officials.content
        said = (*page.notes, *flaws, *officials.sentences)
        if article:
            self.add_changed(article, content)
            result = Result(Outcome.CHANGED, said, article)
        else:
            edition = add_article(content, page.language, self.order)
            article = edition.work
            result = Result(Outcome.NEW, said, article)
        self.remember(page, article)
        SeenName.objects.note(content, article, names)
        return result._replace(sentences=(*result.sentences, *add_addresses(article, self.addresses)))

    def add_changed(self, article, content):
        try:
            add_edition(article, content, self.order.by)
        except Refused as refusal:
            raise Refused(f"{_('Its text has changed.')} {refusal}") from refusal

    def remember(self, page, article):
        Source.objects.create(article=article, text=page.text, **self.known_by())

    def known_by(self):
        imported = {"imported_at": clock.now(), "imported_by": self.order.by}
        return {"file_name": self.name, "sha256": self.sha256, **imported}

    def quarantine(self, page, lacking):
        waiting = QuarantinedPage.objects.filter(file_name=self.name).first()
        if waiting and waiting.sha256 == self.sha256:
            waiting.old_addresses = sorted({*waiting.old_addresses, *self.addresses})
            waiting.save(update_fields=["old_addresses"])
            return Result(Outcome.QUARANTINED, (_("It still waits in quarantine."), waiting.why))
        why = " ".join(str(problem.sentence) for problem in lacking)
        read = {name: getattr(page, name) for name in (*READ, "language", "text")}
        wanted = {"section": self.order.section, "wanted_state": self.order.state, "reason": self.order.reason}
        kept = {*self.addresses, *(waiting.old_addresses if waiting else ())}
        defaults = {**self.known_by(), **read, **wanted, "why": why, "old_addresses": sorted(kept)}
        QuarantinedPage.objects.update_or_create(file_name=self.name, defaults=defaults)
        return Result(Outcome.QUARANTINED, (why,))


def reads_the_same(page, source):
    """Whether an earlier file of that name says the same: only its latest news or its links have changed."""
    try:
        before = read_page(source.text.encode())
    except Unreadable:
        return False
    return all(getattr(page, name) == getattr(before, name) for name in READ)


def add_article(content, language, order):
    """A new article in the state that was ordered; returns its edition."""
    edition = Article.objects.write(by=order.by, language=language, section=order.section, **content)
    if order.state == State.IN_REVIEW:
        edition.submit(by=order.by)
    elif order.state == State.APPROVED:
        first = clock.first_moment(content["date"])
        edition.approve_imported(by=order.by, live_from=first, reason=order.reason)
    return edition


def add_edition(article, content, by):
    """A draft of the article with the new text; its address, kind, section and picture stay as they are, and so do the
    people that somebody has chosen."""
    edition = article.start_edition(by=by)
    content = content | added_to(edition, content)
    for name in ("headline", "date", "byline", "body", "signed_by"):
        setattr(edition, name, content[name])
    edition.save_draft(by=by, people=content["people"])


def add_addresses(article, addresses):
    """Let old addresses lead to the article; returns sentences about those that are new. Raises Refused."""
    said = []
    for address in addresses:
        try:
            normal = normal_address(address)
        except BadAddress as error:
            raise Refused(str(error)) from None
        old, is_new = OldAddress.objects.get_or_create(address=normal, defaults={"article": article})
        if old.article_id != article.pk:
            raise Refused(
                _("The old address %(address)s leads to article %(number)d already. Correct the list of addresses.")
                % {"address": normal, "number": old.article_id}
            )
        if is_new:
            said.append(_("The old address %(address)s leads to it now.") % {"address": normal})
    return tuple(said)


def complete(waiting, *, by, headline, day):
    """Make the draft that a quarantined page was waiting to become; returns the article. Raises Refused."""
    with transaction.atomic():
        stored = QuarantinedPage.objects.select_for_update().filter(pk=waiting.pk).first()
        if stored is None or stored.sha256 != waiting.sha256:
            raise Refused(_("It is not waiting any more, or its text has changed. Open the list again."))
        read = {name: getattr(stored, name) for name in ("body", "byline", "kind")}
        content = {**read, "headline": headline, "date": day, "slug": slug_of(stored.old_addresses)}
        names = Recogniser()
        content |= officials_in(content, names).content
        earlier = Source.objects.filter(file_name=stored.file_name).order_by("-pk").first()
        if earlier:
            article = earlier.article
            add_edition(article, content, by)
        else:
            article = add_article(content, stored.language, Order(by, stored.section)).work
        same = {name: getattr(stored, name) for name in ("file_name", "sha256", "text", "imported_at", "imported_by")}
        Source.objects.create(article=article, **same)
        SeenName.objects.note(content, article, names)
        add_addresses(article, stored.old_addresses)
        QuarantinedPage.objects.filter(pk=stored.pk).delete()
        return article
