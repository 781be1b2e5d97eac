"""A document with its annotations and links → HTML.

Annotations may overlap as they like: they are cut into flat strips, each of which bears all
that lie over it. Strips and links are laid over the pieces of a document, so that nothing
crosses a tag: sections (one link, or none) of fragments (the same marks all over). No
``<mark>`` holds another, or is white space alone; links lie around the marks.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from markupsafe import Markup

from briefbook.base.folding import IDEOGRAPHS, Edit
from briefbook.base.html import escape
from briefbook.base.problems import Span
from briefbook.base.typography import list_edits
from briefbook.syntax.markdown.document import (
    LINK_END,
    Address,
    BlockEnd,
    BlockStart,
    Citation,
    Document,
    FootnoteEnd,
    FootnoteReference,
    FootnoteStart,
    Html,
    Run,
    TextReference,
)


class TextMark(NamedTuple):
    """An annotation to show: ``#id``, the stretches of the text that it is about, its note.

    ``kind`` becomes a class of its pieces. ``number`` is that of its note, ``#note.ID``,
    and ``label`` says so in words for those who hear it; with 0 it has no note.
    """

    id: str
    spans: tuple[Span, ...]
    number: int
    label: str
    kind: str


class LinkTarget(NamedTuple):
    """What a link leads to: an entity by its id and name, at ``href`` ("" if it has no page).

    ``kind`` becomes the link's class. ``preview`` is the id of the entity's card on this
    page, for which a button stands after the first link to the entity; "" for none.
    """

    href: str
    entity: str
    name: str
    kind: str = ""
    preview: str = ""


class TextLink(NamedTuple):
    """A link over words of the text."""

    start: int
    end: int
    target: LinkTarget


class CitationNote(NamedTuple):
    """The note of a cited quote: its address, its number, and what it is, in words."""

    href: str
    number: int
    label: str


class Resolved(NamedTuple):
    """Where a relative address leads from this page; for a picture, its size in pixels."""

    address: str
    width: int = 0
    height: int = 0


class Marking(NamedTuple):
    """All that is put into one document; plain data, so that it can be compared and sent.

    ``marks`` have different ids. Of ``links`` that overlap, the first is taken, and only
    where the document is linkable. ``references`` and ``citations`` are keyed by target as
    written: what is missing stays words, or nothing. ``addresses`` are keyed by the
    document's; what is missing stays as it is. ``asides`` is finished HTML by the number of
    the block that it follows. Without ``ids`` the document's own are left out (``p.3``,
    ``h.results``), and the ways between footnotes and where they are cited, for a text shown
    beside another one. ``footnotes`` are those that stand elsewhere, by their slugs.
    ``typography`` is the language in whose marks words are set, but those under marks and in
    code; with "" they stay as they were typed.
    """

    marks: tuple[TextMark, ...] = ()
    links: tuple[TextLink, ...] = ()
    references: Mapping[str, LinkTarget] = {}
    citations: Mapping[str, CitationNote] = {}
    footnotes: Mapping[str, CitationNote] = {}
    addresses: Mapping[str, Resolved] = {}
    asides: Mapping[int, str] = {}
    ids: bool = True
    typography: str = ""


class FlatStrip(NamedTuple):
    """``[start, end)`` of a text, with the numbers of the stretches that lie over it."""

    start: int
    end: int
    over: tuple[int, ...]


class Fragment(NamedTuple):
    """``text[start:end]`` with the numbers of the marks that lie over all of it."""

    start: int
    end: int
    marks: tuple[int, ...]


class LinkedFragments(NamedTuple):
    """Fragments of one piece of the document, under one link or none."""

    link: TextLink | None
    fragments: tuple[Fragment, ...]


Layout = dict[int, tuple[LinkedFragments, ...]]
"""The sections of the runs and references that a mark or link lies over, by their start."""


Stretch = TypeVar("Stretch", FlatStrip, TextLink)


class MarkupWriter:
    """The page in the making. It lives within one call of ``mark_up``."""

    def __init__(self, document: Document, marking: Marking) -> None:
        """Begin an empty page."""
        self.text = document.text
        self.marking = marking
        self.layout = _lay_out(document, marking)
        self.first, self.last = _find_ends(self.layout)
        self.html: list[str] = []
        self.waiting: list[str] = []
        self.in_link = self.in_code = False
        self.previewed: set[str] = set()
        self.seams = _find_seams(document.text)
        self.edits = _find_edits(document, marking.typography, self.seams)


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
        page.in_code = piece.html.rfind("<code") > piece.html.rfind("</code")


def _write_address(page: MarkupWriter, piece: Address) -> None:
    """Append a tag with its address as seen from this page."""
    address, width, height = page.marking.addresses.get(piece.address, Resolved(piece.address))
    if piece.width:
        width, height = piece.width, round(height * piece.width / width) if width else 0
    size = _show_size(width, height) if piece.attribute == "src" else ""
    page.html.append(f'{piece.before}{escape(address)}"{size}{piece.after[1:]}')
    page.in_link = page.in_link or piece.attribute == "href"


def _show_size(width: int, height: int) -> str:
    """Return the attributes for what is known of a picture's size."""
    known = {"width": width, "height": height}
    return "".join(f' {name}="{size}"' for name, size in known.items() if size)


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
    sections = page.layout.get(piece.start)
    if sections is None:
        page.html.append(escape(_set_words(page, piece.start, piece.end)))
        return
    for section in sections:
        link = section.link
        is_last = link is not None and section.fragments[-1].end == link.end
        _write_section(page, section, link.target if link else None, is_last=is_last)


def _find_edits(document: Document, language: str, seams: tuple[Edit, ...]) -> tuple[Edit, ...]:
    blocks = document.blocks if language else ()
    words = tuple((one.start, one.end) for one in blocks if one.kind != "code")
    return tuple(sorted((*list_edits(document.text, words, language), *seams)))


def _find_seams(text: str) -> tuple[Edit, ...]:
    """Return the ends of lines that browsers would show as a space within a word."""
    if text.isascii():
        return ()
    return tuple((*found.span(), "") for found in _match_seam().finditer(text))


@cache
def _match_seam() -> re.Pattern[str]:
    return re.compile(rf"(?<=[{IDEOGRAPHS}])[ \t]*\n[ \t]*(?=[{IDEOGRAPHS}])")


def _set_words(
    page: MarkupWriter, start: int, end: int, edits: tuple[Edit, ...] | None = None
) -> str:
    """Return words as they are shown: those of the author in typographic marks, if wanted.

    With ``edits``, these are made instead.
    """
    edits = page.edits if edits is None else edits
    if not edits or page.in_code:
        return page.text[start:end]
    shown, at = "", start
    for place in range(bisect_left(edits, (start,)), len(edits)):
        begin, stop, mark = edits[place]
        if stop > end:
            break
        shown, at = shown + page.text[at:begin] + mark, stop
    return shown + page.text[at:end]


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
        _open_link(page, linked)
    for fragment in section.fragments:
        page.html.append(_mark_fragment(page, fragment, name))
        if fragment.marks:
            _write_notes(page, fragment)
    if linked:
        _close_link(page, linked, is_last=is_last)


def _open_link(page: MarkupWriter, target: LinkTarget) -> None:
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
        page.html.append(
            f'<button class="peek" type="button" popovertarget="{escape(target.preview)}"'
            f' aria-label="About {escape(target.name)}"></button>'
        )
    _flush_notes(page)


def _write_citation(page: MarkupWriter, piece: Citation) -> None:
    """Append the number of a cited quote's note: it hugs the words, whatever was typed."""
    note = page.marking.citations.get(piece.target)
    if note:
        if page.html:
            page.html[-1] = page.html[-1].rstrip()
        page.waiting.append(_show_note(note.href, note.number, note.label))
        _flush_notes(page)


def _write_footnote_reference(page: MarkupWriter, piece: FootnoteReference) -> None:
    """Append the letter of a footnote, or its number among notes that stand elsewhere."""
    if page.html:
        page.html[-1] = page.html[-1].rstrip()
    page.waiting.append(_show_footnote(page.marking, piece))
    _flush_notes(page)


def _show_footnote(marking: Marking, piece: FootnoteReference) -> str:
    letter = name_letter(piece.number)
    if note := marking.footnotes.get(piece.slug):
        return _show_note(note.href, note.number, note.label)
    if not marking.ids:
        return f'<sup class="noteref">{letter}</sup>'
    own = f"fnref.{piece.slug}" if piece.is_first else ""
    return _show_note(f"#fn.{piece.slug}", letter, f"Footnote {letter}", own)


def name_letter(number: int) -> str:
    """Return the letters of a footnote, as lists of HTML count: a to z, aa, ab and so on."""
    letters = ""
    while number:
        number, last = divmod(number - 1, 26)
        letters = chr(ord("a") + last) + letters
    return letters


def _write_footnote_start(page: MarkupWriter, piece: FootnoteStart) -> None:
    own = f' id="{escape(f"fn.{piece.slug}")}"' if page.marking.ids else ""
    page.html.append(f"<li{own}>")


def _write_footnote_end(page: MarkupWriter, piece: FootnoteEnd) -> None:
    """Append the way back from a footnote to where it is first cited."""
    if page.marking.ids:
        letter, href = name_letter(piece.number), escape(f"#fnref.{piece.slug}")
        label = f"Back to footnote {letter} in the text"
        page.html.append(
            f'<p class="back"><a href="{href}" role="doc-backlink" aria-label="{label}">'
            f"{letter}</a></p>\n"
        )


def _mark_fragment(page: MarkupWriter, fragment: Fragment, name: str = "") -> str:
    """Return the words of a fragment, or the name in their place, in a mark if it has any."""
    if not fragment.marks:
        return escape(name or _set_words(page, fragment.start, fragment.end))
    words = escape(name or _set_words(page, fragment.start, fragment.end, page.seams))
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


def _show_note(href: str, number: int | str, label: str, name: str = "") -> str:
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
    FootnoteReference: _write_footnote_reference,
    FootnoteStart: _write_footnote_start,
    FootnoteEnd: _write_footnote_end,
    Address: _write_address,
    BlockStart: _write_start,
    BlockEnd: _write_end,
}


def _cut_strips(stretches: Iterable[tuple[int, int, int]]) -> tuple[FlatStrip, ...]:
    """Return the flat strips of ``(start, end, number)``, in order; empty ones are left out."""
    changes: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end, number in stretches:
        if start < end:
            changes[start].append((number, 1))
            changes[end].append((number, -1))
    return tuple(strip for strip in _sweep(changes) if strip.over)


def _sweep(changes: dict[int, list[tuple[int, int]]]) -> Iterator[FlatStrip]:
    """Yield a strip between each two places where something begins or ends."""
    layers: Counter[int] = Counter()
    for start, end in pairwise(sorted(changes)):
        for number, step in changes[start]:
            layers[number] += step
            if not layers[number]:
                del layers[number]
        yield FlatStrip(start, end, tuple(sorted(layers)))


def _part(
    start: int, end: int, stretches: Sequence[Stretch]
) -> Iterator[tuple[int, int, Stretch | None]]:
    """Yield all of ``[start, end)`` in parts, each with the stretch that covers it, or None.

    ``stretches`` are in order and do not overlap.
    """
    for stretch in _overlapping(stretches, start, end):
        if start < stretch.start:
            yield start, stretch.start, None
        yield max(start, stretch.start), min(end, stretch.end), stretch
        start = stretch.end
    if start < end:
        yield start, end, None


def _overlapping(stretches: Sequence[Stretch], start: int, end: int) -> Sequence[Stretch]:
    """Return those of the ordered, flat stretches that have a part in ``[start, end)``."""
    first = bisect_right(stretches, start, key=attrgetter("end"))
    return stretches[first : bisect_left(stretches, end, first, key=attrgetter("start"))]


def _lay_out(document: Document, marking: Marking) -> Layout:
    """Return the sections of all pieces that are more than plain words."""
    strips = _cut_strips(
        (*span, number) for number, mark in enumerate(marking.marks) for span in mark.spans
    )
    links = _settle_links(marking.links)
    layout = {}
    for piece in document.pieces:
        if isinstance(piece, (Run, TextReference)):
            linkable = isinstance(piece, Run) and piece.linkable
            over = _overlapping(links, piece.start, piece.end) if linkable else ()
            marked = _overlapping(strips, piece.start, piece.end)
            if over or marked:
                layout[piece.start] = tuple(_cut_sections(document.text, piece, over, marked))
    return layout


def _cut_sections(
    text: str,
    piece: Run | TextReference,
    links: Sequence[TextLink],
    strips: Sequence[FlatStrip],
) -> Iterator[LinkedFragments]:
    """Yield the sections of a piece; a reference is a link itself."""
    for start, end, link in _part(piece.start, piece.end, links):
        fragments = tuple(_cut_fragments(text, start, end, strips))
        yield LinkedFragments(None if link and text[start:end].isspace() else link, fragments)


def _cut_fragments(
    text: str, start: int, end: int, strips: Sequence[FlatStrip]
) -> Iterator[Fragment]:
    """Yield the fragments of a section; white space alone bears no marks."""
    for begin, stop, strip in _part(start, end, strips):
        is_marked = strip and not text[begin:stop].isspace()
        yield Fragment(begin, stop, strip.over if strip and is_marked else ())


def _settle_links(links: Iterable[TextLink]) -> tuple[TextLink, ...]:
    """Return the links in order, without those that begin within an earlier one."""
    settled: list[TextLink] = []
    for link in sorted(links, key=lambda link: link[:2]):
        if link.start < link.end and (not settled or settled[-1].end <= link.start):
            settled.append(link)
    return tuple(settled)


def _find_ends(layout: Layout) -> tuple[dict[int, int], dict[int, int]]:
    """Return where the first and the last fragment of each mark start."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for sections in layout.values():
        for fragment in (f for section in sections for f in section.fragments):
            for mark in fragment.marks:
                first.setdefault(mark, fragment.start)
                last[mark] = fragment.start
    return first, last
