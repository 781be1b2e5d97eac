"""The theme's files as they are published."""

from briefbook.build.config import Config
from briefbook.build.inputs import SiteFile
from briefbook.workspace.load import bytes_source, join_parts, theme_assets

PARTS = {
    "assets/style/print.css": b"print",
    "assets/style/_layers.css": b"layers",
    "assets/site/light.js": b"light",
    "assets/logo.svg": b"logo",
    "assets/_draft.svg": b"draft",
}


def sources(files: dict[str, bytes]) -> dict[str, SiteFile]:
    return {name: bytes_source(data) for name, data in files.items()}


def read(files: dict[str, SiteFile]) -> dict[str, bytes]:
    return {name: source.load() for name, source in files.items()}


def test_parts_are_joined_in_the_order_of_their_names() -> None:
    joined = read(join_parts(sources(PARTS)))
    assert joined["assets/style.css"] == b"layers\nprint"
    assert joined["assets/site.js"] == b"light"


def test_a_file_of_ones_own_takes_the_place_of_all_its_parts() -> None:
    joined = read(join_parts(sources({**PARTS, "assets/style.css": b"mine"})))
    assert joined["assets/style.css"] == b"mine"


def test_publishes_neither_parts_nor_what_begins_with_an_underscore() -> None:
    published = theme_assets(join_parts(sources(PARTS)), {}, Config("A book"), "public")
    names = {"assets/style.css", "assets/site.js", "assets/logo.svg", "assets/accent.css"}
    names.add("assets/paper.css")
    assert set(published) == names
