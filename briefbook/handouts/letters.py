"""Characters that no font has: a PDF for everyone may not hold them as empty boxes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from unicodedata import category, name, normalize

from briefbook.base.problems import Locus, Problem, problem
from briefbook.handouts.document import HandoutDocument, list_texts

CODE = "no-glyph"
Letters = tuple[tuple[int, int], ...]
"""The characters that the fonts have, as ranges (first, last) in their order."""


BLANK = (
    *((0x09, 0x0A), (0xA0, 0xA0), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C)),
    *((0x180B, 0x180E), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x2064)),
    *((0x2066, 0x206F), (0x3000, 0x3000), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0020, 0xE007F), (0xE0100, 0xE01EF)),
)
"""Characters that show nothing by themselves: spaces, joiners, marks of direction or variant.

Other marks do show something, though Unicode has them in the same categories: accents, points
of vowels, signs over Arabic numbers.
"""


def list_missing(document: HandoutDocument, letters: Letters) -> dict[str, str]:
    """Return the characters of a document that the fonts lack, by the words they stand in."""
    found: dict[str, str] = {}
    pattern = _find_lacking(letters)
    for given in dict.fromkeys(list_texts(document)):
        text = normalize("NFC", given)
        lacking = "".join(dict.fromkeys(pattern.findall(text)))
        if lacking:
            found.setdefault(_shorten(text), lacking)
    return found


@lru_cache(maxsize=8)
def _find_lacking(letters: Letters) -> re.Pattern[str]:
    """Return what finds characters that the fonts lack, and that do show something."""
    ranges = (f"\\U{first:08x}-\\U{last:08x}" for first, last in (*letters, *BLANK))
    return re.compile(f"[^{''.join(ranges)}]")


def is_there(letter: str, letters: Letters) -> bool:
    """Tell whether the fonts have a character, or it shows nothing by itself."""
    return _find_lacking(letters).match(letter) is None


def _shorten(text: str) -> str:
    limit = 60
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def say_letters(letters: str) -> str:
    """Return characters with their numbers, some of many, and the scripts that they are of."""
    told = [f"{one} (U+{ord(one):04X})" for one in letters[:5]]
    more = f" and {len(letters) - 5} more" if len(letters) > len(told) else ""
    scripts = sorted({_find_script(one) for one in letters if category(one).startswith("L")})
    of = f", {' and '.join(scripts)}" if scripts else ""
    return f"{', '.join(told)}{more}{of}"


def tell_missing(address: str, missing: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the problem of a PDF with characters that no font has."""
    if missing:
        letters = "".join(dict.fromkeys("".join(missing.values())))
        yield problem(CODE, Locus(address), letters=letters, place=next(iter(missing)))


def merge_missing(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems of a book, those of PDFs that lack characters as one: one font cures.

    It stands where the first of them was, and has the places of all.
    """
    found = [one for one in problems if one.code == CODE]
    if not found:
        return tuple(problems)
    first, *others = found
    data = [dict(one.data) for one in found]
    letters = "".join(dict.fromkeys("".join(one["letters"] for one in data)))
    whole = problem(
        CODE,
        first.locus,
        related=tuple(one.locus for one in others),
        letters=say_letters(letters),
        place=data[0]["place"],
        what=f"{len(found):,} PDFs are" if others else "this PDF is",
    )
    kept = (whole if one is first else one for one in problems)
    return tuple(one for one in kept if one is whole or one.code != CODE)


def _find_script(letter: str) -> str:
    """Return the first word of a character's name, which is its script for most."""
    return name(letter, "a character without a name").split(" ")[0].title()
