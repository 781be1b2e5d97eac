"""A handout's page as a file of its own."""

from briefbook.handouts.formats.html import stand_alone

PAGE = """<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<link rel="stylesheet" href="../assets/style.css">
<link rel="icon" type="image/svg+xml" href="../assets/icon.svg">
</head><nav class="crumbs"><a href="../index.html">Home</a></nav>
<a href="#note.1">1</a> <a href="../actors/ann.html#q">Ann</a> <a href="https://example.org/">e</a>
"""
STYLES = {"assets/style.css": '@font-face { src: url("x") } p { color: red } /* </style> */'}
ADDRESS = "handouts/read-ahead-visit.html"


def test_has_its_style_within_and_needs_no_file() -> None:
    made = stand_alone(PAGE, ADDRESS, "", STYLES)
    assert "p { color: red }" in made
    assert made.count("</style>") == 1
    assert not [word for word in ("../", "url(", "Policy", "<nav") if word in made]


def test_leads_to_the_published_site() -> None:
    made = stand_alone(PAGE, ADDRESS, "https://b.example.org", STYLES)
    assert 'href="https://b.example.org/actors/ann.html#q"' in made
    assert 'href="#note.1"' in made
    assert 'href="https://example.org/"' in made


def test_without_an_address_its_links_go_and_their_words_stay() -> None:
    assert "<a>Ann</a>" in stand_alone(PAGE, ADDRESS, "", STYLES)
