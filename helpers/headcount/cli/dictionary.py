"""The verb `dictionary`: the data dictionary is printed or written."""

from __future__ import annotations

from argparse import Namespace

from headcount.cli.arguments import FOLDER
from headcount.cli.verb import argument, verb


@verb(FOLDER, argument("--write", action="store_true", help="write it to the folder's README.md"))
def dictionary(chosen: Namespace) -> int:
    """Print the data dictionary that the descriptor gives."""
    from headcount.figures import dictionary as pages
    from headcount.figures.package import read

    package = read(chosen.folder)
    print(pages.write(package) if chosen.write else pages.dictionary(package).rstrip("\n"))
    return 0
