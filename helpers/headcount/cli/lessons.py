"""The verb `lessons`: the copies of a lesson."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from headcount.cli.verb import argument, verb


@verb(
    argument(
        "notebooks", metavar="NOTEBOOK", nargs="*", type=Path,
        help="a lesson (default: all of notebooks/classroom)",
    ),
    argument("--out", metavar="DIR", type=Path, default=Path("lessons"), help="(default: lessons)"),
)  # fmt: skip
def lessons(chosen: Namespace) -> int:
    """Write the teacher's and the student's copy of lessons."""
    from headcount.teach.lesson.copies import build

    wanted = chosen.notebooks or sorted(Path("notebooks/classroom").glob("*.ipynb"))
    if not wanted:
        print("No lesson here: name a notebook.", file=sys.stderr)
        return 2
    try:
        for path in build(wanted, chosen.out, print):
            print(path)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0
