"""The fields of a new entry, as they are given on the command line → as they are written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from briefbook.base.codes import CODES
from briefbook.base.problems import Problem
from briefbook.base.suggesting import did_you_mean
from briefbook.checks.merging import make_id, spell_id
from briefbook.kinds import BY_NAME
from briefbook.kinds.fields import MARKDOWN, is_id
from briefbook.kinds.kind import Entry, Kind
from briefbook.kinds.references import Reference, find_marked
from briefbook.schemas.book import BookIds
from briefbook.syntax.yaml.reader import read_yaml
from briefbook.units.entries import EntryGroup, read_entry
from briefbook.units.resolving import called

Fields = dict[str, Any]
_ANYWHERE = ("entity", "evidence")
"""What a field may refer to that is of no one kind."""


class NewEntry(NamedTuple):
    """An entry that is to be written: its fields, and what is wrong with them, in words."""

    fields: Fields
    faults: tuple[str, ...]


def begin_entry(kind: Kind, entry_id: str, pairs: Iterable[str], book: BookIds) -> NewEntry:
    """Return an entry with the fields that are given as ``field=value``.

    Its name is worked out from its id, where none is given.
    """
    given, faults = read_pairs(pairs)
    own_name = {name: spell_id(kind, entry_id) for name in kind.sketch[:1]}
    fields = {**own_name, **given}
    entry, found = read_entry(kind, entry_id, fields, EntryGroup("", ()))
    told = {dict(one.data).get("field") for one in found}
    # What has not happened yet may have no date.
    needed = () if "status" in given else kind.sketch
    lacking = [name for name in needed if name not in {*fields, *told}]
    return NewEntry(
        fields,
        (
            *faults,
            *map(say_problem, found),
            *(f'this {kind.name} has no "{name}"; give {name}=…' for name in lacking),
            *(_check_references(entry, book) if entry and entry.fact else ()),
        ),
    )


def read_pairs(pairs: Iterable[str]) -> tuple[Fields, list[str]]:
    """Return fields from ``field=value``, and what is wrong; one given twice is a list.

    A value in brackets or braces is YAML, any other the words as they are.
    """
    fields, faults = Fields(), []
    for pair in pairs:
        name, equals, words = pair.partition("=")
        if not equals or not name:
            faults.append(f'"{pair}" is no field=value')
        elif name in fields:
            before = fields[name] if isinstance(fields[name], list) else [fields[name]]
            fields[name] = [*before, _read_value(words)]
        else:
            fields[name] = _read_value(words)
    return fields, faults


def _read_value(words: str) -> Any:
    if words[:1] not in ("[", "{"):
        return words
    value, problems = read_yaml(words, "")
    return words if problems else value


def check_form(entry_id: str) -> str:
    """Return why a word can be no id, "" if it can be one."""
    nearest = make_id(entry_id)
    hint = f'try "{nearest}"' if nearest else ""
    return "" if is_id(entry_id) else _say_code("bad-id", hint, id=entry_id)


def check_id(entry_id: str, book: BookIds) -> str:
    """Return why an id cannot be that of a new entry, "" if it can."""
    bearers = [
        f"by the {one.kind} in {one.path}"
        for one in book.entries
        if one.defines and not one.is_implied and one.ref.rpartition("#")[2] == entry_id
    ]
    bearers += ["by a briefing"] if entry_id in book.briefings else []
    taken = f'the id "{entry_id}" is taken, {bearers[0]}' if bearers else ""
    return check_form(entry_id) or taken


def _say_code(code: str, hint: str, **data: str) -> str:
    """Return what a problem says, with its cure, unless the reason has told it."""
    says, cure = CODES[code].says.format(**data), CODES[code].cure
    return says if "reason" in data and not hint else f"{says}; {hint or cure}"


def say_problem(found: Problem) -> str:
    """Return a problem of a field in one line, with its cure."""
    data = dict(found.data)
    needed = f"give {data['field']}=…" if found.code == "missing-field" else ""
    return _say_code(found.code, found.hint or needed, **data)


def _check_references(entry: Entry, book: BookIds) -> Iterator[str]:
    """Yield each word that should name an entry, and names none."""
    for one in find_marked(entry.fact):
        if one.to != MARKDOWN and one.word and not _is_known(one, book):
            named = "entry" if one.to in _ANYWHERE else one.to
            hint = did_you_mean(one.word, list_names(one.to, book))
            cure = f"first: briefbook new {one.to} {one.word}" if one.to in BY_NAME else ""
            yield "; ".join(filter(None, (f'no {named} "{one.word}"', hint or cure)))


def _is_known(reference: Reference, book: BookIds) -> bool:
    return not book.is_whole or reference.word in list_names(reference.to, book)


def list_names(to: str, book: BookIds) -> Mapping[str, None]:
    """Return the words that name an entry of a kind, in any form that is understood."""
    if to == "article":
        return dict.fromkeys(book.articles)
    if to == "briefing":
        return dict.fromkeys(book.briefings)
    kinds = BY_NAME if to in _ANYWHERE else (to,)
    entries = [one for one in book.entries if one.kind in kinds and one.defines]
    refs = [ref for one in entries for ref in _list_refs(one.ref)]
    names = [name for one in entries for name in called(one) if not is_id(name)]
    return dict.fromkeys((*refs, *names))


def _list_refs(ref: str) -> Iterator[str]:
    """Yield the ways to refer to an entry: an article may be called by the end of its path."""
    article, mark, local = ref.partition("#")
    parts = article.split("/")
    yield from (
        f"{'/'.join(parts[at:])}{mark}{local}" for at in range(len(parts) if mark else 1)
    )
