"""Places: which folders are watched, how, and under which names."""

import os
from pathlib import Path

import pytest

from briefbook.watch.places import MOST_FOLDERS, WatchPlace, plan_places

links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = (tmp_path / "workspace").resolve()
    for folder in ("briefings/talks", "site", ".venv/lib", "node_modules"):
        (root / folder).mkdir(parents=True)
    return root


def plan(root: Path, *folders: str | Path) -> dict[str, bool]:
    """Return what is watched, by its name or place, and whether with all that is below."""
    places = plan_places(root, map(Path, folders)).places
    return {place.real if place.name is None else place.name: place.deep for place in places}


def test_watches_the_root_flat_and_what_is_wanted_with_all_below(root: Path) -> None:
    assert plan(root, "briefings") == {"": False, "briefings": True}


def test_takes_absolute_folders_too(root: Path) -> None:
    assert plan(root, root / "briefings") == plan(root, "briefings")


def test_watches_the_way_to_a_folder_flat(root: Path) -> None:
    (root / "sources/upi/2023").mkdir(parents=True)
    found = plan(root, "sources/upi/2023")
    assert found == {
        "": False,
        "sources": False,
        "sources/upi": False,
        "sources/upi/2023": True,
    }


def test_watches_the_way_as_far_as_it_goes(root: Path) -> None:
    (root / "sources").mkdir()
    places, _, ways = plan_places(root, [Path("sources/upi/2023")])
    assert [place.name for place in places] == ["", "sources"]
    names = ("sources", "sources/upi", "sources/upi/2023")
    assert {str(root / name) for name in names} <= ways


def test_watches_what_lies_in_another_wanted_folder_only_once(root: Path) -> None:
    assert plan(root, "briefings", "briefings/talks") == plan(root, "briefings")


def test_never_watches_the_root_with_all_below(root: Path) -> None:
    places, *_ = plan_places(root, [Path(), root, root / "briefings"])
    assert places[0] == WatchPlace(str(root), "", deep=False, whole=True)
    assert [place.name for place in places[1:]] == ["briefings"]


def test_watches_a_theme_outside_of_the_workspace(root: Path, tmp_path: Path) -> None:
    theme = (tmp_path / "theme").resolve()
    theme.mkdir()
    assert plan(root, theme) == {"": False, str(theme): True}


def test_watches_many_folders_from_the_top(root: Path) -> None:
    folders = [f"captures/{n}" for n in range(MOST_FOLDERS + 1)]
    for folder in folders:
        (root / folder).mkdir(parents=True)
    assert plan(root, *folders) == {"": False, "captures": True}


def spread_out(root: Path, *folders: str | Path) -> list[str | None]:
    return [place.name for place in plan_places(root, map(Path, folders)).folders]


def test_gives_every_folder_where_they_are_watched_one_by_one(root: Path) -> None:
    (root / "briefings/talks/deep").mkdir()
    below = ["briefings", "briefings/talks", "briefings/talks/deep"]
    assert spread_out(root, "briefings") == ["", *below]


def test_leaves_out_hidden_folders_and_scratch(root: Path) -> None:
    (root / "briefings/.obsidian/deep").mkdir(parents=True)
    (root / "briefings/old~").mkdir()
    assert spread_out(root, "briefings") == ["", "briefings", "briefings/talks"]


@links
class TestLinks:
    def link(self, link: Path, target: Path | str) -> None:
        link.symlink_to(target, target_is_directory=True)

    def test_are_followed_and_what_is_behind_has_no_name(self, root: Path) -> None:
        (root / "shared").mkdir()
        self.link(root / "briefings/talks/shared", "../../shared")
        places, _, ways = plan_places(root, [Path("briefings")])
        assert WatchPlace(str(root / "shared"), None) in places
        assert str(root / "shared") in ways

    def test_are_followed_behind_links(self, root: Path) -> None:
        (root / "shared").mkdir()
        (root / "deeper").mkdir()
        self.link(root / "briefings/shared", "../shared")
        self.link(root / "shared/deeper", "../deeper")
        assert plan(root, "briefings")[str(root / "deeper")]

    def test_to_one_folder_have_it_watched_once(self, root: Path) -> None:
        (root / "shared").mkdir()
        for name in ("a", "b"):
            self.link(root / "briefings" / name, root / "shared")
        watched = [place.real for place in plan_places(root, [Path("briefings")]).places]
        assert watched.count(str(root / "shared")) == 1

    def test_into_watched_folders_change_no_name(self, root: Path) -> None:
        self.link(root / "briefings/link", "talks")
        assert spread_out(root, "briefings") == ["", "briefings", "briefings/talks"]

    def test_may_stand_for_a_wanted_folder(self, root: Path) -> None:
        self.link(root / "static", "node_modules")
        places, *_ = plan_places(root, [Path("static")])
        assert WatchPlace(str(root / "node_modules"), None) in places

    @pytest.mark.parametrize("target", ["..", ".", "../..", "../.venv", "missing"])
    def test_are_not_followed_in_circles_nor_astray(self, root: Path, target: str) -> None:
        self.link(root / "briefings/talks/link", f"../{target}")
        assert plan(root, "briefings") == {"": False, "briefings": True}

    def test_lead_out_of_the_workspace_in_vain(self, root: Path, tmp_path: Path) -> None:
        (tmp_path / "outside").mkdir()
        self.link(root / "briefings/link", tmp_path / "outside")
        self.link(root / "static", tmp_path / "outside")
        assert plan(root, "briefings", "static") == {"": False, "briefings": True}

    def test_of_the_root_itself_change_no_name(self, root: Path, tmp_path: Path) -> None:
        link = tmp_path / "link"
        self.link(link, root)
        assert plan(link, link / "briefings") == plan(root, "briefings")
        assert plan(link, root / "briefings") == plan(root, "briefings")

    def test_of_any_number_end(self, root: Path) -> None:
        for number in range(100):
            (root / f"shared/{number}").mkdir(parents=True)
            self.link(root / f"briefings/{number}", f"../shared/{number}")
            self.link(root / f"shared/{number}/back", "../../briefings")
        assert len(spread_out(root, "briefings")) == 4 + 100
