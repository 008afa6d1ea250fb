from .appointments import Appointment
from .bodies import Body, BodyName, BodyText, tree
from .chairmanships import Chairmanship
from .names import Kind, Words
from .persons import Biography, Person, PersonName
from .posts import Post, PostName, Rank
from .states import State, StateName, Status
from .tenures import Precision, Tenure

__all__ = [
    "Appointment",
    "Biography",
    "Body",
    "BodyName",
    "BodyText",
    "Chairmanship",
    "Kind",
    "Person",
    "PersonName",
    "Post",
    "PostName",
    "Precision",
    "Rank",
    "State",
    "StateName",
    "Status",
    "Tenure",
    "Words",
    "tree",
]
