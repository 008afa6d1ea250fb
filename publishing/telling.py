"""Who is told of what: the notices that follow from an event, and the reminders before a planned time."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from . import clock
from .events import Event
from .kinds import edition_models
from .notices import CHOICES, Notice, Purpose, time_of
from .permissions import codename
from .states import State
from .undo import UNDOABLE, grace

# Before a planned time, if the text is not approved by then.
WARNING = timedelta(minutes=30)
PURPOSES = {
    Event.Action.SUBMIT: Purpose.SUBMITTED,
    Event.Action.RETURN: Purpose.RETURNED,
    Event.Action.UNSCHEDULE: Purpose.UNSCHEDULED,
    Event.Action.APPROVE: Purpose.APPROVED,
}
# What takes part in signing in, and so in asking who may do what.
BACKEND = "django.contrib.auth.backends.ModelBackend"

silent = ContextVar("silent", default=False)


@contextmanager
def nobody_told():
    """Events within make no notices: a thousand imported pages are no thousand mails."""
    token = silent.set(True)
    try:
        yield
    finally:
        silent.reset(token)


def tell(event):
    """Make the notices that follow from an event, in its transaction. Returns how long they wait, or None when there
    are none: what can be undone is told when that is over.

    Without a mail server none are made: what happened until there is one is old by then.
    """
    purpose = PURPOSES.get(event.action)
    if not settings.EMAIL_CONFIGURED or purpose is None or silent.get():
        return None
    edition = event.work.editions.filter(number=event.edition_number).lean().get()
    users = approvers(edition) if purpose == Purpose.SUBMITTED else writers(edition)
    wait = grace() if event.action in UNDOABLE else timedelta()
    made = make(purpose, users.exclude(pk=event.actor_id), edition, event.at, wait, event=event)
    return wait if made else None


def remind(at=None):
    """Make the notices of texts whose planned time is near and that nobody has approved. Repeated, it adds none."""
    at = at or clock.now()
    if not settings.EMAIL_CONFIGURED:
        return
    for model in edition_models():
        waiting = model.objects.open().filter(state__in=(State.DRAFT, State.IN_REVIEW))
        for edition in near(waiting, at).lean().select_related("work", "release"):
            users = approvers(edition) | writers(edition)
            make(Purpose.UNAPPROVED, users, edition, at, planned_for=time_of(edition))


def near(editions, at):
    """Those whose planned time, or that of their release, begins soon."""
    soon = {"gt": at, "lte": at + WARNING}
    alone = Q(release=None, **{f"planned_for__{name}": value for name, value in soon.items()})
    return editions.filter(alone | Q(**{f"release__goes_out_at__{name}": value for name, value in soon.items()}))


def approvers(edition):
    """Everybody who may approve that kind of text and read it."""
    approve, view = (with_permission(action, edition) for action in ("approve", "view"))
    return get_user_model().objects.filter(pk__in=approve.values("pk")).filter(pk__in=view.values("pk"))


def writers(edition):
    """Everybody who began the edition, wrote in it or submitted it, and may still read it."""
    view = with_permission("view", edition)
    submitted = Event.objects.about(edition.work).filter(
        edition_number=edition.number, action=Event.Action.SUBMIT, actor__isnull=False
    )
    own = Q(pk__in=edition.contributors.values("pk")) | Q(pk__in=submitted.order_by().values("actor"))
    users = get_user_model().objects.filter(own | Q(pk=edition.created_by_id))
    return users.filter(pk__in=view.values("pk"))


def with_permission(action, edition):
    return get_user_model().objects.with_perm(codename(action, type(edition)), backend=BACKEND)


def make(purpose, users, edition, at, wait=timedelta(), **cause):
    """One notice for each of the users who is active, has an address and has not said no, to be sent after `wait`;
    those that exist already stay as they are. Returns whether there is anybody to tell."""
    refused = Q(**{f"notice_choice__{CHOICES[purpose]}": False})
    wanted = users.filter(is_active=True, is_staff=True).exclude(email="").exclude(refused)
    about = {
        "work_type": ContentType.objects.get_for_model(edition.work),
        "work_id": edition.work_id,
        "edition_number": edition.number,
    }
    rows = [
        Notice(purpose=purpose, receiver_id=pk, created_at=at, next_try_at=at + wait, **about, **cause)
        for pk in wanted.order_by("pk").values_list("pk", flat=True).distinct()
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return bool(rows)
