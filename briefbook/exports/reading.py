"""The bytes of a ``book.json`` → the book, or what is wrong with it.

A file may come from anywhere: what is too large, too deep or not of the form that the schema
describes is reported with its place. Fields that are not known are left out.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, NoReturn

from briefbook.base.problems import Locus, Problem, problem
from briefbook.exports.book import VERSION
from briefbook.exports.schema import TypeForm, read_fields, read_form
from briefbook.kinds import LISTS
from briefbook.kinds.fields import list_published
from briefbook.syntax.dates import parse_date

LIMIT = 512 * 2**20
"""Bytes of a book that are ever read."""

MOST = 20
"""Problems that are reported of one file: a file of another kind has no end of them."""

Book = Mapping[str, Any]
SURROGATE = re.compile("[\ud800-\udfff]")


def read_book(
    data: bytes, path: str, edition: str = ""
) -> tuple[Book | None, tuple[Problem, ...]]:
    """Return the book that bytes hold, or None with what is wrong.

    ``edition`` is the one that it must be of: what another edition sees is not to be told in
    this one.
    """
    value, reason = _parse(data)
    if reason := reason or _judge_head(value, edition):
        return None, (_bad_book(path, reason),)
    problems = tuple(islice((_bad_book(path, one) for one in _judge_lists(value)), MOST))
    return (None if problems else _keep_known(value)), problems


def _bad_book(path: str, reason: str) -> Problem:
    return problem("bad-book", Locus(path), reason=reason)


def _parse(data: bytes) -> tuple[Any, str]:
    """Return the value of JSON, or why there is none."""
    if len(data) > LIMIT:
        return None, f"it has more than {LIMIT // 2**20} MiB"
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant), ""
    except (ValueError, RecursionError) as error:
        return None, _explain_json(error)


def _explain_json(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is not UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    if isinstance(error, RecursionError):
        return "its lists lie too deep in each other"
    return str(error).partition(";")[0]


def _refuse_constant(name: str) -> NoReturn:
    """Refuse what is no JSON, though many take it as such."""
    raise ValueError(f"{name} is no number")


def _judge_head(value: Any, edition: str) -> str:
    """Return why a value is no book that can be compared, "" if it may be one."""
    if not isinstance(value, dict):
        return "it is not an object"
    version = value.get("version")
    if type(version) is not int or version < 1:
        return "it has no version"
    if version > VERSION:
        return f"it is of version {version}, made by a later program; this one reads {VERSION}"
    given = value.get("edition")
    if edition and given != edition:
        return f"it is of the edition {_clip_json(given)}, and is compared with {edition}"
    return ""


def _judge_lists(book: Book) -> Iterator[str]:
    for name in LISTS:
        records = book.get(name, [])
        if not isinstance(records, list):
            yield f"{name} is not a list"
            continue
        seen: set[str] = set()
        for at, one in enumerate(records, 1):
            ref = one.get("id") if isinstance(one, dict) else None
            named = f" ({_clip_json(ref)})" if isinstance(ref, str) else ""
            for reason in _judge_record(name, one, seen):
                yield f"{name}, entry {at}{named}: {reason}"


def _clip_json(value: Any) -> str:
    text = json.dumps(value)[:80]
    return text if len(text) < 80 else f"{text}…"


def _judge_record(name: str, one: Any, seen: set[str]) -> Iterator[str]:
    if not isinstance(one, dict):
        yield "it is not an object"
        return
    hints, required = read_fields(name), ("id", *LISTS[name].required)
    yield from (f"it has no {field}" for field in required if field not in one)
    for field in one.keys() & hints.keys():
        if not _fits(hints[field], one[field]):
            yield f"{field} is not of its kind"
    if isinstance(one.get("id"), str):
        if one["id"] in seen:
            yield "another has the same id"
        seen.add(one["id"])


def _fits(hint: Any, value: Any) -> bool:
    form = read_form(hint)
    return FITS[form.name](form, value)


def _fits_fields(form: TypeForm, value: Any) -> bool:
    """Tell whether a value has the fields of a shape, as far as these are known."""
    hints = {field.name: field.type for field in list_published(form.inner[0])}
    return isinstance(value, dict) and all(
        _fits(hints[name], value[name]) for name in value.keys() & hints.keys()
    )


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(parse_date(value))
    except ValueError:
        return False


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not SURROGATE.search(value)


FITS: dict[str, Callable[[TypeForm, Any], bool]] = {
    "date": lambda _, value: _is_date(value),
    "text": lambda _, value: _is_text(value),
    "truth": lambda _, value: isinstance(value, bool),
    "number": lambda _, value: type(value) is int,
    "choice": lambda _, value: _is_text(value),
    "marked": lambda form, value: _fits(form.inner[0], value),
    "fields": _fits_fields,
    "list": lambda form, value: (
        isinstance(value, list) and all(_fits(form.inner[0], one) for one in value)
    ),
    "mapping": lambda form, value: (
        isinstance(value, dict) and all(_fits(form.inner[1], one) for one in value.values())
    ),
}


def _keep_known(book: Book) -> Book:
    heads = {name: value for name, value in book.items() if name not in LISTS}
    lists = {
        name: [
            {field: one[field] for field in one if field in read_fields(name)}
            for one in book[name]
        ]
        for name in LISTS
        if name in book
    }
    return {**heads, **lists}
