"""An article's bytes, or those of a briefing's overview → its unit, all words anchored."""

from collections.abc import Iterator, Mapping

from briefbook.anchoring.deciding import anchor
from briefbook.anchoring.matching import Anchored, Selector
from briefbook.base.problems import Locus, Problem, Span, problem
from briefbook.index.rows import OPEN, Access, join_access
from briefbook.kinds.kind import Entry
from briefbook.kinds.mention import NOBODY
from briefbook.syntax.markdown.document import Document
from briefbook.syntax.markdown.parser import read_markdown
from briefbook.syntax.yaml.reader import Plain
from briefbook.units.anchoring_entries import (
    AnchoredText,
    Anchoring,
    anchor_entries,
    text_of_body,
)
from briefbook.units.article_files import (
    lock_text,
    read_capture,
    read_front,
    read_sidecar,
    unit_key,
)
from briefbook.units.entries import EntryGroup, is_lost, part_broken
from briefbook.units.files import UnitFiles
from briefbook.units.resolving import LOCAL
from briefbook.units.sidecar import SOURCE, cite_implied
from briefbook.units.unit import Body, MarkedPassage, Settled, Unit

_ELLIPSES = ("…", "...")

_LOST = frozenset(("quote-not-found", "nth-out-of-range"))
"""Problems of quoted words that come of a text in which nothing stands."""


def read_article(files: UnitFiles, data: Mapping[str, bytes | None]) -> Unit:
    """Return an article, or a briefing's overview, with its annotations anchored."""
    front = read_front(files, data)
    document, found = read_markdown(front.body, files.main, front.start)
    access = _make_access(front.entry)
    key = unit_key(files)
    raw, everything, more = read_sidecar(
        files, data, EntryGroup(files.sidecar, (), key, access)
    )
    entries, broken = part_broken(everything)
    is_source = _is_own_text(front.entry)
    body = text_of_body(document, files.main, front.first_line, is_source)
    capture, capture_problems = read_capture(files, front.entry, data)
    anchoring = anchor_entries(entries, body, capture, lock_text(files, data), files.lock)
    quiet, quiet_problems = _find_quiet(front.entry, body)
    head = front.entry._replace(access=access) if front.entry and front.entry.fact else None
    return Unit(
        path=files.main,
        kind=files.kind,
        article=key,
        title=_name_article(head, document, key),
        date=head.fact.date if head else "",
        source=_name_source(head, raw),
        access=access,
        entries=((head,) if head else ()) + cite_implied(anchoring.entries),
        local_ids=tuple(entry.id for entry in everything if entry.kind in LOCAL),
        body=Body(document, quiet) if front.readable else None,
        marks=tuple(
            _make_mark(one) for one in anchoring.passages if one.entry.kind != "mention"
        ),
        broken=(*broken, *((front.entry,) if front.entry and not head else ())),
        unreadable=is_lost(raw, more),
        settled=tuple(
            _make_settled(one) for one in anchoring.passages if one.entry.kind == "mention"
        ),
        problems=(
            *front.problems,
            *found,
            *more,
            *capture_problems,
            *_drop_lost(anchoring.problems, front.readable and not capture_problems),
            *quiet_problems,
            *_refuse_footnotes(document, everything, files.main),
        ),
    )


def _refuse_footnotes(
    document: Document, entries: tuple[Entry, ...], path: str
) -> Iterator[Problem]:
    """Yield the footnotes that are called as quotes are, which could not be cited then."""
    quotes = {entry.id for entry in entries if entry.kind == "quote"}
    for label in document.footnotes:
        if label in quotes:
            place = Locus(path, (f"~[^{label}]", "0"))
            yield problem("footnote-like-quote", place, label=label)


def _is_own_text(entry: Entry | None) -> bool:
    return getattr(entry.fact, "text", "") == "source" if entry else False


def _drop_lost(found: tuple[Problem, ...], is_readable: bool) -> tuple[Problem, ...]:
    """Return the problems of quoted words, less those lost with a text that is unreadable."""
    return found if is_readable else tuple(one for one in found if one.code not in _LOST)


def _make_access(entry: Entry | None) -> Access:
    """Return the access that an article's front matter puts before all that is in it."""
    if entry is None or entry.fact is None:
        return OPEN
    own = Access(draft=entry.fact.draft, publish=entry.fact.publish)
    return join_access(entry.access, own)


def _name_article(entry: Entry | None, document: Document, key: str) -> str:
    """Return the title: the front matter's, else the first heading, else the file's name."""
    given = entry.fact.title if entry else ""
    return given or document.title or key.rpartition("/")[2].replace("-", " ").capitalize()


def _name_source(entry: Entry | None, raw: Plain) -> str:
    given = getattr(entry.fact, "source", "") if entry else ""
    beside = raw.get(SOURCE) if isinstance(raw, dict) else None
    return given or (beside if isinstance(beside, str) else "")


def _make_mark(anchored: Anchoring) -> MarkedPassage:
    entry = anchored.entry
    return MarkedPassage(
        entry.id, entry.kind, anchored.spans, anchored.number, anchored.where, entry.access
    )


def _make_settled(anchored: Anchoring) -> Settled:
    return Settled(anchored.spans, anchored.entry.fact.who or NOBODY, anchored.entry.access)


def _find_quiet(
    entry: Entry | None, body: AnchoredText
) -> tuple[tuple[Span, ...], tuple[Problem, ...]]:
    """Return the quiet passages of an article, and those that are not there.

    Each is written as its words, or as its first and last words with "…" between them.
    """
    passages = getattr(entry.fact, "nolink", ()) if entry else ()
    found = [(_find_passage(words, body), place) for place, words in enumerate(passages)]
    return (
        tuple(span for span, _ in found if span),
        tuple(_report_lost(entry, found, passages)) if entry else (),
    )


def _find_passage(words: str, body: AnchoredText) -> Span | None:
    outcome = anchor(Selector(_split_ends(words)), body.folded, patient=False)
    return (
        Span(outcome.spans[0].start, outcome.spans[-1].end)
        if isinstance(outcome, Anchored)
        else None
    )


def _split_ends(words: str) -> tuple[str, ...]:
    """Return the first and the last words of a passage, or all of them."""
    for ellipsis in _ELLIPSES:
        first, found, last = words.partition(ellipsis)
        if found and first.strip() and last.strip():
            return first.strip(), last.strip()
    return (words,)


def _report_lost(
    entry: Entry, found: list[tuple[Span | None, int]], passages: tuple[str, ...]
) -> Iterator[Problem]:
    for span, place in found:
        if span is None:
            locus = Locus(entry.path, (*entry.pointer, "nolink", str(place)))
            yield problem("passage-not-found", locus, words=passages[place])
