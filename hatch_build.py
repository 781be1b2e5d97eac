"""What a wheel brings besides the files of the project: fonts, and templates half made."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BroughtHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds what takes long to make, from a folder that is there until the wheel is built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make it all; an editable install, which is a path to the checkout, has none."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from briefbook.fonts import BROUGHT, load_fonts
        from briefbook.workspace import theme_code

        self.folder = TemporaryDirectory()
        fonts = Path(self.folder.name) / BROUGHT.name
        fonts.mkdir()
        for address, content in load_fonts().items():
            (fonts / Path(address).name).write_bytes(content)
        code = Path(self.folder.name) / theme_code.BROUGHT.name
        code.write_bytes(theme_code.write_brought())
        build_data["force_include"] |= {
            str(fonts): f"briefbook/fonts/{fonts.name}",
            str(code): f"briefbook/workspace/{code.name}",
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 (as hatchling calls it)
        """Remove the folder, once a wheel has what lay in it."""
        if version != "editable":
            self.folder.cleanup()
