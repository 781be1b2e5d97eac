"""What most of a text is: paragraphs on one line, and words without any markup.

Both are read as the library would read them, without asking each of its rules, and without
three tokens for a paragraph.
"""

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

PLAIN = "plain"
"""The token of a whole paragraph; it has children only where there is markup in it."""

STOPS = "\n!&*<[\\]_`~"
"""What a rule in use may begin with: stopping at hyphens and colons too costs a tenth."""

OPENINGS = frozenset("#*+-0123456789>[_`~")
"""What a block on one line may begin with that is no paragraph."""

_PASSED = bytes(code for code in range(256) if chr(code) not in STOPS)


def read_plain(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Read a paragraph of one line that lies within no other block."""
    if silent or state.level or not state.isEmpty(start + 1) or state.sCount[start] > 3:
        return False
    begin, end = state.bMarks[start], state.eMarks[start]
    if state.src[begin + state.tShift[start]] in OPENINGS:
        return False
    words = mdTrim(state.src[begin:end])
    state.tokens.append(Token(PLAIN, "p", 0, map=[start, start + 1], content=words))
    state.line = start + 1
    return True


def read_inline(state: StateCore) -> None:
    """Read what stands in the blocks; where there is no markup, it is one text."""
    for token in state.tokens:
        if token.type in ("inline", PLAIN):
            stops = pick_stops(token.content)
            if stops or not token.content:
                token.children = state.md.inline.parse(token.content, state.md, state.env, [])
            elif token.type == "inline":
                token.children = [Token("text", "", 0, content=token.content)]


def pick_stops(words: str) -> str:
    """Return the characters of some words that a rule may begin with, in their order."""
    return words.encode("utf-8", "surrogatepass").translate(None, _PASSED).decode()
