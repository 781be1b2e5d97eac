"""A new kind is one file and one line: what ``CONTRIBUTING.md`` says, done in a copy."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
LAST = '    "briefing",\n)'

TREATY = '''"""Treaties: what parties have agreed in writing."""

from typing import Annotated, NamedTuple

from briefbook.kinds.fields import ActorIds, Date, Name, Published, Summary
from briefbook.kinds.plain import plain_kind


class Treaty(NamedTuple):
    """What parties have agreed in writing."""

    name: Name
    date: Date = ""
    parties: Annotated[ActorIds, Published("Who agreed")] = ()
    summary: Summary = ""
    shelf: str = ""


TREATY = plain_kind("treaty", "treaties", Treaty)
'''

PLEDGE = '''"""Pledges: what somebody said they would do, with the words that show it."""

from typing import Annotated, NamedTuple

from briefbook.kinds.fields import SAID, ActorId, Evidence, Published, YesNo
from briefbook.kinds.plain import plain_kind


class Pledge(NamedTuple):
    """What somebody said they would do."""

    text: Annotated[str, SAID]
    by: Annotated[ActorId, Published("Who promised it")]
    evidence: Evidence
    for_: Annotated[ActorId, Published("For whom", name="for")] = ""
    kept: Annotated[YesNo, Published("Whether they did")] = False


PLEDGE = plain_kind(
    "pledge", "pledges", Pledge, in_sidecar=True, is_local=True, names={"for_": "for"}
)
'''

BOOK = {
    "config.yaml": "title: Trial\neditions: [public, team]\n",
    "briefings/actors.yaml": "uk: {name: United Kingdom, type: place}\nann: Ann Lee\n",
    "briefings/treaties.yaml": (
        "declaration: {name: Joint Declaration, date: 1984-12-19, parties: [uk],\n"
        "  summary: 'Signed by [[uk]].', shelf: Nine}\n"
        "draft: {name: Secret Draft, parties: [uk], access: team}\n"
    ),
    "briefings/talk.md": (
        "---\ntitle: Talk\ndate: 2023-08-30\n---\n"
        'On the [[declaration]] she said: "We will talk again."\n'
    ),
    "briefings/talk.yaml": (
        "quotes: {again: {speaker: ann, exact: We will talk again}}\n"
        "pledges: {talks: {text: To talk again, by: ann, for: uk, evidence: again}}\n"
    ),
}


class Trial(NamedTuple):
    """A copy of the program with two kinds more, and a book that uses them."""

    program: Path
    book: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the program on the book."""
        command = [sys.executable, "-m", "briefbook", *arguments, "-C", str(self.book)]
        setting = {**os.environ, "PYTHONPATH": str(self.program)}
        return subprocess.run(
            command, cwd=self.program, env=setting, capture_output=True, text=True, check=False
        )

    def read(self, address: str, site: str = "site") -> str:
        """Return a file of the site."""
        return (self.book / site / address).read_text("utf-8")


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Return the trial, built in both editions."""
    folder = tmp_path_factory.mktemp("trial")
    for name in ("briefbook", "templates"):
        shutil.copytree(ROOT / name, folder / "program" / name)
    kinds = folder / "program" / "briefbook" / "kinds"
    (kinds / "treaty.py").write_text(TREATY, "utf-8")
    (kinds / "pledge.py").write_text(PLEDGE, "utf-8")
    table = folder / "program" / "briefbook" / "registry.py"
    lines = table.read_text("utf-8")
    assert LAST in lines
    table.write_text(lines.replace(LAST, f'    "treaty",\n    "pledge",\n{LAST}'), "utf-8")
    for path, text in BOOK.items():
        file = folder / "book" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    made = Trial(folder / "program", folder / "book")
    for edition in ("public", "team"):
        done = made.run("build", "--edition", edition)
        assert done.returncode == 0, done.stderr
    return made


class TestKindInARegistry:
    def test_has_a_page_with_its_fields(self, trial: Trial) -> None:
        page = trial.read("treaties/declaration.html")
        assert "<h1>Joint Declaration</h1>" in page
        assert "19 December 1984" in page
        assert '<dt>Parties</dt><dd><a href="../actors/uk.html">United Kingdom</a>' in page
        assert 'Signed by <a class="actor" href="../actors/uk.html">' in page

    def test_has_an_index_in_the_menu(self, trial: Trial) -> None:
        assert '<a href="treaties/index.html">Treaties</a>' in trial.read("index.html")
        assert "declaration.html" in trial.read("treaties/index.html")

    def test_is_linked_with_its_day_and_line_from_what_its_fields_name(
        self, trial: Trial
    ) -> None:
        _, _, listed = trial.read("actors/uk.html").partition('id="s.in-treaties"')
        assert "../treaties/declaration.html" in listed
        assert "19 December 1984" in listed
        assert "Signed by United Kingdom." in listed

    def test_is_referred_to_in_texts(self, trial: Trial) -> None:
        assert 'href="../treaties/declaration.html"' in trial.read("articles/talk.html")
        assert "talk.html" in trial.read("treaties/declaration.html")

    def test_is_found_by_the_search(self, trial: Trial) -> None:
        assert "treaties/declaration.html" in trial.read("search/jump-dec.js")
        assert '"treaty":["Treaty","Treaties"' in trial.read("search/jumps.js")

    def test_is_part_of_the_book_and_its_schema(self, trial: Trial) -> None:
        assert '"treaties": [' in trial.read("data/book.json")
        assert '"Who agreed"' in trial.read("data/book.schema.json")

    def test_shows_no_field_that_is_not_published(self, trial: Trial) -> None:
        assert "Nine" not in trial.read("data/book.json")
        assert "Shelf" not in trial.read("treaties/declaration.html")

    def test_is_withheld_like_all_others(self, trial: Trial) -> None:
        files = [file for file in (trial.book / "site").rglob("*") if file.is_file()]
        assert not any(b"Secret Draft" in file.read_bytes() for file in files)
        assert "Secret Draft" in trial.read("treaties/draft.html", "site-team")
        assert "../treaties/draft.html" in trial.read("actors/uk.html", "site-team")

    def test_is_in_the_schemas_that_editors_ask(self, trial: Trial) -> None:
        treaties = json.loads(trial.run("schema", "treaties").stdout)
        sidecar = json.loads(trial.run("schema", "sidecar").stdout)
        assert "Who agreed" in json.dumps(treaties)
        assert "pledges" in sidecar["properties"]

    def test_can_be_begun(self, trial: Trial, tmp_path: Path) -> None:
        shutil.copytree(trial.book, tmp_path / "book", ignore=shutil.ignore_patterns("site*"))
        book = Trial(trial.program, tmp_path / "book")
        assert book.run("new", "treaty", "river-pact", "parties=uk").returncode == 0
        text = (book.book / "briefings/treaties.yaml").read_text("utf-8")
        assert text.endswith("river-pact: {name: River pact, parties: uk}\n")


class TestKindInASidecar:
    def test_is_no_link_by_its_name_alone(self, trial: Trial) -> None:
        text, _, _ = trial.read("articles/talk.html").partition('id="s.in-pledges"')
        assert "pledges/talk.talks.html" not in text

    def test_is_listed_on_the_page_of_its_article(self, trial: Trial) -> None:
        _, _, listed = trial.read("articles/talk.html").partition('id="s.in-pledges"')
        assert "../pledges/talk.talks.html" in listed

    def test_has_a_page_with_its_evidence(self, trial: Trial) -> None:
        page = trial.read("pledges/talk.talks.html")
        assert "We will talk again" in page
        assert 'href="../articles/talk.html#again"' in page

    def test_has_a_field_whose_word_is_a_keyword(self, trial: Trial) -> None:
        assert '<dt>For</dt><dd><a href="../actors/uk.html">' in trial.read(
            "pledges/talk.talks.html"
        )
        assert '"for": "uk"' in trial.read("data/book.json")

    def test_is_linked_from_what_its_fields_name(self, trial: Trial) -> None:
        assert "../pledges/talk.talks.html" in trial.read("actors/ann.html")


def test_words_that_name_nothing_are_told_at_their_place(trial: Trial, tmp_path: Path) -> None:
    shutil.copytree(trial.book / "briefings", tmp_path / "briefings")
    shutil.copy(trial.book / "config.yaml", tmp_path)
    (tmp_path / "briefings" / "treaties.yaml").write_text(
        "declaration: {name: Joint Declaration, parties: [nobody]}\n"
        "draft: {name: Draft, day: 1984}\n"
    )
    done = Trial(trial.program, tmp_path).run("check")
    assert done.returncode == 1
    assert "briefings/treaties.yaml:1:50: error[unknown-actor]" in done.stderr
    assert "briefings/treaties.yaml:2:22: error[unknown-field]" in done.stderr
