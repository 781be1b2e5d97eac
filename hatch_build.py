"""What a wheel brings besides the files of the project: fonts, so that its users cut none."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FontsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the fonts to a wheel, in a folder that is there only until it is built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Cut the fonts; an editable install, which is a path to the checkout, has none."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from briefbook.fonts import BROUGHT, load_fonts

        self.folder = TemporaryDirectory()
        for address, content in load_fonts().items():
            (Path(self.folder.name) / Path(address).name).write_bytes(content)
        build_data["force_include"][self.folder.name] = f"briefbook/fonts/{BROUGHT.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 (as hatchling calls it)
        """Remove the folder, once a wheel has what lay in it."""
        if version != "editable":
            self.folder.cleanup()
