"""Edits of one article, the same for every generator."""

from pathlib import Path
from typing import NamedTuple

from benchmarks.peers.content import Article, Content, Files, Tag
from benchmarks.peers.peer import Peer


class Target(NamedTuple):
    """The article that is edited, its text, and the tag whose page shows its title too."""

    article: Article
    tag: Tag
    source: Path
    text: str


def choose_target(content: Content, peer: Peer, folder: Path) -> Target:
    """Return the middle article, with that of its tags which the fewest articles bear."""
    article = content.articles[len(content.articles) // 2]
    borne = [tag for one in content.articles for tag in one.tags]
    tag = min(article.tags, key=borne.count)
    source = folder / peer.places.source(article)
    return Target(article, tag, source, source.read_text("utf-8"))


def new_word(number: int) -> str:
    """Return a word that no page has yet."""
    return f"revision{number}x"


def edit_body(target: Target, text: str, word: str) -> str:
    """Return a text with one more word at the start of the article's body."""
    start = text.index(target.article.body[:10])
    return f"{text[:start]}{word} {text[start:]}"


def edit_title(target: Target, text: str, word: str) -> str:
    """Return a text with one more word in the article's title."""
    title = target.article.title
    return text.replace(title, f"{title} {word}", 1)


def write_files(files: Files, folder: Path) -> None:
    """Write files below a folder."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
