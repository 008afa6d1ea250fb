"""Reads pages of the old site: bytes in, a Page out. No files, no database, no clock; the same result every time."""

from .addresses import BadAddress, normal_address, slug_from
from .decoding import MAX_BYTES, Unreadable
from .page import Page, read_page

__all__ = ["MAX_BYTES", "BadAddress", "Page", "Unreadable", "normal_address", "read_page", "slug_from"]
