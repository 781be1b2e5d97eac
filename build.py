"""Hands its arguments to Briefbook's command line, and exits with its code."""

import sys
from importlib.util import find_spec

LIBRARIES = (
    "ahocorasick_rs",
    "imagesize",
    "jinja2",
    "markdown_it",
    "platformdirs",
    "pydantic",
    "rapidfuzz",
    "shtab",
    "watchdog",
    "yaml",
)


def main() -> int:
    """Return the exit code of the command line; 2 where its libraries are not installed."""
    if not all(map(find_spec, LIBRARIES)):
        print(
            "build.py: Briefbook's libraries are not installed for this Python: run `make site`"
            " first, then use .venv/bin/python build.py",
            file=sys.stderr,
        )
        return 2
    from briefbook.cli.main import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
