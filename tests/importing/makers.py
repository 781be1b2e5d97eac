"""Small files of every format, made as the programs make them whose names they bear."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import typst

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
DUBLIN = "http://purl.org/dc/elements/1.1/"

SAYING = "Ann Lee said: “We will open the harbour in May.”"
REMARK_DOCX = (
    '<w:comment w:id="1" w:author="Bo Quist" w:date="2023-05-03T10:00:00Z">'
    "<w:p><w:r><w:t>Is it *May*?</w:t></w:r></w:p></w:comment>"
    '<w:comment w:id="2" w:author="Cy Roe"><w:p><w:r><w:t>Ask her.</w:t></w:r></w:p>'
    "</w:comment>"
)
BODY_DOCX = (
    '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>The harbour</w:t></w:r>'
    "</w:p>"
    '<w:p><w:r><w:t xml:space="preserve">Ann Lee said: “We will </w:t></w:r>'
    '<w:commentRangeStart w:id="1"/><w:r><w:t>open the harbour</w:t></w:r>'
    '<w:commentRangeEnd w:id="1"/><w:r><w:t xml:space="preserve"> in </w:t></w:r>'
    '<w:del w:author="Bo Quist"><w:r><w:delText>June</w:delText></w:r></w:del>'
    '<w:ins w:author="Bo Quist"><w:r><w:t>May</w:t></w:r></w:ins><w:r><w:t>.”</w:t></w:r></w:p>'
    '<w:p><w:r><w:t xml:space="preserve">The town of </w:t></w:r>'
    '<w:commentRangeStart w:id="2"/>'
    '<w:r><w:t>Port Velden</w:t></w:r><w:commentRangeEnd w:id="2"/>'
    "<w:r><w:t> was glad to hear of it, and so was the fleet.</w:t></w:r></w:p>"
)
STYLES_DOCX = (
    f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="berschrift1">'
    '<w:name w:val="heading 1"/></w:style></w:styles>'
)
CORE = (
    f'<p xmlns:dc="{DUBLIN}"><dc:title>On the harbour</dc:title>'
    "<dc:creator>Dee Fox</dc:creator></p>"
)
BODY_ODT = (
    '<text:h text:outline-level="1">The harbour</text:h>'
    "<text:p>Ann Lee said: “We will "
    '<office:annotation office:name="a"><dc:creator>Bo Quist</dc:creator>'
    "<dc:date>2023-05-03T10:00:00</dc:date><text:p>Is it <text:span>*May*</text:span>?</text:p>"
    '</office:annotation>open the harbour<office:annotation-end office:name="a"/> in May.”'
    "</text:p><text:p>The town of Port Velden<text:s/>was glad to hear of it, and so was the "
    "fleet.</text:p>"
)


def zip_parts(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of parts."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def make_docx(body: str = BODY_DOCX, comments: str = REMARK_DOCX, **more: str) -> bytes:
    """Return a Word file; ``more`` are other parts, by names without their ending."""
    text = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    parts = {
        "word/document.xml": text,
        "word/comments.xml": f'<w:comments xmlns:w="{WORD}">{comments}</w:comments>',
        "word/styles.xml": STYLES_DOCX,
        "docProps/core.xml": CORE,
    }
    edges = {
        f"word/{name}.xml": f'<w:hdr xmlns:w="{WORD}">{text}</w:hdr>'
        for name, text in more.items()
    }
    return zip_parts({**parts, **edges})


def make_odt(body: str = BODY_ODT, head: str = "") -> bytes:
    """Return an OpenDocument text; ``head`` stands before its root."""
    spaces = (
        f'xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0" xmlns:dc="{DUBLIN}"'
    )
    content = (
        f"{head}<office:document-content {spaces}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return zip_parts({"mimetype": kind, "content.xml": content})


def make_pdf(pages: Sequence[str], head: str = "", title: str = "The harbour report") -> bytes:
    """Return a PDF with these pages, as Typst writes them."""
    setting = f'#set document(title: "{title}")\n#set page(numbering: "1", header: [{head}])\n'
    text = setting + "\n#pagebreak()\n".join(pages)
    return typst.compile(text.encode())


PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Harbour to open | The Gazette</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour to open",
"datePublished": "2023-05-03T08:00:00Z", "author": [{"name": "Dee Fox"}],
"publisher": {"name": "The Gazette"}}</script>
<link rel="canonical" href="https://gazette.example/harbour">
<style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><article><h1>Harbour to open</h1>
<figure><img src="a.jpg" alt=""><figcaption>The harbour at dawn</figcaption></figure>
<p>The harbour of Port Velden has been closed since the storms of last autumn, and the fleet has
been lying idle ever since.</p>
<p>Ann Lee, the harbour master, told the Gazette on Monday that the work was done. “We will open
the harbour in May,” she said.</p>
<div class="ad-slot">ADVERTISEMENT</div>
<p>The town was glad to hear of it, and the fishermen began to mend their nets at once, as they
do in every spring.</p>
</article></main>
<footer><p>© The Gazette</p></footer>
</body></html>
"""
