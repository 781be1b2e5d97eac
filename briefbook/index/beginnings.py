"""The beginnings of words, under which the search files its entries.

A word lies under its first three letters, a name under its first two as well, so that it is
found while it is typed; a number under its first four digits, so that years have files of
their own. Chinese, Japanese and Korean is written without spaces: there every character is
a beginning, and 32 neighbours of a code page share a file.

``fold`` and the splitting into words are done again by the browser (``assets/site/``), so
that both must give the same; ``tests/fixtures/search/folding.txt`` is held against both.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LETTERS = str.maketrans(
    {
        **dict.fromkeys("'‘’ʼ", ""),
        **dict(zip("øđðłıħŧŋς", "oddlihtnσ", strict=True)),
        **dict(zip("ßæœþ", ("ss", "ae", "oe", "th"), strict=True)),
    }
)
"""Letters that no accent can be taken from, and what people type for them; no apostrophes."""

EVERYWHERE = (
    "a an and are as at be been but by for from had has have he her his in into is it its not"
    " of on or our she so that the their they this to was we were which will with would"
)
STOPS = frozenset(EVERYWHERE.split())
"""Words that are in every text: they lead nowhere."""

WORD = re.compile(r"[^\W_]+")
WITHOUT_SPACES = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
NO_SPACES = re.compile(f"[{WITHOUT_SPACES}]")
SINGLE = re.compile(f"[{WITHOUT_SPACES}]|[^{WITHOUT_SPACES}]+")
IN_BLOCK = 5
"""Bits of a code point that a file does not tell apart."""

LONG, SHORT, DIGITS = 3, 2, 4


def fold(text: str) -> str:
    """Return a text without capitals, accents and apostrophes, for searching."""
    if text.isascii():
        return text.lower().replace("'", "")
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in apart if unicodedata.category(c)[0] != "M")
    return unicodedata.normalize("NFC", plain.lower().translate(LETTERS))


def split_words(folded: str) -> Iterator[str]:
    """Yield the words of a folded text, and each character that stands without spaces."""
    for word in WORD.findall(folded):
        if word.isascii():
            yield word
        else:
            yield from SINGLE.findall(word)


def list_beginnings(text: str, is_name: bool = False) -> set[str]:
    """Return the names of the files in which a text is to be found.

    Words that are everywhere count where a text has no others.
    """
    words = set(split_words(fold(text)))
    telling = words - STOPS
    return {name for word in telling or words for name in name_beginnings(word, is_name)}


@lru_cache(maxsize=1 << 16)
def name_beginnings(word: str, is_name: bool) -> tuple[str, ...]:
    """Return the names of the files that a word lies in; a single letter lies in none."""
    if NO_SPACES.fullmatch(word):
        return (f"u{ord(word) >> IN_BLOCK:x}",)
    if len(word) < SHORT:
        return ()
    if word.isascii() and word.isdigit():
        return (word[:DIGITS],)
    lengths = (SHORT, LONG) if is_name and len(word) > SHORT else (LONG,)
    return tuple(name_letters(word[:length]) for length in lengths)


def name_letters(letters: str) -> str:
    """Return letters as a file name that every system takes: others than ours by number."""
    if letters.isascii():
        return letters
    return "u" + "-".join(f"{ord(letter):x}" for letter in letters)
