"""What the Nu validator says of the HTML."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.opening import IN_BROWSER
from tests.browser.sites import Sites
from tests.harness.programs import require_program

pytestmark = [*IN_BROWSER, pytest.mark.requires("java", "vnu.jar")]

# It recurses deeply. That it starts fast matters more than that it runs fast.
JAVA = ("-Xss8m", "-XX:TieredStopAtLevel=1")
QUIETLY = ("--errors-only", "--skip-non-html", "--no-langdetect", "--exit-zero-always")
BAD = '<!DOCTYPE html><html lang="en"><title>x</title><p><div role=nonsense></p>'


def validate(*folders: Path) -> list[str]:
    """Return the errors of all pages in some folders."""
    program = (str(require_program("java")), *JAVA, "-jar", str(require_program("vnu.jar")))
    command = [*program, *QUIETLY, "--stdout", "--format", "json", *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["messages"]
    return [f"{one['url']}:{one['lastLine']}: {one['message']}" for one in found]


def test_finds_no_error_on_any_page_of_any_site(sites: Sites) -> None:
    assert validate(*(site.folder for site in sites)) == []


def test_would_find_an_error(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(BAD, encoding="utf-8")
    (first, *_) = validate(tmp_path)
    assert first.endswith(
        "bad.html:1: Bad value “nonsense” for attribute “role” on element “div”."
    )
