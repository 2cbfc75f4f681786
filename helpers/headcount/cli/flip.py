"""The verb `flip`: what changes a place in a rank."""

from __future__ import annotations

from argparse import Namespace

from headcount.cli.arguments import DATA
from headcount.cli.telling import tell
from headcount.cli.verb import argument, verb


@verb(
    argument("chart", metavar="CHART", help="a chart of charts.toml"),
    argument("--highlight", metavar="NAME", help="whose place (default: the chart's)"),
    DATA,
    argument("--json", action="store_true", help="print the table as JSON"),
)
def flip(chosen: Namespace) -> int:
    """Tell what would change a place in a chart, and what the chart must bear."""
    from headcount.charts import sensitivity as flips
    from headcount.charts.chart import named_chart
    from headcount.figures import package

    chart = named_chart(package.read(chosen.data), chosen.chart)
    tell(flips.of_chart(chart, highlight=chosen.highlight), chosen)
    return 0
