"""States, bodies, posts, persons and who held what, in the admin; a module for each kind of thing."""

from .appointments import AppointmentAdmin
from .bodies import BodyAdmin
from .chairmanships import ChairmanshipAdmin
from .persons import PersonAdmin
from .posts import PostAdmin
from .states import StateAdmin

__all__ = ["AppointmentAdmin", "BodyAdmin", "ChairmanshipAdmin", "PersonAdmin", "PostAdmin", "StateAdmin"]
