"""The texts of an article in which words are looked for, for the verbs that help to quote."""

from collections.abc import Mapping
from typing import NamedTuple

from briefbook.base.problems import Problem
from briefbook.kinds.kind import Entry
from briefbook.syntax.markdown.parser import read_markdown
from briefbook.units.anchored_text import AnchoredText, text_of_body
from briefbook.units.anchoring_entries import Capture
from briefbook.units.article_files import read_capture, read_front, read_sidecar, unit_key
from briefbook.units.entries import EntryGroup, part_broken
from briefbook.units.files import UnitFiles


class Texts(NamedTuple):
    """An article's text, its capture, and the entries of its sidecar that are sound.

    ``problems`` are what keeps one of the texts from being read.
    """

    body: AnchoredText
    capture: Capture
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


def read_texts(files: UnitFiles, data: Mapping[str, bytes | None]) -> Texts:
    """Return the texts and entries of an article from the bytes of its files."""
    front = read_front(files, data)
    document, _ = read_markdown(front.body, files.main, front.start)
    body = text_of_body(document, files.main, front.first_line)
    capture, problems = read_capture(files, front.entry, data)
    problems = problems if front.readable else front.problems
    _, everything, _ = read_sidecar(files, data, EntryGroup(files.sidecar, (), unit_key(files)))
    return Texts(body, capture, part_broken(everything)[0], problems)
