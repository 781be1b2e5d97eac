"""What others than the author may be told of a problem: what their edition withholds is not.

Problems are those of the whole book, and quote its sources. The words of a file are kept back
where the edition withholds an entry of it, and where it cannot be read: then nobody knows what
it withholds. Problems that come of comparing files may name what other files withhold.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from briefbook.base.problems import Problem
from briefbook.build.inputs import Load
from briefbook.build.memory import Site
from briefbook.build.withholding import shows_file, withholds_anything
from briefbook.index.editions import Edition, admits
from briefbook.index.rows import join_gates
from briefbook.kinds.kind import Entry
from briefbook.syntax.text import REGISTRY_LIMIT, decode, split_front_matter
from briefbook.syntax.yaml.reader import read_yaml
from briefbook.units.files import ROOT, find_main, folder_of, folders_above
from briefbook.units.unit import Unit


class Telling(NamedTuple):
    """How much is told of a problem: its words and cure, its line of the file, its place.

    Without these it is told what is wrong in general.
    """

    words: bool = False
    line: bool = False
    place: bool = False


Limit = Callable[[Problem], Telling]


class DisclosureContext(NamedTuple):
    """What decides: the book as it was read last, and the files that the disk did not give."""

    site: Site
    edition: Edition
    load: Load
    lost: frozenset[str]


def make_limit(desk: DisclosureContext, problems: Iterable[Problem]) -> Limit:
    """Return what says how much may be told of each of the problems."""
    shows_all = cache(lambda path: shows_whole(desk, path))
    shows_place = cache(lambda path: shows_name(desk, path))
    paths = {found.locus.path for found in problems}
    hides = withholds_anything(desk.site, desk.edition) or not all(map(shows_all, paths))

    def limit(found: Problem) -> Telling:
        path = found.locus.path
        if not shows_all(path):
            return Telling(place=shows_place(path))
        return Telling(words=not hides or stands_alone(desk, found), line=True, place=True)

    return limit


def stands_alone(desk: DisclosureContext, found: Problem) -> bool:
    """Tell whether a problem says nothing of other files than its own.

    Templates and finished pages know no more than the edition.
    """
    path = found.locus.path
    own = desk.site.ledger.problems.get(("read", find_main(path)), ())
    return path not in desk.site.last.files or found in own


def shows_whole(desk: DisclosureContext, path: str) -> bool:
    """Tell whether a file can be read, and the edition shows every entry of it."""
    last = desk.site.last
    if path in desk.lost or path in last.captures.values():
        return False
    if path not in last.files:  # a template, a page, or the settings
        return True
    is_known = all(is_understood(desk, one) for one in (path, *list_outer(desk, path)))
    return is_known and admits_entries(desk, path)


def shows_name(desk: DisclosureContext, path: str) -> bool:
    """Tell whether the edition shows anything of a file, as far as is known."""
    outer_known = all(is_understood(desk, one) for one in list_outer(desk, path))
    return outer_known and shows_file(desk.site, desk.edition, path)


def list_outer(desk: DisclosureContext, path: str) -> list[str]:
    """Return the other files that may withhold all of a file: its article, its folders'."""
    indexes = (f"{ROOT}/{folder}/index.md" for folder in folders_above(folder_of(path)))
    outer = {find_main(path), *indexes} - {path}
    return [one for one in outer if one in desk.site.last.files or one in desk.lost]


def is_understood(desk: DisclosureContext, path: str) -> bool:
    """Tell whether it is known of everything in a file who may see it."""
    unit: Unit | None = desk.site.ledger.value("read", find_main(path))
    if unit is None or path in desk.lost or not can_be_parsed(path, desk.load(path)):
        return False
    entries = list_entries(unit, path)
    own = desk.site.ledger.problems.get(("read", unit.path), ())
    faults = (found for found in own if found.locus.path == path)
    is_headless = any(entry.fact is None and not entry.pointer for entry in entries)
    return not is_headless and all(is_within(found, entries) for found in faults)


def can_be_parsed(path: str, data: bytes) -> bool:
    """Tell whether the YAML of a file can be read to its end, with nothing left out."""
    if not path.endswith((".md", ".yaml")):
        return False
    text, unreadable = decode(path, data, REGISTRY_LIMIT)
    halves = split_front_matter(text, path) if path.endswith(".md") else None
    unclosed = halves.problems if halves else ()
    _, unparsed = read_yaml(halves.yaml if halves else text, path)
    return not (unreadable or unclosed or unparsed)


def is_within(found: Problem, entries: Iterable[Entry]) -> bool:
    """Tell whether a problem lies in an entry of which it is known who may see it."""
    pointer = found.locus.pointer
    inner = [
        pointer[len(entry.pointer) :]
        for entry in entries
        if pointer[: len(entry.pointer)] == entry.pointer
    ]
    is_misspelt = '"access"' in found.hint
    return bool(inner) and not is_misspelt and all(one[:1] != ("access",) for one in inner)


def admits_entries(desk: DisclosureContext, path: str) -> bool:
    """Tell whether the edition shows a file, and every entry in it."""
    main = find_main(path)
    unit, contribution = (desk.site.ledger.value(name, main) for name in ("read", "contribute"))
    settled = [entry.gate for entry in contribution.entries if entry.path == path]
    broken = [entry.gate for entry in unit.broken if entry.path == path]
    gates = [unit.gate, *settled, *broken]
    return all(admits(desk.edition, join_gates(gate, contribution.gate)) for gate in gates)


def list_entries(unit: Unit, path: str) -> list[Entry]:
    """Return the entries of a unit that stand in one of its files."""
    return [entry for entry in (*unit.entries, *unit.broken) if entry.path == path]
