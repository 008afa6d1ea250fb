"""How tests read the pages of meetings."""

import re


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def ids(html):
    """The numbers of the meetings in a list, in its order."""
    return [int(pk) for pk in re.findall(r'<li class="entry" id="m(\d+)">', html)]


def address(edition):
    return f"/meetings/{edition.work_id}/{edition.slug}/"
