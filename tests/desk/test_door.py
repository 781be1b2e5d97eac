"""Who is let in at the desk, and what becomes of everybody else."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from briefbook.serve.desk_door import BODY_BYTES, KEY_HEADER, PREFIX
from tests.desk.books import ARTICLE, BOOK, SIDECAR, select, write_book
from tests.desk.serving import ServedDesk, serve_desk
from tests.harness.patience import PATIENCE

PAGE = f"/briefings/{ARTICLE}.html"
WRITE = {"article": ARTICLE, "kind": "quote", "selection": select("The ferry")}


class Reply(NamedTuple):
    """An answer: status, headers and body."""

    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    root = tmp_path_factory.mktemp("book")
    write_book(root)
    with serve_desk(root) as served:
        yield served


@pytest.fixture(scope="module")
def known(served: ServedDesk) -> dict[str, str]:
    """Return the headers of a browser that was let in, and asks from a page of ours."""
    reply = ask(served, served.door.path)
    assert reply.status == 200
    return {
        "Cookie": reply.headers["Set-Cookie"].partition(";")[0],
        "Origin": served.url,
        KEY_HEADER: served.door.key,
        "Content-Type": "application/json",
        "Sec-Fetch-Site": "same-origin",
    }


def ask(
    served: ServedDesk,
    path: str,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    method: str = "",
) -> Reply:
    place = urlsplit(served.url)
    connection = HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE)
    try:
        connection.request(
            method or ("GET" if body is None else "POST"), path, body, headers or {}
        )
        reply: HTTPResponse = connection.getresponse()
        return Reply(reply.status, dict(reply.getheaders()), reply.read())
    finally:
        connection.close()


def write(served: ServedDesk, headers: dict[str, str], body: object = WRITE) -> Reply:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ask(served, f"{PREFIX}write", headers, sent)


@pytest.fixture(autouse=True)
def _nothing_is_written(served: ServedDesk) -> Iterator[None]:
    """See to it that nothing of what is tried here comes into a file."""
    yield
    assert {path: (served.root / path).read_text("utf-8") for path in BOOK} == BOOK


def test_whoever_has_all_is_let_in(served: ServedDesk, known: dict[str, str]) -> None:
    reply = ask(served, f"{PREFIX}propose", known, json.dumps(WRITE).encode())
    assert reply.status == 200
    assert json.loads(reply.body)["path"] == SIDECAR


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Cookie", ""),
        ("Cookie", "briefbook-desk=old"),
        ("Cookie", "briefbook-desk-{port}=old"),
        ("Cookie", "briefbook-desk-1={cookie}"),
        ("Origin", ""),
        ("Origin", "null"),
        ("Origin", "http://example.org"),
        ("Origin", "http://localhost:1"),
        (KEY_HEADER, ""),
        (KEY_HEADER, "old"),
        ("Content-Type", "text/plain"),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Content-Type", ""),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Sec-Fetch-Site", "none"),
        ("Host", "example.org"),
        ("Host", "localhost.example.org:{port}"),
    ],
)
def test_whoever_lacks_something_is_refused(
    served: ServedDesk, known: dict[str, str], name: str, value: str
) -> None:
    value = value.format(port=served.served.port, cookie=served.door.cookie)
    headers = {**known, name: value}
    reply = write(served, headers if value else {k: v for k, v in headers.items() if k != name})
    assert reply.status in (403, 415, 421)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[" * 60_000, 400),
        (b'"\xff"', 400),
        (b'{"article": "\\ud800"}', 400),
        (b"{}", 400),
        (b"x" * (BODY_BYTES + 1), 413),
    ],
)
def test_what_is_no_request_is_refused(
    served: ServedDesk, known: dict[str, str], body: bytes, status: int
) -> None:
    assert write(served, known, body).status == status


def test_ten_megabytes_are_refused_unread(served: ServedDesk, known: dict[str, str]) -> None:
    headers = {**known, "Content-Length": str(10 * 2**20)}
    assert ask(served, f"{PREFIX}write", headers, b"{}").status == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "", "9" * 4000])
def test_a_length_that_is_no_length_is_refused(
    served: ServedDesk, known: dict[str, str], length: str
) -> None:
    headers = {**known, "Content-Length": length}
    assert ask(served, f"{PREFIX}write", headers, b"{}").status in (400, 411, 413)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_there_is_no_other_way(served: ServedDesk, known: dict[str, str], method: str) -> None:
    assert ask(served, f"{PREFIX}write", known, method=method).status == 405


def test_the_address_opens_once(served: ServedDesk) -> None:
    path = served.door.path
    told = ask(served, path)
    assert told.status == 200
    assert "HttpOnly" in told.headers["Set-Cookie"]
    assert "SameSite=Strict" in told.headers["Set-Cookie"]
    assert ask(served, path).status == 403
    assert ask(served, served.door.path).status == 200


def test_an_address_that_was_guessed_opens_nothing(served: ServedDesk) -> None:
    assert ask(served, f"{PREFIX}open/guessed").status == 403


def test_pages_bear_no_trace_for_others(served: ServedDesk, known: dict[str, str]) -> None:
    assert b"desk" not in ask(served, PAGE).body
    assert b"data-desk" in ask(served, PAGE, {"Cookie": known["Cookie"]}).body


@pytest.mark.parametrize("name", ["desk.js", "desk.css", "capture?article=ferry/harbour-talks"])
def test_its_files_are_for_those_who_were_let_in(served: ServedDesk, name: str) -> None:
    assert ask(served, f"{PREFIX}{name}").status == 403


def test_there_is_no_capture_of_what_is_no_article(
    served: ServedDesk, known: dict[str, str]
) -> None:
    for key in ("../config", "/etc/passwd", "ferry/../../config", "actors"):
        assert ask(served, f"{PREFIX}capture?article={key}", known).status == 404


def test_no_page_gets_what_another_browser_was_told(served: ServedDesk) -> None:
    """A page kept by a browser that has left must not come back with the desk in it."""
    plain = ask(served, PAGE).headers["ETag"]
    assert ask(served, PAGE, {"If-None-Match": plain}).status == 304
    assert "desk" not in plain
