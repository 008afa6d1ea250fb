"""What a notice says, in its receiver's language: a plain-text mail that tells what happened, to which text, and leads
to it.

Mail is no secret: it passes other people's servers and lies in telephones. So the words of a text are never in it, and
of a text under embargo neither the headline nor the moderator's note is: its number leads who may read it to the rest.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _

from . import clock
from .notices import Purpose, time_of
from .sanitising import clean_line

LONGEST_HEADLINE = 80
# Where the address of a page in the newsroom is asked for: it has no language of its own.
NEWSROOM = settings.LANGUAGE_CODE


def letter(notice, at=None):
    """The mail of a notice, about what is stored now. The clock only says whether the text is under embargo."""
    choice = getattr(notice.receiver, "notice_choice", None)
    with override(choice.language if choice else settings.LANGUAGE_CODE):
        secret = under_embargo(notice.edition, at or clock.now())
        return EmailMessage(
            subject=subject(notice, secret),
            body=body(notice, secret),
            to=[notice.receiver.email],
            headers={
                # The same at every try, so that a mail program shows one that came twice as one.
                "Message-ID": f"<notice-{notice.pk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip('>')}>",
                # Nobody's absence note answers a program.
                "Auto-Submitted": "auto-generated",
            },
        )


def under_embargo(edition, at):
    """Whether a time is known for it, wished or approved, or it waits for its release, and it has not come out."""
    return not edition.is_live(at) and bool(edition.live_from or edition.planned_for or edition.release_id)


def subject(notice, secret):
    what = text_of(notice) if secret else headline_of(notice)
    subjects = {
        Purpose.SUBMITTED: _("For review: %(what)s"),
        Purpose.RETURNED: _("Returned: %(what)s"),
        Purpose.UNSCHEDULED: _("Unscheduled: %(what)s"),
        Purpose.APPROVED: _("Approved: %(what)s"),
        Purpose.UNAPPROVED: _("Not approved yet: %(what)s"),
    }
    return f"[{_(settings.ORGANISATION_SHORT_NAME)}] {subjects[notice.purpose] % {'what': what}}"


def headline_of(notice):
    """The headline in quotation marks, cut; the number of the text where it has none."""
    headline = Truncator(clean_line(str(notice.edition))).chars(LONGEST_HEADLINE)
    return _("“%(headline)s”") % {"headline": headline} if headline else text_of(notice)


def text_of(notice):
    """ "article 12, edition 1": it tells nothing to whom has no account."""
    kind = notice.edition.work._meta.verbose_name
    numbers = {"kind": kind, "work": notice.work_id, "edition": notice.edition_number}
    return _("%(kind)s %(work)s, edition %(edition)s") % numbers


def body(notice, secret):
    parts = [opening(notice), "\n".join(facts(notice, secret))]
    if secret:
        parts.append(
            _("The text is under embargo. Its headline and any note are not sent by mail; you find them on its page.")
        )
    elif notice.event and notice.event.note:
        parts.append(_("Note:") + "\n" + notice.event.note)
    parts.append(_("Open it:") + "\n" + settings.SITE_URL + address_of(notice.edition))
    choice = settings.SITE_URL + newsroom("admin:my-notices")
    parts.append("-- \n" + _("Which notices you get, and in which language:") + "\n" + choice)
    return "\n\n".join(parts) + "\n"


def opening(notice):
    return {
        Purpose.SUBMITTED: _("A text waits for review. Read it, then approve it or return it with a note."),
        Purpose.RETURNED: _("A text of yours is a draft again, to be worked on."),
        Purpose.UNSCHEDULED: _("A text of yours was taken from the schedule. It is a draft again and does not go out."),
        Purpose.APPROVED: _("A text of yours was approved."),
        Purpose.UNAPPROVED: _("The time of a text is near, and it is not approved. It does not go out unless it is."),
    }[notice.purpose]


def facts(notice, secret):
    """One line each: which text, its time, who acted."""
    edition = notice.edition
    language = get_language_info(edition.work.language)["name_translated"]
    # Within a sentence only English writes languages with a capital.
    named = language if get_language() == "en" else language.lower()
    yield _("Text: %(text)s (%(language)s)") % {"text": text_of(notice), "language": named}
    if not secret and str(edition):
        yield _("Headline: %(headline)s") % {"headline": headline_of(notice)}
    if edition.live_from:
        yield _("Goes out: %(time)s") % {"time": clock.show(edition.live_from)}
    elif time_of(edition):
        yield _("Planned for: %(time)s") % {"time": clock.show(time_of(edition))}
    if notice.event:
        yield _("By: %(name)s, %(time)s") % {"name": notice.event.actor_name, "time": clock.show(notice.event.at)}


def address_of(edition):
    """The path of its page in the newsroom."""
    meta = edition._meta
    return newsroom(f"admin:{meta.app_label}_{meta.model_name}_change", edition.pk)


def newsroom(name, *arguments):
    with override(NEWSROOM):
        return reverse(name, args=arguments)
