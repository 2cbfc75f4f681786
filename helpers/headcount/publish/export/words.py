"""The words of a chart as plain text: alt text, long description, caption, citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headcount.caveats import Note
from headcount.caveats.facts import facts
from headcount.charts.chart import Chart
from headcount.charts.contents import used
from headcount.core.wording import capital, noted
from headcount.figures import provenance
from headcount.figures.phrase import alone, unit
from headcount.publish.export.table import stated


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
