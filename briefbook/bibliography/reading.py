"""The bytes of a file of a reference manager → sources to write, or what is wrong with it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from briefbook.base.problems import Locus, Problem, problem
from briefbook.bibliography.entries import SourceRecord, make_entry
from briefbook.bibliography.formats import CannotParse, CSLRecord, bound
from briefbook.bibliography.formats.bibtex import read_bibtex
from briefbook.bibliography.formats.csl import read_csl_yaml, read_json
from briefbook.bibliography.formats.ris import read_ris

LIMIT = 2 << 20
"""Bytes of a file that are read."""

Parse = Callable[[str], Iterable[CSLRecord]]

PARSERS: dict[str, Parse] = {
    ".json": read_json,
    ".yaml": read_csl_yaml,
    ".yml": read_csl_yaml,
    ".bib": read_bibtex,
    ".ris": read_ris,
}
"""What reads a file, by the end of its name in small letters."""

ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class ReadSources(NamedTuple):
    """The sources of a file, in its order; none if there are problems."""

    records: tuple[SourceRecord, ...]
    problems: tuple[Problem, ...] = ()


def can_read(path: str) -> bool:
    """Tell whether a file is of a format that is read here, as far as its name tells."""
    return find_suffix(path) in PARSERS


def find_suffix(path: str) -> str:
    """Return the end of a name, from its last dot, in small letters."""
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""


def read_sources(path: str, data: bytes) -> ReadSources:
    """Return the sources that a file holds, or what is wrong with it, with its place.

    The end of the ``path`` tells the format: one of ``PARSERS``.
    """
    try:
        records = bound(PARSERS[find_suffix(path)](_decode(data)))
    except CannotParse as reason:
        return ReadSources((), (problem("bad-bibliography", Locus(path), reason=str(reason)),))
    return ReadSources(tuple(map(make_entry, records)))


def _decode(data: bytes) -> str:
    r"""Return the text of a file, with ``\n`` at the ends of its lines."""
    if len(data) > LIMIT:
        raise CannotParse(f"it has more than {LIMIT >> 20} MiB: split it")
    encoding = ENCODINGS.get(data[:2], "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CannotParse(
            f"line {line}: byte {error.start + 1} is not {encoding[:6].upper().rstrip('-')}"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
