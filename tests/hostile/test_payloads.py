"""Words that would do something stay words: in every field, in every file that is published."""

from functools import cache

import pytest

from briefbook.kinds import KINDS
from tests.hostile.inspecting import Shape, find_faults, shape_of
from tests.hostile.payloads import PAYLOADS
from tests.hostile.spreading import BOOK, STANDS, Spread, Way, build, spread
from tests.hostile.sweep import choose_payloads

REFUSING = {
    *(
        "bad-date",
        "bad-number",
        "bad-language",
        "bad-id",
        "bad-tag",
        "not-one-of",
        "unsafe-address",
    ),
    *("wrong-shape", "not-text", "missing-picture", "bad-path"),
}
"""Codes with which a field may refuse a payload."""


@cache
def benign() -> Shape:
    return shape_of(build(BOOK.files).files)


@pytest.fixture(scope="module", params=["behind", "before", "alone"])
def hostile(request: pytest.FixtureRequest) -> Spread:
    number = [*STANDS].index(request.param)
    count = 1 if request.param == "alone" else 12
    return spread(choose_payloads(number * 997, count), request.param)


def test_there_are_two_thousand_and_more() -> None:
    assert len(set(PAYLOADS)) >= 2_000


def test_none_does_anything_in_any_file(hostile: Spread) -> None:
    assert hostile.built.complete
    assert list(find_faults(hostile.built.files, benign())) == []


def test_they_stand_in_fields_of_every_kind(hostile: Spread) -> None:
    assert set(hostile.refused.values()) <= REFUSING
    assert len(hostile.taken) > 600
    sections = {kind.section for kind in KINDS if kind.in_sidecar}
    assert {way[1][0] for way in hostile.taken if way[1]} >= sections - {"mentions"}


def test_the_search_finds_what_is_not_escaped() -> None:
    page = (
        b"<!doctype html><title>a</title><p><b onclick=x>c</b><a href='java&#9;script:x'>d</a>"
    )
    files = {"a.html": page, "a.csv": b"a,=1+1\r\n", "a.xml": b"<a href='data:x'/>"}
    assert len(list(find_faults(files, benign()))) >= 4


def test_a_place_is_known_by_its_file_and_keys() -> None:
    way: Way = ("briefings/actors.yaml", ("ann", "name"))
    assert choose_payloads(0, 2)(way) == choose_payloads(0, 2)(way)
    assert choose_payloads(0, 2)(way) != choose_payloads(2, 2)(way)
