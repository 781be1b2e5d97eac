"""Where somebody stands on an issue, in one sentence."""

from collections.abc import Sequence
from typing import NamedTuple

from briefbook.statements.basis import basis
from briefbook.statements.positions import (
    SILENT,
    Stance,
    confidence,
    position_of,
    say_labels,
    shown_on,
)
from briefbook.statements.words import Sentence, Value, sentence, traced

MOST_POSITIONS, MOST_ISSUES = 3, 6
"""Positions, and issues without any, that a sentence names; how many more there are is said."""

TOLD = ("reported", "described")
"""The bases of what is known from others, who are named before it."""

OWN = {"quoted": "own-words", "partly-quoted": "partly-own-words"}


class StatedPosition(NamedTuple):
    """One of somebody's latest positions on an issue, as a sentence tells of it.

    ``basis`` is one of ``STRENGTH``, ``teller`` who reports or describes it; ``moved`` and
    ``old`` are what the rules of these names say of it.
    """

    stance: Stance
    basis: str
    teller: str = ""
    is_second_hand: bool = False
    confidence: str = ""
    moved: Sentence | None = None
    old: Sentence | None = None


@traced
def stands_on(
    issue: str, positions: Sequence[StatedPosition], body: str = ""
) -> Sentence | None:
    """Return where somebody stands on an issue: what, how it is known, and when it was shown.

    ``positions`` are all that no other of the actor, on the issue and under the condition, may
    follow: they stand side by side, and none is said to be the later. ``body`` is whose they
    are, if not the actor's own. Who reports or describes a position is named before it; but
    nobody says "unclear" or "silent". "Own words" needs such a basis, which is found with
    quotation marks in mind. The day is the one on which it is attested: nothing is said of
    any other. None without a position.
    """
    if not positions:
        return None
    said = [_state(one, body) for one in positions[:MOST_POSITIONS]]
    more = len(positions[MOST_POSITIONS:])
    if more:
        said.append(sentence("and-more", count=f"{more:,}"))
    return sentence("stands-on", issue=issue, positions=tuple(said))


def _state(one: StatedPosition, body: str) -> Sentence:
    is_told = one.basis in TOLD and bool(one.teller) and not {*one.stance.labels} & {*SILENT}
    told = basis(one.basis, one.teller) if is_told else None
    known = sentence(OWN[one.basis]) if one.basis in OWN else basis(one.basis)
    facts = (
        position_of(body),
        None if told else known,
        sentence("second-hand") if one.is_second_hand else None,
        confidence(one.confidence),
        shown_on(one.stance.day),
        one.old,
    )
    stance = sentence("stance", labels=say_labels(one.stance.labels))
    values: dict[str, Value] = {
        "stance": (one.moved or stance,),
        "condition": one.stance.condition,
        "facts": tuple(filter(None, facts)) or tuple(filter(None, (known,))),
    }
    key = "stated-if" if one.stance.condition else "stated"
    if told:
        key = "told-if" if one.stance.condition else "told"
        return sentence(key, told=(told,), **values)
    return sentence(key, **values)


@traced
def stands_nowhere(found: Sequence[tuple[str, int]]) -> Sentence | None:
    """Return on which issues no position was found, if there are any.

    ``found`` are issues with how many positions of the actor, or of a body that the actor
    speaks for, the texts of this book have on each.
    """
    absent = [sentence("issue", issue=name) for name, count in found if not count]
    more = len(absent[MOST_ISSUES:])
    if not absent:
        return None
    issues, none = tuple(absent[:MOST_ISSUES]), (sentence("none"),)
    if not more:
        return sentence("none-on", issues=issues, none=none)
    return sentence("none-on-more", issues=issues, more=f"{more:,}", none=none)
