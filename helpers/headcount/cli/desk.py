"""Commands of the desk: figures are found, shown and compared; what would change a place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from headcount.cli import options
from headcount.cli.options import ManyWords, chart_names_explained

_IN_ORDER = ("year", "whose", "category", "source_id", "status", "table")
"""In which what was asked for is looked at, and repeated where nothing fits."""


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise click.UsageError(f"--year: takes a year such as 2022, not {text!r}")
    return int(text)


@click.command(cls=ManyWords)
@click.option("--whose", metavar="NAME…", multiple=True, help="Whom they are about.")
@click.option("--measure", "category", metavar="WORD…", multiple=True, help="Such as active.")
@click.option("--source", "source_id", metavar="ID…", multiple=True, help="Source ids.")
@click.option("--status", metavar="WORD…", multiple=True, help="Such as claimed or estimated.")
@click.option("--table", metavar="NAME…", multiple=True, help="Such as troop_offers.")
@click.option("--year", type=_year, metavar="YEAR", help="True of this year.")
@click.option("--text", help="Words that stand in the row, or in a name of who said it.")
@click.option("--long", is_flag=True, help="Print a paragraph each: what is counted.")
@options.data
@options.as_json("the rows")
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV.")
def figures(
    *, data: Path | None, long: bool, as_json: bool, as_csv: bool, text: str | None, **asked: Any
) -> int:
    """List the figures that fit, one a line."""
    from headcount.desk import listing
    from headcount.figures import package

    read = package.read(data)
    wanted = {name: asked[name] or None for name in _IN_ORDER}
    rows = listing.find(read, text=text, **wanted)
    if as_json:
        print(listing.whole(rows).to_json(orient="records", indent=2, force_ascii=False))
    elif as_csv:
        print(listing.whole(rows).to_csv(index=False), end="")
    elif long:
        print(listing.words(rows).text())
    else:
        print(listing.as_text(read, rows, text))
    return 0


@click.command(name="show")
@click.argument("figure", metavar="FIGURE")
@options.data
@options.as_json("the record")
def show(*, figure: str, data: Path | None, as_json: bool) -> int:
    """Print one figure with its source, its way to us and its caveats.

    FIGURE is a figure_id; `headcount figures` lists them.
    """
    from headcount.desk import record
    from headcount.figures import package

    read = package.read(data)
    with chart_names_explained(read, [figure]):
        options.show(record.record(read, figure), as_json=as_json)
    return 0


@click.command
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--per", metavar="SOURCE", help="Per head, by the population figures of a source.")
@options.data
@options.as_json("the comparison")
def compare(*, a: str, b: str, per: str | None, data: Path | None, as_json: bool) -> int:
    """Say what may be said of two figures: ratio, sentence, verdict, caveats.

    Each is a figure_id, or column=value,column=value.
    """
    from headcount.desk.compare import compare as compared
    from headcount.figures import package

    options.show(compared(package.read(data), a, b, per=per), as_json=as_json)
    return 0


@click.command
@click.argument("chart", metavar="CHART")
@click.option("--highlight", metavar="NAME", help="Whose place (default: the chart's).")
@options.data
@options.as_json("the table")
def flip(*, chart: str, highlight: str | None, data: Path | None, as_json: bool) -> int:
    """Tell what would change a place in a chart, and what the chart must bear."""
    from headcount.charts import sensitivity
    from headcount.charts.chart import named_chart
    from headcount.figures import package

    named = named_chart(package.read(data), chart)
    options.show(sensitivity.of_chart(named, highlight=highlight), as_json=as_json)
    return 0
