"""The plotted rows as a table: a CSV file that a spreadsheet opens without running anything, HTML.

Texts are written as `headcount.core.escaping.harmless` writes them. Numbers are written as
numbers, and are not touched.

The file is UTF-8 with a byte order mark (without it Excel misreads "Türkiye"), its lines end in
CRLF as RFC 4180 has it, and line breaks inside a cell stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from headcount.caveats.facts import facts
from headcount.charts.chart import Chart
from headcount.charts.contents import used
from headcount.core.escaping import as_csv, harmless
from headcount.core.wording import capital
from headcount.figures import provenance
from headcount.figures.quantity import Quantity

_DRAWN = ("drawn", "drawn_low", "drawn_value", "drawn_high", "drawn_qualifier", "drawn_unit")
_ADDED = ("source", "citation", "url", "notes")


def plotted(chart: Chart) -> str:
    """Write the figures of a chart, one a line, as they stand in the data.

    Returns
    -------
    str
        CSV. First `name`, as the chart prints it, then the columns of the data folder with their
        bounds, status, dates and definitions as stated, then `source`, `citation`, `url` and the
        `notes` of the row. Where figures were divided by others, `drawn` holds what the chart
        says and `drawn_low`, `drawn_value`, `drawn_high`, `drawn_qualifier` and `drawn_unit`
        what it draws; the figures they were divided by follow, with ``divided by`` in the
        column `use`, and what each gives where a figure was divided by several.
    """
    columns = _columns(chart)
    rows = ([_cell(row.get(column)) for column in columns] for row in _records(chart))
    return "\ufeff" + as_csv([columns, *rows], end="\r\n")


def _columns(chart: Chart) -> list[str]:
    tables = dict.fromkeys(row["table"] for row in used(chart.selection))
    stated = dict.fromkeys(
        field["name"] for table in tables for field in chart.package.fields(table)
    )
    divided = len(chart.base) > 0
    drawn = _DRAWN if divided else ()
    return ["name", *(["use"] if divided else []), *stated, *drawn, *_ADDED]


def _records(chart: Chart) -> list[dict[str, Any]]:
    sources = provenance.sources(chart.package)
    divided = len(chart.base) > 0
    names = {row["figure_id"]: row["name"] for row in chart.selection.records}
    records = []
    for row in used(chart.selection):
        source = sources[row["source_id"]]
        row["name"] = names[row.get("under", row["figure_id"])]
        row["source"] = provenance.title(source)
        row["citation"] = provenance.citation(source)
        row["url"] = source["url"]
        row["notes"] = _notes(chart, row)
        if divided and row.get("amount") is not None:
            drawn: Quantity = row["amount"]
            ends = drawn.low, drawn.value, drawn.high
            said = drawn.words(), *ends, drawn.qualifier, drawn.unit
            row |= dict(zip(_DRAWN, said, strict=True))
        records.append(row)
    return records


def _notes(chart: Chart, row: Mapping[str, Any]) -> str:
    return " ".join(
        note.text if note.number is None else f"({note.number}) {note.text}"
        for note in chart.notes
        if row["figure_id"] in note.figures
    )


def _cell(value: Any) -> str | int | float:
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, float):
        # Twelve digits shed the binary dust of a quotient (66.66666666666667).
        return int(value) if value.is_integer() else float(f"{value:.12g}")
    return value if isinstance(value, int) else harmless(str(value))


def figures_table(chart: Chart) -> str:
    """Set the figures as a table, one a row, in the order of the chart.

    On a phone the style sheet stacks each row as a card, so every cell carries the name of its
    column, and every part its role: a browser forgets what a table is once it is laid out
    otherwise. A row names its figure, as the marks of the picture do.
    """
    divided, say = len(chart.base) > 0, chart.house.say
    lines = []
    for row in _records(chart):
        drawn = row["amount"].words() if row.get("amount") is not None else row["use"]
        cells = {
            **({"In the chart": escape(say(drawn))} if divided else {}),
            "Figure as stated": escape(say(stated(row, row["unit"]))),
            "Status": escape(chart.package.label((row["table"], "status"), row["status"])),
            "When": escape(say(capital(facts(chart.package).dated(row)))),
            "Source": _link(row["url"], row["source"]),
            "Notes": escape(", ".join(map(str, row.get("note_numbers", ())))),
            "What is counted": escape(say(row["definition"])),
        }
        lines.append(
            f'<tr role="row" data-figure="{escape(row["figure_id"])}">'
            f'<th role="rowheader" scope="row">{escape(row["name"])}</th>'
            + "".join(
                f'<td role="cell" data-column="{column}">{text}</td>'
                for column, text in cells.items()
            )
            + "</tr>"
        )
    head = "".join(
        f'<th role="columnheader" scope="col">{column}</th>' for column in ("Name", *cells)
    )
    return "\n".join(
        [
            '<table role="table">',
            f"<caption>{escape(chart.headline)}. {escape(chart.source_line)}</caption>",
            f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>',
            '<tbody role="rowgroup">',
            *lines,
            "</tbody></table>",
        ]
    )


def notes_and_sources(chart: Chart) -> str:
    """Set the whole form of each note that has one, and each source in full."""
    sources = provenance.sources(chart.package)
    every = dict.fromkeys(row["source_id"] for row in used(chart.selection))
    notes = [
        f"<p>{'' if note.number is None else f'{note.number}. '}{escape(note.long)}</p>"
        for note in chart.notes
        if note.long and note.long != note.text
    ]
    cited = [f"<p>{_cited(sources[source])}</p>" for source in every]
    return "\n".join(["<div>", *notes, *cited, "</div>"])


def stated(row: Mapping[str, Any], unit: str) -> str:
    """Return the amount of a figure as its source states it, with a unit where it is a number."""
    amount = Quantity.of(row)
    return f"{amount.words()} {unit}" if amount.is_number else amount.words()


def _cited(source: provenance.Source) -> str:
    text, url = provenance.citation(source), source["url"]
    return f"{escape(text.removesuffix(url))}{_link(url, url)}" if url else escape(text)


def _link(url: str, text: str) -> str:
    """Link to a web address; anything else (``javascript:``) stays text."""
    if urlsplit(url).scheme not in ("http", "https"):
        return escape(text)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{escape(text)}</a>'
