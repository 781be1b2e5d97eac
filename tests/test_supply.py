"""What comes from elsewhere: licences known, bytes pinned, and nothing during a build."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.books import read_sample
from tests.harness.programs import locate
from tests.licences_page import CARRIES, FREE, PAGE, list_libraries, write_page

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")


class TestLicences:
    def test_stand_on_a_page_as_the_libraries_tell_them(self) -> None:
        assert PAGE.read_text("utf-8") == write_page()

    @pytest.mark.parametrize("lock", LOCKS)
    def test_of_all_libraries_are_known_and_free(self, lock: str) -> None:
        for library in list_libraries(lock):
            names = re.split(r" (?:AND|OR) ", library.licence)
            assert set(names) <= FREE, library

    def test_of_what_is_carried_along_are_told_of_libraries_that_there_are(self) -> None:
        assert CARRIES.keys() <= {library.name for library in list_libraries(LOCKS[1])}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_library_is_pinned_with_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8").strip())
    assert entries
    assert [
        one for one in entries if not re.match(r"[\w.-]+==[^\n]*\\\n +--hash=sha256:", one)
    ] == []


WITHOUT_SOCKETS = """
import sys

def refuse(event, given):
    if event.startswith("socket.") and event != "socket.gethostname":
        sys.stderr.write(f"reached for the network: {event} {given}")
        sys.exit(70)

sys.addaudithook(refuse)
from briefbook.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
"""Runs the program where Python can open no socket at all, not even to this machine."""


class TestABuild:
    """The sample with every format of its handouts: pages, PDF and DOCX."""

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        for name, data in read_sample().items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return tmp_path

    def build(self, root: Path, *before: str) -> set[str]:
        """Return how the names of all published files end, after a build."""
        command = (*before, sys.executable, "-c", WITHOUT_SOCKETS, "build", "-j", "1")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return {path.suffix for path in (root / "site").rglob("*") if path.is_file()}

    def test_opens_no_socket(self, root: Path) -> None:
        assert self.build(root) >= {".html", ".pdf", ".docx", ".ics"}

    def test_works_where_there_is_no_network(self, root: Path) -> None:
        if (
            not locate("unshare")
            or subprocess.run(
                ("unshare", "-rn", "true"), capture_output=True, check=False
            ).returncode
        ):
            pytest.skip("this system lets nobody be without a network")
        assert self.build(root, "unshare", "-rn") >= {".html", ".pdf", ".docx"}
