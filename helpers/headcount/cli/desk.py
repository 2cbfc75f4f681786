"""Commands of the desk: figures are found, shown and compared; what would change a place."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from headcount.cli import options
from headcount.cli.options import ManyWords, chart_names_explained

_IN_ORDER = ("year", "whose", "category", "source_id", "status", "table")
"""In which conditions are looked at, and repeated where no figure meets them."""


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise click.UsageError(f'--year takes a year such as 2022, not "{text}".')
    return int(text)


@click.command(cls=ManyWords)
@click.option("--whose", metavar="NAME…", multiple=True, help="Subjects: countries or parties.")
@click.option(
    "--measure", "category", metavar="WORD…", multiple=True, help="Measures, such as active."
)
@click.option(
    "--source",
    "source_id",
    metavar="ID…",
    multiple=True,
    help="Source IDs; headcount sources lists them.",
)
@click.option(
    "--status", metavar="WORD…", multiple=True, help="Statuses, such as claimed or estimated."
)
@click.option("--table", metavar="NAME…", multiple=True, help="Tables, such as troop_offers.")
@click.option("--year", type=_year, metavar="YEAR", help="Figures that describe this year.")
@click.option("--text", help="Words in the row or in the name of anyone who said it.")
@click.option("--long", is_flag=True, help="Print a paragraph for each: what it counts.")
@options.data
@options.as_json("the rows")
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV.")
def figures(
    *, data: Path | None, long: bool, as_json: bool, as_csv: bool, text: str | None, **asked: Any
) -> int:
    """List figures, all or those that meet your conditions.

    On a terminal the list fits its width. Through a pipe each figure is one line, however long, so
    that grep, sort and wc work; --csv and --json are for programs.
    """
    from headcount.desk import listing
    from headcount.figures import package

    if as_json and as_csv:
        raise click.UsageError("Choose --json or --csv, not both.")
    read = package.read(data)
    wanted = {name: asked[name] or None for name in _IN_ORDER}
    rows = listing.find(read, text=text, **wanted)
    if as_json:
        print(listing.whole(rows).to_json(orient="records", indent=2, force_ascii=False))
    elif as_csv:
        print(listing.as_csv(rows), end="")
    elif long:
        options.show(listing.words(rows))
    else:
        options.show(listing.Lines.of(read, rows, text))
    return 0


@click.command
@click.option("--text", default="", help="Words in the ID, the title or the publisher.")
@options.data
@options.as_json("the list")
def sources(*, text: str, data: Path | None, as_json: bool) -> int:
    """List the sources, with how many figures come from each."""
    from headcount.core.errors import NothingFits
    from headcount.figures import package, provenance
    from headcount.figures.table import records

    read = package.read(data)
    often = Counter(row["source_id"] for row in records(read))
    found = [
        one
        for one in provenance.sources(read).values()
        if all(
            word in f"{one['source_id']} {one['title']} {one['publisher']}".casefold()
            for word in text.casefold().split()
        )
    ]
    if text and not found:
        raise NothingFits(f'No source has "{text}" in its ID, title or publisher.')
    if as_json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        lines = (
            (one["source_id"], provenance.title(one), f"{often[one['source_id']]:,}")
            for one in found
        )
        options.show_table(("source", "title", "figures"), lines)
    return 0


@click.command(name="show")
@click.argument("figure", metavar="FIGURE")
@options.data
@options.as_json("the record")
def show(*, figure: str, data: Path | None, as_json: bool) -> int:
    """Show one figure: its source, who passed it on, its caveats.

    FIGURE is a figure ID; headcount figures lists them.
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
@click.option(
    "--per", metavar="SOURCE", help="Compare per person, with the population figures of a source."
)
@options.data
@options.as_json("the comparison")
def compare(*, a: str, b: str, per: str | None, data: Path | None, as_json: bool) -> int:
    """Compare two figures: what you can report, and the caveats.

    Each is a figure ID, or column=value,column=value.
    """
    from headcount.desk.compare import compare as compared
    from headcount.figures import package

    options.show(compared(package.read(data), a, b, per=per), as_json=as_json)
    return 0


@click.command
@click.argument("chart", metavar="CHART")
@click.option("--highlight", metavar="NAME", help="Whose rank (default: the chart's).")
@options.data
@options.as_json("the table")
def flip(*, chart: str, highlight: str | None, data: Path | None, as_json: bool) -> int:
    """List what would change a rank in a chart."""
    from headcount.charts import sensitivity
    from headcount.charts.chart import named_chart
    from headcount.figures import package

    named = named_chart(package.read(data), chart)
    options.show(sensitivity.of_chart(named, highlight=highlight), as_json=as_json)
    return 0


@click.command
@click.argument("draft", metavar="FILE")
@click.option("--out", metavar="PAGE", type=Path, help="Write the marked page, as HTML.")
@click.option(
    "--date", metavar="DAY", help="The draft's day, 2025-04-30 (default: its dateline's)."
)
@options.data
@options.as_json("the findings")
def proof(
    *, draft: str, out: Path | None, date: str | None, data: Path | None, as_json: bool
) -> int:
    """Check every number of a draft against the record.

    FILE is a .txt, .md, .html or .docx file; - reads what is piped in. The draft never leaves this
    machine. Flags that the desk has waved through are kept next to it, each with its reason: those
    of draft.txt in draft.proof.toml. With --out the findings are on the page, and a line here
    counts them.

    Exits with 0 if every number is supported or waved through, with 1 if one is flagged, and with
    2 if the draft cannot be read or the page cannot be written.
    """
    from dataclasses import replace

    from headcount.core.errors import WrongChoice
    from headcount.desk.proof import proof as proofed
    from headcount.desk.proof.files import read_draft
    from headcount.desk.proof.page import page
    from headcount.desk.proof.waiving import beside, read_waivers, wave
    from headcount.figures import package

    read = read_draft(draft)
    if not read.plain.strip():
        raise WrongChoice(f'"{draft}" has no text. Nothing was checked.')
    if out is not None and draft != "-" and out.exists() and out.samefile(draft):
        raise click.UsageError(f"--out: {out} is the draft itself. Name another file.")
    found = proofed(package.read(data), read, date=date)
    if draft != "-":
        found = replace(wave(found, read_waivers(beside(draft))), name=draft)
    if out is not None:
        try:
            out.write_text(
                page(found, "a draft" if draft == "-" else Path(draft).name), encoding="utf-8"
            )
        except OSError as error:
            options.refused(out, error)
            return 2  # 1 says that a number is flagged
    if out is None or as_json:
        options.show(found, as_json=as_json)
    else:
        print("\n".join([*found.remarks(), f"{out}: the marked page"]))
    return 1 if found.flags else 0
