"""Blocks that begin with a mark: tasks of a list, ``- [ ] to do``, and callouts.

A callout is a quotation that begins with its kind, ``> [!note] A title``, as Obsidian and
GitHub write it. Both are found among the tokens of CommonMark's own blocks.
"""

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

CALLOUT = "callout"

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_CALLOUT = re.compile(r"\[!([^\]\[|\n]{1,40})(?:\|[^\]\n]{0,80})?\][+-]?[ \t]*([^\n]*)\n?")

_BEGINNING = re.compile(r"\[[ xX!]")
"""What the marks of tasks and callouts begin with."""

_LOOKS = {
    "tip": "tip hint important success check done",
    "warning": "warning caution attention question help faq",
    "danger": "danger error failure fail missing bug",
    "quote": "quote cite",
}
_LOOK_OF = {word: look for look, words in _LOOKS.items() for word in words.split()}


def mark_blocks(state: StateCore) -> None:
    """Mark the tasks and callouts of a text, before what is in its blocks is read."""
    if _BEGINNING.search(state.src):
        state.tokens = list(_mark_each(state.tokens))


def _mark_each(tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens, those of callouts and tasks changed."""
    callouts: list[bool] = []
    passed = 0
    for at, token in enumerate(tokens):
        if at < passed:
            continue
        if token.type == "blockquote_open":
            title = _read_callout(tokens, at)
            callouts.append(title is not None)
            passed = at + 4 if title and not tokens[at + 2].content else 0
            yield from (token, *(title or ()))
        else:
            _mark_end(token, callouts)
            _mark_task(tokens, at)
            yield token


def _mark_end(token: Token, callouts: list[bool]) -> None:
    if token.type == "blockquote_close" and callouts.pop():
        token.type = f"{CALLOUT}_close"


def _mark_task(tokens: list[Token], at: int) -> None:
    """Take the mark of a task from the words of a list item, and note whether it is done."""
    words = _find_words(tokens, at) if tokens[at].type == "list_item_open" else None
    found = _TASK.match(words.content) if words else None
    if words and found:
        words.content = words.content[found.end() :]
        words.meta["done"] = found[1] != " "


def _find_words(tokens: list[Token], at: int) -> Token | None:
    """Return the words of the paragraph that a block begins with, if it does."""
    is_worded = at + 2 < len(tokens) and tokens[at + 1].type == "paragraph_open"
    return tokens[at + 2] if is_worded else None


def _read_callout(tokens: list[Token], at: int) -> tuple[Token, ...] | None:
    """Make a callout of a quotation that is one; return the tokens of its title, or None.

    Of its first paragraph the other lines are left.
    """
    opening, words = tokens[at], _find_words(tokens, at)
    found = _CALLOUT.match(words.content) if words else None
    if not words or not found or not any(map(str.isalpha, found[1])):
        return None
    first, end = words.map or (0, 0)
    name = " ".join(found[1].replace("-", " ").split())
    opening.type, opening.info = f"{CALLOUT}_open", name.capitalize()
    opening.meta["look"] = _LOOK_OF.get(name.casefold(), "note")
    words.content, words.map = words.content[found.end() :], [first + 1, end]
    return _make_title(found[2].strip() or opening.info, [first, first + 1], bool(found[2]))


def _make_title(words: str, lines: list[int], is_own: bool) -> tuple[Token, ...]:
    """Return the title of a callout; that of its kind is no part of the text."""
    if not is_own:
        return (Token(f"{CALLOUT}_label", "", 0, content=words),)
    return (
        Token(f"{CALLOUT}_title_open", "p", 1),
        Token("inline", "", 0, content=words, map=lines, children=[]),
        Token(f"{CALLOUT}_title_close", "p", -1),
    )
