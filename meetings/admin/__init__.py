"""Meetings in the admin."""

from .meetings import MeetingAdmin
from .works import MeetingWorkAdmin

__all__ = ["MeetingAdmin", "MeetingWorkAdmin"]
