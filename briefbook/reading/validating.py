"""A validator's error → a problem with our words, our place and a cure."""

from collections.abc import Callable, Mapping
from typing import Any, get_args, get_type_hints

from pydantic_core import ErrorDetails

from briefbook.kinds.fields import Translation, Words
from briefbook.kinds.kind import Kind
from briefbook.problems import Locus, Problem, problem
from briefbook.suggesting import did_you_mean

COMMON = ("access", "comment", "was")
BRANCHES = ("str", Words.__name__, Translation.__name__)
"""What a validator calls the shapes that one field may have: they stand in no file."""


def explain_error(
    kind: Kind, detail: ErrorDetails, locus: Locus, short: tuple[str, ...]
) -> Problem | None:
    """Return the problem that one validation error means."""
    pointer = spell_pointer(kind, detail["loc"], short)
    place = locus._replace(pointer=(*locus.pointer, *pointer))
    explain = EXPLAIN.get(detail["type"], explain_other)
    return explain(kind, detail, place)


def spell_pointer(
    kind: Kind, loc: tuple[int | str, ...], short: tuple[str, ...]
) -> tuple[str, ...]:
    """Return pydantic's place as a pointer into the YAML, as the analyst spelled it.

    Branch names of unions (``function-after[…]``, class names) are left out.
    """
    names = [str(part) for part in loc if is_spelled(part)]
    if names and names[0] in short:
        return (str(short.index(names[0])), *names[1:])
    return tuple(
        kind.names.get(name, name) if place == 0 else name for place, name in enumerate(names)
    )


def is_spelled(part: int | str) -> bool:
    """Tell whether a part of pydantic's place stands in the YAML too."""
    text = str(part)
    return text not in BRANCHES and "[" not in text


def explain_missing(kind: Kind, detail: ErrorDetails, place: Locus) -> Problem:
    """A field that must be there is not: the place is what should hold it."""
    *outer, field = place.pointer
    whole = place._replace(pointer=(*outer,), part="key")
    return problem("missing-field", whole, kind=name_holder(kind, detail), field=field)


def name_holder(kind: Kind, detail: ErrorDetails) -> str:
    """Return what the entry, or the part of it that an error lies in, is called."""
    names = [str(part) for part in detail["loc"][:-1] if is_spelled(part)]
    return next((name for name in reversed(names) if not name.isdecimal()), kind.name)


def explain_extra(kind: Kind, detail: ErrorDetails, place: Locus) -> Problem:
    """A field that is not known: the nearest known one is suggested."""
    name, holder = place.pointer[-1], name_holder(kind, detail)
    hint = did_you_mean(name, list_fields(kind, detail["loc"][:-1]))
    return problem("unknown-field", place._replace(part="key"), hint, kind=holder, field=name)


def list_fields(kind: Kind, loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """Return the names of the fields that an entry, or a part of it, may have."""
    whole: Any = kind.model
    part: Any = whole
    for name in loc:
        part = find_model(get_type_hints(part, include_extras=True).get(str(name))) or part
    if part == whole:
        return (*(kind.names.get(name, name) for name in whole._fields), *COMMON)
    return tuple(part._fields)


def find_model(hint: Any) -> Any:
    """Return the first type with fields that a type is made of, or None."""
    if hasattr(hint, "_fields"):
        return hint
    return next(filter(None, map(find_model, get_args(hint))), None)


def explain_choice(kind: Kind, detail: ErrorDetails, place: Locus) -> Problem:
    """A word that is not one of the words allowed there."""
    allowed = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
    words = tuple(word for word in allowed.split(", ") if word)
    given = say_given(detail["input"])
    return problem(
        "not-one-of",
        place,
        did_you_mean(given, words),
        field=name_field(place),
        given=given,
        allowed=", ".join(words),
    )


def say_given(value: object) -> str:
    """Return what was given as it can be shown: of a list or mapping, its brackets."""
    if isinstance(value, str):
        return value if len(value) <= 60 else f"{value[:59]}…"
    return "{…}" if isinstance(value, dict) else "[…]"


def explain_custom(code: str) -> Callable[[Kind, ErrorDetails, Locus], Problem]:
    """Return the explanation of an error that one of our own field types raised."""

    def explain(kind: Kind, detail: ErrorDetails, place: Locus) -> Problem:
        context: Mapping[str, Any] = detail.get("ctx", {})
        (words,) = context.values()
        return problem(code, place, given=say_given(detail["input"]), reason=str(words))

    return explain


def explain_address(kind: Kind, detail: ErrorDetails, place: Locus) -> Problem:
    """An address that readers could not safely follow."""
    return problem("unsafe-address", place, address=say_given(detail["input"]))


def explain_text(kind: Kind, detail: ErrorDetails, place: Locus) -> Problem:
    """A list or a mapping where text is wanted."""
    return problem("not-text", place, field=name_field(place))


def explain_shape(kind: Kind, detail: ErrorDetails, place: Locus) -> Problem:
    """Text where a list or a mapping is wanted."""
    wanted = "a list" if "tuple" in detail["type"] or "list" in detail["type"] else "a mapping"
    return problem("wrong-shape", place, where=name_field(place), wanted=wanted)


def name_field(place: Locus) -> str:
    """Return the name of the field at a place; an item of a list has its list's."""
    names = (name for name in reversed(place.pointer) if not name.isdecimal())
    return next(names, "this")


def explain_other(kind: Kind, detail: ErrorDetails, place: Locus) -> Problem:
    """Whatever else the validator says: a part with fields was written as a list."""
    return problem("wrong-shape", place, where=name_field(place), wanted="a mapping")


EXPLAIN: dict[str, Callable[[Kind, ErrorDetails, Locus], Problem]] = {
    "missing": explain_missing,
    "missing_argument": explain_missing,
    "extra_forbidden": explain_extra,
    "unexpected_keyword_argument": explain_extra,
    "literal_error": explain_choice,
    "string_type": explain_text,
    "tuple_type": explain_shape,
    "list_type": explain_shape,
    "dict_type": explain_shape,
    "arguments_type": explain_shape,
    "bad_date": explain_custom("bad-date"),
    "unsafe_address": explain_address,
    "bad_colour": explain_custom("bad-colour"),
    "bad_path": explain_custom("bad-path"),
    "bad_language": explain_custom("bad-language"),
    "bad_number": explain_custom("bad-number"),
    "not_yes_or_no": explain_custom("not-yes-or-no"),
}
