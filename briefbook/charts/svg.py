"""A small writer of SVG that stands in a page under a strict content security policy.

Only presentation attributes and classes are written, never a style or a script, and the
same values always give the same text.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from briefbook.base.addresses import BY_TOP

Value = str | float | None

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NOT_IN_CLASS = re.compile(r"[^a-z0-9-]+")
NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]+")
LEADING = re.compile(r"[^/?#]*")
SHEET = 1000.0
"""How high a drawing may be on paper: that of a sheet, shrunk a little."""


class Drawn(str):
    """Finished SVG, which neither this writer nor a template escapes again."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text as it is: how templates ask for markup."""
        return self


def element(name: str, *children: str, **attributes: Value) -> Drawn:
    """Return an element, its attributes in alphabetical order, without those that are None.

    ``class_`` and ``font_size`` are written ``class`` and ``font-size``. Numbers are rounded
    to two decimals. Children are escaped unless they are ``Drawn``.
    """
    written = "".join([_write_attribute(one, attributes[one]) for one in sorted(attributes)])
    inner = join(children) if children else ""
    return Drawn(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


@lru_cache(maxsize=1 << 14)
def _write_attribute(name: str, value: Value) -> str:
    """Return an attribute with the space before it, nothing for None; most come again."""
    if value is None:
        return ""
    said = _say_value(value)
    top = BY_TOP if name == "href" and said.startswith(BY_TOP) else ""
    rest = said.removeprefix(top)
    return f' {name.rstrip("_").replace("_", "-")}="{top}{_escape_text(rest)}"'


def join(children: Iterable[str]) -> Drawn:
    """Return pieces in a row, those that are not ``Drawn`` escaped."""
    return Drawn(
        "".join([child if type(child) is Drawn else _escape_text(child) for child in children])
    )


def _escape_text(text: str) -> str:
    """Return ``text`` for use in XML; characters that XML forbids become U+FFFD."""
    sound = text if text.isprintable() else NOT_XML.sub("\ufffd", text)
    return escape(sound, quote=True)


def _say_value(value: str | float) -> str:
    return value if isinstance(value, str) else _say_number(value)


@lru_cache(maxsize=1 << 14)
def _say_number(value: float) -> str:
    """Return a number with two decimals at most; a drawing has the same ones many times."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def link(href: str, name: str, *children: str) -> Drawn:
    """Return a link of class ``name``, or a plain group where ``href`` leads nowhere safe."""
    if _is_safe(href.removeprefix(BY_TOP)):
        return element("a", *children, class_=name, href=href)
    return element("g", *children, class_=name)


def _is_safe(href: str) -> bool:
    leading = LEADING.match(href)
    scheme = leading[0].lower() if leading else ""
    relative = ":" not in scheme and not href.startswith(("//", "/\\", "\\"))
    return bool(href) and (relative or scheme in ("http:", "https:")) and href.isprintable()


def write_line(x: float, y: float, words: str, name: str, size: float, **look: Value) -> Drawn:
    """Return a line of text of class ``name`` with its baseline at ``y``.

    What draws no pictures shows their words one after another: a space parts them.
    """
    start = _start_text(name, size, tuple(look.items()))
    place = f'x="{_say_number(x)}" y="{_say_number(y)}"'
    return Drawn(f"{start} {place}>{_escape_text(words)}</text> ")


def write_lines(
    place: tuple[float, float],
    pitch: float,
    lines: Iterable[str],
    name: str,
    size: float,
    **look: Value,
) -> list[Drawn]:
    """Return lines of text, ``pitch`` below one another; ``place`` is that of the first."""
    x, y = place
    rows = enumerate(lines)
    return [write_line(x, y + at * pitch, line, name, size, **look) for at, line in rows]


@lru_cache(maxsize=256)
def _start_text(name: str, size: float, look: tuple[tuple[str, Value], ...]) -> str:
    text = element("text", class_=name, fill="currentColor", font_size=size, **dict(look))
    return text.removesuffix("/>")


def path(steps: str, name: str, **look: Value) -> Drawn:
    """Return an open line in the current colour, unless ``look`` tells otherwise."""
    before, after = _around_steps(name, tuple(look.items()))
    return Drawn(f"{before}{_escape_text(steps)}{after}")


@lru_cache(maxsize=256)
def _around_steps(name: str, look: tuple[tuple[str, Value], ...]) -> tuple[str, str]:
    usual: dict[str, Value] = {"fill": "none", "stroke": "currentColor", **dict(look)}
    before, start, after = element("path", class_=name, d="", **usual).partition(' d="')
    return before + start, after


def rect(x: float, y: float, width: float, height: float, name: str, **look: Value) -> Drawn:
    """Return a rectangle from its top left corner, in the current colour."""
    usual: dict[str, Value] = {"fill": "currentColor", **look}
    return element("rect", class_=name, x=x, y=y, width=width, height=height, **usual)


def circle(x: float, y: float, radius: float, name: str, **look: Value) -> Drawn:
    """Return a circle in the current colour."""
    usual: dict[str, Value] = {"fill": "currentColor", "stroke": "currentColor", **look}
    return element("circle", class_=name, cx=x, cy=y, r=radius, **usual)


def steps(*parts: str | float) -> str:
    """Return the steps of a path from letters and numbers."""
    return " ".join(map(_say_value, parts))


def picture(
    size: tuple[float, float], name: str, prefix: str, words: tuple[str, str], *children: str
) -> Drawn:
    """Return a whole drawing of ``size`` (width, height) in CSS pixels.

    One that is ``tall`` does not go on a sheet of paper. ``words`` are its title and its
    description, whose ids begin with ``prefix``. A drawing with links is a group, since what
    is inside an image is hidden from screen readers.
    """
    identity = _safe_id(prefix)
    inner = join(children)
    return element(
        "svg",
        element("title", words[0], id=f"{identity}-title"),
        element("desc", words[1], id=f"{identity}-desc"),
        " ",
        inner,
        aria_labelledby=f"{identity}-title {identity}-desc",
        class_=f"drawing {name}" + (" tall" if size[1] > SHEET else ""),
        font_family="sans-serif",
        height=size[1],
        role="group" if "<a " in inner else "img",
        viewBox=steps(0, 0, *size),
        width=size[0],
        xmlns="http://www.w3.org/2000/svg",
    )


def _safe_id(prefix: str) -> str:
    """Return ``prefix`` as it may stand at the beginning of an id and in ``url(#…)``."""
    return NOT_IN_ID.sub("-", prefix)


@lru_cache(maxsize=1024)
def name_class(base: str, family: str, word: str) -> str:
    """Return class ``base``, with that of a word in its family ("tl-kind-" and "visit")."""
    return f"{base} {family}{NOT_IN_CLASS.sub('-', word.lower())}" if word else base


def hatching(prefix: str) -> Drawn:
    """Return the pattern of uncertain spans, which ``hatched(prefix)`` refers to."""
    pattern = element(
        "pattern",
        element("rect", class_="tl-ground", fill="none", height=5, width=5),
        element("rect", class_="tl-hatch", fill="currentColor", height=5, width=1.6),
        height=5,
        id=f"{_safe_id(prefix)}-hatch",
        patternTransform="rotate(45)",
        patternUnits="userSpaceOnUse",
        width=5,
    )
    return element("defs", pattern)


def hatched(prefix: str) -> str:
    """Return the fill of uncertain spans."""
    return f"url(#{_safe_id(prefix)}-hatch)"
