"""Papers in Chinese and Arabic: with the extras for their letters, no letter is missing."""

from pathlib import Path

import pytest

from briefbook.base.extras import has_extra
from briefbook.fonts.own_fonts import find_own_fonts, list_letters
from briefbook.handouts.document import Group, Paragraph, Section, words
from briefbook.handouts.formats import PaperSettings
from briefbook.handouts.formats.docx import write_docx
from briefbook.handouts.formats.ooxml import NAMES, name, read_parts, read_xml
from briefbook.handouts.formats.pdf import list_font_folders, load_fonts, make_pdf
from briefbook.handouts.letters import is_there, list_missing
from tests.books import write_book
from tests.papers import read_pdf, sample_handouts, write

TEMPLATE = (Path(__file__).parents[3] / "templates/handout.typ").read_text("utf-8")
SPOKEN = {
    "cjk": "两国外交部长会见。臺灣的總統府。《公报》：“不”，二〇二三年。",
    "arabic": "قال وزير الخارجية: «لن نتراجع»، في ٣٠ أغسطس ٢٠٢٣؛ هل توافقون؟",
}


def need(extra: str) -> None:
    if not has_extra(extra):
        pytest.skip(f"briefbook[{extra}] is not installed")


@pytest.mark.parametrize("extra", SPOKEN)
def test_have_every_letter(extra: str, tmp_path: Path) -> None:
    need(extra)
    fonts = find_own_fonts(tmp_path, {})
    said = words(SPOKEN[extra])
    blocks = (Group(said, said, (Paragraph(said), Paragraph(words(SPOKEN[extra], "quiet")))),)
    section = Section("Words", blocks, tone="private")
    document = sample_handouts()[0]._replace(
        sections=(section,), notes=(), facts=(), fonts=fonts.fonts
    )
    assert list_missing(document, fonts.letters) == {}
    made = make_pdf(document, PaperSettings(TEMPLATE))
    assert made.problems == ()
    assert made == make_pdf(document, PaperSettings(TEMPLATE))


@pytest.mark.requires("pdftotext")
def test_can_be_read_out_of_the_pdf(tmp_path: Path) -> None:
    need("cjk")
    fonts = find_own_fonts(tmp_path, {})
    section = Section("Words", (Paragraph(words(SPOKEN["cjk"])),))
    document = sample_handouts()[0]._replace(sections=(section,), notes=(), fonts=fonts.fonts)
    pages = read_pdf(make_pdf(document, PaperSettings(TEMPLATE)).data)
    assert "两国外交部长会见" in "".join(pages).replace(" ", "")


@pytest.mark.parametrize("extra", SPOKEN)
def test_have_fonts_with_and_without_serifs(extra: str) -> None:
    need(extra)
    families = load_fonts("", (("any", ""),)).families
    kinds = {
        "cjk": ("Noto Sans SC", "Noto Serif SC"),
        "arabic": ("Noto Naskh Arabic", "Noto Sans Arabic"),
    }
    assert {*kinds[extra]} <= {*families}


@pytest.mark.parametrize(("extra", "letter"), [("cjk", "蔡"), ("arabic", "ق")])
def test_need_them(
    extra: str, letter: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    need(extra)
    assert is_there(letter, find_own_fonts(tmp_path, {}).letters)
    monkeypatch.setattr("briefbook.fonts.own_fonts.list_font_folders", list)
    assert not is_there(letter, find_own_fonts(tmp_path, {}).letters)


def test_every_extra_brings_fonts() -> None:
    for folder in list_font_folders():
        assert list_letters(
            path for path in folder.iterdir() if path.suffix in (".otf", ".ttf")
        )


ARABIC_BOOK = write_book(
    "Said “we will wait”. Said “we will act”. Said “we agree”.",
    "quotes:\n"
    "  wait: {speaker: ann, exact: we will wait, stance: {dam: انتظار}}\n"
    "  act: {speaker: bo, exact: we will act, stance: {dam: عمل}}\n"
    "  agree: {speaker: cy, exact: we agree, stance: {dam: عمل}}\n",
    "editions: [public]\nlanguage: ar",
    actors="{ann: محمد, bo: علي, cy: فيصل}",
    issues="dam: {name: السد, scale: [انتظار, عمل]}",
)


def test_arabic_pictures_keep_no_pdf_from_being_made(tmp_path: Path) -> None:
    need("arabic")
    fonts = find_own_fonts(tmp_path, {})
    document = write(ARABIC_BOOK, "position-sheet", "dam")._replace(fonts=fonts.fonts)
    assert "Figure" in repr(document.sections)
    made = make_pdf(document, PaperSettings(TEMPLATE))
    assert made.problems == ()
    assert made == make_pdf(document, PaperSettings(TEMPLATE))


def test_arabic_word_files_begin_tables_at_the_right_and_days_with_the_day() -> None:
    document = sample_handouts()[0]._replace(language="ar")
    body = read_xml(read_parts(write_docx(document, PaperSettings("")))["word/document.xml"])
    tables = [*body.iter(name("w:tblPr"))]
    assert tables
    assert all(one.find("w:bidiVisual", NAMES) is not None for one in tables)
    assert "\u200e30 August 2023" in "".join(one.text or "" for one in body.iter(name("w:t")))
