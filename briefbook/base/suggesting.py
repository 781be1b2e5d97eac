"""Did you mean: the known ids and names that are nearest to a word nobody knows."""

import re
from collections.abc import Iterable

from briefbook.base.folding import strip_accents

_LIKENESS = 0.66
"""The least share of letters in place: one slip in three letters, two in six, and so on."""

_PART = 0.7
"""The likeness of a name that holds every word asked for ("smith" → "duncan-smith")."""

MOST = 3
"""Candidates that are named at most."""


def suggest(word: str, known: Iterable[str], limit: int = MOST) -> tuple[str, ...]:
    """Return at most ``limit`` of ``known`` that ``word`` may have been meant for.

    Nearest first, equals by alphabet. Case, accents and the separators of words do not
    count, and of names that differ in those alone only the nearest is returned. Two
    letters swapped are one slip. ``word`` itself is never suggested.
    """
    # Most runs suggest nothing, and need not wait for this import.
    from rapidfuzz.distance import OSA

    choices = {name: _plain(name) for name in set(known) - {word}}
    asked = _plain(word)
    scores = _score_parts(asked, choices) | _score_letters(asked, choices) if asked else {}
    distinct: dict[str, str] = {}
    for name in sorted(scores, key=lambda n: (-scores[n], OSA.distance(word, n), n)):
        distinct.setdefault(choices[name], name)
    return tuple(distinct.values())[:limit]


def did_you_mean(word: str, known: Iterable[str], first: tuple[str, ...] = ()) -> str:
    """Return 'did you mean "cleverly"?', naming up to three candidates, or an empty string.

    ``first`` are candidates that are likelier than those which are spelt alike.
    """
    listed = dict.fromkeys((*first, *suggest(word, known)))
    names = [f'"{name}"' for name in listed][:MOST]
    words = " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    return f"did you mean {words}?" if names else ""


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", " ", strip_accents(word)).strip()


def _score_letters(asked: str, choices: dict[str, str]) -> dict[str, float]:
    """Return the likeness (0 to 1) of each choice that is spelt much like ``asked``."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(
        asked, choices, scorer=OSA.normalized_similarity, limit=None, score_cutoff=_LIKENESS
    )
    return {name: score for _, score, name in near}


def _score_parts(asked: str, choices: dict[str, str]) -> dict[str, float]:
    """Return a fixed likeness for each choice that has all words of ``asked`` and more."""
    words = set(asked.split())
    return {name: _PART for name, plain in choices.items() if words < set(plain.split())}
