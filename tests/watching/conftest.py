"""A small workspace to watch."""

from pathlib import Path

import pytest

from tests.watching.waiting import put


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    for path in ("config.yaml", "briefings/a.md", "briefings/talks/b.md", "static/logo.svg"):
        put(root / path)
    return root
