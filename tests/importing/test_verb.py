"""``import``: the book builds right after it, and says what was written and what comes next."""

import json
import re
from pathlib import Path

import pytest

from briefbook.cli.main import main
from briefbook.syntax.yaml.reader import read_yaml
from tests.importing.makers import PAGE, make_docx, make_odt, make_pdf

pytestmark = pytest.mark.usefixtures("without_fonts")

TEXT = """Harbour to open in May

The harbour of Port Velden has been closed since the storms of last autumn, and the fleet has
been lying idle ever since.

“We will open the harbour in May,” Ann Lee said on Monday.

“It is high time,” somebody called from the quay.
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with a briefing, and go where it lies."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "workspace", "book", "-q"]) == 0
    assert main(["-C", "book", "new", "briefing", "coast", "-q"]) == 0
    return tmp_path / "book"


def put(name: str, data: str | bytes) -> str:
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    return name


def run(*arguments: str) -> int:
    return main(["-C", "book", "import", *arguments])


def read_notes(book: Path, path: str) -> dict[str, object]:
    raw, problems = read_yaml((book / path).read_text("utf-8"), path)
    assert not problems
    assert isinstance(raw, dict)
    return dict(raw)


def check(book: Path) -> None:
    assert main(["-C", str(book), "check", "-q"]) == 0
    assert main(["-C", str(book), "build", "-q", "--edition", "team"]) == 0


FILES: dict[str, str | bytes] = {
    "wire.txt": TEXT,
    "wire.md": f"---\ntitle: Harbour *to* open\ndate: 2023-05-03\n---\n{TEXT}\n- [one](x.md)\n",
    "wire.html": PAGE,
    "wire.docx": make_docx(),
    "wire.odt": make_odt(),
}


class TestTheBook:
    @pytest.mark.parametrize("form", ["capture", "article"])
    @pytest.mark.parametrize("name", [*FILES, "wire.pdf"])
    def test_builds_before_anything_is_edited(self, book: Path, name: str, form: str) -> None:
        pages = [TestPages.LOREM, "Ann Lee said: “We will open the harbour.”"]
        put(name, FILES[name] if name in FILES else make_pdf(pages))
        assert run(name, "--into", "coast", "--as", form, "-q") == 0
        assert (book / "captures/coast/wire.txt").is_file() == (form == "capture")
        check(book)

    def test_never_publishes_a_capture(self, book: Path) -> None:
        assert run(put("wire.txt", TEXT), "--into", "coast", "-q") == 0
        check(book)
        published = [path.read_bytes() for path in (book / "site-team").rglob("*.html")]
        assert not any(b"lying idle" in page for page in published)

    def test_prints_an_article_whose_text_is_the_source_s_own(self, book: Path) -> None:
        hostile = TEXT.replace("idle", "idle, *so* [[they]] say_ <b>1. & `x`")
        assert run(put("wire.txt", hostile), "--into", "coast", "--as", "article", "-q") == 0
        check(book)
        page = (book / "site-team/briefings/coast/wire.html").read_text("utf-8")
        assert "idle, *so* [[they]] say_ &lt;b&gt;1. &amp; `x` ever since" in page

    def test_is_as_it_was_if_one_of_the_files_is_there(
        self, book: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (book / "briefings/coast/wire.yaml").write_text("# mine\n", "utf-8")
        before = sorted(book.rglob("*"))
        assert run(put("wire.txt", TEXT), "--into", "coast") == 2
        assert "briefings/coast/wire.yaml is there already" in capsys.readouterr().err
        assert sorted(book.rglob("*")) == before
        assert (book / "briefings/coast/wire.yaml").read_text("utf-8") == "# mine\n"

    def test_is_as_it_was_after_a_dry_run(
        self, book: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = sorted(book.rglob("*"))
        assert run(put("wire.txt", TEXT), "--dry-run") == 0
        said = capsys.readouterr().out
        assert said.startswith("nothing is written; this would be:\nbriefings/wire.md: ")
        assert sorted(book.rglob("*")) == before


class TestNotes:
    def test_have_the_quotes_whose_speakers_are_certain_and_their_actors(
        self, book: Path
    ) -> None:
        assert run(put("wire-2023-05-03.txt", TEXT), "--into", "coast", "-q") == 0
        notes = read_notes(book, "briefings/coast/wire-2023-05-03.yaml")
        assert notes["quotes"] == {
            "we-will-open": {"speaker": "ann-lee", "exact": "We will open the harbour in May"}
        }
        actors = read_notes(book, "briefings/actors.yaml")
        assert actors["ann-lee"] == {"name": "Ann Lee"}

    def test_show_what_is_doubtful_in_comments_that_can_be_used(self, book: Path) -> None:
        assert run(put("wire.txt", TEXT), "--into", "coast", "-q") == 0
        path = book / "briefings/coast/wire.yaml"
        text = path.read_text("utf-8")
        assert "# it-is-high: {speaker: SOMEBODY, exact: It is high time}" in text
        used = text.replace("  # it-is", "  it-is").replace("SOMEBODY", "ann-lee")
        path.write_text(used, "utf-8")
        check(book)

    def test_name_an_actor_whom_the_book_has(self, book: Path) -> None:
        assert main(["-C", "book", "new", "actor", "lee", "name=Ann Lee", "-q"]) == 0
        before = (book / "briefings/actors.yaml").read_bytes()
        assert run(put("wire.txt", TEXT), "--into", "coast", "-q") == 0
        assert "speaker: lee" in (book / "briefings/coast/wire.yaml").read_text("utf-8")
        assert (book / "briefings/actors.yaml").read_bytes() == before

    def test_give_an_actor_the_id_that_the_text_spells_in_latin_letters(
        self, book: Path
    ) -> None:
        named = "会议\n\n市长王明（Wang Ming）出席会议。"
        text = f"{named}王明说：“我们今天必须开始行动，不能再等。”\n"
        assert run(put("wire.txt", text), "--into", "coast", "-q") == 0
        actors = read_notes(book, "briefings/actors.yaml")
        assert "wang-ming" in actors

    def test_tell_equal_words_apart(self, book: Path) -> None:
        twice = f"{TEXT}\n“We will open the harbour in May,” Bo Quist said on Tuesday.\n"
        assert run(put("wire.txt", twice), "--into", "coast", "-q") == 0
        quotes = read_notes(book, "briefings/coast/wire.yaml")["quotes"]
        assert isinstance(quotes, dict)
        assert [one["speaker"] for one in quotes.values()] == ["ann-lee", "bo-quist"]
        check(book)

    @pytest.mark.parametrize("name", ["wire.docx", "wire.odt"])
    @pytest.mark.parametrize("form", ["capture", "article"])
    def test_hold_the_remarks_at_their_words_for_colleagues_alone(
        self, book: Path, name: str, form: str
    ) -> None:
        assert run(put(name, FILES[name]), "--into", "coast", "--as", form, "-q") == 0
        notes = read_notes(book, "briefings/coast/wire.yaml")["notes"]
        assert isinstance(notes, dict)
        first = notes["open-the-harbour"]
        assert first["access"] == "team"
        assert first["body"].startswith("Bo Quist (2023-05-03): Is it \\*May\\*")
        check(book)
        assert main(["-C", "book", "build", "-q"]) == 0
        team, public = (
            (book / f"{site}/data/book.json").read_text("utf-8")
            for site in ("site-team", "site")
        )
        assert "Bo Quist (2023-05-03)" in team
        assert "Bo Quist" not in public

    def test_of_a_word_file_are_two_with_two_authors(self, book: Path) -> None:
        assert run(put("wire.docx", make_docx()), "--into", "coast", "-q") == 0
        notes = read_notes(book, "briefings/coast/wire.yaml")["notes"]
        assert isinstance(notes, dict)
        assert notes.keys() == {"open-the-harbour", "port-velden"}
        check(book)


class TestPages:
    LOREM = "The harbour of Port Velden has been closed since the storms of last autumn. " * 6

    def test_of_a_pdf_are_locators_whose_links_open_them(self, book: Path) -> None:
        pages = [self.LOREM, f"{self.LOREM}\n\nAnn Lee said: “We will open the harbour.”"]
        name, url = put("report.pdf", make_pdf(pages)), "https://ports.example/report.pdf"
        assert run(name, "--into", "coast", "--url", url, "-q") == 0
        notes = (book / "briefings/coast/report.yaml").read_text("utf-8")
        assert "locator: p. 2" in notes
        assert f"URL: {url}" in notes
        check(book)
        page = (book / "site-team/briefings/coast/report.html").read_text("utf-8")
        assert f'href="{url}#page=2"' in page


@pytest.mark.usefixtures("book")
class TestTheMessage:
    def test_says_what_was_written_what_was_dropped_and_what_comes_next(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(put("wire.txt", f"Advertisement\n\n{TEXT}"), "--into", "coast") == 0
        assert capsys.readouterr().out == (
            "briefings/coast/wire.md: an article to write, its text captures/coast/wire.txt"
            " (never published)\n"
            "briefings/coast/wire.yaml: 1 quote, 1 doubtful in comments\n"
            "briefings/actors.yaml: ann-lee\n"
            "dropped 1 passage (--keep keeps them):\n"
            "  line 1: an advertisement: Advertisement\n"
            "next: briefbook build\n"
        )

    def test_names_a_briefing_that_is_not_there(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(put("wire.txt", TEXT), "--into", "cost") == 2
        assert 'did you mean "coast"?' in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["table.xlsx", "wire"])
    def test_names_the_formats_that_are_read(
        self, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(put(name, "x")) == 2
        assert ".docx" in capsys.readouterr().err

    def test_says_that_a_file_is_not_there(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("nothing.txt") == 2
        assert "there is no file nothing.txt" in capsys.readouterr().err


@pytest.mark.usefixtures("book")
class TestAnUnreadFile:
    def test_is_named_until_it_is_imported(self, capsys: pytest.CaptureFixture[str]) -> None:
        put("book/briefings/coast/Wire of May.txt", TEXT)
        assert main(["-C", "book", "check", "--format", "json"]) == 0
        told = [one["code"] for one in json.loads(capsys.readouterr().out)["problems"]]
        assert told == ["unread-file"]
        assert run("book/briefings/coast/Wire of May.txt", "-q") == 0
        assert main(["-C", "book", "check", "--format", "json"]) == 0
        assert not json.loads(capsys.readouterr().out)["problems"]

    def test_is_none_that_an_article_names_as_its_capture(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        put("book/briefings/coast/kept.txt", TEXT)
        put("book/briefings/coast/wire.md", "---\ncapture: kept.txt\n---\nWords.\n")
        assert main(["-C", "book", "check", "--format", "json"]) == 0
        assert not re.search("unread-file", capsys.readouterr().out)
