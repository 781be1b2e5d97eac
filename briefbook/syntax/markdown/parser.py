"""Markdown → a document: its text, its markup in pieces, and what is wrong with it.

CommonMark with tables and strike-through, references and citations, footnotes, tasks and
callouts. HTML is not markup here: it is shown as it was typed, and reported.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefbook.base.problems import Locus, Problem, Span, problem
from briefbook.syntax.markdown.block_pieces import (
    MOST_NESTING,
    name_footnotes,
    write_blocks,
    write_footnotes,
)
from briefbook.syntax.markdown.document import (
    REFERENCE_CHARACTER,
    Document,
)
from briefbook.syntax.markdown.footnotes import part_footnotes, read_footnote
from briefbook.syntax.markdown.inline_pieces import read_words
from briefbook.syntax.markdown.marked_blocks import mark_blocks
from briefbook.syntax.markdown.rules import (
    COMMENT,
    PLAIN,
    STOPS,
    mask_bars,
    read_citation,
    read_comment,
    read_definition,
    read_embedded,
    read_inline,
    read_plain,
    read_reference,
    read_table,
)
from briefbook.syntax.markdown.sources import find_sources
from briefbook.syntax.markdown.writer import DocumentWriter, MarkupProblem
from briefbook.syntax.text import NONCHARACTERS, has_forbidden

LINE_END = re.compile(r"\r\n?|\n")
_MOST_MISSED = 100
"""Findings that are looked for in vain in the same lines: they are written in another way."""

_TERMINATORS = re.compile(f"[{re.escape(STOPS)}]")

_INVALID = rf"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]"
"""Characters that HTML does not allow; in files, they have been refused already."""

MOST_ADDRESSES = 100_000
"""How many characters the addresses of a text may have, beyond as many as it has itself."""

MOST_MARKS = 100_000
"""Marks that a text may have: each takes up to 17 microseconds.

A book of 600,000 words in lines of 72 letters has 60,000, all ends of lines.
"""

_MARKS = b"\n!&*<[\\]_`~|#>+-"
_OTHERS = bytes(code for code in range(256) if code not in _MARKS)


class _MarkdownParser(MarkdownIt):
    """The library's parser, leaving addresses as they were written: we judge them later."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (the library's name)
        """Return the address as it is."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 (the library's name)
        """Let every address pass, so that an unsafe one is reported instead of shown."""
        return True


def make_parser() -> _MarkdownParser:
    """Return a parser with our rules; it keeps no state between texts.

    HTML tags are recognised, to be reported, and never written; blocks of them are
    paragraphs. Adjoining texts are not joined, since the writer does it anyway; the source
    has been normalised before.
    """
    parser = _MarkdownParser("commonmark", {"html": True, "maxNesting": MOST_NESTING})
    parser.enable(["table", "strikethrough"]).disable(["html_block", "text_join"])
    parser.disable(["normalize", "fragments_join"])
    parser.core.ruler.at("inline", read_inline)
    parser.core.ruler.before("inline", "marked blocks", mark_blocks)
    parser.block.ruler.at("table", read_table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("reference", read_definition)
    parser.block.ruler.before("table", PLAIN, read_plain)
    parser.block.ruler.before(PLAIN, COMMENT, read_comment)
    ended = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before(COMMENT, "footnote", read_footnote, {"alt": ended})
    parser.inline.ruler.before("link", "embedded", read_embedded)
    parser.inline.ruler.before("link", "reference", read_reference)
    parser.inline.ruler.before("link", "citation", read_citation)
    parser.inline.terminator_re = _TERMINATORS
    return parser


_PARSER = make_parser()


def read_markdown(body: str, path: str, start: int = 0) -> tuple[Document, tuple[Problem, ...]]:
    """Return the document that ``body`` is, and its problems.

    Args:
        body: Markdown without front matter.
        path: the file it stands in, relative to the workspace: for problems.
        start: the offset of the body in that file, in code points: for problems.
    """
    if len(body) * 3 > MOST_MARKS and _count_marks(body) > MOST_MARKS:
        return Document("", (), (), (), ""), (_refuse_cost(body, path, start),)
    source = _normalise(body)
    env: dict[str, Any] = {"masked": mask_bars(source)}
    tokens = _PARSER.parse(source, env)
    text, footnotes = part_footnotes(tokens)
    title, rest = _take_title(text)
    writer = DocumentWriter(find_sources(source), len(source) + MOST_ADDRESSES)
    writer.footnotes.slugs.update(name_footnotes(footnotes))
    write_blocks(writer, rest)
    write_footnotes(writer, footnotes)
    if "padded" in env:  # the first line of a table that was too sparse to be read
        line = env["padded"]
        writer.findings.insert(0, MarkupProblem("too-large-output", (line, line + 1), ""))
    found = _place_findings(writer.findings, body, path, start)
    comments = tuple(one.locus.span for one in found if one.code == COMMENT and one.locus.span)
    problems = tuple(one for one in found if one.code != COMMENT)
    labels = tuple(dict.fromkeys(one.label for one in footnotes))
    return writer.finish(title)._replace(comments=comments, footnotes=labels), problems


def _normalise(body: str) -> str:
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(_INVALID, "\ufffd", body) if has_forbidden(body) else body


def _take_title(tokens: list[Token]) -> tuple[str, Sequence[Token]]:
    """Return the heading of level 1 that the text begins with, and the rest of the text."""
    if tokens and (tokens[0].type, tokens[0].tag) == ("heading_open", "h1"):
        words = read_words(tokens[1].children or ())
        return " ".join(words.split()), tokens[3:]
    return "", tokens


def _place_findings(
    findings: Sequence[MarkupProblem], body: str, path: str, start: int
) -> tuple[Problem, ...]:
    spans = _place_spans(findings, body)
    return tuple(
        Problem(code, Locus(path, span=Span(start + first, start + end)), data)
        for (code, _, _, data), (first, end) in zip(findings, spans, strict=True)
    )


def _place_spans(findings: Sequence[MarkupProblem], body: str) -> Iterator[Span]:
    """Yield the place of each finding in the body: its literal, or else its first line.

    Equal literals on the same lines are told apart by their order. Lines in which too many
    were looked for in vain are not searched again.
    """
    if not findings:
        return
    starts = [0, *(found.end() for found in LINE_END.finditer(body)), len(body)]
    lines: dict[int, Span] = {}
    missed: Counter[int] = Counter()
    reached = 0
    for _, (first, end), literal, _ in findings:
        begin, stop = starts[first], starts[min(end, len(starts) - 1)]
        is_sought = literal and missed[begin] < _MOST_MISSED
        at = body.find(literal, max(begin, reached), stop) if is_sought else -1
        if at >= 0:
            reached = at + len(literal)
            yield Span(at, reached)
        else:
            missed[begin] += 1
            if begin not in lines:
                line_end = LINE_END.search(body, begin)
                lines[begin] = Span(begin, line_end.start() if line_end else len(body))
            yield lines[begin]


def _count_marks(body: str) -> int:
    """Return how many marks there are; what may begin a link or an item counts twice."""
    marks = len(body.encode("utf-8", "replace").translate(None, _OTHERS))
    items = sum(body.count(f"\n{digit}") for digit in range(10))
    return marks + items + body.count("[") + body.count("!")


def _refuse_cost(body: str, path: str, start: int) -> Problem:
    """Return the problem of a costly text: on the line where it is too much.

    ``start`` is the offset of the body in its file.
    """
    most = bisect_left(range(len(body)), MOST_MARKS, key=lambda end: _count_marks(body[:end]))
    begin = body.rfind("\n", 0, most) + 1
    end = begin + len(body[begin:].partition("\n")[0].rstrip("\r"))
    locus = Locus(path, span=Span(start + begin, start + end))
    return problem("too-much-markup", locus, most=f"{MOST_MARKS:,}")


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
