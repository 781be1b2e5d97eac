"""Who is let in: browsers that know us by our name, and no page of another site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.serve.answering import Request, find_refusal, name_hosts

HOSTS = name_hosts("127.0.0.1", "127.0.0.1", 8000)
FOREIGN = [
    "evil.example:8000",
    "127.0.0.1.evil.example:8000",
    "localhost.evil.example:8000",
    "localhost",
    "localhost:80",
    "localhost:8001",
    "localhost.:8000",
    "127.0.0.1.:8000",
    "user@localhost:8000",
    "localhost:8000@evil.example",
    "localhost:8000,evil.example",
    "localhost:08000",
    "localhost:8000:8000",
    "localhost:",
    "http://localhost:8000",
    "127.1:8000",
    "2130706433:8000",
    "0x7f000001:8000",
    "0.0.0.0:8000",
    "[::]:8000",
    "[::ffff:127.0.0.1]:8000",
    "::1:8000",
    "192.0.2.1:8000",
    "ⓛocalhost:8000",
    "127.0.0.1.nip.example:8000",
    "a.localhost:8000",
    "localhost:8000.",
    "localhost..:8000",
    "[::1]",
    "[::1]:8001",
    "[::1%lo]:8000",
    "[0:0:0:0:0:0:0:1]:8000",
    "[::ffff:7f00:1]:8000",
    "127.0.0.2:8000",
    "localhost:+8000",
    "localhost:8000/",
    "localhost:8000#",
    "localhost\t:8000",
    "local%68ost:8000",
    "",
]


def ask(
    *hosts: str, origins: tuple[str, ...] = (), site: str = "", mode: str = ""
) -> int | None:
    refusal = find_refusal(Request("GET", "/", hosts, origins, "", site, mode), HOSTS)
    return refusal and refusal.status.value


@pytest.mark.parametrize(
    "host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LocalHost:8000"]
)
def test_our_own_names_are_let_in(host: str) -> None:
    assert ask(host) is None
    assert ask(host, origins=(f"http://{host}",)) is None


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_name_is_refused(host: str) -> None:
    assert ask(host) == 421


@given(st.text(st.characters(max_codepoint=0xFF)))
def test_any_other_name_is_refused(host: str) -> None:
    assert ask(host) == (None if host.lower() in HOSTS else 421)


@pytest.mark.parametrize("hosts", [(), ("localhost:8000", "localhost:8000")])
def test_a_request_without_one_name_is_refused(hosts: tuple[str, ...]) -> None:
    assert ask(*hosts) == 400


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://evil.example",
        "http://localhost",
        "http://localhost:3000",
        "https://localhost:8000",
        "http://localhost:8000/",
        "http://localhost:8000.evil.example",
        "file://",
        "http://localhost.:8000",
        "http://[::1]:8001",
        "http://[::ffff:127.0.0.1]:8000",
        "http://user@localhost:8000",
        "http://localhost:8000 http://evil.example",
        "chrome-extension://abcdefghijklmnop",
    ],
)
def test_a_foreign_origin_is_refused(origin: str) -> None:
    assert ask("localhost:8000", origins=(origin,)) == 403
    assert ask("localhost:8000", origins=("http://localhost:8000", origin)) == 403


def test_another_site_may_link_here_but_take_nothing_in() -> None:
    assert ask("localhost:8000", site="cross-site", mode="navigate") is None
    assert ask("localhost:8000", site="cross-site", mode="no-cors") == 403
    assert ask("localhost:8000", site="same-origin", mode="no-cors") is None


def test_nor_may_another_port_of_this_machine() -> None:
    assert ask("localhost:8000", site="same-site", mode="navigate") is None
    assert ask("localhost:8000", site="same-site", mode="no-cors") == 403


def test_who_comes_by_a_foreign_name_is_told_none_of_ours() -> None:
    hosts = name_hosts("desk.example", "192.0.2.7", 8000)
    refusal = find_refusal(Request("GET", "/", ("evil.example:8000",)), hosts)
    assert refusal is not None
    assert not [host for host in hosts if host.partition(":")[0] in refusal.words]


def test_the_name_that_was_given_is_ours() -> None:
    assert "desk.example:8000" in name_hosts("Desk.Example", "192.0.2.7", 8000)


@pytest.mark.parametrize("local", ["192.0.2.7", "::ffff:192.0.2.7"])
def test_a_server_for_all_addresses_is_known_by_the_one_that_was_reached(local: str) -> None:
    hosts = name_hosts("0.0.0.0", local, 8000)
    assert "192.0.2.7:8000" in hosts
    assert "192.0.2.8:8000" not in hosts


def test_an_address_of_ipv6_stands_in_brackets() -> None:
    assert "[fe80::1]:8000" in name_hosts("::", "fe80::1%eth0", 8000)


def test_the_port_of_http_need_not_be_named() -> None:
    assert {"localhost", "localhost:80"} <= name_hosts("127.0.0.1", "127.0.0.1", 80)


def test_no_name_is_empty() -> None:
    assert not {":8000", "[]:8000"} & name_hosts("", "127.0.0.1", 8000)
