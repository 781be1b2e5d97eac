"""A document with its annotations and links → HTML.

Annotations may overlap as they like: they are cut into flat ``<mark>`` pieces, none of
which holds another, crosses a tag, or is white space alone. Links lie around the pieces.
"""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from briefbook.base.html import escape
from briefbook.render.flatten import Fragment, LinkedFragments, find_ends, lay_out
from briefbook.render.marks import (
    CitationNote,
    LinkTarget,
    Marking,
    Resolved,
    TextLink,
    TextMark,
)
from briefbook.syntax.markdown.document import (
    LINK_END,
    Address,
    BlockEnd,
    BlockStart,
    Citation,
    Document,
    Html,
    Run,
    TextReference,
)

__all__ = [
    "CitationNote",
    "LinkTarget",
    "Marking",
    "Resolved",
    "TextLink",
    "TextMark",
    "mark_up",
]


class MarkupWriter:
    """The page in the making. It lives within one call of ``mark_up``."""

    def __init__(self, document: Document, marking: Marking) -> None:
        """Begin an empty page."""
        self.text = document.text
        self.marking = marking
        self.layout = lay_out(document, marking)
        self.first, self.last = find_ends(self.layout)
        self.html: list[str] = []
        self.waiting: list[str] = []
        self.in_link = False
        self.previewed: set[str] = set()


def mark_up(document: Document, marking: Marking | None = None) -> Markup:
    """Return the document as HTML, to be put into an article's element.

    The first piece of an annotation has its id, and a numbered reference to its note
    (``ref.ID``) follows the last one, behind the link that it may stand in. An annotation
    of white space alone, or of nothing, leaves no trace.
    """
    page = MarkupWriter(document, marking or Marking())
    for piece in document.pieces:
        WRITERS[type(piece)](page, piece)
    return Markup("".join(page.html))


def _write_html(page: MarkupWriter, piece: Html) -> None:
    """Append finished markup; behind a link, the notes that waited for its end."""
    page.html.append(piece.html)
    if piece == LINK_END:
        page.in_link = False
        _flush_notes(page)
    else:
        page.in_link = page.in_link or piece.html.startswith("<a ")


def _write_address(page: MarkupWriter, piece: Address) -> None:
    """Append a tag with its address as seen from this page."""
    address, width, height = page.marking.addresses.get(piece.address, Resolved(piece.address))
    size = f' width="{width}" height="{height}"' if width and piece.attribute == "src" else ""
    page.html.append(f'{piece.before}{escape(address)}"{size}{piece.after[1:]}')
    page.in_link = page.in_link or piece.attribute == "href"


def _write_start(page: MarkupWriter, piece: BlockStart) -> None:
    """Append the id of a block, within its opening tag."""
    if page.marking.ids:
        name = f"h.{piece.slug}" if piece.slug else f"p.{piece.number}"
        page.html.append(f' id="{escape(name)}"')


def _write_end(page: MarkupWriter, piece: BlockEnd) -> None:
    aside = page.marking.asides.get(piece.number)
    if aside:
        page.html.append(f"{aside}\n")


def _write_run(page: MarkupWriter, piece: Run) -> None:
    """Append words, with their marks and links."""
    sections = page.layout.get(piece.start)
    if sections is None:
        page.html.append(escape(page.text[piece.start : piece.end]))
        return
    for section in sections:
        link = section.link
        is_last = link is not None and section.fragments[-1].end == link.end
        _write_section(page, section, link.target if link else None, is_last=is_last)


def _write_reference(page: MarkupWriter, piece: TextReference) -> None:
    """Append the author's reference, with its own words or the entity's name."""
    target = page.marking.references.get(piece.target) if piece.linked else None
    name = target.name if target else piece.target
    shown = None if page.in_link else target
    plain = (LinkedFragments(None, (Fragment(piece.start, piece.end, ()),)),)
    for section in page.layout.get(piece.start, plain):
        _write_section(page, section, shown, "" if piece.words else name)


def _write_section(
    page: MarkupWriter,
    section: LinkedFragments,
    target: LinkTarget | None,
    name: str = "",
    *,
    is_last: bool = True,
) -> None:
    """Append words, or the name in their place, linked if there is a page to lead to.

    ``is_last`` tells whether this is the last part of the link. A number behind a mark waits
    for the end of the link that it stands in.
    """
    linked = target if target and target.href else None
    if linked:
        open_link(page, linked)
    for fragment in section.fragments:
        page.html.append(_mark_fragment(page, fragment, name))
        if fragment.marks:
            _write_notes(page, fragment)
    if linked:
        _close_link(page, linked, is_last=is_last)


def open_link(page: MarkupWriter, target: LinkTarget) -> None:
    """Append the opening tag of a link of ours."""
    kind = f' class="{escape(target.kind)}"' if target.kind else ""
    page.html.append(f'<a{kind} href="{escape(target.href)}">')
    page.in_link = True


def _close_link(page: MarkupWriter, target: LinkTarget, *, is_last: bool) -> None:
    """Append the closing tag; the card's button behind the entity's first link; what waited."""
    page.html.append("</a>")
    page.in_link = False
    if is_last and target.preview and target.entity not in page.previewed:
        page.previewed.add(target.entity)
        page.html.append(_show_button(target))
    _flush_notes(page)


def _show_button(target: LinkTarget) -> str:
    return (
        f'<button class="peek" type="button" popovertarget="{escape(target.preview)}"'
        f' aria-label="About {escape(target.name)}"></button>'
    )


def _write_citation(page: MarkupWriter, piece: Citation) -> None:
    """Append the number of a cited quote's note."""
    note = page.marking.citations.get(piece.target)
    if note:
        _leave_no_space(page)
        page.waiting.append(_show_note(note.href, note.number, note.label))
        _flush_notes(page)


def _leave_no_space(page: MarkupWriter) -> None:
    """Take away the space that was typed before a citation: its number hugs the words."""
    if page.html:
        page.html[-1] = page.html[-1].rstrip()


def _mark_fragment(page: MarkupWriter, fragment: Fragment, name: str = "") -> str:
    """Return the words of a fragment, or the name in their place, in a mark if it has any."""
    words = escape(name or page.text[fragment.start : fragment.end])
    if not fragment.marks:
        return words
    marks = [page.marking.marks[number] for number in fragment.marks]
    begun = [
        mark.id
        for n, mark in zip(fragment.marks, marks, strict=True)
        if page.first[n] == fragment.start
    ]
    own = f' id="{escape(begun[0])}"' if begun else ""
    others = "".join(f'<span id="{escape(name)}"></span>' for name in begun[1:])
    names = escape(" ".join(mark.id for mark in marks))
    kinds = escape(" ".join(dict.fromkeys(mark.kind for mark in marks)))
    return f'<mark{own} data-a="{names}" class="{kinds}">{others}{words}</mark>'


def _write_notes(page: MarkupWriter, fragment: Fragment) -> None:
    """Append the numbers of the notes on all marks that end here, lowest first."""
    ended = [
        page.marking.marks[mark]
        for mark in fragment.marks
        if page.last[mark] == fragment.start and page.marking.marks[mark].number
    ]
    for mark in sorted(ended, key=lambda mark: mark.number):
        page.waiting.append(
            _show_note(f"#note.{mark.id}", mark.number, mark.label, f"ref.{mark.id}")
        )
    _flush_notes(page)


def _flush_notes(page: MarkupWriter) -> None:
    """Append the numbers that wait, unless a link is open: links hold no links."""
    if page.waiting and not page.in_link:
        page.html.extend(page.waiting)
        page.waiting.clear()


def _show_note(href: str, number: int, label: str, name: str = "") -> str:
    own = f' id="{escape(name)}"' if name else ""
    words = f' aria-label="{escape(label)}"' if label else ""
    return (
        f'<sup class="noteref"><a{own} href="{escape(href)}" role="doc-noteref"{words}>'
        f"{number}</a></sup>"
    )


WRITERS: dict[type, Callable[[MarkupWriter, Any], None]] = {
    Html: _write_html,
    Run: _write_run,
    TextReference: _write_reference,
    Citation: _write_citation,
    Address: _write_address,
    BlockStart: _write_start,
    BlockEnd: _write_end,
}
