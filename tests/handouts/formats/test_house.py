"""Word files in the template of a workspace: its styles, paper, head, foot and logo."""

import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from PIL import Image

from briefbook.handouts.document import HOUSE, HandoutDocument
from briefbook.handouts.formats import PaperSettings
from briefbook.handouts.formats.docx import make_docx, write_docx
from briefbook.handouts.formats.ooxml import NAMES, name, pack, read_parts, read_xml
from briefbook.handouts.formats.pandoc import fetch_reference
from tests.harness.programs import require_program
from tests.papers import sample_handouts


def draw_logo() -> bytes:
    data = BytesIO()
    Image.new("RGB", (80, 40), "#aa0055").save(data, "png")
    return data.getvalue()


SPACES = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMES.items())
LOGO = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/>'
    '<wp:docPr id="1" name="Logo" descr="Logo"/><a:graphic><a:graphicData uri="'
    f'{NAMES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch>'
    '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId90"/>'
    '<w:footerReference w:type="default" r:id="rId91"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2000" w:right="1500" w:bottom="1600" w:left="1500" w:header="700" '
    'w:footer="700" w:gutter="0"/></w:sectPr>'
)
HEADING = (
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Standard"/><w:next w:val="Standard"/><w:pPr><w:outlineLvl w:val="0"/>'
    '</w:pPr><w:rPr><w:color w:val="AA0055"/><w:sz w:val="32"/></w:rPr></w:style>'
)
NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/>'
    '<w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:sz w:val="24"/></w:rPr></w:style>'
)
SETTINGS = f'<w:settings {SPACES}><w:documentProtection w:edit="readOnly"/></w:settings>'


def write_part(root: str, piece: str) -> bytes:
    return f"<{root} {SPACES}>{piece}</{root}>".encode()


@cache
def make_template(margins: bool = True) -> bytes:
    """Return a template of an office that writes German, as Word would save it."""
    parts = dict(read_parts(fetch_reference()))
    body = f"<w:body><w:p><w:r><w:t>Old words.</w:t></w:r></w:p>{SECTION}</w:body>"
    if not margins:
        body = body.replace(SECTION[: SECTION.index("<w:pgSz")], "<w:sectPr>")
    links = (
        parts["word/_rels/document.xml.rels"]
        .decode()
        .replace(
            "</Relationships>",
            f'<Relationship Id="rId90" Type="{OFFICE}/header" Target="header9.xml"/>'
            f'<Relationship Id="rId91" Type="{OFFICE}/footer" Target="footer9.xml"/>'
            "</Relationships>",
        )
    )
    own = {
        "word/document.xml": write_part("w:document", body),
        "word/styles.xml": write_part("w:styles", NORMAL + HEADING),
        "word/settings.xml": SETTINGS.encode(),
        "docProps/core.xml": b"<cp>The clerk</cp>",
    }
    if margins:
        picture = f'<Relationship Id="rId1" Type="{OFFICE}/image" Target="media/logo.png"/>'
        foot = "<w:p><w:r><w:t>Ministry of Rivers</w:t></w:r></w:p>"
        own |= {
            "word/_rels/document.xml.rels": links.encode(),
            "word/header9.xml": write_part("w:hdr", LOGO),
            "word/_rels/header9.xml.rels": f"{LINKS}{picture}</Relationships>".encode(),
            "word/media/logo.png": draw_logo(),
            "word/footer9.xml": write_part("w:ftr", foot),
        }
    return pack(parts | own)


@cache
def document() -> HandoutDocument:
    (found,) = (one for one in sample_handouts() if one.kind == "read-ahead")
    return found._replace(house="known")


@cache
def made(margins: bool = True) -> dict[str, bytes]:
    return read_parts(write_docx(document(), PaperSettings("", house=make_template(margins))))


def words_of(root: Element) -> str:
    return "".join(one.text or "" for one in root.iter(name("w:t")))


def styles() -> dict[str, Element]:
    found = read_xml(made()["word/styles.xml"]).findall("w:style", NAMES)
    return {one.get(name("w:styleId"), ""): one for one in found}


def find_margin(kind: str, margins: bool = True) -> Element:
    (part,) = (
        one
        for one in made(margins)
        if one.startswith("word/") and kind in one and "rels" not in one
    )
    return read_xml(made(margins)[part])


def test_have_the_styles_of_the_template_by_the_names_it_gives_them() -> None:
    used = {
        one.get(name("w:val"))
        for one in read_xml(made()["word/document.xml"]).iter(name("w:pStyle"))
    }
    assert "berschrift1" in used
    assert used <= styles().keys()
    colour = styles()["berschrift1"].find("w:rPr/w:color", NAMES)
    assert colour is not None
    assert colour.get(name("w:val")) == "AA0055"


def test_have_what_is_lacking_in_the_fonts_and_sizes_of_the_template() -> None:
    added = styles()["BodyText"]
    based, size = (
        added.find("w:basedOn", NAMES),
        styles()["TableText"].find("w:rPr/w:sz", NAMES),
    )
    assert based is not None
    assert size is not None
    assert based.get(name("w:val")) == "Standard"
    assert size.get(name("w:val")) == "22"
    assert "Source Sans" not in made()["word/styles.xml"].decode()


def test_have_its_head_with_the_logo_and_its_foot_both_marked() -> None:
    head, foot = find_margin("header"), find_margin("footer")
    assert [*head.iter(name("a:blip"))]
    assert made()["word/media/logo.png"] == draw_logo()
    assert words_of(head) == document().mark
    assert words_of(foot) == f"{document().mark}Ministry of Rivers"


def test_have_ours_where_it_has_no_head_or_foot() -> None:
    assert words_of(find_margin("header", margins=False)) == document().mark
    assert "page 1 of 1" in words_of(find_margin("footer", margins=False))


def test_have_its_paper() -> None:
    (section,) = read_xml(made()["word/document.xml"]).iter(name("w:sectPr"))
    margins = section.find("w:pgMar", NAMES)
    assert margins is not None
    assert margins.get(name("w:left")) == "1500"


def test_take_nothing_else_of_it() -> None:
    whole = b"".join(made().values())
    assert b"Old words" not in whole
    assert b"documentProtection" not in whole
    assert b"The clerk" not in whole


def test_give_the_same_bytes_for_the_same_template() -> None:
    press = PaperSettings("", house=make_template())
    assert write_docx(document(), press) == write_docx(document(), press)


@pytest.mark.parametrize("template", [b"An old document.", pack({"a.txt": b""})])
def test_are_not_made_with_what_is_no_template(template: bytes) -> None:
    made = make_docx(document(), PaperSettings("", house=template))
    assert (made.data, [one.code for one in made.problems]) == (b"", ["bad-word-template"])
    assert made.problems[0].locus.path == HOUSE


@pytest.mark.requires("libreoffice")
@pytest.mark.requires("pdftotext")
def test_are_opened_by_libreoffice(tmp_path: Path) -> None:
    press = PaperSettings("", house=make_template())
    (tmp_path / "paper.docx").write_bytes(write_docx(document(), press))
    program = require_program("libreoffice")
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    asked = [str(program), home, "--headless", "--convert-to", "pdf", "paper.docx"]
    subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True)
    told = subprocess.run(
        ["pdftotext", "paper.pdf", "-"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert told.count("Ministry of Rivers") == told.count("\f")
    assert document().title in told
