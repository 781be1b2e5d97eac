"""The YAML at the head of an article, between two lines of ``---``."""

import re
from typing import NamedTuple

from briefbook.base.problems import Locus, Problem, Span, problem

OPENING = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


class Halves(NamedTuple):
    """An article's front matter and body, each with its offset in the file."""

    yaml: str
    yaml_start: int
    body: str
    body_start: int
    problems: tuple[Problem, ...] = ()


def split_front_matter(text: str, path: str) -> Halves:
    """Return the front matter and the body of an article, ``text`` as ``decode`` gives it.

    Without front matter the YAML is "", and all of the text is the body. The same where it
    never ends, with the problem ``unclosed-front-matter``.
    """
    opening = OPENING.match(text)
    if not opening:
        return Halves("", 0, text, 0)
    closing = CLOSING.search(text, opening.end())
    if not closing:
        line = Span(0, len(opening[0].rstrip()))
        return Halves(
            "", 0, text, 0, (problem("unclosed-front-matter", Locus(path, span=line)),)
        )
    yaml = text[opening.end() : closing.start()]
    return Halves(yaml, opening.end(), text[closing.end() :], closing.end())
