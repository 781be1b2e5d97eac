"""Canaries: secrets in every field of every kind, and none of them in what is published."""

from collections import OrderedDict
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from briefbook.build.pipeline import Inputs
from briefbook.kinds import KINDS
from tests.canaries import Hit, find_secrets
from tests.folders import Workspace
from tests.oracle.machine import printing_everything
from tests.oracle.theme import ASSETS, TEMPLATES
from tests.oracle.world import make_source
from tests.withholding.planting import WAYS, plant_book, plant_later
from tests.workspaces import Outcome, build_once, make_inputs

BOOK = plant_book()
PURPOSES = BOOK.purposes

NEVER = {
    *((kind.name, "comment") for kind in KINDS),
    ("article", "capture"),
}
"""What no edition publishes: it is for colleagues, or not ours to print."""

QUIET = {
    *((kind, "was") for kind in ("claim", "note", "quote", "term")),  # they have no page
    ("briefing", "handouts"),
}
"""What makes no difference to the pages that there are."""


WORDLESS = "robots.txt"
"""What is made, and tells nothing of the book."""


def inputs_of(edition: str, *, drafts: bool = False) -> Inputs:
    inputs = make_inputs(BOOK.files, edition)
    return inputs._replace(edition=inputs.edition._replace(drafts=drafts))


@cache
def publish(edition: str, *, drafts: bool = False) -> Outcome:
    """Return an edition of the book as the theme shows it."""
    return build_once(inputs_of(edition, drafts=drafts))


@cache
def dump(edition: str) -> Outcome:
    """Return an edition with all that its views hold, whether a template shows it or not."""
    assets = {address: make_source(data) for address, data in ASSETS.items()}
    inputs = inputs_of(edition)
    config = inputs.config._replace(
        handouts=OrderedDict()
    )  # papers have templates of their own
    bare = inputs._replace(config=config, templates=dict(TEMPLATES), assets=assets)
    with printing_everything():
        return build_once(bare)


def find_in(files: dict[str, bytes]) -> list[Hit]:
    return find_secrets(files, PURPOSES)


@cache
def find_in_all() -> list[Hit]:
    """Return all secrets of the highest edition with its drafts: there are thousands."""
    return find_in(dict(publish("team", drafts=True).files))


def purposes_of(hits: list[Hit]) -> set[tuple[str, ...]]:
    return {PURPOSES[hit.secret] for hit in hits}


def test_there_is_a_secret_in_every_field_that_can_hold_one() -> None:
    planted = {purpose[:3] for purpose in PURPOSES.values()}
    assert {purpose[0] for purpose in planted} == set(WAYS)
    assert {purpose[1] for purpose in planted} >= {kind.name for kind in KINDS}
    assert len(planted) > 300


def test_an_edition_tells_no_secret() -> None:
    built = publish("public")
    assert built.complete
    assert find_in(dict(built.files)) == []


def test_its_views_hold_none_but_ids_of_those_who_go_by_another_name() -> None:
    built = dump("public")
    assert built.complete
    assert purposes_of(find_in(dict(built.files))) == {("own", "actor", "id of a stand-in")}


def test_time_hides_from_the_highest_edition_too() -> None:
    seen = purposes_of(find_in(dict(publish("team").files)))
    assert {purpose[0] for purpose in seen} == {"own", "article", "folder"}


def test_the_search_finds_every_secret_where_nothing_is_withheld() -> None:
    seen = {purpose[1:] for purpose in purposes_of(find_in_all())}
    planted = {purpose[1:] for purpose in PURPOSES.values()}
    assert planted - seen <= NEVER | QUIET
    assert not seen & NEVER


def test_the_search_finds_secrets_in_every_kind_of_file() -> None:
    built = publish("team", drafts=True)
    made = built.files.keys() - inputs_of("team").assets.keys() - {WORDLESS}
    found = {PurePosixPath(hit.address).suffix for hit in find_in_all()}
    assert {PurePosixPath(address).suffix for address in made} == found


def test_the_search_finds_secrets_in_the_names_of_files() -> None:
    named = {address for address in publish("team", drafts=True).files if "." in address}
    hits = find_in({address.rpartition(".")[0]: b"" for address in named})
    assert len({hit.address for hit in hits}) > 100


def test_the_folder_that_is_published_holds_no_secret(tmp_path: Path) -> None:
    config = BOOK.files["config.yaml"]
    assert isinstance(config, str)
    searched = {**BOOK.files, "config.yaml": f"{config}\nsearch: pagefind\n"}
    workspace = Workspace(tmp_path / "book", searched)
    assert workspace.build("--edition", "team").code == 0
    assert workspace.build().code == 0
    own = read_index(workspace.site.with_name("site-team"))
    assert find_in(own)
    files = read_files(workspace.site)
    assert "index.html" in files
    assert read_index(workspace.site).keys() <= files.keys()
    assert find_in(files) == []


def read_files(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by their addresses."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read_index(site: Path) -> dict[str, bytes]:
    """Return the index of full text that lies beside a site's pages."""
    index = {at: data for at, data in read_files(site).items() if at.startswith("pagefind/")}
    assert any(at.endswith(".pf_fragment") for at in index)
    return index


@pytest.mark.parametrize("day", ["2998-12-31", "2999-01-01"])
def test_a_book_as_of_a_day_tells_no_secret_of_later_ones(day: str) -> None:
    book = plant_later("2999-01-01")
    inputs = make_inputs(book.files, "team")
    built = build_once(inputs._replace(edition=inputs.edition._replace(today=day, as_of=day)))
    assert built.complete
    seen = {book.purposes[hit.secret] for hit in find_secrets(dict(built.files), book.purposes)}
    is_later = day < "2999"
    assert (seen == set()) == is_later
    if not is_later:
        assert len(seen) > 30
