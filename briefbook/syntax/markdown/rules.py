"""Our rules beside the library's: comments, tables, references, and what is plain.

A comment, ``<!-- … -->`` on lines of its own, is for colleagues alone; within a paragraph it
is read with the rest of it, and one that never ends is words. Tables are the library's own,
made safe for references and for size. What most of a text is, paragraphs on one line and
words without any markup, is read as the library would read it, without asking each of its
rules, and without three tokens for a paragraph.
"""

import re
from bisect import bisect_left

from markdown_it.common.utils import mdTrim, unescapeAll
from markdown_it.rules_block import StateBlock, reference, table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token

from briefbook.syntax.markdown.footnotes import FOOTNOTES

COMMENT = "comment"
OPENING, CLOSING = "<!--", "-->"
_CLOSED = "comment-closed"
"""The key of the environment for the last place of a closing that was looked up."""

_BAR = re.compile(r"(\[\[[^\[\]|\\\n]+)\|(?=(?:[^\[\]\\\n]|\\.)*\]\])")

_MASK = "\ufdd0"
"""A noncharacter, of the same length as the bar that it stands for."""

_MOST_PADDING = 10_000
"""Cells that a text may leave out of its rows: 2 KB can ask for 65,000 of them."""

_REFERENCE = re.compile(
    r"\[\[(?!\^)([^\[\]|\\]{1,200})(?:\\?\|((?:[^\[\]\\]|\\.){1,2000}))?\]\]", re.DOTALL
)

UNLINKED = "-"
_EMBEDDED = re.compile(
    r"!\[\[([^\[\]|\\\n]{1,200}\.(?:png|jpe?g|webp))(?:\\?\|([^\[\]\n]{0,500}))?\]\]",
    re.IGNORECASE,
)
_SIZE = re.compile(r"([1-9][0-9]{0,4})(?:x[0-9]{1,5})?")
_CITATION = re.compile(r"\[\^([^\s\[\]^]{1,200})\]")

PLAIN = "plain"
"""The token of a whole paragraph; it has children only where there is markup in it."""

STOPS = "\n!&*<[\\]_`~"
"""What a rule in use may begin with: stopping at hyphens and colons too costs a tenth."""

_OPENINGS = frozenset("#*+-0123456789>[_`~")
"""What a block on one line may begin with that is no paragraph."""

_PASSED = bytes(code for code in range(256) if chr(code) not in STOPS)


def is_comment(text: str) -> bool:
    """Tell whether markup is a whole comment."""
    return text.startswith(OPENING) and text.endswith(CLOSING)


def read_comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read comments that fill whole lines, and lie within no other block."""
    begin = state.bMarks[start] + state.tShift[start]
    if silent or state.level or not state.src.startswith(OPENING, begin):
        return False
    last = _find_last(state, start, end)
    if last < 0 or state.sCount[start] > 3:
        return False
    words = state.src[begin : state.eMarks[last]].rstrip()
    state.tokens.append(Token(COMMENT, "", 0, map=[start, last + 1], content=words))
    state.line = last + 1
    return True


def _find_last(state: StateBlock, start: int, end: int) -> int:
    """Return the line that ends with the end of a comment, -1 if words follow it, or none."""
    rest = state.src[state.bMarks[start] : state.eMarks[start]].lstrip()
    line, place = start, state.bMarks[start]
    while rest.startswith(OPENING):
        place = _find_closing(state, place) + len(CLOSING)
        line = bisect_left(state.eMarks, place, line, end)
        if line == end:
            return -1
        rest = state.src[place : state.eMarks[line]].lstrip()
    return -1 if rest else line


def _find_closing(state: StateBlock, place: int) -> int:
    """Return where the first comment after a place ends, past the text if none does.

    It is looked up once for all the openings before it.
    """
    known: int = state.env.get(_CLOSED, -1)
    if known < place:
        found = state.src.find(CLOSING, place)
        known = state.env[_CLOSED] = found if found >= 0 else len(state.src)
    return known


def read_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read the address that a name has in links: ``[^1]: words`` is none."""
    begin = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("[^", begin) and reference(state, start, end, silent)


def read_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table in which the bar of ``[[id|words]]`` parts no cells.

    ``env["masked"]`` is the source with those bars masked. A table with too many cells
    left out is not read; its first line is then noted in ``env["padded"]``.
    """
    before, source = len(state.tokens), state.src
    state.src = state.env["masked"]
    found = table(state, start, end, True) and (silent or _is_bearable(state, start, end))
    found = found and (silent or table(state, start, end, False))
    state.src = source
    for token in state.tokens[before:]:
        token.content = token.content.replace(_MASK, "|")
    return found


def _is_bearable(state: StateBlock, start: int, end: int) -> bool:
    """Tell whether the table's missing cells are few enough; count them if they are."""
    last = next((line for line in range(start, end) if state.isEmpty(line)), end)
    lines = zip(state.bMarks[start:last], state.eMarks[start:last], strict=True)
    bars = [state.src.count("|", *line) for line in lines]
    padding = state.env.get("padding", 0) + sum(max(0, bars[0] - count) for count in bars)
    if padding > _MOST_PADDING:
        state.env.setdefault("padded", start)
        return False
    state.env["padding"] = padding
    return True


def mask_bars(source: str) -> str:
    """Return the source with the bars within references masked, at its old length."""
    return _BAR.sub(rf"\1{_MASK}", source) if "[[" in source else source


def read_reference(state: StateInline, silent: bool) -> bool:
    """Push a token ``reference``: its target as ``info``, its words (or "") as ``content``.

    The target may be an alias, so that it may hold spaces; the words are plain, with
    entities and backslashes as in Markdown, and without markup.
    """
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not found or _is_link(state, found.end()):
        return False
    target, words = " ".join(found[1].split()), _tidy_words(found[2] or "")
    if not target or (target == UNLINKED and not words):
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.info, token.content, token.meta = target, words, {"at": found.start()}
    state.pos = found.end()
    return True


def _is_link(state: StateInline, end: int) -> bool:
    """Tell whether ``[[words]](address)`` stands here: an ordinary link in brackets."""
    begin = state.pos
    found = state.src.startswith("(", end) and link(state, True)
    state.pos = begin
    return found


def _tidy_words(words: str) -> str:
    """Return the words as a reader sees them: unescaped, without spaces around breaks."""
    return re.sub(r"[ \t]*\n[ \t]*", "\n", unescapeAll(words)).strip()


def read_citation(state: StateInline, silent: bool) -> bool:
    """Push a token ``citation`` with its target as ``info``; it shows no words.

    What the text defines itself is a ``footnote``.
    """
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        is_own = found[1] in state.env.get(FOOTNOTES, ())
        token = state.push("footnote" if is_own else "citation", "", 0)
        token.info, token.meta = found[1], {"at": found.start()}
    state.pos = found.end()
    return True


def read_embedded(state: StateInline, silent: bool) -> bool:
    """Push a token ``image`` for a picture as Obsidian embeds it: ``![[quay.png|300]]``.

    What stands behind bars are words that say what it shows, and its width in pixels.
    """
    found = _EMBEDDED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        parts = [part.strip() for part in (found[2] or "").replace("\\|", "|").split("|")]
        widths = [size[1] for part in parts if (size := _SIZE.fullmatch(part))]
        words = next((part for part in parts if part and not _SIZE.fullmatch(part)), "")
        token = state.push("image", "img", 0)
        token.attrs = {"src": found[1]}
        shown = words or _name_picture(found[1])
        token.children = [Token("text", "", 0, content=unescapeAll(shown))]
        token.meta["width"] = int(widths[0]) if widths else 0
    state.pos = found.end()
    return True


def _name_picture(path: str) -> str:
    """Return the name of a picture's file as words."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return " ".join(re.split(r"[\s_-]+", stem)).strip()


def read_plain(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Read a paragraph of one line that lies within no other block."""
    if silent or state.level or not state.isEmpty(start + 1) or state.sCount[start] > 3:
        return False
    begin, end = state.bMarks[start], state.eMarks[start]
    if state.src[begin + state.tShift[start]] in _OPENINGS:
        return False
    words = mdTrim(state.src[begin:end])
    state.tokens.append(Token(PLAIN, "p", 0, map=[start, start + 1], content=words))
    state.line = start + 1
    return True


def read_inline(state: StateCore) -> None:
    """Read what stands in the blocks; where there is no markup, it is one text."""
    for token in state.tokens:
        if token.type in ("inline", PLAIN):
            stops = token.content.encode("utf-8", "surrogatepass").translate(None, _PASSED)
            if stops or not token.content:
                token.children = state.md.inline.parse(token.content, state.md, state.env, [])
            elif token.type == "inline":
                token.children = [Token("text", "", 0, content=token.content)]
