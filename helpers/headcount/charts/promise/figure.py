"""A promise chart as a plotly figure: what came, in percent of what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from headcount.charts import native
from headcount.charts.ends import Ends
from headcount.charts.native import Datum, Rows, Traces
from headcount.charts.promise.selection import Promise, Selection, share
from headcount.render.style import HIGHLIGHT, OTHERS

_WIDE, _NARROW = 0.48, 0.55  # of the width, at the most, for what is said of each


def figure(selection: Selection, width: int) -> Traces:
    """Return each promise and what came of it, as bars of the promise's percents."""
    lines = [line for promise in selection.promises for line in _lines(selection, promise)]
    known = selection.by_id
    is_narrow = width < 480
    rows = Rows.of(
        [
            (text, known[one].get("note_numbers", ()) if one else (), one == whole)
            for one, whole, text in lines
        ],
        width,
        share=_NARROW if is_narrow else _WIDE,
    )
    marks = []
    for (one, whole, _), at in zip(lines, rows.at, strict=True):
        if not one:
            continue
        row, promised = known[one], known[whole]["amount"]
        numbered = row["amount"].is_number and promised.stated > 0
        arrow = "→ " if numbered and isinf(row["amount"].most) else ""
        # how much was promised, its name says; where it is narrow, bars need the room
        text = "" if one == whole or is_narrow else share(row, known[whole])
        marks.append(
            Datum.of(
                row,
                at,
                Ends.of(row["amount"], promised.stated / 100) if numbered else None,
                HIGHLIGHT if whole == selection.focus[0] else OTHERS,
                f"{arrow}{text}".strip(),
            )
        )
    return native.across(marks, rows, "Percent of what was promised", width, axis=native.PERCENT)


def _lines(selection: Selection, promise: Promise) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of a promise: which figure, of which promise, and its words."""
    known = selection.by_id
    row = known[promise.figure]
    yield promise.figure, promise.figure, f"{row['heading']}: {row['known']}"
    for one in promise.outcomes:
        text = f"{one.lead}: {known[one.figure]['known']}" if one.figure else one.reason
        yield one.figure, promise.figure, text
