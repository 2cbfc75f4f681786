"""The figures of a chart as an HTML table, and the notes and sources in full below it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

from headcount.charts.chart import Chart
from headcount.figures import dates, provenance
from headcount.figures.quantity import Quantity
from headcount.publish.export.table import figures_used


def figures_table(chart: Chart) -> str:
    """Set the figures as a table, one a row, in the order of the chart.

    On a phone the style sheet stacks each row as a card, so every cell carries the name of its
    column, and every part its role: a browser forgets what a table is once it is laid out
    otherwise. A row names its figure, as the marks of the picture do.
    """
    sources = provenance.sources(chart.package)
    rows = figures_used(chart)
    divided = len(chart.base) > 0
    names = dict(zip(chart.rows["figure_id"], chart.rows["name"], strict=True))
    lines = []
    for row in rows:
        source = sources[row["source_id"]]
        drawn = row["amount"].words() if row.get("amount") is not None else row["use"]
        cells = {
            **({"In the chart": escape(drawn)} if divided else {}),
            "Figure as stated": escape(_stated(row)),
            "Status": escape(chart.package.label((row["table"], "status"), row["status"])),
            "As of": escape(dates.words(row["as_of"])),
            "Source": _link(source["url"], source["short_title"]),
            "Notes": escape(", ".join(map(str, row.get("note_numbers", ())))),
            "What is counted": escape(row["definition"]),
        }
        name = names[row.get("under", row["figure_id"])]
        lines.append(
            f'<tr role="row" data-figure="{escape(row["figure_id"])}">'
            f'<th role="rowheader" scope="row">{escape(name)}</th>'
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
    used = dict.fromkeys(row["source_id"] for row in figures_used(chart))
    notes = [
        f"<p>{'' if note.number is None else f'{note.number}. '}{escape(note.long)}</p>"
        for note in chart.notes
        if note.long and note.long != note.text
    ]
    return "\n".join([*notes, *(f"<p>{_cited(sources[source])}</p>" for source in used)])


def _stated(row: Mapping[str, Any]) -> str:
    amount = Quantity.of(row)
    return f"{amount.words()} {amount.unit}" if amount.is_number else amount.words()


def _cited(source: Mapping[str, str]) -> str:
    text, url = provenance.citation(source), source["url"]
    return f"{escape(text.removesuffix(url))}{_link(url, url)}" if url else escape(text)


def _link(url: str, text: str) -> str:
    """Link to a web address; anything else (``javascript:``) stays text."""
    if urlsplit(url).scheme not in ("http", "https"):
        return escape(text)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{escape(text)}</a>'
