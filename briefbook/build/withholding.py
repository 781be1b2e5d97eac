"""What an edition withholds, and why: for ``check --audit`` and for what a browser is told.

Nothing here decides: ``editions.py`` does. What is found is for those who have the sources.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from briefbook.base.problems import Locus, Problem
from briefbook.build.inputs import Load
from briefbook.build.memory import Site
from briefbook.checks.prose import body_of, prose_of
from briefbook.index.editions import Edition, is_visible, needs, rank, top
from briefbook.index.ledger import FullView
from briefbook.index.rows import HIGHEST, OPEN, Access, join_access
from briefbook.kinds.internal import access_within, list_given
from briefbook.kinds.kind import Entry
from briefbook.statements.date_words import say_date
from briefbook.syntax.text import REGISTRY_LIMIT, decode, split_front_matter
from briefbook.syntax.yaml.reader import read_yaml
from briefbook.units.files import ROOT, find_main, folder_of, folders_above
from briefbook.units.resolving import Contribution
from briefbook.units.unit import Unit

OWN, FIELD, COMMENT, ARTICLE, FOLDER, DRAFT, EMBARGO, LATER = (
    "its own access",
    "an internal field",
    "a comment",
    "its article's access",
    "its folder's access",
    "a draft",
    "an embargo",
    "a later day",
)
REASONS = (OWN, FIELD, COMMENT, ARTICLE, FOLDER, DRAFT, EMBARGO, LATER)


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


class Reason(NamedTuple):
    """Why something is not seen: which of ``REASONS`` it is, and the words that say more."""

    why: str
    words: str


class Withheld(NamedTuple):
    """An entry that an edition withholds, or a part of one that it shows: a ``field``.

    ``instead`` is the name shown in the place of an entry, or "".
    """

    kind: str
    ref: str
    locus: Locus
    reasons: tuple[Reason, ...]
    instead: str = ""
    field: str = ""


class Audit(NamedTuple):
    """Everything that an edition withholds, and how many entries there are in all."""

    withheld: tuple[Withheld, ...]
    entries: int


def audit(site: Site, edition: Edition) -> Audit:
    """Return what ``edition`` withholds of the book that was checked last."""
    ledger = site.ledger
    view = ledger.oversee(top(edition.levels, edition.today))
    found: list[Withheld] = []
    count = 0
    for path, contribution in ledger.stage_values("contribute"):
        known = contribution._replace(unit=ledger.value("read", path))
        entries = [entry for entry in known.entries if not entry.is_implied]
        count += len(entries)
        found += (one for entry in entries if (one := judge(entry, known, view, edition)))
        found += (one for entry in entries for one in judge_fields(entry, edition))
        found += find_comments(known)
    return Audit(tuple(found), count)


def judge(
    entry: Entry, known: Contribution, view: FullView, edition: Edition
) -> Withheld | None:
    """Return an entry with the reasons for which it is withheld, None if it is not."""
    if is_visible(edition, entry.access):
        return None
    unit = known.unit
    outer = OPEN if entry.path == unit.path and not entry.pointer else unit.access
    reasons = [
        *explain_folders(unit, view, edition),
        *explain_access(outer, ARTICLE, edition),
        *explain_access(own_access(entry, outer, known.access), OWN, edition),
        *explain_later(entry.access, edition),
    ]
    return Withheld(
        entry.kind,
        entry.ref or entry.kind,
        entry.locate(part="key"),
        tuple(dict.fromkeys(reasons)),
        name_instead(entry, edition),
    )


def judge_fields(entry: Entry, edition: Edition) -> Iterator[Withheld]:
    """Yield the internal fields that are withheld of an entry that is not."""
    reason = Reason(FIELD, f"for the edition {edition.levels[-1]}")
    for name in list_given(entry) if is_visible(edition, entry.access) else ():
        if not is_visible(edition, access_within(entry, name)):
            locus = entry.locate(name, part="key")
            yield Withheld(entry.kind, entry.ref, locus, (reason,), field=name)


def find_comments(known: Contribution) -> Iterator[Withheld]:
    """Yield the comments in the texts of a unit, which no edition shows."""
    reason = Reason(COMMENT, "for colleagues alone")
    fields = (
        one
        for pair in zip(known.entries, known.unit.entries, strict=True)
        for one in prose_of(*pair)
    )
    for prose in (*body_of(known), *fields):
        for span in prose.document.comments:
            pointer = prose.locus.pointer
            locus = prose.locus if pointer else prose.locus._replace(span=span)
            name = known.unit.article or known.unit.path
            field = pointer[-1] if pointer else "text"
            yield Withheld(known.unit.kind, name, locus, (reason,), field=field)


def own_access(entry: Entry, article: Access, folders: Access) -> Access:
    """Return what of an entry's access it has by itself."""
    outer = {*article.editions, *folders.editions}
    waits = {article.publish, folders.publish}
    return Access(
        tuple(name for name in entry.access.editions if name not in outer),
        draft=entry.access.draft and not (article.draft or folders.draft),
        publish="" if entry.access.publish in waits else entry.access.publish,
    )


def explain_folders(unit: Unit, view: FullView, edition: Edition) -> Iterator[Reason]:
    """Yield why the folders that a unit lies in hide it."""
    for folder in folders_above(folder_of(unit.path)):
        for access in view.all("folder", folder):
            yield from explain_access(access, FOLDER, edition, f" ({folder})")


def explain_access(
    access: Access, whose: str, edition: Edition, more: str = ""
) -> Iterator[Reason]:
    """Yield why an edition may not see what has an access; ``more`` says whose it is."""
    own = rank(edition.levels, edition.name)
    for name in access.editions:
        if needs(edition.levels, Access((name,))) > own:
            level = edition.levels[-1] if name == HIGHEST else name
            by_kind = ", as long as none is given" if name == HIGHEST else ""
            yield Reason(whose, f"access {level}{by_kind}{more}")
    if access.draft and not edition.drafts:
        yield Reason(DRAFT, f"draft{more}")
    if not edition.drafts and access.publish > edition.today:
        yield Reason(EMBARGO, f"published on {say_date(access.publish)}{more}")


def explain_later(access: Access, edition: Edition) -> Iterator[Reason]:
    """Yield the reason of what had not come about on the day that is shown."""
    if edition.as_of and access.since > edition.as_of:
        yield Reason(LATER, f"of {say_date(access.since)}")
    elif edition.as_of and access.publish > edition.as_of and not edition.drafts:
        yield Reason(EMBARGO, f"published on {say_date(access.publish)}")


def name_instead(entry: Entry, edition: Edition) -> str:
    """Return the name by which lower editions know an actor, "" if they know none."""
    name = getattr(entry.fact, "public_name", "")
    is_there = is_visible(edition, entry.access._replace(editions=()))
    return str(name) if name and is_there else ""


def withholds_anything(site: Site, edition: Edition) -> bool:
    """Tell whether there is anything in the book that an edition does not show."""
    view = site.ledger.oversee(top(edition.levels, edition.today))
    accesses = {
        access for key in site.ledger.store.keys("access") for access in view.all("access", key)
    }
    return any(not is_visible(edition, access) for access in accesses if not access.below)


def shows_file(site: Site, edition: Edition, path: str) -> bool:
    """Tell whether an edition shows a text, or anything of what stands in a registry."""
    main = path if path in site.last.files and not path.endswith(".yaml") else ""
    beside = f"{path.removesuffix('.yaml')}.md"
    unit = beside if beside in site.last.files else main or path
    contribution = site.ledger.value("contribute", unit)
    read = site.ledger.value("read", unit)
    return bool(
        contribution
        and read
        and is_visible(edition, contribution.access)
        and is_visible(edition, read.access)
    )


def make_limit(context: DisclosureContext, problems: Iterable[Problem]) -> Limit:
    """Return what says how much may be told of each of the problems."""
    shows_all = cache(lambda path: shows_whole(context, path))
    shows_place = cache(lambda path: shows_name(context, path))
    paths = {found.locus.path for found in problems}
    hides = withholds_anything(context.site, context.edition) or not all(map(shows_all, paths))

    def limit(found: Problem) -> Telling:
        path = found.locus.path
        if not shows_all(path):
            return Telling(place=shows_place(path))
        return Telling(words=not hides or stands_alone(context, found), line=True, place=True)

    return limit


def stands_alone(context: DisclosureContext, found: Problem) -> bool:
    """Tell whether a problem says nothing of other files than its own.

    Templates and finished pages know no more than the edition.
    """
    path = found.locus.path
    own = context.site.ledger.problems.get(("read", find_main(path)), ())
    return path not in context.site.last.files or found in own


def shows_whole(context: DisclosureContext, path: str) -> bool:
    """Tell whether a file can be read, and the edition shows every entry of it."""
    last = context.site.last
    if path in context.lost or path in last.captures.values():
        return False
    if path not in last.files:  # a template, a page, or the settings
        return True
    is_known = all(is_understood(context, one) for one in (path, *list_outer(context, path)))
    return is_known and shows_entries(context, path)


def shows_name(context: DisclosureContext, path: str) -> bool:
    """Tell whether the edition shows anything of a file, as far as is known."""
    outer_known = all(is_understood(context, one) for one in list_outer(context, path))
    return outer_known and shows_file(context.site, context.edition, path)


def list_outer(context: DisclosureContext, path: str) -> list[str]:
    """Return the other files that may withhold all of a file: its article, its folders'."""
    indexes = (f"{ROOT}/{folder}/index.md" for folder in folders_above(folder_of(path)))
    outer = {find_main(path), *indexes} - {path}
    return [one for one in outer if one in context.site.last.files or one in context.lost]


def is_understood(context: DisclosureContext, path: str) -> bool:
    """Tell whether it is known of everything in a file who may see it."""
    unit: Unit | None = context.site.ledger.value("read", find_main(path))
    if unit is None or path in context.lost or not can_be_parsed(path, context.load(path)):
        return False
    entries = list_entries(unit, path)
    own = context.site.ledger.problems.get(("read", unit.path), ())
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


def shows_entries(context: DisclosureContext, path: str) -> bool:
    """Tell whether the edition shows a file, and every entry in it."""
    main = find_main(path)
    unit, contribution = (
        context.site.ledger.value(name, main) for name in ("read", "contribute")
    )
    settled = [entry.access for entry in contribution.entries if entry.path == path]
    broken = [entry.access for entry in unit.broken if entry.path == path]
    accesses = [unit.access, *settled, *broken]
    return all(
        is_visible(context.edition, join_access(access, contribution.access))
        for access in accesses
    )


def list_entries(unit: Unit, path: str) -> list[Entry]:
    """Return the entries of a unit that stand in one of its files."""
    return [entry for entry in (*unit.entries, *unit.broken) if entry.path == path]
