"""Characters that no font has: a PDF for everyone may not hold them as empty boxes."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from unicodedata import category, name

from briefbook.handouts.document import Document, Figure, Span

Letters = Sequence[tuple[int, int]]
"""The characters that the fonts have, as ranges (first, last) in their order."""


def list_missing(document: Document, letters: Letters) -> dict[str, str]:
    """Return the characters of a document that the fonts lack, by the words they stand in."""
    found: dict[str, str] = {}
    for text in list_texts(document):
        lacking = "".join(dict.fromkeys(one for one in text if not is_there(one, letters)))
        if lacking:
            found.setdefault(shorten(text), lacking)
    return found


def is_there(letter: str, letters: Letters) -> bool:
    """Tell whether the fonts have a character, or it shows nothing by itself."""
    place = bisect_right(letters, (ord(letter), 0x110000)) - 1
    has = place >= 0 and letters[place][0] <= ord(letter) <= letters[place][1]
    return has or category(letter) in ("Cc", "Cf", "Mn", "Zs", "Zl", "Zp")


def list_texts(document: Document) -> Iterator[str]:
    """Yield all words that are printed."""
    yield from (document.title, document.mark, document.organization)
    for value in (document.facts, document.sections, document.notes):
        yield from walk(value)


def walk(value: object) -> Iterator[str]:
    """Yield the words within blocks and lines."""
    if isinstance(value, Span):
        yield value.words
    elif isinstance(value, Figure):
        yield from labels_of(value.picture)
    elif isinstance(value, tuple):
        for one in value:
            yield from walk(one)
    elif isinstance(value, str):
        yield value


def labels_of(picture: object) -> Iterator[str]:
    """Yield the words that a picture is made of."""
    for one in picture if isinstance(picture, (tuple, list)) else ():
        if isinstance(one, str):
            yield one
        else:
            yield from labels_of(one)


def shorten(text: str) -> str:
    """Return the beginning of a text, to be recognised."""
    limit = 60
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def say_letters(letters: str) -> str:
    """Return characters with their numbers, and the script that they are of."""
    told = [f"{one} (U+{ord(one):04X})" for one in letters[:5]]
    more = f" and {len(letters) - 5} more" if len(letters) > len(told) else ""
    return f"{', '.join(told)}{more}, {find_script(letters[0])}"


def find_script(letter: str) -> str:
    """Return the first word of a character's name, which is its script for most."""
    return name(letter, "a character without a name").split(" ")[0].title()
