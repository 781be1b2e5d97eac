"""Each format is read: its text with lines or pages, what is known of it, what was left out."""

import re
from itertools import pairwise

import pytest

from briefbook.importing.document import ImportedDocument, squash
from briefbook.importing.formats import docx, html, markdown, odt, pdf, text
from briefbook.importing.isolated import read_isolated
from briefbook.importing.reading import FORMATS, read_document
from briefbook.units.files import IMPORTED
from tests.importing.makers import (
    BODY_DOCX,
    PAGE,
    make_docx,
    make_odt,
    make_pdf,
)


def list_texts(document: ImportedDocument) -> list[str]:
    return [block.text for block in document.blocks]


def list_dropped(document: ImportedDocument) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in document.dropped]


class TestText:
    def test_paragraphs_are_parted_by_blank_lines_and_know_their_lines(self) -> None:
        read = text.read("a.txt", b"One two.\n\nThree\n\n\nFour.\n")
        assert [(block.text, block.line) for block in read.blocks] == [
            ("One two.", 1),
            ("Three", 3),
            ("Four.", 6),
        ]

    def test_lines_that_were_broken_go_on(self) -> None:
        broken = "The harbour of Port Velden has been\nclosed since the storms.\nSo it is.\n"
        assert list_texts(text.read("a.txt", broken.encode())) == [
            "The harbour of Port Velden has been closed since the storms.",
            "So it is.",
        ]

    def test_a_long_line_of_the_head_does_not_tell_how_wide_the_text_is(self) -> None:
        head = "From the Journal of the Assembly online, as the Printing Office has it\n\n"
        lines = ["  Mr. LEE. I rise in support of the motion", "that the harbour be closed."]
        record = head + "\n".join(lines * 8)
        assert (
            list_texts(text.read("a.txt", record.encode()))[1:]
            == ["Mr. LEE. I rise in support of the motion that the harbour be closed."] * 8
        )

    def test_an_indented_line_begins_a_paragraph(self) -> None:
        told = (
            "  Mr. LEE. I rise to speak of the\nharbour and the fleet.\n  Ms. ROE. So do I.\n"
        )
        assert list_texts(text.read("a.txt", told.encode())) == [
            "Mr. LEE. I rise to speak of the harbour and the fleet.",
            "Ms. ROE. So do I.",
        ]

    def test_lines_of_a_list_stay_apart(self) -> None:
        assert len(text.read("a.txt", b"- one thing\n- another\n").blocks) == 2

    def test_what_no_text_may_hold_is_taken_out(self) -> None:
        assert list_texts(text.read("a.txt", "We\u202e will\x07 open\u200b.\n".encode())) == [
            "We will open\u200b."
        ]


class TestMarkdown:
    FILE = (
        "---\ntitle: On the harbour\nauthor: [Dee Fox, Al Roe]\ndate: 3 May 2023\n---\n"
        "# The harbour\n\nAnn Lee said: *“We will open.”*\n\n<!-- check -->\n\n- one\n- two\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n"
    )

    def test_its_front_matter_tells_of_it(self) -> None:
        read = markdown.read("a.md", self.FILE.encode())
        assert read.title == "On the harbour"
        assert read.author == ("Dee Fox", "Al Roe")
        assert read.date == "2023-05-03"

    def test_its_words_are_those_that_a_reader_sees(self) -> None:
        read = markdown.read("a.md", self.FILE.encode())
        assert list_texts(read) == [
            "On the harbour",
            "The harbour",
            "Ann Lee said: “We will open.”",
            "one",
            "two",
            "a b",
            "1 2",
        ]
        assert [block.line for block in read.blocks][2:4] == [8, 12]

    def test_a_comment_is_listed(self) -> None:
        read = markdown.read("a.md", self.FILE.encode())
        assert [(one.line, one.reason) for one in read.dropped] == [(10, "a comment")]


class TestWebPages:
    def test_the_article_is_its_text(self) -> None:
        read = html.read("a.html", PAGE.encode())
        assert [block.text.split()[0] for block in read.blocks] == [
            "Harbour",
            "The",
            "Ann",
            "The",
        ]
        assert read.blocks[0].heading == 1
        assert read.blocks[1].line == 11

    def test_it_says_what_it_is(self) -> None:
        read = html.read("a.html", PAGE.encode())
        assert (read.title, read.author, read.date) == (
            "Harbour to open",
            ("Dee Fox",),
            "2023-05-03",
        )
        assert (read.publisher, read.URL) == ("The Gazette", "https://gazette.example/harbour")
        assert (read.language, read.type) == ("en-GB", "article-newspaper")

    def test_nothing_of_it_is_lost(self) -> None:
        read = html.read("a.html", PAGE.encode())
        body = re.sub(r"<[^>]+>", " ", PAGE.partition("<body>")[2]).replace("&amp;", "&")
        told = squash(" ".join((*list_texts(read), *(one.text for one in read.dropped))))
        assert sorted(squash(body)) == sorted(told)

    def test_who_speaks_in_a_debate_stays_beside_the_words(self) -> None:
        speeches = "".join(
            f"<div><div class=name><div>{name}</div><div>({place})</div></div><div><p>"
            "I am glad of the chance to speak of the harbour, which has been closed for far "
            "too long, as everybody in the town will tell you.</p></div></div>"
            for name, place in (("Ann Lee", "Northtown"), ("Bo Quist", "Fenby"))
        )
        page = f"<html><body><h1>Harbours</h1><div>{speeches}</div></body></html>"
        texts = list_texts(html.read("a.html", page.encode()))
        assert "Ann Lee (Northtown)" in texts
        assert "Bo Quist (Fenby)" in texts

    @pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1"])
    def test_a_declared_encoding_counts(self, charset: str) -> None:
        page = (
            PAGE.replace("utf-8", charset).replace("“", "").replace("”", "").replace("©", "é")
        )
        read = html.read("a.html", page.encode("cp1252"))
        assert ("the foot of the page", "é The Gazette") in list_dropped(read)

    def test_it_is_read_in_a_process_of_its_own_to_the_same(self) -> None:
        here = html.read("a.html", PAGE.encode())
        assert read_isolated("html", "web page", "a.html", PAGE.encode()) == here


class TestWordFiles:
    def test_insertions_are_text_and_deletions_are_listed(self) -> None:
        read = docx.read("a.docx", make_docx())
        assert list_texts(read)[:2] == [
            "The harbour",
            "Ann Lee said: “We will open the harbour in May.”",
        ]
        assert list_dropped(read) == [("struck out by Bo Quist", "June")]

    def test_a_heading_is_known_by_the_english_name_of_its_style(self) -> None:
        assert [one.heading for one in docx.read("a.docx", make_docx()).blocks] == [1, 0, 0]

    def test_remarks_stand_at_their_words_with_their_authors(self) -> None:
        first, second = docx.read("a.docx", make_docx()).comments
        assert first[:4] == ("Bo Quist", "2023-05-03", "open the harbour", "Is it *May*?")
        assert second[:4] == ("Cy Roe", "", "Port Velden", "Ask her.")
        assert (first.block, second.block) == (1, 2)

    def test_its_properties_tell_of_it(self) -> None:
        read = docx.read("a.docx", make_docx())
        assert (read.title, read.author) == ("On the harbour", ("Dee Fox",))

    def test_heads_of_pages_are_listed_once(self) -> None:
        head = "<w:p><w:r><w:t>Draft</w:t></w:r></w:p>"
        read = docx.read("a.docx", make_docx(header1=head, header2=head))
        assert ("the head of the pages", "Draft") in list_dropped(read)
        assert len(read.dropped) == 2

    def test_what_stands_in_a_box_is_read_once(self) -> None:
        box = (
            '<w:p><w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:txbxContent>'
            "<w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback>"
            "<w:p><w:r><w:t>Boxed</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r>"
            "<w:r><w:t>Around</w:t></w:r></w:p>"
        )
        assert list_texts(docx.read("a.docx", make_docx(box))) == ["Around", "Boxed"]

    def test_all_words_of_its_body_are_somewhere(self) -> None:
        read = docx.read("a.docx", make_docx())
        told = squash(" ".join((*list_texts(read), *(one.text for one in read.dropped))))
        assert sorted(told) == sorted(squash(re.sub(r"<[^>]+>", "", BODY_DOCX)))


class TestOpenDocument:
    def test_its_paragraphs_and_headings_are_read(self) -> None:
        read = odt.read("a.odt", make_odt())
        assert [(one.text, one.heading) for one in read.blocks] == [
            ("The harbour", 1),
            ("Ann Lee said: “We will open the harbour in May.”", 0),
            ("The town of Port Velden was glad to hear of it, and so was the fleet.", 0),
        ]

    def test_remarks_stand_at_their_words_with_their_authors(self) -> None:
        (found,) = odt.read("a.odt", make_odt()).comments
        assert found[:4] == ("Bo Quist", "2023-05-03", "open the harbour", "Is it *May* ?")
        assert found.block == 1

    def test_what_was_struck_out_is_listed_without_who_did_it(self) -> None:
        struck = (
            "<text:tracked-changes><text:changed-region><text:deletion><office:change-info>"
            "<dc:creator>Bo</dc:creator></office:change-info><text:p>June</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes><text:p>May.</text:p>"
        )
        assert list_dropped(odt.read("a.odt", make_odt(struck))) == [("struck out", "June")]


class TestPdfs:
    LOREM = "The harbour of Port Velden has been closed since the storms of last autumn. " * 6

    def test_blocks_know_their_pages(self) -> None:
        read = pdf.read("a.pdf", make_pdf([self.LOREM, "Ann Lee said: “We will open.”"]))
        assert read.blocks[0].page == 1
        assert [one.page for one in read.blocks if "Ann Lee" in one.text] == [2]

    def test_a_paragraph_that_goes_on_knows_where_its_next_page_begins(self) -> None:
        read = pdf.read("a.pdf", make_pdf([self.LOREM * 12]))
        (long,) = [one for one in read.blocks if one.turns]
        assert long.find_page(0) == 1
        assert long.find_page(len(long.text) - 1) == 2

    def test_running_heads_and_page_numbers_are_listed(self) -> None:
        pages = [self.LOREM, self.LOREM, self.LOREM]
        read = pdf.read("a.pdf", make_pdf(pages, head="Paper of the House"))
        assert list_dropped(read).count(("a running head", "Paper of the House")) == 3
        assert [one.text for one in read.dropped if one.reason == "a page number"] == [
            "1",
            "2",
            "3",
        ]
        assert not any("Paper" in block.text for block in read.blocks)

    def test_a_hyphen_of_a_line_end_goes(self) -> None:
        setting = '#set page(width: 6cm)\n#set text(hyphenate: true, lang: "en")\n'
        narrow = f"{setting}#set par(justify: true)\n{self.LOREM}"
        read = pdf.read("a.pdf", make_pdf([narrow]))
        (block,) = read.blocks
        assert block.text == self.LOREM.strip()

    def test_it_says_its_title(self) -> None:
        assert pdf.read("a.pdf", make_pdf([self.LOREM])).title == "The harbour report"
        assert pdf.read("a.pdf", make_pdf([self.LOREM], title="draft2.docx")).title == ""


def test_every_format_is_one_of_those_that_are_named_when_nothing_reads_them() -> None:
    texts = FORMATS.keys() - {".md"}
    assert texts <= IMPORTED


def test_what_is_dropped_is_told_in_the_order_of_the_file() -> None:
    read = read_document("a.html", PAGE.encode())
    assert all(one.line <= other.line for one, other in pairwise(read.dropped))
