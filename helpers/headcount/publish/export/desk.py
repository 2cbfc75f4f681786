"""The copy-desk sheet: every word of a chart on one page, beside what it rests on.

It is read with a pencil: each line has a box to tick. Nothing on it is typed by hand; the words are
taken from the picture itself, and the figures from the rows that were drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from headcount.caveats.facts import facts
from headcount.charts.chart import Chart
from headcount.charts.contents import used
from headcount.charts.proofread import Doubt
from headcount.core.wording import capital
from headcount.figures import provenance
from headcount.figures.phrase import unit
from headcount.figures.quantity import Quantity, written_out
from headcount.publish.export.embed import filled
from headcount.publish.export.receipt import in_page
from headcount.publish.export.words import named, package_title, stated

_BOX = '<span class="box"></span>'


def desk_sheet(chart: Chart) -> str:
    """Write the copy-desk sheet of a chart, as a page to print.

    Returns
    -------
    str
        HTML: every word of the picture and the words that go with it; each figure with its id, its
        amount as stated, its source and where in it; the sources in full; the caveats in full.
    """
    known = provenance.sources(chart.package)
    cited = [known[one["source_id"]] for one in chart.contents["sources"]]
    sections = [
        _section("Look at these words", _rows((one.part, _doubt(one)) for one in chart.doubts)),
        _section("The words of the graphic", _rows(_words(chart))),
        _section("Labels in the picture", _list(labels(chart))),
        _section("Figures", _figures(chart)),
        _section("Sources", _rows((one["source_id"], _cited(one)) for one in cited)),
        _section("Caveats in full", _rows((_mark(one), one["long"]) for one in _caveats(chart))),
    ]
    page = filled(
        "desk.html",
        name=escape(chart.name),
        record=chart.record,
        data=escape(package_title(chart)),
        sections="\n".join(one for one in sections if one),
    )
    return in_page(page, chart)


def labels(chart: Chart) -> list[str]:
    """Return the words inside the picture that its layout did not add: names, amounts, the key."""
    scene = chart.drawing()
    texts = [*(entry.name for entry in scene.entries), *(text.words for text in scene.labels)]
    return [text for text in dict.fromkeys(" ".join(one.split()) for one in texts) if text]


def _words(chart: Chart) -> list[tuple[str, str]]:
    notes = [(_mark(one) or "Note", one["text"]) for one in chart.contents["notes"]]
    return [
        ("Headline", chart.headline),
        ("Deck", chart.deck),
        *notes,
        ("Source line", chart.source_line),
        ("Credit", chart.credit_line),
        ("To quote", chart.sentence),
        ("Alt text", chart.alt),
    ]


def _doubt(one: Doubt) -> str:
    return f"“{one.words}”: {one.why}."


def _cited(source: provenance.Source) -> str:
    """Cite a source, and say where it was read if not itself."""
    where = source.get("read_in", "")
    text = provenance.citation(source)
    return f"{text} (Not read itself: read in {where}.)" if where else text


def _caveats(chart: Chart) -> list[dict[str, Any]]:
    return [one for one in chart.contents["notes"] if one["long"] != one["text"]]


def _mark(note: dict[str, Any]) -> str:
    return "" if note["number"] is None else f"Note {note['number']}"


def _section(title: str, content: str) -> str:
    return f"<section><h2>{title}</h2>\n{content}</section>" if content else ""


def _rows(pairs: Iterable[tuple[str, str]]) -> str:
    rows = [
        f'<tr><td class="tick">{_BOX}</td><th scope="row">{escape(name)}</th>'
        f"<td>{escape(text)}</td></tr>"
        for name, text in pairs
        if text
    ]
    return "\n".join(["<table>", *rows, "</table>"]) if rows else ""


def _list(texts: Iterable[str]) -> str:
    items = "\n".join(f"<li>{_BOX} {escape(text)}</li>" for text in texts)
    return f"<ul>\n{items}\n</ul>"


def _figures(chart: Chart) -> str:
    package, say = chart.package, chart.house.say
    head = ["", "In the chart", "As stated", "Status", "When", "Where", "Checked", "Notes"]
    rows = []
    for row in used(chart.selection):
        drawn = row["amount"].words() if row.get("amount") is not None else row["use"]
        cells = [
            escape(say(capital(f"{named(chart, row)}: {drawn}"))),
            escape(say(stated(row, unit(package, row)))) + _small(_raw(row)),
            escape(package.label((row["table"], "status"), row["status"])),
            escape(say(capital(facts(package).dated(row)))),
            escape(f"{row['source_id']}: {row['locator']}") + _small(row["figure_id"]),
            escape(package.label((row["table"], "verification"), row["verification"])),
            escape(", ".join(map(str, row.get("note_numbers", ())))),
        ]
        rows.append(
            f'<tr><td class="tick">{_BOX}</td>'
            + "".join(f"<td>{cell}</td>" for cell in cells)
            + "</tr>"
        )
    titles = "".join(f'<th scope="col">{title}</th>' for title in head)
    return "\n".join(['<div class="scroll"><table>', f"<tr>{titles}</tr>", *rows, "</table></div>"])


def _raw(row: dict[str, Any]) -> str:
    """Write out the numbers where the words round them off: 1.14 million is 1,140,000."""
    amount = Quantity.of(row)
    numbers = [
        f"{name} {written_out(number)}"
        for name, number in (("low", amount.low), ("value", amount.value), ("high", amount.high))
        if number is not None
    ]
    return "; ".join(numbers)


def _small(text: str) -> str:
    return f'<br><span class="id">{escape(text)}</span>' if text else ""
