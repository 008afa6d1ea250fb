"""Two things that meetings are of."""

import pytest


@pytest.fixture
def council(make_body):
    return make_body("Permanent Council", ru="Постоянный совет", slug="permanent-council")


@pytest.fixture
def kyrgyzstan(make_state):
    return make_state("Kyrgyzstan", ru="Киргизия", code="kg")
