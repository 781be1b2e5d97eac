"""Fields that are not plainly right → what the validator makes of them, in our words.

Each of its errors becomes a problem with our words, our place and a cure.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from briefbook.base.problems import Locus, Problem, problem, shorten
from briefbook.base.suggesting import did_you_mean
from briefbook.kinds.fields import MARKDOWN, CommonFields, Refers, SpreadOut, join_set
from briefbook.kinds.kind import Kind

_KEY = "[key]"
"""What the validator adds where the key of a mapping is wrong, not its value."""

SYNONYMS = {
    "URL": "address homepage href link links uri url web website",
    "access": "audience edition editions visibility",
    "accessed": "access_date date_accessed retrieved viewed visited",
    "actors": "actor agents attendees participants people who",
    "aliases": "aka also_known_as alternative_names nicknames other_names synonyms",
    "archive_url": "archive archived archived_url wayback",
    "attendees": "actors attending guests participants people present who",
    "author": "authors by byline creator writer writers",
    "base_url": "address baseurl site_url url website",
    "body": "content note text words",
    "comment": "internal note notes remark remarks todo",
    "confidence": "certainty likelihood probability sure",
    "container-title": "booktitle journal magazine newspaper periodical",
    "date": "dated day issued on published time when year",
    "definition": "description explanation meaning summary text",
    "end": "ended till to until",
    "evidence": "because proof quote quotes source sources",
    "exact": "passage quotation quote text words",
    "if_raised": "if_asked issues questions",
    "issued": "date date_published day pub_date publication_date published when year",
    "language": "lang language_code locale",
    "links": "address homepage href link uri url urls web website",
    "locator": "chapter column page pages section",
    "max_quote_words": "max_words quote_limit word_limit",
    "name": "full_name heading label term title",
    "objectives": "aims goals",
    "on_behalf_of": "behalf for speaks_for",
    "organization": "affiliation company employer institution of organisation party",
    "part_of": "belongs_to member_of parent within",
    "place": "city location venue where",
    "points": "lines messages points_to_make talking_points",
    "publisher": "journal magazine medium newspaper outlet paper publication",
    "rights": "copyright licence license terms",
    "role": "function job occupation office position post title",
    "scale": "labels options stances values",
    "speaker": "actor author by from person said_by who",
    "stance": "label opinion position view",
    "start": "begin began from since started",
    "summary": "about abstract bio biography blurb definition description details text",
    "tagline": "description strapline subtitle",
    "term": "name title word",
    "title": "heading headline name",
    "was": "former former_id formerly old_id redirect redirects",
}
"""The words for each field, lower case, parted by spaces."""


@cache
def _make_adapter(model: type) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def judge_fields(
    kind: Kind, fields: Mapping[str, object], locus: Locus, short: tuple[str, ...]
) -> tuple[Any, Any, tuple[Problem, ...]]:
    """Return the fact, or None with one problem for each field that is wrong.

    Between them stands what the other fields make, None if that is nothing whole.
    """
    fact, details = _try_fields(kind, fields)
    wrong = {name for detail in details for name in detail["loc"][:1]}
    rest, _ = _try_fields(kind, {name: fields[name] for name in fields if name not in wrong})
    found = (_explain_error(kind, detail, locus, short) for detail in details)
    return fact, rest, _drop_misspelt(tuple(dict.fromkeys(one for one in found if one)))


def _try_fields(kind: Kind, fields: Mapping[str, object]) -> tuple[Any, list[ErrorDetails]]:
    try:
        return _make_adapter(kind.model).validate_python(_bar_lists(kind.model, fields)), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _bar_lists(hint: Any, value: Any) -> Any:
    """Return a value with text in place of each list that stands where a mapping belongs.

    The validator would take its items as the fields of a model, in their order.
    """
    inner = [one for one in get_args(hint) if one not in (NoneType, ...)]
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        hints = get_type_hints(hint, include_extras=True)
        is_list = isinstance(value, (list, tuple))
        return str(value) if is_list else _bar_in_fields(hints, value)
    if get_origin(hint) is tuple and isinstance(value, (list, tuple)):
        return [_bar_lists(inner[0], one) for one in value]
    is_plain = len(inner) == 1 or get_origin(hint) is Annotated
    return _bar_lists(inner[0], value) if inner and is_plain else value


def _bar_in_fields(hints: Mapping[str, Any], value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: _bar_lists(hints.get(name), one) for name, one in value.items()}


class _FieldFault(NamedTuple):
    """An error of the validator: ``names`` lead to its ``place``, as the analyst calls them."""

    kind: Kind
    detail: ErrorDetails
    names: tuple[str, ...]
    place: Locus


def _explain_error(
    kind: Kind, detail: ErrorDetails, locus: Locus, short: tuple[str, ...]
) -> Problem | None:
    """Return the problem that one validation error means, None if another error says it."""
    spelled = _leave_spread(kind.model, _spell_place(kind.model, detail["loc"]))
    if (
        detail["loc"][-1:] == ("str",)
        and spelled[-1:] != ("str",)
        and isinstance(detail["input"], dict)
    ):
        return None  # the field may be text or a mapping, and is a mapping with a fault
    names = tuple(kind.names.get(name, name) for name in spelled[:1]) + spelled[1:]
    pointer = _shorten_pointer(spelled, names, short)
    place = locus._replace(pointer=(*locus.pointer, *pointer))
    return _EXPLAIN.get(detail["type"], _explain_other)(_FieldFault(kind, detail, names, place))


def _leave_spread(model: Any, spelled: tuple[str, ...]) -> tuple[str, ...]:
    """Return a place without the mapping that gathers what is written on the entry itself."""
    hint = get_type_hints(model, include_extras=True).get(spelled[0]) if spelled else None
    marks = getattr(hint, "__metadata__", ())
    return spelled[1:] if any(isinstance(one, SpreadOut) for one in marks) else spelled


def _shorten_pointer(
    spelled: tuple[str, ...], names: tuple[str, ...], short: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the keys into the YAML: positions where an entry was written as a list."""
    if spelled and spelled[0] in short:
        return (str(short.index(spelled[0])), *spelled[1:])
    return names


def _name_holder(fault: _FieldFault) -> str:
    inner = (name for name in reversed(fault.names[:-1]) if not name.isdecimal())
    return next((f'"{name}"' for name in inner), f"this {fault.kind.name}")


def _name_field(fault: _FieldFault) -> str:
    """Return the name of the field in which an error lies; an item has its list's."""
    is_key = fault.detail["loc"][-1:] == (_KEY,)
    names = fault.names[:-1] if is_key else fault.names
    return next((name for name in reversed(names) if not name.isdecimal()), fault.kind.name)


def _explain_missing(fault: _FieldFault) -> Problem:
    """A field that must be there is not: the place is what should hold it."""
    whole = fault.place._replace(pointer=fault.place.pointer[:-1], part="key")
    return problem("missing-field", whole, kind=_name_holder(fault), field=fault.names[-1])


def _explain_extra(fault: _FieldFault) -> Problem:
    """A field that is not known: the one it is another word for is suggested, or is near."""
    name, place = fault.names[-1], fault.place._replace(part="key")
    known = list_fields(fault.kind, fault.detail["loc"][:-1])
    hint = did_you_mean(name, known, _find_meant(name, known))
    return problem("unknown-field", place, hint, kind=_name_holder(fault), field=name)


def list_fields(kind: Kind, loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """Return the names of the fields that an entry, or a part of it, may have."""
    whole: Any = kind.model
    part: Any = whole
    for name in loc:
        part = find_model(get_type_hints(part, include_extras=True).get(str(name))) or part
    if part != whole:
        return tuple(part._fields)
    own = (kind.names.get(name, name) for name in whole._fields)
    return (*own, *kind.also, *CommonFields._fields)


def find_model(hint: Any) -> Any:
    """Return the first type with fields that a type is made of, or None."""
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        return hint
    return next(filter(None, map(find_model, get_args(hint))), None)


def _explain_choice(fault: _FieldFault) -> Problem:
    """A word that is not one of the words allowed there."""
    allowed = fault.detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
    words = tuple(word for word in allowed.split(", ") if word)
    given, is_key = _say_given(fault.detail["input"]), fault.detail["loc"][-1:] == (_KEY,)
    return problem(
        "not-one-of",
        fault.place._replace(part="key") if is_key else fault.place,
        did_you_mean(given, words),
        field=_name_field(fault),
        given=given,
        allowed=", ".join(words),
    )


def _say_given(value: object) -> str:
    """Return what was given as it can be shown: of what is not plain, its brackets."""
    text = join_set(value)
    if isinstance(text, str):
        return shorten(text, 60)
    return "{…}" if isinstance(value, dict) else "[…]"


def _explain_custom(code: str) -> Callable[[_FieldFault], Problem]:
    """Return the explanation of an error that one of our own field types raised."""

    def explain(fault: _FieldFault) -> Problem:
        (words,) = fault.detail.get("ctx", {}).values()
        given = _say_given(fault.detail["input"])
        return problem(code, fault.place, given=given, reason=str(words))

    return explain


def _explain_address(fault: _FieldFault) -> Problem:
    return problem("unsafe-address", fault.place, address=_say_given(fault.detail["input"]))


def _explain_text(fault: _FieldFault) -> Problem:
    """A list or a mapping where text, or the name of one entry, is wanted."""
    loc = fault.detail["loc"]
    hint = get_type_hints(fault.kind.model, include_extras=True).get(str(loc[0]))
    marks = getattr(hint, "__metadata__", ()) if len(loc) == 1 else ()
    named = [one.to for one in marks if isinstance(one, Refers) and one.to != MARKDOWN]
    if named and not isinstance(fault.detail["input"], dict):
        where = _name_field(fault)
        return problem("wrong-shape", fault.place, where=where, wanted=f"one {named[0]}")
    return problem("not-text", fault.place, field=_name_field(fault))


def _explain_shape(fault: _FieldFault) -> Problem:
    is_list = any(word in fault.detail["type"] for word in ("tuple", "list"))
    wanted = "a list" if is_list else "a mapping"
    return problem("wrong-shape", fault.place, where=_name_field(fault), wanted=wanted)


def _explain_other(fault: _FieldFault) -> Problem:
    """Whatever else the validator says: a part with fields was written as a list."""
    return problem("wrong-shape", fault.place, where=_name_field(fault), wanted="a mapping")


_EXPLAIN: dict[str, Callable[[_FieldFault], Problem]] = {
    "missing": _explain_missing,
    "missing_argument": _explain_missing,
    "extra_forbidden": _explain_extra,
    "unexpected_keyword_argument": _explain_extra,
    "literal_error": _explain_choice,
    "string_type": _explain_text,
    "tuple_type": _explain_shape,
    "list_type": _explain_shape,
    "dict_type": _explain_shape,
    "arguments_type": _explain_shape,
    "bad_date": _explain_custom("bad-date"),
    "unsafe_address": _explain_address,
    "bad_colour": _explain_custom("bad-colour"),
    "bad_path": _explain_custom("bad-path"),
    "bad_language": _explain_custom("bad-language"),
    "bad_tag": _explain_custom("bad-tag"),
    "bad_number": _explain_custom("bad-number"),
    "not_yes_or_no": _explain_custom("not-yes-or-no"),
}


def _spell_place(model: Any, loc: Sequence[int | str]) -> tuple[str, ...]:
    """Return the names and positions in ``loc``, a place in an entry of type ``model``."""
    names: list[str] = []
    hint: Any = model
    for part in loc:
        hint = _strip_hint(hint)
        if get_origin(hint) in (Union, UnionType):
            hint = _choose_branch(hint, str(part))
        elif part != _KEY:
            names.append(str(part))
            hint = _enter_hint(hint, str(part))
    return tuple(names)


def _strip_hint(hint: Any) -> Any:
    """Return a type without its annotations, and without the choice of having no value."""
    if get_origin(hint) is Annotated:
        return _strip_hint(get_args(hint)[0])
    branches = [one for one in get_args(hint) if one is not NoneType]
    is_choice = get_origin(hint) in (Union, UnionType)
    return _strip_hint(branches[0]) if is_choice and len(branches) == 1 else hint


def _choose_branch(hint: Any, name: str) -> Any:
    """Return the type that the validator calls so, of those that a field may have."""
    return next((one for one in get_args(hint) if getattr(one, "__name__", "") == name), Any)


def _enter_hint(hint: Any, name: str) -> Any:
    """Return the type of a field, of an item of a list, or of a value in a mapping."""
    if hasattr(hint, "_fields"):
        return get_type_hints(hint, include_extras=True).get(name, Any)
    if get_origin(hint) in (tuple, dict):
        return get_args(hint)[int(get_origin(hint) is dict)]
    return Any


def _find_meant(word: str, fields: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``fields`` that ``word`` is another word for, in their order."""
    plain = word.casefold().replace("-", "_").replace(" ", "_")
    return tuple(name for name in fields if plain in SYNONYMS.get(name, "").split())


def _drop_misspelt(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems less the missing fields that are there under a misspelt name."""
    hints = {
        found.locus.pointer[:-1]: found.hint
        for found in problems
        if found.code == "unknown-field"
    }
    return tuple(found for found in problems if not _is_misspelt(found, hints))


def _is_misspelt(found: Problem, hints: dict[tuple[str, ...], str]) -> bool:
    """Tell whether a missing field is what an unknown one of its entry was meant for."""
    field = dict(found.data).get("field", "")
    return found.code == "missing-field" and f'"{field}"' in hints.get(found.locus.pointer, "")
