"""Whom the names beside verbs of saying mean, as far as the book knows them."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from briefbook.base.folding import tidy
from briefbook.base.problems import Span
from briefbook.gaps.texts import ReadText, meets
from briefbook.gaps.uses import NAMES, fold_name
from briefbook.index.ledger import FullView
from briefbook.kinds.mention import NOBODY
from briefbook.speech.naming import SpokenName, find_spoken_names
from briefbook.syntax.markdown.document import REFERENCE_CHARACTER
from briefbook.units.resolving import Contribution


class NamedSpeaker(NamedTuple):
    """A name beside a verb of saying: the words of both, and their places.

    ``actors`` are those that may be meant, ``bearers`` all entries whose names stand in it.
    ``name`` is without what leads up to it, such as titles.
    """

    name: str
    verb: str
    at: SpokenName
    actors: tuple[str, ...]
    bearers: tuple[str, ...]


def find_speakers(
    text: ReadText, contribution: Contribution, view: FullView
) -> Iterator[NamedSpeaker]:
    """Yield who stands beside verbs of saying in a text, and is not settled to be nobody."""
    settled = dict(_list_settled(contribution))
    for at in find_spoken_names(text.text, text.paragraphs):
        bearers = find_bearers(text, at, settled, view)
        if NOBODY not in bearers and not text.is_quiet(at.name):
            actors = tuple(ref for ref in bearers if _is_actor(ref, view))
            name = tidy(text.text[slice(*at.name)])
            yield NamedSpeaker(name, text.text[slice(*at.verb)], at, actors, bearers)


def _list_settled(contribution: Contribution) -> Iterator[tuple[str, str]]:
    """Yield the words of ``mentions:`` lines with whom they mean."""
    for entry in contribution.entries:
        if entry.kind == "mention":
            yield fold_name(entry.fact.exact), entry.fact.who or NOBODY


def find_bearers(
    text: ReadText, at: SpokenName, settled: dict[str, str], view: FullView
) -> tuple[str, ...]:
    """Return who is meant by a name, or by the longest part of it that is a name.

    What the analyst says counts first: a reference in the text, a ``mentions:`` line.
    """
    referred = [who for span, who in text.referred if meets(at.name, [span])]
    if referred:
        return tuple(referred)
    for start, end in sorted(combinations(range(len(at.parts) + 1), 2), key=_by_length):
        words = text.text[at.parts[start].start : at.parts[end - 1].end]
        folded = fold_name(words)
        if who := settled.get(folded):
            return (who,)
        if found := dict.fromkeys(ref for _, ref in view.all(NAMES, folded)):
            return tuple(found)
    return (NOBODY,) if REFERENCE_CHARACTER in text.text[slice(*at.name)] else ()


def _by_length(ends: tuple[int, int]) -> int:
    return ends[0] - ends[1]


def _is_actor(ref: str, view: FullView) -> bool:
    return any(kind == "actor" for kind, _ in view.all("id", ref))


def known_actor(speakers: tuple[NamedSpeaker, ...], span: Span) -> str:
    """Return the one actor who stands beside a verb of saying in a stretch, "" if not clear."""
    found = {one.actors for one in speakers if meets(one.at.name, [span])}
    return next(iter(found))[0] if len(found) == 1 and all(map(is_single, found)) else ""


def is_single(actors: tuple[str, ...]) -> bool:
    """Tell whether it is clear who is meant."""
    return len(actors) == 1
