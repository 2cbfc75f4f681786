"""The marks of a spread, where they stand, and its plotly figure: a row for each origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from headcount.charts import native
from headcount.charts.axis import ticks, width_of
from headcount.charts.bars import Ends
from headcount.charts.native import Datum, Rows, Traces
from headcount.charts.published import gathered, notes_on
from headcount.charts.shapes import (
    ASIDE,
    RING,
    DotAxis,
    Shape,
    begins,
    dot_plot,
    extent,
    stacked,
)
from headcount.charts.spread.selection import Family, Selection
from headcount.core.wording import capital, cardinal, count_of
from headcount.figures.dates import parse, years
from headcount.figures.quantity import compact
from headcount.figures.table import Row
from headcount.render.scene import Plot, TextBlock, runs
from headcount.render.style import HIGHLIGHT, INK, MUTED, OTHERS, PAPER, Scale
from headcount.render.typesetting import LINE, measure, superscript_width, wrap_full

SHARE = 0.36  # of the width, for labels beside the marks
_LONGEST = 1.3  # of what the figures ask for, the axis at the most
_GAPS = 0.35, 0.7, 2.0  # between two rows, in sizes of a label's type


@dataclass(frozen=True)
class OriginRow:
    """One row of a spread: an origin with its figures.

    `stands_for` names the figures, where they are several. `span` says the amounts, before the
    figures or behind them. `lanes` says of each figure how many lie under it. `text_top` is where
    the label begins, `middle` where the figures are centred.
    """

    records: Sequence[Row]
    is_ringed: bool
    label: list[str]
    meta: list[str]
    notes: tuple[int, ...]
    stands_for: str
    span: str
    is_span_before: bool = True
    lanes: Sequence[int] = ()
    text_top: float = 0.0
    middle: float = 0.0

    def middles(self, axis: DotAxis) -> list[float]:
        """Return how far down each figure stands."""
        lowest = self.middle + max(self.lanes) * _pitch(axis) / 2
        return [lowest - lane * _pitch(axis) for lane in self.lanes]

    def span_at(self, axis: DotAxis) -> float:
        """Return where the amounts end, before the figures, or begin, behind them."""
        ends = self.ends(axis)
        if self.is_span_before:
            return min(start for start, _ in ends) - self.aside(axis)
        return max(end for _, end in ends) + self.aside(axis)

    def ends(self, axis: DotAxis) -> list[tuple[float, float]]:
        """Return where the marks of each figure begin and end."""
        return [axis.reach(row["amount"]) for row in self.records]

    def aside(self, axis: DotAxis) -> float:
        """Return how far the amounts stand off the figures, or off the ring around one."""
        return ASIDE + (axis.dot * RING if self.is_ringed else 0)


def _pitch(axis: DotAxis) -> float:
    """Return how far one figure stands above the other."""
    return axis.dot + 1


def lay_out(
    selection: Selection, width: int, scale: Scale, height: float | None, nearest: float
) -> tuple[DotAxis, list[OriginRow], float]:
    """Lay the rows out on their axis, as high as `height` if they can; return how high they are."""
    axis = replace(DotAxis.of(width, scale, SHARE * width - scale.margin), nearest=nearest)
    found = [_row(selection, axis, scale, *member) for member in selection.drawn]
    axis, before = _fit(axis, found, scale)
    found = [
        replace(
            one if ahead is not None else _said_under(one, axis, scale),
            is_span_before=bool(ahead),
            lanes=_in_lanes(one.records, one.ends(axis)),
        )
        for one, ahead in zip(found, before, strict=True)
    ]
    texts = [(len(one.label) * scale.label + len(one.meta) * scale.note) * LINE for one in found]
    marks = [max(one.lanes) * _pitch(axis) + axis.dot for one in found]
    highs = [
        text + 5 + mark if axis.is_above else max(text, mark)
        for text, mark in zip(texts, marks, strict=True)
    ]
    tops, total = stacked(highs, height, scale.label, _GAPS)
    placed = [
        replace(
            one,
            text_top=top + (0 if axis.is_above else (high - text) / 2),
            middle=top + (high - mark / 2 if axis.is_above else high / 2),
        )
        for one, top, text, mark, high in zip(found, tops, texts, marks, highs, strict=True)
    ]
    return axis, placed, total


def _said_under(one: OriginRow, axis: DotAxis, scale: Scale) -> OriginRow:
    """Return a row that says its amounts under its name, and not beside its marks."""
    return replace(one, span="", meta=[*wrap_full(one.span, axis.column, scale.note), *one.meta])


def _fit(
    axis: DotAxis, rows: Sequence[OriginRow], scale: Scale
) -> tuple[DotAxis, list[bool | None]]:
    """Find the end of the axis at which every row has room for its amounts, on one side or other.

    An amount stands before its marks where it can: what lies between zero and the smallest figure
    is empty anyway. One that would make the axis much longer than the figures ask for has no side.
    """
    tops = [n for one in rows for row in one.records for n in row["amount"].numbers]
    needs = [measure(one.span, scale.label, bold=True) + one.aside(axis) for one in rows]
    nearest = axis.nearest
    shortest = furthest = max(0.0, *tops) * 1.02 or (0.0 if nearest else 1.0)
    before: list[bool | None] = [True] * len(rows)
    while True:
        axis = replace(axis, furthest=furthest)
        ends = [one.ends(axis) for one in rows]
        before = [
            ahead and min(start for start, _ in those) - need >= 4
            for ahead, those, need in zip(before, ends, needs, strict=True)
        ]
        reach = [
            max(end for _, end in those) + (need if ahead is False else 0)
            for those, need, ahead in zip(ends, needs, before, strict=True)
        ]
        over = max(reach)
        if over <= axis.plot + 0.5:
            return axis, before
        at = reach.index(over)
        furthest += (furthest - nearest) * max(over - axis.plot, 1.0) / axis.plot
        if furthest - nearest > _LONGEST * (shortest - nearest) and before[at] is False:
            before = [None if one is None or at == own else True for own, one in enumerate(before)]
            furthest = shortest


def _follow(rows: Sequence[Row]) -> bool:
    """Whether figures follow one another in time, each with a date of its own."""
    days = [parse(row["as_of"]) for row in rows]
    return all(one.latest < other.earliest for one, other in pairwise(days))


def _row(
    selection: Selection,
    axis: DotAxis,
    scale: Scale,
    family: Family,
    rows: Sequence[Row],
) -> OriginRow:
    is_ringed = family is selection.ringed_family
    notes = notes_on(rows)
    room = axis.column - superscript_width(notes, scale.label)
    meta = _meta(family, rows)
    if is_ringed and len(rows) > 1:
        meta += f"; circled: {selection.subject['amount'].label(bounds=False)}"
    return OriginRow(
        records=rows,
        is_ringed=is_ringed,
        label=wrap_full(family.label, max(room, axis.column / 2), scale.label, bold=is_ringed),
        meta=wrap_full(meta, axis.column, scale.note) if meta else [],
        notes=notes,
        stands_for=gathered(family.label, rows) if len(rows) > 1 else "",
        span=extent([row["amount"] for row in rows], follow=is_ringed and _follow(rows)),
    )


def _meta(family: Family, rows: Sequence[Row]) -> str:
    """Say how many figures a row holds, through whom they came, and of when they are."""
    if len(rows) == 1:
        as_of = rows[0]["as_of"]
        return "" if as_of[:4] in family.label and "/" not in as_of else str(rows[0]["dated"])
    many = f"{cardinal(len(rows))} figures"
    publishers = len(family.origin.publishers)
    if publishers > 1:
        inferred = len(family.origin.inferred)
        many += f" by {cardinal(publishers)} publishers"
        many += f" ({cardinal(inferred)} by inference)" if inferred else ""
    return f"{many}, {years(row['as_of'] for row in rows)}"


def _lanes(spans: Sequence[tuple[float, float]], order: Iterable[int], apart: float) -> list[int]:
    """Give each figure, in an order, the lowest lane in which it comes so near to no other."""
    taken: list[list[tuple[float, float]]] = [[] for _ in spans]
    lanes = [0] * len(spans)
    for at in order:
        start, end = spans[at]
        lanes[at] = next(
            number
            for number, those in enumerate(taken)
            if all(end + apart <= left or right + apart <= start for left, right in those)
        )
        taken[lanes[at]].append(spans[at])
    return lanes


def _in_lanes(rows: Sequence[Row], spans: Sequence[tuple[float, float]]) -> list[int]:
    """Give each figure of a row its lane; ranges lie above numbers."""
    ranges = [row["amount"].qualifier == "range" for row in rows]
    return _lanes(spans, sorted(range(len(spans)), key=lambda at: (ranges[at], spans[at])), 1)


def draw(selection: Selection, width: int, height: int | None = None) -> Plot:
    """Draw the marks of a spread; see `headcount.charts.form.Form`.

    The axis begins at zero, or says where: dots have no length. One ring alone marks what the words
    are about. The figures of an origin lie side by side, and on top of one another where they would
    touch: a crowd is as high as it has figures.
    """
    scale = Scale.for_width(width)
    # above the rows stands the axis, and a line that says where it begins if that is not zero
    nearest = begins(row["amount"] for _, rows in selection.drawn for row in rows)
    head = round(scale.label * LINE + 10 + scale.note * LINE * (nearest > 0))
    foot = _foot(selection, width - 2 * scale.margin, scale)
    under = (len(foot) * LINE * scale.note + 0.6 * scale.label) * bool(foot)
    rest = None if height is None else height - head - under
    axis, rows, total = lay_out(selection, width, scale, rest, nearest)
    plot = dot_plot(
        list(_shapes(selection, rows, axis, head)),
        axis,
        ticks(axis.furthest, axis.plot, width_of(scale.label), nearest),
        scale,
        head=head,
        height=head + total,
        labels=(text for row in rows for text in _texts(row, axis, head, scale)),
    )
    small = partial(TextBlock, size=scale.note, color=MUTED)
    said = []
    if foot:
        said.append(small(runs(foot), scale.margin, plot.height + under, across="bottom"))
    if nearest > 0:
        words = runs([f"The axis begins at {compact(nearest)}."])
        right, under_axis = width - scale.margin, round(scale.label * LINE)
        x, hold = (axis.left, "left") if axis.is_above else (right, "right")
        said.append(small(words, x, under_axis, hold=hold))
    return replace(plot, height=plot.height + under, labels=(*plot.labels, *said))


def _foot(selection: Selection, room: float, scale: Scale) -> list[str]:
    """Say what the picture leaves to the table, and by which rule."""
    if not selection.folded:
        return []
    drawn, every = len(selection.drawn), count_of(len(selection.families), "origin")
    text = (
        f"{drawn} of {every}: that of the circled figure, those at both ends and those of the most "
        "figures. The table has all."
    )
    return wrap_full(text, room, scale.note)


def _shapes(
    selection: Selection, rows: Iterable[OriginRow], axis: DotAxis, head: float
) -> Iterator[Shape]:
    for row in rows:
        for record, middle in zip(row.records, row.middles(axis), strict=True):
            yield Shape(
                figure_id=record["figure_id"],
                amount=record["amount"],
                status=record["status"],
                color=HIGHLIGHT if row.is_ringed else OTHERS,
                middle=head + middle,
                is_ringed=record["figure_id"] == selection.ringed,
            )


def _texts(row: OriginRow, axis: DotAxis, head: float, scale: Scale) -> Iterator[TextBlock]:
    """Set the label of a row, what it rests on, and its amounts."""
    size, left, top = scale.label, axis.names, head + row.text_top
    own = {
        "figure_id": row.records[-1]["figure_id"],
        "description": row.stands_for,
        "background": PAPER,  # over the thin lines
    }
    name = runs(row.label, bold=row.is_ringed, numbers=row.notes)
    yield TextBlock(name, left, top, size, INK, **own)
    if row.meta:
        under = top + len(row.label) * size * LINE
        yield TextBlock(runs(row.meta), left, under, scale.note, MUTED, **own)
    if not row.span:
        return
    x, hold = axis.left + row.span_at(axis), "right" if row.is_span_before else "left"
    span = runs([row.span], bold=row.is_ringed)
    yield TextBlock(span, x, head + row.middle, size, INK, hold, "middle", **own)


_LANE = 0.55  # how far figures of one row stand under each other, in rows
_TOUCH = 13  # pixels of a point with what parts it from the next


def figure(selection: Selection, width: int) -> Traces:
    """Return the figures of a spread on one axis of amounts.

    Figures of one origin that would touch stand under one another.
    """
    members, about = selection.members, selection.ringed_family
    plot = width * (1 - native.COLUMN) - 3 * Scale.for_width(width).margin
    start = begins(row["amount"] for row in selection.records)
    most = max(0.0, *(row["amount"].numbers[-1] for row in selection.records))
    lanes = [_under_one_another(rows, _TOUCH * (most - start) / plot) for _, rows in members]
    names = [(family.label, notes_on(rows), family is about) for family, rows in members]
    lines = Rows.of(names, width, lanes=[1 + max(lane) * _LANE for lane in lanes])
    marks = [
        Datum.of(
            row,
            round(at + (lane - max(those) / 2) * _LANE, 3),
            Ends.of(row["amount"]),
            HIGHLIGHT if family is about else OTHERS,
            # off the ring
            f"\u2002{row['amount'].label()}" if row["figure_id"] == selection.ringed else "",
            thick=_LANE * 0.8,
        )
        for (family, rows), those, at in zip(members, lanes, lines.at, strict=True)
        for row, lane in zip(rows, those, strict=True)
    ]
    title = capital(selection.alone)
    title += f" (the axis begins at {compact(start)})" if start > 0 else ""
    found = native.across(marks, lines, title, width, lengths=False, start=start)
    ringed = next(mark for mark in marks if mark.figure_id == selection.ringed)
    found.traces.append(_ring(ringed))
    native.grouped(found.traces)
    return found


def _ring(mark: Datum) -> native.Trace:
    """Draw a ring around a figure, or around the middle of a range."""
    is_range = mark.shape(lengths=False) == "range"
    return {
        "type": "scatter",
        "mode": "markers",
        "name": mark.name or native.entry(mark.status),
        "x": [(mark.stated + mark.amount.most) / 2 if is_range else mark.stated],
        "y": [mark.at],
        "marker": {"symbol": "circle-open", "size": 22, "color": INK, "line": {"width": 2}},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _under_one_another(rows: Sequence[Row], touch: float) -> list[int]:
    """Say of each figure how many lie above it, so that none comes so near to another."""
    spans = [(row["amount"].numbers[0], row["amount"].numbers[-1]) for row in rows]
    return _lanes(spans, sorted(range(len(spans)), key=lambda at: spans[at][0]), touch)
