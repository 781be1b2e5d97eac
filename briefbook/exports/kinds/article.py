"""Articles in the book, without their texts."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published, bare
from briefbook.kinds.article import Article
from briefbook.kinds.fields import BriefingId, Day, Picture, SourceId, Texts
from briefbook.kinds.kind import Context, Entry


class ArticleData(NamedTuple):
    """An article, without its text, which stands at its address."""

    id: str
    title: str
    date: Day = ""
    source: SourceId = ""
    summary: str = ""
    language: str = ""
    is_source: bool = False
    briefing: BriefingId = ""
    picture: Picture | None = None
    address: str = ""
    was: Texts = ()


def publish_article(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield an article, without its text."""
    article: Article = entry.fact
    shown = ArticleData(
        id=entry.ref,
        title=context.title,
        date=context.date,
        source=context.source,
        summary=article.summary,
        language=article.language,
        is_source=article.text == "source",
        briefing=context.briefing,
        picture=bare(article.picture),
        address=context.address,
        was=entry.was,
    )
    yield "articles", shown, entry.gate
