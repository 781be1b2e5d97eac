"""Whom the names in a text mean, and which of them become links.

Every name in the text is resolved, also where no link may stand: headings, code and the
author's own links hold mentions too, and a full name in a heading helps to tell who
"Wang" is below it. Which mentions become links is decided last, by policy.

1. Of names that overlap the longest stays, the leftmost of equals: "Foreign Affairs
   Committee" holds no "Committee". Those of one bearer are one name: "General Zhu Chenghu".
   Two names joined by a hyphen ("UK-China") stay if both
   are known.
2. The author's own links and the ``mentions:`` lines decide for the names in them; words
   that are no name of the one meant become a mention as they stand. A line that quotes
   part of a longer name says nothing about that name: ``{exact: Wang, all: true}`` leaves
   "Wang Yi" alone.
3. A name with one bearer means that bearer. A shared name goes to the bearer whose full
   name, or name of their own, was the last before it; failing that, to the only one whose
   full name it is; failing that, to nobody. Either way it is in doubt.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, Protocol, TypeVar

from briefbook.base.problems import Locus, Problem, Span, problem
from briefbook.names.matching import Finder, NamePlace, find_places, make_finder
from briefbook.syntax.edtf import MONTHS

NOBODY = "none"
"""The id that says: these words mean none of the entities."""

Policy = Literal["first", "section", "off"]
Why = Literal["only bearer", "antecedent", "full name", "settled", "own link"]
Fate = Literal["linked", "again", "unlinkable", "own page", "own link", "off"]


class Bearer(NamedTuple):
    """An entity that bears a name; ``full``: it is its full name, or one that only it has."""

    id: str
    full: bool


Bearers = Mapping[str, tuple[Bearer, ...]]
"""Who bears each name."""


class NameMention(NamedTuple):
    """Words that mean the entity ``id``: offsets in code points, the possessive outside.

    ``name`` is the name as the entity bears it, or the words themselves where they are none
    of its names. ``why`` tells how it was resolved, ``fate`` what became of it: ``linked``
    or the reason for which there is no link (``again``: its entity has one already).
    """

    start: int
    end: int
    name: str
    id: str
    why: Why
    fate: Fate


class Doubt(NamedTuple):
    """A shared name: ``ids`` bear it, sorted; ``chosen`` is the one taken, or empty."""

    start: int
    end: int
    name: str
    ids: tuple[str, ...]
    chosen: str


class Skip(NamedTuple):
    """A name that counts as no mention: in a ``nolink:`` passage, or settled as nobody's."""

    start: int
    end: int
    name: str
    why: Literal["nolink", "settled"]


class Linked(NamedTuple):
    """What a text mentions; all in the order of the text, no two mentions overlapping."""

    mentions: tuple[NameMention, ...]
    doubts: tuple[Doubt, ...]
    skipped: tuple[Skip, ...]


class LinkableText(NamedTuple):
    """A text, and what is known of its parts: offsets in its code points.

    ``linkable``: a link must lie within one of these spans. ``settled``: the words of
    ``mentions:`` lines, each with an id or ``NOBODY``. ``own``: the links that the author
    made, the same way; each counts as the link of its entity. ``quiet``: the ``nolink:``
    passages, in which nothing counts. ``sections``: where sections start, ascending.
    Spans of one kind do not overlap, but may come in any order.
    """

    text: str
    linkable: tuple[Span, ...]
    settled: tuple[tuple[Span, str], ...] = ()
    own: tuple[tuple[Span, str], ...] = ()
    quiet: tuple[Span, ...] = ()
    sections: tuple[int, ...] = ()


def link_names(
    prose: LinkableText,
    bearers: Bearers,
    policy: Policy = "first",
    subject: str = "",
    finder: Finder | None = None,
) -> Linked:
    """Return whom ``prose`` mentions, and which mentions become links.

    ``bearers``: who bears each name that may occur, as this edition knows them, without the
    names that ``never_link`` keeps out; names that do not occur make no difference.
    ``subject``: the entity whose own page this is. ``finder``: one made of at least the
    names in ``bearers``, where it is at hand.
    """
    places = _find_known(prose.text, bearers, finder or make_finder(bearers))
    loud = [place for place in places if not _meets_any(place, prose.quiet)]
    read = _join_names(_merge_readings(_keep_pairs(loud), bearers), prose.text)
    names = _keep_longest(read, len(prose.text))
    names, refused = _apply_rulings(prose.text, names, _list_rulings(prose))
    found, doubts = _resolve_names(names)
    mentions = _decide_fates(found, prose, policy, subject)
    hushed = {Skip(*place[:3], "nolink") for place in places if _meets_any(place, prose.quiet)}
    return Linked(tuple(mentions), tuple(doubts), tuple(sorted(hushed | refused)))


def list_links(linked: Linked) -> tuple[NameMention, ...]:
    """Return the mentions that become links."""
    return tuple(mention for mention in linked.mentions if mention.fate == "linked")


def list_firsts(linked: Linked) -> dict[str, NameMention]:
    """Return for each entity its first mention, by id (for "mentioned in")."""
    return {mention.id: mention for mention in reversed(linked.mentions)}


def report_doubt(doubt: Doubt, locus: Locus, hint: str = "") -> Problem:
    """Return the note that the shared name of ``doubt``, at ``locus``, waits for a decision."""
    ids, taken = ", ".join(doubt.ids), doubt.chosen or "none of them"
    return problem("ambiguous-mention", locus, hint, name=doubt.name, ids=ids, taken=taken)


# Names: the longest at each place, with all who bear them


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Stretch)


class _Name(NamedTuple):
    start: int
    end: int
    name: str
    bearers: tuple[Bearer, ...]
    ruled: Why | None = None


def _find_known(text: str, bearers: Bearers, finder: Finder) -> list[NamePlace]:
    return [place for place in find_places(finder, text) if bearers.get(place.name)]


def _meets_any(stretch: _Stretch, spans: Sequence[_Stretch]) -> bool:
    return bool(spans) and any(
        span.start < stretch.end and stretch.start < span.end for span in spans
    )


def _keep_pairs(places: list[NamePlace]) -> list[NamePlace]:
    """Return ``places`` without those that a hyphen joins to a word that is no known name."""
    starts = {place.start - 1 for place in places}
    ends = {place.end + 1 for place in places}
    return [
        place
        for place in places
        if not (place.joined_left and place.start not in ends)
        and not (place.joined_right and place.end not in starts)
    ]


def _merge_readings(places: list[NamePlace], bearers: Bearers) -> Iterator[_Name]:
    """Yield one name for each stretch; a name as written goes before one with a capital."""
    for (start, end), group in groupby(places, key=lambda place: place[:2]):
        readings = list(group)
        readings = [reading for reading in readings if reading.exact] or readings
        merged = _merge_bearers([b for one in readings for b in bearers[one.name]])
        yield _Name(start, end, readings[0].name, merged)


def _merge_bearers(bearers: list[Bearer]) -> tuple[Bearer, ...]:
    if len(bearers) == 1:
        return tuple(bearers)
    full: dict[str, bool] = {}
    for bearer in bearers:
        full[bearer.id] = full.get(bearer.id, False) or bearer.full
    return tuple(Bearer(entity, full[entity]) for entity in sorted(full))


def _join_names(names: Iterable[_Name], text: str) -> list[_Name]:
    """Return names with those of one bearer joined that overlap.

    In "General Zhu Chenghu", "General Zhu" and "Zhu Chenghu" are one name.
    """
    joined: list[_Name] = []
    farthest: dict[str, int] = {}
    for name in names:
        bearer = name.bearers[0].id if len(name.bearers) == 1 else NOBODY
        at = farthest.get(bearer, len(joined))
        last = joined[at] if at < len(joined) and bearer != NOBODY else None
        if last and last.start < name.start < last.end < name.end:
            words = text[last.start : name.end]
            joined[at] = _Name(last.start, name.end, words, (Bearer(bearer, True),))
            continue
        joined.append(name)
        if last is None or name.end > last.end:
            farthest[bearer] = len(joined) - 1
    return joined


def _keep_longest(names: Iterable[_Name], length: int) -> list[_Name]:
    """Return, in order, the names left when the longest, then leftmost, take their places."""
    ranked = sorted(names, key=lambda name: (name.start - name.end, name.start))
    return sorted(_keep_free(ranked, bytearray(length)))


def _keep_free(ranked: Iterable[_S], taken: bytearray) -> Iterator[_S]:
    """Yield each stretch whose place in the text is free, and take it."""
    for stretch in ranked:
        if taken.find(1, stretch.start, stretch.end) < 0:
            taken[stretch.start : stretch.end] = b"\1" * (stretch.end - stretch.start)
            yield stretch


# Rulings: what the author's links and the lines of ``mentions:`` say


class _Ruling(NamedTuple):
    start: int
    end: int
    id: str
    why: Why


def _list_rulings(prose: LinkableText) -> list[_Ruling]:
    """Return the rulings in order: links before lines, and of lines that overlap the first."""
    listed = [_Ruling(*span, entity, "own link") for span, entity in sorted(prose.own)]
    listed += [_Ruling(*span, entity, "settled") for span, entity in sorted(prose.settled)]
    loud = [r for r in listed if r.start < r.end and not _meets_any(r, prose.quiet)]
    return sorted(_keep_free(loud, bytearray(len(prose.text))))


def _apply_rulings(
    text: str, names: list[_Name], rulings: list[_Ruling]
) -> tuple[list[_Name], set[Skip]]:
    refused: set[Skip] = set()
    for ruling in rulings:
        low = bisect_right(names, ruling.start, key=lambda name: name.end)
        high = bisect_left(names, ruling.end, key=lambda name: name.start)
        met, ruled = names[low:high], _rule(text, names[low:high], ruling)
        names = [*names[:low], *ruled, *names[high:]]
        if ruling.id == NOBODY:
            refused |= {Skip(*name[:3], "settled") for name in met if name not in ruled}
    return names, refused


def _rule(text: str, met: list[_Name], ruling: _Ruling) -> list[_Name]:
    """Return what becomes of the names that a ruling meets."""
    line = ruling.why == "settled"
    if line and any(_bears(name, ruling.id) for name in met):
        return [_settle(name, ruling) if _bears(name, ruling.id) else name for name in met]
    if line and any(_is_part(ruling, name) for name in met):
        return met
    words = text[ruling.start : ruling.end]
    whole = _Name(ruling.start, ruling.end, words, (Bearer(ruling.id, True),), ruling.why)
    return [] if ruling.id == NOBODY else [whole]


def _bears(name: _Name, entity: str) -> bool:
    return any(bearer.id == entity for bearer in name.bearers)


def _settle(name: _Name, ruling: _Ruling) -> _Name:
    return name._replace(bearers=(Bearer(ruling.id, True),), ruled=ruling.why)


def _is_part(ruling: _Ruling, name: _Name) -> bool:
    longer = name.end - name.start > ruling.end - ruling.start
    return longer and name.start <= ruling.start and ruling.end <= name.end


# Resolving


def _resolve_names(names: list[_Name]) -> tuple[list[NameMention], list[Doubt]]:
    """Return the mentions, their fate still open, and the names in doubt."""
    recent: dict[str, int] = {}
    found, doubts = [], []
    for name in names:
        entity, why = _choose(name, recent)
        if len(name.bearers) > 1:
            ids = tuple(bearer.id for bearer in name.bearers)
            doubts.append(Doubt(*name[:3], ids, entity))
        if entity:
            found.append(NameMention(*name[:3], entity, why, "off"))
            recent |= {entity: name.start} if _tells(name, entity) else {}
    return found, doubts


def _choose(name: _Name, recent: Mapping[str, int]) -> tuple[str, Why]:
    """Return whom a name means, or an empty id; ``recent``: where each was last told apart."""
    if len(name.bearers) == 1:
        return name.bearers[0].id, name.ruled or "only bearer"
    near = [bearer.id for bearer in name.bearers if bearer.id in recent]
    if near:
        return max(near, key=lambda entity: recent[entity]), "antecedent"
    full = [bearer.id for bearer in name.bearers if bearer.full]
    return full[0] if len(full) == 1 else "", "full name"


def _tells(name: _Name, entity: str) -> bool:
    """Return whether a name tells ``entity`` apart from others that share an alias."""
    return len(name.bearers) == 1 or Bearer(entity, True) in name.bearers


# Links

_NEXT_WORD = re.compile(r"[ \n]([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ \n]\Z")
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_NO_NAMES = {"The", "An", *(f"{day}day" for day in _WEEKDAYS), *MONTHS}
"""Words with a capital that often stand before a name, or behind one."""


def _decide_fates(
    found: Iterable[NameMention], prose: LinkableText, policy: Policy, subject: str
) -> Iterator[NameMention]:
    """Yield each mention with its fate: a link for the first that can be one, by policy."""
    spans = sorted(prose.linkable)
    sections = prose.sections if policy == "section" else ()
    done: set[tuple[str, int]] = set()
    found = list(found)
    starts = {mention.start for mention in found}
    for mention in found:
        key = mention.id, bisect_right(sections, mention.start)
        fate = _decide_fate(mention, policy, subject, key in done, spans)
        if fate == "linked" and _is_half(mention, prose.text, starts):
            fate = "unlinkable"
        done |= {key} if fate in ("linked", "own link") else set()
        yield mention._replace(fate=fate)


def _decide_fate(
    mention: NameMention, policy: Policy, subject: str, again: bool, linkable: list[Span]
) -> Fate:
    if mention.why == "own link":
        return "own link"
    if mention.id == subject:
        return "own page"
    if policy == "off" or again:
        return "off" if policy == "off" else "again"
    return "linked" if _lies_within(mention, linkable) else "unlinkable"


def _is_half(mention: NameMention, text: str, starts: set[int]) -> bool:
    """Tell whether words are half of a longer name: one more of its words stands behind them.

    So "General Zhu" becomes no link in "General Zhu Chenghu" where that is nobody's name. Of
    one word this is said only behind another word with a capital: German nouns have them too.
    """
    after = _NEXT_WORD.match(text, mention.end)
    if not after or after.start(1) in starts or not _is_name(after[1]):
        return False
    before = _LAST_WORD.search(text, 0, mention.start)
    words = text[mention.start : mention.end].split()
    is_led = before is not None and _is_name(before[1])
    return _is_name(words[-1]) and (len(words) > 1 or is_led)


def _is_name(word: str) -> bool:
    return word.istitle() and len(word) > 1 and word not in _NO_NAMES


def _lies_within(mention: NameMention, spans: list[Span]) -> bool:
    at = bisect_right(spans, mention.start, key=lambda span: span.start) - 1
    return at >= 0 and mention.end <= spans[at].end
