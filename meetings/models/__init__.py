from .editions import Access, Format, MeetingEdition, Status
from .meetings import Meeting, MeetingPlacement, MeetingWithdrawal
from .parts import AdoptedDocument, Manner, Participant
from .times import Timing

__all__ = [
    "Access",
    "AdoptedDocument",
    "Format",
    "Manner",
    "Meeting",
    "MeetingEdition",
    "MeetingPlacement",
    "MeetingWithdrawal",
    "Participant",
    "Status",
    "Timing",
]
