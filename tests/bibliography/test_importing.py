"""``import`` of a file of a reference manager, as somebody runs it."""

from pathlib import Path

import pytest

from briefbook.cli.main import main
from tests.bibliography.records import ZOTERO, read_cleanly, write_yaml
from tests.bibliography.records import read_zotero as read

SOURCES = Path("book/briefings/sources.yaml")


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a workspace, and stand beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "book/briefings").mkdir(parents=True)
    (tmp_path / "book/config.yaml").write_text("title: Ports\n")
    (tmp_path / "book/briefings/actors.yaml").write_text("tide: The Tide\n")


def run(*arguments: str) -> int:
    return main(["-C", "book", "import", *arguments])


def write(name: str, text: str) -> str:
    Path(name).write_text(text)
    return name


RECORD = '[{"id": "Tide_1", "type": "report", "title": "%s", "URL": "ftp://a"}]'


@pytest.mark.parametrize("form", ["json", "yaml", "bib", "ris"])
def test_adds_the_sources_of_zotero_to_a_book_that_is_sound_afterwards(form: str) -> None:
    assert run(str(ZOTERO / f"zotero.{form}")) == 0
    assert SOURCES.read_text() == write_yaml(read(f"zotero.{form}"))
    assert main(["-C", "book", "check"]) == 0


def test_says_what_was_added_what_was_left_out_and_what_comes_next(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(write("a.json", RECORD % "A report")) == 0
    told = capsys.readouterr()
    assert (told.out + told.err).splitlines() == [
        "briefings/sources.yaml: 1 source (tide-1)",
        'left out of tide-1: URL (no link or picture may have the address "ftp://a")',
        "next: briefbook build",
    ]


def test_writes_nothing_when_asked_what_it_would() -> None:
    assert run(write("a.json", RECORD % "A report"), "--dry-run") == 0
    assert not SOURCES.exists()


def test_adds_no_record_twice_and_overwrites_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(write("a.json", RECORD % "A report"))
    before = SOURCES.read_text()
    run("a.json")
    assert "there already: 1 source" in "".join(capsys.readouterr())
    run(write("a.json", RECORD % "Another report"))
    assert "with other words, and left alone: (tide-1)" in "".join(capsys.readouterr())
    assert SOURCES.read_text() == before


def test_keeps_comments_and_lines_of_what_is_there() -> None:
    there = "# ours\nwire: The Wire  # the agency"
    SOURCES.write_text(there)
    run(write("a.json", RECORD % "A report"))
    entry = "tide-1: {type: report, title: A report, id: Tide_1}\n"
    assert SOURCES.read_text() == f"{there}\n{entry}"


def test_gives_a_source_an_id_that_nothing_else_in_the_book_has() -> None:
    run(write("a.json", '[{"id": "tide", "title": "Tide"}, {"id": "Tide", "title": "Tides"}]'))
    assert SOURCES.read_text() == (
        "tide-2: {title: Tide, id: tide}\ntide-3: {title: Tides, id: Tide}\n"
    )


def test_refuses_a_file_that_is_broken_and_reads_the_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad, good = write("a.bib", "@book{a"), write("b.json", RECORD % "A report")
    assert run(bad, good) == 1
    assert "a.bib: error[bad-bibliography]" in "".join(capsys.readouterr())
    assert SOURCES.read_text().startswith("tide-1: ")


def test_a_key_that_is_an_address_gives_way_to_an_id_that_can_be_typed() -> None:
    record = b"""[{"id": "http://zotero.org/users/1/items/ABCD", "title": "The Long Talks",
        "author": [{"family": "Lee", "given": "Ann"}], "issued": {"date-parts": [["2023"]]}}]"""
    (source,) = read_cleanly("a.json", record)
    assert source.id == "lee-long-talks-2023"
    assert "items/ABCD" in write_yaml((source,))


NOTED = '[{"id": "tides", "title": "Tides", "note": "Ours", "abstract": "Theirs"}]'


def test_leaves_notes_and_abstracts_out_when_asked_and_names_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(write("a.json", NOTED), "--no-notes") == 0
    assert SOURCES.read_text() == "tides: {title: Tides}\n"
    told = "".join(capsys.readouterr())
    assert "left out of tides: abstract (--no-notes)" in told
    assert "left out of tides: note (--no-notes)" in told


def test_begins_a_new_registry_with_the_line_that_names_its_schema() -> None:
    main(["-C", "book", "schema", "--workspace", "--output", "book/schemas"])
    run(write("a.json", RECORD % "A report"))
    head, entry = SOURCES.read_text().splitlines()
    assert head.endswith("sources.schema.json")
    assert entry.startswith("tide-1:")
