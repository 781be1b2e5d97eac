"""Our command line with the pages that the peers make, and no others: see ``small_pages.py``.

All else is as ever: what is written is read, anchored and checked, names are linked, passages
marked, and every link followed.
"""

import sys
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))


class Exchange(MetaPathFinder):
    """Exchanges the pages when somebody is about to ask for them: not every run does."""

    def find_spec(self, name: str, *_: Any) -> None:
        """Find nothing; the first that asks for the pages is the memory of a build."""
        if name == "briefbook.build.memory":
            exchange_pages()


def exchange_pages() -> None:
    """Put the small pages in the place of ours."""
    from benchmarks.peers.small_pages import SMALL
    from briefbook.pages import table as pages

    pages.PAGES = SMALL
    pages.BY_NAME = {kind.name: kind for kind in SMALL}


def main() -> int:
    """Run the command line."""
    from briefbook.cli.main import main as run

    sys.meta_path.insert(0, Exchange())
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
