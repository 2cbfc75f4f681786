"""The verb `new`: another story is started."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from headcount.cli.arguments import folder
from headcount.cli.verb import argument, verb


@verb(
    argument("folder", metavar="DIR", type=Path, help="a folder that is not there yet, or empty"),
    argument("--title", metavar="TEXT", help="what the story is called (default: as its folder)"),
    argument("--with-data", action="store_true", help="copy all figures as well, to play with"),
    argument(
        "--data", metavar="DIR", type=folder, help="whose tables it takes (default as in `check`)"
    ),
)
def new(chosen: Namespace) -> int:
    """Start another story: a data folder with the same tables and rules, and no figures."""
    from headcount.figures import package
    from headcount.publish import story

    data = package.read(chosen.data)
    try:
        made = story.new(chosen.folder, title=chosen.title, like=data, with_data=chosen.with_data)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        print(f"{chosen.folder} cannot be written: {why}; name another folder", file=sys.stderr)
        return 1
    print(story.steps(made))
    return 0
