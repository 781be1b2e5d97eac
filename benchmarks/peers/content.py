"""The same content for every generator: the corpus as plain data, and its annotations as YAML.

What is ours alone is taken out: ``[[issue-3]]`` in a text becomes the name of the issue. Names
of actors are left as they are, so that only we look for them.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.corpus import (
    SHAPES,
    Cast,
    Happening,
    Saying,
    Shape,
    Story,
    make_corpus,
    make_stories,
)

Files = dict[str, str | bytes]
REFERENCE = re.compile(r"\[\[([a-z0-9-]+)\]\]")
SITE_TITLE = "A generated corpus"


class Tag(NamedTuple):
    """An actor; ``id`` is what every generator makes of the name in an address."""

    id: str
    name: str


class Article(NamedTuple):
    """An article: ``path`` is where our own corpus has it, without the suffix."""

    path: str
    name: str
    title: str
    date: str
    tags: Sequence[Tag]
    body: str
    sayings: Sequence[Saying]
    happenings: Sequence[Happening]


class Content(NamedTuple):
    """A corpus: as data for the peers, and as the files of a workspace for us."""

    articles: Sequence[Article]
    tags: Sequence[Tag]
    workspace: dict[str, bytes]


def make_content(count: int, seed: int = 0, shape: Shape = SHAPES["plain"]) -> Content:
    """Return the corpus of ``count`` articles."""
    workspace = make_corpus(count, seed, shape)
    stories, cast = make_stories(count, seed, shape)
    articles = [make_article(story, cast, workspace) for story in stories]
    tags = {tag.id: tag for article in articles for tag in article.tags}
    return Content(articles, sorted(tags.values()), workspace)


def make_article(story: Story, cast: Cast, workspace: dict[str, bytes]) -> Article:
    """Return an article with the text that the workspace has of it."""
    path = f"briefings/{story.folder}/{story.name}"
    return Article(
        path,
        story.name,
        story.title,
        story.day.isoformat(),
        [Tag(actor.id, actor.name) for actor in story.tags],
        read_body(workspace[f"{path}.md"].decode(), cast),
        story.sayings,
        story.happenings,
    )


def read_body(text: str, cast: Cast) -> str:
    """Return the text below the front matter, references replaced by the names of issues."""
    names = {issue.id: issue.name for issue in cast.issues}
    body = text.split("---\n", 2)[2]
    return REFERENCE.sub(lambda found: names[found[1]], body)


def write_annotations(article: Article, indent: str = "") -> str:
    """Return quotes, positions and events as YAML, terse like our sidecars."""
    lines = (
        "quotes:",
        *map(write_quote, article.sayings),
        "positions:",
        *(write_position(one) for one in article.sayings if one.stance),
        "events:",
        *map(write_event, article.happenings),
    )
    return "".join(f"{indent}{line}\n" for line in lines)


def write_quote(one: Saying) -> str:
    """Return the line of a quote."""
    return f"  - {{speaker: {one.speaker.name}, words: {one.words}, issue: {one.about}}}"


def write_position(one: Saying) -> str:
    """Return the line of a position."""
    return f"  - {{actor: {one.speaker.name}, issue: {one.about}, stance: {one.stance}}}"


def write_event(one: Happening) -> str:
    """Return the line of an event; its date is quoted, since generators read dates apart."""
    actors = ", ".join(actor.name for actor in one.actors)
    return (
        f'  - {{name: {one.name}, date: "{one.day}", type: {one.type}, '
        f"actors: [{actors}], words: {one.words}}}"
    )


def write_tags(article: Article) -> str:
    """Return the tags as one line of YAML."""
    return f"tags: [{', '.join(tag.name for tag in article.tags)}]\n"


def write_page(article: Article) -> str:
    """Return Markdown with everything in its front matter, as most generators read it."""
    head = f"title: {article.title}\ndate: {article.date}\n{write_tags(article)}"
    return f"---\n{head}{write_annotations(article)}---\n{article.body}"
