from .articles import Article, ArticleEdition, ArticlePlacement, ArticleWithdrawal, Kind
from .pages import PageAddress
from .sections import Section, SectionText, SectionTree
from .seen_names import SeenName
from .sources import OldAddress, QuarantinedPage, Source
from .topics import Topic

__all__ = [
    "Article",
    "ArticleEdition",
    "ArticlePlacement",
    "ArticleWithdrawal",
    "Kind",
    "OldAddress",
    "PageAddress",
    "QuarantinedPage",
    "Section",
    "SectionText",
    "SectionTree",
    "SeenName",
    "Source",
    "Topic",
]
