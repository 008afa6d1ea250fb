"""News in the admin, a module for each kind of thing."""

from .articles import ArticleAdmin
from .sections import SectionAdmin, TopicAdmin
from .sources import QuarantinedPageAdmin

__all__ = ["ArticleAdmin", "QuarantinedPageAdmin", "SectionAdmin", "TopicAdmin"]
