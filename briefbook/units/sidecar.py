"""A sidecar's YAML → entries by section, and the quotes that positions bring with them."""

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

from briefbook.base.problems import Locus, Problem, problem
from briefbook.base.suggesting import did_you_mean
from briefbook.kinds import SECTIONS
from briefbook.kinds.kind import Entry
from briefbook.kinds.quote import Quote
from briefbook.units.entries import EntryGroup, Read, read_entries

SOURCE = "source"


def read_sections(raw: object, place: EntryGroup) -> Read:
    """Return all entries of a sidecar (``raw`` as YAML gives it), and their problems."""
    if raw is None:
        return (), ()
    if not isinstance(raw, dict):
        wanted = "a mapping of sections"
        return (), (
            problem("wrong-shape", Locus(place.path), where="this file", wanted=wanted),
        )
    results = [
        read_entries(kind, raw.get(section), place._replace(pointer=(section,)))
        for section, kind in SECTIONS.items()
    ]
    entries = tuple(entry for found, _ in results for entry in found)
    problems = tuple(one for _, found in results for one in found)
    return (*entries, *_make_implied_quotes(entries, place.access.editions)), (
        *_check_sections(raw, place),
        *problems,
    )


def _check_sections(raw: dict[str, object], place: EntryGroup) -> Iterator[Problem]:
    known = (SOURCE, *SECTIONS)
    for name in raw:
        if name not in known:
            locus = Locus(place.path, (name,), "key")
            yield problem("unknown-section", locus, did_you_mean(name, known), section=name)
    if not isinstance(raw.get(SOURCE, ""), str | None):
        yield problem("not-text", Locus(place.path, (SOURCE,)), field=SOURCE)


def _make_implied_quotes(entries: tuple[Entry, ...], outer: tuple[str, ...]) -> Iterator[Entry]:
    """Yield the quotes of positions that bring their words in place, and stand.

    ``outer`` are the accesses of the article, which all its entries share.
    """
    ranks: Counter[str] = Counter()
    for entry in entries:
        if entry.kind == "position" and entry.fact and entry.fact.exact:
            stem = _make_stem(entry, outer)
            ranks[stem] += 1
            if entry.fact.rank == "normal":
                yield _make_implied_quote(entry, _make_implied_id(stem, ranks[stem]))


def _make_stem(entry: Entry, outer: tuple[str, ...]) -> str:
    """Return what the id of an implied quote begins with: its issue, and a hash of its words.

    Readers see it in addresses: so it does not name the actor, who may go by another name,
    and only those lines count as equals that the same readers see.
    """
    issue = ".".join(entry.fact.issue.split())
    words = blake2b("\0".join(entry.fact.exact).encode(errors="replace"), digest_size=4)
    own = (name for name in entry.access.editions if name not in outer)
    return ".".join((issue, words.hexdigest(), *own))


def _make_implied_id(stem: str, rank: int) -> str:
    """Return the id of an implied quote: dots keep it apart from ids that people write."""
    return stem if rank == 1 else f"{stem}.{rank}"


def _make_implied_quote(entry: Entry, quote_id: str) -> Entry:
    position = entry.fact
    article = entry.ref.partition("#")[0]
    fact = Quote(
        exact=position.exact,
        speaker=position.actor[0],
        prefix=position.prefix,
        suffix=position.suffix,
        nth=position.nth,
        date=position.date,
        issues=(position.issue,),
        basis=position.basis if position.basis in ("quoted", "reported", "described") else "",
    )
    return entry._replace(
        kind="quote", id=quote_id, ref=f"{article}#{quote_id}", fact=fact, was=(), short=()
    )


def cite_implied(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries with each position citing the quote that it brought."""
    by_pointer = {entry.pointer: entry.id for entry in entries if entry.is_implied}
    return tuple(
        entry._replace(
            fact=entry.fact._replace(evidence=(*entry.fact.evidence, by_pointer[entry.pointer]))
        )
        if entry.kind == "position" and entry.pointer in by_pointer
        else entry
        for entry in entries
    )
