"""The verb `affected`: the exports that used a figure."""

from __future__ import annotations

from argparse import Namespace

from headcount.cli.arguments import DATA, EXPORTS
from headcount.cli.mistaken import chart_names_told
from headcount.cli.telling import tell
from headcount.cli.verb import argument, verb


@verb(
    argument("figure", metavar="FIGURE", help="a figure_id; `headcount figures` lists them"),
    EXPORTS,
    DATA,
    argument("--json", action="store_true", help="print the answers as JSON"),
)
def affected(chosen: Namespace) -> int:
    """List every export that used a figure, and how each stands today."""
    from headcount.figures import package
    from headcount.publish import verify as verify

    data = package.read(chosen.data)
    with chart_names_told(data, [chosen.figure]):
        tell(verify.affected(data, chosen.figure, chosen.exports), chosen)
    return 0
