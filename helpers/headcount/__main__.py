"""``python -m headcount``: the command where no entry point is installed."""

import sys

from headcount.cli import main

if __name__ == "__main__":
    sys.exit(main())
