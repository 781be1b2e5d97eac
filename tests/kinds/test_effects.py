"""Each field that holds no words has an effect that a reader sees, or a problem that tells."""

import json
from copy import deepcopy
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from briefbook.kinds import KINDS
from tests.books import Files, publish

TEXT = "“We will wait”, said Ann. Ann spoke. Bo said that all is well. They voted. Ann left."
HEAD: dict[str, Any] = {"date": "2023-08-30", "source": "wire"}
OVERVIEW: dict[str, Any] = {"title": "Deep", "date": "2023"}
BOOK: dict[str, Any] = {
    "actors": {"ann": {"name": "Ann"}, "bo": {"name": "Bo"}, "cy": {"name": "Ann"}},
    "issues": {"trade": {"name": "Trade", "scale": ["wait", "act"]}},
    "sources": {"wire": {"title": "The Wire", "issued": "2023-08-30"}},
    "talks": {
        "quotes": {
            "wait": {"speaker": "ann", "exact": "We will wait", "stance": {"trade": "wait"}},
            "well": {"speaker": "bo", "exact": "all is well", "issues": ["trade"]},
        },
        "events": {"vote": {"name": "The vote", "date": "2023-08", "exact": "They voted"}},
        "positions": [
            {"actor": "bo", "issue": "trade", "stance": "act", "evidence": ["wait"]},
        ],
        "claims": {"all": {"text": "So.", "asserted_by": "bo", "evidence": ["well"]}},
        "mentions": [{"exact": "Ann", "id": "ann", "nth": "1"}],
    },
}
PLACES: dict[str, tuple[Any, ...]] = {
    "actor": ("actors", "bo"),
    "source": ("sources", "wire"),
    "event": ("talks", "events", "vote"),
    "quote": ("talks", "quotes", "wait"),
    "position": ("talks", "positions", 0),
    "claim": ("talks", "claims", "all"),
    "mention": ("talks", "mentions", 0),
}
NUMBERS = {"max_quote_words": "2", "aye": "3"}


def write(book: dict[str, Any], head: dict[str, Any], overview: dict[str, Any]) -> Files:
    files: Files = {
        "config.yaml": "title: A book\nthresholds: {paper: 0}\n"
        "handouts: {briefing-paper: [html], two-pager: [html]}\n",
        "briefings/deep/talks.md": f"---\n{json.dumps(head)}\n---\n{TEXT}\n",
        "briefings/deep/talks.yaml": json.dumps(book["talks"]),
        "briefings/deep/index.md": f"---\n{json.dumps(overview)}\n---\nWords.\n",
    }
    registries = (name for name in book if name != "talks")
    return {
        **files,
        **{f"briefings/{name}.yaml": json.dumps(book[name]) for name in registries},
    }


def set_field(kind: str, field: str, value: Any) -> Files:
    """Return the book in which an entry of a kind has a field."""
    book, head, overview = deepcopy((BOOK, HEAD, OVERVIEW))
    entry: Any = {"article": head, "briefing": overview}.get(kind, book)
    for step in PLACES.get(kind, ()):
        entry = entry[step]
    entry[field] = value
    return write(book, head, overview)


def list_choices(hint: Any) -> list[Any]:
    """Return the values of a field that holds no words; none of one that does."""
    if get_origin(hint) is Literal:
        return [value for value in get_args(hint) if value]
    if hint is bool:
        return ["yes"]
    return []


def list_fields() -> list[tuple[str, str, str]]:
    """Return (kind, field, value) of all fields that hold no words."""
    return [
        (kind.name, kind.names.get(name, name), value)
        for kind in KINDS
        for name, hint in get_type_hints(kind.model).items()
        for value in [*list_choices(hint), *([NUMBERS[name]] if hint is int else [])]
    ]


def tell(files: Files) -> tuple[dict[str, bytes], list[str]]:
    """Return what a book publishes, and what is said of it."""
    built = publish(files)
    return dict(built.files), sorted(found.code for found in built.problems)


def test_every_such_field_is_known() -> None:
    assert {(kind, field) for kind, field, _ in list_fields()} >= {
        *(("actor", "unnamed"), ("source", "transcript"), ("event", "status")),
        *(("quote", "best"), ("position", "rank"), ("mention", "all"), ("article", "text")),
    }


DEFAULTS = {
    *(
        ("actor", "type", "person"),
        ("event", "status", "happened"),
        ("article", "text", "ours"),
    ),
    *(("quote", "confidence", "high"), ("position", "confidence", "high")),
    *(("quote", "basis", "quoted"), ("position", "rank", "normal")),
    *(("position", "basis", "quoted"), ("position", "basis", "described")),
    ("article", "text", "ours"),
}
"""What is so without the field, or follows from the evidence."""


@pytest.mark.parametrize(("kind", "field", "value"), list_fields())
def test_it_makes_a_difference(kind: str, field: str, value: str) -> None:
    without = tell(write(BOOK, HEAD, OVERVIEW))
    changed = tell(set_field(kind, field, value))
    assert (changed != without) == ((kind, field, value) not in DEFAULTS)
