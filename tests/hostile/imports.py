"""Files to be imported that are meant to do harm, and samples damaged by chance.

``python -m tests.hostile.imports [TIMES]`` imports the first and says what each took, then
damages a sample of every format so many times, and says what came of it and what it took.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from random import Random
from time import process_time
from typing import NamedTuple

from briefbook.importing.archives import DEEPEST, UNPACKED
from briefbook.importing.changes import Wanted, Workplace, plan_import
from briefbook.importing.notes import KnownBook
from briefbook.importing.reading import read_document
from briefbook.workspace.scan import Unreadable
from tests.importing.makers import PAGE, make_docx, make_odt, make_pdf, zip_parts
from tests.test_bad_input import mutate

SECONDS, MEGABYTES = 2, 200
"""What a file may take at most, once the libraries that read it are loaded."""

BUSY = 4
"""How many times as long a test grants: other work slows the processor, and what grows without
bound is far slower."""

LOADING = 2
"""Seconds of the processor that another process may take to begin, and to load them."""

LOREM = "The harbour of Port Velden has been closed since the storms of last autumn. " * 6
PLACE = Workplace(
    KnownBook({}, frozenset()),
    None,
    has_schemas=False,
    language="en",
    is_there=set[str]().__contains__,
)


def word(body: str) -> bytes:
    """Return a Word file with this body."""
    return make_docx(body)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


JSON_LD = b'<script type="application/ld+json">'
LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "marks.txt": lambda: b'"' * 100_000,
    "capitals.txt": lambda: b"Ab " * 100_000,
    "lines.txt": lambda: b"x\n" * 1_000_000,
    "paragraphs.txt": lambda: b"x\n\n" * 400_000,
    "chevrons.txt": lambda: b"> " * 100_000,
    "bylines.txt": lambda: b"By A, " * 500 + b"\n\n" + b"words\n\n" * 10_000,
    "sayings.txt": lambda: "“We will,” said Ann Lee. ".encode() * 4_000,
    "speakers.txt": lambda: "".join(
        f"“We will {rank},” Ann Lee{rank} said.\n\n" for rank in range(2_000)
    ).encode(),
    "zeros.txt": lambda: b"\0" * 100_000,
    "large.txt": lambda: b"words " * 1_000_000,
    "deep.html": lambda: b"<div>" * 100_000 + b"words",
    "wide.html": lambda: b"<p>a" * 200_000,
    "links.html": lambda: b"<a href=x>" * 100_000 + b"words",
    "brackets.html": lambda: b"%b%b</script><p>a" % (JSON_LD, b"[" * 100_000),
    "entities.html": f"{LAUGHS}<p>&c;</p>".encode,
    "quotes.md": lambda: b"> " * 50_000 + b"words",
    "links.md": lambda: b"[a](" * 100_000,
    "stars.md": lambda: b"*a_" * 200_000,
    "bomb.docx": lambda: zip_parts({"word/document.xml": bytes(UNPACKED + 1)}),
    "long.docx": lambda: word(paragraph("a " * 3_000_000)),
    "many.docx": lambda: word(paragraph("a") * 60_000),
    "deep.docx": lambda: word("<w:r>" * 2 * DEEPEST),
    "open.docx": lambda: word("</w:p></w:p>"),
    "laughs.docx": lambda: zip_parts({"word/document.xml": f"{LAUGHS}<a>&c;</a>"}),
    "laughs.odt": lambda: make_odt(head=LAUGHS),
    "spaces.odt": lambda: make_odt('<text:p>a<text:s text:c="999999999"/>b</text:p>'),
    "objects.pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]>>endobj\n" * 50_000,
    "kids.pdf": lambda: (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>endobj\n"
        b"trailer<</Root 1 0 R>>"
    ),
}
"""What each file is made by; its name says of which format it is, and what it tries."""

SAMPLES: Mapping[str, Callable[[], bytes]] = {
    "a.txt": f"{LOREM}\n\n“We will open,” said Ann Lee.\n".encode,
    "a.md": f"---\ntitle: On it\n---\n# It\n\n{LOREM}\n\n- “One,” said Ann Lee.\n".encode,
    "a.html": PAGE.encode,
    "a.docx": make_docx,
    "a.odt": make_odt,
    "a.pdf": lambda: make_pdf([LOREM, "“We will open,” said Ann Lee."]),
}
"""A sound file of every format."""

PIECES = (
    *(
        b"<",
        b">",
        b"&c;",
        b"<!DOCTYPE a [",
        b"]]>",
        b"<p>",
        b"</w:p>",
        b"<w:p>",
        b"\0",
        b"\xff",
    ),
    *("“".encode(), b"---\n", b"[[", b"{", b"obj", b"stream", b"/Kids", b"PK\x03\x04", b"\x02"),
)


class Outcome(NamedTuple):
    """What became of a file: a code, or "read"; and seconds of the processor."""

    code: str
    seconds: float


def bring_in(name: str, data: bytes) -> Outcome:
    """Import a file into an empty book, without writing it."""
    start = process_time()
    try:
        plan_import(name, read_document(name, data), Wanted(""), PLACE)
        code = "read"
    except Unreadable as trouble:
        code = trouble.problem.code
    return Outcome(code, process_time() - start)


def damage(data: bytes, random: Random) -> bytes:
    """Return a file damaged in one to four places."""
    places = [
        (random.randrange(max(len(data), 1)), random.randrange(40), random.choice(PIECES))
        for _ in range(random.randint(1, 4))
    ]
    return mutate(data, places)


def damage_inside(name: str, random: Random) -> bytes:
    """Return a Word or OpenDocument file whose text is damaged, in a sound archive."""
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(SAMPLES[name]())) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    hit = random.choice(sorted(parts))
    return zip_parts({**parts, hit: damage(parts[hit], random)})


def list_damaged(times: int, seed: int = 17) -> Iterator[tuple[str, bytes]]:
    """Yield damaged files, of each format as many."""
    random = Random(seed)
    for name, make in SAMPLES.items():
        sound = make()
        for turn in range(times):
            inside = turn % 2 and name.endswith((".docx", ".odt"))
            yield name, damage_inside(name, random) if inside else damage(sound, random)


def main() -> None:
    """Damage the samples, and print what came of it."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    for name, make in HOSTILE.items():
        outcome = bring_in(name, make())
        sys.stdout.write(f"{outcome.seconds:6.2f} s {name} {outcome.code}\n")
    told: Counter[str] = Counter()
    slowest = 0.0
    for name, data in list_damaged(times):
        outcome = bring_in(name, data)
        told[f"{name} {outcome.code}"] += 1
        slowest = max(slowest, outcome.seconds)
    for what, count in sorted(told.items()):
        sys.stdout.write(f"{count:6} {what}\n")
    sys.stdout.write(f"the slowest took {slowest:.2f} s\n")


if __name__ == "__main__":
    main()
