"""The verb `site`: the notebooks become plain pages."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from headcount.cli.arguments import DATA, folder
from headcount.cli.telling import tell_refused
from headcount.cli.verb import argument, verb


@verb(
    argument(
        "notebooks", metavar="DIR", nargs="?", type=folder, default=Path("notebooks"),
        help="(default: notebooks)",
    ),
    argument("--out", metavar="DIR", type=Path, default=Path("site"), help="(default: site)"),
    DATA,
)  # fmt: skip
def site(chosen: Namespace) -> int:
    """Build plain pages of the notebooks, their charts as embeds, for any web host."""
    from headcount.figures import package
    from headcount.notebook.site import build

    data = package.read(chosen.data)
    try:
        told = build(data, chosen.notebooks, chosen.out, print)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        tell_refused(chosen.out, error)
        return 1
    print(told)
    return 0
