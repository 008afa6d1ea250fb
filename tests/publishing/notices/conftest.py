"""A newsroom with a mail server, whose people have addresses."""

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from publishing.mailing import send_due
from publishing.notices import Notice, NoticeChoice

from ...conftest import instant

NOON = instant("2026-03-03 12:00")


class Server(EmailBackend):
    """A mail server whose troubles a test sets: by receiver, or for everybody."""

    troubles = {}
    asked = []

    def send_messages(self, messages):
        for message in messages:
            self.asked.append(message.to[0])
            trouble = self.troubles.get(message.to[0]) or self.troubles.get("everybody")
            if trouble:
                raise trouble
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    """server["moira@example.org"] = an exception that the mail server raises; server["everybody"] likewise."""
    settings.EMAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "troubles", {})
    monkeypatch.setattr(Server, "asked", [])
    return Server.troubles


@pytest.fixture
def asked(server):
    """The addresses that the server was asked to send to, sent or not."""
    return Server.asked


def give_address(*users):
    for user in users:
        user.email = f"{user.username}@example.org"
        user.save()


@pytest.fixture
def staff(server, editor, second_editor, moderator, second_moderator):
    give_address(editor, second_editor, moderator, second_moderator)


@pytest.fixture
def choose(db):
    """choose(user, language="ru", submitted=False): what that user wants."""
    return lambda user, **choice: NoticeChoice.objects.update_or_create(user=user, defaults=choice)


def told(purpose=None):
    """Who has a notice, by user name."""
    notices = Notice.objects.filter(purpose=purpose) if purpose else Notice.objects.all()
    return sorted(notices.values_list("receiver__username", flat=True))


def sent(at=NOON):
    """The mails that go out at that instant."""
    mail.outbox.clear()
    send_due(at)
    return list(mail.outbox)


def receivers(mails):
    return sorted(address for one in mails for address in one.to)
