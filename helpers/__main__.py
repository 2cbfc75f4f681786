"""``python -m helpers``: the command where no entry point is installed."""

import sys

from helpers.cli import main

if __name__ == "__main__":
    sys.exit(main())
