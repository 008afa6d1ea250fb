"""The tables of this room. Works, editions, withdrawals and placements are abstract: each room makes its own."""

from .events import Event
from .freeze import Freeze
from .notices import Notice, NoticeChoice, SignOfLife
from .preview_links import PreviewLink, PreviewVisit
from .releases import Release

__all__ = ["Event", "Freeze", "Notice", "NoticeChoice", "PreviewLink", "PreviewVisit", "Release", "SignOfLife"]
