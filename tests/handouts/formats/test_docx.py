"""Handouts as DOCX, taken apart again, and as LibreOffice shows them."""

import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from briefbook.handouts.document import (
    Beside,
    Block,
    Group,
    HandoutDocument,
    HandoutSpan,
    Listing,
    Paragraph,
    Quotation,
    Section,
    Table,
    words,
)
from briefbook.handouts.formats import PaperSettings
from briefbook.handouts.formats.docx import make_docx, write_docx
from briefbook.handouts.formats.ooxml import NAMES, clean, name, read_parts
from tests.handouts.documents import (
    ARABIC,
    CHINESE,
    DOCUMENTS,
    ROOT,
    UIGHUR,
    draw_mentions,
    hostile_document,
    list_words,
    make_document,
    make_note,
    sample_handouts,
)
from tests.harness.programs import require_program

PRESS = PaperSettings("")
KINDS = ["read-ahead", "two-pager", "briefing-paper", "position-sheet", "actor-note"]


ORDER = {
    "w:pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd wordWrap bidi spacing ind"
    " jc outlineLvl",
    "w:rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs vertAlign rtl lang",
    "w:pBdr": "top left bottom right",
}
"""In which order elements may stand, of those that are used (ECMA-376, part 1, 17.3)."""

WRITTEN: dict[str, dict[str, bytes]] = {}
"""What has been written already, for a document holds values that no cache can go by."""


def write(document: HandoutDocument) -> dict[str, bytes]:
    """Return the parts of a document as DOCX."""
    key = repr(document)
    WRITTEN[key] = WRITTEN.get(key) or read_parts(write_docx(document, PRESS))
    return WRITTEN[key]


def read(document: HandoutDocument, part: str) -> Element:
    return ET.fromstring(write(document)[part])


def read_body(document: HandoutDocument) -> Element:
    return read(document, "word/document.xml")


def write_blocks(*blocks: Block, tone: str = "", **given: object) -> Element:
    """Return the body of a document of one section."""
    section = Section("Fish", blocks, tone)  # type: ignore[arg-type]
    return read_body(make_document(section, **given))


def value(element: Element | None, key: str = "w:val") -> str:
    """Return an attribute of an element, "" if there is none."""
    return element.get(name(key), "") if element is not None else ""


def find_style(styles: Element, style: str) -> Element:
    found = {value(one, "w:styleId"): one for one in styles.iter(name("w:style"))}
    return found[style]


def style_of(paragraph: Element) -> str:
    return value(paragraph.find("w:pPr/w:pStyle", NAMES))


def text_of(element: Element) -> str:
    """Return the words of an element, without numbers of notes and those of fields."""
    return "".join(read_runs(element))


def read_runs(element: Element) -> Iterator[str]:
    in_field = False
    for run in element.iter(name("w:r")):
        turns = [value(one, "w:fldCharType") for one in run.iter(name("w:fldChar"))]
        in_field = (in_field or "separate" in turns) and "end" not in turns
        if not in_field and value(run.find("w:rPr/w:rStyle", NAMES)) != "FootnoteReference":
            yield "".join(map(read_piece, run))


def read_piece(piece: Element) -> str:
    return (piece.text or "") if piece.tag == name("w:t") else ""


def paragraphs(body: Element, style: str) -> list[str]:
    """Return the words of the paragraphs in a style."""
    return [text_of(one) for one in body.iter(name("w:p")) if style_of(one) == style]


def squeeze(texts: list[str]) -> str:
    """Return texts as an XML file can hold them, without white space and soft hyphens."""
    return re.sub(r"[\s\u00ad]", "", clean("".join(texts)))


class TestStructure:
    def test_has_headings_of_words_own_and_a_title(self) -> None:
        heading = Paragraph(words("Herring"), style="heading")
        group = Group(words("Ann Smith"), words("skipper"), (Paragraph(words("For it")),))
        body = write_blocks(heading, group)
        assert paragraphs(body, "Title") == ["Talks on fish"]
        assert paragraphs(body, "Subtitle") == ["Read-ahead"]
        assert paragraphs(body, "Heading1") == ["Fish"]
        assert paragraphs(body, "Heading2") == ["Herring", "Ann Smith skipper"]

    @pytest.mark.parametrize(
        "style", ["Title", "Heading1", "Heading2", "Heading1Private", "TableCaption"]
    )
    def test_keeps_headings_with_what_follows(self, style: str) -> None:
        styles = read(make_document(), "word/styles.xml")
        assert find_style(styles, style).find("w:pPr/w:keepNext", NAMES) is not None

    @pytest.mark.parametrize("tone", ["Box", "Usable", "Private"])
    def test_headings_in_frames_are_headings(self, tone: str) -> None:
        style = find_style(read(make_document(), "word/styles.xml"), f"Heading1{tone}")
        assert value(style.find("w:basedOn", NAMES)) == "Heading1"
        assert value(style.find("w:pPr/w:outlineLvl", NAMES)) == "0"

    def test_lists_are_lists_and_each_counts_from_one(self) -> None:
        one = Listing(((words("a"), words("below")), (words("b"),)), ordered=True)
        body = write_blocks(one, one, Listing(((words("c"),),)))
        items = [
            (style_of(each), value(each.find("w:pPr/w:numPr/w:numId", NAMES)))
            for each in body.iter(name("w:p"))
            if style_of(each).startswith("List")
        ]
        assert [style for style, _ in items] == ["ListNumber"] * 4 + ["ListBullet"]
        assert items[0] == items[1] != items[2] == items[3]

    def test_word_counts_the_paragraphs_of_a_paper_on_past_its_headings(self) -> None:
        heading = Paragraph(words("Herring"), style="heading")
        body = write_blocks(Paragraph(words("one"), 1), heading, Paragraph(words("two"), 2))
        assert paragraphs(body, "NumberedParagraph") == ["one", "two"]
        assert list(body.iter(name("w:numPr"))) == []

    def test_a_paragraph_out_of_the_count_has_its_own_number(self) -> None:
        document = make_document(Section("Fish", (Paragraph(words("seven"), 7),)))
        (used,) = read_body(document).iter(name("w:numId"))
        numbers = read(document, "word/numbering.xml").iter(name("w:num"))
        (own,) = [one for one in numbers if value(one, "w:numId") == value(used)]
        assert "7" in {value(one) for one in own.iter(name("w:startOverride"))}

    def test_tables_repeat_their_heads_and_break_between_rows_alone(self) -> None:
        rows = tuple(((words(f"row {n}"),), (words("x"), words("y"))) for n in range(3))
        body = write_blocks(Table("Catches", ("When", "What"), rows, (1, 3)), facts=())
        (table,) = body.iter(name("w:tbl"))
        head, *others = table.iter(name("w:tr"))
        assert head.find("w:trPr/w:tblHeader", NAMES) is not None
        assert [text_of(cell) for cell in head.iter(name("w:tc"))] == ["When", "What"]
        assert all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in (head, *others))
        assert all(row.find("w:trPr/w:tblHeader", NAMES) is None for row in others)
        assert paragraphs(body, "TableCaption") == ["Catches"]
        wide = [int(value(one, "w:w")) for one in table.iter(name("w:gridCol"))]
        assert wide[1] == pytest.approx(3 * wide[0], rel=0.01)

    def test_two_tables_stay_two(self) -> None:
        table = Table("", ("A",), (((words("b"),),),), (1,))
        tags = [child.tag for child in write_blocks(table, table, facts=())[0]]
        assert tags.count(name("w:tbl")) == 2
        assert (name("w:tbl"), name("w:tbl")) not in pairwise(tags)

    def test_two_sides_stand_in_one_row(self) -> None:
        beside = Beside((Paragraph(words("yes")),), (Quotation(words("no"), words("Ann")),))
        (row,) = write_blocks(beside, facts=()).iter(name("w:tr"))
        assert [text_of(cell) for cell in row.iter(name("w:tc"))] == ["yes", "noAnn"]

    def test_what_may_be_said_is_framed_unlike_what_may_not(self) -> None:
        frames = [find_frame(tone) for tone in ("box", "usable", "private")]
        assert all(frames)
        assert frames[0] != frames[1] != frames[2] != frames[0]
        assert find_frame("") == []

    def test_all_its_styles_are_defined_once(self) -> None:
        document = hostile_document()
        styles = read(document, "word/styles.xml").iter(name("w:style"))
        listed = [value(one, "w:styleId") for one in styles]
        known = set(listed)
        assert len(listed) == len(known)
        tags = {name("w:pStyle"), name("w:rStyle"), name("w:tblStyle")}
        for part in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml"):
            used = {value(one) for one in read(document, part).iter() if one.tag in tags}
            assert used <= known

    def test_names_the_type_of_each_of_its_files_and_lacks_none(self) -> None:
        parts = write(hostile_document())
        types = list(ET.fromstring(parts["[Content_Types].xml"]))
        named = {one.get("PartName", "")[1:] for one in types if one.get("PartName")}
        assert {part for part in parts if not part.endswith((".rels", "Types].xml"))} == named
        relations = ET.fromstring(parts["word/_rels/document.xml.rels"])
        inner = [one for one in relations if one.get("TargetMode") != "External"]
        assert {f"word/{one.get('Target')}" for one in inner} <= set(parts)

    @pytest.mark.parametrize(("element", "order"), ORDER.items())
    def test_says_all_in_the_order_that_word_demands(self, element: str, order: str) -> None:
        parts = write(hostile_document())
        demanded = order.split()
        for part in ("document", "footnotes", "styles", "numbering", "header1", "footer1"):
            for one in ET.fromstring(parts[f"word/{part}.xml"]).iter(name(element)):
                places = [demanded.index(child.tag.partition("}")[2]) for child in one]
                assert places == sorted(set(places))

    def test_has_no_text_boxes(self) -> None:
        xml = write(hostile_document())["word/document.xml"]
        assert b"txbx" not in xml
        assert b"w:framePr" not in xml


def find_frame(tone: str) -> list[bytes]:
    """Return borders and ground of a paragraph in a section of a tone."""
    body = write_blocks(Paragraph(words("Said")), tone=tone)
    (style,) = [style_of(one) for one in body.iter(name("w:p")) if text_of(one) == "Said"]
    shape = find_style(read(make_document(), "word/styles.xml"), style).find("w:pPr", NAMES)
    assert shape is not None
    return [ET.tostring(one) for one in shape if one.tag.endswith(("Bdr", "shd"))]


class TestPages:
    @pytest.mark.parametrize(
        ("paper", "size"), [("a4", ("11906", "16838")), ("letter", ("12240", "15840"))]
    )
    def test_has_the_paper_and_margins_of_the_pdf(
        self, paper: str, size: tuple[str, str]
    ) -> None:
        section = read_body(make_document(paper=paper)).find("w:body/w:sectPr", NAMES)
        assert section is not None
        sheet, margins = section.find("w:pgSz", NAMES), section.find("w:pgMar", NAMES)
        assert (value(sheet, "w:w"), value(sheet, "w:h")) == size
        sides = [int(value(margins, f"w:{one}")) for one in ("top", "right", "bottom", "left")]
        assert [round(side / 56.6929) for side in sides] == [20, 19, 19, 19]

    def test_says_the_marking_and_the_page_on_every_page(self) -> None:
        document = make_document(mark="Not for <press> & friends")
        assert text_of(read(document, "word/header1.xml")) == "Not for <press> & friends"
        foot = read(document, "word/footer1.xml")
        assert text_of(foot) == "The Herring DeskNot for <press> & friendspage  of "
        fields = [(one.text or "").strip() for one in foot.iter(name("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]

    def test_is_in_the_accent_and_fonts_of_the_book(self) -> None:
        document = make_document(accent="#aa3300")
        styles = write(document)["word/styles.xml"].decode()
        assert 'w:val="AA3300"' in styles
        assert 'w:ascii="Source Serif Pro"' in styles
        fonts = read(document, "word/fontTable.xml").iter(name("w:altName"))
        assert [value(one) for one in fonts] == ["Cambria", "Calibri"]


class TestNotes:
    cited = (
        HandoutSpan("Fish"),
        HandoutSpan("", note=1),
        HandoutSpan("", note=2),
        HandoutSpan(" and"),
        HandoutSpan("", note=1),
    )
    document = make_document(
        Section("Fish", (Paragraph(cited),)), notes=(make_note(1), make_note(2))
    )

    def test_are_words_own_and_say_where_the_words_are_read(self) -> None:
        notes = [text_of(one).strip() for one in read(self.document, "word/footnotes.xml")]
        told = "{0}: The Herring Gazette, 2 May 2024."
        assert [note for note in notes if note] == [told.format(1), told.format(2)]
        published = read(self.document._replace(base="https://b.example"), "word/footnotes.xml")
        assert "https://b.example/briefings/fish/gazette.html#n1" in text_of(published)

    def test_one_cited_twice_is_one_note_to_which_a_field_refers(self) -> None:
        body = read_body(self.document)
        assert len(list(body.iter(name("w:footnoteReference")))) == 2
        (field,) = [one.text or "" for one in body.iter(name("w:instrText"))]
        marked = [value(one, "w:name") for one in body.iter(name("w:bookmarkStart"))]
        assert field.split()[:2] == ["NOTEREF", marked[0]]

    def test_that_nothing_cites_are_printed_all_the_same(self) -> None:
        document = self.document._replace(notes=(*self.document.notes, make_note(3, "Lost.")))
        assert "Lost." in text_of(read(document, "word/footnotes.xml"))

    def test_lead_only_to_whole_addresses(self) -> None:
        outside = HandoutSpan("x", href="https://x.example/a?b=c&d")
        inside = HandoutSpan("y", href="actors/y.html#z")
        document = make_document(Section("Fish", (Paragraph((outside, inside)),)))
        assert list_links(document) == ["https://x.example/a?b=c&d"]
        published = document._replace(base="https://b.example")
        assert "https://b.example/actors/y.html#z" in list_links(published)

    @pytest.mark.parametrize("href", ["http://[broken", "https://", "http://a b/", "mailto:"])
    def test_a_broken_address_is_no_link(self, href: str) -> None:
        body = write_blocks(Paragraph((HandoutSpan("words", href=href),)))
        assert list(body.iter(name("w:hyperlink"))) == []
        assert "words" in text_of(body)


def list_links(document: HandoutDocument) -> list[str]:
    """Return where a document leads; all else that it names is within it."""
    relations = read(document, "word/_rels/document.xml.rels")
    outside = [one for one in relations if one.get("TargetMode") == "External"]
    assert all(one.get("Type", "").endswith("/hyperlink") for one in outside)
    return [one.get("Target", "") for one in outside]


class TestPictures:
    def test_say_in_words_what_they_show(self) -> None:
        body = write_blocks(draw_mentions(), base="https://b.example")
        told = [one.get("descr") for one in body.iter(name("wp:docPr"))]
        code = "QR code of https://b.example/handouts/read-ahead-x.html"
        assert told == [code, "Mentions: 2, then 7."]

    def test_are_png_of_220_dots_to_the_inch(self) -> None:
        document = make_document(Section("Fish", (draw_mentions(),)))
        (png,) = [data for part, data in write(document).items() if part.endswith(".png")]
        (extent,) = read_body(document).iter(name("wp:extent"))
        inches = int(extent.get("cx", "0")) / 914_400
        assert struct.unpack(">I", png[16:20])[0] / inches == pytest.approx(220, rel=0.1)

    def test_that_are_empty_are_left_out(self) -> None:
        figure = draw_mentions()
        empty = figure._replace(picture=figure.picture._replace(parts=({},)))
        assert list(write_blocks(empty).iter(name("w:drawing"))) == []


class TestLanguages:
    def test_says_which_language_the_document_is_in(self) -> None:
        document = make_document(language="de-AT")
        styles = read(document, "word/styles.xml")
        (default,) = styles.iter(name("w:lang"))
        assert value(default) == "de-AT"
        assert text_in(document, "dc:language") == "de-AT"

    @pytest.mark.parametrize(
        ("text", "key", "language", "is_leftward"),
        [
            (CHINESE, "w:eastAsia", "zh-CN", False),
            (ARABIC, "w:bidi", "ar-SA", True),
            (UIGHUR, "w:bidi", "ug-CN", True),
        ],
    )
    def test_says_which_language_foreign_words_are_in(
        self, text: str, key: str, language: str, *, is_leftward: bool
    ) -> None:
        body = write_blocks(Paragraph(words(f"met {text} there")))
        runs = [one for one in body.iter(name("w:r")) if text_of(one).strip() == text]
        assert value(runs[0].find("w:rPr/w:lang", NAMES), key) == language
        assert (runs[0].find("w:rPr/w:rtl", NAMES) is not None) == is_leftward

    def test_a_leftward_document_runs_leftwards(self) -> None:
        body = write_blocks(Paragraph(words(ARABIC)), language="ar")
        (paragraph,) = [one for one in body.iter(name("w:p")) if text_of(one) == ARABIC]
        assert paragraph.find("w:pPr/w:bidi", NAMES) is not None


def text_in(document: HandoutDocument, element: str) -> str:
    """Return what the properties of a document say."""
    return read(document, "docProps/core.xml").findtext(element, "", NAMES)


class TestProperties:
    def test_are_those_of_the_document(self) -> None:
        document = make_document(mark="Not for the press")
        assert text_in(document, "dc:title") == "Read-ahead: Talks on fish"
        assert text_in(document, "dc:creator") == "The Herring Desk"
        assert text_in(document, "dc:subject") == "Not for the press"

    def test_say_nothing_of_the_machine_or_the_hour(self) -> None:
        parts = write(hostile_document())
        everything = b"".join(parts.values())
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", everything)) == {
            b"1970-01-01T00:00:00Z"
        }
        assert b"/tmp" not in everything
        assert b"data:image" not in everything
        assert b"Microsoft Word" not in parts["docProps/app.xml"]


class TestBytes:
    def test_are_the_same_for_the_same_document(self) -> None:
        document = sample_handouts()["read-ahead/follow-up-talks"]
        made = make_docx(document, PRESS)
        assert write_docx(document, PRESS) == made.data
        assert made.problems == ()

    def test_do_not_depend_on_zone_locale_settings_or_hashes(self, tmp_path: Path) -> None:
        places = (("Asia/Tokyo", "C", "1"), ("America/Lima", "tr_TR.UTF-8", "7"))
        made = [
            write_elsewhere(
                tmp_path / seed, {"TZ": zone, "LC_ALL": tongue, "PYTHONHASHSEED": seed}
            )
            for zone, tongue, seed in places
        ]
        assert made[0] == made[1] == write_docx(hostile_document(), PRESS)

    def test_are_in_order_and_of_no_time(self, tmp_path: Path) -> None:
        file = tmp_path / "x.docx"
        file.write_bytes(write_docx(make_document(), PRESS))
        with ZipFile(file) as archive:
            entries = archive.infolist()
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        names = [entry.filename for entry in entries]
        assert names == ["[Content_Types].xml", *sorted(names[1:])]


ELSEWHERE = """
import sys
from pathlib import Path
from briefbook.handouts.formats.docx import write_docx
from briefbook.handouts.formats import PaperSettings
from tests.handouts.documents import hostile_document
Path(sys.argv[1]).write_bytes(write_docx(hostile_document(), PaperSettings("")))
"""


def write_elsewhere(home: Path, surroundings: dict[str, str]) -> bytes:
    """Return a document that another process writes, with another environment and home."""
    own = home / ".local" / "share" / "pandoc"
    own.mkdir(parents=True)
    (own / "reference.docx").write_bytes(b"nothing that pandoc could read")
    command = [sys.executable, "-c", ELSEWHERE, str(home / "x.docx")]
    around = {"HOME": str(home), "SOURCE_DATE_EPOCH": "9", "PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, cwd=home, env=os.environ | around | surroundings)
    return (home / "x.docx").read_bytes()


class TestWords:
    @pytest.mark.parametrize("kind", KINDS)
    def test_of_the_sample_are_those_of_the_document_in_its_order(self, kind: str) -> None:
        documents = [
            document for key, document in sample_handouts().items() if key.startswith(kind)
        ]
        assert documents
        for document in documents[:4]:
            assert squeeze([text_of(read_body(document))]) == squeeze(list_words(document))

    @pytest.mark.parametrize("kind", KINDS)
    def test_of_the_samples_notes_are_those_of_the_document(self, kind: str) -> None:
        document = next(one for key, one in sample_handouts().items() if key.startswith(kind))
        told = [part for note in document.notes for part in (span.words for span in note.line)]
        assert squeeze([text_of(read(document, "word/footnotes.xml"))]) == squeeze(told)

    @settings(max_examples=20)
    @given(document=DOCUMENTS)
    def test_are_those_of_any_document_and_break_no_part_of_it(
        self, document: HandoutDocument
    ) -> None:
        parts = read_parts(write_docx(document, PRESS))
        roots = {
            part: ET.fromstring(data)
            for part, data in parts.items()
            if not part.endswith(".png")
        }
        body = roots["word/document.xml"]
        assert squeeze([text_of(body)]).removesuffix("Furthernotes") == squeeze(
            list_words(document)
        )
        assert all(cell[-1].tag == name("w:p") for cell in body.iter(name("w:tc")))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what LibreOffice prints of a handout of each kind, and of others."""
    samples = sample_handouts().items()
    documents = {
        kind: next(one for key, one in samples if key.startswith(kind)) for kind in KINDS
    }
    others = {"hostile": hostile_document(), "notes": TestNotes.document}
    return show(documents | others, tmp_path_factory.mktemp("office"))


@pytest.mark.requires("libreoffice", "pdftotext")
class TestInLibreOffice:
    @pytest.mark.parametrize("kind", [*KINDS, "hostile"])
    def test_marking_and_page_are_on_every_page(self, kind: str, shown: dict[str, str]) -> None:
        pages = shown[kind].split("\f")[:-1]
        mark = "for the delegation" if kind == "hostile" else "Sample briefing"
        for number, page in enumerate(pages, 1):
            assert f"page {number} of {len(pages)}" in page
            assert page.count(mark) >= 2

    def test_the_read_ahead_has_two_sides(self, shown: dict[str, str]) -> None:
        assert shown["read-ahead"].count("\f") == 2

    def test_the_head_of_a_table_is_on_every_page(self, shown: dict[str, str]) -> None:
        pages = [page for page in shown["hostile"].split("\f") if "about" in page]
        assert len(pages) > 5
        assert all("Evidence" in page for page in pages)

    def test_a_note_that_is_cited_again_shows_its_number(self, shown: dict[str, str]) -> None:
        assert "Fish1, 2 and1" in re.sub(r"\s+", " ", shown["notes"])


def show(documents: dict[str, HandoutDocument], folder: Path) -> dict[str, str]:
    """Return what documents say as LibreOffice prints them, pages ended by form feeds."""
    for key, document in documents.items():
        (folder / f"{key}.docx").write_bytes(write_docx(document, PRESS))
    office = [str(require_program("libreoffice")), "--headless"]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [f"{key}.docx" for key in documents]
    command = [*office, profile, "--convert-to", "pdf", *files]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return {key: read_pdf(folder / f"{key}.pdf") for key in documents}


def read_pdf(file: Path) -> str:
    """Return the words of a PDF."""
    command = [str(require_program("pdftotext")), str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()
