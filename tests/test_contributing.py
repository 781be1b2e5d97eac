"""What the units tell the site: no more than is asked of them."""

import re
from collections.abc import Iterator

import pytest

from briefbook.build import pipeline
from briefbook.build.stages import contribute_rows
from briefbook.build.withholding import withholds_anything
from briefbook.exports import annotations
from briefbook.index import jump
from briefbook.index.store import IndexKey, LoadedKey, Task
from tests.books import Files, read_sample, write_book
from tests.plain_store import PlainStore
from tests.workspaces import make_inputs

ANN = "ann: {name: Ann, access: team}\n"
PICTURE = b"\x89PNG\r\n\x1a\n"
ODD = write_book(
    "---\nsource: report\n---\nAnn of the [[unknown]] said so. ![A map](map.png)\n",
    actors=f"{ANN}bob: {{name: Bob, aliases: [ann]}}",
    sources="report: {title: A report, issued: 2023-08-30}",
    others={"briefings/map.png": PICTURE},
)
"""A book with what the sample has not, about which questions are asked."""


class AskedStore(PlainStore):
    """Remembers how often units wrote under each index, and which were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[str, int] = {}
        self.asked: set[str] = set()

    def put(self, name: IndexKey, posting: int, task: Task, packed: bytes) -> None:
        if task[0] == "contribute":
            self.written[name[0]] = self.written.get(name[0], 0) + 1
        super().put(name, posting, task, packed)

    def open_key(self, name: IndexKey) -> LoadedKey:
        self.asked.add(name[0])
        return super().open_key(name)

    def keys(self, index: str) -> list[str]:
        self.asked.add(index)
        return super().keys(index)


def build(files: Files, edition: str) -> AskedStore:
    """Return what was told and asked when a book was built and its report read."""
    store, inputs = AskedStore(), make_inputs(files, edition)
    site = pipeline.Site(store)
    pipeline.build(site, inputs)
    withholds_anything(site, inputs.edition)
    return store


def write_books(setting: str) -> Iterator[Files]:
    """Yield books with everything in them, under a setting; papers are made as pages alone."""
    for files in (read_sample(), ODD):
        config = files["config.yaml"]
        text = config.decode() if isinstance(config, bytes) else config
        pages_alone = re.sub(r"\[html, .*\]", "[html]", text)
        yield {**files, "config.yaml": f"{pages_alone}\n{setting}\n"}


@pytest.mark.parametrize("setting", ["", "data: []"])
def test_nothing_is_told_that_nobody_asks_for(setting: str) -> None:
    stores = [build(files, "team") for files in write_books(setting)]
    told = {index for store in stores for index in store.written}
    assert told - {index for store in stores for index in store.asked} == set()


def test_an_article_tells_no_search_of_its_words_where_there_is_no_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article = write_book("They talked.")
    assert build(article, "team").written[jump.INDEX] > 0
    monkeypatch.setattr(contribute_rows, "WATCHED", frozenset({"story"}))
    assert jump.INDEX not in build(article, "team").written


def test_only_annotations_that_are_published_are_told() -> None:
    quoting = {
        setting: build(
            write_book(
                "“We may talk”, she said.",
                "quotes: {talk: {exact: We may talk, speaker: ann}}",
                setting,
                actors=ANN,
            ),
            "team",
        )
        for setting in ("data: [annotations]", "data: [book]")
    }
    told = [annotations.INDEX in store.written for store in quoting.values()]
    assert told == [True, False]
