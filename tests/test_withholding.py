"""What an edition withholds and why, as those are told who have the sources."""

import json
from pathlib import Path

import pytest

from briefbook import cli
from briefbook.choices import Choices
from briefbook.commands.faults import IN_THE_TERMINAL, list_faults
from briefbook.session import open_session
from tests.books import Files, write_book
from tests.folders import TODAY, Workspace

pytestmark = pytest.mark.usefixtures("without_fonts")

BOOK: Files = {
    **write_book(
        "“We will talk”, said Ann Lee. Bo Kim was tired.\n",
        "quotes:\n"
        "  talk: {speaker: ann, exact: We will talk}\n"
        "  tired: {speaker: bo, exact: was tired}\n"
        "notes:\n"
        "  aside: {exact: was tired, body: Of what?, access: team}\n",
        actors="ann: Ann Lee\nbo: {name: Bo Kim, public_name: an aide, access: team}\n",
        meetings="visit: {title: A visit, date: 2023-12-01}\n",
    ),
    "briefings/plan.md": "---\ndate: 2023-09-01\ndraft: yes\n---\n# A plan\n",
    "briefings/report.md": "---\ndate: 2023-09-01\npublish: 2024-02-01\n---\n# A report\n",
    "briefings/back/index.md": "---\ntitle: Back office\naccess: team\n---\nNothing.\n",
    "briefings/back/file.md": "---\ndate: 2023-09-02\naccess: team\n---\n# A file\n",
    "briefings/memo.md": "---\ndate: 2023-09-02\naccess: team\n---\n# A memo\nAnn Lee is in.\n",
    "briefings/memo.yaml": "claims: {in: {text: I., asserted_by: ann, evidence: talks#talk}}\n",
}

WORDS = """\
the edition "public" withholds 9 of 13 entries

because of its own access (4)
  briefings/actors.yaml:2:1: actor bo: access team; shown as "an aide"
  briefings/meetings.yaml:1:1: meeting visit: access team, as long as none is given
  briefings/memo.md: article memo: access team
  briefings/talks.yaml:5:3: note talks#aside: access team

because of its article's access (1)
  briefings/memo.yaml:1:10: claim memo#in: access team

because of its folder's access (2)
  briefings/back/file.md: article back/file: access team (back)
  briefings/back/index.md: briefing back: access team (back)

because of a draft (1)
  briefings/plan.md: article plan: draft

because of an embargo (1)
  briefings/report.md: article report: published on 1 February 2024
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "book", BOOK)


def audit(workspace: Workspace, *options: str) -> int:
    return cli.main(["check", "--audit", "-C", str(workspace.root), "--today", TODAY, *options])


def test_says_what_is_withheld_where_and_why(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(workspace) == 0
    assert capsys.readouterr().out.partition("nothing to mend")[0] == WORDS


def test_the_highest_edition_withholds_what_is_not_published_yet(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    audit(workspace, "--edition", "team")
    assert 'edition "team" withholds 2 of 13' in capsys.readouterr().out
    audit(workspace, "--edition", "team", "--drafts")
    assert 'edition "team" withholds 0 of 13' in capsys.readouterr().out


def test_tells_programs_the_same(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(workspace, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == []
    found = told["audit"]
    assert (found["edition"], found["entries"], len(found["withheld"])) == ("public", 13, 9)
    assert sum(found["counts"].values()) == 9
    (aside,) = (one for one in found["withheld"] if one["id"] == "talks#aside")
    assert (aside["path"], aside["line"], aside["column"]) == ("briefings/talks.yaml", 5, 3)
    assert aside["reasons"] == [{"why": "its own access", "words": "access team"}]


def test_says_what_had_not_come_about(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    audit(workspace, "--edition", "team", "--as-of", "2023-08-31")
    out = capsys.readouterr().out
    assert 'the edition "team" as of 2023-08-31 withholds 5 of 13' in out
    assert "because of a later day (3)" in out
    assert "briefings/memo.md: article memo: of 2 September 2023" in out


def test_sarif_tells_of_problems_alone(workspace: Workspace) -> None:
    assert audit(workspace, "--format", "sarif") == 2


class TestOverlay:
    """What a browser is told of problems, which are those of the whole book."""

    def faults(self, workspace: Workspace, edition: str = "public") -> str:
        """Return all that is told of the problems, as one text."""
        choices = Choices(today=TODAY, edition=edition, jobs="1")
        workspace.state.mkdir(exist_ok=True)
        with open_session(workspace.root, workspace.state, choices) as session:
            attempt = session.build()
            assert attempt.ready is None
            shows = session.find_shown(attempt)
            return repr(list_faults(workspace.root, attempt.problems, shows))

    def test_tells_nothing_of_what_the_edition_withholds(self, workspace: Workspace) -> None:
        workspace.edit("briefings/talks.yaml", "body: Of what?", "body: Of what?, tone: sour")
        workspace.edit("briefings/memo.yaml", "talks#talk", "talks#tolk")
        told = self.faults(workspace)
        assert "unknown-field" in told
        assert "briefings/talks.yaml" in told
        assert IN_THE_TERMINAL in told
        assert not [word for word in ("Of what", "sour", "tolk", "memo") if word in told]

    def test_tells_everything_where_nothing_is_withheld(self, workspace: Workspace) -> None:
        workspace.edit("briefings/plan.md", "draft: yes\n", "")
        workspace.edit("briefings/report.md", "publish: 2024-02-01\n", "")
        workspace.edit("briefings/memo.yaml", "talks#talk", "talks#tolk")
        told = self.faults(workspace, "team")
        assert "tolk" in told
        assert IN_THE_TERMINAL not in told

    @pytest.mark.parametrize("entry", ["tone: sour, access: team", "access: team, body: ["])
    def test_takes_what_it_cannot_read_for_hidden(self, tmp_path: Path, entry: str) -> None:
        book = write_book("Bo Kim was tired.\n", f"notes: {{n: {{exact: was tired, {entry}}}}}")
        told = self.faults(Workspace(tmp_path / "book", book))
        assert IN_THE_TERMINAL in told
        assert "was tired" not in told

    def test_shows_the_words_of_a_book_that_hides_nothing(self, tmp_path: Path) -> None:
        book = write_book("Bo Kim was tired.\n", "quotes: {q: {speaker: bo, exact: was tired}}")
        assert "speaker: bo" in self.faults(Workspace(tmp_path / "book", book))


def test_what_becomes_hidden_is_removed_by_the_next_build(workspace: Workspace) -> None:
    workspace.edit("briefings/memo.md", "access: team\n", "")
    assert workspace.build().code == 0
    assert (workspace.site / "articles/memo.html").is_file()
    workspace.edit("briefings/memo.md", "date:", "access: team\ndate:")
    said = workspace.build()
    assert (said.code, said.read) == (0, 1)
    assert said.removed >= 1
    assert not (workspace.site / "articles/memo.html").exists()
    assert not [path for path in workspace.site.rglob("*.html") if "memo" in path.read_text()]


def test_each_edition_and_each_day_has_its_own_folder_and_state(workspace: Workspace) -> None:
    workspace.build()
    before = workspace.publish()
    assert workspace.build("--edition", "team").code == 0
    assert workspace.build("--as-of", "2023-08-31").code == 0
    assert workspace.publish() == before
    assert (workspace.root / "site-team/articles/memo.html").is_file()
    assert (workspace.root / "site-as-of-2023-08-31/articles/talks.html").is_file()
    assert workspace.build().made == 0
    assert workspace.build("--as-of", "2023-08-31").made == 0
    assert workspace.build("--as-of", "2023-08-31", "-o", str(workspace.site)).code == 2
