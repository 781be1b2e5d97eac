"""What in an entry refers to others, found without knowing its kind.

A word is tried by putting another in its place and asking the kind of the entry, by the types
of its fields, whether a reference has changed. So every field of every kind is followed, in
whatever form an analyst wrote it, and a new kind needs nothing here.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from briefbook.kinds import BY_NAME
from briefbook.kinds.fields import MARKDOWN
from briefbook.kinds.kind import Entry
from briefbook.kinds.references import find_marked
from briefbook.syntax.yaml.reader import Plain, Pointer
from briefbook.units.entries import EntryGroup, read_entry
from briefbook.writing.edits import CannotWrite
from briefbook.writing.tree import Tree
from briefbook.writing.yaml_edits import Rewrite, swap

_STAND_IN = "zz-stand-in-zz"
"""An id that no book has."""


class Rules(NamedTuple):
    """What becomes of words: ``may_name`` tells which are worth a try.

    ``follow`` gets a word and the kind that it must be of; ``rewrite`` a whole Markdown text.
    """

    may_name: Callable[[str], bool]
    follow: Callable[[str, str], str]
    rewrite: Rewrite


class Rewritten(NamedTuple):
    """What is to be written otherwise in the YAML of a file."""

    values: dict[Pointer, Rewrite]
    keys: dict[Pointer, str]


def follow_entry(tree: Tree, entry: Entry, rules: Rules) -> Rewritten:
    """Return the words of an entry that change, with what becomes of them.

    Raises:
        CannotWrite: the entry has errors, so that nobody knows what its words are.
    """
    done = Rewritten({}, {})
    raw = tree.find(entry.pointer) if tree.has(entry.pointer) else None
    for place, word, is_key in list_words(raw):
        if not rules.may_name(word):
            continue
        if entry.fact is None:
            at = "/".join(entry.pointer)
            raise CannotWrite(f"{entry.path}: {at} has errors: mend them first (check)")
        _follow_word(done, entry, rules, (raw, place, word, is_key))
    return done


_Word = tuple[Any, Pointer, str, bool]
"""What an entry is in YAML, and a word of it: its place, itself, and whether it is a key."""


def _follow_word(done: Rewritten, entry: Entry, rules: Rules, found: _Word) -> None:
    raw, place, word, is_key = found
    marks = _ask_kind(entry, _stand_in(raw, place, is_key))
    whole = (*entry.pointer, *place)
    if MARKDOWN in marks:
        done.values[whole] = rules.rewrite
        return
    new = next((new for to in sorted(marks) if (new := rules.follow(word, to)) != word), word)
    if new != word and is_key:
        done.keys[whole] = new
    elif new != word:
        done.values[whole] = partial(swap, word, new)


def list_words(raw: Plain, at: Pointer = ()) -> Iterator[tuple[Pointer, str, bool]]:
    """Yield every text in a value with its pointer, and whether it is a key."""
    if isinstance(raw, dict):
        for key, one in raw.items():
            yield (*at, key), key, True
            yield from list_words(one, (*at, key))
    elif isinstance(raw, list):
        for rank, one in enumerate(raw):
            yield from list_words(one, (*at, str(rank)))
    elif isinstance(raw, str):
        yield at, raw, False


def _stand_in(raw: Plain, place: Pointer, is_key: bool) -> Any:
    """Return a value with the stand-in for a text, or for the key, at a place in it."""
    if not place:
        return _STAND_IN
    first, rest = place[0], place[1:]
    if isinstance(raw, list):
        items = enumerate(raw)
        return [_stand_in(one, rest, is_key) if str(n) == first else one for n, one in items]
    assert isinstance(raw, dict)
    if is_key and not rest:
        return {_STAND_IN if key == first else key: one for key, one in raw.items()}
    return {
        key: _stand_in(one, rest, is_key) if key == first else one for key, one in raw.items()
    }


def _ask_kind(entry: Entry, raw: Plain) -> set[str]:
    """Return what the stand-in names, by the kind of the entry that it was put into."""
    kind, place = BY_NAME[entry.kind], EntryGroup(entry.path, entry.pointer[:-1])
    key = entry.pointer[-1] if entry.pointer else ""
    found, _ = read_entry(kind, key, raw, place)
    fact = found and (found.rest if found.fact is None else found.fact)
    return {one.to for one in find_marked(fact) if one.word == _STAND_IN} if fact else set()
