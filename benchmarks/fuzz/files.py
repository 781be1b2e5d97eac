"""Settings, front matter, quote locks, older books and pictures: problems, never exceptions."""

from benchmarks.fuzz.laws import keep_problems, split_fields
from briefbook.anchoring.quote_lock import dump_lock, read_lock
from briefbook.build.config import read_config
from briefbook.build.stages.read_units import read_unit
from briefbook.exports.reading import read_book
from briefbook.units.files import UnitFiles, UnitKind
from briefbook.units.picture import read_picture

SEEDS = (
    "config\n%%\ntitle: A book\nbase_url: https://book.example/\neditions: [public, team]\n",
    'lock\n%%\n{\n"a": {"words": "0", "paragraph": 1},\n"~version": 1\n}\n',
    'book\n%%\n{"format": "briefbook", "version": 1, "edition": "public", "actors": []}\n',
    "picture\n%%\nGIF89a\x01\0\x01\0",
    "picture\n%%\n\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01",
    "picture\n%%\n\xff\xd8\xff\xe0\0\x10JFIF\0\x01\xff\xc0\0\x11\x08\0\x01\0\x01",
    "picture\n%%\nII*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x01\0\0\0",
    "picture\n%%\nRIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0",
    "picture\n%%\n<svg width='1' height='2mm' viewBox='0 0 1 1'></svg>",
    "article\n%%\n---\ndate: 2023\nnolink: [Ann … went]\n---\n# A\n\nAnn said we went.\n",
    "sidecar\n%%\nquotes: {a: {speaker: ann, exact: we talk}}\nnotes: {n: {exact: Ann}}\n",
    "actors\n%%\nann: {name: Ann, aliases: [A], role: R, as_of: 2020, access: team}\n",
    "events\n%%\ne: {name: E, date: 2023-08-30, type: talks, participants: ann}\n",
    "meetings\n%%\nm: {title: M, date: 2023, attendees: ann, if_raised: {issue: c, line: l}}\n",
    "sources\n%%\ns: {title: S, URL: 'https://book.example/', max_quote_words: 40}\n",
)
WORDS = (
    "\n%%\n",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "~",
    "- ",
    '"',
    "access: ",
    "was: ",
    "null",
    "1e999",
)
REGISTRIES = ("actors", "issues", "glossary", "sources", "events", "meetings")


def examine(text: str) -> None:
    """Read a text as the kind of file that its first line names."""
    kind, said = split_fields(text, 2)
    data = said.encode("utf-8", "surrogatepass")
    if kind in REGISTRIES:
        check_unit(f"briefings/{kind}.yaml", "registry", data, said)
    elif kind in ("article", "sidecar"):
        check_article(kind, data, said)
    else:
        READERS.get(kind, check_config)(data, said)


def check_config(data: bytes, text: str) -> None:
    keep_problems(read_config(data)[1], text)


def check_lock(_: bytes, text: str) -> None:
    locks, problems = read_lock(text, "a.json")
    keep_problems(problems, text)
    assert read_lock(dump_lock(locks), "a.json") == (locks, ())


def check_book(data: bytes, text: str) -> None:
    keep_problems(read_book(data, "a.json", "public")[1], text)


def check_picture(_: bytes, text: str) -> None:
    """Each character stands for a byte."""
    width, height = read_picture("a.png", text.encode("latin-1", "ignore")).size
    assert width >= 0
    assert height >= 0


def check_unit(path: str, kind: UnitKind, data: bytes, text: str) -> None:
    keep_problems(read_unit(UnitFiles(kind, path), {path: data}).problems, text)


def check_article(kind: str, data: bytes, text: str) -> None:
    """Read an article with a sidecar, one of which is sound."""
    main, beside = "briefings/a.md", "briefings/a.yaml"
    given = {main: b"Ann said: \xe2\x80\x9cWe talk.\xe2\x80\x9d\n", beside: b"notes: {}\n"}
    given[main if kind == "article" else beside] = data
    unit = read_unit(UnitFiles("article", main, beside), dict(given))
    keep_problems(unit.problems, max(text, given[main].decode("utf-8", "replace"), key=len))


READERS = {"lock": check_lock, "book": check_book, "picture": check_picture}
