"""The theme is found in a checkout, and travels in the wheel, as the fonts do."""

import os
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from hatchling.build import build_editable, build_wheel

from briefbook.fonts import load_fonts
from briefbook.workspace.scan import theme_folder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel of a copy of the project that has one template more."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "briefbook", project / "briefbook")
    shutil.copytree(ROOT / "templates", project / "templates")
    (project / "templates" / "deep").mkdir()
    (project / "templates" / "deep" / "sample.html").write_text("sample", encoding="utf-8")
    for name in ("pyproject.toml", "hatch_build.py", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, project)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        return project / build_wheel(str(project))


def test_a_checkout_has_its_theme_beside_the_package() -> None:
    assert theme_folder() == ROOT / "templates"


def test_a_wheel_carries_every_template(wheel: Path) -> None:
    templates = ROOT / "templates"
    expected = {path.relative_to(ROOT) for path in templates.rglob("*") if path.is_file()}
    carried = {Path(name) for name in zipfile.ZipFile(wheel).namelist()}
    assert {"briefbook" / path for path in expected} <= carried


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    """Return a folder in which the wheel is unpacked, as it is where it is installed."""
    zipfile.ZipFile(wheel).extractall(tmp_path)
    return tmp_path


def print_from(installed: Path, code: str, **environment: str) -> list[str]:
    """Return the words that a program prints with the installed package."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_an_installed_package_finds_its_theme_inside_itself(installed: Path) -> None:
    code = (
        "from briefbook.workspace.scan import theme_folder;"
        "print((theme_folder() / 'deep' / 'sample.html').read_text(), theme_folder())"
    )
    assert print_from(installed, code) == ["sample", str(installed / "briefbook" / "templates")]


def test_an_installed_package_brings_the_fonts_and_cuts_none(installed: Path) -> None:
    code = (
        "import sys; from hashlib import sha256; from briefbook.fonts import load_fonts;"
        "print(*(f'{path}={sha256(data).hexdigest()}' for path, data in load_fonts().items()));"
        "print('fontTools' in sys.modules)"
    )
    *brought, has_cut = print_from(installed, code, BRIEFBOOK_CACHE=str(installed / "none"))
    assert has_cut == "False"
    cut = {f"{path}={sha256(data).hexdigest()}" for path, data in load_fonts().items()}
    assert set(brought) == cut


def test_an_editable_install_brings_no_fonts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build_editable(str(tmp_path))) as wheel:
        assert [name for name in wheel.namelist() if name.endswith(".woff2")] == []
