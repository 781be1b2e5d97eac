"""Words in another script than the page's: finished HTML → the same, with their language.

A screen reader says 蔡英文 in the voice of the language, a browser chooses the right shapes of
its characters, and ئۇيغۇر runs from right to left among words that do not.
"""

import re
from collections.abc import Iterator
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
NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
LANGUAGE = re.compile(r'\slang="([A-Za-z]*)')
DIRECTION = re.compile(r"\sdir=")
EMPTY = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "wbr",
    )
)
"""Elements that never have an end."""

VERBATIM = frozenset(("script", "style", "title", "desc", "textarea"))
"""Elements in which nothing can be marked."""


class OpenElement(NamedTuple):
    """What one is within: an element by its name, and what holds for all that it has.

    ``language`` is the one that is named, without script and region; its direction may be
    ``set``. ``piece`` is the element that marks words here, "" where none can stand.
    """

    name: str = ""
    language: str = ""
    is_set: bool = False
    piece: str = "span"


def mark_tongues(html: str) -> str:
    """Return HTML with every run in a foreign script in an element that names its language."""
    return mark_all(html) if FOREIGN.search(html) else html


def mark_all(html: str) -> str:
    """Return HTML with its texts marked, tags and what is verbatim left as they are."""
    parts = TAG.split(html)
    around: tuple[OpenElement, ...] = (OpenElement(),)
    for place, part in enumerate(parts):
        if place % 2:
            around = enter_tag(around, part)
        elif around[-1].piece and FOREIGN.search(part):
            parts[place] = mark_words(part, around[-1])
    return "".join(parts)


def enter_tag(around: tuple[OpenElement, ...], tag: str) -> tuple[OpenElement, ...]:
    """Return what one is within behind a tag: the outermost first, nothing around it."""
    found = NAME.match(tag)
    if not found:
        return around
    end, name = found[1], found[2].lower()
    if end:
        return leave_tag(around, name)
    if name in EMPTY or tag.endswith("/>"):
        return around
    return (*around, enter(around[-1], name, tag))


def leave_tag(around: tuple[OpenElement, ...], name: str) -> tuple[OpenElement, ...]:
    """Return what is around the innermost element of a name; without one, nothing changes."""
    names = [one.name for one in around]
    last = max((at for at, one in enumerate(names) if one == name), default=len(names))
    return around[:last]


def enter(outer: OpenElement, name: str, tag: str) -> OpenElement:
    """Return what holds within an element."""
    named = LANGUAGE.search(tag)
    language = named[1].lower() if named else outer.language
    is_set = bool(DIRECTION.search(tag)) or name == "html" or (outer.is_set and not named)
    return OpenElement(name, language, is_set, choose_piece(outer.piece, name))


def choose_piece(outer: str, name: str) -> str:
    """Return the element that marks words in an element of a name."""
    if name in VERBATIM:
        return ""
    return outer and {"svg": "tspan", "foreignobject": "span"}.get(name, outer)


def mark_words(text: str, around: OpenElement) -> str:
    """Return a text without tags with its foreign words marked."""
    return "".join(
        mark_run(words, tongue, around) if tongue else words
        for words, tongue in split_tongues(text)
    )


def split_tongues(
    text: str, tongues: tuple[Tongue, ...] = TONGUES
) -> Iterator[tuple[str, Tongue | None]]:
    """Yield the words of a text with what they are written in, None for the text's own.

    The first tongue that fits is meant; space before foreign words is none of theirs.
    """
    if not tongues or not FOREIGN.search(text):
        yield from [(text, None)] if text else ()
        return
    first, others = tongues[0], tongues[1:]
    place = 0
    for run in first.pattern.finditer(text):
        start = run.end() - len(run[0].lstrip())
        yield from split_tongues(text[place:start], others)
        yield text[start : run.end()], first
        place = run.end()
    yield from split_tongues(text[place:], others)


def mark_run(words: str, tongue: Tongue, around: OpenElement) -> str:
    """Return words in the element that names their language."""
    said = say_tongue(tongue, around)
    return f"<{around.piece}{said}>{words}</{around.piece}>" if said else words


def say_tongue(tongue: Tongue, around: OpenElement) -> str:
    """Return the attributes that words need; what is named around them is not guessed again.

    Pictures have no ``dir``: there, letters run as they are wont to.
    """
    is_own = tongue.language == around.language
    turns = tongue.is_leftward and around.piece == "span" and not (is_own and around.is_set)
    language = "" if is_own else f' lang="{tongue.language}"'
    return language + (' dir="rtl"' if turns else "")


def escape(text: str) -> str:
    """Return text for use in HTML, within an element or in a quoted attribute."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("'", "&#39;").replace('"', "&#34;")
