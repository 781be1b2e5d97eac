"""``export``: the book in the models of others."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefbook.cli.main import main
from tests.data.books import write_small
from tests.folders import Workspace

EVENTS = """
vote:
  {name: A vote, date: 2023-09-02, actors: [ann], summary: "By [[ann]]",
   votes: {aye: 3, no: 1, by: {aye: [ann], no: [bo]}}}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "book", {**write_small(), "briefings/events.yaml": EVENTS})


def export(workspace: Workspace, model: str, *options: str) -> str:
    file = workspace.root.parent / "out"
    where = ["-C", str(workspace.root), "-o", str(file)]
    assert main(["export", model, *where, *options]) == 0
    return file.read_text("utf-8")


def find(entries: list[dict[str, Any]], identity: str) -> dict[str, Any]:
    (found,) = (one for one in entries if one["id"] == identity)
    return found


class TestPopolo:
    @pytest.fixture
    def data(self, workspace: Workspace) -> dict[str, Any]:
        return dict(json.loads(export(workspace, "popolo")))

    def test_has_people_and_bodies(self, data: dict[str, Any]) -> None:
        assert [one["name"] for one in data["persons"]] == ["Ann Lee", "Bo Kim"]
        assert data["organizations"] == [
            {"id": "council", "name": "The council", "classification": "organization"}
        ]

    def test_has_offices_and_members(self, data: dict[str, Any]) -> None:
        assert find(data["memberships"], "ann.1") == {
            "id": "ann.1",
            "person_id": "ann",
            "role": "Head",
            "organization_id": "council",
        }
        assert find(data["memberships"], "council.ann")["person_id"] == "ann"

    def test_has_votes(self, data: dict[str, Any]) -> None:
        vote = find(data["vote_events"], "vote")
        assert vote["counts"][0] == {"option": "yes", "value": 3}
        assert {"option": "no", "voter_id": "bo"} in vote["votes"]


class TestFollowTheMoney:
    def entities(self, workspace: Workspace) -> list[dict[str, Any]]:
        lines = export(workspace, "followthemoney").splitlines()
        return [json.loads(line) for line in lines]

    def test_has_an_entity_on_each_line(self, workspace: Workspace) -> None:
        entities = self.entities(workspace)
        assert find(entities, "ann")["schema"] == "Person"
        assert find(entities, "vote")["properties"]["summary"] == ["By Ann Lee"]
        assert find(entities, "wire")["properties"]["publisher"] == ["Wire"]
        link = find(entities, "talks#bo.rejects.ann")["properties"]
        assert (link["subject"], link["object"], link["role"]) == (["bo"], ["ann"], ["rejects"])

    def test_refers_to_entities_that_are_there(self, workspace: Workspace) -> None:
        entities = self.entities(workspace)
        ids = [one["id"] for one in entities]
        assert len(set(ids)) == len(ids)
        for one in entities:
            for field in ("member", "organization", "subject", "object", "involved"):
                assert set(one["properties"].get(field, ())) <= set(ids)

    def test_has_texts_alone(self, workspace: Workspace) -> None:
        for one in self.entities(workspace):
            for values in one["properties"].values():
                assert all(isinstance(value, str) and value for value in values)


class TestWebAnnotation:
    def test_has_the_annotations_of_all_articles(self, workspace: Workspace) -> None:
        data = json.loads(export(workspace, "webannotation"))
        assert data["total"] == len(data["first"]["items"]) == 5
        assert data["first"]["items"][0]["id"].startswith("articles/") or "later" in str(data)

    def test_has_whole_links_if_it_is_told_where_the_site_is(
        self, workspace: Workspace
    ) -> None:
        base = "https://b.example/x/"
        data = json.loads(export(workspace, "webannotation", "--base-url", base))
        assert all(one["id"].startswith(base) for one in data["first"]["items"])


def test_obeys_the_edition(workspace: Workspace) -> None:
    workspace.edit("briefings/talks.yaml", "seen: {", "seen: {access: team, ")
    assert "seen" not in export(workspace, "webannotation")
    assert "seen" in export(workspace, "webannotation", "--edition", "team")


def test_goes_to_standard_output(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "popolo", "-C", str(workspace.root)]) == 0
    assert json.loads(capsys.readouterr().out)["persons"]


def test_of_a_book_with_errors_is_refused(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.edit("briefings/talks.yaml", "speaker: bo", "speaker: nobody")
    assert main(["export", "popolo", "-C", str(workspace.root)]) == 1
    assert "error[unknown-actor]" in capsys.readouterr().err


def test_of_an_unknown_model_is_refused(workspace: Workspace) -> None:
    assert main(["export", "mop", "-C", str(workspace.root)]) == 2
