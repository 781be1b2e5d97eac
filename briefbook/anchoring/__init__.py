"""Exact words to their place in a text, or what is wrong and the selector that mends it.

Words are looked for in the folded text (``briefbook.base.folding``), capitals as they are.
Selectors are those of the W3C Web Annotation Data Model (``exact``, ``prefix``,
``suffix``), plus ``nth`` for when two places look the same.

A match never begins or ends inside a word: ``sanction`` is not found in ``sanctions``,
``can`` not in ``can't``, ``1`` not in ``1.5``; ``guild`` is found in ``guild's``,
``elected`` in ``non-elected``. Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer
put no spaces between words, or join particles to them: there any place will do.
"""

from briefbook.anchoring.deciding import anchor, explain_outcome, name_words
from briefbook.anchoring.matching import (
    Ambiguous,
    Anchored,
    Lost,
    Nearest,
    Outcome,
    PossiblePlace,
    Selector,
    TooFew,
    TooMany,
    quote_exact,
    to_yaml,
)
from briefbook.anchoring.nearest import cure_selector

__all__ = [
    "Ambiguous",
    "Anchored",
    "Lost",
    "Nearest",
    "Outcome",
    "PossiblePlace",
    "Selector",
    "TooFew",
    "TooMany",
    "anchor",
    "cure_selector",
    "explain_outcome",
    "name_words",
    "quote_exact",
    "to_yaml",
]
