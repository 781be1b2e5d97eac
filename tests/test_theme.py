"""The theme is found in a checkout, and travels in the wheel."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

from briefbook.theme import theme_folder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel of a copy of the project that has one template more."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "briefbook", project / "briefbook")
    shutil.copytree(ROOT / "templates", project / "templates")
    (project / "templates" / "deep").mkdir()
    (project / "templates" / "deep" / "sample.html").write_text("sample", encoding="utf-8")
    for name in ("pyproject.toml", "LICENSE", "README.md"):
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


def test_an_installed_package_finds_its_theme_inside_itself(
    wheel: Path, tmp_path: Path
) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "from briefbook.theme import theme_folder;"
        "print((theme_folder() / 'deep' / 'sample.html').read_text(), theme_folder())"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed.split() == ["sample", str(tmp_path / "briefbook" / "templates")]
