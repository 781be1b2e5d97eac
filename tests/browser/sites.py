"""Sites for a browser: the sample in its editions and a larger book, built and served."""

import fcntl
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from benchmarks.corpus import make_corpus, write_folder
from briefbook.handouts.kinds import BY_NAME
from tests.browser.crowd import write_crowd
from tests.folders import Workspace, run

ROOT = Path(__file__).parents[2]
ARTICLES = 30
TWINS = ("quotes/*", "claims/*")
"""Kinds of pages of the sample that show the same as another kind."""


class Site(NamedTuple):
    """A built site: its folder, and where it is served (ends with a slash)."""

    name: str
    folder: Path
    url: str = ""

    def pages(self) -> list[str]:
        """Return the addresses of all pages."""
        found = self.folder.rglob("*.html")
        return sorted(path.relative_to(self.folder).as_posix() for path in found)

    def kinds(self) -> dict[str, str]:
        """Return the weightiest page of each kind, by the kind."""
        pages = defaultdict(list)
        for address in self.pages():
            pages[name_kind(address)].append(address)
        return {kind: max(those, key=self.weigh) for kind, those in pages.items()}

    def weigh(self, address: str) -> int:
        """Return the size of a page in bytes."""
        return (self.folder / address).stat().st_size

    def on_disk(self, address: str) -> str:
        """Return the file address of a page."""
        return (self.folder / address).as_uri()


class Sites(NamedTuple):
    """The sample for everybody and for the team, and a generated book."""

    public: Site
    team: Site
    large: Site


def name_kind(address: str) -> str:
    """Return what pages of one kind have in common: ``actors/*`` for ``actors/ann.html``."""
    first, *inner = address.split("/")
    if not inner:
        return first
    if first == "handouts":
        return next(f"handouts/{name}-*" for name in BY_NAME if inner[0].startswith(name))
    last = inner[-1] if inner[-1] == "index.html" else "*"
    return "/".join([first, *("*" for _ in inner[:-1]), last])


def build_sites(folder: Path) -> Sites:
    """Return all sites, built in a folder unless another worker has done so."""
    with (folder.parent / f"{folder.name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            for edition in ("public", "team"):
                build_sample(folder, edition)
            build(write_large(folder / "book"), "public", folder / "large")
            (folder / "built").touch()
    return Sites(*(Site(name, folder / name) for name in Sites._fields))


def build_sample(folder: Path, edition: str) -> Site:
    """Build one edition of the sample."""
    if not (folder / "sample").exists():
        copy_sample(folder / "sample")
    return build(Workspace(folder / "sample", {}), edition, folder / edition)


def copy_sample(folder: Path) -> Workspace:
    """Return a copy of the sample, never built."""
    shutil.copytree(ROOT / "briefings", folder / "briefings")
    return Workspace(folder, {"config.yaml": (ROOT / "config.yaml").read_bytes()})


def write_large(folder: Path) -> Workspace:
    """Return a generated book, with an article that is crowded and full of foreign words."""
    write_folder(make_corpus(ARTICLES), folder)
    return Workspace(folder, write_crowd())


def build(workspace: Workspace, edition: str, output: Path) -> Site:
    """Build one edition into a folder."""
    said = run("build", "-C", str(workspace.root), "--edition", edition, "-o", str(output))
    assert said.code == 0, said.report
    return Site(output.name, output)


class Handler(SimpleHTTPRequestHandler):
    """Answers without a word."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Thinks nothing of browsers that hang up."""

    daemon_threads = True

    def handle_error(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serve(site: Site) -> Iterator[Site]:
    """Serve a site as any host would."""
    answer = partial(Handler, directory=str(site.folder))
    with Server(("127.0.0.1", 0), answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield site._replace(url=f"http://127.0.0.1:{server.server_address[1]}/")
        server.shutdown()


@contextmanager
def serve_all(sites: Sites) -> Iterator[Sites]:
    """Serve every site from a host of its own."""
    with ExitStack() as stack:
        yield Sites(*(stack.enter_context(serve(site)) for site in sites))
