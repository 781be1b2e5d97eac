"""Markdown of the book → its words alone, with names where other entries are named."""

import re
from collections.abc import Mapping

from briefbook.syntax.markdown.parser import plain_text

NAMED = re.compile(r"\[\[([^\[\]|\\\n]+)(?:\|([^\[\]\n]*))?\]\]")
CITED = re.compile(r"\[\^[^\s\[\]^]+\]")


def say_text(text: str, names: Mapping[str, str]) -> str:
    """Return the words of a text on one line."""
    if "[" not in text:
        return plain_text(text)

    def name(found: re.Match[str]) -> str:
        return found[2] or names.get(found[1], found[1])

    return plain_text(NAMED.sub(name, CITED.sub("", text)))
