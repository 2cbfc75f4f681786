"""The verb `figures`: figures are looked for."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace

from headcount.cli.arguments import DATA
from headcount.cli.verb import argument, verb


def year(text: str) -> int:
    """Take an argument as a year."""
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"takes a year such as 2022, not {text!r}")
    return int(text)


@verb(
    argument("--whose", metavar="NAME", nargs="+", help="whom they are about: codes or names"),
    argument("--measure", nargs="+", dest="category", help="such as active or reserve"),
    argument("--source", nargs="+", dest="source_id", help="source ids"),
    argument("--status", nargs="+", help="such as claimed or estimated"),
    argument("--table", nargs="+", help="such as troop_offers"),
    argument("--year", type=year, help="true of this year"),
    argument("--text", help="words that stand in the row, or in a name of who said it"),
    argument("--long", action="store_true", help="print a paragraph each: what is counted"),
    DATA,
    argument("--json", action="store_true", help="print the rows as JSON"),
    argument("--csv", action="store_true", help="print the rows as CSV"),
)
def figures(chosen: Namespace) -> int:
    """List the figures that fit, one a line."""
    from headcount.desk import listing
    from headcount.figures import package

    data = package.read(chosen.data)
    rows = listing.find(
        data,
        text=chosen.text,
        year=chosen.year,
        whose=chosen.whose,
        category=chosen.category,
        source_id=chosen.source_id,
        status=chosen.status,
        table=chosen.table,
    )
    if chosen.json:
        print(listing.whole(rows).to_json(orient="records", indent=2, force_ascii=False))
    elif chosen.csv:
        print(listing.whole(rows).to_csv(index=False), end="")
    elif chosen.long:
        print(listing.as_paragraphs(data, rows))
    else:
        print(listing.as_text(data, rows, chosen.text))
    return 0
