"""Tokens within a block → pieces: one function for each token type that is more than a tag."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from briefbook.base.html import escape
from briefbook.base.problems import shorten
from briefbook.syntax.markdown.document import (
    LINK_END,
    REFERENCE_CHARACTER,
    Address,
    Citation,
    FootnoteReference,
    Html,
    TextReference,
)
from briefbook.syntax.markdown.rules import COMMENT, UNLINKED, is_comment
from briefbook.syntax.markdown.writer import DocumentWriter

_TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<s>",
    "s_close": "</s>",
}

_Verdict = Literal["absolute", "relative", "unsafe"]

_SCHEME = re.compile(r"([^/?#:]*):")
"""What stands before the first colon: whether it is a proper scheme or not, it is no path."""

_HOSTED = re.compile(r"https?://[^/\\?#]", re.IGNORECASE)

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\]|\A//")
"""What browsers drop or turn into ``/`` before they look for a scheme, and ``//host``."""


def write_inline(writer: DocumentWriter, children: Sequence[Token]) -> None:
    """Append the content of one block."""
    for token in children:
        kind = token.type
        if kind in ("text", "text_special"):
            writer.add_text(token.content)
        elif kind in _TAGS:
            writer.add_html(_TAGS[kind])
        else:
            _INLINE[kind](writer, token)


def _write_hardbreak(writer: DocumentWriter, _token: Token) -> None:
    writer.add_html("<br>")
    writer.add_text("\n")


def _write_raw_html(writer: DocumentWriter, token: Token) -> None:
    """Append a tag as the words that it is here; tell of the first one of a block.

    A comment is noted, and left out.
    """
    if is_comment(token.content):
        writer.report(COMMENT, token.content)
        return
    seen = writer.findings and writer.findings[-1]
    if not seen or (seen.code, seen.lines) != ("raw-html", writer.lines):
        writer.report("raw-html", token.content, tag=shorten(token.content, 80))
    writer.add_text(token.content)


def _write_reference(writer: DocumentWriter, token: Token) -> None:
    start = writer.add_words(token.content or REFERENCE_CHARACTER)
    rank = writer.ranks.get(token.meta["at"], 0)
    linked = token.info != UNLINKED
    writer.add_piece(
        TextReference(token.info, start, writer.length, bool(token.content), rank, linked)
    )


def _write_citation(writer: DocumentWriter, token: Token) -> None:
    writer.add_piece(Citation(token.info, writer.ranks.get(token.meta["at"], 0)))


def _write_footnote(writer: DocumentWriter, token: Token) -> None:
    """Append a reference to a footnote: these are numbered as they are cited."""
    slugs, numbers, order = writer.footnotes
    label, is_first = token.info, token.info not in numbers
    if is_first:
        order.append(label)
        numbers[label] = len(order)
    writer.add_piece(FootnoteReference(slugs[label], numbers[label], is_first))


def _open_link(writer: DocumentWriter, token: Token) -> None:
    """Append the opening tag of a link; one with an unsafe address is only its words."""
    address, title = _read_attributes(token, "href")
    verdict = _check_address(writer, "href", address, title)
    _write_tag(
        writer, verdict, Address("href", address, '<a href="', f'"{_show_title(title)}>')
    )
    writer.links.append(verdict != "unsafe")
    writer.unlinkable += 1


def _close_link(writer: DocumentWriter, _token: Token) -> None:
    writer.flush()
    if writer.links.pop():
        writer.pieces.append(LINK_END)
    writer.unlinkable -= 1


def _write_picture(writer: DocumentWriter, token: Token) -> None:
    """Append a picture; in a figure, its title is the caption."""
    address, title = _read_attributes(token, "src")
    verdict = _check_address(writer, "src", address, title)
    words = escape(read_words(token.children or ()))
    is_figure = writer.tag == "figure"
    after = f'" alt="{words}"{_show_title("" if is_figure else title)}>'
    width = token.meta.get("width", 0)
    _write_tag(writer, verdict, Address("src", address, '<img src="', after, width))
    if is_figure:
        writer.add_unlinkable("<figcaption>", title, "</figcaption>")


def _write_tag(writer: DocumentWriter, verdict: _Verdict, tag: Address) -> None:
    """Append a tag with its address, as a piece of its own: nothing if it is unsafe."""
    writer.flush()
    if verdict == "unsafe":
        return
    if tag.address not in writer.encoded:
        writer.encoded[tag.address] = encode_url(tag.address)
    url = writer.encoded[tag.address]
    html = Html(f"{tag.before}{escape(url)}{tag.after}")
    writer.pieces.append(html if verdict == "absolute" else tag._replace(address=url))


def _check_address(
    writer: DocumentWriter, attribute: str, address: str, title: str
) -> _Verdict:
    """Return whether and how the address may be published; report it if it may not.

    Short definitions of links can be used so often that the page would be gigabytes:
    what all addresses and titles may take is bounded by the length of the body.
    """
    if not _is_affordable(writer, len(address) + len(title)):
        return "unsafe"
    verdict = _judge_address(address, attribute)
    if verdict == "unsafe":
        writer.report("unsafe-address", address, address=shorten(address, 80))
    elif verdict == "absolute" and attribute == "src":
        writer.report("remote-picture", address, address=shorten(address, 80))
    return verdict


def _is_affordable(writer: DocumentWriter, size: int) -> bool:
    """Tell whether so much more may be written; report the first time that it may not."""
    was_affordable = writer.budget >= 0
    writer.budget = max(-1, writer.budget - size)
    if was_affordable and writer.budget < 0:
        writer.report("too-large-output")
    return writer.budget >= 0


def _read_attributes(token: Token, name: str) -> tuple[str, str]:
    """Return the address and the title of a link or picture, as their author meant them."""
    return str(token.attrs[name]).strip(" "), str(token.attrs.get("title", ""))


def _show_title(title: str) -> str:
    return f' title="{escape(title)}"' if title else ""


def read_words(children: Sequence[Token]) -> str:
    """Return the words alone: for a title, a heading's entry, an alternative text."""
    return "".join(_read_word(token) for token in children)


def _read_word(token: Token) -> str:
    """Return the words of one token; a bare reference gives its target."""
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "image":
        return read_words(token.children or ())
    if token.type == "html_inline" and is_comment(token.content):
        return ""
    return token.content or (token.info if token.type == "reference" else "")


_INLINE: dict[str, Callable[[DocumentWriter, Token], None]] = {
    "softbreak": lambda writer, _: writer.add_text("\n"),
    "hardbreak": _write_hardbreak,
    "code_inline": lambda writer, token: writer.add_unlinkable(
        "<code>", token.content, "</code>"
    ),
    "html_inline": _write_raw_html,
    "reference": _write_reference,
    "citation": _write_citation,
    "footnote": _write_footnote,
    "link_open": _open_link,
    "link_close": _close_link,
    "image": _write_picture,
}


def _judge_address(address: str, attribute: str) -> _Verdict:
    """Return what kind of address this is, entities and escapes already undone.

    Absolute are ``http://host…`` and ``https://host…``, and ``mailto:…`` in a link;
    relative is what has no scheme and no host. All else is unsafe.
    """
    if _FORBIDDEN.search(address):
        return "unsafe"
    scheme = _SCHEME.match(address)
    if not scheme:
        return "relative"
    mail = scheme[1].lower() == "mailto" and attribute == "href"
    return "absolute" if mail or _HOSTED.match(address) else "unsafe"


def encode_url(address: str) -> str:
    """Return the address as a URL: percent-encoded, its host in ASCII."""
    return normalizeLink(address)
