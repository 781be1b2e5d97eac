"""A text as data: what a reader sees, and the markup around it.

Everything here is plain and comparable: the same Markdown gives an equal document, which
can be cached, pickled, and marked up for any edition without being parsed again.
"""

from typing import NamedTuple

from briefbook.base.problems import Span

REFERENCE_CHARACTER = "\ufffc"
"""What stands in a document's text for a bare ``[[id]]``: no quoted words match it."""


class Html(NamedTuple):
    """Finished markup, safe to publish; it bears no words of the text."""

    html: str


LINK_END = Html("</a>")
"""The end of an author's own link. It begins with a piece, too, whose markup begins ``<a ``."""


class Run(NamedTuple):
    """Words of the text: ``text[start:end]``, to be escaped as they stand.

    ``linkable`` is False in code, headings, links and captions, where no link of ours may
    begin. Emphasis parts runs, but leaves no gap between their offsets.
    """

    start: int
    end: int
    linkable: bool


class TextReference(NamedTuple):
    """``[[target]]``, ``[[target|words]]`` or ``[[-|words]]``.

    With ``words``, ``text[start:end]`` is what the author wrote after the bar; without,
    it is one ``REFERENCE_CHARACTER``, and whoever marks up the document knows the name.
    ``linked`` is False for ``-``. ``rank`` tells which of the body's literal references to
    this target it is, those within code counted too (see ``places.find_source``).
    """

    target: str
    start: int
    end: int
    words: bool
    rank: int
    linked: bool


class Citation(NamedTuple):
    """``[^target]``: a quote is cited here. It has no words of its own; ``rank`` as above."""

    target: str
    rank: int


class FootnoteReference(NamedTuple):
    """A footnote is cited here, the ``number``-th of its text, from 1, and known by its slug.

    It has no words of its own. Of several references to one footnote one is the first.
    """

    slug: str
    number: int
    is_first: bool


class FootnoteStart(NamedTuple):
    """Here begins the item of a list that says what a footnote does."""

    slug: str


class FootnoteEnd(NamedTuple):
    """Here it ends, if it is cited: the place of the way back to where that is."""

    slug: str
    number: int


class Address(NamedTuple):
    """A tag with a relative address: ``before`` + the address as seen from a page + ``after``.

    ``attribute`` is ``href`` of a link or ``src`` of a picture; ``address`` is a URL,
    percent-encoded. ``after`` begins with the quotation mark that ends the value. ``width``
    is that of a picture in pixels, where its author chose one, else 0.
    """

    attribute: str
    address: str
    before: str
    after: str
    width: int = 0


class BlockStart(NamedTuple):
    """A place inside an opening tag, where the id of its block can be written.

    A heading has its ``slug``; any other block has "", and is known by its number.
    """

    number: int
    slug: str = ""


class BlockEnd(NamedTuple):
    """The place behind a block where notes on it may stand, as ``<aside>``.

    There is exactly one for each number: after the paragraph, table, picture or preformatted
    text, within the list item or quotation that holds it.
    """

    number: int


Piece = (
    Html
    | Run
    | TextReference
    | Citation
    | FootnoteReference
    | FootnoteStart
    | FootnoteEnd
    | Address
    | BlockStart
    | BlockEnd
)


class Block(NamedTuple):
    """A stretch of the text between two breaks: ``text[start:end]``.

    ``kind`` is paragraph, heading, cell, code or caption; list items and quotations hold
    paragraphs. ``number`` counts from 1 what a printed page would number: paragraphs,
    whole tables (all their cells have one number), preformatted texts and captioned
    pictures. A heading has the number of what follows it, and so do the notes on it.
    ``line`` is that of its first words in the body, from 0; cells have their row's.
    """

    number: int
    kind: str
    start: int
    end: int
    line: int


class Heading(NamedTuple):
    """A heading at its published ``level`` (2 to 6), found at ``#h.SLUG``."""

    level: int
    text: str
    slug: str


class Document(NamedTuple):
    r"""One Markdown text, read.

    ``text`` is what a reader sees, without the title: blocks are parted by a blank line,
    cells by a tab, rows and broken lines by ``\n``; code is in it, alternative texts are
    not. ``pieces`` in their order are the page. ``title`` is the heading of level 1 that
    begins the body, or "". ``comments`` are the places in the file of what is for colleagues
    alone, and was left out. ``footnotes`` are the labels that the text gives its own notes.
    """

    text: str
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    title: str
    comments: tuple[Span, ...] = ()
    footnotes: tuple[str, ...] = ()
