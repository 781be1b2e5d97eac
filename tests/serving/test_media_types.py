"""Media types: by extension, and for texts with their charset."""

import pytest

from briefbook.serve.answering import UNKNOWN, find_media_type


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("talks/A.HTML", "text/html; charset=utf-8"),
        ("assets/style.css", "text/css; charset=utf-8"),
        ("assets/site.js", "text/javascript; charset=utf-8"),
        ("data/book.json", "application/json; charset=utf-8"),
        ("data/timeline.ics", "text/calendar; charset=utf-8"),
        ("fonts/serif.woff2", "font/woff2"),
        ("handouts/brief-x.pdf", "application/pdf"),
        (
            "handouts/brief-x.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("pictures/a.b.png", "image/png"),
    ],
)
def test_follows_the_extension(address: str, media_type: str) -> None:
    assert find_media_type(address) == media_type


@pytest.mark.parametrize("address", ["CNAME", "a.unheard-of", "html", "a.html/b", ".", ""])
def test_is_plain_bytes_where_the_extension_says_nothing(address: str) -> None:
    assert find_media_type(address) == UNKNOWN
