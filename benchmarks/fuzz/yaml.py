"""YAML: read, and each value looked up at its place."""

from typing import Any

from benchmarks.fuzz.laws import keep_problems
from briefbook.base.problems import Span
from briefbook.syntax.text import decode, split_front_matter
from briefbook.syntax.yaml.events import MAX_DEPTH
from briefbook.syntax.yaml.reader import FATAL, locate_values, read_yaml

SEEDS = (
    "a: {b: [c, d], e: 'f''g'}\n",
    'ann: {name: "A\\u0041", aliases: [Ann, "A B"], was: old}\n# said\nbo: |\n  text\n  more\n',
    "- a\n- {b: c}\n- >-\n  folded\n",
    "a: &x b\nc: *x\n<<: {d: e}\nf: !!int 1\n? [g]\n: h\n",
    "---\ntitle: A\ndate: 2023\n---\n# Text\n",
    "%YAML 1.1\n---\na: b\n...\n---\nc\n",
    "a: {b, c: d e, f:g}\n1: x\n'1': y\n\u2028z: \u0085\n",
)
WORDS = ("&a ", "*a", "<<: ", "!!x", "---\n", "...\n", "? ", "|+2\n", ">-\n", ": ", "- ", "\\u")


def examine(text: str) -> None:
    """Read a text as a file of YAML, and as an article that begins with some."""
    said, refused = decode("a.yaml", text.encode("utf-8", "surrogatepass"), 1 << 20)
    keep_problems(refused, text)
    check_yaml(said, said, 0)
    front = split_front_matter(said, "a.md")
    assert said[front.yaml_start :].startswith(front.yaml)
    assert said[front.body_start :] == front.body
    check_yaml(said, front.yaml, front.yaml_start)


def check_yaml(whole: str, text: str, start: int) -> None:
    """The value is plain and shallow, and everything in a sound text has a place."""
    value, problems = read_yaml(text, "a.yaml", start)
    keep_problems(problems, whole)
    places = locate_values(text, start)
    assert all(is_within(place.value, whole) for place in places.values())
    assert depth_of(value) <= MAX_DEPTH + 1  # the one refused is there, and empty
    if not {found.code for found in problems} & FATAL and not problems:
        assert set(list_pointers(value, ())) <= set(places)


def is_within(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


def depth_of(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth_of, inner), default=0) if isinstance(value, (dict, list)) else 0


def list_pointers(value: Any, pointer: tuple[str, ...]) -> list[tuple[str, ...]]:
    if isinstance(value, dict):
        pairs = [(str(key), inner) for key, inner in value.items() if key is not None]
    else:
        pairs = (
            [(str(at), inner) for at, inner in enumerate(value)]
            if isinstance(value, list)
            else []
        )
    return [
        at
        for key, inner in pairs
        for at in ((*pointer, key), *list_pointers(inner, (*pointer, key)))
    ]
