"""What an edition withholds and why, as those are told who have the sources."""

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefbook.cli import main
from briefbook.cli.verbs.serve import Show
from briefbook.serve.faults import IN_THE_TERMINAL
from briefbook.session.choices import Choices
from briefbook.session.session import open_session
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
    return main.main(
        ["check", "--audit", "-C", str(workspace.root), "--today", TODAY, *options]
    )


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


def test_says_which_fields_are_withheld_of_what_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = write_book(issues="trade: {name: Trade, scale: [less, more], line: We hold out.}\n")
    audit(Workspace(tmp_path / "lines", files))
    out = capsys.readouterr().out
    assert 'the edition "public" withholds 0 of 1 entries' in out
    assert (
        "because of an internal field (1)\n  briefings/issues.yaml:1:43: issue trade, line: "
        in out
    )


def test_sarif_tells_of_problems_alone(workspace: Workspace) -> None:
    assert audit(workspace, "--format", "sarif") == 2


OTHERS = "0.0.0.0"
"""An address that others can reach."""

OPEN_BOOK = write_book(
    "Bo Kim was tired, as was published.\n",
    "quotes: {q: {speaker: bo, exact: was tired}}\n",
    actors="ann: Ann Lee\n",
    sources="upi: {type: report, publisher: UPI, titel: No drafts}\n",
)
"""A book that withholds nothing, with a problem of one file, and one between two files."""


def assert_in(told: str, *words: str) -> None:
    assert [word for word in words if word not in told] == []


class TestOverlay:
    """What a browser is told of problems, which are those of the whole book."""

    def faults(self, book: Workspace, address: str = OTHERS, edition: str = "public") -> str:
        """Return all that is told of the problems, as one text."""
        with showing(book, address, edition) as show:
            return read_failure(show)

    def mend(self, workspace: Workspace) -> None:
        """Take away all that the highest edition withholds."""
        workspace.edit("briefings/plan.md", "draft: yes\n", "")
        workspace.edit("briefings/report.md", "publish: 2024-02-01\n", "")

    @pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "localhost"])
    def test_shows_everything_on_this_machine(self, workspace: Workspace, address: str) -> None:
        workspace.edit("briefings/talks.yaml", "body: Of what?", "body: Of what?, tone: sour")
        workspace.write("briefings/glossary.yaml", "secret: {access: team, summary: [")
        told = self.faults(workspace, address)
        assert IN_THE_TERMINAL not in told
        assert_in(told, "Of what", "tone", "secret: {")

    @pytest.mark.parametrize("address", ["127.0.0.1", OTHERS])
    def test_shows_the_words_of_a_book_that_withholds_nothing(
        self, tmp_path: Path, address: str
    ) -> None:
        told = self.faults(Workspace(tmp_path / "book", OPEN_BOOK), address)
        assert IN_THE_TERMINAL not in told
        assert_in(told, "publisher: UPI", "titel", "bo, exact")

    def test_tells_others_nothing_of_what_the_edition_withholds(
        self, workspace: Workspace
    ) -> None:
        workspace.edit("briefings/talks.yaml", "body: Of what?", "body: Of what?, tone: sour")
        workspace.edit("briefings/memo.yaml", "talks#talk", "talks#tolk")
        told = self.faults(workspace)
        assert "unknown-field" in told
        assert "briefings/talks.yaml" in told
        assert IN_THE_TERMINAL in told
        assert not [word for word in ("Of what", "sour", "tolk", "memo") if word in told]

    def test_tells_others_everything_where_nothing_is_withheld(
        self, workspace: Workspace
    ) -> None:
        self.mend(workspace)
        workspace.edit("briefings/memo.yaml", "talks#talk", "talks#tolk")
        told = self.faults(workspace, edition="team")
        assert "tolk" in told
        assert IN_THE_TERMINAL not in told

    def test_tells_others_the_words_of_a_file_of_which_nothing_is_withheld(
        self, workspace: Workspace
    ) -> None:
        workspace.write("briefings/sources.yaml", "upi: {type: report, titel: A draft}\n")
        workspace.edit("briefings/talks.yaml", "body: Of what?", "body: Of what?, tone: sour")
        told = self.faults(workspace)
        assert "titel: A draft" in told
        assert "tone" not in told

    def test_tells_others_the_line_alone_where_other_files_have_a_part(
        self, workspace: Workspace
    ) -> None:
        workspace.write(
            "briefings/events.yaml",
            "meal: {name: A meal, date: 2023-08-30, type: visit, actors: [boo, bo]}\n",
        )
        told = self.faults(workspace)
        assert "unknown-actor" in told
        assert "actors: [boo" in told
        assert "did you mean" not in told
        assert 'for the edition "team"' not in told

    @pytest.mark.parametrize(
        "sidecar",
        [
            "notes: {n: {exact: was tired, body: Why?, tone: sour, access: team}}",
            "notes: {n: {exact: was tired, body: Why?, tone: sour, acces: team}}",
            "notes: {n: {exact: was tired, body: Why?, access: [team]}}",
            "notes: {n: {exact: was tired, body: Why?, access: team, body: [}}",
            "notes: {n: {exact: was tired, body: Why?, body: Who?, access: team}}",
            "note: {n: {exact: was tired, body: Why?, access: team}}",
            "notes: [{id: n, exact: was tired, body: Why?, access: team}]",
            "notes: {n: [was tired, Why?, x, x, x, x, access, team]}",
            "- notes: {n: {exact: was tired, body: Why?, tone: sour, access: team}}",
        ],
    )
    def test_takes_what_it_cannot_read_for_withheld(self, tmp_path: Path, sidecar: str) -> None:
        book = Workspace(tmp_path / "book", write_book("Bo Kim was tired.\n", sidecar))
        told = self.faults(book)
        assert IN_THE_TERMINAL in told
        assert not [word for word in ("was tired", "Why") if word in told]

    @pytest.mark.parametrize(
        "head",
        [
            "title: The\n  plan: [\naccess: team",
            "titel: The plan\naccess: team",
            "titel: The plan\ndraft: yes",
            "titel: The plan\npublish: 2999-01-01",
            "date: 2023-08-30\naccess: team\n--",
        ],
    )
    def test_takes_what_lies_in_what_it_cannot_read_for_withheld(
        self, tmp_path: Path, head: str
    ) -> None:
        text = f"---\n{head}\n---\nBo Kim was tired.\n"
        sidecar = "quotes: {q: {speaker: bo, exact: was tired, tone: sour}}"
        article = write_book(text, sidecar, actors="bo: Bo Kim")
        told = self.faults(Workspace(tmp_path / "one", article))
        assert not [word for word in ("was tired", "sour", "The plan") if word in told]
        folder = write_book(
            others={
                "briefings/deep/index.md": text,
                "briefings/deep/down/talks.md": "---\ntitel: It\n---\nBo Kim was tired.\n",
                "briefings/deep/down/talks.yaml": sidecar,
            },
            actors="bo: Bo Kim",
        )
        told = self.faults(Workspace(tmp_path / "two", folder))
        assert not [word for word in ("was tired", "sour", "The plan", "It") if word in told]

    def test_tells_others_nothing_of_settings_that_cannot_be_read(
        self, workspace: Workspace
    ) -> None:
        with showing(workspace, OTHERS) as show:
            workspace.edit("config.yaml", "title", "editions: [public, cabal]\ntitel")
            show.take(show.session.build())
            told = read_failure(show)
        assert "unknown-field" in told
        assert "cabal" not in told

    @pytest.mark.parametrize(("address", "is_told"), [("127.0.0.1", True), (OTHERS, False)])
    def test_tells_the_author_alone_why_there_was_no_building(
        self, workspace: Workspace, address: str, is_told: bool
    ) -> None:
        with showing(workspace, address) as show:
            show.refuse('no edition "x"; there are: public, cabal')
            told = read_failure(show)
        assert "refused" in told
        assert ("cabal" in told) == is_told


@contextmanager
def showing(book: Workspace, address: str, edition: str = "public") -> Iterator[Show]:
    """Serve a book at an address, once built."""
    choices = Choices(today=TODAY, edition=edition, jobs="1")
    options = Namespace(
        address=address, port=0, quiet=True, open=False, desk=False, no_desk=True, as_of=""
    )
    book.state.mkdir(exist_ok=True)
    with open_session(book.root, book.state, choices) as session:
        show = Show(options, session)
        show.take(session.build())
        yield show
        show.close()


def read_failure(show: Show) -> str:
    """Return what a browser is told of the problems, as one text."""
    assert show.live
    return repr(show.live.glance((), 0).failure)


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
