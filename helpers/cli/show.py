"""The verb `show`: one figure with all that is known of it."""

from __future__ import annotations

from argparse import Namespace

from helpers.cli.arguments import DATA
from helpers.cli.mistaken import chart_names_told
from helpers.cli.telling import tell
from helpers.cli.verb import argument, verb


@verb(
    argument("figure", metavar="FIGURE", help="a figure_id; `headcount figures` lists them"),
    DATA,
    argument("--json", action="store_true", help="print the record as JSON"),
)
def show(chosen: Namespace) -> int:
    """Print one figure with its source, its way to us and its caveats."""
    from helpers import package, record

    data = package.read(chosen.data)
    with chart_names_told(data, [chosen.figure]):
        tell(record.record(data, chosen.figure), chosen)
    return 0
