"""The files of an article → its front matter, sidecar, capture and quote lock, each as read."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefbook.base.addresses import list_places
from briefbook.base.problems import Locus, Problem, problem
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Entry, Kind
from briefbook.syntax.markdown.parser import read_markdown
from briefbook.syntax.text import (
    ARTICLE_LIMIT,
    OVERVIEW_LIMIT,
    REGISTRY_LIMIT,
    YAML_LIMIT,
    decode,
    split_front_matter,
)
from briefbook.syntax.yaml.reader import Plain, read_yaml
from briefbook.units.anchoring_entries import (
    Absent,
    AnchoredText,
    Capture,
    text_of_body,
    text_of_capture,
)
from briefbook.units.entries import EntryGroup, join_problems, part_broken, read_entry
from briefbook.units.files import UnitFiles, article_key, folder_of, unit_kind
from briefbook.units.sidecar import read_sections


class Texts(NamedTuple):
    """An article's text, its capture, and the entries of its sidecar that are sound.

    ``problems`` are what keeps one of the texts from being read.
    """

    body: AnchoredText
    capture: Capture
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


class Front(NamedTuple):
    """The head of an article: its fields, where its body begins, and what is wrong.

    Of a file that is not ``readable``, nothing but its name is known.
    """

    entry: Entry | None
    body: str
    start: int
    first_line: int
    problems: tuple[Problem, ...]
    readable: bool = True


def list_paths(files: UnitFiles, capture: str) -> list[str]:
    """Return where the files of a unit lie, and where the capture that it names may lie."""
    places = list_places(files.main, capture) if capture else ()
    return [path for path in (*files[1:], *places) if path]


def read_front(files: UnitFiles, data: Mapping[str, bytes | None]) -> Front:
    """Return the front matter and the body of an article or overview."""
    limit = OVERVIEW_LIMIT if files.kind == "briefing" else ARTICLE_LIMIT
    text, unreadable = decode(files.main, data[files.main] or b"", limit)
    if unreadable:
        return Front(_name_head(files), "", 0, 1, unreadable, readable=False)
    front, front_start, body, start, problems = split_front_matter(text, files.main)
    raw, found = read_yaml(front, files.main, front_start) if front.strip() else (None, ())
    kind = BY_NAME[files.kind]
    entry, more = _read_head(kind, {} if raw is None else raw, files)
    first_line = text.count("\n", 0, start) + 1
    causes = join_problems(found, more, front, front_start)
    return Front(entry, body, start, first_line, (*problems, *causes))


def _name_head(files: UnitFiles) -> Entry | None:
    """Return the entry that an article or briefing is, of which nothing else is known."""
    entry, _ = _read_head(BY_NAME[files.kind], {}, files)
    return entry._replace(fact=None) if entry else None


def _read_head(
    kind: Kind, raw: Plain, files: UnitFiles
) -> tuple[Entry | None, tuple[Problem, ...]]:
    key = unit_key(files)
    entry, problems = read_entry(kind, key, raw, EntryGroup(files.main, (), key))
    return (entry._replace(ref=key) if entry else None), problems


def unit_key(files: UnitFiles) -> str:
    """Return the key of an article; a briefing is known by its folder."""
    return folder_of(files.main) if files.kind == "briefing" else article_key(files.main)


def read_sidecar(
    files: UnitFiles, data: Mapping[str, bytes | None], place: EntryGroup
) -> tuple[Plain, tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the sidecar as YAML gives it, its entries, and their problems."""
    if not files.sidecar:
        return None, (), ()
    text, problems = decode(files.sidecar, data[files.sidecar] or b"", YAML_LIMIT)
    raw, found = read_yaml(text, files.sidecar)
    entries, more = read_sections(raw, place)
    return raw, entries, (*problems, *join_problems(found, more, text))


def read_capture(
    files: UnitFiles, entry: Entry | None, data: Mapping[str, bytes | None]
) -> tuple[AnchoredText | Absent | None, tuple[Problem, ...]]:
    """Return the capture's text, or where it was looked for; None where none is named."""
    name = getattr(entry.fact, "capture", "") if entry else ""
    if not name:
        return None, ()
    places = list_places(files.main, name)
    found = next((place for place in places if data.get(place) is not None), "")
    if not found:
        return Absent(places), ()
    text, problems = decode(found, data[found] or b"", ARTICLE_LIMIT)
    return text_of_capture(text, found), (*problems, *_refuse_published(files, found))


def _refuse_published(files: UnitFiles, capture: str) -> Iterator[Problem]:
    if unit_kind(capture):
        locus = Locus(files.main, ("capture",))
        yield problem("published-capture", locus, capture=capture)


def lock_text(files: UnitFiles, data: Mapping[str, bytes | None]) -> str:
    """Return the text of the quote lock, "" where there is none or it is unreadable."""
    return decode(files.lock, data[files.lock] or b"", REGISTRY_LIMIT)[0] if files.lock else ""


def read_texts(files: UnitFiles, data: Mapping[str, bytes | None]) -> Texts:
    """Return the texts and entries of an article from the bytes of its files."""
    front = read_front(files, data)
    document, _ = read_markdown(front.body, files.main, front.start)
    body = text_of_body(document, files.main, front.first_line)
    capture, problems = read_capture(files, front.entry, data)
    problems = problems if front.readable else front.problems
    _, everything, _ = read_sidecar(files, data, EntryGroup(files.sidecar, (), unit_key(files)))
    return Texts(body, capture, part_broken(everything)[0], problems)
