"""Where ``serve`` offers the desk, and where there is no trace of it."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefbook.cli.main import make_parsers
from briefbook.cli.options import read_choices
from briefbook.cli.verbs.serve import Show
from briefbook.session.session import Session, open_session
from tests.desk.books import write_book


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    write_book(tmp_path)
    choices = read_choices(read("--today", "2026-05-04"))
    with open_session(
        tmp_path, tmp_path / ".briefbook", choices._replace(highest=True)
    ) as found:
        yield found


def read(*options: str) -> Namespace:
    parser, _ = make_parsers(["serve"])
    return parser.parse_args(["serve", *options])


def is_offered(session: Session, *options: str) -> bool:
    given = read(*options)
    session.choices = session.choices._replace(edition=given.edition)
    return Show(given, session).make_door(session.build()) is not None


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--edition", "team"),
        ("--address", "localhost"),
        ("--address", "::1"),
        ("--address", "0.0.0.0", "--desk"),
    ],
)
def test_is_there_for_whoever_has_the_sources(
    session: Session, options: tuple[str, ...]
) -> None:
    assert is_offered(session, *options)


@pytest.mark.parametrize(
    "options",
    [
        ("--no-desk",),
        ("--edition", "public"),
        ("--edition", "public", "--desk"),
        ("--address", "0.0.0.0"),
        ("--address", ""),
        ("--address", "example.org"),
        ("--as-of", "2026-04-01"),
    ],
)
def test_leaves_no_trace_elsewhere(session: Session, options: tuple[str, ...]) -> None:
    assert not is_offered(session, *options)
