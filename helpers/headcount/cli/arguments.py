"""Arguments that several verbs take."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path

from headcount.cli.verb import argument


def folder(text: str) -> Path:
    """Take an argument as an existing data folder, or its ``datapackage.json``."""
    path = Path(text)
    if path.is_dir() or path.name == "datapackage.json":
        return path
    raise ArgumentTypeError(f"there is no folder {text!r}")


FOLDER = argument(
    "folder",
    metavar="DIR",
    nargs="?",
    type=folder,
    help="a data folder (default: $HEADCOUNT_DATA, else ./data, else the one of this bundle)",
)


DATA = argument(
    "--data", metavar="DIR", type=folder, help="the data folder (default as in `check`)"
)


EXPORTS = argument(
    "--in",
    dest="exports",
    metavar="DIR",
    type=Path,
    default=Path("exports"),
    help="the folder of exports (default: exports)",
)
