"""The verb `show`: one figure with all that is known of it."""

from __future__ import annotations

from argparse import Namespace

from headcount.cli.arguments import DATA
from headcount.cli.mistaken import chart_names_told
from headcount.cli.telling import tell
from headcount.cli.verb import argument, verb


@verb(
    argument("figure", metavar="FIGURE", help="a figure_id; `headcount figures` lists them"),
    DATA,
    argument("--json", action="store_true", help="print the record as JSON"),
)
def show(chosen: Namespace) -> int:
    """Print one figure with its source, its way to us and its caveats."""
    from headcount.desk import record
    from headcount.figures import package

    data = package.read(chosen.data)
    with chart_names_told(data, [chosen.figure]):
        tell(record.record(data, chosen.figure), chosen)
    return 0
