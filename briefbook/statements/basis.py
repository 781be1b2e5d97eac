"""How it is known what somebody said or holds, and whose the words are."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefbook.statements.positions import SILENT
from briefbook.statements.words import Sentence, sentence, traced

STRENGTH = ("quoted", "partly-quoted", "voted", "reported", "described", "inferred")
"""Bases from the firmest to the weakest."""

OWN_WORDS = ("quoted", "partly-quoted")
THROUGH = (*OWN_WORDS, "reported", "described")
"""The bases of words, which somebody may have passed on."""

TELLING = {
    "described": ("described-of", "described-by"),
    "reported": ("reported-of", "reported-by"),
}
"""The sentences of words that are the teller's: of a speaker who is named, or of nobody."""


class Proof(NamedTuple):
    """A piece of evidence of a position: its basis, and whether it is from the actor's side.

    Of a vote (``voted``), ``is_theirs`` tells whether the actor is known to have voted, or
    to be the body that did.
    """

    basis: str
    is_theirs: bool


def find_basis(given: str, proofs: Iterable[Proof]) -> str:
    """Return how a position is known: as given, else the firmest of what it rests on.

    Words of others about an actor describe at best, and never are the actor's own: so
    "quoted" is not believed without words of the actor's side in quotation marks.
    """
    known = [_weigh(proof) for proof in proofs]
    firmest = min((one for one in known if one), key=STRENGTH.index, default="inferred")
    if given in OWN_WORDS and firmest not in OWN_WORDS:
        return "reported"
    return given or firmest


def _weigh(proof: Proof) -> str:
    if proof.is_theirs:
        return proof.basis if proof.basis in STRENGTH else ""
    return "described" if proof.basis in STRENGTH and proof.basis != "voted" else ""


@traced
def basis(basis: str, teller: str = "") -> Sentence | None:
    """Return how something is known, and through whom, if somebody is named for it.

    "in their own words" only for what stands in quotation marks, or in a transcript: the
    basis of a quote and of a position is found with that in mind (``find_basis``).
    """
    if basis not in STRENGTH:
        return None
    if teller and basis in THROUGH:
        return sentence(f"{basis}-through", teller=teller)
    return sentence(basis)


@traced
def reporter(basis: str, teller: str, labels: Sequence[str]) -> Sentence | None:
    """Return who is named before a position that somebody else describes.

    Not before "unclear" or "silent": that is what an analyst makes of it, and nobody says.
    """
    is_told = basis == "described" and bool(teller) and not {*labels} & {*SILENT}
    return sentence("reporter", teller=teller) if is_told else None


@traced
def second_hand(is_theirs: Sequence[bool]) -> Sentence | None:
    """Return that a position is second-hand: if nobody of its actor's side said any of it.

    ``is_theirs`` tells of each quote whether its speaker may be of that side; without a
    quote, nothing is said.
    """
    return sentence("second-hand") if is_theirs and not any(is_theirs) else None


@traced
def attribution(basis: str, speaker: str, teller: str, holder: str = "") -> Sentence | None:
    """Return who stands beside some words: who says them, and who says that they were said.

    ``speaker`` is whose words or view they are, ``teller`` who reports them, "" if nobody
    is named; ``holder`` is the person of the card that the words stand on, whose name need
    not be said again. Words that are reported or described are the teller's: they are never
    shown as the speaker's own.
    """
    named = "" if speaker == holder else speaker
    if not teller:
        return sentence("said-by", speaker=named) if named else None
    of, by = TELLING.get(basis, ("said-by-through", "told-by"))
    return sentence(of, speaker=named, teller=teller) if named else sentence(by, teller=teller)


@traced
def stands_in(article: str) -> Sentence | None:
    """Return where something stands in a text of ours: said without quotation marks."""
    return sentence("stands-in", article=article) if article else None
