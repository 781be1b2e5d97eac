"""Handouts for tests: those of the sample, a hostile one, and any that can be thought of."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from briefbook.charts import Drawing
from briefbook.handouts.document import (
    Beside,
    Block,
    Endnote,
    Figure,
    Group,
    HandoutDocument,
    HandoutSpan,
    Line,
    Listing,
    Paragraph,
    Quotation,
    Section,
    Table,
    words,
)
from briefbook.handouts.kinds import HANDOUTS
from briefbook.handouts.writing import HandoutWriter
from tests.papers import look_into_sample

ROOT = Path(__file__).parents[2]
UIGHUR, ARABIC, CHINESE = "ئۇيغۇر", "محمد بن سلمان", "蔡英文"


@cache
def sample_handouts() -> dict[str, HandoutDocument]:
    """Return the handouts of the sample by kind and key (``read-ahead/follow-up-talks``)."""
    look = look_into_sample()
    return {
        f"{kind.name}/{key}": kind.make(key, HandoutWriter(look))
        for kind in HANDOUTS
        for key in look.keys(kind.index)
    }


def make_document(*sections: Section, **given: object) -> HandoutDocument:
    """Return a handout of some sections; everything else about it may be given."""
    plain = HandoutDocument(
        kind="read-ahead",
        title="Talks on fish",
        subtitle="Read-ahead",
        facts=(("When", words("1 May 2024")),),
        sections=sections,
        notes=(),
        mark="Not for the press",
        organization="The Herring Desk",
        edition="team",
        language="en-GB",
        paper="a4",
        sides=0,
        address="handouts/read-ahead-x.html",
        base="",
        accent="#0b4f6c",
    )
    return plain._replace(**given)  # type: ignore[arg-type]


def make_note(number: int, said: str = "The Herring Gazette, 2 May 2024.") -> Endnote:
    """Return a note on an article of the site."""
    return Endnote(number, words(f"{number}: {said}"), f"briefings/fish/gazette.html#n{number}")


def draw_mentions() -> Figure:
    """Return a picture with what it shows in words."""
    counts = {"2024-01": 2, "2024-04": 7}
    return Figure(Drawing("spark", (counts,), "Mentions", "spark"), "Mentions: 2, then 7.")


def hostile_document() -> HandoutDocument:
    """Return a handout with far too much of everything, in five scripts."""
    long = "The Honourable " + "Maximiliana-Wilhelmina " * 6 + "of the Outer Skerries"
    unbroken = "Interdepartementalministerialkoordinationsausschuss" * 4
    names = (long, unbroken, CHINESE, ARABIC, UIGHUR, "習近平・ひらがな", "Plain Name")
    groups = tuple(
        Group(
            (
                HandoutSpan(f"{names[n % len(names)]} {n + 1}", "strong"),
                HandoutSpan("", note=n + 1),
            ),
            words(f"Head of {names[(n + 3) % len(names)]} · say: {'ha-' * 30}n", "quiet"),
            (
                Paragraph(
                    (
                        HandoutSpan("Fish: ", "label"),
                        HandoutSpan("against, "),
                        HandoutSpan(names[n % 7]),
                    )
                ),
            ),
        )
        for n in range(40)
    )
    rows = tuple(
        (
            (words(f"{n + 1} May"), words("about", "quiet")),
            (words(f"{names[n % 7]} met {names[(n + 2) % 7]}"),),
            ((HandoutSpan("“No fish”"), HandoutSpan("", note=n % 40 + 1)),) if n % 3 else (),
        )
        for n in range(300)
    )
    inner = (
        Paragraph(words("Nothing of this may leave the room. " * 8)),
        Listing(((words("First point " * 20),), (words("Second"), words("below it")))),
        Table("What was asked", ("Who", "What"), (((words("A"),), (words("B"),)),), (1, 3)),
        Quotation(words("Not a single herring"), words("The skipper, 3 May")),
        Beside((Paragraph(words("They say yes")),), (Paragraph(words("We say no")),)),
        draw_mentions(),
    )
    return make_document(
        Section("Nothing at all", ()),
        Section("Purpose", inner, "box"),
        Section("Who you will meet", groups),
        Section("Usable " * 12, inner, "usable"),
        Section("Private", inner, "private"),
        Section("Chronology", (Table("", ("When", "What", "Evidence"), rows, (2, 5, 3)),)),
        Section("Nothing again", (), "private"),
        title=f"{long} and {unbroken}",
        facts=(("When", words(long)), ("Where", words(UIGHUR)), ("Who", words(unbroken))),
        notes=tuple(make_note(n + 1, f"{names[n % 7]} <said> ]]> & so on.") for n in range(40)),
        mark="OFFICIAL – sensitive, for the delegation alone, to be returned after use " * 2,
        organization=unbroken,
        paper="letter",
        base="https://briefings.example.org",
    )


def list_words(document: HandoutDocument) -> list[str]:
    """Return all words of a handout's body, in the order in which they are read."""
    facts = [part for label, line in document.facts for part in (label, *say_line(line))]
    sections = [
        part
        for section in document.sections
        for part in (section.title, *(one for block in section.blocks for one in say(block)))
    ]
    return [document.subtitle, document.title, *facts, *sections]


def say(value: object) -> list[str]:
    """Return the words within a block, or within lines and blocks."""
    if isinstance(value, HandoutSpan):
        return say_line((value,))
    if isinstance(value, Table):
        return [value.caption, *value.head, *say(value.rows)]
    if isinstance(value, Figure):
        return []
    parts = value if isinstance(value, tuple) else ()
    return [one for part in parts for one in say(part)]


def say_line(line: Line) -> list[str]:
    """Return the words of a line, without its notes."""
    return [span.words for span in line if not span.note]


ODD = (
    "<w:p>",
    "]]>",
    "&amp;",
    "&",
    "\"'",
    "\x00\x08",
    "\ufffe",
    "a\u00adb",
    "{{x}}",
    "*",
    "\\",
)
TEXTS = st.one_of(
    st.sampled_from((*ODD, CHINESE, ARABIC, UIGHUR)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
STYLES = st.sampled_from(["", "strong", "emphasis", "code", "label", "quiet"])
HREFS = st.sampled_from(
    ["", "actors/x.html#y", "https://x.example/?a=b&c", "http://[broken", "mailto:a@b.example"]
)
SPANS = st.builds(HandoutSpan, TEXTS, STYLES, HREFS, st.just(0))
CITATIONS = st.builds(HandoutSpan, st.just(""), note=st.integers(1, 3))
LINES = st.lists(st.one_of(SPANS, SPANS, CITATIONS), max_size=4).map(tuple)
CELLS = st.lists(LINES, max_size=2).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return any table."""
    width = draw(st.integers(1, 3))
    row = st.lists(CELLS, min_size=width, max_size=width).map(tuple)
    head = st.lists(TEXTS, min_size=width, max_size=width).map(tuple)
    rows = draw(st.lists(row, max_size=3).map(tuple))
    shares = tuple(draw(st.lists(st.integers(1, 9), min_size=width, max_size=width)))
    return Table(draw(TEXTS), draw(head), rows, shares)


PARAGRAPHS = st.builds(
    Paragraph, LINES, st.integers(0, 4), st.sampled_from(["", "lead", "heading"])
)
LISTINGS = st.builds(
    Listing,
    st.lists(st.lists(LINES, min_size=1, max_size=3).map(tuple)).map(tuple),
    st.booleans(),
)
PLAIN = st.one_of(
    PARAGRAPHS, LISTINGS, st.builds(Quotation, LINES, LINES), tables(), st.builds(draw_mentions)
)


def hold(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Return blocks that hold others."""
    held = st.lists(blocks, max_size=2).map(tuple)
    return st.one_of(st.builds(Group, LINES, LINES, held), st.builds(Beside, held, held))


BLOCKS: st.SearchStrategy[Block] = st.recursive(PLAIN, hold, max_leaves=4)
SECTIONS = st.builds(
    Section,
    TEXTS,
    st.lists(BLOCKS, max_size=3).map(tuple),
    st.sampled_from(["", "box", "usable", "private"]),
)
DOCUMENTS = st.builds(
    lambda sections, notes, **given: make_document(*sections, notes=notes, **given),
    st.lists(SECTIONS, max_size=3),
    st.tuples(
        *(st.builds(Endnote, st.just(n), st.lists(SPANS).map(tuple), HREFS) for n in (1, 2, 3))
    ),
    title=TEXTS,
    subtitle=TEXTS,
    facts=st.lists(st.tuples(TEXTS, LINES), max_size=3).map(tuple),
    mark=TEXTS,
    organization=TEXTS,
    paper=st.sampled_from(["a4", "letter"]),
    language=st.sampled_from(["en", "de-AT", "ar"]),
    base=st.sampled_from(["", "https://x.example/book"]),
    kind=st.sampled_from(["read-ahead", "briefing-paper"]),
)
"""Any handout: every kind of block, in each other, with hostile words."""
