"""The server over real connections: many, slow, rude and foreign ones."""

import errno
import json
import select
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from briefbook.base.addresses import Address
from briefbook.serve import server
from briefbook.serve.faults import ShownProblem
from briefbook.serve.live_site import LiveSite
from briefbook.serve.server import (
    HEAD_BYTES,
    LINE_BYTES,
    LiveServer,
    Served,
    open_server,
    serve,
    write_url,
)
from tests.harness.patience import PATIENCE
from tests.serving.sites import (
    SITE,
    ask,
    dial,
    hash_all,
    page,
    pages,
    receive,
    send,
    show,
    write_request,
)

HOUR = 3600.0
BIG = Address("big.bin")
BIG_DATA = bytes(16 * 1024 * 1024)
STYLE = Address("style.css")


@pytest.fixture
def live(tmp_path: Path) -> LiveSite:
    """Return a site whose files are all in memory."""
    live = LiveSite(tmp_path, patience=0)
    show(live, SITE)
    return live


@pytest.fixture
def served(live: LiveSite) -> Iterator[Served]:
    """Serve it."""
    with serve(live, port=0) as served:
        yield served


@contextmanager
def running(live: LiveSite) -> Iterator[tuple[LiveServer, Served]]:
    """Serve a site by a server that one can look into."""
    server = open_server(live, "127.0.0.1", 0)
    loop = threading.Thread(target=server.serve_forever, args=(0.01,))
    loop.start()
    try:
        yield server, Served("", server.server_port, is_local=True)
    finally:
        server.close_down()
        loop.join()


def is_let_go(server: LiveServer) -> bool:
    """Tell whether the server ends all its connections by itself."""
    with server.lost:
        return server.lost.wait_for(lambda: not server.connections, PATIENCE)


def host_of(served: Served) -> str:
    return f"127.0.0.1:{served.port}"


class TestAnswers:
    def test_come_with_what_keeps_them_safe(self, served: Served) -> None:
        for path in ("/", "/style.css", "/none", "/.briefbook/state", "/.briefbook/live.js"):
            headers = ask(served, path).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cache-control"] == "no-cache"
            assert headers["cross-origin-resource-policy"] == "same-origin"
            assert headers["x-frame-options"] == "SAMEORIGIN"
            assert not [name for name in headers if name.startswith("access-control")]
            assert headers["server"] == "Briefbook"

    def test_to_head_are_the_headers_alone(self, served: Served) -> None:
        for path in ("/", "/style.css", "/none"):
            full, head = ask(served, path), ask(served, path, "HEAD")
            assert head.body == b""
            assert head.status == full.status
            assert head.headers["content-length"] == str(len(full.body))
            assert head.headers.get("etag") == full.headers.get("etag")

    def test_to_head_end_with_the_headers(self, served: Served) -> None:
        with dial(served) as connection:
            connection.sendall(write_request(served, "/", "HEAD", Connection="close"))
            answer = b"".join(iter(lambda: connection.recv(65_536), b""))
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.partition(b"\r\n\r\n")[2] == b""

    def test_spare_what_a_browser_has_kept(self, served: Served) -> None:
        tag = ask(served, "/").headers["etag"]
        again = ask(served, "/", If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")

    def test_follow_each_other_on_one_connection(self, served: Served) -> None:
        with dial(served) as connection:
            for address in ("/style.css", "/none", "/site.js"):
                connection.sendall(write_request(served, address))
                assert receive(connection).status in (200, 404)
            tag = hash_all(SITE)[STYLE]
            known = write_request(served, "/style.css", If_None_Match=f'"{tag}"')
            connection.sendall(known)
            assert receive(connection).status == 304
            connection.sendall(write_request(served, "/style.css", Connection="close"))
            assert receive(connection).body == SITE[STYLE]
            assert connection.recv(1) == b""

    def test_to_what_changes_things_are_refusals_that_arrive(self, served: Served) -> None:
        body = b"x" * 200_000
        head = write_request(served, "/", "POST", Content_Length=str(len(body)))
        reply = send(served, head + body)
        assert (reply.status, reply.headers["connection"]) == (405, "close")


class TestForeigners:
    @pytest.mark.parametrize(
        "host", ["evil.example:{}", "localhost.:{}", "u@localhost:{}", "localhost"]
    )
    def test_of_another_name_are_refused(self, served: Served, host: str) -> None:
        assert ask(served, "/", Host=host.format(served.port)).status == 421

    def test_of_no_name_are_refused(self, served: Served) -> None:
        assert send(served, b"GET / HTTP/1.1\r\n\r\n").status == 400
        assert send(served, b"GET / HTTP/1.0\r\n\r\n").status == 400

    def test_of_another_origin_are_refused(self, served: Served) -> None:
        for path in ("/", "/.briefbook/state", "/.briefbook/events"):
            assert ask(served, path, Origin="http://evil.example").status == 403
            assert ask(served, path, Origin="null").status == 403
        assert ask(served, "/", Origin=f"http://{host_of(served)}").status == 200

    def test_are_not_led_elsewhere(self, served: Served) -> None:
        for path in ("//evil.example", "//evil.example/%2e%2e", "///evil.example/"):
            reply = ask(served, path)
            assert reply.status == 404
            assert "location" not in reply.headers


class TestRudeness:
    def test_of_a_long_address_is_refused(self, served: Served) -> None:
        assert ask(served, "/" + "a" * LINE_BYTES).status == 414

    def test_of_long_headers_is_refused(self, served: Served) -> None:
        assert ask(served, "/", Cookie="a" * 2 * HEAD_BYTES).status == 431

    @pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "TRACE", "CONNECT"])
    def test_of_a_body_that_never_ends_is_answered_and_ended(
        self, served: Served, method: str
    ) -> None:
        endless = {"Content_Length": str(10**12)}, {"Transfer_Encoding": "chunked"}
        for headers in endless:
            with dial(served) as connection:
                connection.sendall(write_request(served, "/", method, **headers))
                connection.sendall(b"fffff\r\n" + b"x" * 10_000)
                reply = receive(connection, method)
                assert reply.status == (200 if method in ("GET", "HEAD") else 405)
                assert reply.headers["connection"] == "close"

    def test_of_a_second_request_in_a_body_is_not_heard(self, served: Served) -> None:
        inner = write_request(served, "/style.css")
        outer = write_request(served, "/site.js", Content_Length=str(len(inner)))
        with dial(served) as connection:
            connection.sendall(outer + inner)
            replied = b"".join(iter(lambda: connection.recv(65_536), b""))
        assert replied.count(b"HTTP/1.1 ") == 1
        assert SITE[STYLE] not in replied

    def test_of_asking_whether_to_send_is_not_encouraged(self, served: Served) -> None:
        head = write_request(served, "/", "POST", Expect="100-continue", Content_Length="9")
        assert send(served, head).status == 405

    def test_of_many_headers_is_refused(self, served: Served) -> None:
        many = {f"X-{number}": "a" for number in range(500)}
        assert ask(served, "/", **many).status == 431

    @pytest.mark.parametrize(
        "data",
        [
            b"GET\r\n\r\n",
            b"GET /\r\n\r\n",
            b"GET / HTTP/1.1 more\r\n\r\n",
            b"GET / FTP/1.1\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET http://localhost/ HTTP/1.1\r\nConnection: close\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
            b"\xff\xfe\x00\r\n\r\n",
            b"\r\n\r\n",
        ],
    )
    def test_of_any_other_kind_ends_the_connection(self, served: Served, data: bytes) -> None:
        with dial(served) as connection:
            connection.sendall(data)
            replied = b"".join(iter(lambda: connection.recv(65_536), b""))
        assert b"<h1>" not in replied
        assert not replied.startswith(b"HTTP/1.1 200")
        assert ask(served, "/").status == 200

    def test_of_hanging_up_harms_nobody(
        self, served: Served, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for data in (b"", b"GET", write_request(served, "/"), write_request(served, "/x")[:-1]):
            with dial(served) as connection:
                connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, bytes([1, 0, 0, 0] + [0] * 4)
                )
                connection.sendall(data)
        assert ask(served, "/").status == 200
        assert capsys.readouterr() == ("", "")


class TestSlowness:
    def test_of_some_keeps_nobody_waiting(self, live: LiveSite, served: Served) -> None:
        show(live, SITE | {BIG: BIG_DATA})
        with ExitStack() as stack:
            for data in (b"", b"GET / HT", write_request(served, f"/{BIG}")):
                for _ in range(20):
                    stack.enter_context(dial(served)).sendall(data)
            assert ask(served, "/").status == 200

    def test_of_reading_is_borne_for_a_while(
        self, live: LiveSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(server, "SEND_SECONDS", 0.1)
        show(live, SITE | {BIG: BIG_DATA})
        with running(live) as (running_server, served), dial(served) as connection:
            connection.sendall(
                write_request(served, f"/{BIG}", Host=f"localhost:{served.port}")
            )
            connection.recv(1)
            assert is_let_go(running_server)

    def test_of_asking_is_borne_for_a_while(
        self, live: LiveSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(server, "HEAD_SECONDS", 0.1)
        with running(live) as (_, served), dial(served) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\n")
            assert drip_until_closed(connection)

    def test_of_saying_nothing_is_borne_for_a_while(
        self, live: LiveSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(server, "IDLE_SECONDS", 0.1)
        with running(live) as (_, served), dial(served) as connection:
            assert connection.recv(1) == b""

    def test_in_great_numbers_makes_room_for_others(
        self, live: LiveSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("briefbook.serve.server.CONNECTIONS", 8)
        with running(live) as (server, served), ExitStack() as stack:
            slow = [stack.enter_context(dial(served)) for _ in range(100)]
            for connection in slow:
                with suppress(OSError):
                    connection.sendall(b"GET / HTTP/1.1\r\nX: ")
            host = host_of(served)
            assert all(ask(served, "/", Host=host).status == 200 for _ in range(20))
            assert len(server.connections) <= 16
            assert threading.active_count() <= 32

    def test_of_streams_makes_room_too_and_they_are_opened_again(
        self, live: LiveSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("briefbook.serve.server.CONNECTIONS", 8)
        with running(live) as (_, served), ExitStack() as stack:
            host = host_of(served)
            for _ in range(40):
                tab = stack.enter_context(dial(served))
                tab.sendall(write_request(served, "/.briefbook/events", Host=host))
                assert tab.recv(1)
            assert ask(served, "/", Host=host).status == 200

    def test_of_readers_alone_is_turned_away_in_great_numbers(
        self, live: LiveSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("briefbook.serve.server.CONNECTIONS", 2)
        show(live, SITE | {BIG: BIG_DATA})
        with running(live) as (_, served), dial(served) as one, dial(served) as two:
            for reader in (one, two):
                reader.sendall(write_request(served, f"/{BIG}", Host=host_of(served)))
                assert reader.recv(1)
            with dial(served) as third:
                assert third.recv(1) == b""


def drip_until_closed(connection: socket.socket) -> bool:
    """Send a byte now and then until the server has enough; tell whether it then hangs up."""
    with suppress(ConnectionError):
        while not select.select([connection], [], [], 0.02)[0]:
            connection.sendall(b"X")
        return connection.recv(1) == b""
    return True


def test_every_tab_hears_of_a_change_and_pages_are_served_beside_them(
    live: LiveSite, served: Served
) -> None:
    with ExitStack() as stack:
        tabs = [stack.enter_context(dial(served)) for _ in range(60)]
        for tab in tabs:
            tab.sendall(write_request(served, "/.briefbook/events"))
        streams = [stack.enter_context(tab.makefile("rb")) for tab in tabs]
        for stream in streams:
            next(line for line in stream if line.startswith(b"data: "))
        show(live, SITE | {STYLE: b"h1 {}"})
        assert ask(served, "/").status == 200
        for stream in streams:
            told = next(line for line in stream if line.startswith(b"data: "))
            assert json.loads(told[6:])["changed"] == ["style.css"]


def test_fifty_at_once_are_all_served(served: Served) -> None:
    with ThreadPoolExecutor(50) as pool:
        start = threading.Barrier(50)

        def ask_together(number: int) -> int:
            start.wait()
            return sum(ask(served, f"/?{number}").status == 200 for _ in range(4))

        assert sum(pool.map(ask_together, range(50))) == 200


def test_pages_are_whole_while_the_site_changes(live: LiveSite, served: Served) -> None:
    texts = [page("a" * 50_000), page("b" * 50_000)]
    sites = [SITE | pages(index_html=text) for text in texts]
    show(live, sites[0])
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask, served, "/") for _ in range(80)]
        for number in range(40):
            show(live, sites[number % 2])
        for reply in (one.result() for one in asked):
            assert any(reply.body.startswith(text) for text in texts)


class TestStream:
    @pytest.fixture
    def lines(self, served: Served) -> Iterator[Iterator[dict[str, object]]]:
        """Return the events of a stream."""
        with dial(served) as connection, connection.makefile("rb") as stream:
            connection.sendall(write_request(served, "/.briefbook/events"))
            assert b" 200 " in stream.readline()
            data = (line[6:] for line in stream if line.startswith(b"data: "))
            yield map(json.loads, data)

    def test_begins_with_where_the_site_stands(
        self, live: LiveSite, lines: Iterator[dict[str, object]]
    ) -> None:
        assert next(lines) == {"moment": f"{live.run}.1", "changed": None}

    def test_tells_what_changes_and_fails(
        self, live: LiveSite, lines: Iterator[dict[str, object]]
    ) -> None:
        next(lines)
        show(live, SITE | {STYLE: b"h1 {}"})
        assert next(lines) == {"moment": f"{live.run}.2", "changed": ["style.css"]}
        live.fail([ShownProblem("error", "x", "y")], [])
        assert next(lines) == {"moment": f"{live.run}.3", "changed": None}

    def test_is_no_page_to_be_kept(self, served: Served) -> None:
        reply = ask(served, "/.briefbook/events", "HEAD")
        assert reply.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert reply.headers["cache-control"] == "no-cache"


class TestClosing:
    def test_ends_streams_and_connections_at_once(
        self, live: LiveSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for waiting in (
            "server.SEND",
            "server.HEAD",
            "server.IDLE",
            "server.CLOSING",
        ):
            monkeypatch.setattr(f"briefbook.serve.{waiting}_SECONDS", HOUR)
        before = set(threading.enumerate())
        show(live, SITE | {BIG: BIG_DATA})
        with ExitStack() as stack, serve(live, port=0) as served:
            for path in ("/.briefbook/events", "/", f"/{BIG}"):
                connection = stack.enter_context(dial(served))
                connection.sendall(write_request(served, path))
                connection.recv(1)
            stack.enter_context(dial(served))
        left = set(threading.enumerate()) - before
        for thread in left:
            thread.join()
        assert [thread for thread in left if thread.is_alive()] == []

    def test_frees_the_port(self, live: LiveSite) -> None:
        with serve(live, port=0) as served:
            ask(served, "/")
        with serve(live, port=served.port) as again:
            assert ask(again, "/").status == 200
        with pytest.raises(OSError, match="refused"):
            dial(served)


class TestOpening:
    def test_takes_loopback_unless_told(self, live: LiveSite, served: Served) -> None:
        assert served.url == f"http://127.0.0.1:{served.port}/"
        server = open_server(live, "127.0.0.1", 0)
        assert server.socket.getsockname()[0] == "127.0.0.1"
        server.server_close()

    def test_of_a_taken_port_says_how_to_take_another(
        self, live: LiveSite, served: Served
    ) -> None:
        with pytest.raises(OSError, match=f"port {served.port} is in use; .* --port") as caught:
            open_server(live, "127.0.0.1", served.port)
        assert caught.value.errno == errno.EADDRINUSE

    @pytest.mark.parametrize("port", [-1, 65_536])
    def test_of_no_port_says_which_there_are(self, live: LiveSite, port: int) -> None:
        with pytest.raises(OSError, match=f"{port} is no port; choose one from 1024 to 65535"):
            open_server(live, "127.0.0.1", port)

    def test_of_a_foreign_address_says_so(self, live: LiveSite) -> None:
        with pytest.raises(OSError, match=r"192\.0\.2\.1 is no address of this machine"):
            open_server(live, "192.0.2.1", 0)

    def test_of_every_address_names_one_that_works(self, live: LiveSite) -> None:
        with serve(live, "0.0.0.0", 0) as served:
            assert served.url == f"http://127.0.0.1:{served.port}/"
            assert ask(served, "/").status == 200
            assert ask(served, "/", Host=f"evil.example:{served.port}").status == 421

    @pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
    def test_serves_the_newer_protocol_too(self, live: LiveSite) -> None:
        try:
            server = open_server(live, "::1", 0)
        except OSError:
            pytest.skip("this machine has no IPv6 loopback")
        assert server.socket.family == socket.AF_INET6
        server.server_close()

    def test_names_hosts_as_urls_do(self) -> None:
        assert write_url("::1", 8000) == "http://[::1]:8000/"
        assert write_url("::", 80) == "http://[::1]/"
        assert write_url("desk.example", 80) == "http://desk.example/"
