"""What the browser sends, as JSON gives it → plain values that the desk can trust.

Nothing is taken for granted: whatever is not as our own panel sends it is refused.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from briefbook.kinds import BY_NAME, KINDS, REGISTRIES
from briefbook.kinds.fields import SELECTOR_FIELDS, is_id
from briefbook.kinds.kind import Kind
from briefbook.kinds.written import list_written
from briefbook.syntax.yaml.reader import Plain

NOTED = tuple(kind.name for kind in KINDS if kind.noted)
"""The kinds of notes that the desk writes into a sidecar."""

MADE = tuple(kind.name for kind in KINDS if kind.made_in_place)
"""The kinds of entries that it makes in a registry, in place."""

LONGEST = 20_000
"""Characters of a text that is sent."""

MOST = 100
"""Items of a list or mapping that is sent, and how deep they may lie."""

DEEPEST = 3
COMMON = frozenset({"access", "comment"})
"""Fields that entries of every kind may have."""


class BadRequestError(ValueError):
    """A request is not as our own panel would send it; the words say what is wrong."""


class Selection(NamedTuple):
    """Selected words: ``before`` is what stands before them in their paragraph.

    ``where`` is ``text`` or ``capture``. ``paragraph`` is its number, 0 where it has none.
    """

    where: str
    paragraph: int
    words: str
    before: str


class MadeEntry(NamedTuple):
    """An entry that is to be made in the registry of its kind."""

    kind: Kind
    id: str
    fields: dict[str, Plain]


class Draft(NamedTuple):
    """A note as it is to be written.

    ``id`` is that of one that is there and is to be changed, "" for a new one, whose id may be
    ``name``. A field that is None is to go. ``version`` is what the note was when the
    browser was told of it.
    """

    article: str
    kind: Kind
    id: str
    name: str
    selection: Selection | None
    fields: dict[str, Plain]
    new: tuple[MadeEntry, ...]
    version: str


def read_draft(asked: object) -> Draft:
    """Return what is to be written.

    Raises:
        BadRequestError: it cannot be told.
    """
    known = read_mapping(asked)
    kind = _find_kind(read_word(known, "kind"), NOTED)
    place = known.get("selection")
    return Draft(
        read_word(known, "article"),
        kind,
        _read_id(known, "id"),
        _read_id(known, "name"),
        None if place is None else read_selection(place),
        _read_fields(kind, known.get("fields", {})),
        tuple(_read_new(one) for one in _read_list(known.get("new", []))),
        read_word(known, "version"),
    )


def read_selection(asked: object) -> Selection:
    """Return which words were selected."""
    known = read_mapping(asked)
    where, paragraph = read_word(known, "where"), known.get("paragraph", 0)
    if where not in ("text", "capture") or type(paragraph) is not int:
        raise BadRequestError("a selection has a place")
    return Selection(where, paragraph, read_word(known, "words"), read_word(known, "before"))


def read_mapping(asked: object) -> Mapping[str, Any]:
    """Return what was sent, if it is a mapping."""
    if not isinstance(asked, dict):
        raise BadRequestError("a request is an object")
    return asked


def read_word(known: Mapping[str, Any], name: str) -> str:
    """Return a text that was sent, "" for none."""
    word = known.get(name, "")
    if not _is_text(word):
        raise BadRequestError(f"{name} is a text of {LONGEST:,} characters at most")
    return str(word)


def _is_text(value: object) -> bool:
    """Tell whether a value is a text that a file can hold, and not too long."""
    is_short = isinstance(value, str) and len(value) <= LONGEST
    return is_short and not any("\ud800" <= letter <= "\udfff" for letter in str(value))


def _read_id(known: Mapping[str, Any], name: str) -> str:
    word = read_word(known, name)
    if word and not is_id(word):
        raise BadRequestError(f'"{word[:80]}" is no id: small letters, figures and hyphens')
    return word


def _read_list(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST:
        raise BadRequestError(f"a list has {MOST} items at most")
    return value


def _find_kind(name: str, allowed: tuple[str, ...]) -> Kind:
    if name not in allowed:
        raise BadRequestError(f"there are {', '.join(allowed)}")
    return BY_NAME[name]


def _read_new(asked: object) -> MadeEntry:
    known = read_mapping(asked)
    kind = _find_kind(read_word(known, "kind"), MADE)
    assert kind.section in REGISTRIES
    entry_id, fields = _read_id(known, "id"), _read_fields(kind, known.get("fields", {}))
    if not entry_id:
        raise BadRequestError(f"a new {kind.name} needs an id")
    return MadeEntry(kind, entry_id, {name: one for name, one in fields.items() if one})


def _read_fields(kind: Kind, asked: object) -> dict[str, Plain]:
    """Return fields that analysts may write of a kind, but for those that the place decides."""
    known = read_mapping(asked)
    allowed = ({one.name for one in list_written(kind)} | COMMON) - {*SELECTOR_FIELDS}
    if strange := known.keys() - allowed:
        raise BadRequestError(
            f'a {kind.name} has no "{min(strange)[:80]}" that is written here'
        )
    return {name: _read_value(value) for name, value in known.items()}


def _has_few_keys(value: Mapping[str, object]) -> bool:
    return len(value) <= MOST and all(map(_is_text, value))


def _read_value(value: object, depth: int = 0) -> Plain:
    """Return a value of texts, lists and mappings, as YAML would give it."""
    if value is None or _is_text(value):
        return None if value is None else str(value)
    if isinstance(value, list) and depth < DEEPEST:
        return [_read_value(one, depth + 1) for one in _read_list(value)]
    if isinstance(value, dict) and depth < DEEPEST and _has_few_keys(value):
        return {key: _read_value(one, depth + 1) for key, one in value.items()}
    raise BadRequestError("a field is a text, or a short list or mapping of texts")
