"""Whom an article mentions: what its names link to, and what the entities are told of it.

This is the one place where rows come from two units at once: a text and the names in it.
Which names stand in a text is kept up by difference, so that a new alias
touches only the articles that have it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from briefbook.anchoring.matching import Selector, to_yaml
from briefbook.anchoring.nearest import cure_selector
from briefbook.anchoring.quotation import sentence_around
from briefbook.base.folding import fold
from briefbook.base.problems import Locus, Problem, Span
from briefbook.index.ledger import View
from briefbook.index.rows import Row
from briefbook.names.linking import (
    NOBODY,
    Bearer,
    Doubt,
    LinkableText,
    Linked,
    NameMention,
    Policy,
    link_names,
    list_firsts,
    list_links,
    report_doubt,
)
from briefbook.names.matching import Finder, find_names, fold_text, make_finder
from briefbook.syntax.markdown.document import (
    Block,
    Document,
    Run,
    TextReference,
)
from briefbook.units.unit import Body

Names = tuple[tuple[str, str], ...]
"""Names, each with a scrap of it that a text must hold for the name to stand there."""

_WIDTH = 3
_SCRAP = slice(1, 1 + _WIDTH)

_FEW = 32
"""Texts for which it does not pay to prepare a search for all names."""


class Search:
    """A search of ``count`` texts for names."""

    def __init__(self, names: Names, count: int) -> None:
        """Prepare for all names at once only if there are texts enough."""
        self.names = names
        self.finder: Finder | None = None
        if count > _FEW:
            self.finder = make_finder(name for name, _ in names)

    def find(self, text: str) -> tuple[str, ...]:
        """Return the sorted distinct names that occur in a text."""
        finder = self.finder or make_finder(list_candidates(self.names, text))
        return find_names(finder, text)


class Mentioned(NamedTuple):
    """Where an entity is mentioned first in the article ``ref``, with the sentence around."""

    date: str
    ref: str
    fragment: str
    before: str
    words: str
    after: str


class Question(NamedTuple):
    """All that whom a text means depends on: the text, who bears its names, and the policy."""

    prose: LinkableText
    bearers: dict[str, tuple[Bearer, ...]]
    policy: Policy


def ask(key: str, view: View, index: str) -> Question:
    """Return the question that an article is in an edition; ``index`` has the names found."""
    body: Body = view.one("body", key)
    document = body.document
    prose = LinkableText(
        document.text,
        linkable=tuple(_find_linkable(document)),
        settled=tuple(
            (span, one.who) for one in view.all("settled", key) for span in one.spans
        ),
        own=tuple(_list_own_links(document, view)),
        quiet=body.quiet,
        sections=tuple(block.start for block in document.blocks if block.kind == "heading"),
    )
    bearers = _find_bearers(view.one(index, key) or (), view)
    return Question(prose, bearers, view.one("config", "autolink"))


def answer_question(question: Question) -> Linked:
    """Return whom the names of an article mean."""
    return link_names(*question)


def mention(key: str, view: View, linked: Linked) -> tuple[Row, ...]:
    """Return the rows of an article's links and mentions."""
    body: Body = view.one("body", key)
    links = tuple((found.start, found.end, found.id) for found in list_links(linked))
    firsts = list_firsts(linked)
    rows = _list_mention_rows(key, body.document, firsts, view)
    return (Row("links", key, links), *rows)


def _find_linkable(document: Document) -> Iterator[Span]:
    """Yield the stretches of text in which a link may stand, adjoining runs joined."""
    last: Span | None = None
    for piece in document.pieces:
        run = (
            Span(piece.start, piece.end) if isinstance(piece, Run) and piece.linkable else None
        )
        if last and run and run.start == last.end:
            last = Span(last.start, run.end)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _find_bearers(names: tuple[str, ...], view: View) -> dict[str, tuple[Bearer, ...]]:
    found = {name: view.all("name", name) for name in names}
    return {
        name: tuple(Bearer(ref, is_full or len(rows) == 1) for ref, _, is_full in rows)
        for name, rows in found.items()
        if rows
    }


def _list_own_links(document: Document, view: View) -> Iterator[tuple[Span, str]]:
    """Yield the author's references to entities, which count as their first links."""
    for piece in document.pieces:
        if isinstance(piece, TextReference):
            if not piece.linked:
                yield Span(piece.start, piece.end), NOBODY
            elif view.one("card", piece.target):
                yield Span(piece.start, piece.end), piece.target


def _list_mention_rows(
    key: str, document: Document, firsts: dict[str, NameMention], view: View
) -> Iterator[Row]:
    """Yield for each entity the place where an article mentions it first."""
    date = view.one("place", key).date
    for ref, found in sorted(firsts.items()):
        block = _find_block(document.blocks, found.start)
        span = Span(found.start, found.end)
        paragraph = Span(block.start, block.end) if block else Span(0, len(document.text))
        before, words, after = sentence_around(document.text, span, paragraph)
        fragment = f"p.{block.number}" if block else ""
        shown = view.one("card", ref).name if words == "…" else words
        yield Row("mentioned", ref, Mentioned(date, key, fragment, before, shown, after))


def _find_block(blocks: Sequence[Block], offset: int) -> Block | None:
    at = bisect_right(blocks, offset, key=attrgetter("start")) - 1
    return blocks[at] if at >= 0 and offset < blocks[at].end else None


def report_doubts(path: str, body: Body, doubts: tuple[Doubt, ...]) -> Iterator[Problem]:
    """Yield what an analyst should confirm about shared names in the article at ``path``."""
    text = body.document.text
    folded = fold(text if doubts else "")
    for doubt in doubts:
        words = text[doubt.start : doubt.end]
        place = (Span(doubt.start, doubt.end),)
        selector = cure_selector(Selector((words,)), place, folded)
        cure = f"{{{to_yaml(selector)}, id: {doubt.chosen or doubt.ids[0]}}}"
        hint = f"say who is meant in the sidecar, by an id or none:\n  mentions: [{cure}]"
        rank = str(text.count(words, 0, doubt.start))
        yield report_doubt(doubt, Locus(path, (f"~{words}", rank)), hint)


def prepare_names(names: Iterable[str]) -> Names:
    """Return names ready to be looked for."""
    return tuple((name, _make_scrap(name)) for name in sorted(names))


def _make_scrap(name: str) -> str:
    """Return letters of a name that are the same however it is written, its first left out."""
    return fold_text(name).text.strip()[_SCRAP]


def list_candidates(names: Names, text: str) -> Iterator[str]:
    """Yield the names of which a text holds the scrap: what else it holds is not looked at."""
    folded = fold_text(text).text
    scraps = {folded[at : at + size] for size in range(_WIDTH + 1) for at in range(len(folded))}
    return (name for name, scrap in names if scrap in scraps)


def update(found: tuple[str, ...], gone: frozenset[str], new: Iterable[str]) -> tuple[str, ...]:
    """Return the names of a text after some went and some were found that are new."""
    return tuple(sorted((set(found) - gone).union(new)))
