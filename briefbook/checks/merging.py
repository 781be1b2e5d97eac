"""One cause, one problem: all that one missing entry or wrong word breaks is told together.

A first book names an actor in twelve places before it has a line for that actor. That is one
mistake: it becomes one problem, at the first of the places, with the others beside it, and
with the line that mends all of them.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import count
from pathlib import PurePosixPath
from posixpath import commonpath
from string import capwords

from briefbook.base.codes import CODES
from briefbook.base.problems import Locus, Problem
from briefbook.kinds import BY_NAME, KINDS
from briefbook.kinds.actor import ACTOR
from briefbook.kinds.fields import is_id
from briefbook.kinds.issue import OFF_SCALE
from briefbook.kinds.kind import Kind
from briefbook.kinds.term import TERM
from briefbook.syntax.yaml.quoting import quoted
from briefbook.units.files import ROOT, folder_of, folders_above

ENTRIES = (
    "undefined-event",
    *(code for kind in KINDS if kind.in_registry and (code := f"unknown-{kind.name}") in CODES),
)
"""What an entry of the whole book may be missed as, when it is known of which kind it is."""

SAME = {
    "unknown-event": ("undefined-event",),
    "unknown-entity": ENTRIES,
    "unknown-target": (*ENTRIES, "unknown-entity"),
}
"""What a word may be missed as in other places: the first of these says it for all."""

MISSED = frozenset((*ENTRIES, *SAME))

LOCAL = ("unknown-evidence", "unknown-quote")
"""Words that mean something else in each article, unless they name another one."""

LABELS = "labels"
"""What a problem of an issue notes beside its words: the stances that are taken on it."""

NEW_ID = "some-id"
UNKNOWN = "…"

_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th", **dict(zip("øłđðħı", "olddhi", strict=True))}
)
"""Letters that are no others with a mark, as they are usually written without them."""

ID_WORDS = 3
"""Of the words that an entry quotes, how many its id has."""

Cause = tuple[str, ...]


def merge_problems(problems: Sequence[Problem], files: Container[str]) -> tuple[Problem, ...]:
    """Return the problems of a book, those of one cause as one, where the first of them was.

    ``files`` are the paths of the workspace. All places are kept, in the order given.
    """
    missed = {(found.code, _name(found)) for found in problems if found.code in MISSED}
    groups: dict[Cause, list[Problem]] = {}
    for rank, found in enumerate(problems):
        groups.setdefault(_find_cause(found, rank, missed), []).append(found)
    return tuple(_merge(cause[0], found, files) for cause, found in groups.items())


def _name(found: Problem) -> str:
    return dict(found.data).get("name", "")


def _find_cause(found: Problem, rank: int, missed: set[tuple[str, str]]) -> Cause:
    """Return the code under which a problem is told, and what sets it apart from others."""
    if not CODES[found.code].merged:
        return found.code, str(rank)
    name = _name(found)
    codes = (*SAME.get(found.code, ()), found.code)
    code = next(one for one in codes if one == found.code or (one, name) in missed)
    if found.code in MISSED:
        return code, name
    is_local = found.code in LOCAL and "#" not in name
    article = str(PurePosixPath(found.locus.path).with_suffix("")) if is_local else ""
    return code, article, *(word for pair in found.data for word in pair)


def _merge(code: str, found: Sequence[Problem], files: Container[str]) -> Problem:
    """Return the problems of one cause as one."""
    first = next(one for one in found if one.code == code)
    if not CODES[code].merged:
        return first
    others = tuple(one.locus for one in found if one is not first)
    data = tuple(pair for pair in first.data if pair[0] != LABELS)
    near = next((one.hint for one in found if one.hint and one.code == code), "")
    hint = "\n".join(_write_hint(near, list(_list_cures(code, found, files))))
    return first._replace(data=data, hint=hint, related=others)


def _write_hint(near: str, cures: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a hint: what is near, then each way to mend it."""
    if near:
        yield near
    for rank, cure in enumerate(cures):
        goes_on = near or rank
        yield f"or {cure}" if goes_on else cure[:1].upper() + cure[1:]


def _list_cures(code: str, found: Sequence[Problem], files: Container[str]) -> Iterator[str]:
    """Yield what mends it, beside another spelling."""
    name = _name(found[0])
    if all(one.locus.pointer[-1:] == ("addressee",) for one in found):
        yield f"write `addressee: {{text: {quoted(name)}}}` for one without a page,"
    kind = _find_kind(code, found[0].locus)
    if kind and kind.sketch and not {"#", "/"} & set(name):
        file = _find_registry(kind, [one.locus for one in found], files)
        new = "" if file in files else "a new file "
        which = "" if code in ENTRIES else f", if it is one of the {kind.name}s"
        yield f"add to {new}{file}{which}:\n{_write_entry(kind, name, _list_labels(found))}"


def _find_kind(code: str, place: Locus) -> Kind | None:
    """Return the kind of the entry that is missed: where any may be, the likeliest."""
    name = code.removeprefix("unknown-")
    if name in ("entity", "target"):
        # What a term is to be read with is most often another term.
        is_see = name == "entity" and place.path.endswith(f"/{TERM.section}.yaml")
        return TERM if is_see else ACTOR
    return BY_NAME.get(name)


def _find_registry(kind: Kind, places: Iterable[Locus], files: Container[str]) -> str:
    """Return the nearest registry of a kind above all places, or the one to be made."""
    folder = commonpath([f"/{folder_of(place.path)}" for place in places]).strip("/")
    paths = [f"{ROOT}/{above}/{kind.section}.yaml" for above in folders_above(folder)]
    top = f"{ROOT}/{kind.section}.yaml"
    return next((path for path in paths if path in files), top)


def _write_entry(kind: Kind, name: str, labels: Sequence[str]) -> str:
    """Return the line of a registry that makes an entry of a name, as far as that tells."""
    called = quoted(spell_id(kind, name) if is_id(name) else name)
    fields = [
        f"{field}: {UNKNOWN if rank else called}" for rank, field in enumerate(kind.sketch)
    ]
    fields += [f"scale: [{', '.join(map(quoted, labels))}]"] if labels else []
    return f"{make_id(name) or NEW_ID}: {{{', '.join(fields)}}}"


def spell_id(kind: Kind, entry_id: str) -> str:
    """Return what an id stands for: ``alicia-kearns`` is Alicia Kearns."""
    words = entry_id.replace("-", " ")
    return capwords(words) if kind is ACTOR else words.capitalize()


def make_id(name: str) -> str:
    """Return the letters and digits of a name that may stand in an id as one, or ""."""
    letters = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "-".join(re.findall("[a-z0-9]+", bare))


def choose_id(words: str, taken: Container[str], otherwise: str) -> str:
    """Return an id of the first few words that nothing else has.

    ``otherwise`` serves where they have no letter that may stand in an id.
    """
    return free_id("-".join(make_id(words).split("-")[:ID_WORDS]) or otherwise, taken)


def free_id(stem: str, taken: Container[str]) -> str:
    """Return an id that nothing else has: the stem itself, or with the least number."""
    if stem not in taken:
        return stem
    return next(name for rank in count(2) if (name := f"{stem}-{rank}") not in taken)


def _list_labels(found: Iterable[Problem]) -> list[str]:
    """Return the labels that a missing issue must have on its scale."""
    noted = (dict(one.data).get(LABELS, "") for one in found)
    labels = dict.fromkeys(label for each in noted for label in each.split("\n"))
    return [label for label in labels if label and label not in OFF_SCALE]
