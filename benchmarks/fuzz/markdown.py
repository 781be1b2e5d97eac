"""Markdown: only markup of a short list comes of it, well nested, with safe addresses."""

import re
from html.parser import HTMLParser

from benchmarks.fuzz.laws import keep_problems
from briefbook.render.marking import mark_up
from briefbook.syntax.markdown.document import BlockEnd, BlockStart, Document
from briefbook.syntax.markdown.parser import read_markdown
from briefbook.syntax.text import decode

SEEDS = (
    "# Talks\n\nVelk *said* **no**[^q1]. [[velk]] and [[velk|her]], [[-|words]].\n",
    "- a\n  - b\n\n    c\n1. d\n2) e\n> f\n> - g\n",
    "| a | b |\n|:--|--:|\n| [[x|y]] | `c|d` |\n",
    "[a](https://example.org 'b') ![c](d.png \"e\") <https://example.org> <a@b.c>\n",
    "[a]: javascript:x 'y'\n[b]: <//host>\n\n[a] [b][a] ![b]\n",
    "```py\ncode\n```\n    more\n\n~~a~~ \\* &amp; &#106; a  \nb\n\nA\n===\nB\n---\n***\n",
    "<b onclick=x>c</b> <!-- d --> <script>e</script>\n<div>\nf\n</div>\n",
)
WORDS = (
    *("[[", "]]", "[^", "](", "![", "|", "|-|-|\n", "> ", "- ", "1. ", "```", "~~", "**", "__"),
    *("<b>", "&#x", "javascript:", "data:", "//", "\\", "]: ", "\t", "\n\n", "===", "\ufffc"),
)
TAGS = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
EMPTY = frozenset({"br", "hr", "img"})
ATTRIBUTES = frozenset({"href", "src", "alt", "title", "class", "id", "scope", "start"})
ADDRESS = re.compile(r"(?i)https?://[^/]|mailto:|(?!//)[^:/?#]*+(?:[/?#]|\Z)")


class Reader(HTMLParser):
    """Fails on whatever may not be in a page, and on tags that are not nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            assert name not in ("href", "src") or ADDRESS.match(value or ""), value
        self.open += () if tag in EMPTY else (tag,)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def examine(text: str) -> None:
    """Read a text as the body of an article, and write its page."""
    said, refused = decode("a.md", text.encode("utf-8", "surrogatepass"), 1 << 20)
    keep_problems(refused, text)
    document, problems = read_markdown(said, "a.md")
    keep_problems(problems, said)
    check_blocks(document)
    reader = Reader()
    reader.feed(mark_up(document))
    reader.close()
    assert not reader.open


def check_blocks(document: Document) -> None:
    """Blocks follow each other, and each number has one place for notes."""
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert not edges or edges[-1] <= len(document.text)
    ends = [piece.number for piece in document.pieces if type(piece) is BlockEnd]
    assert len(ends) == len(set(ends))
    starts = {piece.number for piece in document.pieces if type(piece) is BlockStart}
    assert {block.number for block in document.blocks} <= starts & set(ends)
