"""The words of a graphic as plain text: alt text, long description, caption, citation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcount.caveats import Note
from headcount.charts.chart import Graphic
from headcount.core.wording import noted
from headcount.figures import dates, provenance
from headcount.figures.phrase import subject, unit
from headcount.figures.quantity import Quantity
from headcount.publish.export.table import figures_used


def alt_text(graphic: Graphic) -> str:
    """Return the text alternative, one line, as it goes into a page's ``alt``."""
    return " ".join(graphic.alt.split()) + "\n"


def caption(graphic: Graphic) -> str:
    """Return every word that must stand near the picture where the picture's own cannot be read.

    Headline and deck, the sentence that may be quoted, each note in its short and its whole form,
    the source line and the credit.
    """
    parts = [graphic.headline, graphic.deck, graphic.sentence]
    parts += [_whole(note) for note in graphic.notes]
    parts.append(f"{graphic.source_line}\n{graphic.credit_line}")
    return _paragraphs(parts)


def long_description(graphic: Graphic) -> str:
    """Return the whole graphic in words: what it says, each figure in it, and every caveat.

    It is for readers who cannot see the picture and want more than its alt text, and it is drawn
    from the rows alone, whatever form the chart has.
    """
    rows = figures_used(graphic)
    parts = [graphic.headline, graphic.deck]
    for use, title in (("drawn", "Drawn, in this order:"), ("divided by", "Divided by:")):
        lines = [f"- {_figure(graphic, row)}" for row in rows if row["use"] == use]
        parts.append("\n".join([title, *lines]) if lines else "")
    parts += [_whole(note) for note in graphic.notes]
    parts.append(graphic.source_line)
    return _paragraphs(parts)


def caveats(graphic: Graphic) -> str:
    """Return the notes in their whole form: what must go with the graphic wherever it goes."""
    return "\n".join(_whole(note).replace("\n", " ") for note in graphic.notes)


def citation(graphic: Graphic) -> str:
    """Return how the graphic and its sources are cited, short and long, the producer first."""
    known = provenance.sources(graphic.package)
    sources = [known[one["source_id"]] for one in graphic.contents["sources"]]
    short = "; ".join(provenance.citation(source, short=True) for source in sources)
    long = [provenance.citation(source) for source in sources]
    title = graphic.headline.rstrip(".")
    return _paragraphs(
        [
            f"Short\n{short}. {graphic.credit_line}.",
            "\n".join(["Sources", *long]),
            f"This graphic\n{maker(graphic)}. {title}. Record {graphic.record}. "
            f"Data: {package_title(graphic)}.",
        ]
    )


def maker(graphic: Graphic) -> str:
    """Return who made the graphic, as its credit has it: ``"Headcount"`` of "Chart: Headcount"."""
    return graphic.credit.rpartition(": ")[2]


def package_title(graphic: Graphic) -> str:
    """Return the title of the data, with its version."""
    about = graphic.package.descriptor
    title = str(about.get("title") or about.get("name") or graphic.package.path.name)
    return f"{title}, version {about['version']}" if about.get("version") else title


def named(graphic: Graphic, row: Mapping[str, Any]) -> str:
    """Return what a figure is called in the graphic, else what it counts."""
    return str(row.get("name") or subject(graphic.package, row))


def stated(graphic: Graphic, row: Mapping[str, Any]) -> str:
    """Return the amount of a figure with its unit, as its source states it."""
    amount = Quantity.of(row)
    words = amount.words()
    return f"{words} {unit(graphic.package, row)}" if amount.is_number else words


def _figure(graphic: Graphic, row: Mapping[str, Any]) -> str:
    said = stated(graphic, row)
    drawn = row.get("amount")
    if drawn is not None and drawn.unit != row["unit"]:
        said = f"{drawn.words()} {drawn.unit}, from {said}"
    status = graphic.package.label((row["table"], "status"), row["status"])
    parts = [said, *([] if status in said else [status]), f"as of {dates.words(row['as_of'])}"]
    if len(graphic.contents["sources"]) > 1:
        parts.append(provenance.sources(graphic.package)[row["source_id"]]["short_title"])
    return f"{named(graphic, row)}: {', '.join(parts)}{noted(row.get('note_numbers', ()))}"


def _whole(note: Note) -> str:
    whole = f"\n{note.long}" if note.long and note.long != note.text else ""
    return f"{_mark(note)}{note.text}{whole}"


def _mark(note: Note) -> str:
    return f"{note.number}. " if note.number is not None else ""


def _paragraphs(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
