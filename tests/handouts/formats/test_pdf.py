"""PDFs of handouts: for everyone to read, and always the same."""

import os
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from briefbook.fonts import font_file
from briefbook.fonts.own_fonts import FACES, list_letters
from briefbook.handouts.document import (
    Figure,
    Group,
    HandoutDocument,
    Listing,
    Paragraph,
    Section,
    Table,
    words,
)
from briefbook.handouts.formats import PaperFile, PaperSettings
from briefbook.handouts.formats.pdf import make_pdf, tell_length
from briefbook.handouts.kinds import BY_NAME
from briefbook.handouts.letters import is_there
from briefbook.syntax.text import has_forbidden
from tests.papers import level, read_pdf, sample_handouts, texts

TEMPLATE = (Path(__file__).parents[3] / "templates/handout.typ").read_text("utf-8")
in_words = pytest.mark.requires("pdftotext")


MADE: dict[str, PaperFile] = {}


@cache
def read_ahead() -> HandoutDocument:
    """Return the one that the tests are about which need but one."""
    (found,) = (one for one in sample_handouts() if one.kind == "read-ahead")
    return found


@pytest.fixture(params=BY_NAME)
def documents(request: pytest.FixtureRequest) -> list[HandoutDocument]:
    """Return the handouts of a kind that there are of the sample."""
    return [one for one in sample_handouts() if one.kind == request.param]


def press(document: HandoutDocument) -> PaperFile:
    """Return a document as PDF; what was made once is not made again."""
    key = repr(document)
    if key not in MADE:
        MADE[key] = make_pdf(document, PaperSettings(TEMPLATE))
    return MADE[key]


def open_pdf(document: HandoutDocument) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(press(document).data))


def with_sections(*sections: Section) -> HandoutDocument:
    return read_ahead()._replace(sections=sections, notes=())


class TestEveryPdf:
    def test_is_tagged_for_everyone(self, documents: list[HandoutDocument]) -> None:
        assert documents
        for document in documents:
            with open_pdf(document) as pdf:
                with pdf.open_metadata() as meta:
                    assert meta["pdfuaid:part"] == "1"
                assert pdf.Root.MarkInfo.Marked
                assert "/StructTreeRoot" in pdf.Root
                assert pdf.Root.ViewerPreferences.DisplayDocTitle

    def test_names_its_language_title_and_maker(self, documents: list[HandoutDocument]) -> None:
        assert documents
        for document in documents:
            with open_pdf(document) as pdf:
                assert str(pdf.Root.Lang) == "en-GB"
                assert str(pdf.docinfo["/Title"]) == f"{document.subtitle}: {document.title}"
                assert str(pdf.docinfo["/Author"]) == document.organization

    def test_has_a_bookmark_for_every_section(self, documents: list[HandoutDocument]) -> None:
        assert documents
        for document in documents:
            with open_pdf(document) as pdf, pdf.open_outline() as outline:
                marks = [one.title for top in outline.root for one in (top, *top.children)]
                titles = [section.title for section in document.sections]
                assert [mark for mark in marks if mark in titles] == titles

    def test_holds_the_fonts_that_it_needs(self, documents: list[HandoutDocument]) -> None:
        assert documents
        for document in documents:
            with open_pdf(document) as pdf:
                fonts = {
                    str(font.BaseFont)
                    for page in pdf.pages
                    for font in page.Resources.get("/Font", {}).values()
                }
                assert fonts
                assert all("SourceS" in font for font in fonts), fonts

    @in_words
    def test_says_what_the_document_says_in_its_order(
        self, documents: list[HandoutDocument]
    ) -> None:
        assert documents
        for document in documents:
            printed = "".join(" ".join(read_pdf(press(document).data)).split())
            at = 0
            blocks = (block for section in document.sections for block in section.blocks)
            for text in texts(
                tuple(one for one in blocks if not isinstance(one, (Figure, Group)))
            ):
                bare = "".join(text.split()).strip("–")
                if len(bare) > 30:
                    assert bare[:12] in printed, text
            for section in document.sections:
                at = printed.index("".join(section.title.upper().split()), at)

    @in_words
    def test_bears_the_marking_and_the_number_on_every_page(
        self, documents: list[HandoutDocument]
    ) -> None:
        assert documents
        for document in documents:
            pages = read_pdf(press(document).data)
            for number, page in enumerate(pages, 1):
                assert page.count(document.mark) == 2
                assert f"page {number} of {len(pages)}" in page


@in_words
def test_every_note_is_printed_with_its_address_where_the_site_has_one() -> None:
    for base in ("", "https://briefings.example.org"):
        document = read_ahead()._replace(base=base)
        printed = "".join(" ".join(read_pdf(press(document).data)).split()).replace("-", "")
        for note in document.notes:
            assert (note.address.replace("-", "") in printed) == bool(base)


def test_no_last_side_of_the_sample_has_under_five_lines() -> None:
    for document in sample_handouts():
        pages = read_pdf(press(document).data)
        bare = pages[-1].replace(document.mark, "")
        assert len(pages) == 1 or len(bare) > 300, document.address


def list_points(count: int) -> HandoutDocument:
    points = tuple((words(f"Point {n}"),) for n in range(count))
    return with_sections(Section("Points", (Listing(points),)))._replace(sides=0)


def count_sides(count: int, template: str = TEMPLATE) -> int:
    """Return on how many sides a list of points stands."""
    with pikepdf.open(
        BytesIO(make_pdf(list_points(count), PaperSettings(template)).data)
    ) as pdf:
        return len(pdf.pages)


def test_what_would_spill_some_lines_is_set_closer() -> None:
    loose = TEMPLATE.replace("<ends>", "<nowhere>")
    spilling = next(count for count in range(40, 90) if count_sides(count, loose) == 2)
    assert count_sides(spilling) == 1
    assert count_sides(spilling + 20) == 2


def part(first: int, second: int) -> list[str]:
    """Return the pages of a document whose second part may open a side."""
    sections = [
        Section(name, (Listing(tuple((words(f"{name} {n}"),) for n in range(count))),))
        for name, count in (("Front", first), ("Back", second))
    ]
    back = sections[1]._replace(opens_side=True)
    return read_pdf(press(with_sections(sections[0], back)).data)


@in_words
def test_the_second_part_opens_a_side_where_both_are_well_filled() -> None:
    front, back = part(42, 20)
    assert "Front 41" in front
    assert "BACK" in back
    assert "BACK" not in front
    assert len(part(15, 20)) == 1
    assert "BACK" in part(42, 70)[0]


def test_what_is_too_long_can_be_told_without_making_it() -> None:
    long = list_points(300)._replace(sides=2)
    assert tell_length(long, PaperSettings(TEMPLATE)) == press(long).problems
    assert tell_length(read_ahead(), PaperSettings(TEMPLATE)) == ()


def test_a_read_ahead_of_the_sample_goes_on_two_sides() -> None:
    with open_pdf(read_ahead()) as pdf:
        assert len(pdf.pages) == 2
    assert press(read_ahead()).problems == ()


def test_one_that_does_not_says_what_to_cut_and_by_how_much() -> None:
    long = with_sections(
        Section("Purpose", (Paragraph(words("Short.")),)),
        Section("Points", (Listing(tuple((words(f"Point {n}"),) for n in range(200))),)),
    )
    (problem,) = press(long).problems
    data = dict(problem.data)
    assert (problem.code, data["sides"]) == ("over-length", "2")
    assert data["sections"].startswith("“Points” (")
    assert int(data["pages"]) == len(read_pdf(press(long).data))


def test_leads_to_the_published_site_and_bears_its_code() -> None:
    published = read_ahead()._replace(base="https://briefings.example.org")
    with open_pdf(published) as pdf:
        uris = {
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", ())
            if "/URI" in note.get("/A", {})
        }
    assert (
        "https://briefings.example.org/briefings/uk-china-2023/beijing-talks.html#mistrust"
        in uris
    )
    assert all(uri.startswith("https://briefings.example.org/") for uri in uris)


def test_without_an_address_nothing_leads_out() -> None:
    with open_pdf(read_ahead()) as pdf:
        assert b"/URI" not in press(read_ahead()).data
        assert len(pdf.pages) == 2


def test_prints_on_letter_where_that_is_wanted() -> None:
    with open_pdf(read_ahead()._replace(paper="letter")) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox[2:]] == [612, 792]


ELSEWHERE = """
import sys
sys.path.insert(0, {root!r})
from hashlib import sha256
from pathlib import Path
from tests.handouts.formats.test_pdf import press, read_ahead
print(sha256(press(read_ahead()).data).hexdigest())
"""


def test_gives_the_same_bytes_elsewhere_and_at_another_time(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[3])
    hashes = {
        subprocess.run(
            [sys.executable, "-c", ELSEWHERE.format(root=root)],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Asia/Taipei", "2"))
    }
    assert len(hashes) == 1


def test_a_template_with_a_fault_is_a_problem_with_its_reason_and_place() -> None:
    template = "= “Heading”\n#let a = nothing-of-that-name()\n= Another\n"
    made = make_pdf(read_ahead(), PaperSettings(template))
    ((code, reason, place),) = (
        (one.code, dict(one.data)["reason"], one.locus) for one in made.problems
    )
    assert (code, made.data) == ("template-failed", b"")
    assert "nothing-of-that-name" in reason
    assert place.path == "templates/handout.typ"
    assert place.span
    assert template[slice(*place.span)] == "nothing-of-that-name()"


@in_words
def test_takes_every_word_as_words() -> None:
    hostile = '#panic("no") $x$ *bold* <label> [link] \\ // comment @cite _em_ `raw` ==heading'
    pages = read_pdf(press(with_sections(Section("Words", (Paragraph(words(hostile)),)))).data)
    assert "".join(hostile.split()) in "".join(pages[0].split())


NAME = "Her Excellency the Permanent Representative " + "of the Very Long Committee " * 8
CROWD = Group(words(NAME, "strong"), words("Envoy"), (Paragraph(words("A position. " * 12)),))
HEAD = ("Who", "What", "When")


@in_words
def test_sets_forty_people_long_names_and_a_long_table() -> None:
    rows = tuple(((words(f"Row {n}"),), (words("said so " * 9),), ()) for n in range(300))
    crowded = with_sections(
        Section("Who you will meet", (CROWD,) * 40),
        Section("Nothing at all", ()),
        Section("Table", (Table("All of it", HEAD, rows, (2, 6, 1)),)),
    )._replace(sides=0)
    pages = read_pdf(press(crowded).data)
    assert "".join(pages).count(level(NAME)) == 40
    of_table = [page for page in pages if "Row" in page]
    assert len(of_table) > 5
    assert all("Who What" in page for page in of_table)


@in_words
def test_breaks_words_that_would_not_go_on_a_line() -> None:
    long = "Interdepartementalministerialkoordinationsausschuss" * 4
    pages = press(with_sections(Section("S", (Paragraph(words(long)),)))).data
    with pikepdf.open(BytesIO(pages)) as pdf:
        assert len(pdf.pages) == 1
    (page,) = read_pdf(pages)
    assert long in "".join(page.replace("\u200b", "").split())
    assert long not in page


def test_whatever_the_fonts_are_said_to_have_can_be_printed() -> None:
    letters = list_letters([font_file(face) for face in FACES])
    codes = (*range(0x20, 0x3100), *range(0xFE00, 0xFFF0), *range(0xE0000, 0xE0200))
    there = [chr(code) for code in codes if code != 0x25CC and is_there(chr(code), letters)]
    plain = [one for one in there if not has_forbidden(one)]
    section = Section("S", tuple(Paragraph(words(f"a{one}b")) for one in plain), tone="private")
    other = section._replace(tone="")
    assert len(plain) > 1_000
    found = press(with_sections(section, other)).problems
    assert {one.code for one in found} == {"over-length"}
