"""``python -m briefbook``: the command line."""

import sys

from briefbook.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
