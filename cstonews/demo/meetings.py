"""The demo's meetings, from content/meetings.txt: announced, then held, cancelled or postponed, at their instants."""

import uuid
from datetime import time, timedelta

from django.conf import settings

from meetings.models import Manner, Meeting, Status
from people.models import Appointment
from people.protocol import in_protocol_order
from publishing import clock

from .texts import instant, listed, read_records

TEXTS = ("place", "venue", "lead", "agenda")
WORDS = {"en": "english", "ru": "russian"}
OUTCOMES = {"held": Status.HELD, "cancelled": Status.CANCELLED, "postponed": Status.POSTPONED}
WRITTEN, SUBMITTED = timedelta(minutes=40), timedelta(minutes=15)


class DemoMeetings:
    """Writes every meeting through the doors; users, bodies (those of its structure) and library are the demo's."""

    def __init__(self, users, bodies, library, now):
        self.users, self.bodies, self.library, self.now = users, bodies, library, now
        # {(name of the article about it, language): Meeting}
        self.about = {}

    def load(self):
        for record in read_records("meetings.txt"):
            group = uuid.uuid4()
            for language, word in WORDS.items():
                if word in record:
                    self.write(record, language, word, group)

    def write(self, record, language, word, group):
        announced = self.instant(record["announced"])
        content = {name: record.get(f"{name} in {word}", "") for name in TEXTS}
        content |= {"headline": record[word], "organ": self.bodies[record["body"]], **self.times(record)}
        content["format"] = record.get("format", "in_person")
        by = {"by": self.users["editor"], "at": announced - WRITTEN}
        edition = Meeting.objects.write(language=language, group=group, **by, **content)
        self.approve(edition, announced)
        self.about[record.get("about"), language] = edition.work
        outcome = next((name for name in OUTCOMES if name in record), None)
        if outcome:
            self.tell_outcome(edition.work, outcome, record, word)

    def tell_outcome(self, meeting, outcome, record, word):
        at = self.instant(record[outcome])
        by = {"by": self.users["editor"], "at": at - WRITTEN}
        if outcome == "held":
            edition = meeting.start_report(**by)
            edition.picture = self.library.picture(record.get("picture"), meeting.language)
        else:
            edition = meeting.start_edition(**by)
            edition.status, edition.change_note = OUTCOMES[outcome], record[f"note in {word}"]
        lists = {
            "participants": self.participants(record, edition),
            "documents": self.documents(record),
            "pictures": [self.library.picture(name, meeting.language) for name in listed(record.get("pictures"))],
        }
        edition.save_draft(**by, **lists)
        self.approve(edition, at)

    def approve(self, edition, at):
        edition.submit(by=self.users["editor"], at=at - SUBMITTED)
        edition.approve(by=self.users["moderator"], at=at)

    def participants(self, record, edition):
        """The members of the body on that day, where the record asks for them."""
        if "participants" not in record:
            return []
        manner = Manner.BY_VIDEO if record["participants"] == "members by video" else Manner.IN_PERSON
        members = Appointment.objects.in_office(edition.date).filter(post__body=edition.organ).with_names()
        return [{"appointment": member, "manner": manner} for member in in_protocol_order(members, "en")]

    def documents(self, record):
        """Every document is listed in its own language on all pages; those in Russian wait for their files."""
        return [
            {"number": number, "title": title, "language": code, "file": self.library.document(title, code)}
            for code, word in WORDS.items()
            for number, title in (said.split(", ", 1) for said in listed(record.get(f"adopted in {word}"), "; "))
        ]

    def instant(self, words):
        return instant(words, self.now)

    def day(self, words):
        return clock.today(self.instant(f"{words} 12:00"))

    def times(self, record):
        begins = time.fromisoformat(record["time"]) if "time" in record else None
        return {
            "date": self.day(record["date"]),
            "last_day": self.day(record["last day"]) if "last day" in record else None,
            "timing": "timed" if begins else record["timing"],
            "begins": begins,
            "zone": record.get("zone", settings.TIME_ZONE),
        }
