"""The words of a chart as plain text, and its rows as a table: CSV and HTML.

The CSV is one that a spreadsheet opens without running anything: texts are written as
`headcount.core.escaping.harmless` writes them, numbers as numbers. It is UTF-8 with a byte order
mark (without it Excel misreads "Türkiye"), its lines end in CRLF as RFC 4180 has it, and line
breaks inside a cell stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from headcount.caveats import Note
from headcount.caveats.facts import facts
from headcount.charts.chart import Chart
from headcount.charts.contents import used
from headcount.core.escaping import as_csv, harmless
from headcount.core.wording import capital, noted
from headcount.figures import provenance
from headcount.figures.phrase import alone, unit
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


def alt_text(chart: Chart) -> str:
    """Return the text alternative, one line, as it goes into a page's ``alt``."""
    return " ".join(chart.alt.split()) + "\n"


def caption(chart: Chart) -> str:
    """Return every word that must stand near the picture where the picture's own cannot be read.

    Headline and deck, the sentence that may be quoted, each note in its short and its whole form,
    the source line and the credit.
    """
    parts = [chart.headline, chart.deck, chart.sentence]
    parts += [_whole(note) for note in chart.notes]
    parts.append(f"{chart.source_line}\n{chart.credit_line}")
    return _paragraphs(parts)


def long_description(chart: Chart) -> str:
    """Return the whole chart in words: what it says, each figure in it, and every caveat.

    It is for readers who cannot see the picture and want more than its alt text, and it is drawn
    from the rows alone, whatever form the chart has.
    """
    rows = used(chart.selection)
    parts = [chart.headline, chart.deck]
    for use, title in (("drawn", "Drawn, in this order:"), ("divided by", "Divided by:")):
        lines = [f"- {_figure(chart, row)}" for row in rows if row["use"] == use]
        parts.append("\n".join([title, *lines]) if lines else "")
    parts += [_whole(note) for note in chart.notes]
    parts.append(chart.source_line)
    return _paragraphs(parts)


def caveats(chart: Chart) -> str:
    """Return the notes in their whole form: what must go with the chart wherever it goes."""
    return in_full(chart.notes)


def in_full(notes: Iterable[Note]) -> str:
    """Return notes in their whole form, a line each."""
    return "\n".join(_whole(note).replace("\n", " ") for note in notes)


def citation(chart: Chart) -> str:
    """Return how the chart and its sources are cited, short and long, the producer first."""
    known = provenance.sources(chart.package)
    sources = [known[one["source_id"]] for one in chart.contents["sources"]]
    short = "; ".join(provenance.citation(source, short=True) for source in sources)
    long = [provenance.citation(source) for source in sources]
    title = chart.headline.rstrip(".")
    return _paragraphs(
        [
            f"Short\n{short}. {chart.credit_line}.",
            "\n".join(["Sources", *long]),
            f"This graphic\n{maker(chart)}. {title}. Record {chart.record}. "
            f"Data: {package_title(chart)}.",
        ]
    )


def maker(chart: Chart) -> str:
    """Return who made the chart, as its credit has it: ``"Headcount"`` of "Chart: Headcount"."""
    return chart.credit.rpartition(": ")[2]


def package_title(chart: Chart) -> str:
    """Return the title of the data, with its version."""
    about = chart.package.descriptor
    title = str(about.get("title") or about.get("name") or chart.package.path.name)
    return f"{title}, version {about['version']}" if about.get("version") else title


def named(chart: Chart, row: Mapping[str, Any]) -> str:
    """Return what a figure is called in the chart, else what it counts."""
    return str(row.get("name") or capital(alone(chart.package, row)))


def _figure(chart: Chart, row: Mapping[str, Any]) -> str:
    text = stated(row, unit(chart.package, row))
    drawn = row.get("amount")
    if drawn is not None and drawn.unit != row["unit"]:
        text = f"{drawn.words()} {drawn.unit}, from {text}"
    status = chart.package.label((row["table"], "status"), row["status"])
    parts = [text, *([] if status in text else [status]), facts(chart.package).dated(row)]
    if len(chart.contents["sources"]) > 1:
        parts.append(provenance.title(provenance.sources(chart.package)[row["source_id"]]))
    line = f"{named(chart, row)}: {', '.join(parts)}{noted(row.get('note_numbers', ()))}"
    return chart.house.say(line)


def _whole(note: Note) -> str:
    whole = f"\n{note.long}" if note.long and note.long != note.text else ""
    return f"{_mark(note)}{note.text}{whole}"


def _mark(note: Note) -> str:
    return f"{note.number}. " if note.number is not None else ""


def _paragraphs(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
