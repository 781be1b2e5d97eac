"""Payloads in every field of every kind that takes them: read off the table of kinds.

The book is the one with a secret in every field (``tests/withholding/planting.py``), so that a
new field is filled by itself. What a field refuses is given back its first words: it is refused
with an error at its place, and is not published.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from briefbook.base.codes import CODES
from briefbook.base.problems import Problem
from briefbook.build import pipeline
from tests.canaries import SECRET
from tests.withholding.planting import Files, plant_book
from tests.workspaces import Outcome, build_once, make_inputs

BOOK = plant_book()

FIXED = {
    *("id", "id beside a text", "id of a stand-in", "was", "scale", "file", "capture"),
    *("exact", "prefix", "suffix", "nolink", "never_link"),
}
"""What other words refer to, and words of a text: the text itself has payloads."""

Way = tuple[str, tuple[str, ...]]
"""A file, and the keys down to a value: none for the body of a text."""

Choose = Callable[[Way], str]

Stand = Literal["behind", "before", "alone"]
"""Where a payload stands in a value: behind its words, before them, or in their place."""

STANDS: dict[Stand, str] = {
    "behind": "{value} {payload}",
    "before": "{payload} {value}",
    "alone": "{payload}",
}


class Spread(NamedTuple):
    """A book with payloads; where they are, and where they were refused with which code."""

    built: Outcome
    taken: frozenset[Way]
    refused: Mapping[Way, str]


def spread(choose: Choose, stand: Stand = "behind") -> Spread:
    """Return the site of a book in which each value has what is chosen for its place."""
    refused: dict[Way, str] = {}
    memory = pipeline.Site()
    for _ in range(6):
        taken: set[Way] = set()
        files = {
            path: lay(path, data, Layer(path, choose, stand, refused, taken))
            for path, data in BOOK.files.items()
        }
        found = refusals(pipeline.check(memory, inputs_of(files)))
        if not found:
            return Spread(build(files), frozenset(taken), refused)
        # Others follow from these: what a refused actor says, for one.
        causes = {way: code for way, code in found.items() if way in taken}
        assert causes, found
        refused |= causes
    raise AssertionError(found)


def inputs_of(files: Files) -> pipeline.Inputs:
    inputs = make_inputs(files, "team")
    return inputs._replace(edition=inputs.edition._replace(drafts=True))


def build(files: Files) -> Outcome:
    return build_once(inputs_of(files))


def refusals(problems: tuple[Problem, ...]) -> dict[Way, str]:
    """Return the values that are refused, with the code of the first error of each."""
    errors = [one for one in problems if CODES[one.code].severity == "error"]
    return {(one.locus.path, tuple(one.locus.pointer)): one.code for one in reversed(errors)}


def lay(path: str, data: str | bytes, lay_into: "Layer") -> str | bytes:
    """Return a file with payloads in its values, and in the body that it has."""
    if not isinstance(data, str) or not path.startswith("briefings/") or path.endswith(".txt"):
        return data
    if path.endswith(".yaml") and data.startswith('{"'):
        return json.dumps(lay_into.walk(json.loads(data), ()))
    if path.endswith(".md") and data.startswith("---\n{"):
        _, front, body = data.split("---\n", 2)
        head = json.dumps(lay_into.walk(json.loads(front), ()))
        return f"---\n{head}\n---\n{lay_into.end(body)}"
    return data


class Layer(NamedTuple):
    """Puts payloads into the values of one file."""

    path: str
    choose: Choose
    stand: Stand
    refused: Mapping[Way, str]
    taken: set[Way]

    def walk(self, value: Any, pointer: tuple[str, ...]) -> Any:
        """Return a value with payloads in all texts of it that hold a secret."""
        if isinstance(value, dict):
            return {key: self.walk(inner, (*pointer, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.walk(inner, (*pointer, str(at))) for at, inner in enumerate(value)]
        return self.put(value, pointer)

    def put(self, value: Any, pointer: tuple[str, ...]) -> Any:
        """Return a text with a payload, unless it is fixed or was refused."""
        found = SECRET.search(value) if isinstance(value, str) else None
        purpose = BOOK.purposes.get(found[0], ("id",)) if found else ("id",)
        ways = {(self.path, pointer[: len(pointer) - cut]) for cut in range(len(pointer))}
        if purpose[-1] in FIXED or ways & self.refused.keys():
            return value
        way = (self.path, pointer)
        self.taken.add(way)
        return STANDS[self.stand].format(value=value, payload=self.choose(way))

    def end(self, body: str) -> str:
        """Return the body of a text with a payload as its last paragraph."""
        way = (self.path, ())
        if way in self.refused:
            return body
        self.taken.add(way)
        return f"{body}\n\n{self.choose(way)}\n"
