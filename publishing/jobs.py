"""What runs beside the site: a worker that sends notices, woken by a queue and, should that be lost, by the clock.

No page needs it (rule 10). What is to be done stands in the database; the queue holds nothing but "look now", so it
may be deleted at any time.
"""

import logging
from datetime import timedelta
from functools import cache, partial
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import close_old_connections, transaction
from huey import RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer

from . import clock
from .mailing import send_due
from .notices import Notice, SignOfLife
from .telling import remind, tell

FILE = "sqlite:///"
REDIS = ("redis://", "rediss://", "unix://")
# In seconds: so long a page waits for a Redis that does not answer. The worker's own waiting for jobs is shorter.
IMPATIENT = "socket_connect_timeout=2&socket_timeout=5"

logger = logging.getLogger(__name__)


def show_life():
    SignOfLife.objects.update_or_create(pk=1, defaults={"at": clock.now()})


def remind_of_planned_times():
    remind()


def send_notices():
    """A batch; the rest as a job of its own, so that a sign of life comes between."""
    if send_due():
        wake()


def forget_old_notices():
    Notice.objects.forget()


# In this order, each whatever becomes of the others.
EVERY_MINUTE = (show_life, remind_of_planned_times, send_notices)


@cache
def queue():
    """The queue, with everything that the worker can do. Made when it is first needed: most commands need none.

    Jobs are signed: whoever can write into the file or the Redis could else have the worker run anything.
    """
    url, common = settings.JOBS_URL, {"results": False, "serializer": SignedSerializer(settings.SECRET_KEY)}
    if url.startswith(FILE):
        Path(url.removeprefix(FILE)).parent.mkdir(parents=True, exist_ok=True)
        huey = SqliteHuey("cstonews", filename=url.removeprefix(FILE), fsync=False, **common)
    elif url.startswith(REDIS):
        huey = RedisHuey("cstonews", url=f"{url}{'&' if '?' in url else '?'}{IMPATIENT}", **common)
    else:
        raise ImproperlyConfigured("JOBS_URL must begin with sqlite:/// or redis://. README says more.")
    for job in EVERY_MINUTE:
        huey.periodic_task(crontab(), name=f"each_minute_{job.__name__}")(job)
    huey.periodic_task(crontab(hour="3", minute="0"))(forget_old_notices)
    huey.on_startup()(show_life)
    # A worker lives long; its connections to the database may not.
    huey.pre_execute("close_old_connections")(lambda task: close_old_connections())
    return huey


@cache
def send_now():
    return queue().task(name="send_now")(send_notices)


def wake(wait=timedelta()):
    """Have the worker look for notices after that time. When the queue is out of order, it looks once it has the queue
    again."""
    try:
        send_now().schedule(delay=wait.total_seconds())
    except Exception as error:  # nothing that a page does may fail because of mail
        logger.warning("The queue of jobs could not be used: %s. Notices go out later.", error)


def consumer():
    """A worker of one thread, to be run in a process of its own."""
    send_now()
    return queue().create_consumer(workers=1, periodic=True, initial_delay=0.2, max_delay=2)


def on_event(sender, instance, created, raw=False, **kwargs):
    """After an event was recorded: its notices join its transaction, and the worker is woken when that is final."""
    if raw or not created:
        return
    try:
        with transaction.atomic(using=kwargs.get("using")):
            wait = tell(instance)
    except Exception:
        logger.exception("No notices were made of event %s.", instance.pk)
        return
    if wait is not None:
        transaction.on_commit(partial(wake, wait), using=kwargs.get("using"), robust=True)
