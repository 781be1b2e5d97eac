"""A document → the files of an article: changes that are saved together, or not at all."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePath
from typing import Any, NamedTuple

from briefbook.checks.merging import free_id, make_id
from briefbook.importing.document import ImportedDocument, TextBlock, join_blocks
from briefbook.importing.markup import write_markdown
from briefbook.importing.notes import AnchoredDocument, KnownBook, Notes, write_notes
from briefbook.kinds import BY_NAME, REGISTRIES
from briefbook.kinds.actor import ACTOR
from briefbook.kinds.kind import Kind
from briefbook.schemas.files import SIDECAR
from briefbook.skeletons.files import name_schema, write_head
from briefbook.skeletons.registries import change_registry
from briefbook.syntax.markdown.parser import read_markdown
from briefbook.units.anchoring_entries import AnchoredText, text_of_body, text_of_capture
from briefbook.units.entries import EntryGroup, read_entry
from briefbook.units.files import ROOT
from briefbook.writing.edits import CannotWrite, FileChange
from briefbook.writing.values import write_pair

CAPTURES = "captures"
"""The folder of texts that may be quoted and not reprinted; it lies beside ``briefings/``."""

TO_WRITE = "Write the article here.\n"
_PROPOSED = "# Proposed by `briefbook import`: read each line; those in comments are doubtful."

_PAGES = "# If the source has a `URL` that ends in .pdf, its pages become links."


class Wanted(NamedTuple):
    """Where a text is to go: the folder of a briefing, "" for none; whether it is printed.

    ``URL`` is its web address, where that was told and does not stand in the file.
    """

    folder: str
    is_article: bool = False
    URL: str = ""


class Plan(NamedTuple):
    """What an import will write: the paths in order, and what is in them."""

    changes: tuple[FileChange, ...]
    article: str
    sidecar: str
    capture: str
    notes: Notes


class Workplace(NamedTuple):
    """What must be known of a workspace: its book, how its registries read, its schemas.

    ``actors`` are the bytes of the registry of actors, None where there is none. ``is_there``
    tells whether the workspace has a file.
    """

    known: KnownBook
    actors: bytes | None
    has_schemas: bool
    language: str
    is_there: Callable[[str], bool]


class _Files(NamedTuple):
    """The paths of what is written for a text; ``capture`` is "" for one that is printed."""

    main: str
    sidecar: str
    capture: str


def plan_import(
    path: str, document: ImportedDocument, wanted: Wanted, place: Workplace
) -> Plan:
    """Return the changes by which a document becomes an article with its notes.

    ``path`` is that of the file, whose name the article takes.

    Raises:
        CannotWrite: one of the files is there, or the registry of actors cannot be read.
    """
    document = document._replace(URL=wanted.URL or document.URL)
    files = _name_files(path, document, wanted)
    _check_free(files, place.is_there)
    source = _name_source(document, place.known.taken)
    body = TO_WRITE if files.capture else write_markdown(document.blocks, document.title)
    captured = f"{join_blocks(document.blocks).text}\n" if files.capture else ""
    found = _anchor(document, captured or body, files)
    notes = write_notes(found, place.known, {source})
    texts = {
        files.main: write_head("article", _make_head(document, source, files, place)) + body,
        files.sidecar: _write_sidecar(files.sidecar, source, document, notes, place),
        **({files.capture: captured} if files.capture else {}),
    }
    changes = [FileChange(name, None, words.encode()) for name, words in texts.items()]
    return Plan((*changes, *_add_actors(notes, place)), *files, notes)


def _name_files(path: str, document: ImportedDocument, wanted: Wanted) -> _Files:
    stem = _name_article(path, document)
    base = "/".join(filter(None, (ROOT, wanted.folder, stem)))
    capture = "/".join(filter(None, (CAPTURES, wanted.folder, f"{stem}.txt")))
    return _Files(f"{base}.md", f"{base}.yaml", "" if wanted.is_article else capture)


def _add_actors(notes: Notes, place: Workplace) -> Iterator[FileChange]:
    """Yield the change by which the registry has the actors that the quotes need."""
    if notes.actors:
        actors = {key: _keep_valid(ACTOR, key, fields) for key, fields in notes.actors.items()}
        yield change_registry(ACTOR, place.actors, actors, has_schema=place.has_schemas)


def _name_article(path: str, document: ImportedDocument) -> str:
    """Return the name of the article: that of the file, or its title."""
    stem = make_id(PurePath(path).stem) or make_id(document.title) or "text"
    return f"{stem}-text" if stem in (*REGISTRIES, "index", "readme") else stem


def _check_free(files: _Files, is_there: Callable[[str], bool]) -> None:
    for path in filter(None, files):
        if is_there(path):
            raise CannotWrite(f"{path} is there already: nothing was written")


def _name_source(document: ImportedDocument, taken: AbstractSet[str]) -> str:
    """Return the id of the source: who published it, or the first words of its title."""
    words = make_id(document.publisher) or make_id(document.title)
    return free_id("-".join(words.split("-")[:4]) or "source", taken)


def _make_head(
    document: ImportedDocument, source: str, files: _Files, place: Workplace
) -> dict[str, Any]:
    """Return the front matter."""
    spoken = document.language.partition("-")[0].lower()
    is_other = spoken and spoken != place.language.partition("-")[0].lower()
    fields = {
        "title": document.title,
        "date": document.date,
        "source": source,
        "capture": files.capture,
        "text": "" if files.capture else "source",
        "language": document.language if is_other else "",
    }
    given = {name: value for name, value in fields.items() if value}
    return _keep_valid(BY_NAME["article"], "", given)


def _keep_valid(kind: Kind, key: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields without those that the kind refuses: a file may say of itself anything."""
    kept = dict(fields)
    while True:
        _, problems = read_entry(kind, key or "some-id", kept, EntryGroup("", ()))
        wrong = {name for one in problems for name in one.locus.pointer if name in kept}
        if not wrong:
            return kept
        kept = {name: value for name, value in kept.items() if name not in wrong}


def _anchor(document: ImportedDocument, text: str, files: _Files) -> AnchoredDocument:
    """Return the text in which the build will look, with the blocks that are its paragraphs."""
    if files.capture:
        captured = text_of_capture(text, files.capture)
        return AnchoredDocument(document, captured, document.blocks)
    read, _ = read_markdown(text, files.main)
    body = text_of_body(read, files.main, 1, is_source=True)
    shown = tuple(
        block
        for block in document.blocks
        if not (block.heading and block.text == document.title)
    )
    return AnchoredDocument(document, body, shown if _are_alike(body, shown) else ())


def _are_alike(text: AnchoredText, blocks: tuple[TextBlock, ...]) -> bool:
    """Tell whether the paragraphs of a text are these blocks, letter by letter."""
    told = [text.text[slice(*span)] for span in text.paragraphs]
    return told == [block.text for block in blocks]


def _write_sidecar(
    path: str, source: str, document: ImportedDocument, notes: Notes, place: Workplace
) -> str:
    """Return the annotations: the source, and what is proposed."""
    authors = list(document.author)
    fields: dict[str, Any] = {
        "type": document.type,
        "title": document.title,
        "author": authors if len(authors) > 1 else "".join(authors),
        "publisher": document.publisher,
        "issued": document.date,
        "URL": document.URL,
        "language": document.language,
    }
    given = {name: value for name, value in fields.items() if value}
    valid = _keep_valid(BY_NAME["source"], source, given)
    needs_address = "URL" not in valid and any(block.page for block in document.blocks)
    lines = [
        *([name_schema(SIDECAR, path)] if place.has_schemas else []),
        *write_pair("sources", {source: valid}, 0, spread=True),
        *([_PAGES] if needs_address else []),
        _PROPOSED,
        *notes.lines,
    ]
    return "".join(f"{line}\n" for line in lines)
