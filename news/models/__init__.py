from .articles import Article, ArticleEdition, ArticlePlacement, ArticleWithdrawal, Kind
from .sections import Section, SectionText, SectionTree
from .topics import Topic

__all__ = [
    "Article",
    "ArticleEdition",
    "ArticlePlacement",
    "ArticleWithdrawal",
    "Kind",
    "Section",
    "SectionText",
    "SectionTree",
    "Topic",
]
