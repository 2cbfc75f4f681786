"""The verb `check`: a data folder is checked."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from headcount.cli.arguments import FOLDER, folder
from headcount.cli.verb import argument, verb

if TYPE_CHECKING:
    from headcount.figures.package import Package, Problem


@verb(
    FOLDER,
    argument("--json", action="store_true", help="print the findings as JSON"),
    argument(
        "--against",
        metavar="DIR",
        type=folder,
        help="an earlier state of the folder: tell what changed without a correction as well",
    ),
)
def check(chosen: Namespace) -> int:
    """Check a data folder, and tell every fault at once."""
    from headcount.charts import charts_file
    from headcount.figures.package import load

    found = load(chosen.folder)
    package = found.package() if found.sound else None
    more = charts_file.check(found.folder, package)
    if chosen.against and package:
        more += silent(chosen.against, package)
    found = replace(found, problems=[*found.problems, *more])
    if chosen.json:
        findings = {
            "sound": found.sound,
            "problems": [asdict(problem) for problem in found.problems],
            "tables": found.counts,
        }
        print(json.dumps(findings, indent=2))
    elif found.sound:
        print(found.summary)
    else:
        for problem in found.problems:
            print(problem)
        print(found.summary, file=sys.stderr)
    return 0 if found.sound else 1


def silent(folder: Path, after: Package) -> list[Problem]:
    """Tell what `after` changed silently since the state in `folder`, or why nobody can tell."""
    from headcount.figures.changes import silent_changes
    from headcount.figures.package import PackageError, find_folder, read

    try:
        return silent_changes(read(folder), after)
    except PackageError as error:
        there = find_folder(folder)
        return [replace(one, file=str(there / one.file)) for one in error.problems]
