"""``new``: what a person begins with, and what is refused before anything is written."""

import re
from pathlib import Path
from typing import Any

import pytest

from briefbook.cli.main import main
from briefbook.kinds import REGISTRIES
from briefbook.kinds.kind import Kind
from briefbook.kinds.written import list_written
from briefbook.skeletons.files import list_book, write_sidecar
from tests.disks import snapshot
from tests.schemas.written import judge, read_as_editor
from tests.workspaces import build_files

pytestmark = pytest.mark.usefixtures("without_fonts")
KINDS = list(REGISTRIES.values())


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a new workspace, in which the test runs."""
    folder = tmp_path / "book"
    assert main(["new", "workspace", str(folder), "-q"]) == 0
    monkeypatch.chdir(folder)
    return folder


def new(*words: str) -> int:
    return main(["new", *words])


def say(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


class TestAWorkspace:
    @pytest.mark.usefixtures("root")
    def test_has_nothing_wrong_in_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "--strict"]) == 0
        assert say(capsys) == ""

    def test_builds_at_once_with_its_quote_marked(self, root: Path) -> None:
        assert main(["build", "--strict", "-q"]) == 0
        page = (root / "site/briefings/moon/kennedy-at-rice.html").read_text("utf-8")
        assert re.search(r"<mark[^>]*>.*We choose to", page)

    @pytest.mark.parametrize("edition", ["public", "team"])
    def test_shows_a_position_on_its_issue(self, edition: str) -> None:
        built = build_files(list_book(), edition)
        assert built.complete
        assert b"John F. Kennedy" in built.files["issues/landing.html"]

    @pytest.mark.usefixtures("root")
    def test_is_in_the_form_that_fmt_gives(self) -> None:
        assert main(["fmt", "--check"]) == 0

    def test_is_what_its_schemas_allow(self) -> None:
        assert judge(list_book()) == {}

    def test_tells_editors_the_schema_of_every_yaml_file(self, root: Path) -> None:
        for path in (*root.rglob("briefings/**/*.yaml"), root / "config.yaml"):
            line = path.read_text("utf-8").partition("\n")[0]
            schema = line.removeprefix("# yaml-language-server: $schema=")
            assert (path.parent / schema).is_file(), path

    def test_keeps_what_is_made_out_of_git(self, root: Path) -> None:
        ignored = (root / ".gitignore").read_text("utf-8").splitlines()
        assert {"/site/", "/.briefbook/"} <= {*ignored}

    def test_says_what_it_wrote_and_what_to_do_next(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert new("workspace", str(tmp_path / "w")) == 0
        said = capsys.readouterr().out
        written = {path for path in list_book() if not path.startswith("schemas/")}
        assert {path for path in written if f"{tmp_path / 'w' / path}\n" in said} == written
        assert said.endswith(f"next: briefbook serve -C {tmp_path / 'w'}\n")

    def test_may_begin_in_a_folder_that_git_alone_has_written_to(self, tmp_path: Path) -> None:
        (tmp_path / "w/.git").mkdir(parents=True)
        assert new("workspace", str(tmp_path / "w"), "-q") == 0

    def test_is_not_begun_where_something_lies(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "notes.txt").write_text("mine", "utf-8")
        assert new("workspace", str(tmp_path)) == 2
        assert "notes.txt" in say(capsys)
        assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
        assert new("workspace", str(tmp_path / "notes.txt")) == 2

    def test_is_named_where_one_is_missed(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert main(["build"]) == 2
        assert "briefbook new workspace DIR" in say(capsys)


class TestABriefing:
    def test_has_a_title_and_what_else_it_may_have_in_comments(self, root: Path) -> None:
        assert new("briefing", "uk-china") == 0
        text = (root / "briefings/uk-china/index.md").read_text("utf-8")
        assert text.startswith("---\ntitle: Uk china\n# date: ")
        assert main(["check", "--strict"]) == 0

    def test_takes_fields(self, root: Path) -> None:
        assert new("briefing", "uk-china", "title=The UK: and China", "date=2023-08") == 0
        text = (root / "briefings/uk-china/index.md").read_text("utf-8")
        assert read_as_editor(text.split("---\n")[1])["title"] == "The UK: and China"

    @pytest.mark.parametrize("name", ["UK-China", "uk china", "../out", "moon"])
    def test_is_refused_under_a_name_that_will_not_do(self, root: Path, name: str) -> None:
        before = snapshot(root)
        assert new("briefing", name) == 2
        assert snapshot(root) == before

    def test_is_refused_with_a_field_that_there_is_not(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert new("briefing", "uk-china", "titel=A") == 2
        assert 'did you mean "title"?' in say(capsys)
        assert not (root / "briefings/uk-china").exists()


class TestAnArticle:
    def test_comes_with_its_notes(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert new("article", "moon/landing", "title=On the moon", "date=1969-07-20") == 0
        assert 'briefbook quote moon/landing "words of it"' in capsys.readouterr().out
        assert "title: On the moon" in (root / "briefings/moon/landing.md").read_text("utf-8")
        assert (root / "briefings/moon/landing.yaml").is_file()
        assert main(["check", "--strict"]) == 0

    def test_has_notes_in_comments_that_are_right_when_they_are_none(self) -> None:
        lines = write_sidecar("briefings/moon/landing.yaml").splitlines()
        bare = "\n".join(line.removeprefix("# ") for line in lines[2:])
        files = {**list_book(), "briefings/moon/landing.md": "Text.\n"}
        assert judge({**files, "briefings/moon/landing.yaml": bare}) == {}

    def test_may_lie_outside_of_any_briefing(self, root: Path) -> None:
        assert new("article", "landing") == 0
        assert (root / "briefings/landing.md").is_file()

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("mon/landing", 'did you mean "moon"?'),
            ("sea/landing", "briefbook new briefing sea"),
            ("moon/kennedy-at-rice", "is there already"),
            ("moon/actors", "actors.yaml is a registry"),
            ("moon/The Landing", 'try "the-landing"'),
        ],
    )
    def test_is_refused_with_what_to_do(
        self, root: Path, capsys: pytest.CaptureFixture[str], name: str, why: str
    ) -> None:
        before = snapshot(root)
        assert new("article", name) == 2
        assert why in say(capsys)
        assert snapshot(root) == before


class TestAnEntry:
    def read(self, root: Path, section: str) -> Any:
        return read_as_editor((root / f"briefings/{section}.yaml").read_text("utf-8"))

    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
    def test_of_every_kind_is_written_into_its_registry(self, root: Path, kind: Kind) -> None:
        fields = {one.name: one.example for one in list_written(kind)}
        given = [f"{name}={fields[name]}" for name in kind.sketch[1:]]
        assert new(kind.name, "a-new-one", *given) == 0
        assert "a-new-one" in self.read(root, kind.section)
        assert main(["check", "--strict"]) == 0

    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
    def test_makes_the_registry_where_there_is_none(self, root: Path, kind: Kind) -> None:
        path = root / f"briefings/{kind.section}.yaml"
        path.unlink()
        fields = {one.name: one.example for one in list_written(kind)}
        given = [f"{name}={fields[name]}" for name in kind.sketch[1:]]
        assert new(kind.name, "a-new-one", *given) == 0
        head = f"# yaml-language-server: $schema=../schemas/{kind.section}.schema.json\n"
        assert path.read_text("utf-8").startswith(head)

    def test_is_called_after_its_id_and_keeps_what_stands_there(self, root: Path) -> None:
        before = (root / "briefings/actors.yaml").read_text("utf-8")
        assert new("actor", "ann-lee", "role=Chair", "organization=us-government") == 0
        added = "ann-lee: {name: Ann Lee, role: Chair, organization: us-government}\n"
        assert (root / "briefings/actors.yaml").read_text("utf-8") == before + added

    def test_takes_lists_and_words_with_signs(self, root: Path) -> None:
        given = ("name=Lee: the elder, of two", "aliases=Lee", "aliases=A. Lee")
        assert new("actor", "lee", *given, "members=[kennedy, us-government]") == 0
        assert self.read(root, "actors")["lee"] == {
            "name": "Lee: the elder, of two",
            "aliases": ["Lee", "A. Lee"],
            "members": ["kennedy", "us-government"],
        }

    @pytest.mark.usefixtures("root")
    def test_of_what_is_only_promised_needs_no_date(self) -> None:
        assert new("event", "touchdown", "status=promised", "due=within the decade") == 0
        assert main(["check", "--strict"]) == 0

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            ("actor kennedy", "is taken, by the actor in briefings/actors.yaml"),
            ("actor landing", "by the issue in briefings/issues.yaml"),
            ("issue choose", "by the quote in briefings/moon/kennedy-at-rice.yaml"),
            ("issue moon", "is taken, by a briefing"),
            ("actor Ann", 'try "ann"'),
            ("actor ann rule=Chair", 'did you mean "role"?'),
            ("actor ann organization=us-goverment", 'did you mean "us-government"?'),
            ("actor ann organization=nasa", "briefbook new actor nasa"),
            ("actor ann evidence=kennedy-at-rice#choos", "kennedy-at-rice#choose"),
            ("actor ann type=body", "takes one of: person"),
            ("actor ann role", "is no field=value"),
            ("term orbit", "give definition=…"),
            ("event launch", "give date=…"),
            ("event launch date=soon", "is not a date that can be read"),
            ("acter ann", 'did you mean "actor"?'),
        ],
    )
    def test_is_refused_with_what_is_meant(
        self, root: Path, capsys: pytest.CaptureFixture[str], words: str, why: str
    ) -> None:
        before = snapshot(root)
        assert new(*words.split()) == 2
        assert why in say(capsys)
        assert snapshot(root) == before

    @pytest.mark.usefixtures("root")
    def test_is_known_by_all_that_is_wrong_with_it(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert new("actor", "ann", "rule=Chair", "type=body", "as_of=soon") == 2
        assert len(say(capsys).splitlines()) == 3

    @pytest.mark.usefixtures("root")
    def test_rests_on_quotes_by_any_name_of_their_article(self) -> None:
        for number, article in enumerate(("kennedy-at-rice", "moon/kennedy-at-rice")):
            assert new("actor", f"ann-{number}", f"evidence={article}#choose") == 0

    def test_is_not_written_into_a_registry_that_cannot_be_read(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (root / "briefings/actors.yaml").write_text("kennedy: {name: [\n", "utf-8")
        before = snapshot(root)
        assert new("actor", "ann") == 2
        assert "mend it first" in say(capsys)
        assert snapshot(root) == before
