"""What is uploaded once and used by many texts."""

from .documents import Document
from .pictures import Picture
from .uploads import random_name

__all__ = ["Document", "Picture", "random_name"]
