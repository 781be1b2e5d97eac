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
from briefbook.exports.schema import TypeForm, list_required, read_fields, read_form
from briefbook.kinds import LISTS
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
    value, reason = parse(data)
    if not reason:
        reason = judge_head(value, edition)
    if reason:
        return None, (bad_book(path, reason),)
    problems = tuple(islice((bad_book(path, one) for one in judge_lists(value)), MOST))
    return (None if problems else keep_known(value)), problems


def bad_book(path: str, reason: str) -> Problem:
    """Return the problem of a file that is no book."""
    return problem("bad-book", Locus(path), reason=reason)


def parse(data: bytes) -> tuple[Any, str]:
    """Return the value of JSON, or why there is none."""
    if len(data) > LIMIT:
        return None, f"it has more than {LIMIT // 2**20} MiB"
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=refuse_constant), ""
    except (ValueError, RecursionError) as error:
        return None, explain_json(error)


def explain_json(error: Exception) -> str:
    """Return why something is no JSON."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is not UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    if isinstance(error, RecursionError):
        return "its lists lie too deep in each other"
    return str(error).partition(";")[0]


def refuse_constant(name: str) -> NoReturn:
    """Refuse what is no JSON, though many take it as such."""
    raise ValueError(f"{name} is no number")


def judge_head(value: Any, edition: str) -> str:
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
        return f"it is of the edition {clip_json(given)}, and is compared with {edition}"
    return ""


def judge_lists(book: Book) -> Iterator[str]:
    """Yield what is wrong in the lists of a book, each with its place."""
    for name in LISTS:
        records = book.get(name, [])
        if not isinstance(records, list):
            yield f"{name} is not a list"
            continue
        seen: set[str] = set()
        for at, one in enumerate(records, 1):
            for reason in judge_record(name, one, seen):
                yield f"{name}, entry {at}{name_of(one)}: {reason}"


def name_of(one: Any) -> str:
    """Return the id of an entry, to be found by."""
    found = one.get("id") if isinstance(one, dict) else None
    return f" ({clip_json(found)})" if isinstance(found, str) else ""


def clip_json(value: Any) -> str:
    """Return the beginning of a value, as JSON."""
    text = json.dumps(value)[:80]
    return text if len(text) < 80 else f"{text}…"


def judge_record(name: str, one: Any, seen: set[str]) -> Iterator[str]:
    """Yield what is wrong with one entry."""
    if not isinstance(one, dict):
        yield "it is not an object"
        return
    hints, required = read_fields(LISTS[name].shape), list_required(LISTS[name].shape)
    yield from (f"it has no {field}" for field in required if field not in one)
    for field in one.keys() & hints.keys():
        if not fits(hints[field], one[field]):
            yield f"{field} is not of its kind"
    if isinstance(one.get("id"), str):
        if one["id"] in seen:
            yield "another has the same id"
        seen.add(one["id"])


def fits(hint: Any, value: Any) -> bool:
    """Tell whether a value is of a type."""
    form = read_form(hint)
    return FITS[form.name](form, value)


def fits_fields(form: TypeForm, value: Any) -> bool:
    """Tell whether a value has the fields of a shape, as far as these are known."""
    hints = read_fields(form.inner[0])
    return isinstance(value, dict) and all(
        fits(hints[name], value[name]) for name in value.keys() & hints.keys()
    )


def fits_list(form: TypeForm, value: Any) -> bool:
    """Tell whether a value is a list of a type."""
    return isinstance(value, list) and all(fits(form.inner[0], one) for one in value)


def fits_mapping(form: TypeForm, value: Any) -> bool:
    """Tell whether a value is a mapping to a type."""
    return isinstance(value, dict) and all(fits(form.inner[1], one) for one in value.values())


def is_date(value: Any) -> bool:
    """Tell whether a value is a date."""
    try:
        return isinstance(value, str) and bool(parse_date(value))
    except ValueError:
        return False


def is_text(value: Any) -> bool:
    """Tell whether a value is text that can be written."""
    return isinstance(value, str) and not SURROGATE.search(value)


FITS: dict[str, Callable[[TypeForm, Any], bool]] = {
    "date": lambda _, value: is_date(value),
    "text": lambda _, value: is_text(value),
    "truth": lambda _, value: isinstance(value, bool),
    "number": lambda _, value: type(value) is int,
    "choice": lambda _, value: is_text(value),
    "marked": lambda form, value: fits(form.inner[0], value),
    "fields": fits_fields,
    "list": fits_list,
    "mapping": fits_mapping,
}


def keep_known(book: Book) -> Book:
    """Return the book without the fields that are not known."""
    heads = {name: value for name, value in book.items() if name not in LISTS}
    lists = {
        name: [
            {field: one[field] for field in one if field in read_fields(LISTS[name].shape)}
            for one in book[name]
        ]
        for name in LISTS
        if name in book
    }
    return {**heads, **lists}
