"""The schema of each file that is written by hand, by the name of its kind of file."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from briefbook.build.config import CONFIG
from briefbook.kinds import BY_NAME, KINDS, REGISTRIES, SECTIONS
from briefbook.kinds.event import SYNONYMS, TYPES
from briefbook.kinds.fields import CommonFields
from briefbook.kinds.kind import Kind
from briefbook.kinds.written import list_parts, list_written
from briefbook.schemas.types import (
    DEFINED,
    ID,
    NOTHING,
    TEXT,
    Schema,
    describe_fields,
    one_of,
    refer,
)
from briefbook.units.sidecar import SOURCE

DRAFT = "https://json-schema.org/draft/2020-12/schema"

SIDECAR = "sidecar"
HEADS = {kind.name: kind for kind in (CONFIG, *KINDS) if not kind.section}
"""Kinds of which one entry stands in a file: the settings, and what is front matter."""

NAMES = (*HEADS, SIDECAR, *REGISTRIES)
"""Kinds of files."""

WORDS: dict[str, Schema] = {
    "event-type": one_of({"enum": [*TYPES, *SYNONYMS]}, refer(TEXT)),
}
"""Lists of words, where no workspace says otherwise: of events, others than these are legal."""


def make_schema(name: str, book: Mapping[str, Schema] | None = None) -> Schema:
    """Return the schema of a kind of file; ``book`` are definitions with the ids of a book."""
    whole = _make_file(name)
    known = {**DEFINED, **WORDS, **(book or {})}
    return {"$schema": DRAFT, **whole, "$defs": _list_used(whole, known)}


def write_json(schema: Schema) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _make_file(name: str) -> Schema:
    if name in HEADS:
        return {"title": f"{name}", **_describe_entry(HEADS[name])}
    if name == SIDECAR:
        return _describe_sidecar()
    kind = REGISTRIES[name]
    return {"title": f"{name}.yaml", **describe_section(kind), "type": ["object", "null"]}


def _describe_sidecar() -> Schema:
    source = BY_NAME[SOURCE]
    about = {"description": f"The {source.name} that the article rests on: its id"}
    sections = {
        section: {
            **one_of(describe_section(kind), refer(NOTHING)),
            "description": say_about(kind),
        }
        for section, kind in SECTIONS.items()
    }
    return {
        "title": "annotations of an article",
        "type": ["object", "null"],
        "properties": {
            SOURCE: {**one_of(refer("source-id"), refer(NOTHING)), **about},
            **sections,
        },
        "additionalProperties": False,
    }


def say_about(kind: Kind) -> str:
    """Return what a kind is, in a sentence."""
    return str(kind.model.__doc__).partition("\n")[0]


def describe_section(kind: Kind) -> Schema:
    """Return the schema of a section: a mapping of ids, or a list."""
    entry = describe_entry_forms(kind)
    if kind.shape == "list":
        return {"type": "array", "items": entry}
    names = {"title": "id", **DEFINED[ID]}
    return {"type": "object", "propertyNames": names, "additionalProperties": entry}


def describe_entry_forms(kind: Kind) -> Schema:
    """Return the schema of an entry in all forms in which it may be written."""
    forms = [_describe_entry(kind), *_describe_short(kind)]
    if kind.scalar:
        forms.append({**refer(TEXT), "description": f"The {kind.scalar} alone"})
    if not any(field.is_required for field in list_written(kind)):
        forms.append(refer(NOTHING))
    return one_of(*forms) if len(forms) > 1 else forms[0]


def _describe_entry(kind: Kind) -> Schema:
    whole = describe_fields(list_written(kind), list_parts(CommonFields))
    return {"description": say_about(kind), **whole}


def _describe_short(kind: Kind) -> Iterator[Schema]:
    """Yield the form of an entry that is a list of some of its fields, in their order."""
    fields = {field.name: field for field in list_written(kind)}
    written = [fields[kind.names.get(name, name)] for name in kind.short]
    if written:
        shown = describe_fields(written)["properties"]
        yield {
            "type": "array",
            "prefixItems": list(shown.values()),
            "items": False,
            "minItems": sum(field.is_required for field in written),
        }


def _list_used(schema: Any, known: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the definitions that a schema refers to, and those that these refer to."""
    found: dict[str, Schema] = {}
    pending = sorted(_find_refs(schema))
    while pending:
        name = pending.pop()
        if name not in found:
            found[name] = known.get(name, refer(TEXT))
            pending += _find_refs(found[name])
    return dict(sorted(found.items()))


def _find_refs(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(named := value.get("$ref"), str):
            yield named.rpartition("/")[2]
        yield from (name for one in value.values() for name in _find_refs(one))
    if isinstance(value, list):
        yield from (name for one in value for name in _find_refs(one))
