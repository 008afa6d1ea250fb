"""News in the admin, a module for each kind of thing."""

from .articles import ArticleAdmin
from .sections import SectionAdmin, TopicAdmin
from .seen_names import SeenNameAdmin
from .sources import QuarantinedPageAdmin

__all__ = ["ArticleAdmin", "QuarantinedPageAdmin", "SectionAdmin", "SeenNameAdmin", "TopicAdmin"]
