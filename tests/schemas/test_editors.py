"""What an editor shows by the schemas: a YAML language server is asked, as editors ask it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefbook.cli.main import main
from tests.harness.programs import require_program
from tests.schemas.language_server import LanguageServer, run_language_server

pytestmark = pytest.mark.requires("node", "yaml-language-server")

SIDECAR = """# yaml-language-server: $schema=../schemas/sidecar.schema.json
quotes:
  posture: {speaker: ann, exact: I stay, date: 2023-08-30}
  answer:  {speaker: bob, exact: We may, confidence: }
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with schemas that know its ids."""
    root = tmp_path_factory.mktemp("book")
    (root / "briefings").mkdir()
    (root / "config.yaml").write_text("title: A book\n", "utf-8")
    (root / "briefings/actors.yaml").write_text("ann: Ann Lee\nbob: Bob\n", "utf-8")
    command = ["schema", "-q", "-C", str(root), "--workspace", "-o", str(root / "schemas")]
    assert main(command) == 0
    return root


@pytest.fixture(scope="module")
def server(book: Path) -> Iterator[LanguageServer]:
    program = require_program("yaml-language-server")
    with run_language_server(program, book) as running:
        yield running


def test_nothing_is_wrong_with_a_file_that_the_program_takes(
    server: LanguageServer, book: Path
) -> None:
    assert server.open(book / "briefings/talks.yaml", SIDECAR) == []


def test_what_is_wrong_is_shown_at_its_line(server: LanguageServer, book: Path) -> None:
    text = SIDECAR.replace("ann,", "amy,").replace("exact: We", "exat: We")
    told = server.open(book / "briefings/wrong.yaml", text.replace("2023-08-30", "soon"))
    assert [one for one in told if one.startswith("3: Value is not accepted")]
    assert [one for one in told if one.startswith("3: Dates are those of EDTF")]
    assert '4: Missing property "exact".' in told
    assert "4: Property exat is not allowed." in told


@pytest.mark.parametrize("name", ["config", "actors", "sidecar"])
def test_a_file_that_holds_only_the_line_is_right_or_lacks_what_is_required(
    server: LanguageServer, book: Path, name: str
) -> None:
    line = f"# yaml-language-server: $schema=../schemas/{name}.schema.json\n"
    assert server.open(book / "briefings" / f"empty-{name}.yaml", line) == []


def test_fields_values_and_ids_are_completed(server: LanguageServer, book: Path) -> None:
    path = book / "briefings/more.yaml"
    server.open(path, SIDECAR.replace("speaker: ann", "speaker: "))

    def complete(line: int, before: str) -> set[str]:
        text = SIDECAR.replace("speaker: ann", "speaker: ").splitlines()[line - 1]
        column = text.index(before) + len(before) + 1
        return {
            one["label"] for one in server.ask_at("completion", path, line, column)["items"]
        }

    assert {"ann", "bob", "Ann Lee"} <= complete(3, "speaker: ")
    assert complete(4, "confidence: ") == {"high", "medium", "low"}
    assert {"stance", "translation", "on_behalf_of"} <= complete(4, "We may, ")


def test_a_field_is_explained_with_an_example(server: LanguageServer, book: Path) -> None:
    path = book / "briefings/shown.yaml"
    server.open(path, SIDECAR)
    shown = server.ask_at("hover", path, 3, 14)["contents"]["value"]
    assert "Whose words they are" in shown
    assert "`speaker: cleverly`" in shown


def test_a_new_workspace_has_nothing_wrong_in_it(
    server: LanguageServer, tmp_path: Path
) -> None:
    assert main(["new", "workspace", str(tmp_path / "w"), "-q"]) == 0
    files = [tmp_path / "w/config.yaml", *sorted((tmp_path / "w").rglob("briefings/**/*.yaml"))]
    told = {path.name: server.open(path, path.read_text("utf-8")) for path in files}
    assert told == {path.name: [] for path in files}
