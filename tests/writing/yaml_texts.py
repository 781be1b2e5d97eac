"""YAML as people write it: values, and every way to put them down that is in use.

A drawn text is read back as the value that it was made of, unless the reader refuses it.
"""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from briefbook.syntax.yaml.quoting import quoted

KEYS = ("name", "exact", "speaker", "a-b", "上海", "date", "with space", "q1")
WORDS = (
    "Ann Lee",
    "we assess, he said",
    "a: b # c",
    "2023-08-30",
    "不会改变立场",
    "it's",
    'say "no"',
    "no",
    "first\nsecond\n",
    "[[ann]] and [^q1]",
    "two  spaces, and a “quoted” word that makes the line somewhat longer than others are",
    "# none",
    "- x",
)
SIGN = "⁂"
"""What stands in comments, and in no words."""

TOLD = f",  # why {SIGN}\n "
COMMENTS = (f"# why {SIGN}", f"# {{a: b}} {SIGN}", f"#注{SIGN}", f"# - 'x {SIGN}")

Draw = Any


def values(depth: int = 3) -> st.SearchStrategy[Any]:
    """Return a strategy of plain values that are mappings at their root."""
    words: st.SearchStrategy[Any] = st.sampled_from(WORDS) | st.none()
    inner = words
    for _ in range(depth - 1):
        inner = words | st.lists(inner, max_size=3) | mappings(inner)
    return mappings(inner, least=1)


def mappings(inner: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Any]:
    """Return a strategy of mappings to such values."""
    return st.dictionaries(st.sampled_from(KEYS), inner, min_size=least, max_size=4)


@st.composite
def yaml_texts(draw: Draw) -> str:
    """Return a YAML text of a mapping, in some of the styles that there are."""
    value = draw(values())
    if draw(st.integers(0, 9)) == 0:
        lines = [write_flow(draw, value, 1)]
    else:
        lines = list(write_block(draw, value))
    head = draw(st.sampled_from(([], [], ["# head"], ["---"], ["# head", ""])))
    newline = draw(st.sampled_from(("\n", "\n", "\r\n")))
    text = newline.join(line for one in (*head, *lines) for line in one.split("\n"))
    mark = draw(st.sampled_from(("", "", "\ufeff")))
    return f"{mark}{text}{draw(st.sampled_from((newline, newline, '', newline * 3)))}"


def write_block(draw: Draw, value: Any) -> Iterator[str]:
    """Yield the lines of a mapping or list, without their indent."""
    items = value.items() if isinstance(value, dict) else ((None, one) for one in value)
    for key, one in items:
        yield from draw(st.sampled_from(([], [], [], [""], [draw(st.sampled_from(COMMENTS))])))
        head = "-" if key is None else f"{write_key(draw, key)}:"
        yield from write_item(draw, head, one)


def write_item(draw: Draw, head: str, value: Any) -> Iterator[str]:
    """Yield the lines of a key, or of a dash, with what follows."""
    tail = draw(st.sampled_from(("", "", "", f"  {draw(st.sampled_from(COMMENTS))}")))
    if isinstance(value, dict | list) and value and draw(st.booleans()):
        lines = list(write_block(draw, value))
        indent = " " * draw(st.sampled_from((2, 2, 4)))
        if (
            head == "-"
            and lines[0]
            and not lines[0].startswith(("#", "-"))
            and draw(st.booleans())
        ):
            yield f"- {lines[0]}"
            yield from (f"  {line}" if line else "" for line in lines[1:])
            return
        if isinstance(value, list) and head != "-" and draw(st.booleans()):
            indent = ""
        yield head + tail
        yield from (f"{indent}{line}" if line else "" for line in lines)
    elif isinstance(value, str):
        yield from write_words(draw, head, value, tail)
    else:
        words = "" if value is None else f" {write_flow(draw, value, 2)}"
        yield from indent_rest(f"{head}{words}{tail}")


def write_words(draw: Draw, head: str, words: str, tail: str) -> Iterator[str]:
    """Yield a text in one of the five styles."""
    style = draw(st.sampled_from(("right", "right", "single", "double", "literal", "folded")))
    if "\n" in words and style in ("literal", "right"):
        yield f"{head} |{tail}"
        yield from (f"  {line}" for line in words.splitlines())
    elif (
        style == "folded"
        and words.isprintable()
        and words[0] not in "#-["
        and ": " not in words
    ):
        first, _, rest = words.partition(" ")
        yield f"{head} {first}" if rest else f"{head} {quoted(words)}{tail}"
        yield from (
            [f"    {rest}{tail}"]
            if rest and "  " not in words and words[0] not in "'\""
            else []
        )
        if rest and "  " in words:
            yield f"    {rest}"
    elif style == "single" and words.isprintable():
        yield f"{head} '{words.replace(chr(39), chr(39) * 2)}'{tail}"
    else:
        yield f"{head} {quoted(words)}{tail}"


def indent_rest(text: str) -> Iterator[str]:
    first, *rest = text.split("\n")
    yield first
    yield from (f"  {line}" for line in rest)


def write_key(draw: Draw, key: Any) -> str:
    return draw(st.sampled_from((key, key, f'"{key}"', f"'{key}'")))  # type: ignore[no-any-return]


def write_flow(draw: Draw, value: Any, depth: int) -> str:
    """Return a value in braces or brackets, on one line or several."""
    if isinstance(value, str):
        return quoted(value)
    if value is None:
        return "~"
    is_map = isinstance(value, dict)
    items = [
        (f"{write_key(draw, key)}: " if is_map else "") + write_flow(draw, one, depth + 1)
        for key, one in (value.items() if is_map else ((None, one) for one in value))
    ]
    between = draw(
        st.sampled_from((", ", ", ", ",", ",\n" + " " * depth, f",  # why {SIGN}\n "))
    )
    ends = draw(st.sampled_from((("", ""), ("", ""), (" ", " "), ("\n  ", "\n"), ("", ", "))))
    if not items:
        ends = ("", "")
    body = between.join(items)
    return f"{'{['[not is_map]}{ends[0]}{body}{ends[1]}{'}]'[not is_map]}"
