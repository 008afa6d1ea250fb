"""The one table of this room. Works, editions, withdrawals and placements are abstract: each room makes its own."""

from .events import Event

__all__ = ["Event"]
