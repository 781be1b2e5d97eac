"""Articles: the texts, as their front matter describes them."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Card, Listed, Row
from briefbook.kinds.fields import (
    FROM_SOURCE,
    OF_BRIEFING,
    OF_SOURCE,
    BriefingId,
    Date,
    Day,
    Language,
    OwnPicture,
    Picture,
    PlainSummary,
    SourceId,
    Texts,
    Title,
    Tongue,
    WorkspacePath,
    YesNo,
)
from briefbook.kinds.kind import BookList, BookRecord, Context, Entry, FoundAs, Kind
from briefbook.syntax.dates import file_date


class Article(NamedTuple):
    """What the front matter of an article may say; a sidecar may name the ``source`` too.

    ``text`` tells whether we wrote the body, or it is the source's own text.
    """

    title: str = ""
    date: Day = ""
    source: SourceId = ""
    summary: str = ""
    language: Language = ""
    capture: WorkspacePath = ""
    nolink: Texts = ()
    picture: Picture | None = None
    draft: YesNo = False
    text: Literal["ours", "source"] = "ours"
    publish: Day = ""


class Story(NamedTuple):
    """An article as other pages know it."""

    key: str
    title: Title
    address: str
    date: Date
    source: Annotated[SourceId, FROM_SOURCE]
    summary: PlainSummary
    language: Tongue
    is_source: Annotated[bool, OF_SOURCE]
    briefing: Annotated[BriefingId, OF_BRIEFING]
    picture: OwnPicture
    has_capture: bool


def make_story(entry: Entry, context: Context) -> Story:
    """Return the article with its address and date."""
    article: Article = entry.fact
    return Story(
        key=context.article,
        title=context.title,
        address=context.address,
        date=context.date,
        source=context.source,
        summary=article.summary,
        language=article.language,
        is_source=article.text == "source",
        briefing=context.briefing,
        picture=article.picture,
        has_capture=bool(article.capture),
    )


def article_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what an article tells the site."""
    story = make_story(entry, context)
    card = Card(
        "article", story.key, story.title, story.address, story.summary, date=story.date
    )
    yield Row("card", entry.ref, card, entry.access)
    yield Row("story", entry.ref, story, entry.access)
    listed = Listed(story.date, entry.ref)
    yield Row("stories-in", story.briefing, listed, entry.access)
    yield Row("stories-by-year", file_date(story.date)[0], entry.ref, entry.access)
    if story.source:
        yield Row("stories-from", story.source, listed, entry.access)


def find_article(_: Entry, context: Context) -> Iterator[SearchEntry]:
    """Yield an article, with its briefing below."""
    yield SearchEntry(
        "article",
        context.title,
        context.address,
        date=context.date,
        who=context.briefing,
        by_year=True,
    )


def publish_article(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield an article, without its text."""
    story = make_story(entry, context)
    yield entry.make_record("articles", context, story.address, story)


ARTICLE = Kind(
    "article",
    "",
    Article,
    article_rows,
    finds=find_article,
    publish=publish_article,
    lists={
        "articles": BookList(
            Story,
            "An article, without its text, which stands at its address.",
            required=("title",),
            known_by=(("title", "date"), ("title",)),
            has_pages=True,
        )
    },
    searched={"article": FoundAs("Article", "Articles", 7)},
    is_linkable=True,
)
