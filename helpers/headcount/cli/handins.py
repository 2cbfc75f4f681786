"""The verb `handins`: what a class answered."""

from __future__ import annotations

import sys
from argparse import Namespace

from headcount.cli.arguments import folder
from headcount.cli.telling import tell
from headcount.cli.verb import argument, verb


@verb(
    argument("folder", metavar="DIR", type=folder, help="what a class handed in"),
    argument("--json", action="store_true", help="print the answers as JSON"),
)
def handins(chosen: Namespace) -> int:
    """Tell who of a class answered what."""
    from headcount.teach.lesson import gradebook as gradebook

    found = gradebook.read(chosen.folder)
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if not found.records:
        print(f"{chosen.folder} holds no answers.", file=sys.stderr)
        return 1
    tell(found, chosen)
    return 0
