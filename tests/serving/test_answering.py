"""Answers: pages of the manifest as they are, and never anything else."""

import json
from itertools import product
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.addresses import Address
from briefbook.serve.answering import Answer, Request, Shown, answer_request, equip
from briefbook.serve.faults import FAULTS_SHOWN, STALE_SHOWN, ShownProblem, SourceLine
from briefbook.serve.live_site import LiveSite
from tests.serving.sites import SITE, hash_all, page, pages, show, write_all

HOST = "localhost:8000"
SECRET = b"not for anybody's eyes"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> LiveSite:
    """Return a site in a folder that holds more, with secrets all around it."""
    folder = tmp_path_factory.mktemp("workspace") / "site"
    write_all(folder, SITE)
    secrets = ("../config.yaml", "CNAME", ".git/config", "talks/draft.html", "secret.html")
    write_all(folder, {Address(name): SECRET for name in secrets})
    return LiveSite(folder, hash_all(SITE), patience=0)


def ask(live: LiveSite, target: str, method: str = "GET", known_tags: str = "") -> Answer:
    request = Request(method, target, (HOST,), (), known_tags)
    return answer_request(request, live, frozenset({HOST}))


def ask_state(live: LiveSite, *addresses: str, since: str = "") -> dict[str, object]:
    query = urlencode([("since", since), *(("at", one) for one in addresses)])
    found = json.loads(ask(live, f"/.briefbook/state?{query}").body)
    assert isinstance(found, dict)
    return found


class TestPages:
    @pytest.mark.parametrize(
        ("path", "address"),
        [
            ("/", "index.html"),
            ("/index.html", "index.html"),
            ("/talks/", "talks/index.html"),
            ("/talks/beijing.html?x=/../y", "talks/beijing.html"),
            ("/talks/%62eijing.html", "talks/beijing.html"),
        ],
    )
    def test_are_those_of_the_manifest_with_a_script_behind(
        self, live: LiveSite, path: str, address: str
    ) -> None:
        found = ask(live, path)
        shown = Shown(address, hash_all(SITE)[Address(address)], f"{live.run}.{live.moment}")
        assert found.status == 200
        assert found.body == equip(SITE[Address(address)], shown)
        assert found.headers["Content-Type"] == "text/html; charset=utf-8"

    @pytest.mark.parametrize("address", ["style.css", "site.js"])
    def test_have_the_script_alone(self, live: LiveSite, address: str) -> None:
        found = ask(live, f"/{address}")
        assert found.body == SITE[Address(address)]
        assert found.headers["ETag"] == f'"{hash_all(SITE)[Address(address)]}"'

    def test_are_found_whatever_script_their_names_are_in(self, tmp_path: Path) -> None:
        site = {Address("北京/a b%41.txt"): b"words"}
        live = LiveSite(tmp_path)
        show(live, site)
        assert ask(live, "/" + quote("北京/a b%41.txt")).body == b"words"

    @pytest.mark.parametrize("path", ["/none.html", "/none/of/these", "/talks", "/Index.html"])
    def test_that_are_missing_are_answered_by_the_site_itself(
        self, live: LiveSite, path: str
    ) -> None:
        found = ask(live, path)
        assert found.status == 404
        assert b"<h1>Not here</h1>" in found.body
        assert f'data-address="{path[1:]}"'.encode() in found.body
        assert "ETag" not in found.headers

    def test_for_missing_ones_lead_home_from_any_depth(self, live: LiveSite) -> None:
        assert b'<head><base href="/">' in ask(live, "/none/of/these").body
        assert b"<base" not in ask(live, "/none.html").body

    def test_that_are_missing_are_named_without_harm(self, live: LiveSite) -> None:
        found = ask(live, "/%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
        assert b"<script>alert" not in found.body

    def test_that_are_missing_are_told_in_words_by_a_site_that_has_none(
        self, tmp_path: Path
    ) -> None:
        found = ask(LiveSite(tmp_path), "/")
        assert (found.status, found.headers["Content-Type"]) == (
            404,
            "text/plain; charset=utf-8",
        )

    def test_that_are_being_replaced_are_asked_for_again(self, tmp_path: Path) -> None:
        found = ask(LiveSite(tmp_path, hash_all(SITE), patience=0), "/")
        assert (found.status, found.headers["Retry-After"]) == (503, "1")

    def test_need_no_icon(self, live: LiveSite) -> None:
        assert ask(live, "/favicon.ico").status == 204


class TestTags:
    @pytest.mark.parametrize("path", ["/", "/style.css", "/.briefbook/live.js"])
    def test_spare_what_is_known(self, live: LiveSite, path: str) -> None:
        tag = ask(live, path).headers["ETag"]
        for known in (tag, f'W/"x", W/{tag}', "*"):
            found = ask(live, path, known_tags=known)
            assert (found.status, found.body, found.headers) == (304, b"", {"ETag": tag})
        assert ask(live, path, known_tags='"another"').status == 200

    def test_change_with_the_page(self, tmp_path: Path) -> None:
        live = LiveSite(tmp_path)
        show(live, SITE)
        tag = ask(live, "/").headers["ETag"]
        show(live, SITE | pages(index_html=page("another")))
        assert ask(live, "/", known_tags=tag).status == 200


class TestMethods:
    @pytest.mark.parametrize(
        "method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "X"]
    )
    def test_that_change_things_are_refused(self, live: LiveSite, method: str) -> None:
        for path in ("/", "/none.html", "/.briefbook/state"):
            found = ask(live, path, method)
            assert (found.status, found.headers["Allow"]) == (405, "GET, HEAD")


DOTS = (
    "..",
    ".",
    "%2e%2e",
    ".%2e",
    "%252e%252e",
    "...",
    "..;",
    "%c0%ae%c0%ae",
    "..%00",
    "%u002e",
)
SLASHES = ("/", "\\", "%2f", "%5c", "%252f", "%255c", "//", "/./", "%c0%af", "/%00/")
STARTS = (
    "/",
    "//",
    "/talks/",
    "/./",
    "/talks/%2e%2e/",
    "\\",
    "/%2f",
    "//localhost/",
    "/C:/",
    "",
)
AIMS = ("config.yaml", "CNAME", ".git/config", "talks/draft.html", "etc/passwd", "secret.html")
TRAVERSALS = [
    f"{start}{(dots + slash) * depth}{aim}"
    for start, dots, slash, depth, aim in product(STARTS, DOTS, SLASHES, (1, 3), AIMS)
]


def is_harmless(found: Answer) -> bool:
    """Tell whether an answer is a page of the site, or none."""
    known = any(found.body.startswith(data) for data in SITE.values())
    return (found.status == 200 and known) or found.status in (400, 404)


class TestPaths:
    def test_that_climb_lead_nowhere(self, live: LiveSite) -> None:
        assert len(TRAVERSALS) > 10_000
        strange = [path for path in TRAVERSALS if not is_harmless(ask(live, path))]
        assert strange == []

    @pytest.mark.parametrize(
        "path",
        [
            "/CNAME",
            "/.git/config",
            "/talks/draft.html",
            "/secret.html",
            "/talks/../secret.html",
            "/talks/%2e%2e/index.html",
            "/./index.html",
            "//index.html",
            "/talks//index.html",
            "/talks%2findex.html",
            "/talks\\index.html",
            "/index.html%00.txt",
            "/index.html/",
            "/.briefbook/../index.html",
            "/.briefbook/live.py",
            "/.briefbook/",
            "/.briefbook/../serving/server.py",
        ],
    )
    def test_that_are_no_address_are_not_found(self, live: LiveSite, path: str) -> None:
        found = ask(live, path)
        assert found.status in (400, 404)
        assert SECRET not in found.body

    @given(st.text(st.characters(max_codepoint=0xFF)))
    def test_of_any_kind_give_a_page_or_nothing(self, live: LiveSite, path: str) -> None:
        assert is_harmless(ask(live, "/" + path.replace(".briefbook", "")))


SOURCE = SourceLine(14, '  mistrust: {speaker: clevery, exact: "北京 😀"}', 22, 29)
FAULT = ShownProblem(
    "error", "unknown-actor", "no actor", "a.yaml", 14, 24, (SOURCE,), "Mend it."
)


class TestState:
    def test_tells_the_hashes_that_are_asked_for(self, live: LiveSite) -> None:
        found = ask_state(live, "index.html", "none.html")
        assert found["hashes"] == {
            "index.html": hash_all(SITE)[Address("index.html")],
            "none.html": None,
        }
        assert found["failure"] is None

    def test_tells_what_changed_since_a_moment_of_this_run_only(self, tmp_path: Path) -> None:
        live = LiveSite(tmp_path)
        show(live, SITE)
        asked = ("index.html", "style.css")
        assert ask_state(live, *asked, since=f"{live.run}.0")["touched"] == [*asked]
        assert ask_state(live, *asked, since=f"{live.run}.1")["touched"] == []
        assert ask_state(live, *asked, since="0bad.0")["touched"] == []
        assert ask_state(live, *asked, since="nonsense")["touched"] == []

    def test_tells_the_problems_with_the_marked_words_apart(self, tmp_path: Path) -> None:
        live = LiveSite(tmp_path)
        live.fail([FAULT], [Address("a.html")])
        failure = ask_state(live, "a.html")["failure"]
        assert failure == {
            "counts": {"error": 1},
            "faults": [
                {
                    **FAULT._asdict(),
                    "excerpt": [
                        [14, "  mistrust: {speaker: ", "clevery", ', exact: "北京 😀"}']
                    ],
                }
            ],
            "more_faults": 0,
            "stale": ["a.html"],
            "more_stale": 0,
            "stale_here": True,
        }

    def test_counts_what_is_too_much_to_tell(self, tmp_path: Path) -> None:
        live = LiveSite(tmp_path)
        stale = [Address(f"{number}.html") for number in range(STALE_SHOWN + 3)]
        live.fail([FAULT] * (FAULTS_SHOWN + 2), stale)
        failure = ask_state(live, stale[-1])["failure"]
        assert isinstance(failure, dict)
        assert (failure["more_faults"], failure["more_stale"]) == (2, 3)
        assert failure["counts"] == {"error": FAULTS_SHOWN + 2}
        assert failure["stale_here"]

    def test_is_not_told_for_too_many_at_once(self, live: LiveSite) -> None:
        assert ask(live, "/.briefbook/state?" + "at=x&" * 1_000).status == 400
