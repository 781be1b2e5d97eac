"""What libyaml could not read → a problem in plain words, at the place that needs mending."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from yaml import MarkedYAMLError, YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

from briefbook.base.problems import Locus, Problem, Span, problem
from briefbook.syntax.yaml.events import Event, open_feed, span_of
from briefbook.syntax.yaml.quoting import quoted

# Most texts have no fault: these are compiled when met.
_TOKEN = r"[^\s,:{}\[\]\"']+|\t+|\S|"
_ESCAPE = r"\\\w{0,9}|\\."
_FLOW_VALUE = r"[^,{}\[\]\r\n]*"
_BLOCK_VALUE = r"(?:(?! #)[^\r\n])*"
_GLUED = r"[\w-]+:[^\s/]"
_BLANK = r"(?:\s|#[^\r\n]*+)*+"
_LONGEST_LINE = 400
_LONGEST_TRACE = 100_000


class Trouble(NamedTuple):
    """Where libyaml gave up: ``at`` (an index), inside of what began at ``opened``.

    ``what`` and ``within`` are its words for it. ``last`` is the scalar that stands before,
    and ``in_flow`` tells whether ``at`` is inside ``{…}`` or ``[…]``; None if it is unknown.
    """

    text: str
    what: str
    within: str
    at: int
    opened: int
    last: Span
    in_flow: bool | None


class YamlRefusal(NamedTuple):
    """A trouble in plain words; ``at`` is the place to mend, if not where libyaml gave up.

    With ``is_far`` the place where it gave up is worth a look too.
    """

    reason: str
    hint: str = ""
    at: int | None = None
    code: str = "yaml-syntax"
    is_far: bool = False


def explain_syntax(error: MarkedYAMLError, text: str, path: str, start: int) -> Problem:
    """Return the problem behind an error; ``start`` is the offset at which the text begins."""
    trouble = _diagnose(error, text)
    found = _explain(trouble)
    at = trouble.at if found.at is None else found.at
    far = Locus(path, span=_find_token(text, trouble.at, start))
    related = (far,) if found.is_far else ()
    place = Locus(path, span=_find_token(text, at, start))
    return problem(found.code, place, found.hint, related, reason=found.reason)


def explain_rest(end: Event, text: str, path: str, start: int) -> tuple[Problem, ...]:
    """Return what is wrong with what follows the end of the first document, if anything is."""
    if not text[end.end_mark.index :].strip():
        return ()
    blank = re.compile(_BLANK).match(text, end.end_mark.index)
    at = blank.end() if blank else end.end_mark.index
    if at == len(text):
        return ()
    place = Locus(path, span=_find_token(text, at, start))
    if end.explicit or text.startswith(("---", "%"), at):
        return (problem("several-documents", place),)
    return (problem("yaml-syntax", place, reason="this follows the end of the value"),)


def quote_words(text: str, start: int, end: int) -> str:
    """Return a hint: the line, or lines, in which the words stand, with the words quoted."""
    first = text.rfind("\n", 0, start) + 1
    last = end + len(text[end : end + _LONGEST_LINE].partition("\n")[0])
    if last - first > _LONGEST_LINE:
        return ""
    words = quoted(" ".join(text[start:end].split()))
    line = text[first:start] + words + text[end:last].rstrip()
    return f"put the words in quotation marks:\n{line}"


def is_glued(words: str) -> bool:
    """Tell whether words look like a key and a value without a space after the colon."""
    return re.match(_GLUED, words) is not None


def _diagnose(error: MarkedYAMLError, text: str) -> Trouble:
    at = error.problem_mark.index if error.problem_mark else len(text)
    opened = error.context_mark.index if error.context_mark else at
    last, in_flow = _trace(text[:at])
    return Trouble(text, error.problem or "", error.context or "", at, opened, last, in_flow)


def _trace(head: str) -> tuple[Span, bool | None]:
    """Return the last scalar of the text before an error, and whether it ends in flow style.

    The events of the whole text end earlier: libyaml reads ahead of them.
    """
    last, flows = Span(0, 0), [False]
    if len(head) > _LONGEST_TRACE:
        return last, None
    with suppress(YAMLError):
        take = open_feed(head).take
        while event := take():
            last = span_of(event) if type(event) is ScalarEvent and event.value else last
            flows = _follow(flows, event)
    return last, flows[-1]


def _follow(flows: list[bool], event: object) -> list[bool]:
    """Return the styles of what is open after an event, outermost first."""
    if isinstance(event, CollectionStartEvent):
        return [*flows, bool(event.flow_style)]
    return flows[:-1] if isinstance(event, CollectionEndEvent) else flows


def _find_token(text: str, at: int, start: int) -> Span:
    """Return the place of the word at an index; of the last character, if it is the end."""
    at = min(at, len(text.rstrip()))
    found = re.compile(_TOKEN).match(text, at)
    return Span(start + at, start + (found.end() if found else at))


def _explain(trouble: Trouble) -> YamlRefusal:
    """Return the first explanation that knows libyaml's words; else those words."""
    if trouble.text[trouble.at : trouble.at + 1] == "\t" and "quoted" not in trouble.within:
        return YamlRefusal("a tab stands where only spaces may", code="tab-indentation")
    known = (make(trouble) for words, make in _EXPLANATIONS if words in _say(trouble))
    return next(known, YamlRefusal(_say(trouble)))


def _say(trouble: Trouble) -> str:
    return f"{trouble.what} {trouble.within}".strip()


def _quote_from(trouble: Trouble, start: int) -> str:
    """Return a hint: the line with the value that begins at ``start`` quoted, or ``""``."""
    pattern = _FLOW_VALUE if trouble.in_flow else _BLOCK_VALUE
    found = re.compile(pattern).match(trouble.text, start)
    value = found.group().rstrip() if found and trouble.in_flow is not None else ""
    return quote_words(trouble.text, start, start + len(value)) if value else ""


def _explain_quote(trouble: Trouble) -> YamlRefusal:
    return YamlRefusal("this quotation mark is never closed", at=trouble.opened)


def _explain_key(trouble: Trouble) -> YamlRefusal:
    if is_glued(trouble.text[trouble.opened : trouble.opened + 200]):
        return YamlRefusal("a space must follow the colon", at=trouble.opened)
    return YamlRefusal('this line is not "key: value"', at=trouble.opened)


def _explain_colon(trouble: Trouble) -> YamlRefusal:
    """A colon and a space inside of a value, or a key that went on from the line above."""
    text, last = trouble.text, trouble.last
    if "\n" in text[last.start : trouble.at]:
        return YamlRefusal("the line above has no colon, or this one is indented too far")
    is_next = not text[last.end : trouble.at].strip()
    return YamlRefusal(
        "a colon within a value", _quote_from(trouble, last.start) if is_next else ""
    )


def _explain_mark(trouble: Trouble) -> YamlRefusal:
    """Words that begin with a character which YAML keeps for itself."""
    char = trouble.text[trouble.opened : trouble.opened + 1]
    line = trouble.text[: trouble.opened].rpartition("\n")[2].rstrip()
    hint = _quote_from(trouble, trouble.opened) if line.endswith((":", "-")) else ""
    return YamlRefusal(f'words cannot begin with "{char}"', hint, trouble.opened)


def _explain_block(trouble: Trouble) -> YamlRefusal:
    hint = _quote_from(trouble, trouble.opened)
    return YamlRefusal(
        'after "|" or ">" the text begins on the next line', hint, trouble.opened
    )


def _explain_escape(trouble: Trouble) -> YamlRefusal:
    at = trouble.text.rfind("\\", trouble.opened, trouble.at + 1)
    found = re.compile(_ESCAPE).match(trouble.text, at)
    reason = f'"{found.group() if found else ""}" means nothing in double quotation marks'
    return YamlRefusal(reason, "write the backslash twice, or use single quotation marks", at)


def _explain_content(trouble: Trouble) -> YamlRefusal:
    """A mark that ends or parts values, where a value should be."""
    token = trouble.text[slice(*_find_token(trouble.text, trouble.at, 0))]
    if not token and trouble.in_flow:
        return YamlRefusal("a bracket is never closed")
    if token in ("]", "}"):
        return YamlRefusal("this bracket closes nothing")
    return YamlRefusal(
        f'{"a key" if token == ":" else "a value"} is missing before "{token[:20]}"'
    )


def _explain_sequel(trouble: Trouble) -> YamlRefusal:
    """Something stands behind a value that cannot go on, or a bracket is never closed."""
    gap = trouble.text[trouble.last.end : trouble.at]
    mark = trouble.text[trouble.last.end - 1 : trouble.last.end]
    char = trouble.text[trouble.at : trouble.at + 1]
    if gap.strip(" ") == "" and mark in ("'", '"') and char not in ("", "]", "}", ":", "\n"):
        hint = _quote_from(trouble, trouble.last.start)
        return YamlRefusal("words follow a closing quotation mark", hint)
    return (_explain_flow if "flow" in trouble.within else _explain_line)(trouble, char)


def _explain_flow(trouble: Trouble, char: str) -> YamlRefusal:
    bracket = trouble.text[trouble.opened : trouble.opened + 1]
    is_last = not trouble.text[trouble.at :].strip()
    if is_last or "\n" in trouble.text[trouble.opened : trouble.at]:
        reason = f'"{bracket}" is never closed, or a comma is missing further on'
        return YamlRefusal(reason, at=trouble.opened, is_far=not is_last)
    if char == ":":
        return _explain_colon(trouble)
    return YamlRefusal("a comma or a closing bracket is missing before this")


def _explain_line(trouble: Trouble, char: str) -> YamlRefusal:
    if char in ("]", "}"):
        return YamlRefusal("this bracket closes nothing")
    if char == ":":
        return YamlRefusal("a key is missing before this colon")
    if trouble.text[: trouble.at].rpartition("\n")[2].strip(" "):
        return YamlRefusal("this cannot follow what stands before it on the line")
    return YamlRefusal("this line is indented, or begins, unlike its neighbours above")


_EXPLANATIONS: tuple[tuple[str, Callable[[Trouble], YamlRefusal]], ...] = (
    ("directive", lambda it: YamlRefusal('a line cannot begin with "%"', at=it.opened)),
    ("found unexpected end of stream while scanning a quoted", _explain_quote),
    ("found unexpected document indicator", _explain_quote),
    ("while parsing a quoted scalar", _explain_escape),
    ("could not find expected ':'", _explain_key),
    ("found unexpected ':'", lambda _: YamlRefusal("a space must follow this colon")),
    ("mapping values are not allowed", _explain_colon),
    (
        "block sequence entries are not allowed",
        lambda _: YamlRefusal(
            "a list cannot begin here", "begin it on a line of its own, below its key"
        ),
    ),
    ("mapping keys are not allowed", _explain_mark),
    ("cannot start any token", _explain_mark),
    ("expected alphabetic or numeric character", _explain_mark),
    ("while scanning a block scalar", _explain_block),
    ("tag", lambda _: YamlRefusal("", code="yaml-tag")),
    ("did not find expected node content", _explain_content),
    ("did not find expected key", _explain_sequel),
    ("did not find expected ',' or", _explain_sequel),
    ("did not find expected '-' indicator", _explain_sequel),
)
