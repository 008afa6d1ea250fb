"""Reads a page of the old site as text: bytes in, a Page out. Pure, so the same bytes give the same page for ever."""

from .decoding import Unreadable
from .page import Page, read_page

__all__ = ["Page", "Unreadable", "read_page"]
