"""A promise chart as a plotly figure: promises and what came of them, to one scale."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from headcount.charts import native
from headcount.charts.native import Datum, Rows, Traces
from headcount.charts.promise.selection import Promise, Selection, share
from headcount.core.wording import capital
from headcount.render.style import HIGHLIGHT, OTHERS

_WIDE, _NARROW = 0.48, 0.55  # of the width, at the most, for what is said of each


def figure(selection: Selection, width: int) -> Traces:
    """Return each promise and what came of it, as bars from one zero."""
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
        row = known[one]
        numbered = row["amount"].is_number
        arrow = "→ " if numbered and isinf(row["amount"].most) else ""
        # how much was promised, its name says; where it is narrow, bars need the room
        text = "" if one == whole or is_narrow else share(row, known[whole])
        marks.append(
            Datum.of(
                row,
                at,
                native.ends_of(
                    row["amount"], selection.one_of(row) / (1 if selection.unit else 100)
                ),
                HIGHLIGHT if whole == selection.focus[0] else OTHERS,
                f"{arrow}{text}".strip(),
            )
        )
    if selection.unit:
        return native.across(marks, rows, capital(selection.unit), width)
    title = "Percent of the largest number in each unit"
    return native.across(marks, rows, title, width, axis=native.PERCENT)


def _lines(selection: Selection, promise: Promise) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of a promise: which figure, of which promise, and its words."""
    known = selection.by_id
    row = known[promise.figure]
    yield promise.figure, promise.figure, f"{row['heading']}: {row['known']}, {row['by']}"
    for one in promise.outcomes:
        come = known.get(one.figure)
        text = f"{one.lead}: {come['known']}, {come['by']}" if come else one.reason
        yield one.figure, promise.figure, text
