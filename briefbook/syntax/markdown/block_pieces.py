"""Block tokens → pieces: one function for each token type that is more than a tag."""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import count
from operator import attrgetter

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from briefbook.base.html import escape
from briefbook.syntax.markdown.document import (
    BlockEnd,
    FootnoteEnd,
    FootnoteStart,
    Heading,
)
from briefbook.syntax.markdown.footnotes import Footnote, list_repeated
from briefbook.syntax.markdown.inline_pieces import read_words, write_inline
from briefbook.syntax.markdown.rules import COMMENT, PLAIN
from briefbook.syntax.markdown.sources import rank_sources
from briefbook.syntax.markdown.writer import PARAGRAPH_BREAK, DocumentWriter

MOST_NESTING = 20
"""Levels of lists, their items and quotations: deeper text would be dropped in silence."""

_TAGS = {
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_close": "</li>\n",
    "blockquote_close": "</blockquote>\n",
    "callout_close": "</section>\n",
    "hr": "<hr>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>\n",
}

_BOXES = {
    True: '<input type="checkbox" disabled checked aria-label="Done"> ',
    False: '<input type="checkbox" disabled aria-label="To do"> ',
}
"""Tasks that are done, and those that are not."""

_WORDLESS = frozenset(("image", "softbreak", "hardbreak"))
Handler = Callable[[DocumentWriter, Sequence[Token], int], None]


def write_blocks(writer: DocumentWriter, tokens: Sequence[Token]) -> None:
    """Append all blocks."""
    for at, token in enumerate(tokens):
        if token.type in _TAGS:
            writer.add_html(_TAGS[token.type])
        else:
            _BLOCKS[token.type](writer, tokens, at)


def _write_content(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    token = tokens[at]
    _enter_lines(writer, token)
    if writer.sources and "[" in token.content:
        writer.ranks = rank_sources(token.content, writer.sources_left)
    if "done" in token.meta:
        writer.add_html(_BOXES[token.meta["done"]])
    if token.children is None:
        writer.add_text(token.content)
    else:
        write_inline(writer, token.children)


def _enter_lines(writer: DocumentWriter, token: Token) -> None:
    """Note the lines that are being read, and which references stand on them.

    The cells of a row share its line: what one of them has used up is not the next one's.
    """
    lines = _find_lines(token)
    changed, writer.lines = lines != writer.lines, lines
    if changed and writer.sources:
        first, end = (bisect_left(writer.sources, n, key=attrgetter("line")) for n in lines)
        writer.sources_left = iter(writer.sources[first:end])


def _find_lines(token: Token) -> tuple[int, int]:
    """Return the first line of a block, and the one past its last."""
    first, end = token.map or (0, 0)
    return first, end


def _write_comment(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    _enter_lines(writer, tokens[at])
    writer.report(COMMENT, tokens[at].content)


def _write_plain(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    """Append a paragraph that is one token; without children it is words alone."""
    content = tokens[at].children
    is_wordy = content is None or _has_words(content)
    _begin_paragraph(writer, "figure" if _is_figure(content or ()) else "p", is_wordy)
    _write_content(writer, tokens, at)
    _end_paragraph(writer, is_wordy)


def _open_paragraph(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    """Begin a paragraph or figure; the first paragraph of a tight item has no tag."""
    content = tokens[at + 1].children or ()
    tag = _name_tag(tokens[at], content, tokens[at - 1])
    _begin_paragraph(writer, tag, _has_words(content))


def _begin_paragraph(writer: DocumentWriter, tag: str, is_wordy: bool) -> None:
    """Begin a block with a tag, or without one; what has words may bear an id."""
    writer.tag = tag
    if tag and is_wordy:
        writer.open_tag(tag, writer.number + 1)
    elif tag:
        writer.add_html(f"<{tag}>")
    writer.open_block()


def _name_tag(token: Token, content: Sequence[Token], before: Token) -> str:
    """Return the tag of a paragraph, or "" where the list item's own tag serves."""
    if token.hidden and before.type == "list_item_open":
        return ""
    return "figure" if _is_figure(content) else "p"


def _close_paragraph(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    _end_paragraph(writer, _has_words(tokens[at - 1].children or ()))


def _end_paragraph(writer: DocumentWriter, is_wordy: bool) -> None:
    """End a block; it has a number if it has words."""
    writer.add_html(f"</{writer.tag}>\n" if writer.tag else "\n")
    if is_wordy:
        kind = "caption" if writer.tag == "figure" else "paragraph"
        writer.close_block(kind, writer.next_number(), writer.lines[0])
        writer.add_piece(BlockEnd(writer.number))
    writer.tag = ""


def _has_words(content: Sequence[Token]) -> bool:
    """Tell whether there is anything to read, a citation or a caption."""
    return any(token.type not in _WORDLESS for token in content) or _is_figure(content)


def _is_figure(content: Sequence[Token]) -> bool:
    return len(content) == 1 and content[0].type == "image" and "title" in content[0].attrs


def _open_heading(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    """Begin a heading: one level deeper than the heading above it, at most at level 6."""
    written = int(tokens[at].tag[1:])
    # An outline without gaps, whatever levels were written.
    writer.levels = (*(outer for outer in writer.levels if outer < written), written)
    level = min(len(writer.levels) + 1, 6)
    text = " ".join(read_words(tokens[at + 1].children or ()).split())
    writer.headings.append(Heading(level, text, _claim_slug(_make_slug(text), writer.slugs)))
    writer.open_tag(f"h{level}", writer.number + 1, writer.headings[-1].slug)
    writer.unlinkable += 1
    writer.open_block()


def _make_slug(text: str) -> str:
    """Return the heading's words as part of an id: letters, their marks and digits."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    shown = (
        letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " "
        for letter in folded
    )
    return "-".join("".join(shown).split())[:80].strip("-") or "section"


def _claim_slug(slug: str, taken: dict[str, int]) -> str:
    """Return the slug, or its next free numbered variant, and take it.

    ``taken`` maps every slug in use to the highest number tried for it.
    """
    if slug not in taken:
        taken[slug] = 1
        return slug
    numbers = count(taken[slug] + 1)
    taken[slug] = next(number for number in numbers if f"{slug}-{number}" not in taken)
    free = f"{slug}-{taken[slug]}"
    taken[free] = 1
    return free


def _close_heading(writer: DocumentWriter, _tokens: Sequence[Token], _at: int) -> None:
    writer.add_html(f"</h{writer.headings[-1].level}>\n")
    writer.unlinkable -= 1
    writer.close_block("heading", writer.number + 1, writer.lines[0])
    writer.heading_waits = True


def _write_code(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    token = tokens[at]
    words, language = token.content.removesuffix("\n"), unescapeAll(token.info).split()
    if not words.strip():
        return
    named = f' class="language-{escape(language[0])}"' if language else ""
    writer.open_tag("pre", writer.next_number())
    writer.open_block()
    writer.add_unlinkable(f"<code{named}>", words, "</code></pre>\n")
    line = _find_lines(token)[0] + (token.type == "fence")
    writer.close_block("code", writer.number, line)
    writer.add_piece(BlockEnd(writer.number))


def _open_table(writer: DocumentWriter, _tokens: Sequence[Token], _at: int) -> None:
    writer.open_tag("table", writer.next_number())


def _close_table(writer: DocumentWriter, _tokens: Sequence[Token], _at: int) -> None:
    writer.add_html("</table>\n")
    writer.add_piece(BlockEnd(writer.number))
    writer.gap = PARAGRAPH_BREAK


def _close_row(writer: DocumentWriter, _tokens: Sequence[Token], _at: int) -> None:
    """End a row: what follows stands on a new line, not behind a tab."""
    writer.add_html("</tr>\n")
    writer.gap = writer.gap.removesuffix("\t") + "\n"


def _open_cell(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    """Begin a cell. An empty head is no heading of anything; its style sheet aligns it."""
    tag = _name_cell(tokens[at], tokens[at + 1])
    scope = ' scope="col"' if tag == "th" else ""
    writer.add_html(f"<{tag}{scope}{_show_alignment(tokens[at])}>")
    writer.open_block()


def _close_cell(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    writer.add_html(f"</{_name_cell(tokens[at], tokens[at - 1])}>")
    writer.gap += "\t"
    writer.close_block("cell", writer.number, writer.lines[0])


def _name_cell(token: Token, content: Token) -> str:
    return "th" if token.tag == "th" and content.content else "td"


def _show_alignment(token: Token) -> str:
    """Return the cell's alignment as a class: the site's security policy allows no styles."""
    style = str(token.attrs.get("style", ""))
    return f' class="{style.removeprefix("text-align:")}"' if style else ""


def _open_item(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    """Begin a list item; where its first paragraph has no tag, the number is the item's."""
    _enter_container(writer, tokens[at])
    after = tokens[at + 1]
    if after.hidden and _has_words(tokens[at + 2].children or ()):
        writer.open_tag("li", writer.number + 1)
    else:
        writer.add_html("<li>")


def _open_ordered_list(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    """Begin a numbered list, at its author's number."""
    start = tokens[at].attrs.get("start")
    writer.add_html("<ol>\n" if start is None else f'<ol start="{start}">\n')


def _open_quotation(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    _enter_container(writer, tokens[at])
    writer.add_html("<blockquote>\n")


def _open_callout(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    _enter_container(writer, tokens[at])
    look = tokens[at].meta["look"]
    writer.add_html(f'<section class="callout callout-{look}" role="note">\n')


def _write_label(writer: DocumentWriter, tokens: Sequence[Token], at: int) -> None:
    """Append the name of a callout's kind, for its title."""
    name = escape(tokens[at].content)
    writer.add_html(f'<p class="callout-title"><strong>{name}</strong></p>\n')


def _open_title(writer: DocumentWriter, _tokens: Sequence[Token], _at: int) -> None:
    """Begin the title of a callout: a paragraph of the text."""
    writer.open_tag('p class="callout-title"', writer.number + 1)
    writer.add_html("<strong>")
    writer.open_block()


def _close_title(writer: DocumentWriter, _tokens: Sequence[Token], _at: int) -> None:
    writer.add_html("</strong></p>\n")
    writer.close_block("paragraph", writer.next_number(), writer.lines[0])
    writer.add_piece(BlockEnd(writer.number))


def name_footnotes(footnotes: Sequence[Footnote]) -> dict[str, str]:
    """Return what footnotes are called in addresses, by their labels."""
    taken: dict[str, int] = {}
    labels = dict.fromkeys(one.label for one in footnotes)
    return {label: _claim_slug(_make_slug(label), taken) for label in labels}


def write_footnotes(writer: DocumentWriter, footnotes: Sequence[Footnote]) -> None:
    """Append the footnotes: as they are cited, then what is cited nowhere."""
    if not footnotes:
        return
    known = {one.label: one for one in reversed(footnotes)}
    writer.flush()
    writer.add_html(
        '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">\n'
        '<ol type="a">\n'
    )
    for number, label in enumerate(writer.footnotes.order, 1):  # one may cite another: it grows
        _write_footnote(writer, known[label], number)
    unused = [one for one in known.values() if one.label not in writer.footnotes.numbers]
    for one in sorted(unused, key=attrgetter("lines")):
        _report_footnote(writer, "unused-footnote", one)
        _write_footnote(writer, one, 0)
    for one in list_repeated(footnotes):
        _report_footnote(writer, "repeated-footnote", one)
    writer.add_html("</ol>\n</section>\n")


def _write_footnote(writer: DocumentWriter, footnote: Footnote, number: int) -> None:
    """Append what a footnote says; with a number it leads back to where it is cited."""
    slug = writer.footnotes.slugs[footnote.label]
    if not footnote.tokens:
        _report_footnote(writer, "empty-footnote", footnote)
    writer.add_piece(FootnoteStart(slug))
    write_blocks(writer, footnote.tokens)
    if number:
        writer.add_piece(FootnoteEnd(slug, number))
    writer.add_html("</li>\n")


def _report_footnote(writer: DocumentWriter, code: str, footnote: Footnote) -> None:
    writer.lines = footnote.lines
    writer.report(code, f"[^{footnote.label}]:", label=footnote.label)


def _enter_container(writer: DocumentWriter, token: Token) -> None:
    """Report a list item or quotation so deep that the parser has dropped what is in it."""
    if token.level >= MOST_NESTING - 1:
        writer.lines = _find_lines(token)
        writer.report("too-deep", most=str(MOST_NESTING))


_BLOCKS: dict[str, Handler] = {
    "inline": _write_content,
    PLAIN: _write_plain,
    COMMENT: _write_comment,
    "paragraph_open": _open_paragraph,
    "paragraph_close": _close_paragraph,
    "heading_open": _open_heading,
    "heading_close": _close_heading,
    "code_block": _write_code,
    "fence": _write_code,
    "table_open": _open_table,
    "table_close": _close_table,
    "tr_close": _close_row,
    "th_open": _open_cell,
    "th_close": _close_cell,
    "td_open": _open_cell,
    "td_close": _close_cell,
    "list_item_open": _open_item,
    "ordered_list_open": _open_ordered_list,
    "blockquote_open": _open_quotation,
    "callout_open": _open_callout,
    "callout_label": _write_label,
    "callout_title_open": _open_title,
    "callout_title_close": _close_title,
}
