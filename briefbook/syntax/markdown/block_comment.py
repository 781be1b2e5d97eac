"""The block rule for comments: ``<!-- … -->`` on lines of their own, for colleagues alone.

Within a paragraph a comment is read with the rest of it; a comment that never ends is words.
"""

from bisect import bisect_left

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

COMMENT = "comment"
OPENING, CLOSING = "<!--", "-->"
CLOSED = "comment-closed"
"""The key of the environment for the last place of a closing that was looked up."""


def is_comment(text: str) -> bool:
    """Tell whether markup is a whole comment."""
    return text.startswith(OPENING) and text.endswith(CLOSING)


def read_comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read comments that fill whole lines, and lie within no other block."""
    begin = state.bMarks[start] + state.tShift[start]
    if silent or state.level or not state.src.startswith(OPENING, begin):
        return False
    last = find_last(state, start, end)
    if last < 0 or state.sCount[start] > 3:
        return False
    words = state.src[begin : state.eMarks[last]].rstrip()
    state.tokens.append(Token(COMMENT, "", 0, map=[start, last + 1], content=words))
    state.line = last + 1
    return True


def find_last(state: StateBlock, start: int, end: int) -> int:
    """Return the line that ends with the end of a comment, -1 if words follow it, or none."""
    rest = state.src[state.bMarks[start] : state.eMarks[start]].lstrip()
    line, place = start, state.bMarks[start]
    while rest.startswith(OPENING):
        place = find_closing(state, place) + len(CLOSING)
        line = bisect_left(state.eMarks, place, line, end)
        if line == end:
            return -1
        rest = state.src[place : state.eMarks[line]].lstrip()
    return -1 if rest else line


def find_closing(state: StateBlock, place: int) -> int:
    """Return where the first comment after a place ends, past the text if none does.

    It is looked up once for all the openings before it.
    """
    known: int = state.env.get(CLOSED, -1)
    if known < place:
        found = state.src.find(CLOSING, place)
        known = state.env[CLOSED] = found if found >= 0 else len(state.src)
    return known
