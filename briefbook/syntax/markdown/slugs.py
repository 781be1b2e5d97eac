"""Headings: the part of their id that is made of words, and their level on the page."""

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import count


def make_slug(text: str) -> str:
    """Return the heading's words as part of an id: letters and digits of any script."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(letter if is_word(letter) else " " for letter in folded).split()
    return "-".join(words)[:80].strip("-") or "section"


def is_word(letter: str) -> bool:
    """Tell whether this is a letter, a digit, or a mark on one."""
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def number_slug(slug: str, taken: Mapping[str, int]) -> tuple[str, int]:
    """Return the slug, or its next free numbered variant, and the number (1 for the first).

    ``taken`` maps every slug in use to the highest number tried for it.
    """
    if slug not in taken:
        return slug, 1
    free = (number for number in count(taken[slug] + 1) if f"{slug}-{number}" not in taken)
    number = next(free)
    return f"{slug}-{number}", number


def nest_level(level: int, above: Sequence[int]) -> tuple[int, ...]:
    """Return the written levels of the headings that a heading stands under, with its own.

    Their count is its depth: an outline without gaps, whatever levels were written.
    """
    return (*(outer for outer in above if outer < level), level)
