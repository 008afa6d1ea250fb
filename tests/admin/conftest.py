import pytest
from django.test import Client


@pytest.fixture
def as_():
    """as_(user): a client signed in as that user."""

    def as_(user):
        client = Client()
        client.force_login(user)
        return client

    return as_
