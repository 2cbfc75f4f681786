"""The verb `compare`: two figures are held against each other."""

from __future__ import annotations

from argparse import Namespace

from headcount.cli.arguments import DATA
from headcount.cli.telling import tell
from headcount.cli.verb import argument, verb


@verb(
    argument("a", metavar="A", help="a figure_id, or column=value,column=value"),
    argument("b", metavar="B", help="the figure it is held against"),
    argument("--per", metavar="SOURCE", help="per head, by the population figures of a source"),
    DATA,
    argument("--json", action="store_true", help="print the comparison as JSON"),
)
def compare(chosen: Namespace) -> int:
    """Say what may be said of two figures: ratio, sentence, verdict, caveats."""
    from headcount.desk.compare import compare as hold
    from headcount.figures import package

    tell(hold(package.read(chosen.data), chosen.a, chosen.b, per=chosen.per), chosen)
    return 0
