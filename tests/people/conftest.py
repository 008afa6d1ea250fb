"""The history of one post, and how a page is read."""

import pytest

from people.models import Rank


@pytest.fixture
def page(client):
    """page("/people/"): the whole page as text; its status must be 200."""

    def page(path):
        answer = client.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    return page


@pytest.fixture
def secretary_general(make_body, make_post):
    """The post, of the Secretariat."""
    body = make_body("Secretariat", slug="secretariat", tasks="<p>Serves the bodies.</p>")
    return make_post("Secretary General", body=body, rank=Rank.HEAD, plural="Secretaries General")


@pytest.fixture
def history(secretary_general, make_person, appoint):
    """Who was Secretary General from day to day: {surname: person}."""
    held = [
        ("Nikolai Bordyuzha", "2003-04-28", "2016-12-31", False),
        ("Yuri Khachaturov", "2017-05-02", "2018-11-02", False),
        ("Valery Semerikov", "2018-11-03", "2019-12-31", True),
        ("Stanislav Zas", "2020-01-01", "2022-12-31", False),
        ("Imangali Tasmagambetov", "2023-01-01", "2025-12-31", False),
        ("Taalatbek Masadykov", "2026-01-01", None, False),
    ]
    people = {}
    for name, start, end, acting in held:
        person = people[name.split()[-1]] = make_person(name)
        appoint(person, secretary_general, start, end, acting=acting)
    return people
