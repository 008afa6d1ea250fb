"""Sends the notices that are due. Run by the worker; may be run twice at once."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import get_connection

from . import clock
from .events import Event
from .letters import letter
from .notices import CHOICES, Notice, Purpose, time_of
from .permissions import may
from .states import State
from .undo import ALSO_DONE

# So many a time; what the worker has to do besides waits no longer than for these.
BATCH = 20

logger = logging.getLogger(__name__)


def send_due(at=None):
    """Send what is due, a batch of it; returns whether more may be.

    Each is claimed first and recorded after. What is wrong with one address is that one's; when the server itself
    cannot be used, the rest of the batch fails with the same words, without asking it again and again.
    """
    if not settings.EMAIL_CONFIGURED:
        return False
    due = list(Notice.objects.due(at).select_related("receiver__notice_choice", "event")[:BATCH])
    if not due:
        return False
    connection, trouble = get_connection(), ""
    try:
        for notice in due:
            if notice.claim(at):
                trouble = deliver(notice, connection, at, trouble)
    finally:
        connection.close()
    return len(due) == BATCH


def deliver(notice, connection, at, trouble):
    """Send one notice that was claimed and record how it went. Returns what is wrong with the server, or ""."""
    why_not = needless(notice, at or clock.now())
    if why_not:
        notice.drop(why_not, at)
        return trouble
    if trouble:
        notice.fail(trouble, at)
        return trouble
    try:
        # Opened only when there is something to send, and kept for the next one.
        connection.open()
        connection.send_messages([letter(notice, at)])
    except Exception as error:  # whatever it is, it is recorded, and the others are sent
        # What the server said may repeat an address or a password; it is nothing for a log.
        logger.warning("Notice %s was not sent at try %s: %s.", notice.pk, notice.tries, type(error).__name__)
        words, is_of_the_server = in_words(error)
        notice.fail(words, at)
        return words if is_of_the_server else ""
    notice.succeed(at)
    return ""


def needless(notice, at):
    """Why it is not sent after all, as a sentence; "" if it is. Much may have happened since it was made."""
    edition, receiver = notice.edition, notice.receiver
    if not (receiver.is_active and receiver.is_staff and receiver.email):
        return "The receiver has no account or no address any more."
    choice = getattr(receiver, "notice_choice", None)
    if choice and not getattr(choice, CHOICES[notice.purpose]):
        return "The receiver does not want such notices any more."
    if edition is None or not may(receiver, "view", type(edition)):
        return "The receiver may not read the text any more."
    if Event.objects.about(edition.work).filter(action=Event.Action.ERASE).exists():
        return "The text was erased."
    if notice.event and was_undone(notice.event):
        return "What it tells of was undone."
    if notice.purpose == Purpose.SUBMITTED and (edition.set_aside or edition.state != State.IN_REVIEW):
        return "The text is not in review any more."
    if notice.purpose == Purpose.UNAPPROVED and not still_unapproved(notice, at):
        return "The text was approved, has another time, or its time has passed."
    return ""


def was_undone(event):
    """Whether the next thing that somebody did to the text was to undo this."""
    later = Event.objects.filter(work_type=event.work_type_id, work_id=event.work_id, pk__gt=event.pk)
    following = later.exclude(action__in=ALSO_DONE).order_by("pk").first()
    return following is not None and following.action == Event.Action.UNDO


def still_unapproved(notice, at):
    edition = notice.edition
    waits = edition.state in {State.DRAFT, State.IN_REVIEW} and not edition.set_aside
    return waits and time_of(edition) == notice.planned_for and notice.planned_for > at


def in_words(error):
    """What went wrong, in a sentence, and whether it is the server's fault rather than that of one mail."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "The mail server refused the receiver's address. Correct it in the account.", False
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "The mail server refused the user name or the password. Correct EMAIL_URL.", True
    if isinstance(error, smtplib.SMTPSenderRefused):
        return "The mail server refused the sender's address. Correct EMAIL_FROM.", True
    if isinstance(error, smtplib.SMTPDataError):
        return f"The mail server refused the mail (code {error.smtp_code}).", False
    if isinstance(error, OSError):
        return (
            f"The mail server could not be used ({type(error).__name__}). Is it running, and is EMAIL_URL right?",
            True,
        )
    return f"The mail could not be made or sent ({type(error).__name__}).", False
