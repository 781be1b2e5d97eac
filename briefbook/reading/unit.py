"""Bytes → units: what a registry, an overview or an article says, with all its problems.

Everything here is computed from the unit's own bytes, so that a unit is known by their
hash, and read once.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefbook.kinds import BY_NAME, REGISTRIES
from briefbook.kinds.kind import Entry, Kind
from briefbook.linking import NOBODY
from briefbook.problems import Locus, Problem, Span
from briefbook.reading.anchored_text import AnchoredText, text_of_body, text_of_capture
from briefbook.reading.anchoring_entries import Anchoring, anchor_entries
from briefbook.reading.document import Document
from briefbook.reading.entries import Place, read_entries, read_entry
from briefbook.reading.front_matter import split_front_matter
from briefbook.reading.located_yaml import Plain, read_yaml
from briefbook.reading.markdown import read_markdown
from briefbook.reading.quiet import find_quiet
from briefbook.reading.sidecar import SOURCE, cite_implied, read_sections
from briefbook.reading.text import ARTICLE_LIMIT, REGISTRY_LIMIT, YAML_LIMIT, decode
from briefbook.resolving import LOCAL, article_names
from briefbook.rows import OPEN, Gate, Row, join_gates
from briefbook.units import UnitFiles, article_key, folder_of


class Body(NamedTuple):
    """An article's text as its own page and the linker need it."""

    document: Document
    quiet: tuple[Span, ...]


class Mark(NamedTuple):
    """A marked passage of an article: offsets into its text, or into its capture's."""

    id: str
    kind: str
    spans: tuple[Span, ...]
    number: int
    where: str
    gate: Gate = OPEN


class Settled(NamedTuple):
    """A stretch of an article's text whose meaning an analyst has settled."""

    spans: tuple[Span, ...]
    who: str
    gate: Gate = OPEN


class Unit(NamedTuple):
    """What one unit says. ``article`` is its site-wide key, "" for a registry.

    ``gate`` is the article's own, its folders' left out. ``seeds`` are rows that need
    nothing but the unit: the identities by which others find it. ``broken`` entries have
    an identity but no fact; of an ``unreadable`` unit not even the identities are known.
    Either way the references to them are not reported as well.
    """

    path: str
    kind: str
    article: str = ""
    title: str = ""
    date: str = ""
    source: str = ""
    gate: Gate = OPEN
    entries: tuple[Entry, ...] = ()
    local_ids: tuple[str, ...] = ()
    body: Body | None = None
    marks: tuple[Mark, ...] = ()
    settled: tuple[Settled, ...] = ()
    broken: tuple[Entry, ...] = ()
    unreadable: bool = False
    problems: tuple[Problem, ...] = ()


def read_unit(files: UnitFiles, data: Mapping[str, bytes | None]) -> Unit:
    """Return a unit from the bytes of its files; the capture's, if any, lie under its path."""
    if files.kind == "registry":
        return read_registry(files.main, data[files.main] or b"")
    if files.kind == "picture":
        return Unit(files.main, files.kind)
    return read_article(files, data)


def read_registry(path: str, data: bytes) -> Unit:
    """Return the entries of a registry."""
    text, problems = decode(path, data, REGISTRY_LIMIT)
    raw, found = read_yaml(text, path)
    kind = REGISTRIES[path.rpartition("/")[2].removesuffix(".yaml")]
    entries, more = read_entries(kind, raw, Place(path, ()))
    whole, broken = part_broken(entries)
    return Unit(
        path,
        "registry",
        entries=whole,
        broken=broken,
        unreadable=is_lost(raw, text, problems),
        problems=(*problems, *found, *more),
    )


def part_broken(entries: tuple[Entry, ...]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the entries that have a fact, and those that have none."""
    whole = tuple(entry for entry in entries if entry.fact is not None)
    return whole, tuple(entry for entry in entries if entry.fact is None)


def is_lost(raw: Plain, text: str, problems: tuple[Problem, ...]) -> bool:
    """Tell whether a file with something in it gave nothing."""
    return raw is None and bool(text.strip() or problems)


class Front(NamedTuple):
    """The head of an article: its fields, where its body begins, and what is wrong."""

    entry: Entry | None
    body: str
    start: int
    first_line: int
    problems: tuple[Problem, ...]


def read_front(files: UnitFiles, text: str) -> Front:
    """Return the front matter and the body of an article or overview."""
    front, front_start, body, start, problems = split_front_matter(text, files.main)
    raw, found = read_yaml(front, files.main, front_start) if front.strip() else (None, ())
    kind = BY_NAME[files.kind]
    entry, more = read_head(kind, {} if raw is None else raw, files)
    first_line = text.count("\n", 0, start) + 1
    return Front(entry, body, start, first_line, (*problems, *found, *more))


def read_head(
    kind: Kind, raw: Plain, files: UnitFiles
) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return the entry that an article or briefing itself is."""
    key = unit_key(files)
    entry, problems = read_entry(kind, key, raw, Place(files.main, (), key))
    return (entry._replace(ref=key) if entry else None), problems


def unit_key(files: UnitFiles) -> str:
    """Return the key of an article; a briefing is known by its folder."""
    return folder_of(files.main) if files.kind == "briefing" else article_key(files.main)


def head_gate(entry: Entry | None) -> Gate:
    """Return the gate that an article's front matter puts before all that is in it."""
    if entry is None or entry.fact is None:
        return OPEN
    own = Gate(draft=entry.fact.draft, publish=entry.fact.publish)
    return join_gates(entry.gate, own)


def read_article(files: UnitFiles, data: Mapping[str, bytes | None]) -> Unit:
    """Return an article, or a briefing's overview, with its annotations anchored."""
    text, text_problems = decode(files.main, data[files.main] or b"", ARTICLE_LIMIT)
    front = read_front(files, text)
    document, found = read_markdown(front.body, files.main, front.start)
    gate = head_gate(front.entry)
    key = unit_key(files)
    raw, everything, more = read_sidecar(files, data, Place(files.sidecar, (), key, gate))
    entries, broken = part_broken(everything)
    body = text_of_body(document, files.main, front.first_line)
    capture, capture_problems = read_capture(front.entry, data)
    anchoring = anchor_entries(entries, body, capture, lock_text(files, data), files.lock)
    quiet, quiet_problems = find_quiet(front.entry, body)
    head = front.entry._replace(gate=gate) if front.entry and front.entry.fact else None
    return Unit(
        path=files.main,
        kind=files.kind,
        article=key,
        title=name_article(head, document, key),
        date=head.fact.date if head else "",
        source=name_source(head, raw),
        gate=gate,
        entries=((head,) if head else ()) + cite_implied(anchoring.entries),
        local_ids=tuple(entry.id for entry in everything if entry.kind in LOCAL),
        body=Body(document, quiet),
        marks=tuple(
            make_mark(one) for one in anchoring.passages if one.entry.kind != "mention"
        ),
        broken=(*broken, *((front.entry,) if front.entry and not head else ())),
        unreadable=bool(files.sidecar) and raw is None and bool(data[files.sidecar]),
        settled=tuple(
            make_settled(one) for one in anchoring.passages if one.entry.kind == "mention"
        ),
        problems=(
            *text_problems,
            *front.problems,
            *found,
            *more,
            *capture_problems,
            *anchoring.problems,
            *quiet_problems,
        ),
    )


def read_sidecar(
    files: UnitFiles, data: Mapping[str, bytes | None], place: Place
) -> tuple[Plain, tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the sidecar as YAML gives it, its entries, and their problems."""
    if not files.sidecar:
        return None, (), ()
    text, problems = decode(files.sidecar, data[files.sidecar] or b"", YAML_LIMIT)
    raw, found = read_yaml(text, files.sidecar)
    entries, more = read_sections(raw, place)
    return raw, entries, (*problems, *found, *more)


def read_capture(
    entry: Entry | None, data: Mapping[str, bytes | None]
) -> tuple[AnchoredText | str | None, tuple[Problem, ...]]:
    """Return the capture's text, its path where it is absent, None where none is named."""
    path = getattr(entry.fact, "capture", "") if entry else ""
    if not path:
        return None, ()
    given = data.get(path)
    if given is None:
        return path, ()
    text, problems = decode(path, given, ARTICLE_LIMIT)
    return text_of_capture(text, path), problems


def lock_text(files: UnitFiles, data: Mapping[str, bytes | None]) -> str:
    """Return the text of the quote lock, "" where there is none or it is unreadable."""
    return decode(files.lock, data[files.lock] or b"", REGISTRY_LIMIT)[0] if files.lock else ""


def name_article(entry: Entry | None, document: Document, key: str) -> str:
    """Return the title: the front matter's, else the first heading, else the file's name."""
    given = entry.fact.title if entry else ""
    return given or document.title or key.rpartition("/")[2].replace("-", " ").capitalize()


def name_source(entry: Entry | None, raw: Plain) -> str:
    """Return the source that the front matter names, else the sidecar."""
    given = getattr(entry.fact, "source", "") if entry else ""
    beside = raw.get(SOURCE) if isinstance(raw, dict) else None
    return given or (beside if isinstance(beside, str) else "")


def make_mark(anchored: Anchoring) -> Mark:
    """Return a marked passage."""
    entry = anchored.entry
    return Mark(
        entry.id, entry.kind, anchored.spans, anchored.number, anchored.where, entry.gate
    )


def make_settled(anchored: Anchoring) -> Settled:
    """Return a settled mention."""
    return Settled(anchored.spans, anchored.entry.fact.who or NOBODY, anchored.entry.gate)


def seed_rows(unit: Unit) -> Iterator[Row]:
    """Yield the rows that need nothing but the unit: how others find what is in it."""
    if unit.kind == "briefing":
        yield Row("folder", unit.article, unit.gate)
    if unit.kind == "article":
        yield from (
            Row("article-name", name, unit.article) for name in article_names(unit.path)
        )
    if unit.unreadable:
        yield Row("unreadable", "", unit.path)
    for entry in (*unit.entries, *unit.broken):
        yield from entry_seeds(entry)


def entry_seeds(entry: Entry) -> Iterator[Row]:
    """Yield the identity of an entry, the names it is called by, and a source's date."""
    if entry.kind in ("position", "relation", "mention"):
        return
    defines = entry.kind != "event" or entry.fact is None or bool(entry.fact.name)
    if defines:
        yield Row("id", entry.ref, (entry.kind, Locus(entry.path, entry.pointer)))
        yield Row("known", entry.kind, entry.ref)
    if entry.kind == "source" and entry.fact:
        yield Row("issued", entry.ref, entry.fact.issued)
    for name in called(entry) if defines else ():
        yield Row("called", name, entry.ref)


def called(entry: Entry) -> tuple[str, ...]:
    """Return the names by which an entry of a registry may be referred to."""
    fact = entry.fact
    first = getattr(fact, "name", "") or getattr(fact, "term", "")
    return tuple(dict.fromkeys(name for name in (first, *getattr(fact, "aliases", ())) if name))
