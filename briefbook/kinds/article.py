"""Articles: the texts, as their front matter describes them."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, NamedTuple

from briefbook.base.addresses import make_segment
from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Card, Listed, Row
from briefbook.kinds.fields import (
    FROM_SOURCE,
    OF_BRIEFING,
    OF_SOURCE,
    BriefingId,
    Date,
    Day,
    Explained,
    Language,
    OwnPicture,
    Picture,
    PlainSummary,
    Published,
    SourceId,
    Tags,
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

    title: Annotated[
        str,
        Explained(
            "without it, the first heading, or else the file name", "The talks in Beijing"
        ),
    ] = ""
    date: Annotated[
        Day, Explained("of the article; without it, that of its source", "2023-08-30")
    ] = ""
    source: Annotated[
        SourceId, Explained("the id of the source that the article rests on", "upi-talks")
    ] = ""
    summary: Annotated[str, Explained("a sentence or two, for lists")] = ""
    language: Annotated[
        Language,
        Explained(
            "of the text, if it is another than the book's: `en-GB`, `zh-Hant`", "zh-Hant"
        ),
    ] = ""
    capture: Annotated[
        WorkspacePath,
        Explained(
            "a text file, beside the article or from the top of the workspace, whose words the"
            " annotations quote: see [finding the words](#finding-the-words)",
            "captures/talks.txt",
        ),
    ] = ""
    nolink: Annotated[
        Texts,
        Explained(
            "passages in which no name becomes a link: their words, or the first and last with"
            " … between",
            "[Ayes … Noes]",
        ),
    ] = ()
    picture: Annotated[
        Picture | None,
        Explained(
            "`file` (beside the article, or from the top of the workspace), `alt` (what it"
            " shows) and, if you like, `credit`",
            "{file: quay.png, alt: The quay at dawn}",
        ),
    ] = None
    draft: Annotated[
        YesNo, Explained("`true`: not yet in any edition; `--drafts` builds it", "true")
    ] = False
    text: Annotated[
        Literal["ours", "source"],
        Explained(
            "`ours` (the default), or `source`: the body is the source's own text, so that its"
            " words may stand in quotation marks"
        ),
    ] = "ours"
    publish: Annotated[
        Day, Explained("the day before which the article does not exist", "2023-09-15")
    ] = ""
    tags: Annotated[
        Tags,
        Explained(
            "words of your own: `[human rights, trade]`. Each has a page with its articles, and"
            " an index lists all of them. Case, accents, spaces and hyphens make no other tag"
            " of it",
            "[human rights, trade]",
        ),
    ] = ()
    author: Annotated[
        Texts, Explained("who wrote it: a name, or a list of names", "The Asia desk")
    ] = ()


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
    tags: Annotated[Texts, Published("What it is about, in words of the analysts")]
    author: Annotated[Texts, Published("Who wrote it")]


class Tag(NamedTuple):
    """A tag as it was written, the reference by which its articles are listed, and its page.

    The reference begins with "#", as that of no entry does.
    """

    name: str
    ref: str
    address: str


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
        tags=tuple(one.name for one in list_tags(article.tags)),
        author=article.author,
    )


def list_tags(names: Iterable[str]) -> tuple[Tag, ...]:
    """Return tags by what they are called, each once, however it is spelled."""
    found = {make_segment(name): name for name in reversed(tuple(names))}
    tags = (Tag(name, f"#{part}", tag_address(f"#{part}")) for part, name in found.items())
    return tuple(tags)[::-1]


def tag_address(ref: str) -> str:
    """Return the address of the page of a tag."""
    return f"tags/{ref.removeprefix('#')}.html"


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
    for tag in list_tags(story.tags):
        face = Card("tag", tag.ref, tag.name, tag.address)
        yield Row("card", tag.ref, face, entry.access)
        yield Row("tagged", tag.ref, listed, entry.access)


def find_article(entry: Entry, context: Context) -> Iterator[SearchEntry]:
    """Yield an article, with its briefing below; its tags lead to it, too."""
    yield SearchEntry(
        "article",
        context.title,
        context.address,
        date=context.date,
        who=context.briefing,
        more=tuple(one.name for one in list_tags(entry.fact.tags)),
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
