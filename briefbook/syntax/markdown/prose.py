"""Short Markdown texts in fields: summaries, lines, notes."""

import re
from collections.abc import Callable
from functools import lru_cache

from briefbook.syntax.markdown.document import REFERENCE_CHARACTER, Document
from briefbook.syntax.markdown.parser import read_markdown

REFERENCE = re.compile(r"\[\[([^\[\]|\\\n]{1,200})(?=\||\]\])|\[\^([^\s\[\]^]{1,200})(?=\])")


@lru_cache(maxsize=4096)
def read_text(text: str) -> Document:
    """Return a short Markdown text, read; its problems are reported with its unit."""
    return read_markdown(text, "")[0]


def plain_text(text: str) -> str:
    """Return the words of a short text alone, a mark where another entry is named."""
    return " ".join(read_text(text).text.replace(REFERENCE_CHARACTER, "…").split())


def drop_comments(text: str) -> str:
    """Return Markdown without what is for colleagues alone.

    A comment is looked for by its words. If the same words stood as code before it, they are
    taken out first, and it is met in the next round.
    """
    while "<!--" in text and (comments := read_text(text).comments):
        for span in reversed(comments):
            text = text[: span.start] + text[span.end :]
    return text


def rewrite_references(text: str, rewrite: Callable[[str, bool], str]) -> str:
    """Return Markdown with each target of ``[[…]]`` and ``[^…]`` rewritten.

    ``rewrite`` gets the target, and whether it is cited.
    """
    if "[" not in text:
        return text

    def write(match: re.Match[str]) -> str:
        if match[1]:
            return f"[[{rewrite(match[1], False)}"
        return f"[^{rewrite(match[2], True)}"

    return REFERENCE.sub(write, text)
