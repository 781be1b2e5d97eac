"""The inline rule for ``[[id]]``, ``[[id|words]]`` and ``[[-|words]]``."""

import re

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline, link

REFERENCE = re.compile(
    r"\[\[(?!\^)([^\[\]|\\]{1,200})(?:\\?\|((?:[^\[\]\\]|\\.){1,2000}))?\]\]", re.DOTALL
)
UNLINKED = "-"

CITATION = re.compile(r"\[\^([^\s\[\]^]{1,200})\]")


def read_reference(state: StateInline, silent: bool) -> bool:
    """Push a token ``reference``: its target as ``info``, its words (or "") as ``content``.

    The target may be an alias, so that it may hold spaces; the words are plain, with
    entities and backslashes as in Markdown, and without markup.
    """
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    if not found or is_link(state, found.end()):
        return False
    target, words = tidy_target(found[1]), tidy_words(found[2] or "")
    if not target or (target == UNLINKED and not words):
        return False
    if not silent:
        push_reference(state, target, words)
    state.pos = found.end()
    return True


def push_reference(state: StateInline, target: str, words: str) -> None:
    """Append the token; ``meta`` keeps where in the block's source it began."""
    at = state.pos
    token = state.push("reference", "", 0)
    token.info, token.content, token.meta = target, words, {"at": at}


def is_link(state: StateInline, end: int) -> bool:
    """Tell whether ``[[words]](address)`` stands here: an ordinary link in brackets."""
    begin = state.pos
    found = state.src.startswith("(", end) and link(state, True)
    state.pos = begin
    return found


def tidy_target(target: str) -> str:
    """Return the target with its white space, line breaks included, made single spaces."""
    return " ".join(target.split())


def tidy_words(words: str) -> str:
    """Return the words as a reader sees them: unescaped, without spaces around breaks."""
    return re.sub(r"[ \t]*\n[ \t]*", "\n", unescapeAll(words)).strip()


def read_citation(state: StateInline, silent: bool) -> bool:
    """Push a token ``citation`` with its target as ``info``; it shows no words."""
    found = CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.info, token.meta = found[1], {"at": found.start()}
    state.pos = found.end()
    return True
