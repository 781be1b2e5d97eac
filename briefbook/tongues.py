"""Words in another script than the page's: finished HTML → the same, with their language.

A screen reader says 蔡英文 in the voice of the language, a browser chooses the right shapes of
its characters, and ئۇيغۇر runs from right to left among words that do not.
"""

import re
from itertools import pairwise
from typing import NamedTuple


class Tongue(NamedTuple):
    """What a run of characters is written in: its BCP 47 tag, and whether it runs leftwards."""

    language: str
    pattern: re.Pattern[str]
    is_leftward: bool = False


def find_runs(characters: str) -> re.Pattern[str]:
    """Return what finds these characters, with the spaces and signs between them."""
    return re.compile(f"[{characters}](?:[{characters}\\s\u00b7\u2022-]*[{characters}])?")


HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u30ff"
ARABIC = "\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
UYGHUR = "\u06c7\u06c6\u06c8\u06cb\u06d0\u06ad"

TONGUES = (
    Tongue("ja", re.compile(f"[{HAN}]*[{KANA}][{HAN}{KANA}]*")),
    Tongue("zh", find_runs(HAN)),
    Tongue("ko", find_runs("\u1100-\u11ff\uac00-\ud7af")),
    Tongue("bo", find_runs("\u0f00-\u0fff")),
    Tongue("ug", re.compile(f"[{ARABIC}\\s]*[{UYGHUR}][{ARABIC}\\s]*[{ARABIC}]"), True),
    Tongue("ar", find_runs(ARABIC), True),
    Tongue("he", find_runs("\u0590-\u05ff"), True),
)
"""Scripts that tell their language, or nearly; the first that fits is meant."""

FOREIGN = re.compile(
    f"[{HAN}{KANA}{ARABIC}\u0590-\u05ff\u0f00-\u0fff\u1100-\u11ff\uac00-\ud7af]"
)
TAG = re.compile(r"(<[^>]*>)")
VERBATIM = ("<script", "<style", "<title", "<svg", "<textarea")
"""Elements in which nothing can be marked."""


def mark_tongues(html: str) -> str:
    """Return HTML with every run in a foreign script in an element that names its language."""
    return mark_all(html) if FOREIGN.search(html) else html


def mark_all(html: str) -> str:
    """Return HTML with its texts marked, tags and what is verbatim left as they are."""
    parts, within, own = TAG.split(html), "", find_language(html)
    for place, part in enumerate(parts):
        if place % 2:
            within = follow(within, part)
        elif not within and FOREIGN.search(part):
            parts[place] = mark_words(part, own)
    return "".join(parts)


def follow(within: str, tag: str) -> str:
    """Return the name of the verbatim element that one is within behind a tag, "" if none."""
    if within:
        return "" if tag.startswith(f"</{within[1:]}") else within
    return next((name for name in VERBATIM if tag.startswith(name)), "")


def find_language(html: str) -> str:
    """Return the language of a page, without its region."""
    found = re.search(r'<html[^>]* lang="([A-Za-z]+)', html)
    return found[1].lower() if found else ""


def mark_words(text: str, own: str, tongues: tuple[Tongue, ...] = TONGUES) -> str:
    """Return a text without tags with its foreign words marked, those of ``own`` left alone."""
    if not tongues or not FOREIGN.search(text):
        return text
    first, others = tongues[0], tongues[1:]
    runs = list(first.pattern.finditer(text))
    ends = [0, *(place for run in runs for place in run.span()), len(text)]
    pieces = [text[start:end] for start, end in pairwise(ends)]
    return "".join(
        mark_run(piece, first, own) if number % 2 else mark_words(piece, own, others)
        for number, piece in enumerate(pieces)
    )


def mark_run(words: str, tongue: Tongue, own: str) -> str:
    """Return words in the element that names their language; space before them stays out."""
    if tongue.language == own:
        return words
    bare = words.lstrip()
    space = words[: len(words) - len(bare)]
    direction = ' dir="rtl"' if tongue.is_leftward else ""
    return f'{space}<span lang="{tongue.language}"{direction}>{bare}</span>'
