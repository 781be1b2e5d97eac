"""Speech that is told in other words: a few clear clauses of somebody who is named."""

from collections.abc import Sequence
from typing import NamedTuple

from briefbook.base.problems import Span
from briefbook.speech.cues import Cue
from briefbook.speech.tokens import Token

LONGEST = 8
"""Words of a clause that are proposed."""

_ENOUGH = 3
_PLEAS = frozenset(("urged", "urges", "asked", "demanded"))
_VIEWS = frozenset(
    (
        *("accused", "argued", "argues", "claimed", "claims", "denied", "denies", "insisted"),
        *("insists", "pledged", "promised", "vowed", "vows", "warned", "warns", "criticised"),
        *("criticized", "condemned"),
    )
)
_LIKENING = ("drew", "parallels", "with")
_SKIPPED = frozenset(
    ("that", "the", "a", "an", "to", "of", "it", "he", "she", "they", "had", "has")
)
_ENDS = frozenset(
    (
        "and",
        "but",
        "while",
        "when",
        "because",
        "after",
        "before",
        "who",
        "which",
        "of",
        "in",
        "on",
        "at",
        "for",
        "toward",
        "towards",
        "with",
        "from",
        "during",
        "if",
        "as",
    )
)


class Clause(NamedTuple):
    """A clause that a cue governs: its place in the text."""

    span: Span
    cue: Cue


def find_clauses(tokens: Sequence[Token], cues: Sequence[Cue]) -> list[Clause]:
    """Return the reported clauses of a sentence that has no quotation."""
    if any(one.kind == "quotation" for one in tokens):
        return []
    found: list[Clause] = []
    for cue in cues:
        low = tokens[cue.start].low
        span = None
        if low in _PLEAS and cue.addressee[1] > cue.addressee[0]:
            span = _read(tokens, cue.addressee[1], after="to")
        elif low in _VIEWS and cue.subject is not None:
            span = _read(tokens, cue.stop, after="")
        if span:
            found.append(Clause(span, cue))
    return found


def find_likening(tokens: Sequence[Token]) -> Span | None:
    """Return what a sentence says that somebody likened things to: "drew parallels with …"."""
    lows = [one.low for one in tokens]
    at = next((i for i in range(len(lows) - 3) if tuple(lows[i : i + 3]) == _LIKENING), -1)
    return _read(tokens, at + 3, "", 2) if at > 0 else None


def _read(tokens: Sequence[Token], at: int, after: str, enough: int = _ENOUGH) -> Span | None:
    """Return the words of a clause from a token on, up to a sign or to what is added to it."""
    if after and (at >= len(tokens) or tokens[at].low != after):
        return None
    first = at + 1 if after else at
    while first < len(tokens) and tokens[first].low in _SKIPPED:
        first += 1
    last = first
    while last < min(len(tokens), first + LONGEST) and tokens[last].kind == "word":
        if last - first >= enough and tokens[last].low in _ENDS:
            break
        last += 1
    return Span(tokens[first].start, tokens[last - 1].end) if last - first >= enough else None
