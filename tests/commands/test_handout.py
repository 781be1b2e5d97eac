"""The verb ``handout``: one paper, for whoever asks for it."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefbook.cli.main import main
from briefbook.fonts import FACES, font_file

ACTORS = "ann: {name: Ann Ash}\nbo: {name: አዲስ}\n"
MEETINGS = "visit: {title: Visit, date: 2024-01-01, attendees: [ann]}\n"
pytestmark = pytest.mark.usefixtures("without_fonts")

BOOK = {
    "config.yaml": "title: The book\nhandouts: {actor-note: [pdf]}\nthresholds: {paper: 0}\n",
    "briefings/actors.yaml": ACTORS,
    "briefings/meetings.yaml": MEETINGS,
}


def write_files(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    write_files(folder, BOOK)
    return folder


def make(book: Path, *arguments: str) -> int:
    return main(["handout", "-C", str(book), "-o", str(book.parent / "out"), *arguments])


def made(book: Path) -> list[str]:
    return sorted(path.name for path in (book.parent / "out").glob("*"))


def test_makes_what_is_asked_for_and_publishes_nothing(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(book, "read-ahead", "visit", "--edition", "team", "--format", "pdf,html") == 0
    assert made(book) == ["read-ahead-visit.html", "read-ahead-visit.pdf"]
    assert not (book / "site-team").exists()
    assert "read-ahead-visit.pdf" in capsys.readouterr().out


def test_a_page_needs_nothing_beside_it(book: Path) -> None:
    make(book, "actor-note", "ann", "--format", "html")
    text = (book.parent / "out/actor-note-ann.html").read_text("utf-8")
    assert "<style>" in text
    assert not [word for word in ("<link", "../", "url(") if word in text]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read-ahed", "visit"], 'did you mean "read-ahead"?'),
        (
            ["read-ahead", "visit"],
            "in the public edition; try --edition team",
        ),
        (["read-ahead", "vist", "--edition", "team"], 'did you mean "visit"?'),
        (["actor-note", "ann", "--format", "pfd"], 'did you mean "pdf"?'),
    ],
)
def test_says_what_it_does_not_know(
    book: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(book, *arguments) == 2
    assert words in capsys.readouterr().err
    assert made(book) == []


def test_reports_what_is_wrong_with_the_book(book: Path) -> None:
    write_files(book, {"briefings/issues.yaml": "dam: {nam: The dam}"})
    assert make(book, "actor-note", "ann") == 1
    assert made(book) == []


def test_a_next_build_does_not_notice(book: Path) -> None:
    arguments = ["build", "-C", str(book), "-q"]
    assert main(arguments) == 0
    assert make(book, "actor-note", "ann") == 0
    assert main([*arguments, "--verify"]) == 0


class TestLettersThatNoFontHas:
    def test_leave_the_pdf_out_and_say_why(
        self, book: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert make(book, "actor-note", "bo", "--format", "html,pdf") == 0
        assert made(book) == ["actor-note-bo.html"]
        assert "warning[no-glyph]" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["own.ttf", "OWN.TTF"])
    def test_come_with_a_font_of_ones_own(self, book: Path, name: str) -> None:
        assert main(["build", "-C", str(book), "-q"]) == 0
        assert not (book / "site/handouts/actor-note-bo.pdf").exists()
        (book / "fonts").mkdir()
        (book / "fonts" / name).write_bytes(make_font("አዲስ"))
        assert main(["build", "-C", str(book), "-q"]) == 0
        assert (book / "site/handouts/actor-note-bo.pdf").exists()
        assert make(book, "actor-note", "bo") == 0

    def test_a_file_that_is_no_font_changes_nothing(self, book: Path) -> None:
        write_files(book, {"fonts/own.ttf": "no font", "fonts/readme.txt": "nor this"})
        assert main(["build", "-C", str(book), "-q"]) == 0
        assert not (book / "site/handouts/actor-note-bo.pdf").exists()
        assert (book / "site/handouts/actor-note-ann.pdf").exists()


def make_font(letters: str) -> bytes:
    """Return a font of another name that has some letters, all drawn alike."""
    font = TTFont(font_file(FACES[0]))
    for table in font["cmap"].tables:
        table.cmap.update({ord(letter): "A" for letter in letters if table.isUnicode()})
    for record in font["name"].names:
        record.string = record.toUnicode().replace("Source Serif Pro", "Own Hand")
    data = BytesIO()
    font.save(data)
    return data.getvalue()


class TestAnAddendum:
    def test_tells_what_changed_since_a_file(self, book: Path) -> None:
        assert main(["build", "-C", str(book), "-q"]) == 0
        earlier = book / "site/data/book.json"
        write_files(book, {"briefings/actors.yaml": f"{ACTORS}cy: Cy Cole\n"})
        assert make(book, "addendum", str(earlier), "--format", "html") == 0
        text = (book.parent / "out/addendum-changes.html").read_text("utf-8")
        assert "actors: 1 new" in text
        assert str(book) not in text

    def test_needs_a_book_to_compare_with(
        self, book: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_files(book, {"old.json": "no book"})
        assert make(book, "addendum", str(book / "old.json")) == 2
        assert "old.json" in capsys.readouterr().err

    def test_tells_the_same_where_no_files_of_data_are_made(self, book: Path) -> None:
        assert main(["build", "-C", str(book), "-q"]) == 0
        earlier = book / "site/data/book.json"
        write_files(book, {"config.yaml": f"{BOOK['config.yaml']}data: []\n"})
        assert make(book, "addendum", str(earlier), "--format", "html") == 0
        text = (book.parent / "out/addendum-changes.html").read_text("utf-8")
        assert "The two say the same." in text
