"""The marks of a promise chart: bars to one scale, words left of them or above; and for plotly."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from headcount.charts import native
from headcount.charts.bars import RANGE, Ends, Row, axis_of, drawn, key
from headcount.charts.form import rest
from headcount.charts.native import Datum, Rows, Traces
from headcount.charts.promise.selection import Promise, Selection, share
from headcount.core.wording import capital
from headcount.figures.status import kind
from headcount.render.scene import Line, Plot, Stroke, TextBlock, runs, together
from headcount.render.style import GUIDE, HIGHLIGHT, MUTED, OTHERS, Scale
from headcount.render.typesetting import LINE

BESIDE = 0.45
"""Words stand to the left of their bars where those that are not folded take no more of a width."""

_NARROW = 480  # pixels, below which words stand above their bars
_BAR, _HEAD = 0.77, 0.25  # a bar, and what is under a heading, in sizes of a label's type
_BETWEEN, _AIR = 0.6, 1.7  # from row to row and from promise to promise, in the same
_LOOSEST = 2.2  # how much further promises may stand apart to fill a height, in the same


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a promise chart; see `headcount.charts.form.Form`.

    Promises and what came of them are bars from one zero, to one scale: 1,000 promised is a
    hundredth as long as 100,000. A thin line at what stands under a promise marks where it ends.
    """
    scale = Scale.for_width(width)
    size, margin = scale.label, scale.margin
    room, is_above = width - 2 * margin, width < _NARROW
    known = selection.by_id
    promises = {one.figure: list(_rows(selection, one)) for one in selection.promises}
    rows = [row for those in promises.values() for row in those if row.ends]
    widest = max((row.wide(scale) for row in rows), default=0.0)
    column = room if is_above else math.ceil(min(widest, BESIDE * width)) + 2
    left = margin if is_above else margin + column + 10
    axis = axis_of(rows, left, width - margin, size)
    lines = {
        figure: [row.within(column if row.ends else room, scale) for row in those]
        for figure, those in promises.items()
    }
    bar, between, air = float(round(size * _BAR)), size * _BETWEEN, size * _AIR
    top = size * 0.3
    if height is not None:
        needs = [
            one.high(bar, is_above=is_above) + between for each in lines.values() for one in each
        ]
        spare = height - top - sum(needs) - (air - between) * (len(lines) - 1)
        air += min(max(0.0, spare / max(1, len(lines) - 1)), size * _LOOSEST)
    found: list[Plot] = []
    for figure, those in lines.items():
        ends = axis.at(known[figure]["amount"].stated / selection.one_of(known[figure]))
        for one in those:
            own = drawn(one, axis, margin, top, bar, is_above=is_above)
            # and where the promise ends
            zeros = [one for one in own.ground if isinstance(one, Line)]
            to = [replace(zero, x0=ends, x1=ends, stroke=Stroke(GUIDE)) for zero in zeros]
            found += [own, Plot(0, ground=tuple(to))]
            top += own.height + (between if one.rest else size * _HEAD)
        top += air - between
    numbered = [row["status"] for row in selection.records if row["amount"].is_number]
    pale = {kind(row.status) for row in rows if row.ends and row.ends.most > row.ends.sure > 0}
    entries = tuple(key(numbered, ranges=RANGE, pale=pale))
    return replace(together(found, math.ceil(top - air + 2)), entries=entries, axis=axis)


def draw_on_card(selection: Selection, width: int, height: int) -> Plot | None:
    """Draw the promises that fit a card, that of the words among them, and count the others."""
    scale = Scale.for_width(0)
    about = [one for one in selection.promises if one.figure == selection.focus[0]]
    others = [one for one in selection.promises if one not in about]
    for many in range(len(others), -1, -1):
        kept = [one for one in selection.promises if one in (*about, *others[:many])]
        shown = {figure for one in kept for figure in one.figures}
        records = tuple(row for row in selection.records if row["figure_id"] in shown)
        plot = draw(replace(selection, promises=tuple(kept), records=records), width)
        left = len(selection.records) - len(records)
        if not left:
            if not height or plot.height <= height:
                return plot
            continue
        foot = plot.height + scale.label * _BETWEEN
        said = TextBlock(runs([rest(left)]), scale.margin, foot, scale.note, MUTED)
        if foot + scale.note * LINE <= height:
            return replace(plot, height=foot + scale.note * LINE, labels=(*plot.labels, said))
    return None


def _rows(selection: Selection, promise: Promise) -> Iterator[Row]:
    """Say of one promise whom it is of, what was promised, and each outcome."""
    known, is_focus = selection.by_id, promise.figure == selection.focus[0]
    promised = known[promise.figure]
    yield Row(promise.figure, promised["heading"], is_bold=True)
    for one in promise.lines:
        if not one.figure:
            yield Row("", rest=one.reason)
            continue
        row, lead = known[one.figure], one.lead and f"{one.lead}: "
        yield Row(
            one.figure,
            capital(row["known"]),
            f"{lead}{row['by']}",
            tuple(row.get("note_numbers", ())),
            lead=capital(row["number"]),
            ends=Ends.of(row["amount"], selection.one_of(row)),
            status=row["status"],
            color=HIGHLIGHT if is_focus else OTHERS,
            number=share(row, promised) if lead else "",
        )


_NAMED_WIDE, _NAMED_NARROW = 0.48, 0.55  # of the width, at the most, for what is said of each


def figure(selection: Selection, width: int) -> Traces:
    """Return each promise and what came of it, as bars from one zero."""
    lines = [line for promise in selection.promises for line in _lines(selection, promise)]
    known = selection.by_id
    is_narrow = width < _NARROW
    rows = Rows.of(
        [
            (text, known[one].get("note_numbers", ()) if one else (), one == whole)
            for one, whole, text in lines
        ],
        width,
        share=_NAMED_NARROW if is_narrow else _NAMED_WIDE,
    )
    marks = []
    for (one, whole, _), at in zip(lines, rows.at, strict=True):
        if not one:
            continue
        row = known[one]
        numbered = row["amount"].is_number
        arrow = "→ " if numbered and math.isinf(row["amount"].most) else ""
        # how much was promised, its name says; where it is narrow, bars need the room
        text = "" if one == whole or is_narrow else share(row, known[whole])
        marks.append(
            Datum.of(
                row,
                at,
                Ends.of(row["amount"], selection.one_of(row) / (1 if selection.unit else 100)),
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
    for one in promise.lines:
        row = selection.by_id.get(one.figure)
        text = f"{one.lead or row['heading']}: {row['known']}, {row['by']}" if row else one.reason
        yield one.figure, promise.figure, text
