"""Captures and pictures are found beside their article, else from the top of the workspace."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbook.cli import main
from briefbook.report.report import write_message
from briefbook.workspace.load import take_snapshot
from tests.books import Files, find_problems, publish, publish_cleanly, read_page, write_book
from tests.workspaces import Publisher, make_inputs

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"
)
OTHER = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGPkEpFjYGAAAAEmAD5j+GBZAAAAAElFTkSuQmCC"
)
ACTORS = "{ann: Ann Lee}"
QUOTE = "quotes: {talk: {speaker: ann, exact: We will talk}}\n"
SAID = "Ann Lee said: “We will talk.”\n"
SILENT = "Ann Lee said something else.\n"

Run = Callable[..., int]


def captured(name: str, captures: dict[str, str], folder: str = "briefings/port") -> Files:
    """Return a book whose article in ``folder`` has its quote in a capture of that name."""
    article = f"---\ndate: 2023-08-30\ncapture: {name}\n---\nAnn Lee spoke.\n"
    others = {f"{folder}/talks.md": article, f"{folder}/talks.yaml": QUOTE, **captures}
    return write_book(others=others, actors=ACTORS)


def pictured(body: str, pictures: dict[str, bytes], front: str = "") -> Files:
    """Return a book whose article in ``briefings/port`` shows pictures."""
    article = f"---\ndate: 2023-08-30\n{front}\n---\n{body}\n"
    return write_book(others={"briefings/port/talks.md": article, **pictures})


def codes(files: Files) -> list[str]:
    return [code for code, _ in find_problems(files)]


def sources(files: Files, address: str = "articles/port/talks.html") -> list[str | None]:
    """Return where the pictures of a page are."""
    page = read_page(publish_cleanly(files), address)
    return [image.get("src") for image in page.iter("img")]


class TestACapture:
    @pytest.mark.parametrize(
        ("name", "place"),
        [
            ("wire.txt", "briefings/port/wire.txt"),
            ("sources/wire.txt", "briefings/port/sources/wire.txt"),
            ("wire.txt", "wire.txt"),
            ("captures/wire.txt", "captures/wire.txt"),
            ("briefings/port/wire.txt", "briefings/port/wire.txt"),
        ],
    )
    def test_is_found_beside_its_article_or_from_the_top(self, name: str, place: str) -> None:
        assert codes(captured(name, {place: SAID})) == []

    def test_beside_its_article_comes_before_one_at_the_top(self) -> None:
        both = {"briefings/port/wire.txt": SILENT, "wire.txt": SAID}
        assert codes(captured("wire.txt", both)) == ["quote-not-found"]
        swapped = {"briefings/port/wire.txt": SAID, "wire.txt": SILENT}
        assert codes(captured("wire.txt", swapped)) == []

    def test_that_is_nowhere_is_reported_with_the_places_where_it_was_looked_for(self) -> None:
        (found,) = publish(captured("captures/wire.txt", {})).problems
        assert found.code == "capture-missing"
        told = write_message(found)
        assert "briefings/port/captures/wire.txt" in told
        assert "nor captures/wire.txt" in told

    def test_is_never_a_page_of_the_book(self) -> None:
        built = publish_cleanly(captured("captures/wire.md", {"captures/wire.md": SAID}))
        assert not [address for address in built.files if "wire" in address]
        assert not [a for a, data in built.files.items() if b"said: \xe2\x80\x9cWe" in data]

    def test_that_the_book_would_publish_is_refused(self) -> None:
        beside = {"briefings/port/wire.md": SAID}
        assert "published-capture" in codes(captured("wire.md", beside))

    def test_may_not_lead_out_of_the_workspace(self) -> None:
        assert codes(captured("../wire.txt", {"briefings/wire.txt": SAID}))[0] == "bad-path"

    @pytest.mark.parametrize("first", ["briefings/port/wire.txt", "wire.txt"])
    def test_that_comes_or_goes_is_noticed_by_a_rebuild(self, first: str) -> None:
        """The one beside the article wins whenever it is there."""
        publisher = Publisher()
        texts = {"briefings/port/wire.txt": SAID, "wire.txt": SAID}
        spoilt = {"briefings/port/wire.txt": SAID, "wire.txt": SILENT}
        for captures in ({first: SAID}, {}, texts, spoilt, {"wire.txt": SILENT}, {first: SAID}):
            inputs = make_inputs(captured("wire.txt", captures))
            kept, clean = publisher.build(inputs), Publisher().build(inputs)
            assert (kept.problems, kept.files) == (clean.problems, clean.files)


class TestAPicture:
    @pytest.mark.parametrize("name", ["quay.png", "images/quay.png"])
    def test_is_found_beside_its_article_or_from_the_top(self, name: str) -> None:
        front = f"picture: {{file: {name}, alt: A}}"
        beside = pictured(f"![B]({name})", {f"briefings/port/{name}": PICTURE}, front)
        assert sources(beside) == [name, name]
        top = pictured(f"![B]({name})", {name: PICTURE}, front)
        assert sources(top) == [f"../../{name}"] * 2

    def test_is_found_by_its_whole_path(self) -> None:
        name = "briefings/other/quay.png"
        assert sources(pictured(f"![B]({name})", {name: PICTURE})) == ["../other/quay.png"]

    def test_is_found_with_spaces_in_its_name(self) -> None:
        files = {"images/the quay.png": PICTURE}
        for written in ("images/the%20quay.png", "<images/the quay.png>"):
            assert sources(pictured(f"![B]({written})", files)) == [
                "../../images/the%20quay.png"
            ]

    def test_beside_its_article_comes_before_one_at_the_top(self) -> None:
        both = {"briefings/port/quay.png": PICTURE, "quay.png": OTHER}
        built = publish_cleanly(pictured("![B](quay.png)", both))
        shown = {a: data for a, data in built.files.items() if a.endswith(".png")}
        assert shown == {"articles/port/quay.png": PICTURE}

    def test_from_the_top_is_published_with_what_shows_it_alone(self) -> None:
        files = pictured("Words.", {"images/quay.png": PICTURE, "quay.png": PICTURE})
        assert not [a for a in publish_cleanly(files).files if a.endswith(".png")]

    def test_from_the_top_is_withheld_with_what_shows_it(self) -> None:
        files = pictured("![B](images/quay.png)", {"images/quay.png": PICTURE}, "access: team")
        files["config.yaml"] = "title: The book\neditions: [public, team]\n"
        assert "images/quay.png" not in publish_cleanly(files).files
        assert publish_cleanly(files, "team").files["images/quay.png"] == PICTURE

    def test_of_a_hidden_folder_cannot_be_shown_to_all(self) -> None:
        hidden = {"briefings/inner/index.md": "---\ntitle: Inner\naccess: team\n---\n"}
        name = "briefings/inner/quay.png"
        files = pictured(f"![B]({name})", {name: PICTURE}) | hidden
        files["config.yaml"] = "title: The book\neditions: [public, team]\n"
        assert codes(files) == ["hidden-reference"]

    @pytest.mark.parametrize(
        ("body", "front", "code"),
        [
            ("![B](images/quay.png)", "", "dead-link"),
            ("B.", "picture: {file: images/quay.png, alt: A}", "missing-picture"),
        ],
    )
    def test_that_is_nowhere_is_reported_with_the_places_where_it_was_looked_for(
        self, body: str, front: str, code: str
    ) -> None:
        (found,) = publish(pictured(body, {}, front)).problems
        assert found.code == code
        assert "briefings/port/images/quay.png nor images/quay.png" in write_message(found)

    def test_cannot_take_the_address_of_a_file_of_the_theme(self) -> None:
        address = "assets/accent.css"
        name = "assets/quay.png"
        inputs = make_inputs(pictured(f"![B]({name})", {name: PICTURE}))
        taken = inputs._replace(assets={**inputs.assets, name: inputs.assets[address]})
        assert [one.code for one in Publisher().build(taken).problems] == ["address-taken"]

    def test_that_comes_or_goes_is_noticed_by_a_rebuild(self) -> None:
        publisher = Publisher()
        beside, top = "briefings/port/quay.png", "quay.png"
        front = "picture: {file: quay.png, alt: A}"
        steps: tuple[dict[str, bytes], ...] = (
            {top: PICTURE},
            {top: OTHER},
            {top: OTHER, beside: PICTURE},
            {beside: PICTURE},
            {},
            {top: PICTURE},
            {beside: OTHER},
        )
        for pictures in steps:
            inputs = make_inputs(pictured("![B](quay.png)", pictures, front))
            kept, clean = publisher.build(inputs), Publisher().build(inputs)
            assert (kept.problems, kept.files) == (clean.problems, clean.files)


@pytest.mark.usefixtures("without_fonts")
class TestOnDisk:
    """The edge looks at both places, and a build that goes on sees what comes and goes."""

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        root = tmp_path / "book"
        files = captured("wire.txt", {}) | {
            "briefings/port/view.md": "---\ndate: 2023-08-30\n"
            "picture: {file: views/quay.png, alt: A}\n---\n"
            "![B](views/quay.png) ![C](<views/the quay.png>)\n\n[d]: views/pier.png\n\n![d]\n"
        }
        for path, data in files.items():
            put(root, path, data)
        return root

    @pytest.fixture
    def run(self, root: Path) -> Run:
        return lambda *words: main.main(["-C", str(root), *words, "--today", "2023-11-03"])

    def test_a_build_that_goes_on_equals_a_clean_one(self, root: Path, run: Run) -> None:
        names = ("views/quay.png", "views/the quay.png", "views/pier.png")
        assert run("build") == 1
        put(root, "wire.txt", SAID)
        for name in names:
            put(root, name, PICTURE)
        assert run("build", "--verify") == 0
        assert (root / "site/views/the quay.png").is_file()
        put(root, "briefings/port/views/quay.png", OTHER)
        assert run("build", "--verify") == 0
        assert not (root / "site/views/quay.png").exists()
        put(root, "briefings/port/wire.txt", SILENT)
        assert run("build") == 1
        (root / "briefings/port/wire.txt").unlink()
        (root / "briefings/port/views/quay.png").unlink()
        assert run("build", "--verify") == 0
        put(root, "views/pier.png", OTHER)
        assert run("build", "--verify") == 0
        assert (root / "site/views/pier.png").read_bytes() == OTHER
        (root / "views/pier.png").unlink()
        assert run("build") == 1

    def test_a_link_that_leads_out_of_the_workspace_is_not_followed(
        self, root: Path, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        outside = put(root.parent, "outside/quay.png", PICTURE)
        put(outside.parent, "wire.txt", SAID)
        (root / "views").symlink_to(outside.parent)
        (root / "wire.txt").symlink_to(outside.parent / "wire.txt")
        assert run("build") == 1
        told = capsys.readouterr().err
        assert "capture-missing" in told
        assert "missing-picture" in told

    def test_is_looked_for_elsewhere_only_while_it_is_not_beside_its_article(
        self, root: Path
    ) -> None:
        assert {"wire.txt", "views/quay.png", "views/pier.png"} <= take_snapshot(root).named
        put(root, "briefings/port/wire.txt", SAID)
        put(root, "briefings/port/views/quay.png", PICTURE)
        assert not {"wire.txt", "views/quay.png"} & take_snapshot(root).named


def put(root: Path, path: str, data: str | bytes) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file
