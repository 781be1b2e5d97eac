"""What the server puts into pages: behind them, and nothing of theirs is touched."""

import re
import zipfile
from pathlib import Path

import html5lib
import pytest
from hatchling.build import build_wheel
from hypothesis import given
from hypothesis import strategies as st

from briefbook.serve.answering import TOOLS, Shown, equip
from tests.serving.sites import page

ROOT = Path(__file__).parents[2]
SCRIPTS = ".//{*}script[@data-moment]"
SHOWN = Shown("talks/beijing.html", "ab12", "00ff.7")


@given(st.binary())
def test_a_page_keeps_its_bytes(data: bytes) -> None:
    assert equip(data, SHOWN).startswith(data)


@pytest.mark.parametrize(
    "text",
    [
        page("<p>Words").decode(),
        "<p>no head, no body",
        "<!-- </body> --><script>'</head></html>'</script>",
        "",
    ],
)
def test_a_browser_finds_one_script_in_any_page(text: str) -> None:
    tree = html5lib.parse(equip(text.encode(), SHOWN))
    (script,) = tree.findall(SCRIPTS)
    assert (script.get("src") or "").startswith("/.briefbook/live.js")
    assert script.text is None


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
)
def test_an_address_cannot_break_out_of_its_attribute(address: str) -> None:
    tree = html5lib.parse(equip(b"", Shown(address, "", "0.0")).decode())
    (script,) = tree.findall(".//{*}script")
    assert script.get("data-address") == address


def test_scripts_and_styles_name_no_other_host() -> None:
    for tool in TOOLS.values():
        assert re.search(rb"https?://|@import|url\(", tool.data) is None


def test_nothing_of_a_policy_against_inline_code_is_broken() -> None:
    script = TOOLS["/.briefbook/live.js"].data.decode()
    assert (
        re.search(r"innerHTML|insertAdjacentHTML|\beval\b|cssText|setAttribute\(.style", script)
        is None
    )


def test_the_wheel_brings_the_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path))) as wheel:
        assert {"briefbook/serve/live.css", "briefbook/serve/live.js"} <= set(wheel.namelist())
