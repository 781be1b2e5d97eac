"""Edits of references in Markdown: ``[[id]]``, ``[[id|words]]`` and ``[^id]``."""

import re
from collections.abc import Callable, Iterator

from briefbook.base.problems import Span
from briefbook.syntax.markdown.document import Citation, Document, TextReference
from briefbook.syntax.markdown.parser import read_markdown
from briefbook.syntax.markdown.sources import find_source
from briefbook.writing.edits import CannotWrite, Edit, apply_edits, find_line
from briefbook.writing.tree import read_body
from briefbook.writing.yaml_edits import Rewrite

LINK = re.compile(r"(?<=\]\()[^\s()<>]+\.md\b|(?<=\]\(<)[^<>\n]+\.md\b|(?<=\]: )\S+\.md\b")
"""The address of a link to another text, in brackets or defined below."""

RewriteTarget = Callable[[str, bool], str]
"""Returns the target that is to take the place of one; told, too, whether it is cited."""


def rewrite_targets(path: str, text: str, rewrite: RewriteTarget) -> tuple[Edit, ...]:
    """Return the edits after which the references of a Markdown text lead elsewhere.

    ``text`` is that of the whole file; its front matter is left alone, and so is what looks
    like a reference but is none: in code, and in comments.

    Raises:
        CannotWrite: a reference could not be changed alone.
    """
    body, start = read_body(path, text)
    before, _ = read_markdown(body, path, start)
    edits = tuple(
        Edit(path, Span(start + span.start, start + span.end), words)
        for span, words in _rewrite_pieces(body, before, rewrite)
    )
    body, start = read_body(path, apply_edits(text, edits))
    after, _ = read_markdown(body, path, start)
    wanted = [(rewrite(target, cited), cited) for target, cited, _ in _list_targets(before)]
    if wanted != [(target, cited) for target, cited, _ in _list_targets(after)]:
        line = find_line(text, min(edit.span.start for edit in edits))
        raise CannotWrite(f"{path}:{line}: this is for you to write by hand")
    return edits


def rewrite_links(path: str, text: str, rewrite: Rewrite) -> tuple[Edit, ...]:
    """Return the edits after which the links of a Markdown text to other texts are others.

    ``rewrite`` gets an address that ends in ``.md``, what follows a ``#`` left out.

    Raises:
        CannotWrite: what looks like a link is words that readers see.
    """
    body, start = read_body(path, text)
    edits = tuple(
        Edit(path, Span(start + found.start(), start + found.end()), new)
        for found in LINK.finditer(body)
        if (new := rewrite(found[0])) != found[0]
    )
    if edits:
        after, begin = read_body(path, apply_edits(text, edits))
        if _read_words(body, path, start) != _read_words(after, path, begin):
            line = find_line(text, edits[0].span.start)
            raise CannotWrite(f"{path}:{line}: this is for you to write by hand")
    return edits


def _read_words(body: str, path: str, start: int) -> str:
    document, _ = read_markdown(body, path, start)
    return document.text


def list_targets(path: str, text: str) -> Iterator[tuple[str, bool]]:
    """Yield the targets of the references in a Markdown text, and whether they are cited."""
    body, start = read_body(path, text)
    document, _ = read_markdown(body, path, start)
    yield from ((target, cited) for target, cited, _ in _list_targets(document))


def _list_targets(document: Document) -> Iterator[tuple[str, bool, int]]:
    for piece in document.pieces:
        if isinstance(piece, Citation | TextReference):
            yield piece.target, isinstance(piece, Citation), piece.rank


def _rewrite_pieces(
    body: str, document: Document, rewrite: RewriteTarget
) -> Iterator[tuple[Span, str]]:
    """Yield the places in a body of targets that change, with what takes their place."""
    for target, cited, rank in _list_targets(document):
        new = rewrite(target, cited)
        if new == target:
            continue
        key = f"[^{target}]" if cited else f"[[{target}"
        found = find_source(body, key, rank)
        at = body.find(target, found.start + 2, found.end) if found else -1
        if at < 0:
            raise CannotWrite(f"{key} is written over several lines")
        yield Span(at, at + len(target)), new
